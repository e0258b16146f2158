// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/faults.h"
#include "support/run_files.h"

#include <gossip/run.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <thread>

using namespace gossip;
using test::faultOf;
using test::stripes;

namespace {

Scenario vectors(int workers, double stepMs, double probability)
{
    Scenario scenario;
    scenario.workload = Workload::averaging;
    scenario.dimension = 16;
    scenario.workers.count = workers;
    scenario.workers.stepMs = stepMs;
    scenario.protocol.parameters = {{"probability", probability}};
    scenario.recordingEveryS = 0.05;
    return scenario;
}

Scenario training(const char* overrides = "")
{
    const std::string json = std::string(R"({"schema_version": 1, "dataset": {"id": "stripes"}, "model": {"id": "mlp"},
        "workers": {"count": 4}, "protocol": {"id": "gosgd", "probability": 0.2}, "training": {"batch": 16, "learning_rate": 0.1},
        "evaluation": {"every_s": 0.1, "worker_samples": 100}, "recording": {"every_s": 0.05})")
                             + overrides + "}";
    Result<Scenario> parsed = parseScenario(json);
    if (!parsed) {
        qFatal("%s", parsed.error().str().c_str());
    }
    return *parsed;
}

std::unique_ptr<Run> started(const Scenario& scenario, DatasetPtr data = nullptr, RunOptions options = {})
{
    Result<std::unique_ptr<Run>> run = Run::start(scenario, std::move(data), options);
    if (!run) {
        qFatal("%s", run.error().str().c_str());
    }
    return std::move(*run);
}

/// Drains until \p done or 20 s; keeps all events.
struct Watcher {
    explicit Watcher(Run& watched) : run(watched) {}
    bool until(const std::function<bool()>& done)
    {
        for (int i = 0; i < 2000; ++i) {
            run.drain(update);
            events.insert(events.end(), update.events.begin(), update.events.end());
            records.insert(records.end(), update.records.begin(), update.records.end());
            if (done()) {
                return true;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        return false;
    }
    [[nodiscard]] bool saw(const std::string& kind) const
    {
        return std::any_of(events.begin(), events.end(), [&](const Event& e) { return e.kind == kind; });
    }
    [[nodiscard]] std::optional<Record> newestEvaluated() const
    {
        const auto found = std::find_if(records.rbegin(), records.rend(), [](const Record& r) { return r.metrics.testAccuracy.has_value(); });
        return found == records.rend() ? std::nullopt : std::optional(*found);
    }
    Run& run;
    RunUpdate update;
    std::vector<Event> events;
    std::vector<Record> records;
};

QList<QByteArray> lines(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().split('\n') : QList<QByteArray>();
}

}  // namespace

/// Whole runs on the live clock, through the public interface only.
class TestRun : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void augmentationDependsOnTheSeedOnly();
    void stopsAtExactlyTheSetNumberOfSteps();
    void learnsASmallDataSetAndLeavesEveryFile();
    void pausedRunsStandStill();
    void oneStepIsOneStepOfEveryWorker();
    void aCrashStopsNobodyAndARejoinerTakesAPeersParameters();
    void aWorkerAloneGoesOnFromItsOwnState();
    void slowingOneWorkerSlowsOnlyThatOne();
    void pacedWorkersKeepTheirPace();
    void aCutMakesIslandsAndHealingEndsThem();
    void timelineActsAtItsTimes();
    void withNobodyLeftTheRunIsStalled();
    void withAWatcherAStalledRunWaits();
    void waitingForAnswersOnTheirWayIsNoStall();
    void corruptParametersAreRejectedAndCounted();
    void divergenceFailsTheRunWithAReason();
    void commandsBecomeAScenarioThatReplaysThem();
    void aChangedTimelineActsInARunningRun();
    void pooledIsOneWorkerWithEverything();
    void modelsLeaveARunningRun();
    void mistakesAreTheFirstPicturesThatTheModelTakesForSomethingElse();
    void anEvaluationTellsItsProgressAndCanBeGivenUp();
    void endsWhenTheTargetIsConfirmed();
    void refusesAFolderThatIsNotEmpty();
    void destroyedWhileRunningLeavesNothingBehind();
};

void TestRun::stopsAtExactlyTheSetNumberOfSteps()
{
    Scenario scenario = vectors(5, 0.0, 0.5);
    scenario.stop.steps = 1003;
    const auto run = started(scenario, nullptr, {.folder = {}, .threads = 2});
    const Summary& summary = run->wait();
    QCOMPARE(summary.outcome, RunState::finished);
    QCOMPARE(summary.stoppedBy, std::string("steps"));
    QCOMPARE(summary.final.metrics.steps, 1003U);
    QVERIFY(summary.final.metrics.messagesSent > 0);
    QCOMPARE(summary.final.metrics.messagesDelivered, summary.final.metrics.messagesSent);
}

void TestRun::learnsASmallDataSetAndLeavesEveryFile()
{
    QTemporaryDir dir;
    const std::string folder = dir.filePath(QStringLiteral("run")).toStdString();
    const auto run = started(training(R"(, "stop": {"epochs": 12})"), stripes(), {.folder = folder});
    const Summary& summary = run->wait();
    QCOMPARE(summary.outcome, RunState::finished);
    QVERIFY2(*summary.final.metrics.testAccuracy > 0.9, qPrintable(QString::number(*summary.final.metrics.testAccuracy)));
    QVERIFY(std::abs(summary.final.metrics.epochs - 12.0) < 0.01);
    const QDir written(QString::fromStdString(folder));
    for (const char* name : {"scenario.json", "metrics.csv", "workers.csv", "exchanges.csv", "events.csv", "groups.csv", "summary.json", "model.onnx"}) {
        QVERIFY2(QFile(written.filePath(QLatin1String(name))).size() > 0, name);
    }
    const auto metrics = lines(written.filePath(QStringLiteral("metrics.csv")));
    double previous = -1.0;
    for (qsizetype i = 1; i < metrics.size(); ++i) {
        QCOMPARE(metrics[i].count(','), metrics[0].count(','));
        const double timeS = metrics[i].split(',').first().toDouble();
        QVERIFY(timeS >= previous);
        previous = timeS;
    }
    QCOMPARE((lines(written.filePath(QStringLiteral("workers.csv"))).size() - 1), (metrics.size() - 1) * 4);
}

void TestRun::pausedRunsStandStill()
{
    const auto run = started(vectors(4, 1.0, 0.2));
    Watcher watcher(*run);
    QVERIFY(watcher.until([&] { return watcher.update.steps > 20; }));
    run->pause();
    QVERIFY(watcher.until([&] { return watcher.update.state == RunState::paused; }));   // the steps in flight are done
    const std::uint64_t steps = watcher.update.steps;
    const double timeS = watcher.update.timeS;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    watcher.until([] { return true; });
    QCOMPARE(watcher.update.state, RunState::paused);
    QCOMPARE(watcher.update.steps, steps);
    QCOMPARE(watcher.update.timeS, timeS);
    run->resume();
    QVERIFY(watcher.until([&] { return watcher.update.steps > steps + 20; }));
    QVERIFY(watcher.saw("paused") && watcher.saw("resumed"));
}

void TestRun::oneStepIsOneStepOfEveryWorker()
{
    const auto run = started(vectors(4, 1.0, 0.2));
    run->pause();
    Watcher watcher(*run);
    QVERIFY(watcher.until([&] { return watcher.update.state == RunState::paused; }));
    std::vector<std::uint64_t> before;
    for (const WorkerStatus& status : watcher.update.workers) {
        before.push_back(status.steps);
    }
    for (std::uint64_t step = 1; step <= 3; ++step) {
        run->singleStep();
        QVERIFY(watcher.until([&] { return watcher.update.state == RunState::paused; }));
        for (std::size_t worker = 0; worker < 4; ++worker) {
            QCOMPARE(watcher.update.workers[worker].steps, before[worker] + step);
        }
    }
}

void TestRun::aCrashStopsNobodyAndARejoinerTakesAPeersParameters()
{
    const auto run = started(vectors(4, 1.0, 0.2));
    Watcher watcher(*run);
    run->post(faultOf(FaultKind::crash, {1}));
    QVERIFY(watcher.until([&] { return watcher.update.workers[1].state == WorkerState::crashed; }));
    const std::uint64_t stepsOfCrashed = watcher.update.workers[1].steps;
    const std::uint64_t stepsOfOther = watcher.update.workers[0].steps;
    QVERIFY(watcher.until([&] { return watcher.update.workers[0].steps > stepsOfOther + 50; }));
    QCOMPARE(watcher.update.workers[1].steps, stepsOfCrashed);
    run->post(faultOf(FaultKind::rejoin, {1}));
    QVERIFY(watcher.until([&] { return watcher.update.workers[1].steps > stepsOfCrashed; }));
    const auto rejoined = std::find_if(watcher.events.begin(), watcher.events.end(), [](const Event& e) { return e.kind == "rejoined"; });
    QVERIFY(rejoined != watcher.events.end());
    QVERIFY2(rejoined->detail.starts_with("from="), rejoined->detail.c_str());
}

void TestRun::aWorkerAloneGoesOnFromItsOwnState()
{
    Scenario scenario = vectors(2, 1.0, 0.5);
    const auto run = started(scenario, nullptr, {.folder = {}, .threads = 0, .waitWhenStalled = true});
    Watcher watcher(*run);
    run->post(faultOf(FaultKind::crash, {0, 1}));
    QVERIFY(watcher.until([&] { return watcher.update.state == RunState::stalled; }));
    run->post(faultOf(FaultKind::rejoin, {0}));
    QVERIFY(watcher.until([&] { return watcher.saw("rejoined"); }));
    QCOMPARE(watcher.events.back().detail, std::string("alone"));
}

void TestRun::slowingOneWorkerSlowsOnlyThatOne()
{
    const auto run = started(vectors(4, 4.0, 0.0));
    Fault slow = faultOf(FaultKind::slow, {2});
    slow.factor = 4.0;
    run->post(slow);
    Watcher watcher(*run);
    QVERIFY(watcher.until([&] { return watcher.update.workers[0].steps >= 200; }));
    const double ratio = double(watcher.update.workers[0].steps) / double(watcher.update.workers[2].steps);
    QVERIFY2(ratio > 3.0 && ratio < 5.0, qPrintable(QString::number(ratio)));
    QCOMPARE(watcher.update.workers[2].state, WorkerState::slow);
    QCOMPARE(watcher.update.workers[2].speed, 0.25);
}

void TestRun::pacedWorkersKeepTheirPace()
{
    Scenario scenario = vectors(3, 10.0, 0.0);
    scenario.stop.seconds = 0.6;
    const auto run = started(scenario);
    const Summary& summary = run->wait();
    QCOMPARE(summary.stoppedBy, std::string("seconds"));
    for (const WorkerRow& row : summary.final.workers) {
        QVERIFY2(row.steps <= 61, qPrintable(QString::number(row.steps)));   // never faster than asked
    }
}

void TestRun::aCutMakesIslandsAndHealingEndsThem()
{
    const auto run = started(training(R"(, "stop": {"epochs": 100000})"), stripes());
    Watcher watcher(*run);
    Fault cut = faultOf(FaultKind::partition);
    cut.groups = {{0, 1}, {2, 3}};
    run->post(cut);
    std::optional<Record> record;
    QVERIFY(watcher.until([&] { return (record = watcher.newestEvaluated()) && record->groups.size() == 2; }));
    QVERIFY(!record->meanModelCouldExist);
    QCOMPARE(record->groups[0].workers, (std::vector<int>{0, 1}));
    QVERIFY(record->groups[1].testAccuracy > 0.0);
    QCOMPARE(watcher.update.islands.size(), std::size_t(2));
    run->post(faultOf(FaultKind::heal));
    QVERIFY(watcher.until([&] { return (record = watcher.newestEvaluated())->groups.empty(); }));
    QVERIFY(record->meanModelCouldExist);
}

void TestRun::timelineActsAtItsTimes()
{
    Scenario scenario = vectors(4, 2.0, 0.2);
    Fault crash = faultOf(FaultKind::crash, {3});
    crash.atS = 0.1;
    crash.forS = 0.1;
    Fault loss = faultOf(FaultKind::network);
    loss.atS = 0.15;
    loss.loss = 1.0;
    loss.forS = 0.1;
    scenario.faults = {crash, loss};
    scenario.stop.seconds = 0.5;
    const auto run = started(scenario);
    run->wait();
    Watcher watcher(*run);
    watcher.until([] { return true; });
    const auto timeOf = [&](const std::string& kind) {
        const auto found = std::find_if(watcher.events.begin(), watcher.events.end(), [&](const Event& e) { return e.kind == kind; });
        return found == watcher.events.end() ? -1.0 : found->timeS;
    };
    // Never before its time; how long after is the machine's affair.
    QVERIFY(timeOf("crash") >= 0.1);
    QVERIFY(timeOf("rejoin") >= timeOf("crash") + 0.1);
    QVERIFY(timeOf("network") >= 0.15);
    QVERIFY(timeOf("network-end") >= timeOf("network") + 0.1);
    QVERIFY(watcher.saw("rejoined"));
}

void TestRun::withNobodyLeftTheRunIsStalled()
{
    Scenario scenario = vectors(3, 1.0, 0.2);
    Fault crash = faultOf(FaultKind::crash, {0, 1, 2});
    crash.atS = 0.05;
    scenario.faults = {crash};
    const auto run = started(scenario);
    QCOMPARE(run->wait().outcome, RunState::stalled);
}

void TestRun::withAWatcherAStalledRunWaits()
{
    const auto run = started(vectors(3, 1.0, 0.2), nullptr, {.folder = {}, .threads = 0, .waitWhenStalled = true});
    Watcher watcher(*run);
    run->post(faultOf(FaultKind::crash, {0, 1, 2}));
    QVERIFY(watcher.until([&] { return watcher.update.state == RunState::stalled; }));
    QVERIFY(!run->hasEnded());
    run->post(faultOf(FaultKind::rejoin, {0, 1, 2}));
    QVERIFY(watcher.until([&] { return watcher.update.state == RunState::running && watcher.update.workers[2].state == WorkerState::running; }));
}

void TestRun::waitingForAnswersOnTheirWayIsNoStall()
{
    Scenario scenario = vectors(2, 1.0, 0.2);
    scenario.protocol.id = "easgd";
    scenario.protocol.parameters = {{"tau", 1.0}};
    scenario.network.latencyMs = 100.0;   // nearly always both wait for the server
    const auto run = started(scenario, nullptr, {.folder = {}, .threads = 0, .waitWhenStalled = true});
    Watcher watcher(*run);
    QVERIFY(watcher.until([&] {
        return watcher.update.state == RunState::stalled || watcher.update.workers[0].steps >= 5;
    }));
    QCOMPARE(watcher.update.state, RunState::running);
    QVERIFY(watcher.update.server && watcher.update.server->alive);
}

void TestRun::corruptParametersAreRejectedAndCounted()
{
    Scenario scenario = vectors(3, 0.0, 1.0);
    Fault corrupt = faultOf(FaultKind::corrupt, {0});
    scenario.faults = {corrupt};
    scenario.stop.steps = 3000;
    const auto run = started(scenario);
    const Summary& summary = run->wait();
    QVERIFY(summary.rejectedMessages > 0);
    QVERIFY(summary.sumWeightLost > 0.0);
    for (const WorkerRow& row : summary.final.workers) {
        QVERIFY(std::isfinite(*row.distanceToMean));
    }
}

void TestRun::divergenceFailsTheRunWithAReason()
{
    Scenario scenario = training(R"(, "stop": {"epochs": 50})");
    scenario.training.learningRate = 100.0;
    scenario.training.momentum = 0.9;
    const auto run = started(scenario, stripes());
    const Summary& summary = run->wait();
    QCOMPARE(summary.outcome, RunState::failed);
    QVERIFY(summary.reason.str().find("learning rate") != std::string::npos);
    QCOMPARE(summary.final.metrics.workersAlive, 0);
}

void TestRun::commandsBecomeAScenarioThatReplaysThem()
{
    const auto run = started(vectors(4, 1.0, 0.2));
    Watcher watcher(*run);
    run->post(faultOf(FaultKind::crash, {1}));
    Fault probability = faultOf(FaultKind::probability);
    probability.probability = 0.7;
    run->post(probability);
    QVERIFY(watcher.until([&] { return watcher.saw("crash") && watcher.saw("probability"); }));
    QCOMPARE(watcher.update.probability, 0.7);
    const Scenario recorded = run->recordedScenario();
    QCOMPARE(recorded.faults.size(), std::size_t(2));
    const Result<Scenario> readBack = parseScenario(toJson(recorded));
    QVERIFY2(bool(readBack), readBack ? "" : readBack.error().str().c_str());
    QCOMPARE(readBack->faults[0].workers, std::vector<int>{1});
    QCOMPARE(readBack->faults[1].probability, 0.7);
}

void TestRun::aChangedTimelineActsInARunningRun()
{
    Scenario scenario = vectors(4, 1.0, 0.2);
    const auto at = [](double timeS, int worker) {
        Fault crash = faultOf(FaultKind::crash, {worker});
        crash.atS = timeS;
        return crash;
    };
    scenario.faults = {at(0.05, 0), at(0.8, 1)};
    const auto run = started(scenario);
    Watcher watcher(*run);
    QVERIFY(watcher.until([&] { return watcher.saw("crash"); }));
    QVERIFY(bool(run->setTimeline({at(0.05, 3), at(0.9, 2)})));   // 3's time is over
    QCOMPARE(run->recordedScenario().faults.back().workers, std::vector<int>{2});
    QVERIFY(watcher.until([&] { return watcher.update.timeS > 1.0; }));
    std::vector<WorkerState> states;
    for (const WorkerStatus& worker : watcher.update.workers) {
        states.push_back(worker.state);
    }
    const auto crashed = WorkerState::crashed;
    QVERIFY(states[0] == crashed && states[1] != crashed && states[2] == crashed && states[3] != crashed);
    QVERIFY(watcher.saw("replanned"));
    QVERIFY(bool(run->setTimeline({})));
    QCOMPARE(run->recordedScenario().faults.size(), std::size_t(2));
}

void TestRun::pooledIsOneWorkerWithEverything()
{
    Scenario scenario = training(R"(, "stop": {"epochs": 4})");
    scenario.protocol = {.id = "pooled", .timeoutS = 1.0, .parameters = {{"batch_multiple", 2.0}}};
    const auto run = started(scenario, stripes());
    const Summary& summary = run->wait();
    QCOMPARE(summary.final.workers.size(), std::size_t(1));
    QCOMPARE(summary.final.metrics.messagesSent, 0U);
    QCOMPARE(run->scenario().training.batch, 16);   // as it was written, so that it can be run again
    QCOMPARE(summary.final.metrics.steps, std::uint64_t(std::ceil(4.0 * double(stripes()->train.count()) / 32.0)));
}

void TestRun::modelsLeaveARunningRun()
{
    QTemporaryDir dir;
    const auto run = started(training(R"(, "stop": {"epochs": 100000})"), stripes());
    const std::string path = dir.filePath(QStringLiteral("worker.onnx")).toStdString();
    QVERIFY(bool(run->exportOnnx(path, {2})));
    QVERIFY(QFile(QString::fromStdString(path)).size() > 100);
    const Result<Evaluation> evaluation = run->evaluate({});
    QVERIFY(bool(evaluation));
    std::uint64_t counted = 0;
    for (const auto& row : evaluation->confusion) {
        for (const std::uint64_t count : row) {
            counted += count;
        }
    }
    QCOMPARE(counted, std::uint64_t(stripes()->test.count()));
    QVERIFY(!run->exportOnnx(dir.filePath(QStringLiteral("no/such/folder.onnx")).toStdString(), {}));
}

void TestRun::mistakesAreTheFirstPicturesThatTheModelTakesForSomethingElse()
{
    const auto run = started(training(R"(, "stop": {"steps": 40})"), stripes());
    run->wait();
    const DatasetPtr data = stripes();
    const auto all = run->evaluate({1}, {.samples = 0, .mistakes = int(data->test.count()), .progress = {}});
    QVERIFY(bool(all));
    auto counted = all->confusion;
    for (std::size_t label = 0; label < counted.size(); ++label) {
        counted[label][label] = 0;
    }
    for (const Mistake& mistake : all->mistakes) {
        QVERIFY(mistake.picture < data->test.count());
        QCOMPARE(mistake.truth, int(data->test.labels[mistake.picture]));
        QVERIFY(mistake.truth != mistake.taken);
        --counted[std::size_t(mistake.truth)][std::size_t(mistake.taken)];
    }
    for (const auto& row : counted) {
        QCOMPARE(row, std::vector<std::uint64_t>(row.size(), 0));
    }
    QVERIFY2(all->mistakes.size() > 5, "the model must still be wrong here");
    const auto few = run->evaluate({1}, {.samples = 0, .mistakes = 5, .progress = {}});
    QVERIFY(bool(few));
    QCOMPARE(few->mistakes, std::vector<Mistake>(all->mistakes.begin(), all->mistakes.begin() + 5));
    QVERIFY(run->evaluate({1})->mistakes.empty());
}

void TestRun::anEvaluationTellsItsProgressAndCanBeGivenUp()
{
    const auto run = started(training(R"(, "stop": {"steps": 4})"), stripes());
    run->wait();
    std::vector<double> shares;
    const auto seen = [&shares](double share) { shares.push_back(share); return true; };
    QVERIFY(bool(run->evaluate({}, {.samples = 0, .mistakes = 0, .progress = seen})));
    QVERIFY(std::is_sorted(shares.begin(), shares.end()));
    QCOMPARE(shares.back(), 1.0);
    QVERIFY(!run->evaluate({}, {.samples = 0, .mistakes = 0, .progress = [](double) { return false; }}));
}

void TestRun::endsWhenTheTargetIsConfirmed()
{
    const auto run = started(training(R"(, "stop": {"target_accuracy": 0.6})"), stripes());
    const Summary& summary = run->wait();
    QCOMPARE(summary.stoppedBy, std::string("target_accuracy"));
    QVERIFY(summary.timeToTargetS.has_value());
    QVERIFY(*summary.timeToTargetS < summary.final.metrics.timeS);
}

void TestRun::refusesAFolderThatIsNotEmpty()
{
    QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("mine.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    const auto run = Run::start(vectors(2, 0.0, 0.1), nullptr, {.folder = dir.path().toStdString()});
    QVERIFY(!run);
    QVERIFY2(run.error().str().find(dir.path().toStdString()) != std::string::npos, run.error().str().c_str());
}

void TestRun::destroyedWhileRunningLeavesNothingBehind()
{
    const DatasetPtr data = stripes();
    const long before = data.use_count();
    for (int i = 0; i < 20; ++i) {
        const auto run = started(training(R"(, "stop": {"epochs": 100000})"), data);
        QVERIFY(data.use_count() > before);
        std::this_thread::sleep_for(std::chrono::milliseconds(i));
    }
    QCOMPARE(data.use_count(), before);
}

void TestRun::augmentationDependsOnTheSeedOnly()
{
    // One worker, so that nothing is left to the order of exchanges.
    const auto lossOf = [](const Scenario& scenario, int threads) {
        const auto run = started(scenario, stripes(), {.folder = {}, .threads = threads});
        const auto evaluation = (run->wait(), run->evaluate({}));
        return evaluation ? evaluation->loss : -1.0;
    };
    Scenario scenario = training();
    scenario.protocol = {.id = "pooled", .timeoutS = 1.0, .parameters = {}};
    scenario.stop = {.epochs = 0.0, .seconds = 0.0, .steps = 60, .targetAccuracy = 0.0};
    scenario.training.augment = {.crop = 10, .flip = false};
    const double cropped = lossOf(scenario, 1);
    QVERIFY(cropped > 0.0);
    QCOMPARE(lossOf(scenario, 2), cropped);
    scenario.training.augment.flip = true;
    QVERIFY(lossOf(scenario, 1) != cropped);
    scenario.training.augment = {.crop = 13, .flip = false};
    const auto tooLarge = Run::start(scenario, stripes(), {});
    QVERIFY(!tooLarge);
    QCOMPARE(tooLarge.error().str(), std::string("training.augment.crop: 13 is not possible with pictures of 12 × 12 pixels; allowed: 0 (whole pictures) to 12"));
}

QTEST_GUILESS_MAIN(TestRun)
#include "test_run.moc"
