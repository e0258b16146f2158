// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/run_recording.h"

#include <algorithm>

namespace gossip::ui {

namespace {

/// The newest of everything, without what happened since the update before.
gossip::RunUpdate statusOf(const gossip::RunUpdate& update)
{
    gossip::RunUpdate status;
    status.state = update.state;
    status.timeS = update.timeS;
    status.steps = update.steps;
    status.epochs = update.epochs;
    status.paceShare = update.paceShare;
    status.workers = update.workers;
    status.islands = update.islands;
    status.network = update.network;
    status.probability = update.probability;
    status.messagesSent = update.messagesSent;
    status.bytesSent = update.bytesSent;
    return status;
}

}  // namespace

void RunRecording::begin()
{
    *this = {};
}

void RunRecording::add(const gossip::RunUpdate& update, const RunFacts& facts)
{
    Stored now;
    now.status = statusOf(update);
    now.facts = facts;
    if (m_newest) {
        now.record = m_newest->record;
        now.evaluated = m_newest->evaluated;
    }
    for (const gossip::Record& record : update.records) {
        auto kept = std::make_shared<gossip::Record>(record);
        kept->instruments.reset();   // large, and kept by those who show them
        now.record = kept;
        if (record.metrics.testAccuracy)
            now.evaluated = now.record;
    }
    m_events.insert(m_events.end(), update.events.begin(), update.events.end());
    for (; m_events.size() > kMostEvents; ++m_eventsGone)
        m_events.pop_front();
    now.events = m_eventsGone + m_events.size();
    m_newest = std::move(now);

    // While a run is paused time stands; its moment only changes.
    const bool sameTime = !m_moments.empty() && m_moments.back().status.timeS >= m_newest->status.timeS;
    if (!sameTime && m_updates++ % m_every != 0)
        return;
    const Stored* before = m_moments.empty() ? nullptr : &m_moments.back();
    if (sameTime) {
        m_moments.back() = *m_newest;
        return;
    }
    m_bytes += sizeOf(*m_newest, before);
    m_moments.push_back(*m_newest);
    if (m_moments.size() > 2 && (m_moments.size() > kMostMoments || m_bytes > kMostBytes))
        thin();
}

void RunRecording::thin()
{
    std::vector<Stored> kept;
    m_bytes = 0;
    for (std::size_t i = 0; i < m_moments.size(); i += 2) {
        m_bytes += sizeOf(m_moments[i], kept.empty() ? nullptr : &kept.back());
        kept.push_back(std::move(m_moments[i]));
    }
    m_moments = std::move(kept);
    m_every *= 2;
    m_updates = 1;
}

std::size_t RunRecording::sizeOf(const gossip::Record& record)
{
    return sizeof(record) + record.workers.size() * sizeof(gossip::WorkerRow) +
           record.groups.size() * (sizeof(gossip::GroupRow) + record.workers.size() * sizeof(int));
}

std::size_t RunRecording::sizeOf(const Stored& moment, const Stored* before) const
{
    const std::size_t workers = moment.status.workers.size();
    std::size_t bytes = sizeof(moment) + workers * (sizeof(gossip::WorkerStatus) + 4 * sizeof(int)) +
                        moment.status.islands.size() * sizeof(std::vector<int>) + moment.facts.islands.size() * sizeof(gossip::GroupRow);
    if (moment.record && (before == nullptr || before->record != moment.record))
        bytes += sizeOf(*moment.record);
    if (moment.evaluated && moment.evaluated != moment.record && (before == nullptr || before->evaluated != moment.evaluated))
        bytes += sizeOf(*moment.evaluated);
    return bytes;
}

RunRecording::Moment RunRecording::at(double timeS) const
{
    if (timeS >= newestS())
        return newest();
    auto later = std::upper_bound(m_moments.begin(), m_moments.end(), timeS,
                                  [](double t, const Stored& moment) { return t < moment.status.timeS; });
    Stored shown = later == m_moments.begin() ? m_moments.front() : *(later - 1);
    // An evaluation is known some time after its instant. It belongs to its instant, as in the charts.
    const auto isOfThen = [timeS](const std::shared_ptr<const gossip::Record>& record) { return record && record->metrics.timeS <= timeS; };
    for (; later != m_moments.end() && isOfThen(later->record); ++later) {
        shown.record = later->record;
        shown.evaluated = later->evaluated;
    }
    Moment moment = momentOf(std::move(shown));
    for (const gossip::Record& record : moment.update.records)
        applyRecord(record, moment.facts);
    return moment;
}

RunRecording::Moment RunRecording::momentOf(Stored stored) const
{
    Moment moment{std::move(stored.status), std::move(stored.facts)};
    if (stored.evaluated && stored.evaluated != stored.record)
        moment.update.records.push_back(*stored.evaluated);
    if (stored.record)
        moment.update.records.push_back(*stored.record);
    const std::size_t shown = stored.events > m_eventsGone ? stored.events - m_eventsGone : 0;
    moment.update.events.assign(m_events.begin(), m_events.begin() + std::ptrdiff_t(std::min(shown, m_events.size())));
    return moment;
}

}  // namespace gossip::ui
