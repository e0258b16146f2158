// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/dataset.h>
#include <gossip/result.h>
#include <gossip/scenario.h>

#include <functional>
#include <string>
#include <vector>

namespace gossip::cli {

/// The JSON text that SCENARIO on the command line stands for: a file, or a shipped scenario's name ("two-plants").
/// Reads no more than a scenario may have (parseScenario refuses longer ones).
Result<std::string> readScenarioText(const std::string& nameOrPath);

/// The folder that paths inside that scenario are relative to.
std::string scenarioFolder(const std::string& nameOrPath);

/// That scenario with the settings ("a.b=value") of the command line.
Result<Scenario> readScenario(const std::string& nameOrPath, const std::vector<std::string>& settings);

/// The scenario's data set; null for workloads without. Ctrl-C ends loading with an error.
Result<DatasetPtr> loadData(const Scenario& scenario, const std::function<void(double)>& progress);

/// Names of the shipped scenarios, "isolated, two-plants, …"; empty when their folder was not found.
std::string shippedScenarios();

}  // namespace gossip::cli
