// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/keys.h"
#include "scenario/structured.h"

namespace gossip::scenario {

namespace {

void addScheduleKeys(Keys& keys)
{
    keys.push_back(choiceKey("training.schedule.kind",
        {GOSSIP_TEXT("Learning rate over time"), GOSSIP_TEXT("constant, step (multiplied by a factor at given epochs) or cosine (falls smoothly to 0).")},
        [](auto& s) -> auto& { return s.training.schedule.kind; }));
    keys.push_back(structuredKey(
        "training.schedule.at_epochs", [](const Scenario& s) { return Json(s.training.schedule.atEpochs); },
        [](const Json& json, Scenario& s) -> Result<void> {
            const Result<std::vector<double>> epochs = readEpochs(json, "training.schedule.at_epochs");
            if (!epochs)
                return epochs.error();
            s.training.schedule.atEpochs = *epochs;
            return {};
        }));
    keys.push_back(valueKey("training.schedule.factor", {0, 10},
        {GOSSIP_TEXT("Factor"), GOSSIP_TEXT("For step: what the learning rate is multiplied by at each of the given epochs.")},
        [](auto& s) -> auto& { return s.training.schedule.factor; }));
    keys.push_back(valueKey("training.schedule.warmup_epochs", {0, 1e6},
        {GOSSIP_TEXT("Warm-up"), GOSSIP_TEXT("The learning rate rises from 0 over so many epochs first; 0: no warm-up."), GOSSIP_TEXT("epochs")},
        [](auto& s) -> auto& { return s.training.schedule.warmupEpochs; }));
    keys.push_back(valueKey("training.schedule.epochs", {0, 1e6},
        {GOSSIP_TEXT("End of the cosine"), GOSSIP_TEXT("For cosine: where the learning rate reaches 0; 0: at the end of the run."), GOSSIP_TEXT("epochs")},
        [](auto& s) -> auto& { return s.training.schedule.epochs; }));
}

Key countKey()
{
    Key key = valueKey("workers.count", {1, kMaxWorkers},
        {GOSSIP_TEXT("Workers"), GOSSIP_TEXT("How many workers learn, each with its own copy of the model and its own part of the data.")},
        [](auto& s) -> auto& { return s.workers.count; });
    key.read = [](const Json& json, Scenario& s) -> Result<void> {
        const int most = s.workload == Workload::training ? kMaxTrainingWorkers : kMaxWorkers;
        const Result<std::int64_t> count = readInteger(json, "workers.count", 1, most);
        if (!count)
            return count.error();
        s.workers.count = static_cast<int>(*count);
        return {};
    };
    return key;
}

Key stepMsKey()
{
    constexpr Range kRange{0, 60000};
    Key key = valueKey("workers.step_ms", kRange,
        {GOSSIP_TEXT("Time of a step"), GOSSIP_TEXT("Live clock: least time between two steps of a worker, 0: as fast as possible. "
                                                    "Simulated clock: how long a step takes."), "ms"},
        [](auto& s) -> auto& { return s.workers.stepMs; });
    key.write = [](const Scenario& s) { return s.workers.measureStep ? Json("measure") : Json(s.workers.stepMs); };
    key.read = [kRange, number = key.read](const Json& json, Scenario& s) -> Result<void> {
        s.workers.measureStep = json == "measure";
        return s.workers.measureStep ? Result<void>() : number(json, s);
    };
    return key;
}

Result<void> readSpeedKey(const Json& json, Scenario& s)
{
    const Result<std::vector<double>> speed = readSpeed(json, "workers.speed", s.workers.count, s.seed);
    if (!speed)
        return speed.error();
    s.workers.speed = *speed;
    return {};
}

Result<void> readNamesKey(const Json& json, Scenario& s)
{
    const Result<std::vector<std::string>> names = readNames(json, "workers.names");
    if (!names)
        return names.error();
    s.workers.names = *names;
    return {};
}

Result<void> readGroupsKey(const Json& json, Scenario& s)
{
    const Result<Groups> groups = readGroups(json, "workers.groups", s.workers.count - 1);
    if (!groups)
        return groups.error();
    s.workers.groups = *groups;
    return {};
}

}  // namespace

void addTrainingKeys(Keys& keys)
{
    keys.push_back(valueKey("training.batch", {1, 4096},
        {GOSSIP_TEXT("Batch"), GOSSIP_TEXT("Pictures that a worker learns from in one step.")},
        [](auto& s) -> auto& { return s.training.batch; }));
    keys.push_back(valueKey("training.learning_rate", {0, 100},
        {GOSSIP_TEXT("Learning rate"), GOSSIP_TEXT("How far one step moves the parameters. Too high diverges, too low learns slowly.")},
        [](auto& s) -> auto& { return s.training.learningRate; }));
    keys.push_back(valueKey("training.momentum", {0, 0.9999},
        {GOSSIP_TEXT("Momentum"), GOSSIP_TEXT("How much of the last step's direction is kept; 0: none.")},
        [](auto& s) -> auto& { return s.training.momentum; }));
    keys.push_back(valueKey("training.nesterov", {0, 1},
        {GOSSIP_TEXT("Nesterov momentum"), GOSSIP_TEXT("Looks one step ahead along the momentum; needs a momentum above 0.")},
        [](auto& s) -> auto& { return s.training.nesterov; }));
    keys.push_back(valueKey("training.weight_decay", {0, 1},
        {GOSSIP_TEXT("Weight decay"), GOSSIP_TEXT("Pulls all parameters towards 0 in each step, against learning by heart; 0: none.")},
        [](auto& s) -> auto& { return s.training.weightDecay; }));
    keys.push_back(choiceKey("training.precision",
        {GOSSIP_TEXT("Precision"), GOSSIP_TEXT("Numbers that convolutions and products multiply. bf16 is faster where the processor has AVX-512; "
                                               "parameters and sums stay f32.")},
        [](auto& s) -> auto& { return s.training.precision; }));
    keys.push_back(valueKey("training.augment.crop", {0, 1024},
        {GOSSIP_TEXT("Random crop"), GOSSIP_TEXT("The network sees square windows of so many pixels: at a random place when training, the centre "
                                                 "when testing. 0: whole pictures. easgd-cnn on CIFAR-10: 28."), GOSSIP_TEXT("pixels")},
        [](auto& s) -> auto& { return s.training.augment.crop; }));
    keys.push_back(valueKey("training.augment.flip", {0, 1},
        {GOSSIP_TEXT("Random mirroring"), GOSSIP_TEXT("Mirrors every other training picture left to right, at random. Not for writing or where "
                                                      "left and right matter.")},
        [](auto& s) -> auto& { return s.training.augment.flip; }));
    addScheduleKeys(keys);
}

void addWorkersKeys(Keys& keys)
{
    keys.push_back(countKey());
    keys.push_back(structuredKey("workers.speed", [](const Scenario& s) { return writeSpeed(s.workers.speed); }, readSpeedKey));
    keys.push_back(stepMsKey());
    keys.push_back(valueKey("workers.step_jitter", {0, 2},
        {GOSSIP_TEXT("Spread of step times"), GOSSIP_TEXT("Simulated clock: how much a step's time varies (standard deviation of its logarithm); 0: not at all.")},
        [](auto& s) -> auto& { return s.workers.stepJitter; }));
    keys.push_back(structuredKey("workers.names", [](const Scenario& s) { return Json(s.workers.names); }, readNamesKey));
    keys.push_back(structuredKey("workers.groups", [](const Scenario& s) { return writeGroups(s.workers.groups); }, readGroupsKey));
}

}  // namespace gossip::scenario
