// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/records.h>

#include <QAbstractTableModel>

#include <vector>

namespace gossip::ui {

/// Scores of every class, one against all. Lives on the window's thread.
class ClassScoreModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Samples, Precision, Recall, FalseAlarm, Miss, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Same classes as before: changed in place; others: a reset.
    void setScores(const std::vector<gossip::ClassScore>& scores);
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<gossip::ClassScore> m_scores;
};

}  // namespace gossip::ui
