// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/keys.h"
#include "scenario/structured.h"

#include <gossip/catalogue.h>

namespace gossip::scenario {

namespace {

constexpr int kSchemaVersion = 1;

Result<void> readName(const Json& json, Scenario& scenario)
{
    const Result<std::string> name = readText(json, "name", 1, 100);
    if (!name)
        return name.error();
    // The run folder is called after it.
    if (name->front() == '.' || name->find_first_of("/\\") != std::string::npos)
        return error(GOSSIP_TEXT("name: %1 cannot name a folder; allowed: a name without / and \\ that does not begin with a dot"),
                     {shown(json)});
    scenario.name = *name;
    return {};
}

Key textsKey(const std::string& path, Texts Scenario::*member, std::size_t longest, Lines lines)
{
    return structuredKey(
        path, [member](const Scenario& s) { return writeTexts(s.*member); },
        [=](const Json& json, Scenario& s) -> Result<void> {
            const Result<Texts> texts = readTexts(json, path, longest, lines);
            if (!texts)
                return texts.error();
            s.*member = *texts;
            return {};
        });
}

std::vector<std::string> modelIds()
{
    std::vector<std::string> ids;
    for (const ModelInfo& model : models())
        ids.push_back(model.id);
    return ids;
}

void addPartitionKeys(Keys& keys)
{
    keys.push_back(choiceKey("dataset.partition.kind",
        {GOSSIP_TEXT("Data split"), GOSSIP_TEXT("How the training pictures are divided among the workers: evenly mixed (iid), or each "
                                                "worker sees mostly or only some classes, as in separate plants.")},
        [](auto& s) -> auto& { return s.dataset.partition.kind; }));
    keys.push_back(valueKey("dataset.partition.alpha", {0.001, 1e6},
        {GOSSIP_TEXT("Skew (Dirichlet α)"), GOSSIP_TEXT("For dirichlet: smaller is more skewed; 10 is nearly even, 0.1 severe.")},
        [](auto& s) -> auto& { return s.dataset.partition.alpha; }));
    keys.push_back(valueKey("dataset.partition.shards_per_worker", {1, 1000},
        {GOSSIP_TEXT("Shards per worker"), GOSSIP_TEXT("For shards: pictures are sorted by class and cut into pieces; each worker gets so many.")},
        [](auto& s) -> auto& { return s.dataset.partition.shardsPerWorker; }));
    keys.push_back(valueKey("dataset.partition.labels_per_worker", {1, 1000},
        {GOSSIP_TEXT("Classes per worker"), GOSSIP_TEXT("For labels: how many classes each worker sees.")},
        [](auto& s) -> auto& { return s.dataset.partition.labelsPerWorker; }));
    keys.push_back(valueKey("dataset.partition.exponent", {0, 10},
        {GOSSIP_TEXT("Inequality of amounts"), GOSSIP_TEXT("For quantity: worker k gets a share that falls with this power of k + 1; 0 is equal.")},
        [](auto& s) -> auto& { return s.dataset.partition.exponent; }));
    keys.push_back(structuredKey(
        "dataset.partition.classes", [](const Scenario& s) { return writeGroups(s.dataset.partition.classes); },
        [](const Json& json, Scenario& s) -> Result<void> {
            const Result<Groups> classes = readGroups(json, "dataset.partition.classes", kMaxLabel);
            if (!classes)
                return classes.error();
            s.dataset.partition.classes = *classes;
            return {};
        }));
}

}  // namespace

void addRunKeys(Keys& keys)
{
    Key version;
    version.info = describe("schema_version", FieldInfo::Type::integer, {kSchemaVersion, kSchemaVersion},
                            {GOSSIP_TEXT("Format version"), GOSSIP_TEXT("Version of the scenario format; this program reads version 1.")});
    version.write = [](const Scenario&) { return Json(kSchemaVersion); };
    version.read = [](const Json& json, Scenario&) -> Result<void> {
        const Result<std::int64_t> number = readInteger(json, "schema_version", kSchemaVersion, kSchemaVersion);
        return number ? Result<void>() : Result<void>(number.error());
    };
    keys.push_back(version);

    Key name = textKey("name", {1, 100},
        {GOSSIP_TEXT("Name"), GOSSIP_TEXT("Short name of the scenario; the run's folder is called after it.")},
        [](auto& s) -> auto& { return s.name; });
    name.read = readName;
    keys.push_back(name);
    keys.push_back(textsKey("title", &Scenario::title, 200, Lines::one));
    keys.push_back(textsKey("description", &Scenario::description, 2000, Lines::several));
    keys.push_back(valueKey("seed", {0, kMaxExact},
        {GOSSIP_TEXT("Seed"), GOSSIP_TEXT("Start of all random draws: the same seed gives the same initial network, data split and batches.")},
        [](auto& s) -> auto& { return s.seed; }));
    keys.push_back(choiceKey("workload",
        {GOSSIP_TEXT("Workload"), GOSSIP_TEXT("Training a network, or only numbers: averaging (each worker holds a vector and exchanges it) "
                                              "or random-walk (which also adds a random step each time).")},
        [](auto& s) -> auto& { return s.workload; }));
    keys.push_back(valueKey("workload_options.dimension", {1, 1e6},
        {GOSSIP_TEXT("Numbers per worker"), GOSSIP_TEXT("For averaging and random-walk: length of the vector that each worker holds.")},
        [](auto& s) -> auto& { return s.dimension; }));
}

void addDatasetKeys(Keys& keys)
{
    keys.push_back(textKey("dataset.id", {1, 100},
        {GOSSIP_TEXT("Data set"), GOSSIP_TEXT("The pictures that the workers learn.")},
        [](auto& s) -> auto& { return s.dataset.id; }));
    keys.push_back(textKey("dataset.path", {0, 4096},
        {GOSSIP_TEXT("Own data"), GOSSIP_TEXT("Folder or archive of a data set (IDX files, CIFAR-10), relative to the scenario's file; empty: the one named above.")},
        [](auto& s) -> auto& { return s.dataset.path; }));
    keys.push_back(valueKey("dataset.train_limit", {0, 1e8},
        {GOSSIP_TEXT("Training pictures"), GOSSIP_TEXT("Use only so many training pictures; 0: all.")},
        [](auto& s) -> auto& { return s.dataset.trainLimit; }));
    keys.push_back(valueKey("dataset.test_limit", {0, 1e8},
        {GOSSIP_TEXT("Test pictures"), GOSSIP_TEXT("Use only so many pictures of the test set; 0: all.")},
        [](auto& s) -> auto& { return s.dataset.testLimit; }));
    addPartitionKeys(keys);
    keys.push_back(valueKey("dataset.label_noise", {0, 1},
        {GOSSIP_TEXT("Label noise"), GOSSIP_TEXT("Share of training pictures that get a random wrong class, as careless labelling would give them.")},
        [](auto& s) -> auto& { return s.dataset.labelNoise; }));
}

void addModelKeys(Keys& keys)
{
    Key id = wordKey("model.id", modelIds(),
        {GOSSIP_TEXT("Model"), GOSSIP_TEXT("The network that every worker trains.")},
        [](const Scenario& s) { return s.model.id; },
        [](Scenario& s, const std::string& word) { s.model = {word, {}}; });
    id.write = [](const Scenario& s) { return s.model.layers.empty() ? Json(s.model.id) : Json(Json::value_t::discarded); };
    keys.push_back(id);
    keys.push_back(structuredKey(
        "model.layers", [](const Scenario& s) { return writeLayers(s.model.layers); },
        [](const Json& json, Scenario& s) -> Result<void> {
            const Result<std::vector<LayerSpec>> layers = readLayers(json, "model.layers");
            if (!layers)
                return layers.error();
            s.model = {"", *layers};
            return {};
        }));
}

}  // namespace gossip::scenario
