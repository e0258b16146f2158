// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/checks.h"

#include "scenario/document.h"
#include "scenario/names.h"
#include "scenario/structured.h"

#include <gossip/topology.h>

#include <algorithm>
#include <set>

namespace gossip::scenario {

namespace {

constexpr double kMaxNumbers = 5e7;   // workers × dimension: 200 MB of vectors
constexpr double kMaxPictures = 16384; // of one step
constexpr double kLeastStepMs = 0.001; // on the simulated clock

Result<void> checkSizes(const Scenario& s)
{
    if (s.workload != Workload::training && double(s.workers.count) * s.dimension > kMaxNumbers)
        return error(GOSSIP_TEXT("workload_options.dimension: %1 numbers for each of %2 workers do not fit; "
                                 "allowed: at most %3 for all workers together"),
                     {std::to_string(s.dimension), std::to_string(s.workers.count), shown(kMaxNumbers)});
    const auto multiple = s.protocol.parameters.find("batch_multiple");
    if (multiple != s.protocol.parameters.end() && multiple->second * s.training.batch > kMaxPictures)
        return error(GOSSIP_TEXT("protocol.batch_multiple: %1 times a batch of %2 does not fit; allowed: at most %3 pictures a step"),
                     {shown(multiple->second), std::to_string(s.training.batch), shown(kMaxPictures)});
    return {};
}

Result<void> checkWorkers(const WorkersSpec& workers)
{
    if (!workers.names.empty() && workers.names.size() != std::size_t(workers.count))
        return error(GOSSIP_TEXT("workers.names: %1 names for %2 workers; allowed: one for each worker, or none"),
                     {std::to_string(workers.names.size()), std::to_string(workers.count)});
    if (workers.groups.size() > kMaxGroups)
        return error(GOSSIP_TEXT("workers.groups: %1 groups are not allowed; allowed: at most %2"),
                     {std::to_string(workers.groups.size()), std::to_string(kMaxGroups)});
    std::set<int> seen;
    for (const auto& [name, members] : workers.groups) {
        for (const int worker : members) {
            if (!seen.insert(worker).second)
                return error(GOSSIP_TEXT("%1: worker %2 is in two groups; allowed: one"),
                             {pathTo("workers.groups", name), std::to_string(worker)});
        }
    }
    return {};
}

bool has(const Groups& groups, const std::string& name)
{
    return std::any_of(groups.begin(), groups.end(), [&](const auto& group) { return group.first == name; });
}

Result<void> checkClasses(const Scenario& s)
{
    for (const auto& [name, classes] : s.dataset.partition.classes) {
        if (!has(s.workers.groups, name))
            return error(GOSSIP_TEXT("%1: there is no such group in workers.groups"), {pathTo("dataset.partition.classes", name)});
    }
    if (s.dataset.partition.kind != PartitionKind::groups || s.workload != Workload::training)
        return {};
    if (s.workers.groups.empty())
        return error(GOSSIP_TEXT("dataset.partition.kind: \"groups\" needs workers.groups"));
    for (const auto& [name, members] : s.workers.groups) {
        if (!has(s.dataset.partition.classes, name))
            return error(GOSSIP_TEXT("%1: missing; with partition kind groups every group needs its classes"),
                         {pathTo("dataset.partition.classes", name)});
    }
    const std::vector<int> groups = s.groupOfWorker();
    const auto alone = std::find(groups.begin(), groups.end(), -1);
    if (alone != groups.end())
        return error(GOSSIP_TEXT("workers.groups: worker %1 is in no group; with partition kind groups every worker needs one"),
                     {std::to_string(alone - groups.begin())});
    return {};
}

Result<void> checkTraining(const Scenario& s)
{
    if (s.training.nesterov && s.training.momentum == 0.0)
        return error(GOSSIP_TEXT("training.nesterov: true is not allowed without momentum; set training.momentum above 0"));
    if (s.training.schedule.kind == Schedule::cosine && s.training.schedule.epochs == 0.0 && s.stop.epochs == 0.0)
        return error(GOSSIP_TEXT("training.schedule.epochs: a cosine needs an end; set training.schedule.epochs or stop.epochs"));
    return {};
}

/// What each clock needs of the steps' times.
Result<void> checkClock(const Scenario& s)
{
    const WorkersSpec& workers = s.workers;
    if (s.clock == Clock::live && workers.measureStep)
        return error(GOSSIP_TEXT("workers.step_ms: \"measure\" belongs to the simulated clock; allowed on the live clock: 0 to 60000"));
    if (s.clock == Clock::simulated && !workers.measureStep && workers.stepMs < kLeastStepMs)
        return error(GOSSIP_TEXT("workers.step_ms: %1 is not allowed on the simulated clock, where steps take time; allowed: %2 to 60000, or \"measure\""),
                     {shown(workers.stepMs), shown(kLeastStepMs)});
    return {};
}

/// Without data there are no epochs, no accuracy and nothing to pool.
Result<void> checkWithoutData(const Scenario& s)
{
    const std::string workload = nameOf(s.workload);
    if (s.stop.epochs > 0.0)
        return error(GOSSIP_TEXT("stop.epochs: %1 is not allowed, the workload %2 has no epochs; set stop.steps or stop.seconds"),
                     {shown(s.stop.epochs), workload});
    if (s.stop.targetAccuracy > 0.0)
        return error(GOSSIP_TEXT("stop.target_accuracy: %1 is not allowed, the workload %2 has no accuracy; set stop.steps or stop.seconds"),
                     {shown(s.stop.targetAccuracy), workload});
    if (s.protocol.id == "pooled")
        return error(GOSSIP_TEXT("protocol.id: \"pooled\" is not allowed, the workload %1 has no data to pool"), {workload});
    return {};
}

}  // namespace

StopSpec defaultStop(Workload workload)
{
    StopSpec stop;
    if (workload == Workload::training)
        stop.epochs = 10.0;
    else
        stop.steps = 100000;
    return stop;
}

double defaultStepMs(Clock clock)
{
    return clock == Clock::simulated ? 10.0 : 0.0;
}

Result<void> checkTogether(const Scenario& scenario)
{
    if (Result<void> done = checkSizes(scenario); !done)
        return done;
    if (Result<void> done = checkWorkers(scenario.workers); !done)
        return done;
    if (Result<void> done = checkClasses(scenario); !done)
        return done;
    if (Result<void> done = checkClock(scenario); !done)
        return done;
    if (const auto topology = Topology::make(scenario.topology, scenario.workers.count, scenario.seed); !topology)
        return topology.error();
    return scenario.workload == Workload::training ? checkTraining(scenario) : checkWithoutData(scenario);
}

}  // namespace gossip::scenario
