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

    /// \p row has a test accuracy. Rows come in order of time.
    void add(const MetricsRow& row)
    {
        if (m_confirmed || !row.testAccuracy) {
            return;
        }
        const bool reached = *row.testAccuracy >= m_target;
        m_confirmed = reached && m_candidate.has_value();
        if (!m_confirmed) {
            m_candidate = reached ? std::optional(row) : std::nullopt;
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
            out.number(m_candidate->testAccuracy.value_or(0.0));
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
            row.testAccuracy = in.number();
            m_candidate = row;
        }
        if (target != m_target || (m_confirmed && !m_candidate)) {
            m_candidate.reset();
            m_confirmed = false;
        }
    }
    /// The row that reached it, once confirmed: its time, steps, epochs, bytes and accuracy.
    [[nodiscard]] std::optional<MetricsRow> reached() const { return m_confirmed ? m_candidate : std::nullopt; }

private:
    double m_target;
    std::optional<MetricsRow> m_candidate;
    bool m_confirmed = false;
};

}  // namespace gossip::metrics
