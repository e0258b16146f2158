// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/random_scenario.h"

#include <gossip/catalogue.h>
#include <gossip/scenario.h>

#include <QDir>
#include <QFile>
#include <QTest>

#include <limits>
#include <set>

using namespace gossip;
using tests::Json;

namespace {

QString sentence(const Result<Scenario>& result)
{
    return result ? QString() : QString::fromStdString(result.error().str());
}

std::string shipped(const QString& name)
{
    QFile file(QStringLiteral(GOSSIP_SOURCE_DIR "/resources/scenarios/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

Scenario parsed(std::string_view json)
{
    const Result<Scenario> result = parseScenario(json);
    if (!result)
        qFatal("refused: %s", result.error().str().c_str());
    return *result;
}

/// Every path of a document that leads to a single value.
void collectPaths(const Json& json, const std::string& path, std::set<std::string>& paths)
{
    for (const auto& [key, value] : json.items()) {
        const std::string where = path.empty() ? key : path + "." + key;
        if (value.is_object())
            collectPaths(value, where, paths);
        else if (!value.is_array())
            paths.insert(where);
    }
}

}  // namespace

class TestScenario : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anEmptyScenarioHasEveryDefaultOfTheFormat();
    void aRunWithoutStopKeysEnds();
    void givenStopKeysAreTheOnlyOnes();
    void everyValueOfADocumentArrives();
    void refusals_data();
    void refusals();
    void shippedScenariosReadBackAsTheyWereWritten_data();
    void shippedScenariosReadBackAsTheyWereWritten();
    void twoPlantsIsTheFirstScenario();
    void randomScenariosReadBackAsTheyWereWritten();
    void overridesLieOverTheDocument();
    void overridesThatCannotBeAreRefused_data();
    void overridesThatCannotBeAreRefused();
    void racesMayBeSetForSingleProtocols();
    void anotherProtocolDropsTheOldOnesParameters();
    void theFieldTableCoversEverySimpleKey();
    void fieldsDescribeThemselves();
    void fieldsReadAndSetEveryValueAtTheirBounds();
    void aFieldBeyondItsBoundsIsRefusedAndNothingChanges();
    void namesGroupsAndSpeedsFollowTheNumberOfWorkers();
    void aNewWorkloadGetsItsOwnStop();
    void aNewClockGetsItsOwnStepTime();
    void lognormalSpeedsAreNumbersThatTheSeedFixes();
    void aScenarioInMemoryIsCheckedToo();
};

void TestScenario::anEmptyScenarioHasEveryDefaultOfTheFormat()
{
    const Json expected = Json::parse(R"({
        "schema_version": 1, "name": "untitled", "seed": 1, "workload": "training", "workload_options": {"dimension": 60},
        "dataset": {"id": "fashion-mnist", "path": "", "train_limit": 0, "test_limit": 0,
                    "partition": {"kind": "iid", "alpha": 0.5, "shards_per_worker": 2, "labels_per_worker": 2, "exponent": 1,
                                  "classes": {}}, "label_noise": 0},
        "model": {"id": "lenet5"},
        "training": {"batch": 32, "learning_rate": 0.1, "momentum": 0, "nesterov": false, "weight_decay": 0, "precision": "f32",
                     "augment": {"crop": 0, "flip": false},
                     "schedule": {"kind": "constant", "at_epochs": [], "factor": 0.1, "warmup_epochs": 0, "epochs": 0}},
        "workers": {"count": 8, "speed": 1, "step_ms": 0, "step_jitter": 0, "names": [], "groups": {}},
        "protocol": {"id": "gosgd", "timeout_s": 1, "adapt": "none", "p_end": 0.01, "p_max": 0.5, "p_min": 0.001, "probability": 0.02,
                     "schedule_steps": 1000, "target": 0.05},
        "protocol_overrides": {},
        "topology": {"id": "complete"},
        "network": {"latency_ms": 0, "jitter_ms": 0, "bandwidth_mbps": 0, "loss": 0, "delivery": "best-effort",
                    "compression": "none", "server_ms": 0},
        "faults": [], "clock": "live",
        "stop": {"epochs": 10, "seconds": 0, "steps": 0, "target_accuracy": 0},
        "recording": {"every_s": 0.5, "instruments": false},
        "evaluation": {"every_s": 2, "samples": 0, "worker_samples": 1000, "goal": 0.8},
        "checkpoint": {"every_s": 30}
    })");
    for (const char* text : {R"({"schema_version": 1})", "{}", R"({"stop": {}, "protocol": {}})"})
        QCOMPARE(QString::fromStdString(toJson(parsed(text))), QString::fromStdString(expected.dump(2) + "\n"));
}

void TestScenario::aRunWithoutStopKeysEnds()
{
    QCOMPARE(parsed("{}").stop.epochs, 10.0);
    for (const char* workload : {"averaging", "random-walk"}) {
        const StopSpec stop = parsed(std::string(R"({"workload": ")") + workload + "\"}").stop;
        QCOMPARE(stop.epochs, 0.0);
        QCOMPARE(stop.steps, std::uint64_t(100000));
    }
}

void TestScenario::givenStopKeysAreTheOnlyOnes()
{
    const StopSpec stop = parsed(R"({"stop": {"seconds": 3}})").stop;
    QCOMPARE(stop.seconds, 3.0);
    QCOMPARE(stop.epochs, 0.0);
    QCOMPARE(parsed(R"({"stop": {"epochs": 0}})").stop.epochs, 0.0);
}

void TestScenario::everyValueOfADocumentArrives()
{
    const Scenario s = parsed(R"({
        "name": "n", "seed": 7, "workload_options": {"dimension": 5}, "title": {"ja": "題"}, "description": {"en": "d"},
        "dataset": {"id": "other", "path": "/data", "train_limit": 10, "test_limit": 11, "label_noise": 0.25,
                    "partition": {"kind": "groups", "alpha": 2, "shards_per_worker": 3, "labels_per_worker": 4, "exponent": 0.5,
                                  "classes": {"Z": [1], "A": [0, 2]}}},
        "model": {"layers": [{"kind": "convolution", "filters": 2, "kernel": 3, "stride": 2, "padding": 1},
                             {"kind": "max-pool", "kernel": 2}, {"kind": "dropout", "rate": 0.25}, {"kind": "linear", "units": 10}]},
        "training": {"batch": 16, "learning_rate": 0.5, "momentum": 0.75, "nesterov": true, "weight_decay": 0.125,
                     "schedule": {"kind": "cosine", "at_epochs": [1, 2], "factor": 0.5, "warmup_epochs": 1, "epochs": 9}},
        "workers": {"count": 3, "speed": [1, 0.5, 2], "step_ms": 5, "step_jitter": 0.5, "names": ["x", "y", "z"], "groups": {"Z": [2], "A": [1, 0]}},
        "protocol": {"id": "gosgd", "probability": 0.25, "timeout_s": 2},
        "network": {"latency_ms": 1, "jitter_ms": 2, "bandwidth_mbps": 3, "loss": 0.5, "delivery": "reliable", "server_ms": 4},
        "faults": [{"at_s": 1, "kind": "partition", "groups": ["Z", [0]], "for_s": 2},
                   {"at_s": 2, "kind": "link", "from": 0, "to": 2, "loss": 1, "bandwidth_mbps": 4},
                   {"at_s": 3, "kind": "slow", "workers": [2, 0], "factor": 4},
                   {"at_s": 4, "kind": "corrupt", "workers": [1], "mode": "noise"},
                   {"at_s": 5, "kind": "probability", "probability": 0.5}],
        "clock": "simulated", "stop": {"epochs": 1, "seconds": 2, "steps": 3, "target_accuracy": 0.5}, "recording": {"every_s": 0.25, "instruments": true},
        "evaluation": {"every_s": 4, "samples": 5, "worker_samples": 6, "goal": 0.75}, "checkpoint": {"every_s": 12}})");
    QCOMPARE(s.name, std::string("n"));
    QCOMPARE(s.seed, std::uint64_t(7));
    QCOMPARE(s.dimension, 5);
    QCOMPARE(s.title.at("ja"), std::string("題"));
    QCOMPARE(s.description.at("en"), std::string("d"));
    const DatasetSpec& d = s.dataset;
    QVERIFY(d.id == "other" && d.path == "/data" && d.trainLimit == 10 && d.testLimit == 11 && d.labelNoise == 0.25);
    const PartitionSpec& p = d.partition;
    QVERIFY(p.kind == PartitionKind::groups && p.alpha == 2 && p.shardsPerWorker == 3 && p.labelsPerWorker == 4 && p.exponent == 0.5);
    QVERIFY((p.classes == Groups{{"Z", {1}}, {"A", {0, 2}}}));
    QVERIFY(s.model.id.empty());
    const std::vector<LayerSpec> layers = {{.kind = LayerKind::convolution, .filters = 2, .kernel = 3, .stride = 2, .padding = 1},
                                           {.kind = LayerKind::maxPool, .kernel = 2, .stride = 2},
                                           {.kind = LayerKind::dropout, .rate = 0.25},
                                           {.kind = LayerKind::linear, .units = 10}};
    QVERIFY(s.model.layers == layers);
    const TrainingSpec& t = s.training;
    QVERIFY(t.batch == 16 && t.learningRate == 0.5 && t.momentum == 0.75 && t.nesterov && t.weightDecay == 0.125);
    QVERIFY(t.schedule.kind == Schedule::cosine && t.schedule.factor == 0.5 && t.schedule.warmupEpochs == 1 && t.schedule.epochs == 9);
    QVERIFY((t.schedule.atEpochs == std::vector<double>{1, 2}));
    const WorkersSpec& w = s.workers;
    QVERIFY((w.count == 3 && w.speed == std::vector<double>{1, 0.5, 2} && w.stepMs == 5 && w.stepJitter == 0.5));
    QVERIFY((w.groups == Groups{{"Z", {2}}, {"A", {1, 0}}}));
    QCOMPARE(s.workerName(2), std::string("z"));
    QVERIFY((s.groupOfWorker() == std::vector<int>{1, 1, 0}));
    QVERIFY(s.protocol.id == "gosgd" && s.protocol.parameters.at("probability") == 0.25 && s.protocol.timeoutS == 2);
    const NetworkSpec& n = s.network;
    QVERIFY(n.latencyMs == 1 && n.jitterMs == 2 && n.bandwidthMbps == 3 && n.loss == 0.5 && n.delivery == Delivery::reliable && n.serverMs == 4);
    QCOMPARE(s.faults.size(), std::size_t(5));
    QVERIFY((s.faults[0].groups == std::vector<std::vector<int>>{{2}, {0}} && s.faults[0].forS == 2.0));
    QVERIFY(s.faults[1].from == 0 && s.faults[1].to == 2 && s.faults[1].loss == 1.0 && s.faults[1].bandwidthMbps == 4.0);
    QVERIFY(!s.faults[1].latencyMs && !s.faults[1].forS && s.faults[1].atS == 2.0);
    QVERIFY((s.faults[2].workers == std::vector<int>{2, 0} && s.faults[2].factor == 4));
    QVERIFY(s.faults[3].mode == CorruptMode::noise);
    QVERIFY(s.faults[4].probability == 0.5 && s.faults[4].workers.empty());
    QVERIFY(s.clock == Clock::simulated);
    QVERIFY(s.stop.epochs == 1 && s.stop.seconds == 2 && s.stop.steps == 3 && s.stop.targetAccuracy == 0.5);
    QVERIFY(s.recordingEveryS == 0.25 && s.recordInstruments && s.evaluation.everyS == 4 && s.evaluation.samples == 5);
    QVERIFY(s.evaluation.workerSamples == 6 && s.evaluation.goal == 0.75 && s.checkpointEveryS == 12);
}

void TestScenario::refusals_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const QString& json, const char* expected) { QTest::newRow(name) << json << QString::fromUtf8(expected); };
#include "support/scenario_refusals.inc"
    row("too big", QString(1024 * 1024 + 1, QLatin1Char(' ')), "The scenario is too big: 1048577 bytes; allowed: at most 1048576");
    row("too deep", QString(17, QLatin1Char('[')), "[0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0]: nested too deeply; allowed: 16 levels");
}

void TestScenario::refusals()
{
    QFETCH(QString, json);
    QFETCH(QString, expected);
    QCOMPARE(sentence(parseScenario(json.toStdString())), expected);
}

void TestScenario::shippedScenariosReadBackAsTheyWereWritten_data()
{
    QTest::addColumn<QString>("name");
    const QStringList files = QDir(QStringLiteral(GOSSIP_SOURCE_DIR "/resources/scenarios")).entryList({QStringLiteral("*.json")});
    QVERIFY(files.size() >= 5);
    for (const QString& name : files)
        QTest::newRow(qPrintable(name)) << name;
}

void TestScenario::shippedScenariosReadBackAsTheyWereWritten()
{
    QFETCH(QString, name);
    const Result<Scenario> scenario = parseScenario(shipped(name));
    QCOMPARE(sentence(scenario), QString());
    const std::string written = toJson(*scenario);
    QCOMPARE(toJson(parsed(written)), written);
    for (const char* language : {"en", "ja"}) {
        QVERIFY(!scenario->title.at(language).empty());
        QVERIFY(!scenario->description.at(language).empty());
    }
    const StopSpec& stop = scenario->stop;
    QVERIFY2(stop.epochs > 0 || stop.steps > 0, "a shipped scenario ends by itself");
    // Nothing that the file says may be lost or changed by reading it.
    const Json file = Json::parse(shipped(name));
    const Json resolved = Json::parse(written);
    Json both = resolved;
    both.merge_patch(file);
    QCOMPARE(nlohmann::json::parse(both.dump()).dump(), nlohmann::json::parse(resolved.dump()).dump());
    QCOMPARE(scenario->name + ".json", name.toStdString());
}

void TestScenario::twoPlantsIsTheFirstScenario()
{
    const Scenario s = parsed(shipped(QStringLiteral("two-plants.json")));
    QCOMPARE(s.title.at("en"), std::string("Two plants learn together"));
    QCOMPARE(s.title.at("ja"), std::string("2つの工場で学ぶ"));
    QVERIFY((s.workers.groups == Groups{{"A", {0, 1, 2, 3}}, {"B", {4, 5, 6, 7}}}));
    QVERIFY((s.dataset.partition.classes == Groups{{"A", {0, 1, 2, 3, 4}}, {"B", {5, 6, 7, 8, 9}}}));
    QCOMPARE(s.workerName(0), std::string("A-1"));
    QCOMPARE(s.workerName(7), std::string("B-4"));
    QVERIFY(s.model.id == "lenet5" && s.protocol.id == "gosgd" && s.protocol.parameters.at("probability") == 0.1);
    QVERIFY(s.training.batch == 32 && s.training.learningRate == 0.1 && s.training.momentum == 0.0);
    QVERIFY(s.workers.stepMs == 30 && s.stop.epochs == 14 && s.training.schedule.kind == Schedule::step);
    QVERIFY((s.training.schedule.atEpochs == std::vector<double>{11} && s.training.schedule.factor == 0.1));
}

void TestScenario::randomScenariosReadBackAsTheyWereWritten()
{
    tests::RandomScenario random(20261123);
    std::set<std::string> different;
    for (int i = 0; i < 500; ++i) {
        const std::string json = random.next().dump();
        const Result<Scenario> scenario = parseScenario(json);
        QVERIFY2(scenario, (json + "\n" + (scenario ? "" : scenario.error().str())).c_str());
        const std::string written = toJson(*scenario);
        QCOMPARE(toJson(parsed(written)), written);
        const Result<Scenario> checked = checkScenario(*scenario);
        QCOMPARE(sentence(checked), QString());
        QCOMPARE(toJson(*checked), written);
        different.insert(written);
    }
    QVERIFY(different.size() > 450);
}

void TestScenario::overridesLieOverTheDocument()
{
    const Result<Scenario> s = parseScenario(shipped(QStringLiteral("two-plants.json")),
                                             {"training.batch=64", "protocol.probability=0.02", "workers.step_ms=0", "name=other",
                                              "faults=[{\"kind\": \"heal\"}]", "faults=[]", "network.loss=1e-3",
                                              "evaluation.goal=0.5", "title.en=a = b"});
    QCOMPARE(sentence(s), QString());
    QCOMPARE(s->training.batch, 64);
    QCOMPARE(s->protocol.parameters.at("probability"), 0.02);
    QCOMPARE(s->workers.stepMs, 0.0);
    QCOMPARE(s->name, std::string("other"));
    QVERIFY(s->faults.empty());
    QCOMPARE(s->network.loss, 0.001);
    QCOMPARE(s->title.at("en"), std::string("a = b"));
    QCOMPARE(s->training.learningRate, 0.1);
    QCOMPARE(parseScenario("{}", {"protocol.id=isolated"})->protocol.id, std::string("isolated"));
    const Result<Scenario> named = parseScenario(R"({"model": {"layers": [{"kind": "linear", "units": 10}]}})", {"model.id=mlp"});
    QCOMPARE(sentence(named), QString());
    QVERIFY(named->model.id == "mlp" && named->model.layers.empty());
}

void TestScenario::overridesThatCannotBeAreRefused_data()
{
    QTest::addColumn<QString>("assignment");
    QTest::addColumn<QString>("expected");
    const char* const kNoPath = ": this is no path to a key; allowed: key=value with a path such as training.batch=64";
    for (const char* bad : {"training.batch", "=3", "training..batch=3", ".=1", ""})
        QTest::newRow(bad) << bad << QString::fromUtf8(bad) + QLatin1String(kNoPath);
    const auto row = [](const char* assignment, const char* expected) { QTest::newRow(assignment) << assignment << expected; };
    row("training.batch=0", "training.batch: 0 is not allowed; allowed: 1 to 4096");
    row("training.batch=", "training.batch: \"\" is not a whole number; allowed: 1 to 4096");
    row("training.batch=many", "training.batch: \"many\" is not a whole number; allowed: 1 to 4096");
    row("training.batch.x=1", "training.batch.x: training.batch holds no keys");
    row("training.bach=1", "training.bach: this key is not known; nearest: batch; allowed: batch, learning_rate, momentum, nesterov, "
                           "weight_decay, precision, augment, schedule");
    row("seed=NaN", "seed: \"NaN\" is not a whole number; allowed: 0 to 9007199254740991");
    row("seed=1e999", "seed: \"1e999\" is not a whole number; allowed: 0 to 9007199254740991");
    row("network={\"loss\": 0, \"loss\": 1}", "network: the value cannot be taken: loss: this key is given twice; allowed: once");
}

void TestScenario::overridesThatCannotBeAreRefused()
{
    QFETCH(QString, assignment);
    QFETCH(QString, expected);
    QCOMPARE(sentence(parseScenario(R"({"training": {"batch": 8}})", {assignment.toStdString()})), expected);
}

void TestScenario::anotherProtocolDropsTheOldOnesParameters()
{
    const std::string plants = shipped(QStringLiteral("two-plants.json"));
    const Result<Scenario> isolated = parseScenario(plants, {"protocol.id=isolated"});
    QCOMPARE(sentence(isolated), QString());
    QVERIFY(isolated->protocol.parameters.empty());
    QCOMPARE(sentence(parseScenario(plants, {"protocol.id=isolated", "protocol.probability=0.1"})),
             QStringLiteral("protocol.probability: this key is not known; allowed: id, timeout_s"));
    Scenario form = parsed(plants);
    QVERIFY(setFieldValue(form, "protocol.id", "\"pooled\""));
    QCOMPARE(form.protocol.parameters.size(), std::size_t(1));
    QCOMPARE(form.protocol.parameters.at("batch_multiple"), 1.0);
    QVERIFY(setFieldValue(form, "protocol.batch_multiple", "8"));
    QCOMPARE(fieldValue(form, "protocol.batch_multiple"), std::string("8"));
}

void TestScenario::racesMayBeSetForSingleProtocols()
{
    const Result<Scenario> s = parseScenario(R"({"protocol_overrides": {"eamsgd": {"momentum": 0.5}}})",
                                             {"protocol_overrides.easgd.learning_rate=0.05", "protocol_overrides.easgd.nesterov=true",
                                              "protocol_overrides.easgd.tau=7", "protocol_overrides.allreduce.timeout_s=3"});
    QCOMPARE(sentence(s), QString());
    const ProtocolOverrides expected = {{"eamsgd", {{"momentum", 0.5}}},
                                        {"easgd", {{"learning_rate", 0.05}, {"nesterov", 1.0}, {"tau", 7.0}}},
                                        {"allreduce", {{"timeout_s", 3.0}}}};
    QVERIFY(s->protocolOverrides == expected);
    QVERIFY(parsed(toJson(*s)).protocolOverrides == expected);
    QVERIFY(s->training.learningRate == 0.1);   // the scenario's own run does not heed them
    const QString unknown = sentence(parseScenario(R"({"protocol_overrides": {"easgb": {}}})"));
    QVERIFY2(unknown.startsWith(QStringLiteral("protocol_overrides.easgb: this key is not known; nearest: easgd; allowed: gosgd, ")), qPrintable(unknown));
    Scenario inMemory;
    inMemory.protocolOverrides["easgd"]["tau"] = std::numeric_limits<double>::quiet_NaN();
    QVERIFY(!checkScenario(inMemory));
    inMemory.protocolOverrides = {{"nobody", {}}};
    QVERIFY(!checkScenario(inMemory));
    // A name must not mean two things.
    for (const ProtocolInfo& protocol : protocols())
        for (const ParameterInfo& parameter : protocol.parameters)
            QVERIFY2(!std::set<std::string>({"learning_rate", "momentum", "nesterov", "weight_decay", "timeout_s"}).contains(parameter.key),
                     parameter.key.c_str());
}

void TestScenario::theFieldTableCoversEverySimpleKey()
{
    std::set<std::string> written;
    collectPaths(Json::parse(toJson(parsed("{}"))), "", written);
    for (const ParameterInfo& parameter : findProtocol("gosgd")->parameters)
        written.erase("protocol." + parameter.key);
    written.erase("protocol_overrides");
    written.erase("workers.speed");  // may be a list
    std::set<std::string> fields;
    for (const FieldInfo& field : scenarioFields())
        QVERIFY2(fields.insert(field.path).second, field.path.c_str());
    QVERIFY(fields == written);
    QVERIFY(fields.size() > 40);
}

void TestScenario::fieldsDescribeThemselves()
{
    for (const FieldInfo& field : scenarioFields()) {
        QVERIFY2(!field.label.empty() && field.help.size() > field.label.size(), field.path.c_str());
        QVERIFY2(field.help.back() == '.', field.path.c_str());
        const bool choice = field.type == FieldInfo::Type::choice;
        QVERIFY2(choice != field.choices.empty(), field.path.c_str());
        QVERIFY2(choice || field.maximum >= field.minimum, field.path.c_str());
    }
}

void TestScenario::fieldsReadAndSetEveryValueAtTheirBounds()
{
    for (const FieldInfo& field : scenarioFields()) {
        std::vector<std::string> values;
        for (const std::string& choice : field.choices)
            values.push_back(Json(choice).dump());
        if (field.type == FieldInfo::Type::integer || field.type == FieldInfo::Type::number) {
            for (const double bound : {field.minimum, field.maximum})
                values.push_back(bound == double(std::int64_t(bound)) ? std::to_string(std::int64_t(bound)) : Json(bound).dump());
        }
        if (field.type == FieldInfo::Type::boolean)
            values = {"true", "false"};
        if (field.type == FieldInfo::Type::text)
            values = {"\"x\"", "\"名前\""};
        // Ten thousand workers only hold numbers, one each.
        const bool many = field.path == "workers.count" || field.path.starts_with("workload_options");
        const Scenario base = parsed(field.path == "topology.id"
                                         ? R"({"workers": {"count": 6}, "topology": {"id": "edges",
                                               "edges": [[0, 1], [1, 2], [2, 3], [3, 4], [4, 5], [5, 0]]}})"
                                     : many ? R"({"workload": "averaging", "workload_options": {"dimension": 10}})"
                                          : R"({"training": {"momentum": 0.5}, "workers": {"count": 2, "groups": {"A": [0, 1]}},
                                               "dataset": {"partition": {"classes": {"A": [1]}}}})");
        for (const std::string& value : values) {
            Scenario scenario = base;
            const Result<void> set = setFieldValue(scenario, field.path, value);
            QVERIFY2(set, (field.path + "=" + value + ": " + (set ? "" : set.error().str())).c_str());
            QCOMPARE(fieldValue(scenario, field.path), value);
            QVERIFY(parseScenario(toJson(scenario)));
        }
    }
}

void TestScenario::aFieldBeyondItsBoundsIsRefusedAndNothingChanges()
{
    Scenario scenario = parsed("{}");
    const std::string before = toJson(scenario);
    for (const FieldInfo& field : scenarioFields()) {
        std::vector<std::string> bad = {"null", "[]", "{}", "1 2", "NaN"};
        if (field.type == FieldInfo::Type::integer || field.type == FieldInfo::Type::number)
            bad.insert(bad.end(), {"\"1\"", "-1e-9", Json(field.maximum * 2 + 1).dump()});
        if (field.type == FieldInfo::Type::integer)
            bad.emplace_back("1.5");
        if (field.type == FieldInfo::Type::choice)
            bad.insert(bad.end(), {"\"nonsense\"", "1"});
        for (const std::string& value : bad) {
            const Result<void> set = setFieldValue(scenario, field.path, value);
            QVERIFY2(!set, (field.path + "=" + value).c_str());
            QVERIFY2(set.error().str().starts_with(field.path + ": "), set.error().str().c_str());
        }
    }
    QCOMPARE(QString::fromStdString(setFieldValue(scenario, "training.nothing", "1").error().str()),
             QStringLiteral("training.nothing: a scenario has no such key"));
    QCOMPARE(toJson(scenario), before);
}

void TestScenario::namesGroupsAndSpeedsFollowTheNumberOfWorkers()
{
    Scenario s = parsed(shipped(QStringLiteral("two-plants.json")));
    QVERIFY(setFieldValue(s, "workers.speed", "[1, 1, 1, 1, 1, 1, 1, 0.5]"));
    QVERIFY(setFieldValue(s, "workers.count", "10"));
    QVERIFY((s.workers.groups == Groups{{"A", {0, 1, 2, 3, 8}}, {"B", {4, 5, 6, 7, 9}}}));
    QCOMPARE(s.workerName(8), std::string("A-5"));
    QCOMPARE(s.workerName(9), std::string("B-5"));
    QCOMPARE(s.workers.speed.size(), std::size_t(10));
    QVERIFY(setFieldValue(s, "workers.count", "5"));
    QVERIFY((s.workers.groups == Groups{{"A", {0, 1, 2, 3}}, {"B", {4}}}));
    QCOMPARE(s.workers.names.size(), std::size_t(5));
    const Result<void> four = setFieldValue(s, "workers.count", "4");
    QVERIFY(!four);
    QCOMPARE(QString::fromStdString(four.error().str()),
             QStringLiteral("workers.groups.B: this list is empty; allowed: at least one number"));
    QCOMPARE(s.workers.count, 5);
}

void TestScenario::aNewWorkloadGetsItsOwnStop()
{
    Scenario s = parsed("{}");
    QVERIFY(setFieldValue(s, "workload", "\"averaging\""));
    QVERIFY(s.stop.epochs == 0.0 && s.stop.steps == 100000);
    QVERIFY(setFieldValue(s, "workload", "\"training\""));
    QVERIFY(s.stop.epochs == 10.0 && s.stop.steps == 0);
}

void TestScenario::aNewClockGetsItsOwnStepTime()
{
    QCOMPARE(parsed(R"({"clock": "simulated"})").workers.stepMs, 10.0);
    QVERIFY(parsed(R"({"clock": "simulated", "workers": {"step_ms": "measure"}})").workers.measureStep);
    Scenario s = parsed("{}");
    QVERIFY(setFieldValue(s, "clock", "\"simulated\""));
    QCOMPARE(s.workers.stepMs, 10.0);
    QVERIFY(setFieldValue(s, "workers.step_ms", "\"measure\""));
    QCOMPARE(fieldValue(s, "workers.step_ms"), std::string("\"measure\""));
    QVERIFY(setFieldValue(s, "clock", "\"live\""));
    QVERIFY(s.workers.stepMs == 0.0 && !s.workers.measureStep);
    QVERIFY(setFieldValue(s, "workers.step_ms", "30"));
    QVERIFY(setFieldValue(s, "clock", "\"simulated\""));
    QCOMPARE(s.workers.stepMs, 30.0);
}

void TestScenario::lognormalSpeedsAreNumbersThatTheSeedFixes()
{
    const char* const kJson = R"({"seed": 3, "workers": {"count": 1000, "speed": {"kind": "lognormal", "sigma": 0.5}}})";
    const Scenario s = parsed(kJson);
    QCOMPARE(s.workers.speed.size(), std::size_t(1000));
    QVERIFY(s.workers.speed == parsed(kJson).workers.speed);
    QVERIFY(s.workers.speed != parseScenario(kJson, {"seed=4"})->workers.speed);
    double sum = 0.0;
    double squares = 0.0;
    for (const double speed : s.workers.speed) {
        sum += std::log(speed);
        squares += std::log(speed) * std::log(speed);
    }
    // Five standard errors of the mean and of the deviation of 1000 draws.
    QVERIFY(std::abs(sum / 1000) < 5 * 0.5 / std::sqrt(1000.0));
    QVERIFY(std::abs(std::sqrt(squares / 1000) - 0.5) < 5 * 0.5 / std::sqrt(2000.0));
}

void TestScenario::aScenarioInMemoryIsCheckedToo()
{
    QVERIFY(checkScenario(Scenario()));
    Scenario s;
    s.training.learningRate = std::numeric_limits<double>::quiet_NaN();
    QCOMPARE(sentence(checkScenario(s)), QStringLiteral("training.learning_rate: NaN is not a number; allowed: 0 to 100"));
    s = {};
    s.name = "\xff";
    QCOMPARE(sentence(checkScenario(s)), QStringLiteral("name: this text is not valid UTF-8"));
    s = {};
    s.workers.groups = {{"A", {0}}, {"A", {1}}};
    QCOMPARE(sentence(checkScenario(s)), QStringLiteral("workers.groups.A: this key is given twice; allowed: once"));
    s = {};
    s.seed = std::numeric_limits<std::uint64_t>::max();
    QCOMPARE(sentence(checkScenario(s)),
             QStringLiteral("seed: 18446744073709551615 is not allowed; allowed: 0 to 9007199254740991"));
    s = {};
    s.faults.resize(1);
    QCOMPARE(sentence(checkScenario(s)), QStringLiteral("faults[0].workers: this list is empty; allowed: at least one number"));
}

QTEST_GUILESS_MAIN(TestScenario)
#include "test_scenario.moc"
