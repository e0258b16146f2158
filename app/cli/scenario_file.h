// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/result.h>

#include <string>

namespace gossip::cli {

/// The JSON text that SCENARIO on the command line stands for: a file, or a shipped scenario's name ("two-plants").
/// Reads no more than a scenario may have (parseScenario refuses longer ones).
Result<std::string> readScenarioText(const std::string& nameOrPath);

/// The folder that paths inside that scenario are relative to.
std::string scenarioFolder(const std::string& nameOrPath);

/// Names of the shipped scenarios, "isolated, two-plants, …"; empty when their folder was not found.
std::string shippedScenarios();

}  // namespace gossip::cli
