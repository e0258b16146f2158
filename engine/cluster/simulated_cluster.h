// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/event_queue.h"
#include "cluster/scheduler.h"
#include "cluster/step_pool.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace gossip {

/// Runs a Cluster in virtual time, event by event (DESIGN section 5). A step takes step_ms ÷ speed × the fault's factor, with
/// log-normal jitter of mean 1; messages take what the network says; gradients are really computed, in parallel, while the
/// events are applied by one thread in the order of (time, sequence). What happens depends on nothing else: not on the number of
/// threads, the machine's load, the pace or who watches.
///
/// A command acts a nanosecond after everything that has happened, before all that is to come, so that a scenario with
/// the same fault at that time on its timeline does the very same.
class SimulatedCluster : public Scheduler {
public:
    SimulatedCluster(Cluster& cluster, const Scenario& scenario, std::shared_ptr<const nn::Net> net, const SchedulerOptions& options);
    ~SimulatedCluster() override;

    void start() override;
    void pause() override;
    void resume() override;
    void singleStep() override;
    void requestStop() override;
    void post(const Fault& command) override;
    void setTimeline(const std::vector<Fault>& faults) override;
    void setPace(double timesRealTime) override;
    void enqueue(Job job) override { m_pool.enqueue(std::move(job)); }
    void advance(double untilS) override;
    void work() override { m_pool.work(); }
    void hold(const std::function<void()>& look) override;
    void save(StateWriter& out) const override;

    [[nodiscard]] bool waitsForCaller() const override { return true; }
    [[nodiscard]] double now() const override { return toSeconds(m_now.load()); }
    [[nodiscard]] int threads() const override { return m_pool.threads(); }
    [[nodiscard]] bool isPaused() const override;
    [[nodiscard]] ClusterEnd end() const override;
    [[nodiscard]] bool isStalled() const override { return m_stalled && !m_cluster.anyoneCanStep(); }
    [[nodiscard]] bool ended() const override { return end() != ClusterEnd::none; }
    [[nodiscard]] double paceShare() const override;
    /// Calls \p visit with every message on its way. Only between two calls of advance().
    template <class Visit>
    void visitFlying(Visit visit) const
    {
        m_queue.visit([&](const SimEvent& event) {
            if (isFlight(event)) {
                visit(m_flights[event.subject].message);
            }
        });
    }

private:
    enum Kind : std::uint32_t { kStepStart, kStepEnd, kFirstBit, kArrival, kTimeline, kExpiry, kAnswerOverdue, kResend, kTimer, kTimeLimit };
    enum class Mode { fresh, running, paused, stepping };
    enum class Seat : std::uint8_t { idle, starting, stepping };
    using Steady = std::chrono::steady_clock;
    static constexpr std::uint64_t kFirstOrder = 1U << 20U;        ///< below: the timeline's, which comes first at its instant, whenever it was planned
    static constexpr std::chrono::milliseconds kLongestRest{10};   ///< advance() returns after so long

    /// A worker's turn in a single step: over, still to start, or its step is in flight.
    enum class Turn : std::uint8_t { none, open, underWay };

    struct Place {
        Seat seat = Seat::idle;
        Turn turn = Turn::none;
        std::uint32_t number = 0;        ///< of its newest step, so that the end of a dropped one is recognised
        StepTicket ticket;
    };

    static bool isFlight(const SimEvent& event) { return event.kind == kFirstBit || event.kind == kArrival || event.kind == kResend; }
    bool goOn(Ticks until);
    bool mayPass(Ticks next, Ticks until);
    void happen(const SimEvent& event);
    void startStep(int worker);
    void endStep(int worker, bool dropped);
    void arrive(std::uint32_t flight);
    void deliver(std::uint32_t flight);
    void act(const Fault& fault);
    void dispatch();
    std::uint32_t keep(Flight flight);
    ModelMessage release(std::uint32_t flight);
    void schedule(int worker);
    void scheduleAll();
    void at(Ticks time, Kind kind, std::uint32_t subject, std::uint64_t detail = 0);
    [[nodiscard]] bool isMidInstant() const { return !m_queue.isEmpty() && m_queue.top().time <= m_now.load(std::memory_order_relaxed); }
    [[nodiscard]] bool hasNothingToCome() const { return m_queue.isEmpty() || (m_queue.size() == 1 && m_queue.top().kind == kTimeLimit); }
    [[nodiscard]] Ticks stepTicks(int worker);
    [[nodiscard]] ClusterEnd endByNow() const;
    [[nodiscard]] bool somethingMayArrive() const;
    [[nodiscard]] bool nobodyGoesOn() const;
    void load(StateReader& in);
    void loadEvents(StateReader& in);
    void loadTimeline(StateReader& in);
    void takeOrders();
    void plan(const std::vector<Fault>& faults);
    void planOne(Ticks time, const Fault& fault);
    void beginTurns();
    [[nodiscard]] bool turnsAreOver() const;
    bool keepsPace(Ticks goal);
    void rest(std::chrono::duration<double> longest);

    Cluster& m_cluster;
    const double m_jitterSigma;
    const bool m_waitWhenStalled;
    const double m_stepS;                // of the fastest worker
    StepPool m_pool;

    // The advancing thread's.
    EventQueue m_queue;
    std::uint64_t m_order = kFirstOrder; // sequence number of the next event
    std::vector<Place> m_places;
    std::vector<RandomStream> m_jitter;
    std::vector<Flight> m_flights;       // on their way; events point into it
    std::vector<std::uint32_t> m_freeFlights;
    Outbox m_outbox;
    std::multimap<Ticks, Fault> m_timeline;   // what is to come of it; an event each
    std::deque<Fault> m_waiting;         // commands that act between this instant and the next
    int m_timelineLeft = 0;              // entries and expiries still to come
    bool m_inTurns = false;              // since a single step: nobody starts without a turn
    bool m_stands = true;
    bool m_mayHaveEnded = false;
    bool m_timeIsOver = false;
    double m_paceNow = 0.0;
    Steady::time_point m_paceSince;      // the pace is kept from here
    Ticks m_paceFrom = 0;
    std::atomic<bool> m_stalled{false};  // when it was last looked at
    std::atomic<Ticks> m_now{0};         // written by the advancing thread only

    mutable std::mutex m_mutex;          // guards what follows
    std::condition_variable m_wake;
    Mode m_mode = Mode::fresh;
    ClusterEnd m_end = ClusterEnd::none;
    bool m_atRest = false;               // the advancing thread knows that the clock stands
    bool m_turnsAsked = false;
    double m_pace = 0.0;
    double m_paceShare = 1.0;
    std::deque<Fault> m_commands;
    std::optional<std::vector<Fault>> m_newTimeline;
    std::atomic<bool> m_orders{true};    // something of this has changed
};

}  // namespace gossip
