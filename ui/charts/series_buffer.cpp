// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/series_buffer.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gossip::ui {

void SeriesBuffer::append(double timeS, double value)
{
    if (!m_points.empty()) timeS = std::max(timeS, m_points.back().x());
    m_points.emplace_back(timeS, std::isfinite(value) ? value : std::numeric_limits<double>::quiet_NaN());
}

void SeriesBuffer::setValue(std::size_t index, double value)
{
    m_points[index].setY(value);
}

void SeriesBuffer::clear()
{
    m_points.clear();
}

SeriesBuffer::Span SeriesBuffer::indices(double fromS, double toS) const
{
    const auto earlier = [](const QPointF& point, double timeS) { return point.x() < timeS; };
    const auto later = [](double timeS, const QPointF& point) { return timeS < point.x(); };
    auto first = std::lower_bound(m_points.begin(), m_points.end(), fromS, earlier);
    auto last = std::upper_bound(first, m_points.end(), toS, later);
    if (first != m_points.begin()) --first;  // the line comes in from outside …
    if (last != m_points.end()) ++last;      // … and leaves again
    return {std::size_t(first - m_points.begin()), std::size_t(last - m_points.begin())};
}

std::vector<SeriesBuffer::Span> SeriesBuffer::segments(Span all) const
{
    std::vector<Span> found;
    for (std::size_t i = all.first; i < all.second; ++i) {
        if (std::isnan(m_points[i].y())) continue;
        if (found.empty() || found.back().second != i) found.emplace_back(i, i);
        found.back().second = i + 1;
    }
    return found;
}

std::vector<QList<QPointF>> SeriesBuffer::window(double fromS, double toS, int maxPoints) const
{
    constexpr std::size_t kLeast = 4;  // both ends, lowest, highest
    const auto limit = std::size_t(std::max(maxPoints, int(kLeast)));
    std::vector<Span> spans = segments(indices(fromS, toS));
    if (spans.size() > limit / kLeast) spans.erase(spans.begin(), spans.end() - std::ptrdiff_t(limit / kLeast));
    std::size_t total = 0;
    for (const Span& span : spans) total += span.second - span.first;

    std::vector<QList<QPointF>> result;
    result.reserve(spans.size());
    const std::size_t spare = limit - kLeast * spans.size();
    for (const Span& span : spans) {
        const std::size_t length = span.second - span.first;
        result.push_back(thinned(span, total <= limit ? length : kLeast + spare * length / total));
    }
    return result;
}

QList<QPointF> SeriesBuffer::thinned(Span segment, std::size_t budget) const
{
    const auto [first, end] = segment;
    if (end - first <= budget) return {m_points.begin() + std::ptrdiff_t(first), m_points.begin() + std::ptrdiff_t(end)};

    // Buckets start at multiples of a power of two, so a growing history does not redraw its past differently.
    std::size_t width = 2;
    while (2 * ((end - 1) / width - first / width + 1) + 2 > budget) width *= 2;

    QList<QPointF> kept;
    kept.reserve(qsizetype(budget));
    const auto keep = [&](std::size_t index) {
        if (kept.isEmpty() || kept.last() != m_points[index]) kept.append(m_points[index]);
    };
    keep(first);
    for (std::size_t begin = first; begin < end;) {
        const std::size_t stop = std::min(end, (begin / width + 1) * width);
        const auto below = [](const QPointF& a, const QPointF& b) { return a.y() < b.y(); };
        const auto [low, high] = std::minmax_element(m_points.begin() + std::ptrdiff_t(begin),
                                                     m_points.begin() + std::ptrdiff_t(stop), below);
        keep(std::size_t(std::min(low, high) - m_points.begin()));
        keep(std::size_t(std::max(low, high) - m_points.begin()));
        begin = stop;
    }
    keep(end - 1);
    return kept;
}

std::optional<std::pair<double, double>> SeriesBuffer::extremes(double fromS, double toS) const
{
    std::optional<std::pair<double, double>> result;
    const Span span = indices(fromS, toS);
    for (std::size_t i = span.first; i < span.second; ++i) {
        const double value = m_points[i].y();
        if (std::isnan(value)) continue;
        if (!result) result.emplace(value, value);
        result->first = std::min(result->first, value);
        result->second = std::max(result->second, value);
    }
    return result;
}

std::optional<QPointF> SeriesBuffer::nearest(double timeS) const
{
    if (m_points.empty() || timeS < m_points.front().x() || timeS > m_points.back().x()) return std::nullopt;
    const auto earlier = [](const QPointF& point, double t) { return point.x() < t; };
    auto found = std::lower_bound(m_points.begin(), m_points.end(), timeS, earlier);
    if (found != m_points.begin() && timeS - (found - 1)->x() < found->x() - timeS) --found;
    if (std::isnan(found->y())) return std::nullopt;
    return *found;
}

std::optional<QPointF> SeriesBuffer::newest() const
{
    if (m_points.empty() || std::isnan(m_points.back().y())) return std::nullopt;
    return m_points.back();
}

double medianOfFive(const SeriesBuffer& raw, std::size_t index)
{
    if (std::isnan(raw.at(index).y())) return raw.at(index).y();
    const std::size_t reach = std::min({std::size_t(2), index, raw.size() - 1 - index});
    std::vector<double> values;
    for (std::size_t i = index - reach; i <= index + reach; ++i) {
        if (!std::isnan(raw.at(i).y())) values.push_back(raw.at(i).y());
    }
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : 0.5 * (values[middle - 1] + values[middle]);
}

}  // namespace gossip::ui
