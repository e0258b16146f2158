// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/step_pool.h"

#include "cluster/hand_over.h"
#include "cluster/thread_setup.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace gossip {

StepPool::StepPool(Cluster& cluster, std::shared_ptr<const nn::Net> net, int threads)
    : m_cluster(cluster), m_net(std::move(net)), m_threads(threads), m_steps(std::size_t(cluster.workers()))
{
    if (m_net && threads > 1) {
        m_helperSlots.resize(std::size_t(threads));  // one more than helpers: TBB numbers the places of a single one 0 and 1
        // One more than the arena's threads: TBB keeps a place for the owner, which never enters.
        m_parallelism.emplace(tbb::global_control::max_allowed_parallelism, std::size_t(threads));
        m_arena.emplace(threads - 1, 0);
        m_threadSetup = std::make_unique<ThreadSetup>(*m_arena);
    }
}

StepPool::~StepPool()
{
    std::unique_lock lock(m_mutex);
    m_queue.clear();
    m_jobs.clear();
    m_changed.wait(lock, [this] { return m_helpersCalled == 0; });
}

void StepPool::add(const StepTicket& ticket)
{
    Step& step = m_steps[std::size_t(ticket.worker)];
    if (!m_arena) {
        step = {Stage::queued, ticket, 0.0F};
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        step = {Stage::queued, ticket, 0.0F};
        m_queue.push_back(ticket.worker);
    }
    callHelper();
}

float StepPool::take(const StepTicket& ticket)
{
    Step& step = m_steps[std::size_t(ticket.worker)];
    finish(step);
    const std::lock_guard lock(m_mutex);  // helpers look at what stood in the queue, even if it was computed here
    step.stage = Stage::none;
    return step.loss;
}

void StepPool::finish(Step& step)
{
    if (!m_arena) {
        if (step.stage == Stage::queued) {
            step.loss = m_cluster.compute(step.ticket, ownSlot());
            step.stage = Stage::done;
        }
        return;
    }
    std::unique_lock lock(m_mutex);
    if (step.stage == Stage::queued) {
        compute(step, lock, ownSlot());
    }
    while (step.stage != Stage::done) {
        if (!runNext(lock, ownSlot())) {
            m_changed.wait(lock);
        }
    }
}

void StepPool::settle()
{
    for (Step& step : m_steps) {
        std::unique_lock lock(m_mutex);
        const bool inFlight = step.stage != Stage::none;
        lock.unlock();
        if (inFlight) {
            finish(step);
        }
    }
}

void StepPool::restore(const StepTicket& ticket, float loss)
{
    const std::lock_guard lock(m_mutex);
    m_steps[std::size_t(ticket.worker)] = {Stage::done, ticket, loss};
}

void StepPool::drop(const StepTicket& ticket)
{
    Step& step = m_steps[std::size_t(ticket.worker)];
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] { return step.stage != Stage::computing; });
    step.stage = Stage::none;
}

void StepPool::enqueue(Scheduler::Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    callHelper();
}

void StepPool::work()
{
    std::unique_lock lock(m_mutex);
    if (!runNext(lock, ownSlot())) {
        m_changed.wait_for(lock, std::chrono::milliseconds(2));
    }
}

/// Does the first job, or else the first step that waits. \return false when there is none
bool StepPool::runNext(std::unique_lock<std::mutex>& lock, nn::Slot* slot)
{
    if (!m_jobs.empty()) {
        Scheduler::Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        job(slot);
        job = nullptr;  // its captures die before anybody is told
        lock.lock();
        m_changed.notify_all();
        return true;
    }
    while (!m_queue.empty()) {
        Step& step = m_steps[std::size_t(m_queue.front())];
        m_queue.pop_front();
        if (step.stage == Stage::queued) {
            compute(step, lock, slot);
            return true;
        }
    }
    return false;
}

void StepPool::compute(Step& step, std::unique_lock<std::mutex>& lock, nn::Slot* slot)
{
    step.stage = Stage::computing;
    const StepTicket ticket = step.ticket;
    lock.unlock();
    const float loss = m_cluster.compute(ticket, slot);
    lock.lock();
    step.loss = loss;
    step.stage = Stage::done;
    m_changed.notify_all();
}

void StepPool::callHelper()
{
    if (!m_arena) {
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        ++m_helpersCalled;
    }
    m_arena->enqueue(HandedOver([this] {
        std::unique_lock lock(m_mutex);
        lock.unlock();  // only to come after whoever used this slot before
        nn::Slot* slot = helperSlot();
        lock.lock();
        runNext(lock, slot);
        if (--m_helpersCalled == 0) {
            m_changed.notify_all();
        }
    }));
}

nn::Slot* StepPool::ownSlot()
{
    if (m_net && !m_ownSlot) {
        prepareThread();
        m_ownSlot = std::make_unique<nn::Slot>(m_net);
    }
    return m_ownSlot.get();
}

nn::Slot* StepPool::helperSlot()
{
    auto& slot = m_helperSlots[std::size_t(tbb::this_task_arena::current_thread_index())];
    if (!slot) {
        slot = std::make_unique<nn::Slot>(m_net);
    }
    return slot.get();
}

}  // namespace gossip
