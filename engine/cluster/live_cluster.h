// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/cluster.h"
#include "cluster/run_clock.h"

#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <thread>
#include <variant>

namespace gossip {

/// Why a live cluster stopped stepping.
enum class LiveEnd { none, limit, seconds, stalled, diverged, requested };

struct LiveOptions {
    int threads = 1;
    bool waitWhenStalled = false;   ///< somebody watches who may still bring workers back
    StateReader* saved = nullptr;   ///< goes on from what save() wrote; only used while it is constructed
};

/// Runs a Cluster in real time: ready workers share TBB threads first come first served, other jobs take turns with them, a
/// control thread keeps what happens later (paced steps, messages on their way, the timeline).
///
/// Threading: every public member is safe from every thread. The destructor stops and joins; it may block for one minibatch.
class LiveCluster {
public:
    /// A job beside the workers' steps; gets the executing thread's slot (null for workloads without a network).
    using Job = std::function<void(nn::Slot*)>;

    LiveCluster(Cluster& cluster, const Scenario& scenario, std::shared_ptr<const nn::Net> net, const LiveOptions& options);
    ~LiveCluster();

    /// Begins, unless it was paused or stepped before.
    void start();
    /// No further step starts; isPaused() once those in flight are done.
    void pause();
    void resume();
    void singleStep();
    /// No further step starts. Does not block; ended() is true once the steps in flight are done.
    void requestStop();
    void post(const Fault& command);
    void enqueue(Job job);
    /// Lets the steps in flight end and calls \p look while nothing moves; then all goes on. Blocks for about a step. \p look may
    /// call save() and nothing else of this class but now().
    void hold(const std::function<void()>& look);
    /// The cluster's state, the clock and all that is to happen later. Only within hold().
    void save(StateWriter& out) const;

    [[nodiscard]] double now() const { return m_clock.now(); }
    [[nodiscard]] int threads() const { return m_options.threads; }
    [[nodiscard]] bool isPaused() const;
    [[nodiscard]] LiveEnd end() const;
    [[nodiscard]] bool ended() const;        ///< end() is set and no step is in flight
    /// Achieved ÷ asked step rate of paced workers, over the last seconds; 1 when not paced.
    [[nodiscard]] double paceShare() const;

private:
    enum class Mode { fresh, running, paused, stepping };
    enum class Seat { idle, waiting, running };   ///< of a worker: not scheduled, scheduled, on a thread

    struct Schedule {
        Seat seat = Seat::idle;
        double startedS = -1.0;        ///< its newest step's start; < 0: none yet
        double intervalS = 0.0;        ///< running mean from start to start
        double computeS = 0.0;         ///< its newest step's duration
        bool mayStep = false;          ///< its turn of a single step is still open
    };
    struct WorkerDue { int worker; };
    struct FirstBit { Flight flight; };
    struct Arrival { ModelMessage message; };
    struct TimelineEntry { Fault fault; };
    struct Expiry { std::uint64_t number; };
    struct AnswerOverdue { int worker; std::uint64_t life; };
    struct TimeLimit {};
    using Later = std::variant<WorkerDue, FirstBit, Arrival, TimelineEntry, Expiry, AnswerOverdue, TimeLimit>;

    void control(const std::stop_token& stop);
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
    void checkEnd();
    void closeStepIfDone();
    void load(StateReader& in);
    void saveLaterOne(StateWriter& out, const Later& what) const;
    void loadLaterOne(StateReader& in, Later& what);
    bool mayStart(int worker);
    nn::Slot* slotOfThisThread();

    Cluster& m_cluster;
    const double m_stepS;
    const double m_timeoutS;
    const LiveOptions m_options;
    std::shared_ptr<const nn::Net> m_net;
    RunClock m_clock;

    mutable std::mutex m_mutex;            // guards what follows up to the threads
    std::condition_variable m_wake;
    Mode m_mode = Mode::fresh;
    LiveEnd m_end = LiveEnd::none;
    std::vector<Schedule> m_schedules;
    std::multimap<double, Later> m_later;
    std::deque<Fault> m_commands;
    std::deque<std::variant<int, Job>> m_ready;
    int m_running = 0;                     ///< steps in flight
    bool m_holding = false;                ///< no further step starts for a moment
    bool m_happening = false;              ///< the control thread is at work outside the lock
    int m_timelineLeft = 0;                ///< entries and expiries still to come

    std::vector<std::unique_ptr<nn::Slot>> m_slots;   // each used by one arena thread only
    class ThreadSetup;
    tbb::global_control m_parallelism;
    tbb::task_arena m_arena;
    std::unique_ptr<ThreadSetup> m_threadSetup;
    std::atomic<int> m_jobsQueued{0};      // tasks in the arena that will call runNextJob()
    std::jthread m_control;                // last: joined before anything above dies
};

}  // namespace gossip
