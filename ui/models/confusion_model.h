// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QColor>
#include <QStringList>

#include <cstdint>
#include <string>
#include <vector>

namespace gossip::ui {

/// Colour of a heat map for a share 0–1, between the theme's six; and the text colour that reads best on it.
QColor heatColor(double share);
QColor heatTextColor(const QColor& ground);

/// A pair of classes that a model mixes up.
struct Confusion {
    int truth = 0;
    int taken = 0;
    std::uint64_t pictures = 0;
};

/// The most frequent wrong answers, worst first; at most \p count.
std::vector<Confusion> worstConfusions(const std::vector<std::vector<std::uint64_t>>& confusion, std::size_t count);

/// Confusion matrix: rows are the true classes, columns what the model says. A cell's ground tells its share of the row.
/// Lives on the window's thread.
class ConfusionModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using Matrix = std::vector<std::vector<std::uint64_t>>;   ///< [true class][predicted class]

    using QAbstractTableModel::QAbstractTableModel;

    /// Same classes as before: changed in place; others: a reset.
    void setConfusion(const Matrix& confusion, const std::vector<std::string>& classNames);
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] double shareOfRow(int row, int column) const;
    [[nodiscard]] QString className(int number) const;
    Matrix m_matrix;
    std::vector<std::string> m_classNames;
};

}  // namespace gossip::ui
