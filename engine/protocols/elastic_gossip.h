// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocols/pair_exchange.h"

namespace gossip {

/// Elastic Gossip (Pramod: "Elastic Gossip: Distributing Neural Network Training Using Gossip-like Protocols",
/// arXiv 1812.02407): after a step, with probability p, a worker meets one uniformly random neighbour, and both move towards
/// each other, x_i ← x_i − a Σ_k (x_i − x_k) over those it met; a is called rho here and 0.5 meets in the middle. The worker
/// that asked waits for the answer. Matrix form of a meeting: K = I − a (e_i − e_j)(e_i − e_j)ᵀ. Messages: 2p a step.
class ElasticGossip : public PairExchange {
public:
    ElasticGossip(double probability, double rho, int workers, double timeoutS)
        : PairExchange(rho, workers, timeoutS), m_probability(probability)
    {
    }

    void mix(Peer& peer) override { workOff(peer); }
    void afterStep(Peer& peer) override;
    void setProbability(double probability) override { m_probability = probability; }
    [[nodiscard]] std::optional<double> probability() const override { return m_probability; }
    void save(StateWriter& out) const override;
    void load(StateReader& in, ArrayPool& arrays) override;

private:
    [[nodiscard]] bool changesDuringSteps() const override { return false; }
    double m_probability;
};

}  // namespace gossip
