// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocols/gosgd.h"

#include <map>

namespace gossip {

/// Stochastic Gradient Push (Assran, Loizou, Ballas, Rabbat: "Stochastic Gradient Push for Distributed Deep Learning",
/// ICML 2019, arXiv 1811.10792, algorithm 1), one peer a step: u_i ← Σ_j P_ij (u_j − η g_j(z_j)), w_i ← Σ_j P_ij w_j, z = u/w with a
/// column-stochastic P that keeps one half and sends one to an out-neighbour, in turn by distance. On complete graphs, rings and
/// exponential ones every worker receives from exactly one and w stays what it was. Messages: 1 a step, parameters and weight.
///
/// The worker's parameters are z, and w counts in shares of the whole (Σ w = 1, at first 1/M each), so receiving is GoSGD's merge by
/// weight: Σ w and Σ w z stay whatever happens. The update, which the paper makes in u, changes z by 1/(M w) of the usual one, here
/// at most 10 times: who hears rarely, as the leaves of a star, or has lost weight to the network must not jump.
///
/// overlap 0 (SGP): a step waits for what the worker's in-neighbours send in the same round; a time-out ends that. overlap 1 (OSGP,
/// the paper's section 3): nobody waits; what arrives is mixed at the next step's start. Who cannot be reached is not sent to.
class PushSum : public GoSgd {
public:
    PushSum(bool overlap, int workers, double timeoutS) : GoSgd({.probability = 1.0}, workers), m_overlap(overlap), m_workers(workers), m_timeoutS(timeoutS) {}

    void mix(Peer& peer) override;
    void afterStep(Peer& peer) override;
    void receive(Peer& peer, ModelMessage message) override;
    void rejected(Peer& peer, ModelMessage message) override;
    void onTimer(Peer& peer, std::uint64_t token) override;
    void adopt(Peer& peer, const ModelMessage& message) override;
    bool welcome(Peer& peer, int rejoiner) override;
    void leave(Peer& peer) override;
    [[nodiscard]] std::optional<double> probability() const override { return std::nullopt; }
    [[nodiscard]] int waitingModels() const override { return GoSgd::waitingModels() + int(m_early.size()); }
    void visitWaiting(const WeightVisitor& visit) const override;
    void save(StateWriter& out) const override;
    void load(StateReader& in, ArrayPool& arrays) override;

private:
    void rescaleUpdate(std::span<float> z) const;
    void note(const ModelMessage& message);
    void goOn(Peer& peer);
    void nextRound(Peer& peer, std::uint32_t round);
    [[nodiscard]] std::vector<int> sources(const Peer& peer) const;

    bool m_overlap;
    int m_workers;
    double m_timeoutS;
    std::uint32_t m_round = 0;
    bool m_waits = false;
    std::vector<ModelMessage> m_early;      ///< of the round under way or later ones: not to be mixed before its end
    std::map<int, std::uint32_t> m_heard;   ///< newest round of each in-neighbour, plus one
    FlatArray m_before;                     ///< z at the step's start; empty while w is 1/M
};

}  // namespace gossip
