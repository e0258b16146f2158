// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a training step and of an exchange, each by itself.
#include "core/aligned.h"
#include "core/philox.h"
#include "core/vector_ops.h"
#include "data/batches.h"
#include "metrics/scoring.h"
#include "nn/net.h"
#include "nn/profile.h"
#include "nn/sgd.h"

#include <gossip/catalogue.h>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <numeric>

using namespace gossip;

namespace {

constexpr int kClasses = 10;

struct Model {
    const char* id;
    ImageShape input;
    int batch;
};
constexpr std::array kModels{Model{"easgd-cnn", {3, 28, 28}, 64}, Model{"lenet5", {1, 28, 28}, 32}};

std::shared_ptr<const nn::Net> compile(const Model& model)
{
    nn::useOneThread();
    ModelSpec spec;
    spec.id = model.id;
    return *nn::Net::compile({.layers = *resolveModel(spec, model.input, kClasses), .input = model.input, .batch = model.batch});
}

void gradient(benchmark::State& state, const Model& model)
{
    const auto net = compile(model);
    nn::Slot slot(net);
    FlatArray x(net->flatSize());
    FlatArray found(x.size());
    net->initialise(1, x);
    const std::vector<std::uint16_t> labels(std::size_t(model.batch), 3);
    std::uint64_t step = 0;
    for (auto turn : state) {
        benchmark::DoNotOptimize(slot.gradient(x, found, labels, {1, 0, step++}));
    }
    state.SetItemsProcessed(state.iterations() * model.batch);
}

void inference(benchmark::State& state, const Model& model)
{
    const auto net = compile(model);
    nn::Slot slot(net);
    FlatArray x(net->flatSize());
    net->initialise(1, x);
    const int count = net->options().inferenceBatch;
    for (auto turn : state) {
        benchmark::DoNotOptimize(slot.infer(x, count).data());
    }
    state.SetItemsProcessed(state.iterations() * count);
}

/// One layer's pass inside a training step, and its limit as a counter: both the least of all rounds [ms].
void layer(benchmark::State& state, nn::Profile& profile, std::size_t row)
{
    for (auto turn : state) {
        profile.round();
        state.SetIterationTime(profile.times()[row].chained);
    }
    state.counters["limit_ms"] = profile.times()[row].limit * 1e3;
}

void registerLayers(const Model& model)
{
    const auto profile = std::make_shared<nn::Profile>(compile(model), true);
    profile->round();
    const std::vector<nn::PassTime> times = profile->times();
    for (std::size_t row = 0; row < times.size(); ++row) {
        if (times[row].chained > 0.0) {
            const std::string name = std::string("layer/") + model.id + "/" + (times[row].layer < 0 ? "loss" : std::to_string(times[row].layer)) +
                                     (times[row].isBackward ? "/backward" : "/forward");
            benchmark::RegisterBenchmark(name.c_str(), [profile, row](benchmark::State& state) { layer(state, *profile, row); })
                ->UseManualTime()
                ->Iterations(20)
                ->Unit(benchmark::kMillisecond);
        }
    }
}

void gather(benchmark::State& state, const Model& model)
{
    LabelledImages images;
    RandomStream random(1, Purpose::noise, 0);
    images.pixels.resize(model.input.size() * 1000);
    std::generate(images.pixels.begin(), images.pixels.end(), [&] { return std::uint8_t(random.next() >> 24U); });
    images.labels.resize(1000);
    const data::Gather copy(model.input, model.input, data::measureScaling(images, model.input));
    std::vector<std::uint32_t> pictures(std::size_t(model.batch));
    std::generate(pictures.begin(), pictures.end(), [&] { return random.below(1000); });
    FlatArray out(pictures.size() * model.input.size());
    for (auto turn : state) {
        copy(images, pictures, out);
        benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(state.iterations() * model.batch);
}

void scoring(benchmark::State& state)
{
    RandomStream random(1, Purpose::noise, 0);
    std::vector<float> logits(250 * kClasses);
    std::generate(logits.begin(), logits.end(), [&] { return float(random.normal()); });
    for (auto turn : state) {
        metrics::Scoring counted(kClasses);
        for (std::size_t i = 0; i < 250; ++i) {
            counted.add(std::span(logits).subspan(i * kClasses, kClasses), int(i % kClasses));
        }
        benchmark::DoNotOptimize(counted.result().accuracy);
    }
    state.SetItemsProcessed(state.iterations() * 250);
}

void philox(benchmark::State& state)
{
    RandomStream random(1, Purpose::dropout, 0);
    std::uint32_t sum = 0;
    for (auto turn : state) {
        for (int i = 0; i < 1024; ++i) {
            sum += random.next();
        }
    }
    benchmark::DoNotOptimize(sum);
    state.SetItemsProcessed(state.iterations() * 1024);
}

/// A pass over flat arrays of state.range(0) bytes that moves \p arrays of them.
template <class Pass>
void pass(benchmark::State& state, int arrays, Pass run)
{
    const auto floats = std::size_t(state.range(0)) / sizeof(float);
    FlatArray x(floats, 0.5F);
    FlatArray y(floats, 0.25F);
    for (auto turn : state) {
        run(x, y);
        benchmark::ClobberMemory();
    }
    state.SetBytesProcessed(state.iterations() * state.range(0) * arrays);
}

void registerPasses()
{
    const auto add = [](const char* name, auto function) { benchmark::RegisterBenchmark(name, function)->Arg(1'400'000)->Arg(64'000'000); };
    add("push", [](benchmark::State& state) {
        ArrayPool pool(std::size_t(state.range(0)) / sizeof(float));
        pass(state, 2, [&](FlatArray& x, FlatArray&) {
            const ArrayPool::Loan loan = pool.take();
            std::copy(x.begin(), x.end(), loan->begin());
        });
    });
    add("mix", [](benchmark::State& state) { pass(state, 3, [](FlatArray& x, FlatArray& y) { mixInto(y, x, 0.3F); }); });
    add("check", [](benchmark::State& state) { pass(state, 1, [](FlatArray& x, FlatArray&) { benchmark::DoNotOptimize(allFinite(x)); }); });
    add("distance", [](benchmark::State& state) { pass(state, 2, [](FlatArray& x, FlatArray& y) { benchmark::DoNotOptimize(squaredDistance(x, y)); }); });
    add("sgd", [](benchmark::State& state) {
        FlatArray velocity(std::size_t(state.range(0)) / sizeof(float));
        pass(state, 5, [&](FlatArray& x, FlatArray& gradient) { nn::sgdUpdate(x, velocity, gradient, 1e-6F, 0.9F, 0.0F, false); });
    });
}

}  // namespace

int main(int argc, char** argv)
{
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) {
        return 2;
    }
    for (const Model& model : kModels) {
        const auto add = [&](const char* what, auto function) {
            return benchmark::RegisterBenchmark((std::string(what) + "/" + model.id).c_str(), [&model, function](benchmark::State& state) { function(state, model); });
        };
        add("gradient", gradient)->Unit(benchmark::kMillisecond);
        add("inference", inference)->Unit(benchmark::kMillisecond);
        add("gather", gather)->Unit(benchmark::kMicrosecond);
        registerLayers(model);
    }
    benchmark::RegisterBenchmark("scoring", scoring);
    benchmark::RegisterBenchmark("philox", philox);
    registerPasses();
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
