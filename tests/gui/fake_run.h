// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/faults.h"

#include <gossip/run.h>

#include <cmath>
#include <string>

/// Made-up runs in the shape of real ones, for tests of what the window draws.
namespace gossip::fake {

/// Two plants of equal size, each with half of the classes.
inline Scenario twoPlants(int workers = 8)
{
    Scenario scenario;
    scenario.name = "two-plants";
    scenario.protocol.id = "gosgd";
    scenario.workers.count = workers;
    std::vector<int> a;
    std::vector<int> b;
    for (int i = 0; i < workers; ++i) {
        const bool first = i < workers / 2;
        (first ? a : b).push_back(i);
        scenario.workers.names.push_back((first ? "A-" : "B-") + std::to_string(first ? i + 1 : i - workers / 2 + 1));
    }
    scenario.workers.groups = {{"A", a}, {"B", b}};
    scenario.dataset.partition.kind = PartitionKind::groups;
    scenario.dataset.partition.classes = {{"A", {0, 1, 2, 3, 4}}, {"B", {5, 6, 7, 8, 9}}};
    return scenario;
}

inline Scenario noGroups(int workers)
{
    Scenario scenario;
    scenario.protocol.id = "gosgd";
    scenario.workers.count = workers;
    return scenario;
}

/// All that a run of this scenario tells at one moment: everybody runs, accuracy rises, distance falls.
inline RunUpdate updateAt(const Scenario& scenario, double timeS, bool evaluated = true)
{
    RunUpdate update;
    update.timeS = timeS;
    update.workers.resize(std::size_t(scenario.workers.count));
    update.islands.emplace_back();
    Record record;
    record.metrics.timeS = timeS;
    record.metrics.steps = std::uint64_t(timeS * 33.0 * scenario.workers.count);
    record.metrics.bytesSent = std::uint64_t(timeS * 33.0 * scenario.workers.count * 0.1 * 177768.0);
    record.metrics.messagesSent = std::uint64_t(timeS * 33.0 * scenario.workers.count * 0.1);
    record.metrics.workersAlive = scenario.workers.count;
    record.metrics.trainLoss = 0.4 + 1.9 * std::exp(-timeS / 6.0);
    record.metrics.consensusDistance = timeS > 0.0 ? 2.2 * std::exp(-timeS / 60.0) + 0.1 * std::sin(timeS) : 0.0;
    const double mean = 0.82 - 0.72 * std::exp(-timeS / 6.0) + 0.012 * std::sin(17.0 * timeS);
    for (int i = 0; i < scenario.workers.count; ++i) {
        update.islands.front().push_back(i);
        WorkerRow row;
        row.timeS = timeS;
        row.worker = i;
        row.steps = record.metrics.steps / std::uint64_t(scenario.workers.count);
        row.trainLoss = *record.metrics.trainLoss + 0.1 * std::sin(timeS * (1.0 + 0.1 * i) + i);
        if (evaluated) row.testAccuracy = mean * 0.8 + 0.06 * std::sin(double(i) + timeS);
        update.workers[std::size_t(i)].steps = row.steps;
        record.workers.push_back(row);
    }
    if (evaluated) {
        record.metrics.testAccuracy = mean;
        record.metrics.workerAccuracyMean = mean * 0.8;
        record.metrics.workerAccuracyMin = mean * 0.8 - 0.06;
    }
    update.records.push_back(record);
    return update;
}

inline Event eventOf(double timeS, const Fault& fault, const std::string& kind)
{
    Event event;
    event.timeS = timeS;
    event.kind = kind;
    event.fault = fault;
    return event;
}

inline Fault cutBetweenPlants(const Scenario& scenario)
{
    Fault fault;
    fault.kind = FaultKind::partition;
    for (const auto& [name, workers] : scenario.workers.groups) fault.groups.push_back(workers);
    return fault;
}

using gossip::test::faultOf;

/// The mean of all cannot exist, each plant has its own.
inline void cutOff(RunUpdate& update, const Scenario& scenario, double a, double b)
{
    update.islands.clear();
    for (const auto& [name, workers] : scenario.workers.groups) update.islands.push_back(workers);
    for (Record& record : update.records) {
        record.meanModelCouldExist = false;
        for (const auto& [name, workers] : scenario.workers.groups)
            record.groups.push_back({record.metrics.timeS, name, workers, name == "A" ? a : b});
    }
}

}  // namespace gossip::fake
