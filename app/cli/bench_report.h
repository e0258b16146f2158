// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/bench.h>

#include <string>

namespace gossip::cli {

/// What was measured, as tables for people and as JSON (times in seconds, rates per second, sizes in bytes).
std::string benchText(const bench::Report& report);
std::string benchJson(const bench::Report& report);

}  // namespace gossip::cli
