// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/race_result.h>

#include <string>

namespace gossip::cli {

/// What a race came to, as a table and sentences for people.
std::string raceText(const Scenario& scenario, const RaceResult& result, const std::string& folder);

}  // namespace gossip::cli
