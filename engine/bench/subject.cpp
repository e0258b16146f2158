// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/subject.h"

#include "core/philox.h"

#include <algorithm>

namespace gossip::bench {
namespace {

constexpr int kClasses = 10;
constexpr int kPictures = 10'000;

LabelledImages randomImages(const ImageShape& shape, int count, std::uint32_t stream)
{
    LabelledImages images;
    RandomStream random(1, Purpose::noise, stream);
    images.pixels.resize(shape.size() * std::size_t(count));
    std::generate(images.pixels.begin(), images.pixels.end(), [&] { return std::uint8_t(random.next() >> 24U); });
    for (int i = 0; i < count; ++i) {
        images.labels.push_back(std::uint16_t(i % kClasses));
    }
    return images;
}

}  // namespace

DatasetPtr randomPictures(const Subject& subject, int train, int test)
{
    auto data = std::make_shared<Dataset>();
    data->id = "random";
    data->shape = subject.model == kLenet5.model ? ImageShape{1, 28, 28} : ImageShape{3, 32, 32};
    for (int i = 0; i < kClasses; ++i) {
        data->classNames.push_back(std::to_string(i));
    }
    data->train = randomImages(data->shape, train, 0);
    data->test = randomImages(data->shape, test, 1);
    return data;
}

Scenario scenarioOf(const Subject& subject, int workers, double probability)
{
    constexpr double kNever = 1e4;   // seconds
    Scenario scenario;
    scenario.model.id = subject.model;
    scenario.training.batch = subject.batch;
    scenario.training.precision = subject.precision;
    scenario.training.learningRate = 0.001;
    scenario.training.momentum = 0.9;
    if (subject.model == kEasgdCnn.model) {
        scenario.training.augment = {.crop = 28, .flip = true};
    }
    scenario.workers.count = workers;
    scenario.protocol.id = "gosgd";
    scenario.protocol.parameters = {{"probability", probability}};
    scenario.stop.seconds = kNever;
    scenario.recordingEveryS = 60.0;
    scenario.evaluation.everyS = 600.0;
    return scenario;
}

Result<RunSetup> prepare(const Subject& subject)
{
    return prepareRun(scenarioOf(subject, 1, 0.0), randomPictures(subject, kPictures, kPictures), 1);
}

}  // namespace gossip::bench
