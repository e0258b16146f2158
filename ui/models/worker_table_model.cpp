// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/worker_table_model.h"

#include "ui/look/theme.h"
#include "ui/models/words.h"

#include <QLocale>

#include <cmath>

namespace gossip::ui {

namespace {

std::optional<double> finite(double value)
{
    return std::isnan(value) ? std::optional<double>() : value;
}

/// The newest measurement of each kind; a record without an evaluation keeps the older accuracy.
void applyRecord(const gossip::Record& record, std::vector<WorkerTableRow>& rows)
{
    for (const gossip::WorkerRow& measured : record.workers) {
        if (measured.worker < 0 || std::size_t(measured.worker) >= rows.size())
            continue;
        WorkerTableRow& row = rows[std::size_t(measured.worker)];
        row.distanceToMean = measured.distanceToMean;
        if (measured.staleness)
            row.staleness = measured.staleness;
        if (measured.testAccuracy)
            row.accuracy = measured.testAccuracy;
    }
}

}  // namespace

void WorkerTableModel::begin(const gossip::Scenario& scenario, int workers)
{
    beginResetModel();
    m_rows.assign(std::size_t(workers), {});
    for (int worker = 0; worker < workers; ++worker)
        m_rows[std::size_t(worker)].name = workerText(scenario, worker);
    endResetModel();
}

void WorkerTableModel::apply(const gossip::RunUpdate& update)
{
    take(m_rows, update);
}

void WorkerTableModel::showMoment(const gossip::RunUpdate& moment)
{
    std::vector<WorkerTableRow> rows(m_rows.size());
    for (std::size_t worker = 0; worker < rows.size(); ++worker)
        rows[worker].name = m_rows[worker].name;
    take(std::move(rows), moment);
}

/// \param rows  what was known before
void WorkerTableModel::take(std::vector<WorkerTableRow> rows, const gossip::RunUpdate& update)
{
    for (const gossip::Record& record : update.records)
        applyRecord(record, rows);
    for (std::size_t worker = 0; worker < std::min(rows.size(), update.workers.size()); ++worker) {
        const gossip::WorkerStatus& status = update.workers[worker];
        WorkerTableRow& row = rows[worker];
        row.started = true;
        row.state = status.state;
        row.steps = status.steps;
        row.loss = finite(status.trainLoss);
        row.log2SumWeight = finite(status.log2SumWeight);
        row.inbox = status.inbox;
        row.speed = status.speed;
    }
    for (std::size_t worker = 0; worker < rows.size(); ++worker) {
        if (rows[worker] == m_rows[worker])
            continue;
        m_rows[worker] = rows[worker];
        Q_EMIT dataChanged(index(int(worker), 0), index(int(worker), ColumnCount - 1));
    }
}

void WorkerTableModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(int(m_rows.size()) - 1, ColumnCount - 1));
}

int WorkerTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int WorkerTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString WorkerTableModel::text(const WorkerTableRow& row, int column) const
{
    switch (column) {
    case Name: return row.name;
    case State: return row.started ? stateText(row.state) : tr("not started");
    case Steps: return QLocale().toString(qulonglong(row.steps));
    case Loss: return numberText(row.loss);
    case Distance: return numberText(row.distanceToMean);
    case SumWeight: return weightText(row.log2SumWeight.value_or(std::nan("")));
    case Inbox: return QLocale().toString(row.inbox);
    case Staleness: return numberText(row.staleness);
    case Speed: return numberText(row.speed, 2);
    case Accuracy: return percentText(row.accuracy);
    default: return {};
    }
}

QVariant WorkerTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || std::size_t(index.row()) >= m_rows.size())
        return {};
    const WorkerTableRow& row = m_rows[std::size_t(index.row())];
    if (role == Qt::DisplayRole)
        return text(row, index.column());
    if (role == Qt::TextAlignmentRole)
        return int((index.column() <= State ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::ForegroundRole && index.column() == State) {
        if (row.state == WorkerState::crashed || row.state == WorkerState::diverged)
            return theme().failedText;
        if (row.state == WorkerState::slow || row.state == WorkerState::waiting)
            return theme().slowText;
    }
    return {};
}

QVariant WorkerTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section <= State ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::DisplayRole) {
        const QString titles[ColumnCount] = {tr("Name"), tr("State"), tr("Steps"), tr("Newest loss"), tr("Distance"),
                                             tr("Weight w"), tr("Inbox"), tr("Age"), tr("Speed"), tr("Accuracy")};
        return titles[section];
    }
    if (role == Qt::ToolTipRole) {
        const QString helps[ColumnCount] = {
            tr("The worker's name"), tr("What the worker does now"), tr("Steps that it has finished"),
            tr("Training loss of its newest batch (cross-entropy)"), tr("How far its model is from the mean model"),
            tr("Sum-weight w: how much its model counts when it is mixed into another"),
            tr("Models that wait to be mixed in"),
            tr("Staleness: age of the models that it mixed in, in steps of their sender"),
            tr("Relative speed: 1 is normal, 0.25 is four times slower"),
            tr("Share of test pictures that its own model gets right")};
        return helps[section];
    }
    return {};
}

}  // namespace gossip::ui
