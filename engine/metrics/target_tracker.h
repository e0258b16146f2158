// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    /// The row that reached it, once confirmed.
    [[nodiscard]] std::optional<MetricsRow> reached() const { return m_confirmed ? m_candidate : std::nullopt; }

private:
    double m_target;
    std::optional<MetricsRow> m_candidate;
    bool m_confirmed = false;
};

}  // namespace gossip::metrics
