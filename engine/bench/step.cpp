// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/parts.h"

#include "nn/profile.h"
#include "nn/sgd.h"
#include "run/evaluation_job.h"

#include <numeric>

namespace gossip::bench {
namespace {

std::string nameOf(const LayerSpec& layer)
{
    const auto side = [](int n) { return std::to_string(n) + "×" + std::to_string(n); };
    switch (layer.kind) {
    case LayerKind::convolution:
        return "convolution " + side(layer.kernel) + ", " + std::to_string(layer.filters);
    case LayerKind::linear:
        return "linear " + std::to_string(layer.units);
    case LayerKind::maxPool:
        return "max pooling " + side(layer.kernel);
    case LayerKind::averagePool:
        return "average pooling " + side(layer.kernel);
    case LayerKind::relu:
        return "ReLU";
    case LayerKind::dropout:
        return "dropout";
    case LayerKind::flatten:
        break;
    }
    return "flatten";
}

std::string nameOf(Precision precision)
{
    return precision == Precision::bf16 ? "bf16" : "f32";
}

std::string nameOf(nn::Fastest fastest)
{
    switch (fastest) {
    case nn::Fastest::own:
        return "own";
    case nn::Fastest::oneDnnAsUsed:
        return "oneDNN";
    case nn::Fastest::oneDnnFree:
        return "oneDNN, free layouts";
    case nn::Fastest::nobody:
        break;
    }
    return "";
}

/// Leaves out what costs nothing, such as flatten.
std::vector<LayerTime> layersOf(const std::vector<LayerSpec>& specs, const std::vector<nn::PassTime>& passes)
{
    std::vector<LayerTime> layers;
    for (std::size_t i = 0; i < specs.size(); ++i) {
        const nn::PassTime& forward = passes[2 * i];
        const nn::PassTime& backward = passes[2 * i + 1];
        if (forward.chained + backward.chained > 0.0) {
            layers.push_back({std::to_string(i) + " " + nameOf(specs[i]), forward.chained, backward.chained, forward.limit, backward.limit,
                              nameOf(forward.fastest), nameOf(backward.fastest)});
        }
    }
    const nn::PassTime& rest = passes.back();
    layers.push_back({"loss", rest.chained, 0.0, 0.0, 0.0, "", ""});
    return layers;
}

}  // namespace

Result<StepTime> measureStep(Session& session, const RunSetup& setup, double seconds)
{
    const nn::NetOptions& options = setup.net->options();
    nn::Profile profile(setup.net, true);
    nn::Slot slot(setup.net);
    FlatArray x(setup.net->flatSize());
    setup.net->initialise(1, x);
    FlatArray velocity(x.size());
    FlatArray gradient(x.size());
    const auto work = setup.work->makeLocal(0);
    std::vector<std::uint32_t> pictures(std::size_t(options.batch));
    std::iota(pictures.begin(), pictures.end(), 0U);
    Best step;
    Best gather;
    Best update;
    std::uint64_t steps = 0;
    session.rounds(seconds, [&] {
        profile.round();
        // Twice: the first one pays for what the round before left in the caches.
        for (int i = 0; i < 2; ++i) {
            step.time([&] {
                work->freeze({steps++, 0.0});
                work->compute(x, &slot);
                work->apply(x);
            });
        }
        gather.time([&] { setup.data->gather(setup.data->dataset->train, pictures, slot.trainingInput()); });
        update.time([&] { nn::sgdUpdate(x, velocity, gradient, 0.001F, 0.9F, 0.0F, false); });
    });
    StepTime time;
    time.model = setup.scenario.model.id;
    time.precision = nameOf(options.precision);
    time.batch = options.batch;
    time.stepS = step.seconds();
    time.gatherS = gather.seconds();
    time.updateS = update.seconds();
    time.limitS = profile.limit();
    time.layers = layersOf(options.layers, profile.times());
    return time;
}

EvaluationTime measureEvaluation(Session& session, const RunSetup& setup, double seconds)
{
    nn::Profile profile(setup.net, false);
    nn::Slot slot(setup.net);
    FlatArray x(setup.net->flatSize());
    setup.net->initialise(1, x);
    Best chunk;
    const int perChunk = setup.net->options().inferenceBatch;
    session.rounds(seconds, [&] {
        EvaluationJob job(setup.net, setup.data);
        job.add(x, perChunk);
        chunk.time([&] { job.runChunk(slot); });
        profile.round();
    });
    EvaluationTime time;
    time.model = setup.scenario.model.id;
    time.precision = nameOf(setup.net->options().precision);
    time.pictures = setup.data->dataset->test.count();
    const double chunks = double(time.pictures) / perChunk;
    time.seconds = chunk.seconds() * chunks;
    time.limitS = profile.limit() * chunks;
    return time;
}

}  // namespace gossip::bench
