// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace gossip::cli {

std::string decimal(double value, int digits)
{
    std::array<char, 400> text{};   // the largest double has 309 digits before the dot
    std::snprintf(text.data(), text.size(), "%.*f", digits, value);
    return text.data();
}

std::string percent(double share)
{
    return decimal(100.0 * share, 1) + " %";
}

std::string count(std::uint64_t value)
{
    std::string text = std::to_string(value);
    for (int i = int(text.size()) - 3; i > 0; i -= 3) {
        text.insert(std::size_t(i), 1, ',');
    }
    return text;
}

std::string bytes(std::uint64_t value)
{
    if (value < 1000) {
        return std::to_string(value) + " B";
    }
    constexpr std::array<const char*, 5> kUnits{" kB", " MB", " GB", " TB", " PB"};
    double scaled = double(value) / 1000.0;
    std::size_t unit = 0;
    while (scaled >= 999.95 && unit + 1 < kUnits.size()) {
        scaled /= 1000.0;
        ++unit;
    }
    return decimal(scaled, 1) + kUnits[unit];
}

std::string duration(double seconds)
{
    const auto whole = std::uint64_t(std::llround(std::clamp(seconds, 0.0, 1e12)));
    const auto two = [](std::uint64_t value) { return std::string(value < 10 ? 1 : 0, '0').append(std::to_string(value)); };
    if (whole < 60) {
        return std::to_string(whole) + " s";
    }
    if (whole < 3600) {
        return std::to_string(whole / 60) + " min " + two(whole % 60) + " s";
    }
    return std::to_string(whole / 3600) + " h " + two(whole / 60 % 60) + " min";
}

std::string padded(const std::string& text, int width, bool right)
{
    const auto characters = std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
    const std::string space(std::size_t(std::max<std::ptrdiff_t>(0, width - characters)), ' ');
    return right ? space + text : text + space;
}

}  // namespace gossip::cli
