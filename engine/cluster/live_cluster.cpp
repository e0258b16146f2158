// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/live_cluster.h"

#include "cluster/overloaded.h"
#include "cluster/thread_setup.h"

#include <algorithm>
#include <chrono>

namespace gossip {

LiveCluster::LiveCluster(Cluster& cluster, const Scenario& scenario, std::shared_ptr<const nn::Net> net, const SchedulerOptions& options)
    : m_cluster(cluster),
      m_stepS(scenario.workers.stepMs * 1e-3),
      m_options(options),
      m_net(std::move(net)),
      m_schedules(std::size_t(cluster.workers())),
      m_slots(std::size_t(options.threads) + 1),  // TBB numbers the places of a single thread 0 and 1
      // One more than the arena's threads: TBB keeps a place for this thread, which never works (enqueue only).
      m_parallelism(tbb::global_control::max_allowed_parallelism, std::size_t(options.threads) + 1),
      m_arena(options.threads, 0)
{
    m_threadSetup = std::make_unique<ThreadSetup>(m_arena);
    if (options.saved) {
        load(*options.saved);
    } else {
        for (const Fault& fault : scenario.faults) {
            m_later.emplace(fault.atS, TimelineEntry{fault});
            ++m_timelineLeft;
        }
    }
    if (scenario.stop.seconds > 0.0) {
        m_later.emplace(scenario.stop.seconds, TimeLimit{});
    }
    m_cluster.onRunnable = [this](int worker) {
        const std::lock_guard lock(m_mutex);
        schedule(worker);
    };
    m_cluster.onAwaitingAnswer = [this](int worker, std::uint64_t life) {
        const std::lock_guard lock(m_mutex);
        at(m_clock.now() + m_cluster.answerTimeoutS(), AnswerOverdue{worker, life});
    };
    m_cluster.onResend = [this](ModelMessage message, double atS) {
        const std::lock_guard lock(m_mutex);
        at(atS, Resend{std::move(message)});
    };
    m_cluster.onTimer = [this](const TimerTicket& ticket, double atS) {
        const std::lock_guard lock(m_mutex);
        at(atS, TimerDue{ticket});
    };
    m_control = std::jthread([this](const std::stop_token& stop) { control(stop); });
}

LiveCluster::~LiveCluster()
{
    m_control.request_stop();
    requestStop();
    m_control.join();
    std::unique_lock lock(m_mutex);
    m_ready.clear();  // the tasks already in the arena find nothing to do
    m_wake.wait(lock, [this] { return m_jobsQueued.load() == 0; });
    lock.unlock();
    m_cluster.onRunnable = nullptr;
    m_cluster.onAwaitingAnswer = nullptr;
    m_cluster.onResend = nullptr;
    m_cluster.onTimer = nullptr;
}

// --- commands ---

void LiveCluster::start()
{
    std::unique_lock lock(m_mutex);
    if (m_mode == Mode::fresh) {
        finishInstant(lock);
        if (m_mode == Mode::fresh) {   // nobody else has begun or paused meanwhile
            goOn(Mode::running);
        }
    }
}

void LiveCluster::pause()
{
    const std::lock_guard lock(m_mutex);
    m_mode = Mode::paused;
    m_clock.halt();
}

void LiveCluster::resume()
{
    std::unique_lock lock(m_mutex);
    finishInstant(lock);
    goOn(Mode::running);
}

void LiveCluster::singleStep()
{
    std::unique_lock lock(m_mutex);
    finishInstant(lock);
    if (m_mode == Mode::stepping) {
        return;
    }
    for (int worker = 0; worker < m_cluster.workers(); ++worker) {
        m_schedules[std::size_t(worker)].mayStep = m_cluster.isLiving(worker);
    }
    goOn(Mode::stepping);
}

/// What is due at the instant at which the clock stands (the timeline's beginning above all) happens before anybody steps.
void LiveCluster::finishInstant(std::unique_lock<std::mutex>& lock)
{
    m_wake.wait(lock, [this] {
        const bool dueNow = !m_later.empty() && m_later.begin()->first <= m_clock.now();
        return !stands() || m_end != ClusterEnd::none || (!m_happening && !dueNow);
    });
}

void LiveCluster::goOn(Mode mode)
{
    if (m_end != ClusterEnd::none) {
        return;
    }
    m_mode = mode;
    m_clock.run();
    scheduleAll();
    m_wake.notify_all();
}

void LiveCluster::requestStop()
{
    const std::lock_guard lock(m_mutex);
    if (m_end == ClusterEnd::none) {
        m_end = ClusterEnd::requested;
    }
    m_wake.notify_all();
}

void LiveCluster::post(const Fault& command)
{
    const std::lock_guard lock(m_mutex);
    m_commands.push_back(command);
    m_wake.notify_all();
}

void LiveCluster::setTimeline(const std::vector<Fault>& faults)
{
    const std::lock_guard lock(m_mutex);
    m_timelineLeft -= int(std::erase_if(m_later, [](const auto& later) { return std::holds_alternative<TimelineEntry>(later.second); }));
    const double nowS = m_clock.now();
    for (const Fault& fault : faults) {
        if (fault.atS > nowS) {
            at(fault.atS, TimelineEntry{fault});
            ++m_timelineLeft;
        }
    }
    m_wake.notify_all();
}

void LiveCluster::enqueue(Job job)
{
    {
        // Near the front, behind one step a thread: such jobs get about half of the time while they last, however many
        // workers there are.
        const std::lock_guard lock(m_mutex);
        const std::size_t place = std::min(m_ready.size(), std::size_t(m_options.threads));
        m_ready.emplace(m_ready.begin() + std::ptrdiff_t(place), std::move(job));
    }
    enqueueTask();
}

void LiveCluster::advance(double)
{
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
}

void LiveCluster::work()
{
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
}

bool LiveCluster::isPaused() const
{
    const std::lock_guard lock(m_mutex);
    return m_mode == Mode::paused && m_running == 0;
}

ClusterEnd LiveCluster::end() const
{
    const std::lock_guard lock(m_mutex);
    return m_end;
}

bool LiveCluster::ended() const
{
    const std::lock_guard lock(m_mutex);
    return m_end != ClusterEnd::none && m_running == 0;
}

double LiveCluster::paceShare() const
{
    const std::lock_guard lock(m_mutex);
    double sum = 0.0;
    int count = 0;
    for (int worker = 0; m_stepS > 0.0 && worker < m_cluster.workers(); ++worker) {
        const Schedule& entry = m_schedules[std::size_t(worker)];
        if (entry.intervalS > 0.0 && entry.seat != Seat::idle && m_cluster.slowFactor(worker) <= 1.0) {
            sum += std::min(1.0, m_stepS / entry.intervalS);
            ++count;
        }
    }
    return count > 0 ? sum / count : 1.0;
}

// --- the control thread: what happens later ---

void LiveCluster::control(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested()) {
        const bool happened = happenNext(lock);
        checkEnd();
        if (m_holding || stands()) {
            m_wake.notify_all();
        }
        if (!happened) {
            const bool asleep = stands() || m_later.empty();
            const double waitS = asleep ? 3600.0 : std::min(3600.0, m_later.begin()->first - m_clock.now());
            m_wake.wait_for(lock, std::chrono::duration<double>(waitS));
        }
    }
}

/// A command, else what is due first: where messages come faster than they are delivered, commands do not wait for them.
/// \return whether there was anything
bool LiveCluster::happenNext(std::unique_lock<std::mutex>& lock)
{
    const auto unlocked = [&](const auto& action) {
        m_happening = true;
        lock.unlock();
        action();
        lock.lock();
        m_happening = false;
    };
    if (!m_commands.empty()) {
        const Fault command = m_commands.front();
        m_commands.pop_front();
        unlocked([&] { act(command); });
        return true;
    }
    if (!m_later.empty() && m_later.begin()->first <= m_clock.now()) {
        Later what = std::move(m_later.extract(m_later.begin()).mapped());
        unlocked([&] { happen(what, m_clock.now()); });
        return true;
    }
    return false;
}

void LiveCluster::happen(Later& what, double nowS)
{
    Outbox outbox;
    std::visit(Overloaded{
                   [&](WorkerDue& due) {
                       const std::lock_guard lock(m_mutex);
                       makeReady(due.worker);
                   },
                   [&](FirstBit& bit) {
                       const double deliveredS = m_cluster.network().arrive(bit.flight.message.from, bit.flight.message.to, bit.flight.departure);
                       const std::lock_guard lock(m_mutex);
                       at(deliveredS, Arrival{std::move(bit.flight.message)});
                   },
                   [&](Arrival& arrival) { m_cluster.deliver(std::move(arrival.message), nowS, outbox); },
                   [&](TimelineEntry& entry) {
                       {
                           const std::lock_guard lock(m_mutex);
                           --m_timelineLeft;
                       }
                       act(entry.fault);
                   },
                   [&](Expiry& expiry) {
                       {
                           const std::lock_guard lock(m_mutex);
                           --m_timelineLeft;
                       }
                       m_cluster.expire(expiry.number, nowS, outbox);
                   },
                   [&](AnswerOverdue& overdue) { m_cluster.askAgain(overdue.worker, overdue.life, nowS, outbox); },
                   [&](Resend& resend) { outbox.push_back(std::move(resend.message)); },
                   [&](TimerDue& due) { m_cluster.timer(due.ticket, nowS, outbox); },
                   [&](TimeLimit&) {
                       const std::lock_guard lock(m_mutex);
                       m_end = m_end == ClusterEnd::none ? ClusterEnd::seconds : m_end;
                   },
               },
               what);
    dispatch(outbox);
}

void LiveCluster::act(const Fault& fault)
{
    Outbox outbox;
    const double nowS = m_clock.now();
    const std::uint64_t number = m_cluster.apply(fault, nowS, outbox);
    if (fault.forS) {
        const std::lock_guard lock(m_mutex);
        ++m_timelineLeft;
        at(nowS + *fault.forS, Expiry{number});
    }
    dispatch(outbox);
}

void LiveCluster::at(double timeS, Later what)
{
    m_later.emplace(timeS, std::move(what));
    m_wake.notify_all();
}

void LiveCluster::checkEnd()
{
    if (m_end == ClusterEnd::none && m_cluster.allDiverged()) {
        m_end = ClusterEnd::diverged;
    }
    if (m_end == ClusterEnd::none && m_cluster.reachedLimit()) {
        m_end = ClusterEnd::limit;
    }
    if (m_end == ClusterEnd::none && m_mode == Mode::running && !m_options.waitWhenStalled && nobodyGoesOn()) {
        m_end = ClusterEnd::stalled;
    }
    closeStepIfDone();
}

bool LiveCluster::nobodyGoesOn() const
{
    return m_timelineLeft == 0 && m_running == 0 && !m_cluster.anyoneCanStep() && !somethingMayArrive();
}

bool LiveCluster::isStalled() const
{
    const std::lock_guard lock(m_mutex);
    return nobodyGoesOn();
}

bool LiveCluster::somethingMayArrive() const
{
    return std::any_of(m_later.begin(), m_later.end(), [this](const auto& entry) {
        if (const Resend* resend = std::get_if<Resend>(&entry.second)) {
            return m_cluster.couldArrive(resend->message);
        }
        const TimerDue* due = std::get_if<TimerDue>(&entry.second);
        return (due && m_cluster.isLiving(due->ticket.node)) || std::holds_alternative<FirstBit>(entry.second) ||
               std::holds_alternative<Arrival>(entry.second);
    });
}

void LiveCluster::closeStepIfDone()
{
    if (m_mode != Mode::stepping || m_running > 0) {
        return;
    }
    bool someWait = false;
    for (int worker = 0; worker < m_cluster.workers(); ++worker) {
        const bool open = m_schedules[std::size_t(worker)].mayStep && m_cluster.isLiving(worker) && !m_cluster.reachedLimit();
        if (open && m_cluster.isRunnable(worker)) {
            return;
        }
        someWait = someWait || open;
    }
    if (someWait && somethingMayArrive()) {
        return;
    }
    m_mode = Mode::paused;
    m_clock.halt();
}

}  // namespace gossip
