// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/computed_lines.h"

#include <gossip/catalogue.h>

#include <algorithm>
#include <set>

namespace gossip::ui {
namespace {

constexpr double kHeaderBytes = 64.0;

double heldShare(const std::set<int>& held, const gossip::LabelledImages& test, std::size_t limit)
{
    const std::size_t count = limit == 0 ? test.count() : std::min(limit, test.count());
    if (count == 0) return 0.0;
    const auto end = test.labels.begin() + std::ptrdiff_t(count);
    const auto known = std::count_if(test.labels.begin(), end, [&](int label) { return held.contains(label); });
    return double(known) / double(count);
}

std::optional<double> modelBytes(const gossip::Scenario& scenario, const gossip::DatasetPtr& dataset,
                                 std::uint64_t bytesSent, std::uint64_t messagesSent)
{
    if (scenario.workload != gossip::Workload::training) return sizeof(float) * double(scenario.dimension);
    if (dataset) {
        const auto input = gossip::networkInput(scenario.training.augment, dataset->shape);
        const auto layers = input ? gossip::resolveModel(scenario.model, *input, int(dataset->classNames.size())) : input.error();
        if (layers) return sizeof(float) * double(gossip::parameterCount(*layers, *input));
    }
    if (messagesSent == 0) return std::nullopt;
    return double(bytesSent) / double(messagesSent) - kHeaderBytes;
}

}  // namespace

std::optional<double> onePlantLimit(const gossip::Scenario& scenario, const gossip::DatasetPtr& dataset)
{
    const gossip::PartitionSpec& partition = scenario.dataset.partition;
    if (scenario.workload != gossip::Workload::training || partition.kind != gossip::PartitionKind::groups) return std::nullopt;
    std::set<int> all;
    for (const auto& [name, classes] : partition.classes) all.insert(classes.begin(), classes.end());
    double best = 0.0;
    for (const auto& [name, classes] : partition.classes) {
        const std::set<int> held(classes.begin(), classes.end());
        best = std::max(best, dataset ? heldShare(held, dataset->test, std::size_t(scenario.dataset.testLimit))
                                      : double(held.size()) / double(std::max<std::size_t>(1, all.size())));
    }
    return best;
}

std::optional<double> allReduceBytes(const gossip::Scenario& scenario, const gossip::DatasetPtr& dataset, std::uint64_t steps,
                                     std::uint64_t bytesSent, std::uint64_t messagesSent)
{
    const double workers = scenario.workers.count;
    const auto size = modelBytes(scenario, dataset, bytesSent, messagesSent);
    if (!size || workers < 2.0) return std::nullopt;
    const double perWorkerStep = 2.0 * (workers - 1.0) * (*size / workers + kHeaderBytes);
    return perWorkerStep * double(steps);
}

}  // namespace gossip::ui
