// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/cluster.h"
#include "core/state.h"

#include <functional>
#include <memory>

namespace gossip {

/// Why a scheduler stopped stepping.
enum class ClusterEnd { none, limit, seconds, stalled, diverged, requested };

struct SchedulerOptions {
    int threads = 1;
    bool waitWhenStalled = false;   ///< somebody watches who may still bring workers back
    StateReader* saved = nullptr;   ///< goes on from what save() wrote; only used while it is constructed
};

/// Runs a Cluster in the time of one clock: says when workers step, when messages arrive and when faults act.
///
/// Threading: advance(), work() and hold() are one thread's, which calls them in turn until ended(); all else is safe from every thread
/// and never waits for training. The destructor stops; it may block for one minibatch.
class Scheduler {
public:
    /// Work beside the workers' steps; gets the executing thread's slot (null for workloads without a network).
    using Job = std::function<void(nn::Slot*)>;

    virtual ~Scheduler() = default;

    /// Begins, unless it was paused or stepped before.
    virtual void start() = 0;
    /// No further step starts; isPaused() once the clock stands.
    virtual void pause() = 0;
    virtual void resume() = 0;
    virtual void singleStep() = 0;
    /// No further step starts. Does not block; ended() is true soon after.
    virtual void requestStop() = 0;
    virtual void post(const Fault& command) = 0;
    /// Puts \p faults in place of what the timeline still has to come; those whose time is over are left out.
    virtual void setTimeline(const std::vector<Fault>& faults) = 0;
    /// Virtual seconds in a second of real time; 0: as fast as possible. The live clock has no other pace than 1.
    virtual void setPace(double timesRealTime) = 0;
    virtual void enqueue(Job job) = 0;

    /// Lets time go on for about 10 ms of real time, on a simulated clock at most to \p untilS and with all that is due until then done.
    virtual void advance(double untilS) = 0;
    /// Does a part of what was enqueued, or waits a moment for those who do.
    virtual void work() = 0;
    /// Calls \p look while nothing moves; then all goes on. Blocks for about a step. \p look may call save() and nothing else of this
    /// class but now().
    virtual void hold(const std::function<void()>& look) = 0;
    /// The cluster's state, the clock and all that is to happen later. Only within hold().
    virtual void save(StateWriter& out) const = 0;
    /// Whether time stands still while the caller of advance() does something else.
    [[nodiscard]] virtual bool waitsForCaller() const = 0;

    [[nodiscard]] virtual double now() const = 0;
    [[nodiscard]] virtual int threads() const = 0;
    [[nodiscard]] virtual bool isPaused() const = 0;
    [[nodiscard]] virtual ClusterEnd end() const = 0;
    /// Nobody can step, and nothing is on its way or on the timeline that would change that.
    [[nodiscard]] virtual bool isStalled() const = 0;
    [[nodiscard]] virtual bool ended() const = 0;        ///< end() is set and no step is in flight
    /// Achieved ÷ asked pace, lately; 1 when none was asked.
    [[nodiscard]] virtual double paceShare() const = 0;
};

/// The scheduler of the scenario's clock.
std::unique_ptr<Scheduler> makeScheduler(Cluster& cluster, const Scenario& scenario, std::shared_ptr<const nn::Net> net,
                                         const SchedulerOptions& options);

}  // namespace gossip
