// SPDX-License-Identifier: GPL-3.0-or-later
// What other threads want of a simulated cluster, and how its time keeps to a pace.
#include "cluster/simulated_cluster.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace gossip {

namespace {

constexpr double kLateS = 0.25;   ///< so far behind, the pace starts anew instead of catching up

}  // namespace

void SimulatedCluster::start()
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_mode != Mode::fresh) {
            return;
        }
    }
    resume();
}

void SimulatedCluster::pause()
{
    const std::lock_guard lock(m_mutex);
    m_mode = Mode::paused;
    m_orders = true;
    m_wake.notify_all();
}

void SimulatedCluster::resume()
{
    const std::lock_guard lock(m_mutex);
    m_mode = Mode::running;
    m_turnsAsked = false;
    m_atRest = false;
    m_orders = true;
    m_wake.notify_all();
}

void SimulatedCluster::singleStep()
{
    const std::lock_guard lock(m_mutex);
    if (m_mode == Mode::stepping) {
        return;
    }
    m_turnsAsked = true;
    m_mode = Mode::stepping;
    m_atRest = false;
    m_orders = true;
    m_wake.notify_all();
}

void SimulatedCluster::requestStop()
{
    const std::lock_guard lock(m_mutex);
    m_end = m_end == ClusterEnd::none ? ClusterEnd::requested : m_end;
    m_orders = true;
    m_wake.notify_all();
}

void SimulatedCluster::post(const Fault& command)
{
    const std::lock_guard lock(m_mutex);
    m_commands.push_back(command);
    m_orders = true;
    m_wake.notify_all();
}

void SimulatedCluster::setTimeline(const std::vector<Fault>& faults)
{
    const std::lock_guard lock(m_mutex);
    m_newTimeline = faults;
    m_orders = true;
    m_wake.notify_all();
}

/// What is due at this very instant stays.
void SimulatedCluster::plan(const std::vector<Fault>& faults)
{
    const Ticks nowT = m_now.load();
    m_queue.remove([nowT](const SimEvent& event) { return event.kind == kTimeline && event.time > nowT; });
    m_timelineLeft -= int(std::erase_if(m_timeline, [nowT](const auto& entry) { return entry.first > nowT; }));
    for (const Fault& fault : faults) {
        if (toTicks(fault.atS) > nowT) {
            planOne(toTicks(fault.atS), fault);
        }
    }
    m_mayHaveEnded = true;
}

void SimulatedCluster::planOne(Ticks time, const Fault& fault)
{
    m_queue.push({time, std::uint64_t(m_timeline.size()), kTimeline, 0, 0});
    m_timeline.emplace(time, fault);
    ++m_timelineLeft;
}

void SimulatedCluster::setPace(double timesRealTime)
{
    const std::lock_guard lock(m_mutex);
    m_pace = timesRealTime;
    m_orders = true;
    m_wake.notify_all();
}

bool SimulatedCluster::isPaused() const
{
    const std::lock_guard lock(m_mutex);
    return m_mode == Mode::paused && m_atRest;
}

ClusterEnd SimulatedCluster::end() const
{
    const std::lock_guard lock(m_mutex);
    return m_end;
}

double SimulatedCluster::paceShare() const
{
    const std::lock_guard lock(m_mutex);
    return m_paceShare;
}

void SimulatedCluster::takeOrders()
{
    if (!m_orders.exchange(false)) {
        return;
    }
    const bool stoodStill = m_stands || m_inTurns;
    bool turns = false;
    std::optional<std::vector<Fault>> timeline;
    {
        const std::lock_guard lock(m_mutex);
        std::move(m_commands.begin(), m_commands.end(), std::back_inserter(m_waiting));
        m_commands.clear();
        timeline = std::exchange(m_newTimeline, std::nullopt);
        m_stands = m_mode == Mode::paused || m_mode == Mode::fresh || m_end != ClusterEnd::none;
        turns = std::exchange(m_turnsAsked, false);
        m_inTurns = m_mode == Mode::stepping || (m_mode == Mode::paused && m_inTurns);
        m_paceNow = m_pace;
    }
    if (timeline) {
        plan(*timeline);
    }
    m_paceSince = Steady::now();
    m_paceFrom = m_now.load();
    if (turns) {
        beginTurns();
    } else if (stoodStill && !m_stands && !m_inTurns) {
        scheduleAll();
    }
}

/// Everybody who lives: whoever waits steps as soon as what it waits for is there.
void SimulatedCluster::beginTurns()
{
    for (int worker = 0; worker < m_cluster.workers(); ++worker) {
        Place& place = m_places[std::size_t(worker)];
        const Turn turn = m_cluster.isLiving(worker) ? Turn::open : Turn::none;
        place.turn = place.seat == Seat::stepping ? Turn::underWay : turn;
        schedule(worker);
    }
}

bool SimulatedCluster::turnsAreOver() const
{
    bool someWait = false;
    for (int worker = 0; worker < m_cluster.workers(); ++worker) {
        const Place& place = m_places[std::size_t(worker)];
        if (place.turn == Turn::underWay || (place.turn == Turn::open && m_cluster.isRunnable(worker))) {
            return false;
        }
        someWait = someWait || (place.turn == Turn::open && m_cluster.isLiving(worker));
    }
    return !someWait || !somethingMayArrive();
}

/// Whether it is time for \p goal; else waits a little, while the clock that others see runs towards it.
bool SimulatedCluster::keepsPace(Ticks goal)
{
    if (m_paceNow <= 0.0 || goal == std::numeric_limits<Ticks>::max()) {
        return true;
    }
    const std::chrono::duration<double> passed = Steady::now() - m_paceSince;
    const double dueS = toSeconds(goal - m_paceFrom) / m_paceNow;
    const double lateS = passed.count() - dueS;
    if (lateS >= 0.0 && lateS < kLateS) {
        return true;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_paceShare = lateS > 0.0 ? dueS / passed.count() : 1.0;
    }
    if (lateS > 0.0) {
        m_paceSince = Steady::now();
        m_paceFrom = goal;
        return true;
    }
    m_now = std::max(m_now.load(), std::min(goal - 1, m_paceFrom + toTicks(passed.count() * m_paceNow)));
    rest(std::min<std::chrono::duration<double>>(kLongestRest, std::chrono::duration<double>(-lateS)));
    return false;
}

void SimulatedCluster::rest(std::chrono::duration<double> longest)
{
    std::unique_lock lock(m_mutex);
    m_atRest = m_stands;
    m_wake.wait_for(lock, longest, [this] { return m_orders.load(); });
}

}  // namespace gossip
