// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocols/neighbour_rounds.h"
#include "protocols/ring_average.h"

namespace gossip {

/// Gossip-PGA (Chen, Yuan, Zhang, Pan, Xu, Yin: "Accelerating Gossip SGD with Periodic Global Averaging", ICML 2021,
/// arXiv 2105.09080, algorithm 1): after each update neighbours mix, x_i ← Σ_j W_ij (x_j − η g_j); every H-th time all workers take
/// the exact mean instead, by ring all-reduce. Gossip with a central average now and then. Matrix form: X ← W (X − η G), and
/// X ← 11ᵀ/M (X − η G) when H divides t. Messages: one to each neighbour in each step but every H-th, which costs 2(M − 1) chunks of
/// 1/M of the parameters. After a cut that a time-out went over, the next average joins the groups (RingAverage).
class GossipPga : public Protocol {
public:
    GossipPga(int period, int workers, double timeoutS);

    void mix(Peer& peer) override { m_ring.workOff(peer); }
    void afterStep(Peer& peer) override;
    void receive(Peer& peer, ModelMessage message) override;
    void rejected(Peer& peer, ModelMessage message) override;
    void onTimer(Peer& peer, std::uint64_t token) override;
    void adopt(Peer& peer, const ModelMessage& message) override { m_ring.adopt(peer, message); }
    bool welcome(Peer& peer, int rejoiner) override;
    void leave(Peer& peer) override;
    void comeBack(Peer& peer) override { m_ring.comeBack(peer); }

    [[nodiscard]] int waitingModels() const override { return m_neighbours.waiting(); }
    void save(StateWriter& out) const override;
    void load(StateReader& in, ArrayPool& arrays) override;

private:
    [[nodiscard]] std::uint32_t round() const { return m_ring.round() * m_period + m_phase; }
    void goOn(Peer& peer);
    void goOnFrom(Peer& peer, std::uint32_t phase);

    std::uint32_t m_period;
    std::uint32_t m_phase = 0;       ///< steps since the last average
    bool m_mixing = false;           ///< waits for neighbours
    NeighbourRounds m_neighbours;
    RingAverage m_ring;
};

}  // namespace gossip
