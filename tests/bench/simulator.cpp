// SPDX-License-Identifier: GPL-3.0-or-later
// Events a second of the simulated clock on one thread, without training: steps of vectors and their messages' arrivals.
// Arguments: workers, numbers per worker. Step times vary by a tenth, one exchange in two steps, 1 ms of latency.
// And steps a second of simulated training. Arguments: workers, threads.
#include "bench/subject.h"
#include "cluster/simulated_cluster.h"
#include "cluster/weight_sums.h"

#include <gossip/run.h>

#include <benchmark/benchmark.h>

#include <malloc.h>

#include <memory>

namespace {

using namespace gossip;

class Deaf : public ClusterListener {
public:
    void onEvent(const Event&) override {}
    void onMessage(const MessageTrace&) override {}
    void onLoss(const LossSample&) override {}
};

Scenario vectors(Workload workload, const benchmark::State& state)
{
    Scenario scenario;
    scenario.workload = workload;
    scenario.clock = Clock::simulated;
    scenario.workers.count = int(state.range(0));
    scenario.dimension = int(state.range(1));
    scenario.workers.stepMs = 10.0;
    scenario.workers.stepJitter = 0.1;
    scenario.network.latencyMs = 1.0;
    scenario.protocol.parameters = {{"probability", 0.5}};
    return *checkScenario(scenario);
}

void simulate(benchmark::State& state, Workload workload)
{
    const Scenario scenario = vectors(workload, state);
    const std::size_t bytesBefore = mallinfo2().uordblks;
    const std::shared_ptr<const WorkFactory> work = makeWorkFactory(scenario, nullptr, nullptr);
    Deaf deaf;
    WeightSums ledger;
    Cluster cluster(scenario, work, deaf, ledger);
    SimulatedCluster simulated(cluster, scenario, nullptr, {.threads = 1});
    simulated.start();
    const auto runFor = [&](double seconds) {
        for (const double untilS = simulated.now() + seconds; toTicks(simulated.now()) < toTicks(untilS);) {
            simulated.advance(untilS);
        }
    };
    runFor(0.2);   // everybody has begun, pools have grown
    const auto done = [&] { return cluster.stepsDone() + cluster.network().totals().delivered; };
    const std::uint64_t before = done();
    for (auto _ : state) {
        runFor(200.0 / double(scenario.workers.count));
    }
    state.SetItemsProcessed(std::int64_t(done() - before));
    state.counters["bytes_per_worker"] = double(mallinfo2().uordblks - bytesBefore) / double(scenario.workers.count);
}

void train(benchmark::State& state, const bench::Subject& subject)
{
    constexpr int kTestPictures = 10;   // a run evaluates once at its start
    const auto workers = int(state.range(0));
    const DatasetPtr data = bench::randomPictures(subject, subject.batch * workers, kTestPictures);
    Scenario scenario = bench::scenarioOf(subject, workers, 0.1);
    scenario.clock = Clock::simulated;
    scenario.workers.stepMs = 10.0;
    scenario.workers.stepJitter = 0.1;
    scenario.stop.steps = 40 * std::uint64_t(workers);
    for (auto _ : state) {
        const auto run = Run::start(scenario, data, {.folder = {}, .threads = int(state.range(1))});
        (*run)->wait();
    }
    state.SetItemsProcessed(state.iterations() * std::int64_t(scenario.stop.steps));
}

void lenet5(benchmark::State& state) { train(state, bench::kLenet5); }
void averaging(benchmark::State& state) { simulate(state, Workload::averaging); }
void randomWalk(benchmark::State& state) { simulate(state, Workload::randomWalk); }

}  // namespace

BENCHMARK(averaging)->ArgsProduct({{100, 1000, 10000}, {16, 64}});
BENCHMARK(randomWalk)->ArgsProduct({{100, 1000, 10000}, {16, 64}});

BENCHMARK(lenet5)->Args({8, 1})->Args({8, 2})->UseRealTime();

BENCHMARK_MAIN();
