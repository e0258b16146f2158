// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/parts.h"

#include "core/platform.h"
#include "nn/profile.h"

#include <gossip/run.h>

#include <array>
#include <thread>

namespace gossip::bench {
namespace {

constexpr std::chrono::milliseconds kPoll{2};
constexpr int kTestPictures = 10;   // a run evaluates once at its start
constexpr std::uint64_t kWarmUp = 2;       // steps of each worker before measuring: that evaluation and first touches of memory are over
constexpr std::uint64_t kLeastSteps = 5;   // of each, however long they take

struct Progressed {
    double timeS = 0.0;
    std::uint64_t steps = 0;
    std::vector<std::uint64_t> stepsOf;   ///< each worker
};

/// Waits until the run has done more steps than before, or the session does not go on.
Progressed nextStep(Session& session, Run& run, const Progressed& before)
{
    RunUpdate update;
    do {
        std::this_thread::sleep_for(kPoll);
        run.drain(update);
    } while (update.steps <= before.steps && !run.hasEnded() && session.goesOn());
    Progressed now{update.timeS, update.steps, {}};
    for (const WorkerStatus& worker : update.workers) {
        now.stepsOf.push_back(worker.steps);
    }
    return now;
}

ScalingRow rowOf(const Scenario& scenario, int threads, const Progressed& first, const Progressed& last, double cpuSeconds)
{
    ScalingRow row{.workers = scenario.workers.count, .threads = threads};
    const double seconds = last.timeS - first.timeS;
    if (seconds <= 0.0) {
        return row;
    }
    std::vector<double> steps;
    for (std::size_t i = 0; i < first.stepsOf.size(); ++i) {
        steps.push_back(double(last.stepsOf[i] - first.stepsOf[i]));
    }
    const auto [fewest, most] = std::minmax_element(steps.begin(), steps.end());
    row.picturesPerSecond = double(last.steps - first.steps) * scenario.training.batch / seconds;
    row.cores = cpuSeconds / seconds;
    row.stepsEach = double(last.steps - first.steps) / double(steps.size());
    row.fewest = *most > 0.0 ? *fewest / *most : 0.0;
    return row;
}

/// Lets one copy of the bare training pass on each of \p threads run for so long. \return passes/s of all
double barePasses(const std::shared_ptr<const nn::Net>& net, int threads, double seconds)
{
    std::vector<double> rates(std::size_t(threads), 0.0);
    std::vector<std::jthread> team;
    for (double& rate : rates) {
        team.emplace_back([&rate, &net, seconds] {
            nn::useOneThread();
            platform::lowerThreadPriority();
            nn::Profile profile(net, true);
            const auto start = Clock::now();
            int rounds = 0;
            while (rounds == 0 || secondsSince(start) < seconds) {
                profile.round();
                ++rounds;
            }
            rate = rounds / secondsSince(start);
        });
    }
    team.clear();
    double sum = 0.0;
    for (const double rate : rates) {
        sum += rate;
    }
    return sum;
}

}  // namespace

Result<ScalingRow> measureRun(Session& session, const Scenario& scenario, const DatasetPtr& data, int threads, double seconds)
{
    const auto run = Run::start(scenario, data, {.folder = {}, .threads = threads});
    if (!run) {
        return run.error();
    }
    const auto workers = std::uint64_t(scenario.workers.count);
    Progressed first = nextStep(session, **run, {});
    while (session.goesOn() && first.steps < kWarmUp * workers) {
        first = nextStep(session, **run, first);
    }
    const double cpuSeconds = platform::processUse().cpuSeconds;
    Progressed last = first;
    while (session.goesOn() && (last.timeS - first.timeS < seconds || last.steps - first.steps < kLeastSteps * workers)) {
        last = nextStep(session, **run, last);
    }
    (*run)->requestStop();
    return rowOf(scenario, threads, first, last, platform::processUse().cpuSeconds - cpuSeconds);
}

Result<GossipCost> measureGossip(Session& session, int threads, double seconds)
{
    constexpr int kTurns = 3;
    GossipCost cost;
    cost.workers = std::max(2, threads);   // alone, nobody exchanges
    cost.probability = 0.1;
    const DatasetPtr data = randomPictures(kEasgdCnn, kEasgdCnn.batch * cost.workers, kTestPictures);
    for (int turn = 0; turn < kTurns && session.goesOn(); ++turn) {
        const auto isolated = measureRun(session, scenarioOf(kEasgdCnn, cost.workers, 0.0), data, threads, seconds / (2 * kTurns));
        const auto gossip = measureRun(session, scenarioOf(kEasgdCnn, cost.workers, cost.probability), data, threads, seconds / (2 * kTurns));
        if (!isolated || !gossip) {
            return isolated ? gossip.error() : isolated.error();
        }
        cost.isolated = std::max(cost.isolated, isolated->picturesPerSecond);
        cost.gossip = std::max(cost.gossip, gossip->picturesPerSecond);
    }
    return cost;
}

Result<Scaling> measureScaling(Session& session, const Subject& subject, int threads, double seconds)
{
    constexpr int kTurns = 2;
    Scaling scaling;
    scaling.model = subject.model;
    for (const int workers : {1, threads, 8, 64}) {
        scaling.rows.push_back({.workers = workers, .threads = std::min(workers, threads)});
    }
    const DatasetPtr data = randomPictures(subject, subject.batch * 64, kTestPictures);
    const auto setup = prepare(subject);
    if (!setup) {
        return setup.error();
    }
    const double turnS = seconds / (kTurns * double(scaling.rows.size() + 2));
    double one = 0.0;
    double all = 0.0;
    for (int turn = 0; turn < kTurns; ++turn) {
        for (ScalingRow& row : scaling.rows) {
            const auto reached = measureRun(session, scenarioOf(subject, row.workers, 0.1), data, row.threads, turnS);
            if (!reached) {
                return reached.error();
            }
            if (reached->picturesPerSecond > row.picturesPerSecond) {
                row = *reached;
            }
        }
        if (session.goesOn()) {
            one = std::max(one, barePasses(setup->net, 1, turnS));
            all = std::max(all, barePasses(setup->net, threads, turnS));
        }
    }
    scaling.bareGain = one > 0.0 ? all / one : 0.0;
    return scaling;
}

Result<Memory> measureMemory(Session& session, int threads)
{
    constexpr std::array kWorkers{8, 64};
    Memory memory;
    memory.model = kEasgdCnn.model;
    const DatasetPtr data = randomPictures(kEasgdCnn, kEasgdCnn.batch * kWorkers.back(), kTestPictures);
    {
        const auto setup = prepareRun(scenarioOf(kEasgdCnn, 1, 0.0), data, 1);
        if (!setup) {
            return setup.error();
        }
        const std::size_t before = platform::processUse().residentBytes;
        const nn::Slot slot(setup->net);
        memory.slot = platform::processUse().residentBytes - before;
        memory.slotComputed = nn::Profile::slotBytes(*setup->net);
        memory.parameters = setup->net->parameterCount();
        memory.workerComputed = 3 * setup->net->flatSize() * sizeof(float);
    }
    std::array<std::size_t, 2> resident{};
    for (std::size_t i = 0; i < kWorkers.size() && session.goesOn(); ++i) {
        const auto run = Run::start(scenarioOf(kEasgdCnn, kWorkers[i], 0.1), data, {.folder = {}, .threads = threads});
        if (!run) {
            return run.error();
        }
        Progressed progressed;
        while (session.goesOn() && progressed.steps < std::uint64_t(kWorkers[i] / 4)) {
            progressed = nextStep(session, **run, progressed);
        }
        resident[i] = platform::processUse().residentBytes;
    }
    memory.workers = kWorkers.back();
    memory.worker = (resident[1] - resident[0]) / std::size_t(kWorkers[1] - kWorkers[0]);
    memory.peak = platform::processUse().peakResidentBytes;
    return memory;
}

}  // namespace gossip::bench
