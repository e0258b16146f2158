// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace gossip::ui {

/// History of one quantity over time: x is seconds of the run's clock, y the value. NaN is a gap.
/// Not thread-safe; no Widgets.
class SeriesBuffer {
public:
    static constexpr int kMaxPoints = 1000;  // per drawn line: Qt Charts pays per point

    /// Times must not decrease; an earlier time is taken as the newest one's.
    void append(double timeS, double value);
    /// Replaces the value at \p index, for smoothing that still learns about its newest points.
    void setValue(std::size_t index, double value);
    void clear();

    [[nodiscard]] bool isEmpty() const { return m_points.empty(); }
    [[nodiscard]] std::size_t size() const { return m_points.size(); }
    [[nodiscard]] const QPointF& at(std::size_t index) const { return m_points[index]; }

    /// The points to draw between two times (and one beyond each side), split at gaps, in order.
    /// More than \p maxPoints are thinned out: every bucket keeps its lowest and highest point, a segment its ends.
    [[nodiscard]] std::vector<QList<QPointF>> window(double fromS, double toS, int maxPoints = kMaxPoints) const;
    /// Lowest and highest value between two times; empty when there is none.
    [[nodiscard]] std::optional<std::pair<double, double>> extremes(double fromS, double toS) const;
    /// The point nearest in time, or nothing when that is a gap or \p timeS lies outside the history.
    [[nodiscard]] std::optional<QPointF> nearest(double timeS) const;
    /// The newest point when it is a value and not a gap.
    [[nodiscard]] std::optional<QPointF> newest() const;

private:
    using Span = std::pair<std::size_t, std::size_t>;  // first, one past the last

    [[nodiscard]] Span indices(double fromS, double toS) const;
    [[nodiscard]] std::vector<Span> segments(Span all) const;
    [[nodiscard]] QList<QPointF> thinned(Span segment, std::size_t budget) const;

    std::vector<QPointF> m_points;
};

/// Median of the values at index - 2 … index + 2, fewer at the ends, so that the newest point is the raw one.
/// NaN when the value itself is a gap; gaps beside it are left out.
double medianOfFive(const SeriesBuffer& raw, std::size_t index);

}  // namespace gossip::ui
