// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/scheduler.h"

#include "cluster/live_cluster.h"
#include "cluster/simulated_cluster.h"

#include <utility>

namespace gossip {

std::unique_ptr<Scheduler> makeScheduler(Cluster& cluster, const Scenario& scenario, std::shared_ptr<const nn::Net> net,
                                         const SchedulerOptions& options)
{
    if (scenario.clock == Clock::simulated) {
        return std::make_unique<SimulatedCluster>(cluster, scenario, std::move(net), options);
    }
    return std::make_unique<LiveCluster>(cluster, scenario, std::move(net), options);
}

}  // namespace gossip
