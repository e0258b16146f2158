// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/cluster.h"

#include "cluster/worker.h"

#include <algorithm>
#include <numeric>

namespace gossip {

bool Cluster::isCurrent(const StepTicket& ticket) const
{
    const Worker& worker = *m_workers[std::size_t(ticket.worker)];
    return worker.life == Life::running && worker.lives == ticket.life;
}

bool Cluster::isRunnable(int id) const
{
    const Worker& worker = *m_workers[std::size_t(id)];
    return isLiving(id) && !worker.held && (m_stepLimit == 0 || m_stepsStarted.load() < m_stepLimit);
}

bool Cluster::isLiving(int node) const
{
    return m_workers[std::size_t(node)]->life == Life::running;
}

double Cluster::slowFactor(int worker) const
{
    const auto& speed = m_scenario.workers.speed;
    const double own = speed.empty() ? 1.0 : m_fastest / speed[std::size_t(worker)];
    const std::lock_guard lock(m_faultMutex);
    return own * m_workerFaults.slowFactor(worker);
}

bool Cluster::allDiverged() const
{
    return std::all_of(trainers().begin(), trainers().end(), [](const auto& worker) { return worker->life == Life::diverged; });
}

bool Cluster::anyoneCanStep() const
{
    return std::any_of(trainers().begin(), trainers().end(), [](const auto& worker) {
        return (worker->life == Life::running && !worker->held) || worker->life == Life::rejoining;
    });
}

double Cluster::epochsDone() const
{
    const std::size_t perEpoch = m_work->samplesPerEpoch();
    return perEpoch == 0 ? 0.0 : double(m_stepsDone.load()) * m_work->samplesPerStep() / double(perEpoch);
}

bool Cluster::reachedLimit() const
{
    return m_stepLimit > 0 && m_stepsDone.load() >= m_stepLimit;
}

std::vector<WorkerStatus> Cluster::statuses() const
{
    std::vector<WorkerStatus> all;
    for (const auto& worker : trainers()) {
        const double slow = slowFactor(worker->id);
        const std::lock_guard lock(worker->mutex);
        WorkerStatus status;
        status.state = worker->life == Life::crashed     ? WorkerState::crashed
                       : worker->life == Life::rejoining ? WorkerState::rejoining
                       : worker->life == Life::diverged  ? WorkerState::diverged
                       : worker->held                    ? WorkerState::waiting
                       : slow > 1.0                      ? WorkerState::slow
                                                         : WorkerState::running;
        status.steps = worker->steps.load();
        status.trainLoss = m_work->samplesPerStep() > 0 ? double(worker->newestLoss) : status.trainLoss;
        status.speed = 1.0 / slow;
        status.inbox = worker->protocol->waitingModels();
        status.probability = worker->protocol->probability().value_or(status.probability);
        if (const auto weight = worker->protocol->sumWeight(); weight && !weight->isZero()) {
            status.log2SumWeight = weight->log2();
        }
        all.push_back(status);
    }
    return all;
}

std::vector<bool> Cluster::reached(int start, const std::vector<bool>& living, bool backwards) const
{
    std::vector<bool> seen(m_workers.size(), false);
    std::vector<int> queue{start};
    seen[std::size_t(start)] = true;
    const auto all = std::size_t(std::count(living.begin(), living.end(), true));
    for (std::size_t next = 0; next < queue.size() && queue.size() < all; ++next) {
        for (const int peer : partnersOf(queue[next], backwards)) {
            if (living[std::size_t(peer)] && !seen[std::size_t(peer)] && m_network.connected(queue[next], peer)) {
                seen[std::size_t(peer)] = true;
                queue.push_back(peer);
            }
        }
    }
    return seen;
}

std::vector<std::vector<int>> Cluster::islands() const
{
    const bool always = m_scenario.protocol.parameters.count("probability") == 0;
    const bool exchanges = m_exchanges && (always || probability() > 0.0);
    std::vector<std::vector<int>> found;
    std::vector<bool> living(trainers().size());
    for (int worker = 0; worker < workers(); ++worker) {
        living[std::size_t(worker)] = isLiving(worker);
    }
    std::vector<bool> placed(m_workers.size(), false);
    for (int start = 0; start < workers(); ++start) {
        if (placed[std::size_t(start)] || !living[std::size_t(start)]) {
            continue;
        }
        std::vector<int> island{start};
        if (exchanges) {
            // Links may be one-way: an island is who can be reached from here and can reach here.
            const std::vector<bool> there = reached(start, living, false);
            const std::vector<bool> back = server() || m_topology.isSymmetric() ? there : reached(start, living, true);
            for (int peer = start + 1; peer < workers(); ++peer) {
                if (there[std::size_t(peer)] && back[std::size_t(peer)]) {
                    island.push_back(peer);
                }
            }
        }
        for (const int worker : island) {
            placed[std::size_t(worker)] = true;
        }
        found.push_back(std::move(island));
    }
    return found;
}

Neighbours Cluster::partnersOf(int worker, bool backwards) const
{
    if (!server()) {
        return backwards ? m_topology.in(worker) : m_topology.out(worker);
    }
    const bool reached = isLiving(*server()) && m_network.connected(worker, *server());
    return reached ? Neighbours::everyoneBut(worker, workers()) : Neighbours();
}

double Cluster::probability() const
{
    const auto base = m_scenario.protocol.parameters.find("probability");
    if (base == m_scenario.protocol.parameters.end()) {
        return 0.0;
    }
    const std::lock_guard lock(m_faultMutex);
    double highest = 0.0;
    for (int worker = 0; worker < workers(); ++worker) {
        highest = std::max(highest, m_workerFaults.probability(worker).value_or(base->second));
    }
    return highest;
}

void Cluster::visitWeights(const WeightVisitor& visit) const
{
    for (const auto& worker : m_workers) {
        const std::lock_guard lock(worker->mutex);
        if (const auto weight = worker->protocol->sumWeight()) {
            visit(*weight, worker->x);
        }
        worker->protocol->visitWaiting(visit);
        if (worker->waitingAdoption) {
            visit(worker->waitingAdoption->weight, *worker->waitingAdoption->parameters);
        }
    }
}

ClusterSnapshot Cluster::snapshot(double nowS)
{
    ClusterSnapshot taken;
    taken.timeS = nowS;
    if (server()) {
        copyParameters(*server(), taken.server.emplace());
    }
    taken.islands = islands();
    taken.meanModelCouldExist = taken.islands.size() <= 1;
    double lossSum = 0.0;
    double stalenessSum = 0.0;
    double stalenessShare = 0.0;
    std::uint64_t lossCount = 0;
    for (const auto& owned : trainers()) {
        Worker& worker = *owned;
        const double slow = slowFactor(worker.id);
        const std::lock_guard lock(worker.mutex);
        WorkerRow row;
        row.timeS = nowS;
        row.worker = worker.id;
        row.steps = worker.steps.load();
        row.alive = worker.life == Life::running;
        row.speed = 1.0 / slow;
        row.inbox = worker.protocol->waitingModels();
        row.waitedS = worker.waitedS + (worker.held ? nowS - worker.heldSinceS : 0.0);
        if (worker.lossCount > 0 && m_work->samplesPerStep() > 0) {
            row.trainLoss = worker.lossSum / double(worker.lossCount);
        }
        if (worker.stalenessShare > 0.0) {
            row.staleness = worker.stalenessSum / worker.stalenessShare;
        }
        row.probability = worker.protocol->probability();
        if (const auto weight = worker.protocol->sumWeight(); weight && row.alive) {
            row.sumWeight = weight->value();
            row.log2SumWeight = weight->log2();
        }
        lossSum += std::exchange(worker.lossSum, 0.0);
        lossCount += std::exchange(worker.lossCount, 0);
        stalenessSum += std::exchange(worker.stalenessSum, 0.0);
        stalenessShare += std::exchange(worker.stalenessShare, 0.0);
        if (row.alive) {
            taken.living.push_back(worker.id);
            taken.parameters.push_back(worker.x);
        }
        taken.rows.push_back(std::move(row));
    }
    MetricsRow& metrics = taken.metrics;
    metrics.timeS = nowS;
    metrics.steps = m_stepsDone.load();
    metrics.epochs = epochsDone();
    metrics.workersAlive = int(taken.living.size());
    if (lossCount > 0 && m_work->samplesPerStep() > 0) {
        metrics.trainLoss = lossSum / double(lossCount);
    }
    if (stalenessShare > 0.0) {
        metrics.stalenessMean = stalenessSum / stalenessShare;
    }
    const double elapsed = nowS - m_lastSnapshotS;
    if (elapsed > 0.0 && metrics.steps > m_stepsAtSnapshot && m_work->samplesPerStep() > 0) {
        metrics.samplesPerSecond = double(metrics.steps - m_stepsAtSnapshot) * m_work->samplesPerStep() / elapsed;
    }
    const Network::Totals totals = m_network.totals();
    metrics.messagesSent = totals.sent;
    metrics.messagesDelivered = totals.delivered;
    metrics.messagesLost = totals.lost;
    metrics.bytesSent = totals.bytes;
    m_lastSnapshotS = nowS;
    m_stepsAtSnapshot = metrics.steps;
    return taken;
}

std::vector<int> Cluster::workersOfOutputModel() const
{
    const std::vector<int> all = everyone();
    std::vector<int> living;
    std::copy_if(all.begin(), all.end(), std::back_inserter(living), [this](int worker) { return isLiving(worker); });
    return living.empty() ? all : living;
}

void Cluster::copyParameters(int id, FlatArray& out) const
{
    const Worker& worker = *m_workers[std::size_t(id)];
    const std::lock_guard lock(worker.mutex);
    out = worker.x;
}

}  // namespace gossip
