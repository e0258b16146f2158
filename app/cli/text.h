// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

/// Numbers as people read them on a terminal; always with a dot and English words, whatever the locale.
namespace gossip::cli {

std::string decimal(double value, int digits);   ///< "12.50"; "nan" and "inf" as such
std::string percent(double share);               ///< 0.861 → "86.1 %"
std::string count(std::uint64_t value);          ///< "26,250"
std::string bytes(std::uint64_t value);          ///< "512 B", "47.0 MB" (powers of 1000)
std::string duration(double seconds);            ///< "8 s", "2 min 05 s", "3 h 20 min"

/// \p text followed by spaces up to \p width characters (UTF-8 code points), or in front of it when \p right.
std::string padded(const std::string& text, int width, bool right = false);

}  // namespace gossip::cli
