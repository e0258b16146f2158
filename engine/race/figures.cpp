// SPDX-License-Identifier: GPL-3.0-or-later
#include "race/figures.h"

#include <array>
#include <charconv>
#include <cmath>

namespace gossip::race {

namespace {

/// Always with a dot, whatever the locale.
std::string fixed(double value, int digits)
{
    std::array<char, 400> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, digits).ptr;
    return {text.data(), end};
}

}  // namespace

std::string plainText(double value)
{
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

std::string secondsText(double value)
{
    return fixed(value, value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2);
}

std::string factorText(double value)
{
    if (value >= 10.0) {
        return fixed(value, 0);
    }
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 2).ptr;
    return {text.data(), end};
}

std::string percentText(double share)
{
    const double percent = 100.0 * share;
    const bool isWhole = std::abs(percent - std::nearbyint(percent)) < 0.05;
    return fixed(percent, isWhole ? 0 : 1) + " %";
}

std::string pointsText(double share)
{
    return fixed(100.0 * share, 1);
}

std::string bytesText(double value)
{
    constexpr std::array<const char*, 6> kUnits{" B", " kB", " MB", " GB", " TB", " PB"};
    std::size_t unit = 0;
    while (value >= 999.95 && unit + 1 < kUnits.size()) {
        value /= 1000.0;
        ++unit;
    }
    return fixed(value, unit == 0 ? 0 : 1) + kUnits[unit];
}

}  // namespace gossip::race
