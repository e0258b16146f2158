// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/state.h"

#include <gossip/records.h>

#include <cmath>
#include <optional>

namespace gossip::metrics {

/// How fast workers that only exchange come to agree: the geometric mean factor on the consensus distance per round (as many steps
/// as there are workers), from the first row to the last one before the distance falls below 1/10,000 of the first, where rounding
/// begins to show.
class ConsensusRate {
public:
    /// Rows come in order of time.
    void add(const MetricsRow& row, int workers)
    {
        if (m_ended || !row.consensusDistance) {
            return;
        }
        const Point now{double(row.steps) / workers, *row.consensusDistance};
        if (!m_first) {
            m_first = m_last = now;
            return;
        }
        m_ended = !(now.distance > kRounding * m_first->distance);   // NaN ends it too
        if (!m_ended) {
            m_last = now;
        }
    }
    /// Empty when it did not fall, or fell that far before the second row.
    [[nodiscard]] std::optional<double> perRound() const
    {
        if (!m_first || !(m_last.distance < m_first->distance) || m_last.round <= m_first->round) {
            return std::nullopt;
        }
        return std::pow(m_last.distance / m_first->distance, 1.0 / (m_last.round - m_first->round));
    }

    void save(StateWriter& out) const
    {
        out.flag(m_ended);
        out.flag(m_first.has_value());
        if (m_first) {
            for (const double value : {m_first->round, m_first->distance, m_last.round, m_last.distance}) {
                out.number(value);
            }
        }
    }
    void load(StateReader& in)
    {
        m_ended = in.flag();
        m_first.reset();
        if (in.flag()) {
            m_first.emplace();
            for (double* value : {&m_first->round, &m_first->distance, &m_last.round, &m_last.distance}) {
                *value = in.number();
            }
        }
    }

private:
    struct Point {
        double round = 0.0;
        double distance = 0.0;
    };
    static constexpr double kRounding = 1e-4;
    std::optional<Point> m_first;
    Point m_last;
    bool m_ended = false;
};

}  // namespace gossip::metrics
