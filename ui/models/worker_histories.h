// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/run.h>

#include <QPointF>

#include <vector>

namespace gossip::ui {

/// What every worker's figures were at the run's records. Bounded: when kMostNumbers are kept, every second instant goes, and each
/// instant that stays takes over what only its dropped neighbour had measured. Pure logic; lives on the window's thread.
class WorkerHistories {
public:
    static constexpr std::size_t kMostNumbers = 6'000'000;   ///< floats: 24 MB

    void begin(int workers);
    void apply(const gossip::RunUpdate& update);

    /// (seconds, value) in order; NaN: the worker was down.
    [[nodiscard]] std::vector<QPointF> accuracy(int worker) const { return series(&Instant::accuracy, worker, true); }
    [[nodiscard]] std::vector<QPointF> loss(int worker) const { return series(&Instant::loss, worker, true); }
    [[nodiscard]] std::vector<QPointF> probability(int worker) const { return series(&Instant::probability, worker, false); }
    [[nodiscard]] double newestS() const { return m_instants.empty() ? 0.0 : m_instants.back().timeS; }
    [[nodiscard]] std::size_t instants() const { return m_instants.size(); }

private:
    /// One number per worker each; NaN: not measured.
    struct Instant {
        double timeS = 0.0;
        std::vector<float> accuracy;
        std::vector<float> loss;
        std::vector<float> probability;
        std::vector<bool> alive;
    };
    [[nodiscard]] std::vector<QPointF> series(std::vector<float> Instant::*quantity, int worker, bool withGaps) const;
    void thin();

    int m_workers = 0;
    std::vector<Instant> m_instants;
};

}  // namespace gossip::ui
