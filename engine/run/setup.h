// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/work.h"
#include "nn/net.h"

#include <gossip/dataset.h>
#include <gossip/result.h>
#include <gossip/scenario.h>

#include <memory>
#include <optional>
#include <vector>

namespace gossip {

/// A checked scenario made ready to run.
struct RunSetup {
    Scenario scenario;                           ///< resolved, as it is recorded
    Scenario effective;                          ///< what really runs: pooled has one worker and its multiplied batch
    int threads = 1;
    std::shared_ptr<const nn::Net> net;          ///< null for workloads without data
    std::shared_ptr<const TrainingData> data;    ///< likewise
    std::shared_ptr<const WorkFactory> work;
};

/// Checks the scenario against the data, divides them and compiles the network.
/// \param threads  0: one per core
Result<RunSetup> prepareRun(const Scenario& scenario, DatasetPtr dataset, int threads);

/// The fault without nodes that do not exist; empty when none of those it names does.
std::optional<Fault> fittedTo(const Fault& fault, int workers, bool hasServer);

/// Those of \p faults that have something to act on when \p running runs, likewise.
std::vector<Fault> fittedTo(const std::vector<Fault>& faults, const Scenario& running);

/// The scenario with what acted up to \p nowS as its timeline, followed by what was planned for later.
Scenario withFaults(const Scenario& scenario, std::vector<Fault> acted, double nowS);

}  // namespace gossip
