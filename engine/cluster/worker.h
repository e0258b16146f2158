// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/cluster.h"

#include <limits>
#include <set>

namespace gossip {

/// One replica. `mutex` guards everything but `steps`; while `stepping`, compute() reads x without it, so x is written
/// only by whoever ends the step.
struct Cluster::Worker {
    Worker(int number, const Scenario& scenario, const WorkFactory& factory);
    void save(StateWriter& out) const;
    void load(StateReader& in, ArrayPool& arrays, int workers);

    int id;
    mutable std::mutex mutex;
    Life life = Life::running;
    std::uint64_t lives = 0;                      ///< grows with every crash, so that a step in flight is recognised as dropped
    bool stepping = false;
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

/// What the worker's protocol may see and do, for the length of one call under the worker's lock.
class Cluster::PeerView : public Peer {
public:
    PeerView(Cluster& cluster, Worker& worker, Outbox& outbox) : m_cluster(cluster), m_worker(worker), m_outbox(outbox) {}
    std::span<float> parameters() override { return m_worker.x; }
    RandomStream& random() override { return m_worker.exchangeRandom; }
    [[nodiscard]] std::span<const int> neighbours() const override { return m_cluster.m_neighbours[std::size_t(m_worker.id)]; }
    WeightLedger& ledger() override { return m_cluster.m_ledger; }
    void send(int to, std::span<const float> x, const SumWeight& weight) override;
    void noteMixed(int from, std::uint64_t senderStep, double share) override;

private:
    Cluster& m_cluster;
    Worker& m_worker;
    Outbox& m_outbox;
};

}  // namespace gossip
