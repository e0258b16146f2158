// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/setup.h"

#include "core/aligned.h"
#include "core/platform.h"
#include "protocols/protocol.h"

#include <gossip/catalogue.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

namespace gossip {

namespace {

constexpr int kMaxThreads = 1024;

std::vector<std::uint32_t> stratifiedOrder(const std::vector<std::uint16_t>& labels, int classes)
{
    std::vector<double> countOfClass(std::size_t(classes), 0.0);
    std::vector<double> rank(labels.size());
    for (std::size_t i = 0; i < labels.size(); ++i) {
        rank[i] = countOfClass[labels[i]]++;
    }
    for (std::size_t i = 0; i < labels.size(); ++i) {
        rank[i] /= countOfClass[labels[i]];
    }
    std::vector<std::uint32_t> order(labels.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return rank[a] < rank[b]; });
    return order;
}

Result<std::shared_ptr<const TrainingData>> prepareData(const Scenario& scenario, const DatasetPtr& dataset)
{
    const auto classes = int(dataset->classNames.size());
    auto labels = data::noisyLabels(dataset->train.labels, classes, scenario.dataset.labelNoise, scenario.seed);
    data::Scaling scaling = data::measureScaling(dataset->train, dataset->shape);
    const auto window = networkInput(scenario.training.augment, dataset->shape);
    if (!window) {
        return window.error();
    }
    data::Gather gather(dataset->shape, *window, scaling);
    data::Parts parts(1);
    if (scenario.protocol.id == "pooled") {
        parts[0].resize(labels.size());
        std::iota(parts[0].begin(), parts[0].end(), 0U);
    } else {
        // By the true labels: noise is in what a worker learns from, not in who holds which picture.
        auto divided = data::partition(scenario, dataset->train.labels, classes, scenario.workers.count);
        if (!divided) {
            return divided.error();
        }
        parts = std::move(*divided);
    }
    return std::shared_ptr<const TrainingData>(new TrainingData{
        dataset, std::move(labels), std::move(scaling), std::move(gather), std::move(parts), stratifiedOrder(dataset->test.labels, classes)});
}

Result<std::shared_ptr<const nn::Net>> compileNet(const Scenario& scenario, const TrainingData& data)
{
    const ImageShape& input = data.gather.window();
    auto layers = resolveModel(scenario.model, input, int(data.dataset->classNames.size()));
    if (!layers) {
        return layers.error();
    }
    nn::useOneThread();
    return nn::Net::compile({.layers = std::move(*layers), .input = input, .batch = scenario.training.batch, .precision = scenario.training.precision});
}

/// Median duration of a few steps on one thread, to the microsecond.
double measuredStepMs(const RunSetup& setup)
{
    constexpr std::uint64_t kSteps = 15;
    nn::useOneThread();
    const std::unique_ptr<LocalWork> work = setup.work->makeLocal(0);
    const std::unique_ptr<nn::Slot> slot = setup.net ? std::make_unique<nn::Slot>(setup.net) : nullptr;
    FlatArray x(setup.work->flatSize());
    setup.work->initialise(0, x);
    std::vector<double> tookMs;
    for (std::uint64_t step = 0; step < kSteps; ++step) {
        const auto began = std::chrono::steady_clock::now();
        work->freeze({step, 0.0});
        work->compute(x, slot.get());
        work->apply(x);
        tookMs.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count());
    }
    std::nth_element(tookMs.begin(), tookMs.begin() + kSteps / 2, tookMs.end());
    return std::max(0.001, std::round(tookMs[kSteps / 2] * 1000.0) / 1000.0);
}

}  // namespace

Result<RunSetup> prepareRun(const Scenario& wanted, DatasetPtr dataset, int threads)
{
    Result<Scenario> checked = checkScenario(wanted);
    if (!checked) {
        return checked.error();
    }
    if (threads < 0 || threads > kMaxThreads) {
        return error(GOSSIP_TEXT("threads: %1 is not allowed; allowed: 0 (one per core) to %2."), {std::to_string(threads), std::to_string(kMaxThreads)});
    }
    RunSetup setup;
    setup.threads = threads == 0 ? platform::coreCount() : threads;
    setup.scenario = std::move(*checked);
    setup.effective = setup.scenario;
    letProtocolChoose(setup.effective);
    const Scenario& running = setup.effective;
    setup.effective.faults = fittedTo(setup.scenario.faults, running);
    if (setup.scenario.workload == Workload::training) {
        if (!dataset) {
            return error(GOSSIP_TEXT("Training needs a data set, and none was loaded."));
        }
        auto data = prepareData(running, dataset);
        if (!data) {
            return data.error();
        }
        auto net = compileNet(running, **data);
        if (!net) {
            return net.error();
        }
        setup.data = std::move(*data);
        setup.net = std::move(*net);
    }
    setup.work = makeWorkFactory(running, setup.net, setup.data);
    if (running.workers.measureStep) {
        setup.scenario.workers.stepMs = measuredStepMs(setup);
        setup.scenario.workers.measureStep = false;
        setup.effective.workers.stepMs = setup.scenario.workers.stepMs;
        setup.effective.workers.measureStep = false;
    }
    return setup;
}

std::optional<Fault> fittedTo(const Fault& fault, int workers, bool hasServer)
{
    const auto missing = [&](int worker) { return worker >= workers || (worker < 0 && !(hasServer && worker == kServerNode)); };
    Fault fitted = fault;
    std::erase_if(fitted.workers, missing);
    for (auto& group : fitted.groups) {
        std::erase_if(group, missing);
    }
    const bool named = !fault.workers.empty();
    const bool oneLink = fault.kind == FaultKind::link && !named;
    if ((named && fitted.workers.empty()) || (oneLink && (missing(fault.from) || missing(fault.to)))) {
        return std::nullopt;
    }
    return fitted;
}

std::vector<Fault> fittedTo(const std::vector<Fault>& faults, const Scenario& running)
{
    std::vector<Fault> fitted;
    for (const Fault& fault : faults) {
        if (auto kept = fittedTo(fault, running.workers.count, findProtocol(running.protocol.id)->hasServer)) {
            fitted.push_back(std::move(*kept));
        }
    }
    return fitted;
}

Scenario withFaults(const Scenario& scenario, std::vector<Fault> acted, double nowS)
{
    Scenario recorded = scenario;
    for (Fault& fault : acted) {
        // The end of a timed crash or cut that is over acted as a rejoin or heal of its own.
        const bool endsByOther = fault.kind == FaultKind::crash || fault.kind == FaultKind::partition;
        if (endsByOther && fault.forS && fault.atS + *fault.forS <= nowS) {
            fault.forS.reset();
        }
    }
    for (const Fault& planned : scenario.faults) {
        if (planned.atS > nowS) {
            acted.push_back(planned);
        }
    }
    recorded.faults = std::move(acted);
    return recorded;
}

}  // namespace gossip
