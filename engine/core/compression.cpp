// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compression.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

namespace gossip {

namespace {

constexpr std::size_t kBlock = 256;

void roundToBf16(std::span<float> values)
{
    for (float& value : values) {
        if (!std::isnan(value)) {
            const auto bits = std::bit_cast<std::uint32_t>(value);
            const std::uint32_t toEven = 0x7FFFU + ((bits >> 16U) & 1U);
            value = std::bit_cast<float>((bits + toEven) & 0xFFFF0000U);
        }
    }
}

void roundToInt8(std::span<float> block)
{
    constexpr float kSteps = 127.0F;
    float largest = 0.0F;
    for (const float value : block) {
        largest = std::max(largest, std::abs(value));
    }
    const float step = largest / kSteps;
    if (step > 0.0F) {
        for (float& value : block) {
            value = std::nearbyint(value / step) * step;
        }
    }
}

/// NaN is larger than everything, so that it is seen.
float magnitudeOf(float value)
{
    return std::isnan(value) ? std::numeric_limits<float>::infinity() : std::abs(value);
}

}  // namespace

void roundAsSent(std::span<float> values, Compression compression)
{
    if (compression == Compression::bf16) {
        roundToBf16(values);
    } else if (compression == Compression::int8) {
        for (std::size_t first = 0; first < values.size(); first += kBlock) {
            roundToInt8(values.subspan(first, std::min(kBlock, values.size() - first)));
        }
    }
}

std::size_t wireBytes(std::size_t numbers, Compression compression)
{
    switch (compression) {
    case Compression::bf16:
        return numbers * sizeof(std::uint16_t);
    case Compression::int8:
        return numbers + (numbers + kBlock - 1) / kBlock * sizeof(float);
    case Compression::none:
        break;
    }
    return numbers * sizeof(float);
}

std::size_t keepLargest(std::span<float> values, double share)
{
    const auto wanted = std::size_t(std::ceil(share * double(values.size())));
    const std::size_t kept = std::clamp<std::size_t>(wanted, 1, values.size());
    std::vector<float> magnitudes(values.size());
    std::transform(values.begin(), values.end(), magnitudes.begin(), magnitudeOf);
    const auto last = magnitudes.begin() + std::ptrdiff_t(kept - 1);
    std::nth_element(magnitudes.begin(), last, magnitudes.end(), std::greater<>());
    const float least = *last;
    auto equalLeft = kept - std::size_t(std::count_if(magnitudes.begin(), last, [&](float m) { return m > least; }));
    for (float& value : values) {
        const float magnitude = magnitudeOf(value);
        if (magnitude == least && equalLeft > 0) {
            --equalLeft;
        } else if (!(magnitude > least)) {
            value = 0.0F;
        }
    }
    return kept;
}

}  // namespace gossip
