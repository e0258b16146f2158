// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocols/protocol.h"

#include <vector>

namespace gossip {

/// One-way half averaging, the push form of Gossiping SGD (Jin, Yuan, Iandola, Keutzer: "How to scale distributed deep
/// learning?", arXiv 1611.04581): after a step, with probability p, a copy of the parameters is pushed to one uniformly
/// random neighbour, which takes the middle, x_r ← (x_r + x_s)/2. Nobody waits. Unlike GoSGD no weights travel: the mean of all
/// workers is kept only on average, every single push shifts it. Matrix form: K = I + ½ e_r (e_s − e_r)ᵀ. Messages: p a step.
///
/// Messages that wait are merged on arrival so that mixing once equals mixing them one after the other.
class GossipAverage : public Protocol {
public:
    GossipAverage(double probability, int workers) : m_workers(workers), m_probability(probability) {}

    void mix(Peer& peer) override;
    void afterStep(Peer& peer) override;
    void receive(Peer& peer, ModelMessage message) override;
    bool welcome(Peer& peer, int rejoiner) override;
    void leave(Peer& peer) override;
    void setProbability(double probability) override { m_probability = probability; }
    [[nodiscard]] std::optional<double> probability() const override { return m_probability; }

    [[nodiscard]] int waitingModels() const override { return m_inbox ? 1 : 0; }
    void save(StateWriter& out) const override;
    void load(StateReader& in, ArrayPool& arrays) override;

private:
    struct Origin {
        int from = 0;
        std::uint64_t senderStep = 0;
        double share = 0.0;   ///< of the parameters after mixing
    };
    void forget();

    int m_workers;
    double m_probability;
    ArrayPool::Loan m_inbox;
    double m_share = 0.0;             ///< of the inbox in the parameters after mixing
    std::vector<Origin> m_origins;
};

}  // namespace gossip
