// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/run_files.h"

#include <gossip/catalogue.h>
#include <gossip/race.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <thread>

using namespace gossip;
using namespace gossip::test;

namespace {

const char* const kSmall = R"({"name": "small", "dataset": {"id": "stripes"}, "model": {"id": "mlp"}, "clock": "simulated",
    "workers": {"count": 4, "step_jitter": 0.2}, "protocol": {"probability": 0.2}, "training": {"batch": 8, "learning_rate": 0.1},
    "network": {"latency_ms": 2, "bandwidth_mbps": 200}, "stop": {"seconds": 1.5}, "faults": [{"at_s": 0.5, "kind": "crash", "workers": [1], "for_s": 0.3}],
    "recording": {"every_s": 0.1}, "evaluation": {"every_s": 0.1, "samples": 100, "worker_samples": 20, "goal": 0.5}})";

const std::vector<std::string> kSome = {"gosgd", "easgd", "allreduce", "isolated"};

std::unique_ptr<Race> started(const Scenario& scenario, const RaceOptions& options)
{
    Result<std::unique_ptr<Race>> race = Race::start(scenario, stripes(), options);
    if (!race) {
        qFatal("%s", race.error().str().c_str());
    }
    return std::move(*race);
}

/// race.csv, curves.csv and every run's own CSV files, by path below the race folder.
RunFiles filesOfRace(const std::string& folder, const std::vector<std::string>& runs)
{
    RunFiles files{{"race.csv", contentOf(folder + "/race.csv")}, {"curves.csv", contentOf(folder + "/curves.csv")}};
    for (const std::string& run : runs) {
        for (const auto& [name, content] : csvFiles(folder + "/runs/" + run)) {
            files[run + "/" + name] = content;
        }
    }
    return files;
}

QList<QByteArrayList> rowsOf(const QByteArray& csv)
{
    QList<QByteArrayList> rows;
    for (const QByteArray& line : csv.trimmed().split('\n')) {
        rows << line.split(',');
    }
    return rows;
}

std::string refusal(const Scenario& scenario, const RaceOptions& options, DatasetPtr data = stripes())
{
    const auto race = Race::start(scenario, std::move(data), options);
    return race ? "" : race.error().str();
}

}  // namespace

/// Whole races of small runs.
class TestRaceRuns : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void filesDoNotDependOnThreadsNorOnTurns();
    void allStartAlikeAndFailAlike();
    void aLaneIsTheRunOfItsScenario();
    void overridesReachTheirProtocolOnly();
    void aRunGoesNoFurtherThanItsHorizon();
    void sideBySideLanesGoOnTogether();
    void aStoppedRaceLeavesWhatItHas();
    void aDestroyedRaceEnds();
    void divergenceIsAResult();
    void theLiveClockRacesToo();
    void badInputIsRefusedWithASentence();
};

void TestRaceRuns::filesDoNotDependOnThreadsNorOnTurns()
{
    const QTemporaryDir dir;
    const Scenario scenario = scenarioFrom(kSmall);
    const std::vector<std::string> runs = {"gosgd-3", "easgd-3", "allreduce-3", "isolated-3", "gosgd-1", "easgd-1", "allreduce-1", "isolated-1"};
    std::vector<RunFiles> seen;
    int number = 0;
    for (const auto& [threads, together] : {std::pair(1, false), std::pair(2, false), std::pair(2, true)}) {
        const std::string folder = dir.filePath(QString::number(++number)).toStdString();
        const auto race = started(scenario, {.protocols = kSome, .seeds = {3, 1}, .folder = folder, .threads = threads, .sideBySide = together});
        const RaceResult& result = race->wait();
        QVERIFY(result.isComplete && !result.failure);
        QCOMPARE(result.lanes.size(), std::size_t(8));
        seen.push_back(filesOfRace(folder, runs));
        QVERIFY(!QDir(QString::fromStdString(folder + "/runs/gosgd-1/checkpoint")).exists());
    }
    for (const auto& [name, content] : seen[0]) {
        QVERIFY2(!content.isEmpty(), name.c_str());
        QVERIFY2(seen[1].at(name) == content && seen[2].at(name) == content, name.c_str());
    }
    const auto rows = rowsOf(seen[0].at("race.csv"));
    QCOMPARE(rows.size(), 9);
    for (const QByteArrayList& row : rows) {
        QCOMPARE(row.size(), rows[0].size());
    }
    QCOMPARE(rows[2].mid(0, 3), (QByteArrayList{"easgd", "3", "finished"}));
    QCOMPARE(rows[2][rows[0].indexOf("busiest_node")], QByteArray("server"));
    QCOMPARE(rows[4][rows[0].indexOf("bytes_sent")], QByteArray("0"));
    const auto document = nlohmann::json::parse(contentOf(dir.filePath(QStringLiteral("1")).toStdString() + "/race.json").toStdString());
    QCOMPARE(document.at("standings").size(), std::size_t(4));
    QVERIFY(document.at("is_complete").get<bool>() && !document.at("sentences").at(0).get<std::string>().empty());
}

void TestRaceRuns::allStartAlikeAndFailAlike()
{
    const QTemporaryDir dir;
    const std::string folder = dir.filePath(QStringLiteral("race")).toStdString();
    started(scenarioFrom(kSmall), {.protocols = kSome, .seeds = {}, .folder = folder, .threads = 2})->wait();
    QList<QByteArrayList> first;
    for (const std::string& protocol : kSome) {
        const std::string run = folder + "/runs/" + protocol + "-1";
        // Loss and accuracy of everybody before the first step: the same parameters and test pictures.
        const QByteArrayList start = rowsOf(contentOf(run + "/metrics.csv"))[1].mid(0, 10);
        first << start;
        QCOMPARE(start, first[0]);
        const QByteArray events = contentOf(run + "/events.csv");
        QVERIFY(events.contains("\n0.5,crash,1") && events.contains("\n0.8,rejoin,1"));
        // Worker 0's first step is over after 0.1 s at the latest; the first steps' loss depends on its pictures.
        const auto workers = rowsOf(contentOf(run + "/workers.csv"));
        QCOMPARE(workers[1].mid(0, 3), (QByteArrayList{"0", "0", "0"}));
    }
    // Before the first exchange a rare gossip and nobody's are the same training.
    const auto race = started(scenarioFrom(kSmall, {"protocol.probability=0", "faults=[]"}), {.protocols = {"gosgd", "isolated", "gossip-average"}, .seeds = {}, .folder = {}, .threads = 2});
    const RaceResult& result = race->wait();
    for (const RaceLane& lane : result.lanes) {
        QCOMPARE(lane.curve.size(), result.lanes[0].curve.size());
        QCOMPARE(lane.steps, result.lanes[0].steps);
        QVERIFY(lane.curve.back().accuracy == result.lanes[0].curve.back().accuracy);
        QVERIFY(lane.curve.back().consensusDistance == result.lanes[0].curve.back().consensusDistance);
    }
}

void TestRaceRuns::aLaneIsTheRunOfItsScenario()
{
    const QTemporaryDir dir;
    const std::string folder = dir.filePath(QStringLiteral("race")).toStdString();
    const Scenario scenario = scenarioFrom(kSmall, {"protocol_overrides.easgd.tau=3"});
    const auto race = started(scenario, {.protocols = {"easgd"}, .seeds = {5}, .folder = folder, .threads = 1});
    const RaceLane lane = race->wait().lanes[0];
    const Result<Scenario> own = raceScenario(scenario, "easgd", 5);
    QVERIFY(own);
    QVERIFY(own->protocol.parameters.at("tau") == 3.0 && own->seed == 5 && own->protocolOverrides.empty());
    QVERIFY(filesOf(*own, 2) == csvFiles(folder + "/runs/easgd-5"));
    const auto summary = nlohmann::json::parse(contentOf(folder + "/runs/easgd-5/summary.json").toStdString());
    QVERIFY(lane.target.has_value());
    QCOMPARE(summary.at("time_to_target_s").get<double>(), lane.target->timeS);
    QCOMPARE(summary.at("bytes_to_target").get<std::uint64_t>(), lane.target->bytes);
    QCOMPARE(summary.at("final").at("bytes_sent").get<std::uint64_t>(), lane.bytes);
    const auto bytes = summary.at("bytes_by_node").get<std::vector<std::uint64_t>>();
    QCOMPARE(lane.busiestNodeBytes, *std::max_element(bytes.begin(), bytes.end()));
    QVERIFY(lane.bottleneckShare > 0.0 && lane.bottleneckShare <= 1.0);
}

void TestRaceRuns::overridesReachTheirProtocolOnly()
{
    const Scenario scenario = scenarioFrom(kSmall, {"protocol_overrides.easgd.learning_rate=0.01", "protocol_overrides.gosgd.probability=0.7",
                                                    "protocol_overrides.easgd.momentum=0.5", "protocol_overrides.easgd.nesterov=true"});
    const Scenario easgd = *raceScenario(scenario, "easgd", 1);
    QVERIFY(easgd.training.learningRate == 0.01 && easgd.training.momentum == 0.5 && easgd.training.nesterov);
    QVERIFY(easgd.protocol.parameters.count("probability") == 0);
    const Scenario gosgd = *raceScenario(scenario, "gosgd", 1);
    QVERIFY(gosgd.training.learningRate == 0.1 && gosgd.protocol.parameters.at("probability") == 0.7);
    // As when protocol.id is set: parameters of the same name stay.
    QVERIFY(raceScenario(scenario, "gossip-average", 1)->protocol.parameters.at("probability") == 0.2);
    for (const ProtocolInfo& protocol : protocols()) {
        QVERIFY2(raceScenario(scenario, protocol.id, 1), protocol.id.c_str());
    }
    const Scenario clash = scenarioFrom(kSmall, {"protocol_overrides.easgd.nesterov=true"});
    QCOMPARE(raceScenario(clash, "easgd", 1).error().str(),
             std::string("For easgd: training.nesterov: true is not allowed without momentum; set training.momentum above 0"));
}

void TestRaceRuns::aRunGoesNoFurtherThanItsHorizon()
{
    const auto run = startRun(scenarioFrom(kSmall, {"faults=[]"}), {.folder = {}, .threads = 2, .horizonS = 0.0});
    RunUpdate update;
    for (const double untilS : {0.1, 0.35, 0.35, 1.0000000001}) {
        QVERIFY(run->goUntil(untilS));
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        run->drain(update);
        QVERIFY(std::abs(update.timeS - untilS) <= 1e-9);
        QVERIFY(update.records.empty() || update.records.back().metrics.timeS <= update.timeS);
    }
    QVERIFY(!run->goUntil(1e9));
    QVERIFY(run->hasEnded());
    QCOMPARE(run->wait().final.metrics.timeS, 1.5);
    // Stopping does not need the horizon to move.
    const auto standing = startRun(scenarioFrom(kSmall), {.folder = {}, .threads = 1, .horizonS = 0.2});
    standing->requestStop();
    QCOMPARE(standing->wait().outcome, RunState::stopped);
    // Neither does the destructor.
    startRun(scenarioFrom(kSmall), {.folder = {}, .threads = 1, .horizonS = 0.0});
}

void TestRaceRuns::sideBySideLanesGoOnTogether()
{
    const Scenario scenario = scenarioFrom(kSmall, {"stop.seconds=20", "training.batch=64"});
    const auto race = started(scenario, {.protocols = {"gosgd", "easgd", "isolated"}, .seeds = {1, 2}, .folder = {}, .threads = 1, .sideBySide = true});
    double widest = 0.0;
    int looks = 0;
    while (!race->hasEnded() && looks < 20) {
        const std::vector<RaceLane> lanes = race->lanes();
        QCOMPARE(lanes.size(), std::size_t(6));
        const bool allRun = std::all_of(lanes.begin(), lanes.begin() + 3, [](const RaceLane& lane) { return lane.state == RaceLane::State::running; });
        if (allRun && lanes[2].timeS > 1.0) {
            ++looks;
            widest = std::max(widest, lanes[0].timeS / lanes[2].timeS);
            QVERIFY(lanes[0].timeS >= lanes[2].timeS);
            QCOMPARE(lanes[3].state, RaceLane::State::queued);
            QVERIFY(lanes[0].share > 0.0 && lanes[0].share < 1.0 && !lanes[0].curve.empty());
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    QVERIFY(looks > 0);
    QVERIFY2(widest < 2.0, qPrintable(QString::number(widest)));   // a slice never more than doubles
}

void TestRaceRuns::aStoppedRaceLeavesWhatItHas()
{
    const QTemporaryDir dir;
    const std::string folder = dir.filePath(QStringLiteral("race")).toStdString();
    const auto race = started(scenarioFrom(kSmall, {"stop.seconds=100000"}), {.protocols = kSome, .seeds = {1, 2}, .folder = folder, .threads = 2});
    while (race->lanes()[0].curve.size() < 3) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    race->requestStop();
    const RaceResult& result = race->wait();
    QVERIFY(!result.isComplete && !result.failure);
    QCOMPARE(result.lanes[0].outcome, RunState::stopped);
    QCOMPARE(result.lanes[1].state, RaceLane::State::queued);
    QCOMPARE(result.standings[0].runs, 0);
    QCOMPARE(result.verdict.headline.str(), std::string("No run has come to its end yet."));
    QCOMPARE(rowsOf(contentOf(folder + "/race.csv")).size(), 2);
    QVERIFY(contentOf(folder + "/race.csv").contains("\ngosgd,1,stopped,"));
    QVERIFY(rowsOf(contentOf(folder + "/curves.csv")).size() >= 4);
    QVERIFY(QFile::exists(QString::fromStdString(folder + "/runs/gosgd-1/summary.json")));
    QVERIFY(!nlohmann::json::parse(contentOf(folder + "/race.json").toStdString()).at("is_complete").get<bool>());
}

void TestRaceRuns::aDestroyedRaceEnds()
{
    started(scenarioFrom(kSmall, {"stop.seconds=100000"}), {.protocols = kSome, .seeds = {1, 2}, .folder = {}, .threads = 2, .sideBySide = true});
}

void TestRaceRuns::divergenceIsAResult()
{
    const Scenario scenario = scenarioFrom(kSmall, {"protocol_overrides.allreduce.learning_rate=100", "protocol_overrides.allreduce.momentum=0.99"});
    const auto race = started(scenario, {.protocols = {"allreduce", "gosgd"}, .seeds = {}, .folder = {}, .threads = 2});
    const RaceResult& result = race->wait();
    QVERIFY(result.isComplete && !result.failure);
    QCOMPARE(result.lanes[0].outcome, RunState::failed);
    QVERIFY(result.lanes[0].reason.str().find("diverged") != std::string::npos);
    QCOMPARE(result.lanes[1].outcome, RunState::finished);
    QVERIFY(!result.standings[0].accuracy && result.standings[1].accuracy);
}

void TestRaceRuns::theLiveClockRacesToo()
{
    Scenario scenario = scenarioFrom(kSmall, {"clock=live", "workers.step_jitter=0", "workers.step_ms=0", "faults=[]", "stop={\"steps\": 300}"});
    const auto race = started(scenario, {.protocols = {"gosgd", "allreduce"}, .seeds = {}, .folder = {}, .threads = 2, .sideBySide = true});
    const RaceResult& result = race->wait();
    QVERIFY(result.isComplete);
    for (const RaceLane& lane : result.lanes) {
        QCOMPARE(lane.outcome, RunState::finished);
        QCOMPARE(lane.steps, std::uint64_t(300));
        QVERIFY(lane.share == 1.0 && !lane.curve.empty());
    }
}

void TestRaceRuns::badInputIsRefusedWithASentence()
{
    const QTemporaryDir dir;
    const Scenario scenario = scenarioFrom(kSmall);
    QCOMPARE(refusal(scenario, {.protocols = {}, .seeds = {}, .folder = {}}), std::string("A race needs at least one protocol"));
    const std::string unknown = refusal(scenario, {.protocols = {"gosgd", "gosdg"}, .seeds = {}, .folder = {}});
    QVERIFY2(unknown.starts_with("protocols: \"gosdg\" is not known; allowed: gosgd, "), unknown.c_str());
    QCOMPARE(refusal(scenario, {.protocols = {"gosgd", "easgd", "gosgd"}, .seeds = {}, .folder = {}}), std::string("protocols: gosgd is listed twice; allowed: once"));
    QCOMPARE(refusal(scenario, {.protocols = {"gosgd"}, .seeds = {1, 2, 1}, .folder = {}}), std::string("seeds: 1 is listed twice; allowed: once"));
    const std::string wild = refusal(scenario, {.protocols = {"gosgd"}, .seeds = {~std::uint64_t{0}}, .folder = {}});
    QVERIFY2(wild.find("seed: 18446744073709551615 is not allowed") != std::string::npos, wild.c_str());
    QVERIFY(refusal(scenario, {.protocols = {"gosgd"}, .seeds = std::vector<std::uint64_t>(101), .folder = {}}).starts_with("seeds: 101 are not allowed"));
    QVERIFY(refusal(scenario, {.protocols = {"gosgd"}, .seeds = {}, .folder = {}, .threads = 5000}).starts_with("threads: 5000"));
    QVERIFY(refusal(scenario, {.protocols = {"gosgd"}, .seeds = {}, .folder = {}}, nullptr).find("needs a data set") != std::string::npos);
    QVERIFY(refusal(scenarioFrom(kSmall, {"evaluation.goal=0"}), {.protocols = {"gosgd"}, .seeds = {}, .folder = {}}).find("goal") != std::string::npos);
    QVERIFY(refusal(scenarioFrom(R"({"workload": "averaging"})"), {.protocols = {"gosgd"}, .seeds = {}, .folder = {}}).find("workload") != std::string::npos);
    QVERIFY(refusal(scenarioFrom(kSmall, {"training.augment.crop=1000"}), {.protocols = {"gosgd"}, .seeds = {}, .folder = {}}).find("crop") != std::string::npos);
    QFile file(dir.filePath(QStringLiteral("there")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const std::string full = refusal(scenario, {.protocols = {"gosgd"}, .seeds = {}, .folder = dir.path().toStdString()});
    QVERIFY2(full.find("is not empty") != std::string::npos, full.c_str());
}

QTEST_GUILESS_MAIN(TestRaceRuns)
#include "test_race_runs.moc"
