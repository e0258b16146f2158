// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/records.h>
#include <gossip/scenario.h>

#include <QAbstractTableModel>

#include <deque>
#include <vector>

namespace gossip::ui {

/// What happened, in plain words: "Went down".
QString eventText(const gossip::Event& event);

/// What happened to whom: "A-1, A-2", "network", "run".
QString eventSubject(const gossip::Event& event, const gossip::Scenario& scenario);

/// The event log of one run, oldest first. Rows are only added at the end; beyond kMostEvents the oldest go (events.csv has all).
/// Lives on the window's thread.
class EventLogModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Time, What, Subject, ColumnCount };
    static constexpr int kMostEvents = 5000;

    using QAbstractTableModel::QAbstractTableModel;

    void begin(const gossip::Scenario& scenario);            ///< empties the log
    void append(const std::vector<gossip::Event>& events);
    void retranslate();
    [[nodiscard]] int rowAt(double timeS) const;             ///< of the event nearest to a moment; -1 when there is none

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    gossip::Scenario m_scenario;
    std::deque<gossip::Event> m_events;
};

}  // namespace gossip::ui
