// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/feed.h"

#include "network/fault_state.h"

#include <utility>

namespace gossip {

namespace {

constexpr std::size_t kLossCapacity = 16384;    // about 4 s of a fast machine
constexpr std::size_t kMessageCapacity = 4096;

}  // namespace

void Feed::onEvent(const Event& event)
{
    const std::lock_guard lock(m_mutex);
    m_events.push_back(event);
    m_unwritten.push_back(event);
    if (event.fault && !event.kind.ends_with("-end")) {
        m_faults.push_back(*event.fault);
    }
}

void Feed::onMessage(const MessageTrace& trace)
{
    const std::lock_guard lock(m_mutex);
    if (m_messages.size() < kMessageCapacity) {
        m_messages.push_back(trace);
    } else {
        ++m_messagesSkipped;
    }
}

void Feed::onLoss(const LossSample& sample)
{
    const std::lock_guard lock(m_mutex);
    if (m_losses.size() < kLossCapacity) {
        m_losses.push_back(sample);
    } else {
        ++m_lossesSkipped;
    }
}

void Feed::onRecord(const Record& record)
{
    const std::lock_guard lock(m_mutex);
    m_records.push_back(record);
}

void Feed::drain(RunUpdate& update)
{
    const std::lock_guard lock(m_mutex);
    update.records = std::exchange(m_records, {});
    update.events = std::exchange(m_events, {});
    // Swapped, so that the emptied capacity comes back and the steady state allocates nothing.
    update.losses.clear();
    update.messages.clear();
    update.losses.swap(m_losses);
    update.messages.swap(m_messages);
    update.lossesSkipped = m_lossesSkipped;
    update.messagesSkipped = m_messagesSkipped;
}

std::vector<Event> Feed::takeUnwrittenEvents()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_unwritten, {});
}

std::vector<Fault> Feed::faultsSoFar() const
{
    const std::lock_guard lock(m_mutex);
    return m_faults;
}

void Feed::save(StateWriter& out) const
{
    out.section("disturbances");
    saveFaults(out, faultsSoFar());
}

void Feed::load(StateReader& in, int nodes, bool hasServer)
{
    in.section("disturbances");
    const std::vector<Fault> faults = loadFaults(in, nodes, hasServer);
    const std::lock_guard lock(m_mutex);
    m_faults.insert(m_faults.begin(), faults.begin(), faults.end());
}

}  // namespace gossip
