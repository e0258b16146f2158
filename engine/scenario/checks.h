// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/result.h>
#include <gossip/scenario.h>

namespace gossip::scenario {

/// Where a run of this workload ends when the scenario says nothing about it.
StopSpec defaultStop(Workload workload);

/// How long a step takes (simulated) or a worker pauses at least (live) when the scenario says nothing about it.
double defaultStepMs(Clock clock);

/// Rules between keys; each key alone has passed its own.
Result<void> checkTogether(const Scenario& scenario);

}  // namespace gossip::scenario
