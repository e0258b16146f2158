// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/state.h"

#include <gossip/records.h>

#include <optional>

namespace gossip::metrics {

/// Time to accuracy: the first evaluation that reaches the target and whose successor does too.
class TargetTracker {
public:
    explicit TargetTracker(double target) : m_target(target) {}

    /// Records come in order of time; those without an evaluation do not count.
    void add(const Record& record)
    {
        const std::optional<double> accuracy = attainableAccuracy(record);
        if (m_confirmed || !accuracy) {
            return;
        }
        const bool reached = *accuracy >= m_target;
        m_confirmed = reached && m_candidate.has_value();
        if (!m_confirmed) {
            m_candidate = reached ? std::optional(record.metrics) : std::nullopt;
        }
    }
    [[nodiscard]] double target() const { return m_target; }
    void save(StateWriter& out) const
    {
        out.number(m_target);
        out.flag(m_confirmed);
        out.flag(m_candidate.has_value());
        if (m_candidate) {
            out.number(m_candidate->timeS);
            out.integer(m_candidate->steps);
            out.number(m_candidate->epochs);
            out.integer(m_candidate->bytesSent);
        }
    }
    /// A tracker of another target starts anew.
    void load(StateReader& in)
    {
        const double target = in.number();
        m_confirmed = in.flag();
        if (in.flag()) {
            MetricsRow row;
            row.timeS = in.number();
            row.steps = in.integer<std::uint64_t>();
            row.epochs = in.number();
            row.bytesSent = in.integer<std::uint64_t>();
            m_candidate = row;
        }
        if (target != m_target || (m_confirmed && !m_candidate)) {
            m_candidate.reset();
            m_confirmed = false;
        }
    }
    /// The row that reached it, once confirmed: its time, steps, epochs and bytes.
    [[nodiscard]] std::optional<MetricsRow> reached() const { return m_confirmed ? m_candidate : std::nullopt; }

private:
    double m_target;
    std::optional<MetricsRow> m_candidate;
    bool m_confirmed = false;
};

}  // namespace gossip::metrics
