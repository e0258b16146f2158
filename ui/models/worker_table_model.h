// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/run.h>
#include <gossip/scenario.h>

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace gossip::ui {

/// What is known of one worker now.
struct WorkerTableRow {
    QString name;
    bool started = false;
    gossip::WorkerState state = gossip::WorkerState::running;
    std::uint64_t steps = 0;
    std::optional<double> loss;              ///< minibatch mean cross-entropy [nat]
    std::optional<double> distanceToMean;
    std::optional<double> log2SumWeight;
    int inbox = 0;
    std::optional<double> staleness;         ///< [sender's local steps]
    double speed = 1.0;
    std::optional<double> accuracy;          ///< 0–1, newest evaluation of its own model
    bool operator==(const WorkerTableRow&) const = default;
};

/// One row per worker, fed by the updates of a run. Rows are only changed in place while a run lasts: a selection
/// and a scroll position survive. Lives on the window's thread.
class WorkerTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, State, Steps, Loss, Distance, SumWeight, Inbox, Staleness, Speed, Accuracy, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void begin(const gossip::Scenario& scenario, int workers);   ///< resets to so many fresh rows
    void apply(const gossip::RunUpdate& update);                 ///< signals only the rows that differ
    void showMoment(const gossip::RunUpdate& moment);            ///< as if nothing had come before it
    void retranslate();
    [[nodiscard]] const WorkerTableRow& row(int worker) const { return m_rows[std::size_t(worker)]; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void take(std::vector<WorkerTableRow> rows, const gossip::RunUpdate& update);
    [[nodiscard]] QString text(const WorkerTableRow& row, int column) const;
    std::vector<WorkerTableRow> m_rows;
};

}  // namespace gossip::ui
