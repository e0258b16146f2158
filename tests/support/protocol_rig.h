// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/cluster_rig.h"
#include "support/faults.h"
#include "support/random_fault.h"

#include <QString>

#include <algorithm>
#include <map>
#include <string>

/// What the tests of all protocols have in common.
namespace gossip::test {

inline constexpr int kWorkers = kFaultWorkers;

/// A scenario of vectors for a protocol, with its usual parameters but for those given.
inline Scenario scenarioOf(const std::string& id, const std::map<std::string, double>& given, Workload workload, std::uint64_t seed, int workers = kWorkers,
                    int dimension = 24)
{
    Scenario scenario = vectorScenario(workload, workers, dimension, 0.0, seed);
    scenario.protocol.id = id;
    scenario.protocol.parameters.clear();
    for (const ParameterInfo& parameter : findProtocol(id)->parameters) {
        scenario.protocol.parameters[parameter.key] = parameter.defaultValue;
    }
    for (const auto& [key, value] : given) {
        scenario.protocol.parameters[key] = value;
    }
    return scenario;
}

inline std::vector<FlatArray> models(const SerialRig& rig)
{
    std::vector<FlatArray> all(std::size_t(rig.cluster.workers()) + (rig.cluster.server() ? 1 : 0));
    for (std::size_t node = 0; node < all.size(); ++node) {
        rig.cluster.copyParameters(int(node), all[node]);
    }
    return all;
}

inline std::vector<double> sumOf(const std::vector<FlatArray>& all)
{
    std::vector<double> sum(all.front().size(), 0.0);
    for (const FlatArray& model : all) {
        addTo(sum, model);
    }
    return sum;
}

inline double largestGap(const std::vector<double>& a, const std::vector<double>& b)
{
    double largest = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        largest = std::max(largest, std::abs(a[i] - b[i]));
    }
    return largest;
}

/// Largest distance of any number from that of the first node.
inline double spread(const std::vector<FlatArray>& all)
{
    double largest = 0.0;
    for (const FlatArray& model : all) {
        largest = std::max(largest, std::sqrt(squaredDistance(model, all.front())));
    }
    return largest;
}

/// Parameters that make a protocol exchange often enough for short tests.
inline std::map<std::string, double> often(const QString& id)
{
    std::map<std::string, double> given;
    for (const ParameterInfo& parameter : findProtocol(id.toStdString())->parameters) {
        if (parameter.key == "probability") {
            given["probability"] = 0.3;
        }
        if (parameter.key == "tau" || parameter.key == "period") {
            given[parameter.key] = 3.0;
        }
    }
    return given;
}

/// Runs a schedule of random faults, ends them all, and says what is wrong afterwards: workers that do not step, numbers
/// that are not finite, messages that are not accounted for. Empty: nothing.
inline QString surviveRandomFaults(const Scenario& scenario, int rounds)
{
    SerialRig rig(scenario);
    RandomStream random(scenario.seed, Purpose::link, 1000);
    for (int round = 0; round < rounds; ++round) {
        if (random.below(8) == 0) {
            rig.serial.apply(randomFault(random, true, rig.cluster.server().has_value()));
        }
        rig.serial.round(nullptr);
        const Network::Totals totals = rig.cluster.network().totals();
        if (totals.sent != totals.delivered + totals.lost + rig.serial.inFlight()) {
            return QStringLiteral("round %1: messages are missing").arg(round);
        }
    }
    std::vector<Fault> mending = mendingFaults(kWorkers, rig.cluster.server().has_value());
    mending.push_back(faultOf(FaultKind::probability));
    mending.back().probability = 0.5;
    // Twice: a timed fault may have ended with a return to what was before it.
    std::vector<std::uint64_t> stepsBefore;
    for (int part = 0; part < 2; ++part) {
        for (const Fault& fault : mending) {
            rig.serial.apply(fault);
        }
        for (int round = 0; round < 100; ++round) {
            rig.serial.round(nullptr);
        }
        stepsBefore.clear();
        for (const WorkerStatus& status : rig.cluster.statuses()) {
            stepsBefore.push_back(status.steps);
        }
    }
    for (int round = 0; round < 40; ++round) {
        rig.serial.round(nullptr);
    }
    const std::vector<WorkerStatus> after = rig.cluster.statuses();
    for (std::size_t worker = 0; worker < after.size(); ++worker) {
        if (after[worker].steps < stepsBefore[worker] + 10) {
            return QStringLiteral("worker %1 made %2 steps in 40 rounds").arg(worker).arg(after[worker].steps - stepsBefore[worker]);
        }
    }
    for (const FlatArray& model : models(rig)) {
        if (!allFinite(model)) {
            return QStringLiteral("numbers are not finite");
        }
    }
    return {};
}

}  // namespace gossip::test
