// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vector_ops.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace gossip {

namespace {

constexpr std::size_t kLanes = 8;  // independent partial sums let the compiler vectorise without reordering them

template <class Term>
double laneSum(std::size_t count, Term term)
{
    std::array<double, kLanes> lanes{};
    const std::size_t whole = count - count % kLanes;
    for (std::size_t i = 0; i < whole; i += kLanes) {
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            lanes[lane] += term(i + lane);
        }
    }
    double sum = 0.0;
    for (const double lane : lanes) {
        sum += lane;
    }
    for (std::size_t i = whole; i < count; ++i) {
        sum += term(i);
    }
    return sum;
}

}  // namespace

void mixInto(std::span<float> y, std::span<const float> x, float share)
{
    for (std::size_t i = 0; i < y.size(); ++i) {
        y[i] += share * (x[i] - y[i]);
    }
}

void addScaled(std::span<float> y, std::span<const float> x, float factor)
{
    for (std::size_t i = 0; i < y.size(); ++i) {
        y[i] += factor * x[i];
    }
}

void addTo(std::span<double> sum, std::span<const float> x)
{
    for (std::size_t i = 0; i < sum.size(); ++i) {
        sum[i] += double(x[i]);
    }
}

double squaredDistance(std::span<const float> x, std::span<const float> y)
{
    return laneSum(x.size(), [&](std::size_t i) {
        const double gap = double(x[i]) - double(y[i]);
        return gap * gap;
    });
}

double squaredNorm(std::span<const float> x)
{
    return laneSum(x.size(), [&](std::size_t i) { return double(x[i]) * double(x[i]); });
}

bool allFinite(std::span<const float> x)
{
    // A float is NaN or infinite exactly when all exponent bits are set; integer work vectorises, isfinite() does not.
    constexpr std::uint32_t kExponent = 0x7F800000U;
    std::uint32_t bad = 0;
    for (const float value : x) {
        bad |= std::uint32_t((std::bit_cast<std::uint32_t>(value) & kExponent) == kExponent);
    }
    return bad == 0;
}

}  // namespace gossip
