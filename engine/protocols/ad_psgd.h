// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocols/pair_exchange.h"

namespace gossip {

/// AD-PSGD (Lian, Zhang, Zhang, Liu: "Asynchronous Decentralized Parallel Stochastic Gradient Descent", ICML 2018,
/// arXiv 1710.06952, algorithm 1): while a worker computes its gradient at x̂ = x, it averages with one uniformly random
/// neighbour, both taking the middle; then x ← x − η g(x̂), applied to the averaged parameters. Who asks others is itself
/// answered at once, also during a step, so no cycle of waits arises and the paper's bipartite graph is not needed; a worker
/// waits at its step's end only if the answer is not there yet. Matrix form of an average: K = I − ½ (e_i − e_j)(e_i − e_j)ᵀ.
/// Messages: 2 a step.
class AdPsgd : public PairExchange {
public:
    AdPsgd(int workers, double timeoutS) : PairExchange(0.5, workers, timeoutS) {}

    void mix(Peer& peer) override;
    void afterStep(Peer& peer) override;
    std::span<const float> gradientPoint(std::span<const float> x) override;

private:
    [[nodiscard]] bool changesDuringSteps() const override { return true; }
    FlatArray m_point;
};

}  // namespace gossip
