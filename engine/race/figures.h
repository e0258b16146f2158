// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

/// Numbers as they stand in a race's sentences.
namespace gossip::race {

std::string plainText(double value);     ///< shortest: "100", "0.5"
std::string secondsText(double value);   ///< three digits: "2.35", "21.0", "134"
std::string factorText(double value);    ///< likewise
std::string percentText(double share);   ///< "80.5 %", "80 %"
std::string pointsText(double share);    ///< "0.7"
std::string bytesText(double value);     ///< "512 B", "47.0 MB" (powers of 1000)

}  // namespace gossip::race
