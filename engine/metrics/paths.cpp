// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/paths.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gossip::metrics {

namespace {

constexpr int kIterations = 300;

/// Signs of 64 parameters in a row (SplitMix64, Steele, Lea, Flood 2014).
std::uint64_t signsOf(std::uint64_t block)
{
    std::uint64_t z = (block + 1) * 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
}

bool isLiving(const Sketch& sketch)
{
    return std::isfinite(sketch[0]);
}

double dot(const std::array<double, kSketchSize>& a, const std::array<double, kSketchSize>& b)
{
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

/// The eigenvector of the largest eigenvalue by power iteration, its sense that of \p before (or its largest number positive), and the
/// eigenvalue. From a fixed start, so that the same matrix always gives the same.
double largestAxis(const std::vector<std::array<double, kSketchSize>>& matrix, std::array<double, kSketchSize>& axis)
{
    const auto before = axis;
    std::array<double, kSketchSize> now{};
    for (std::size_t i = 0; i < kSketchSize; ++i) {
        now[i] = 1.0 + 0.01 * double(i);
    }
    double value = 0.0;
    for (int round = 0; round < kIterations; ++round) {
        std::array<double, kSketchSize> next{};
        for (std::size_t i = 0; i < kSketchSize; ++i) {
            next[i] = dot(matrix[i], now);
        }
        value = std::sqrt(dot(next, next));
        if (!(value > 0.0)) {
            break;
        }
        std::transform(next.begin(), next.end(), now.begin(), [value](double number) { return number / value; });
    }
    const double length = std::sqrt(dot(now, now));
    const auto largest = std::max_element(now.begin(), now.end(), [](double a, double b) { return std::abs(a) < std::abs(b); });
    const double sense = dot(before, before) > 0.0 ? dot(before, now) : *largest;
    std::transform(now.begin(), now.end(), axis.begin(), [&](double number) { return (sense < 0.0 ? -number : number) / length; });
    return value;
}

}  // namespace

Sketch sketchOf(std::span<const float> model)
{
    Sketch sums{};
    for (std::size_t first = 0; first < model.size(); first += kSketchSize) {
        const std::uint64_t signs = signsOf(first / kSketchSize);
        const std::size_t count = std::min(kSketchSize, model.size() - first);
        for (std::size_t j = 0; j < count; ++j) {
            sums[j] += (signs >> j) & 1U ? model[first + j] : -model[first + j];
        }
    }
    return sums;
}

void Paths::add(double timeS, std::vector<Sketch> sketches)
{
    if (m_offered++ % m_every != 0) {
        return;
    }
    m_instants.push_back({timeS, std::move(sketches)});
    if (m_instants.size() <= kMostInstants) {
        return;
    }
    std::vector<Instant> kept;
    for (std::size_t i = 0; i < m_instants.size(); i += 2) {
        kept.push_back(std::move(m_instants[i]));
    }
    m_instants = std::move(kept);
    m_every *= 2;
    m_offered = 1;
}

Paths::Axis Paths::mean() const
{
    Axis sum{};
    std::size_t count = 0;
    for (const Instant& instant : m_instants) {
        for (const Sketch& sketch : instant.sketches) {
            if (isLiving(sketch)) {
                std::transform(sum.begin(), sum.end(), sketch.begin(), sum.begin(), [](double a, float b) { return a + double(b); });
                ++count;
            }
        }
    }
    std::transform(sum.begin(), sum.end(), sum.begin(), [count](double number) { return number / double(std::max<std::size_t>(1, count)); });
    return sum;
}

Paths::Matrix Paths::covariance(const Axis& mean) const
{
    Matrix sums(kSketchSize, Axis{});
    for (const Instant& instant : m_instants) {
        for (const Sketch& sketch : instant.sketches) {
            if (!isLiving(sketch)) {
                continue;
            }
            Axis away{};
            std::transform(sketch.begin(), sketch.end(), mean.begin(), away.begin(), [](float a, double b) { return double(a) - b; });
            for (std::size_t i = 0; i < kSketchSize; ++i) {
                for (std::size_t j = 0; j < kSketchSize; ++j) {
                    sums[i][j] += away[i] * away[j];
                }
            }
        }
    }
    return sums;
}

PathPlane Paths::fit()
{
    PathPlane plane;
    const Axis centre = mean();
    Matrix matrix = covariance(centre);
    double whole = 0.0;
    for (std::size_t i = 0; i < kSketchSize; ++i) {
        whole += matrix[i][i];
    }
    if (!(whole > 0.0)) {
        return plane;
    }
    double shown = 0.0;
    for (Axis& axis : m_axes) {
        const double value = largestAxis(matrix, axis);
        shown += value;
        for (std::size_t i = 0; i < kSketchSize; ++i) {
            for (std::size_t j = 0; j < kSketchSize; ++j) {
                matrix[i][j] -= value * axis[i] * axis[j];
            }
        }
    }
    plane.shownShare = std::min(1.0, shown / whole);
    for (const Instant& instant : m_instants) {
        plane.timesS.push_back(instant.timeS);
        for (const Sketch& sketch : instant.sketches) {
            Axis away{};
            std::transform(sketch.begin(), sketch.end(), centre.begin(), away.begin(), [](float a, double b) { return double(a) - b; });
            plane.places.push_back({float(dot(away, m_axes[0])), float(dot(away, m_axes[1]))});   // NaN stays NaN
        }
    }
    return plane;
}

void Paths::save(StateWriter& out) const
{
    out.section("paths");
    out.integer(std::uint64_t(m_every));
    out.integer(std::uint64_t(m_offered));
    for (const Axis& axis : m_axes) {
        for (const double number : axis) {
            out.number(number);
        }
    }
    out.integer(std::uint64_t(m_instants.size()));
    for (const Instant& instant : m_instants) {
        out.number(instant.timeS);
        for (const Sketch& sketch : instant.sketches) {
            out.floats(sketch);
        }
    }
}

void Paths::load(StateReader& in, std::size_t workers)
{
    in.section("paths");
    m_every = std::size_t(in.integer<std::uint64_t>());
    m_every = std::max<std::size_t>(1, m_every);
    m_offered = std::size_t(in.integer<std::uint64_t>());
    for (Axis& axis : m_axes) {
        for (double& number : axis) {
            number = in.number();
        }
    }
    m_instants.clear();
    for (std::size_t left = in.count(sizeof(double)); left > 0 && !in.failed(); --left) {
        Instant& instant = m_instants.emplace_back();
        instant.timeS = in.number();
        instant.sketches.resize(workers);
        for (Sketch& sketch : instant.sketches) {
            in.floats(sketch);
        }
    }
}

}  // namespace gossip::metrics
