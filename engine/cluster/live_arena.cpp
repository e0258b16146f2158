// SPDX-License-Identifier: GPL-3.0-or-later
// The arena's threads: whose turn it is, steps and other jobs.
#include "cluster/hand_over.h"
#include "cluster/live_cluster.h"

#include <algorithm>
#include <utility>

namespace gossip {

namespace {

constexpr double kSmoothing = 0.1;  // weight of the newest interval in a worker's running mean

}  // namespace

void LiveCluster::schedule(int worker)
{
    Schedule& entry = m_schedules[std::size_t(worker)];
    const bool open = m_mode == Mode::running || (m_mode == Mode::stepping && entry.mayStep);
    if (entry.seat != Seat::idle || !open || m_holding || m_end != ClusterEnd::none || !m_cluster.isRunnable(worker)) {
        return;
    }
    entry.seat = Seat::waiting;
    entry.heldS = entry.startedS < 0.0 ? 0.0 : m_clock.now() - entry.startedS - entry.computeS;
    const double dueS = entry.startedS < 0.0 ? 0.0 : entry.startedS + leastInterval(worker);
    if (m_mode == Mode::running && dueS > m_clock.now()) {
        at(dueS, WorkerDue{worker});
    } else {
        makeReady(worker);
    }
}

void LiveCluster::scheduleAll()
{
    for (int worker = 0; worker < m_cluster.workers(); ++worker) {
        schedule(worker);
    }
}

void LiveCluster::makeReady(int worker)
{
    m_ready.emplace_back(worker);
    enqueueTask();
}

void LiveCluster::enqueueTask()
{
    ++m_jobsQueued;
    m_arena.enqueue(HandedOver([this] { runNextJob(); }));
}

double LiveCluster::leastInterval(int worker) const
{
    const double factor = m_cluster.slowFactor(worker);
    if (factor <= 1.0) {
        return m_stepS;
    }
    // With more workers than cores, merely sleeping would not show: measured against what the others really reach.
    double sum = 0.0;
    int count = 0;
    for (int other = 0; other < m_cluster.workers(); ++other) {
        const double intervalS = m_schedules[std::size_t(other)].intervalS;
        if (intervalS > 0.0 && m_schedules[std::size_t(other)].seat != Seat::idle && m_cluster.slowFactor(other) <= 1.0) {
            sum += intervalS;
            ++count;
        }
    }
    const double ownS = m_schedules[std::size_t(worker)].computeS;
    return factor * std::max(m_stepS, count > 0 ? sum / count : ownS);
}

void LiveCluster::runNextJob()
{
    std::unique_lock lock(m_mutex);
    if (!m_ready.empty()) {
        std::variant<int, Job> next = std::move(m_ready.front());
        m_ready.pop_front();
        lock.unlock();
        if (const int* worker = std::get_if<int>(&next)) {
            tick(*worker);
        } else {
            std::get<Job>(next)(slotOfThisThread());
        }
        next = 0;  // a job's captures die before the count says that nobody needs them
        lock.lock();
    }
    if (--m_jobsQueued == 0) {
        m_wake.notify_all();
    }
}

bool LiveCluster::mayStart(int worker)
{
    const std::lock_guard lock(m_mutex);
    Schedule& entry = m_schedules[std::size_t(worker)];
    const bool open = m_mode == Mode::running || (m_mode == Mode::stepping && entry.mayStep);
    if (!open || m_holding || m_end != ClusterEnd::none) {
        entry.seat = Seat::idle;
        return false;
    }
    entry.seat = Seat::running;
    entry.mayStep = false;
    ++m_running;
    const double nowS = m_clock.now();
    if (entry.startedS >= 0.0) {
        const double intervalS = nowS - entry.startedS - entry.heldS;
        entry.intervalS = entry.intervalS > 0.0 ? entry.intervalS + kSmoothing * (intervalS - entry.intervalS) : intervalS;
    }
    entry.startedS = nowS;
    return true;
}

void LiveCluster::tick(int worker)
{
    if (!mayStart(worker)) {
        return;
    }
    Outbox outbox;
    bool stepped = false;
    const std::optional<StepTicket> ticket = m_cluster.begin(worker, m_clock.now(), outbox);
    dispatch(outbox);
    if (ticket) {
        const float loss = m_cluster.compute(*ticket, slotOfThisThread());
        stepped = m_cluster.finish(*ticket, loss, m_clock.now(), outbox);
        dispatch(outbox);
    }
    const std::lock_guard lock(m_mutex);
    Schedule& entry = m_schedules[std::size_t(worker)];
    entry.computeS = m_clock.now() - entry.startedS;
    entry.seat = Seat::idle;
    --m_running;
    schedule(worker);
    if (ticket && !stepped) {
        scheduleAll();  // the dropped step may be anybody's now
    }
    const bool last = m_running == 0 && (m_holding || m_mode == Mode::stepping || m_cluster.reachedLimit() || !m_cluster.anyoneCanStep());
    if (last || !stepped) {
        checkEnd();
        m_wake.notify_all();
    }
}

void LiveCluster::dispatch(Outbox& outbox)
{
    while (!outbox.empty()) {
        Outbox answers;
        for (ModelMessage& message : outbox) {
            const double nowS = m_clock.now();
            std::optional<Flight> flight = m_cluster.depart(std::move(message), nowS);
            if (!flight) {
                continue;
            }
            const double firstBitS = flight->departure.firstBitS;
            const auto [from, to] = std::pair(flight->message.from, flight->message.to);
            const double deliveredS = firstBitS <= nowS ? m_cluster.network().arrive(from, to, flight->departure) : firstBitS;
            if (deliveredS <= nowS) {
                m_cluster.deliver(std::move(flight->message), nowS, answers);
                continue;
            }
            const std::lock_guard lock(m_mutex);
            if (firstBitS <= nowS) {
                at(deliveredS, Arrival{std::move(flight->message)});
            } else {
                at(firstBitS, FirstBit{std::move(*flight)});
            }
        }
        outbox = std::move(answers);
    }
}

nn::Slot* LiveCluster::slotOfThisThread()
{
    if (!m_net) {
        return nullptr;
    }
    auto& slot = m_slots[std::size_t(tbb::this_task_arena::current_thread_index())];
    if (!slot) {
        slot = std::make_unique<nn::Slot>(m_net);
    }
    return slot.get();
}

}  // namespace gossip
