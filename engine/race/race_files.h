// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/race_result.h>

#include <string>
#include <vector>

namespace gossip::race {

/// race.csv: one row per run that has ended, in the order of the lanes.
std::string runsCsv(const std::vector<RaceLane>& lanes);
/// curves.csv: one row per evaluation.
std::string curvesCsv(const std::vector<RaceLane>& lanes);

const char* nameOf(RunState outcome);

}  // namespace gossip::race
