// SPDX-License-Identifier: GPL-3.0-or-later
// Events a second of the simulated clock on one thread, without training: steps of vectors and their messages' arrivals.
// Arguments: workers, numbers per worker. Step times vary by a tenth, one exchange in two steps, 1 ms of latency.
#include "cluster/simulated_cluster.h"
#include "cluster/weight_sums.h"

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
        for (const double untilS = simulated.now() + seconds; simulated.now() < untilS;) {
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

void averaging(benchmark::State& state) { simulate(state, Workload::averaging); }
void randomWalk(benchmark::State& state) { simulate(state, Workload::randomWalk); }

}  // namespace

BENCHMARK(averaging)->ArgsProduct({{100, 1000, 10000}, {16, 64}});
BENCHMARK(randomWalk)->ArgsProduct({{100, 1000, 10000}, {16, 64}});

BENCHMARK_MAIN();
