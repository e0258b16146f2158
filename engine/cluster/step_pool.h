// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/scheduler.h"

#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace gossip {

class ThreadSetup;

/// Computes steps that are in flight on all threads while their owner goes on: the owner adds a step when it starts and takes
/// its loss when it ends, computing this or another step itself as long as that is not there. The owner is one of the threads,
/// TBB's are the others; with one thread everything is computed when it is taken.
///
/// Threading: the owner is one thread, which alone calls the members. The destructor waits for what is being computed.
class StepPool {
public:
    /// \param net  null: steps cost nothing, and are computed when they are taken
    StepPool(Cluster& cluster, std::shared_ptr<const nn::Net> net, int threads);
    ~StepPool();

    void add(const StepTicket& ticket);
    /// The step's loss; its worker's gradient is there then.
    float take(const StepTicket& ticket);
    /// Computes what is not yet; every step in flight has its gradient then.
    void settle();
    /// As if the step had been added and computed.
    void restore(const StepTicket& ticket, float loss);
    /// Of a step that settle() or restore() has seen.
    [[nodiscard]] float loss(const StepTicket& ticket) const { return m_steps[std::size_t(ticket.worker)].loss; }
    /// The step is not wanted any more. Waits while it is being computed.
    void drop(const StepTicket& ticket);
    void enqueue(Scheduler::Job job);
    /// Does one job or step, or waits a moment for those who do.
    void work();
    [[nodiscard]] int threads() const { return m_threads; }

private:
    enum class Stage { none, queued, computing, done };
    struct Step {
        Stage stage = Stage::none;
        StepTicket ticket;
        float loss = 0.0F;
    };

    bool runNext(std::unique_lock<std::mutex>& lock, nn::Slot* slot);
    void finish(Step& step);
    void compute(Step& step, std::unique_lock<std::mutex>& lock, nn::Slot* slot);
    void callHelper();
    nn::Slot* ownSlot();
    nn::Slot* helperSlot();

    Cluster& m_cluster;
    std::shared_ptr<const nn::Net> m_net;
    const int m_threads;

    std::mutex m_mutex;                    // guards what follows up to the threads
    std::condition_variable m_changed;
    std::vector<Step> m_steps;             // one per worker
    std::deque<int> m_queue;               // workers whose step was added; some were taken meanwhile
    std::deque<Scheduler::Job> m_jobs;
    int m_helpersCalled = 0;               // tasks in the arena

    std::unique_ptr<nn::Slot> m_ownSlot;
    std::vector<std::unique_ptr<nn::Slot>> m_helperSlots;   // each used by one arena thread only
    std::optional<tbb::global_control> m_parallelism;
    std::optional<tbb::task_arena> m_arena;                 // none with one thread
    std::unique_ptr<ThreadSetup> m_threadSetup;
};

}  // namespace gossip
