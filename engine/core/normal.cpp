// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled without errno for sqrt, so that the loops over lanes become vector code.
#include "core/normal.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numbers>

namespace gossip {

namespace {

constexpr std::size_t kPairs = 8;   // lanes; each makes two deviates

/// Natural logarithm of a normal positive float; relative error about 1e-7 (polynomial of Cephes' logf).
inline float logarithm(float value)
{
    const auto bits = std::bit_cast<std::int32_t>(value);
    const std::int32_t exponent = (bits - 0x3F3504F3) >> 23;   // mantissa in [√½, √2)
    const float x = std::bit_cast<float>(bits - exponent * (1 << 23)) - 1.0F;
    float p = 7.0376836292e-2F;
    for (const float c : {-1.1514610310e-1F, 1.1676998740e-1F, -1.2420140846e-1F, 1.4249322787e-1F, -1.6668057665e-1F, 2.0000714765e-1F,
                          -2.4999993993e-1F, 3.3333331174e-1F}) {
        p = p * x + c;
    }
    return float(exponent) * std::numbers::ln2_v<float> + (x + x * x * (p * x - 0.5F));
}

struct Pair {
    float sine;
    float cosine;
};

/// Of 2π·turns, turns in [0, 1]: by the nearest quarter and a polynomial for the rest.
inline Pair ofTurns(float turns)
{
    const auto quarter = std::int32_t(turns * 4.0F + 0.5F);
    const float x = (turns - float(quarter) * 0.25F) * (2.0F * std::numbers::pi_v<float>);
    const float z = x * x;
    const float s = x + x * z * (-1.6666654611e-1F + z * (8.3321608736e-3F - z * 1.9515295891e-4F));
    const float c = 1.0F - 0.5F * z + z * z * (4.166664568298827e-2F + z * (-1.388731625493765e-3F + z * 2.443315711809948e-5F));
    const bool swapped = (quarter & 1) != 0;
    const float sine = swapped ? c : s;
    const float cosine = swapped ? s : c;
    return {(quarter & 2) != 0 ? -sine : sine, ((quarter + 1) & 2) != 0 ? -cosine : cosine};
}

}  // namespace

void addNormals(std::span<float> x, RandomStream& random)
{
    std::array<std::uint32_t, 2 * kPairs> words{};
    std::array<float, 2 * kPairs> normals{};
    for (std::size_t first = 0; first < x.size(); first += normals.size()) {
        const std::size_t count = std::min(normals.size(), x.size() - first);
        std::generate(words.begin(), words.end(), std::ref(random));
        for (std::size_t i = 0; i < kPairs; ++i) {
            const float u = (float(std::int32_t(words[i] >> 8U)) + 0.5F) * 0x1p-24F;
            const Pair direction = ofTurns(float(std::int32_t(words[kPairs + i] >> 8U)) * 0x1p-24F);
            const float radius = std::sqrt(-2.0F * logarithm(u));
            normals[i] = radius * direction.cosine;
            normals[kPairs + i] = radius * direction.sine;
        }
        for (std::size_t i = 0; i < count; ++i) {
            x[first + i] += normals[i];
        }
    }
}

}  // namespace gossip
