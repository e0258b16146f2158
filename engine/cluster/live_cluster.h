// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/run_clock.h"
#include "cluster/scheduler.h"

#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <thread>
#include <variant>

namespace gossip {

class ThreadSetup;

/// Runs a Cluster in real time: ready workers share TBB threads first come first served, other jobs take turns with them, a
/// control thread keeps what happens later (paced steps, messages on their way, the timeline).
class LiveCluster : public Scheduler {
public:
    LiveCluster(Cluster& cluster, const Scenario& scenario, std::shared_ptr<const nn::Net> net, const SchedulerOptions& options);
    ~LiveCluster() override;

    void start() override;
    void pause() override;
    void resume() override;
    void singleStep() override;
    void requestStop() override;
    void post(const Fault& command) override;
    void setTimeline(const std::vector<Fault>& faults) override;
    void setPace(double) override {}   // real time
    void enqueue(Job job) override;
    void advance(double untilS) override;
    void work() override;

    void hold(const std::function<void()>& look) override;
    void save(StateWriter& out) const override;

    [[nodiscard]] bool waitsForCaller() const override { return false; }
    [[nodiscard]] double now() const override { return m_clock.now(); }
    [[nodiscard]] int threads() const override { return m_options.threads; }
    [[nodiscard]] bool isPaused() const override;
    [[nodiscard]] ClusterEnd end() const override;
    [[nodiscard]] bool isStalled() const override;
    [[nodiscard]] bool ended() const override;
    /// Of paced workers, over the last seconds.
    [[nodiscard]] double paceShare() const override;

private:
    enum class Mode { fresh, running, paused, stepping };
    enum class Seat { idle, waiting, running };   ///< of a worker: not scheduled, scheduled, on a thread

    struct Schedule {
        Seat seat = Seat::idle;
        double startedS = -1.0;        ///< its newest step's start; < 0: none yet
        double heldS = 0.0;            ///< from its newest step's end until it might go on
        double intervalS = 0.0;        ///< running mean from start to start, without being held: who waits for a slow one is not slow itself
        double computeS = 0.0;         ///< its newest step's duration
        bool mayStep = false;          ///< its turn of a single step is still open
    };
    struct WorkerDue { int worker; };
    struct FirstBit { Flight flight; };
    struct Arrival { ModelMessage message; };
    struct TimelineEntry { Fault fault; };
    struct Expiry { std::uint64_t number; };
    struct AnswerOverdue { int worker; std::uint64_t life; };
    struct Resend { ModelMessage message; };
    struct TimerDue { TimerTicket ticket; };
    struct TimeLimit {};
    using Later = std::variant<WorkerDue, FirstBit, Arrival, TimelineEntry, Expiry, AnswerOverdue, Resend, TimerDue, TimeLimit>;

    void finishInstant(std::unique_lock<std::mutex>& lock);
    void goOn(Mode mode);
    [[nodiscard]] bool stands() const { return m_mode == Mode::fresh || m_mode == Mode::paused; }
    void control(const std::stop_token& stop);
    bool happenNext(std::unique_lock<std::mutex>& lock);
    void happen(Later& what, double nowS);
    void act(const Fault& fault);
    void at(double timeS, Later what);
    void enqueueTask();
    void runNextJob();
    void tick(int worker);
    void dispatch(Outbox& outbox);
    void schedule(int worker);             // from here to closeStepIfDone(): m_mutex is held
    void scheduleAll();
    void makeReady(int worker);
    [[nodiscard]] double leastInterval(int worker) const;
    [[nodiscard]] bool somethingMayArrive() const;
    [[nodiscard]] bool nobodyGoesOn() const;
    void checkEnd();
    void closeStepIfDone();
    void load(StateReader& in);
    void saveLaterOne(StateWriter& out, const Later& what) const;
    void loadLaterOne(StateReader& in, Later& what);
    bool mayStart(int worker);
    nn::Slot* slotOfThisThread();

    Cluster& m_cluster;
    const double m_stepS;
    const SchedulerOptions m_options;
    std::shared_ptr<const nn::Net> m_net;
    RunClock m_clock;

    mutable std::mutex m_mutex;            // guards what follows up to the threads
    std::condition_variable m_wake;
    Mode m_mode = Mode::fresh;
    ClusterEnd m_end = ClusterEnd::none;
    std::vector<Schedule> m_schedules;
    std::multimap<double, Later> m_later;
    std::deque<Fault> m_commands;
    std::deque<std::variant<int, Job>> m_ready;
    int m_running = 0;                     ///< steps in flight
    bool m_holding = false;                ///< no further step starts for a moment
    bool m_happening = false;              ///< the control thread is at work outside the lock
    int m_timelineLeft = 0;                ///< entries and expiries still to come

    std::vector<std::unique_ptr<nn::Slot>> m_slots;   // each used by one arena thread only
    tbb::global_control m_parallelism;
    tbb::task_arena m_arena;
    std::unique_ptr<ThreadSetup> m_threadSetup;
    std::atomic<int> m_jobsQueued{0};      // tasks in the arena that will call runNextJob()
    std::jthread m_control;                // last: joined before anything above dies
};

}  // namespace gossip
