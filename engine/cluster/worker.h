// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/cluster.h"

#include <limits>
#include <set>
#include <utility>
#include <vector>

namespace gossip {

/// One replica, or the server (which has no work and never steps). `mutex` guards everything but `steps`; while `stepping`,
/// compute() reads `point`, usually x, without it, so that is written only by whoever ends the step.
struct Cluster::Worker {
    Worker(int number, const Scenario& scenario, const WorkFactory& factory, std::unique_ptr<LocalWork> ownWork, std::unique_ptr<Protocol> ownProtocol);
    void save(StateWriter& out) const;
    void load(StateReader& in, ArrayPool& arrays, int nodes);

    int id;
    mutable std::mutex mutex;
    std::atomic<Life> life{Life::running};        ///< these two are written under the lock and read by anybody
    std::atomic<std::uint64_t> lives{0};          ///< grows with every crash, so that a step in flight is recognised as dropped
    bool stepping = false;
    std::atomic<bool> held{false};                         ///< waits for others: starts no step
    double heldSinceS = 0.0;
    double waitedS = 0.0;                         ///< before that
    std::span<const float> point;                 ///< where the step in flight takes its gradient
    std::optional<ModelMessage> waitingAdoption;  ///< answer to a rejoiner whose dropped step still computes
    std::vector<int> asked;                       ///< peers asked since it rejoined

    FlatArray x;
    std::unique_ptr<LocalWork> work;
    std::unique_ptr<Protocol> protocol;
    RandomStream exchangeRandom;
    RandomStream choice;                          ///< which peer a rejoiner asks
    RandomStream corruptNoise;
    std::optional<CorruptMode> corruption;
    std::set<int> rejectedFrom;                   ///< senders whose first rejected message was logged

    std::atomic<std::uint64_t> steps{0};          ///< read by receivers for the age of what this worker sent
    float newestLoss = std::numeric_limits<float>::quiet_NaN();
    double lossSum = 0.0;                         ///< these four since the last snapshot
    std::uint64_t lossCount = 0;
    double stalenessSum = 0.0;
    double stalenessShare = 0.0;
};

/// What the node's protocol may see and do, for the length of one call under the node's lock. What the scheduler must be
/// told is kept until settle(), when no lock is held.
class Cluster::PeerView : public Peer {
public:
    PeerView(Cluster& cluster, Worker& worker, double nowS, Outbox& outbox)
        : m_cluster(cluster), m_worker(worker), m_nowS(nowS), m_outbox(outbox)
    {
    }
    [[nodiscard]] int id() const override { return m_worker.id; }
    [[nodiscard]] int workers() const override { return m_cluster.workers(); }
    [[nodiscard]] double nowS() const override { return m_nowS; }
    std::span<float> parameters() override { return m_worker.x; }
    RandomStream& random() override { return m_worker.exchangeRandom; }
    [[nodiscard]] Neighbours neighbours() const override { return m_cluster.m_topology.out(m_worker.id, m_worker.steps.load()); }
    [[nodiscard]] const Topology& topology() const override { return m_cluster.m_topology; }
    WeightLedger& ledger() override { return m_cluster.m_ledger; }
    [[nodiscard]] bool reaches(int node) const override;
    [[nodiscard]] double uplinkBusyS() const override { return m_cluster.m_network.uplinkBusyS(m_worker.id, m_nowS); }
    void send(const Parcel& parcel) override;
    [[nodiscard]] int messagesUnderWay() const override { return m_cluster.m_network.underWay(m_worker.id, m_nowS); }
    void noteMixed(int from, std::uint64_t senderStep, double share) override;
    void hold() override;
    void resume() override;
    [[nodiscard]] bool isStepping() const override { return m_worker.stepping; }
    void after(double delayS, std::uint64_t token) override;
    /// The worker can step from now on.
    void makeRunnable() { m_runnable = true; }
    /// Tells the scheduler. Call without any lock.
    void settle();

private:
    Cluster& m_cluster;
    Worker& m_worker;
    double m_nowS;
    Outbox& m_outbox;
    std::vector<std::pair<double, TimerTicket>> m_timers;
    bool m_runnable = false;
};

}  // namespace gossip
