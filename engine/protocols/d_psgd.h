// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocols/neighbour_rounds.h"

namespace gossip {

/// D-PSGD (Lian, Zhang, Zhang, Hsieh, Zhang, Liu: "Can Decentralized Algorithms Outperform Centralized Algorithms?", NIPS 2017,
/// arXiv 1705.09056, algorithm 1): x_i ← Σ_j W_ij x_j − η g_i(x_i) with the mixing matrix of the topology. Parameters are sent at a
/// step's start, so they travel while the gradient is computed; at its end the worker waits for its neighbours'. Matrix form:
/// X ← W X − η G; on the complete graph W takes the mean. Messages: one to each neighbour a step.
///
/// With a time-out workers that are cut off go on with whom they reach. A state belongs to the group that last went on so; when
/// a worker hears of another group's that is worth more (RingAverage's rank: more workers, of equals the one with worker 0), it
/// takes that over with its round, and its neighbours take it from there.
class DPsgd : public Protocol {
public:
    DPsgd(int workers, double timeoutS);

    void mix(Peer& peer) override;
    void afterStep(Peer& peer) override;
    void receive(Peer& peer, ModelMessage message) override;
    void rejected(Peer& peer, ModelMessage message) override;
    void onTimer(Peer& peer, std::uint64_t token) override;
    void adopt(Peer& peer, const ModelMessage& message) override;
    bool welcome(Peer& peer, int rejoiner) override;
    void leave(Peer& peer) override;
    void comeBack(Peer& peer) override;

    [[nodiscard]] int waitingModels() const override { return m_rounds.waiting(); }
    void save(StateWriter& out) const override;
    void load(StateReader& in, ArrayPool& arrays) override;

private:
    void notice(Peer& peer);
    void goOn(Peer& peer);
    void takeOver(Peer& peer);
    [[nodiscard]] bool isForeign(const Peer& peer, const ModelMessage& message) const;
    [[nodiscard]] bool isWorthMore(const Membership& other) const;

    int m_workers;
    double m_timeoutS;
    std::uint32_t m_round = 0;
    bool m_waits = false;                          ///< for neighbours, at a step's end
    std::shared_ptr<const Membership> m_group;     ///< whom the state was last shared with
    std::vector<int> m_there;                      ///< who could be reached at the last step's start; only with a time-out
    FlatArray m_taken;                             ///< another group's state that waits for the step's end; empty: none
    NeighbourRounds m_rounds;
};

}  // namespace gossip
