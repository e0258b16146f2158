// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/simulated_cluster.h"
#include "support/cluster_rig.h"
#include "support/faults.h"
#include "support/random_fault.h"
#include "support/run_files.h"
#include "support/seeds.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace gossip;
using namespace gossip::test;

namespace {

/// Vectors on the simulated clock; steps of 10 ms.
Scenario simulated(Workload workload, int workers, double probability, std::uint64_t seed = 1)
{
    Scenario scenario = vectorScenario(workload, workers, 16, probability, seed);
    scenario.clock = Clock::simulated;
    scenario.workers.stepMs = 10.0;
    return scenario;
}

/// A cluster of vectors on the simulated clock, without a recorder.
struct SimulatedRig {
    explicit SimulatedRig(const Scenario& wanted)
        : scenario(wanted),
          work(makeWorkFactory(scenario, nullptr, nullptr)),
          ledger(work->flatSize()),
          cluster(scenario, work, listener, ledger),
          simulated(cluster, scenario, nullptr, {.threads = 1})
    {
    }
    void runTo(double timeS)
    {
        simulated.start();
        while (toTicks(simulated.now()) < toTicks(timeS) && !simulated.ended()) {
            simulated.advance(timeS);
        }
    }
    [[nodiscard]] std::uint64_t stepsOf(int worker) const { return cluster.statuses()[std::size_t(worker)].steps; }

    Scenario scenario;
    std::shared_ptr<const WorkFactory> work;
    Listener listener;
    FullLedger ledger;
    Cluster cluster;
    SimulatedCluster simulated;
};

const char* const kTraining = R"({"dataset": {"id": "stripes"}, "model": {"id": "mlp"}, "clock": "simulated",
    "workers": {"count": 8, "step_jitter": 0.2, "speed": [1, 1, 0.5, 2, 1, 1, 1, 1]}, "protocol": {"probability": 0.2},
    "training": {"batch": 8, "momentum": 0.5}, "network": {"latency_ms": 3, "jitter_ms": 2, "bandwidth_mbps": 200, "loss": 0.1},
    "stop": {"seconds": 3}, "recording": {"every_s": 0.25}, "evaluation": {"every_s": 0.5, "worker_samples": 50}})";

Fault planned(double timeS, FaultKind kind, int worker)
{
    Fault fault = faultOf(kind, {worker});
    fault.atS = timeS;
    return fault;
}

void compare(const RunFiles& actual, const RunFiles& expected)
{
    for (const auto& [name, content] : expected) {
        QVERIFY2(!content.isEmpty(), name.c_str());
        QVERIFY2(actual.at(name) == content, name.c_str());
    }
}

}  // namespace

/// The simulated clock (DESIGN section 5): exact times, and the same files whatever the machine does.
class TestSimulated : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void filesDoNotDependOnThreadsNorOnTheRun_data();
    void filesDoNotDependOnThreadsNorOnTheRun();
    void pausesPaceAndDrainingChangeNothing();
    void commandsAndTheirReplayLeaveTheSameFiles();
    void aChangedTimelineIsTheOneThatActs();
    void aChangedTimelineOutlivesACheckpoint();
    void stepsTakeExactlyTheirTime();
    void deliveredModelsTellTheirAge();
    void aSlowFaultCountsFromTheNextStepOn();
    void jitterHasMeanOneAndChangesNoOtherDraw();
    void messagesTakeLatencyAndTheirPlaceOnTheLine();
    void whatArrivesAtAnInstantIsThereWhenStepsStart();
    void eventsOfOneInstantKeepTheirOrder();
    void aCrashDropsTheStepInFlightAtOnce();
    void twoWorkersThatAlwaysExchangeAgreeAtOnce();
    void randomWalkSpreadsAsTheOracleSays();
    void sumWeightsAndLedgerMakeOneUnderRandomFaults();
    void singleStepsAreOneStepOfEveryWorker_data();
    void singleStepsAreOneStepOfEveryWorker();
    void aSingleStepEndsWhereNobodyCanStep();
    void endsAreExact();
    void withAWatcherAStalledRunWaits();
    void aPaceIsKept();
    void aMeasuredStepIsWrittenDown();
    void manySoftmaxWorkersLearn();
};

void TestSimulated::filesDoNotDependOnThreadsNorOnTheRun_data()
{
    QTest::addColumn<bool>("trains");
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= test::seeds(4); ++seed) {
        QTest::addRow("training, faults %d", seed) << true << seed;
        QTest::addRow("random walk, faults %d", seed) << false << seed;
    }
}

void TestSimulated::filesDoNotDependOnThreadsNorOnTheRun()
{
    QFETCH(bool, trains);
    QFETCH(int, seed);
    Scenario scenario = scenarioFrom(kTraining, {"seed=" + std::to_string(seed)});
    if (!trains) {
        scenario.workload = Workload::randomWalk;
        scenario.stop.seconds = 20.0;
    }
    RandomStream random(std::uint64_t(seed), Purpose::noise, 9);
    for (int i = 0; i < 12; ++i) {
        Fault fault = randomFault(random, true);
        fault.atS = scenario.stop.seconds * random.uniform();
        fault.forS = fault.forS ? std::optional(*fault.forS / 10.0) : std::nullopt;
        scenario.faults.push_back(fault);
    }
    const RunFiles first = filesOf(scenario, 1);
    QVERIFY(first.at("metrics.csv").count('\n') > 12);
    compare(filesOf(scenario, 2), first);
    compare(filesOf(scenario, 3), first);
    compare(filesOf(scenario, 2), first);
}

void TestSimulated::pausesPaceAndDrainingChangeNothing()
{
    const Scenario scenario = scenarioFrom(kTraining);
    const RunFiles undisturbed = filesOf(scenario, 1);
    const QTemporaryDir dir;
    const std::string folder = dir.filePath(QStringLiteral("run")).toStdString();
    const auto run = startRun(scenario, {.folder = folder, .threads = 2});
    RunUpdate update;
    for (int i = 0; !run->hasEnded(); ++i) {
        run->setPace(i % 3 == 0 ? 5.0 : 0.0);
        run->pause();
        run->drain(update);
        run->resume();
        QTest::qSleep(5);
    }
    RunFiles disturbed = csvFiles(folder);
    disturbed["events.csv"] = undisturbed.at("events.csv");   // it tells of the pauses
    compare(disturbed, undisturbed);
}

void TestSimulated::commandsAndTheirReplayLeaveTheSameFiles()
{
    Scenario scenario = scenarioFrom(kTraining, {"stop.seconds=6"});
    const QTemporaryDir dir;
    const std::string folder = dir.filePath(QStringLiteral("run")).toStdString();
    const auto run = startRun(scenario, {.folder = folder, .threads = 2});
    run->setPace(10.0);
    RandomStream random(7, Purpose::noise, 3);
    for (int i = 0; i < 12; ++i) {
        Fault fault = randomFault(random, true);
        fault.forS.reset();
        run->post(fault);
        QTest::qSleep(30);
    }
    run->setPace(0.0);
    run->wait();
    const Scenario recorded = run->recordedScenario();
    QCOMPARE(recorded.faults.size(), std::size_t(12));
    compare(filesOf(*parseScenario(toJson(recorded)), 1), csvFiles(folder));
}

/// A run whose timeline is changed at 2 s is the run that had the changed one from the beginning.
void TestSimulated::aChangedTimelineIsTheOneThatActs()
{
    Scenario scenario = scenarioFrom(kTraining, {"stop.seconds=6"});
    const Fault early = planned(1.0, FaultKind::crash, 2);
    const Fault moved = planned(4.5, FaultKind::crash, 5);
    scenario.faults = {early, planned(3.0, FaultKind::crash, 5), planned(3.0, FaultKind::crash, 6)};
    const QTemporaryDir dir;
    const std::string folder = dir.filePath(QStringLiteral("run")).toStdString();
    const auto run = startRun(scenario, {.folder = folder, .threads = 2, .horizonS = 2.0});
    QVERIFY(run->goUntil(2.0));
    Fault refused = moved;
    refused.workers = {99};
    QVERIFY(!run->setTimeline({refused}));
    // What is over does not act again, what is to come no more does not act, and new entries act.
    const std::vector<Fault> changed{planned(1.5, FaultKind::crash, 0), planned(4.0, FaultKind::rejoin, 2), moved};
    QVERIFY(bool(run->setTimeline(changed)));
    (void)run->goUntil(7.0);
    run->wait();
    const Scenario recorded = run->recordedScenario();
    QCOMPARE(recorded.faults.size(), std::size_t(3));
    QCOMPARE(recorded.faults[1].atS, 4.0);
    QCOMPARE(recorded.faults[2].workers, std::vector<int>{5});
    scenario.faults = {early, changed[1], moved};
    RunFiles expected = filesOf(scenario, 1);
    RunFiles actual = csvFiles(folder);
    QVERIFY(actual["events.csv"].contains("replanned"));
    expected["events.csv"] = actual["events.csv"];   // it tells of the change
    compare(actual, expected);
}

void TestSimulated::aChangedTimelineOutlivesACheckpoint()
{
    Scenario scenario = simulated(Workload::averaging, 4, 0.2);
    scenario.faults = {planned(3.0, FaultKind::crash, 1)};
    scenario.stop = {.seconds = 1.0};
    const QTemporaryDir dir;
    const std::string folder = dir.filePath(QStringLiteral("run")).toStdString();
    {
        const auto run = startRun(scenario, {.folder = folder, .threads = 1, .horizonS = 0.5});
        QVERIFY(run->goUntil(0.5));
        QVERIFY(bool(run->setTimeline({planned(2.0, FaultKind::crash, 3)})));
        (void)run->goUntil(2.0);
        run->wait();
    }
    scenario.stop.seconds = 4.0;
    const auto run = startRun(scenario, {.folder = folder, .threads = 1, .resume = true});
    QCOMPARE(run->recordedScenario().faults.back().workers, std::vector<int>{3});
    run->wait();
    RunUpdate update;
    run->drain(update);
    QStringList crashes;
    for (const Event& event : update.events) {
        if (event.kind == "crash") {
            crashes << QStringLiteral("%1@%2").arg(QString::fromStdString(event.subject)).arg(event.timeS);
        }
    }
    QCOMPARE(crashes, QStringList{QStringLiteral("3@2")});
}

void TestSimulated::deliveredModelsTellTheirAge()
{
    Scenario scenario = simulated(Workload::averaging, 4, 1.0);
    scenario.network.latencyMs = 95.0;   // steps of 10 ms: nine of them end on the way
    SimulatedRig rig(scenario);
    rig.runTo(1.0);
    int delivered = 0;
    for (const MessageTrace& trace : rig.listener.traces) {
        QCOMPARE(trace.ageSteps, trace.fate == MessageFate::delivered ? 9U : 0U);
        delivered += trace.fate == MessageFate::delivered;
    }
    QVERIFY2(delivered > 300, qPrintable(QString::number(delivered)));
}

void TestSimulated::stepsTakeExactlyTheirTime()
{
    Scenario scenario = simulated(Workload::averaging, 3, 0.0);
    scenario.workers.speed = {1.0, 0.25, 2.0};
    SimulatedRig rig(scenario);
    rig.runTo(1.0);
    QCOMPARE(rig.simulated.now(), 1.0);
    QCOMPARE(rig.stepsOf(0), 100U);
    QCOMPARE(rig.stepsOf(1), 25U);
    QCOMPARE(rig.stepsOf(2), 200U);
}

void TestSimulated::aSlowFaultCountsFromTheNextStepOn()
{
    Scenario scenario = simulated(Workload::averaging, 2, 0.0);
    Fault slow;
    slow.kind = FaultKind::slow;
    slow.workers = {1};
    slow.factor = 4.0;
    slow.atS = 0.105;       // within a step that takes its 10 ms; then 40 ms each, from 0.11 s
    slow.forS = 0.4;        // the step that began at 0.47 s ends at 0.51 s; from then on 10 ms again
    scenario.faults = {slow};
    SimulatedRig rig(scenario);
    rig.runTo(0.51);
    QCOMPARE(rig.stepsOf(0), 51U);
    QCOMPARE(rig.stepsOf(1), 11U + 10U);
    rig.runTo(1.0);
    QCOMPARE(rig.stepsOf(1), 11U + 10U + 49U);
}

void TestSimulated::jitterHasMeanOneAndChangesNoOtherDraw()
{
    Scenario scenario = simulated(Workload::averaging, 4, 0.0);
    scenario.workers.stepJitter = 0.5;
    SimulatedRig rig(scenario);
    rig.runTo(400.0);
    for (int worker = 0; worker < 4; ++worker) {   // relative error of 40,000 steps' mean: 0.53/√40,000 = 0.27 %
        const double steps = double(rig.stepsOf(worker));
        QVERIFY2(std::abs(steps / 40000.0 - 1.0) < 0.015, qPrintable(QString::number(steps)));
    }
    QVERIFY(rig.stepsOf(0) != rig.stepsOf(1));
}

void TestSimulated::messagesTakeLatencyAndTheirPlaceOnTheLine()
{
    Scenario scenario = simulated(Workload::averaging, 2, 1.0);
    scenario.dimension = 1000;
    scenario.network.latencyMs = 2.0;
    scenario.network.bandwidthMbps = 2.0;   // payload and header in about 16 ms: longer than a step, so the line fills up
    SimulatedRig rig(scenario);
    rig.runTo(0.2);
    std::vector<MessageTrace> arrived;
    for (const MessageTrace& trace : rig.listener.traces) {
        if (trace.fate == MessageFate::delivered && trace.from == 0) {
            arrived.push_back(trace);
        }
    }
    QVERIFY(arrived.size() > 8);
    const double bytes = double(rig.cluster.network().totals().bytes) / double(rig.cluster.network().totals().sent);
    QVERIFY(bytes >= 4064.0);
    const double lineS = 8.0 * bytes / 2e6;
    for (std::size_t k = 0; k < arrived.size(); ++k) {
        // One may wait while another is on the line; the next is sent at the end of the first step that finds one of them arrived.
        const double step = k < 2 ? double(k + 1) : std::ceil(arrived[k - 2].arrivesS / 0.01);
        QVERIFY(std::abs(arrived[k].sentS - 0.01 * step) < 1e-9);
        QVERIFY(std::abs(arrived[k].arrivesS - (0.01 + double(k + 1) * lineS + 0.002)) < 2e-8);
    }
}

void TestSimulated::whatArrivesAtAnInstantIsThereWhenStepsStart()
{
    Scenario scenario = simulated(Workload::averaging, 2, 1.0);
    scenario.network.latencyMs = 10.0;      // exactly a step
    SimulatedRig rig(scenario);
    std::vector<FlatArray> x(3);
    rig.cluster.copyParameters(0, x[0]);
    rig.cluster.copyParameters(1, x[1]);
    rig.runTo(0.02);
    rig.cluster.copyParameters(0, x[2]);
    for (std::size_t i = 0; i < x[2].size(); ++i) {   // a quarter of the first push against an eighth left after the second
        QVERIFY(std::abs(x[2][i] - (x[0][i] + 2.0F * x[1][i]) / 3.0F) < 1e-6F);
    }
}

void TestSimulated::eventsOfOneInstantKeepTheirOrder()
{
    EventQueue queue;
    RandomStream random(3, Purpose::noise, 0);
    for (std::uint64_t order = 0; order < 5000; ++order) {
        queue.push({Ticks(random.below(50)), order, 0, 0, 0});
    }
    SimEvent before = queue.pop();
    constexpr std::uint64_t kAfterAll = std::uint64_t{1} << 63U;
    std::uint64_t order = 5000;
    for (int popped = 1; !queue.isEmpty(); ++popped) {
        const SimEvent event = queue.pop();
        QVERIFY(event.time > before.time || (event.time == before.time && event.order > before.order));
        before = event;
        if (popped % 3 == 0 && event.order < kAfterAll) {
            queue.pushDue({event.time, order++, 0, 0, 0});
            queue.pushLast({event.time, kAfterAll | order++, 0, 0, 0});
        }
    }
    QVERIFY(order > 6000);
}

void TestSimulated::aCrashDropsTheStepInFlightAtOnce()
{
    Scenario scenario = simulated(Workload::averaging, 2, 0.0);
    Fault crash;
    crash.workers = {1};
    crash.atS = 0.105;
    crash.forS = 0.002;
    scenario.faults = {crash};
    SimulatedRig rig(scenario);
    rig.runTo(1.0);
    QCOMPARE(rig.stepsOf(0), 100U);
    QCOMPARE(rig.stepsOf(1), 10U + 89U);   // the eleventh began at 0.1 s; after it steps begin at 0.107 s
}

void TestSimulated::twoWorkersThatAlwaysExchangeAgreeAtOnce()
{
    // Both push half of equal weights, so each mixes ½ and ½ at the start of its second step.
    SimulatedRig rig(simulated(Workload::averaging, 2, 1.0));
    std::vector<FlatArray> x(3);
    rig.cluster.copyParameters(0, x[0]);
    rig.cluster.copyParameters(1, x[1]);
    rig.runTo(0.01);
    rig.cluster.copyParameters(0, x[2]);
    for (std::size_t i = 0; i < x[2].size(); ++i) {
        QVERIFY(std::abs(x[2][i] - 0.5F * (x[0][i] + x[1][i])) < 1e-6F);
    }
}

void TestSimulated::randomWalkSpreadsAsTheOracleSays()
{
    // methods.md: steady state E‖xᵢ − x̄‖²/d of 8 workers with GoSGD push.
    for (const auto& [probability, expected] : {std::pair(0.1, 17.5), std::pair(0.4, 4.5)}) {
        Scenario scenario = simulated(Workload::randomWalk, 8, probability);
        scenario.dimension = 60;
        scenario.workers.stepJitter = 0.3;
        scenario.recordingEveryS = 0.2;
        scenario.stop.seconds = 400.0;
        const auto run = startRun(scenario);
        run->wait();
        RunUpdate update;
        run->drain(update);
        double sum = 0.0;
        int count = 0;
        for (const Record& record : update.records) {
            if (record.metrics.timeS > 40.0) {
                sum += std::pow(*record.metrics.consensusDistance, 2) / 60.0;
                ++count;
            }
        }
        QVERIFY(count > 1500);
        const double spread = sum / count;
        QVERIFY2(std::abs(spread / expected - 1.0) < 0.15, qPrintable(QString("p %1: %2 instead of %3").arg(probability).arg(spread).arg(expected)));
    }
}

void TestSimulated::sumWeightsAndLedgerMakeOneUnderRandomFaults()
{
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        Scenario scenario = simulated(Workload::averaging, 8, 0.5, seed);
        scenario.workers.stepJitter = 0.3;
        scenario.network.latencyMs = 20.0;
        scenario.network.jitterMs = 30.0;
        scenario.network.loss = 0.1;
        RandomStream random(seed, Purpose::noise, 9);
        for (int i = 0; i < 20; ++i) {
            Fault fault = randomFault(random, true);
            fault.atS = 2.0 * random.uniform();
            fault.forS = fault.forS ? std::optional(*fault.forS / 20.0) : std::nullopt;
            scenario.faults.push_back(fault);
        }
        SimulatedRig rig(scenario);
        for (double timeS = 0.1; timeS < 2.5; timeS += 0.1) {
            rig.runTo(timeS);
            SumWeight sum;
            rig.cluster.visitWeights([&](const SumWeight& w, std::span<const float>) { sum += w; });
            rig.simulated.visitFlying([&](const ModelMessage& m) { sum += m.weight; });
            QVERIFY(std::abs(sum.value() + rig.ledger.weight - 1.0) < 1e-9);
        }
    }
}

void TestSimulated::singleStepsAreOneStepOfEveryWorker_data()
{
    QTest::addColumn<QString>("protocol");
    QTest::addColumn<double>("latencyMs");
    QTest::newRow("nobody waits") << "gosgd" << 0.0;
    QTest::newRow("all wait for all") << "allreduce" << 30.0;   // between two steps there is a time when nobody can step
    QTest::newRow("all wait for the server") << "easgd" << 30.0;
}

void TestSimulated::singleStepsAreOneStepOfEveryWorker()
{
    QFETCH(QString, protocol);
    QFETCH(double, latencyMs);
    Scenario scenario = simulated(Workload::averaging, 4, 0.3);
    if (protocol != QStringLiteral("gosgd")) {
        scenario.protocol.id = protocol.toStdString();
        scenario.protocol.parameters.clear();
        scenario = *checkScenario(scenario);
    }
    scenario.network.latencyMs = latencyMs;
    scenario.workers.speed = {1.0, 0.25, 2.0, 1.0};
    const auto run = startRun(scenario);
    run->pause();
    RunUpdate update;
    const auto paused = [&] {
        run->drain(update);
        return update.state == RunState::paused;
    };
    QTRY_VERIFY(paused());
    std::vector<std::uint64_t> before;
    for (const WorkerStatus& status : update.workers) {
        before.push_back(status.steps);
    }
    for (std::uint64_t step = 1; step <= 3; ++step) {
        run->singleStep();
        QTRY_VERIFY(paused());
        for (std::size_t worker = 0; worker < 4; ++worker) {
            QCOMPARE(update.workers[worker].steps, before[worker] + step);
        }
    }
}

void TestSimulated::aSingleStepEndsWhereNobodyCanStep()
{
    Scenario scenario = simulated(Workload::averaging, 3, 0.3);
    scenario.protocol.id = "allreduce";
    scenario.protocol.parameters.clear();
    scenario = *checkScenario(scenario);
    Fault crash;
    crash.workers = {1};
    scenario.faults.push_back(crash);
    auto run = Run::start(scenario, nullptr, {.folder = {}, .threads = 1, .waitWhenStalled = true});
    QVERIFY(run);
    RunUpdate update;
    const auto state = [&] {
        (*run)->drain(update);
        return update.state;
    };
    QTRY_COMPARE(state(), RunState::stalled);   // the others wait for worker 1
    (*run)->pause();
    QTRY_COMPARE(state(), RunState::paused);
    const double timeS = update.timeS;
    (*run)->singleStep();
    QTRY_COMPARE(state(), RunState::paused);
    QCOMPARE(update.timeS, timeS);
    Fault rejoin = crash;
    rejoin.kind = FaultKind::rejoin;
    (*run)->post(rejoin);
    (*run)->singleStep();
    QTRY_VERIFY(state() == RunState::paused && update.workers[0].steps == 2);
    QCOMPARE(update.workers[2].steps, std::uint64_t(2));
}

void TestSimulated::endsAreExact()
{
    Scenario scenario = simulated(Workload::averaging, 5, 0.5);
    scenario.stop.steps = 1003;
    const auto bySteps = startRun(scenario);
    QCOMPARE(bySteps->wait().stoppedBy, std::string("steps"));
    QCOMPARE(bySteps->wait().final.metrics.steps, 1003U);
    QCOMPARE(bySteps->wait().final.metrics.timeS, 2.01);
    QCOMPARE(bySteps->wait().final.metrics.messagesDelivered, bySteps->wait().final.metrics.messagesSent);

    scenario.stop = {};
    scenario.stop.seconds = 1.0;
    const auto bySeconds = startRun(scenario);
    QCOMPARE(bySeconds->wait().stoppedBy, std::string("seconds"));
    QCOMPARE(bySeconds->wait().final.metrics.steps, 500U);
    QCOMPARE(bySeconds->wait().final.metrics.timeS, 1.0);

    Fault crash;
    crash.workers = {0, 1, 2, 3, 4};
    crash.atS = 0.25;
    scenario.faults = {crash};
    const auto stalled = startRun(scenario);
    QCOMPARE(stalled->wait().outcome, RunState::stalled);
    QCOMPARE(stalled->wait().final.metrics.timeS, 0.25);

    const auto byTarget = startRun(scenarioFrom(kTraining, {"stop.seconds=0", "stop.target_accuracy=0.6"}));
    const Summary& summary = byTarget->wait();
    QCOMPARE(summary.stoppedBy, std::string("target_accuracy"));
    QCOMPARE(*summary.timeToTargetS + 0.5, summary.final.metrics.timeS);
}

void TestSimulated::withAWatcherAStalledRunWaits()
{
    Scenario scenario = simulated(Workload::averaging, 3, 0.2);
    Fault crash;
    crash.workers = {0, 1, 2};
    crash.atS = 0.5;
    scenario.faults = {crash};
    scenario.stop.seconds = 2.0;
    const auto run = startRun(scenario, {.folder = {}, .threads = 0, .waitWhenStalled = true});
    RunUpdate update;
    const auto stalled = [&] {
        run->drain(update);
        return update.state == RunState::stalled && update.timeS >= 0.5;
    };
    QTRY_VERIFY(stalled());
    QVERIFY(!run->hasEnded());
    Fault rejoin = crash;
    rejoin.kind = FaultKind::rejoin;
    run->post(rejoin);
    QCOMPARE(run->wait().stoppedBy, std::string("seconds"));
    QCOMPARE(run->wait().final.metrics.workersAlive, 3);
}

void TestSimulated::aPaceIsKept()
{
    Scenario scenario = simulated(Workload::averaging, 2, 0.2);
    scenario.stop.seconds = 1e6;
    const auto run = startRun(scenario);
    run->setPace(10.0);
    QElapsedTimer real;
    real.start();
    RunUpdate first;
    run->drain(first);
    RunUpdate last;
    QTRY_VERIFY2_WITH_TIMEOUT((run->drain(last), last.timeS > first.timeS + 2.0), qPrintable(QString::number(last.timeS)), 20'000);
    // At most ten virtual seconds in each of ours, and the step that was under way when the pace was set.
    const double most = 10.0 * double(real.elapsed()) * 1e-3 + 0.1;
    QVERIFY2(last.timeS - first.timeS <= most, qPrintable(QStringLiteral("%1 > %2").arg(last.timeS - first.timeS).arg(most)));
    run->requestStop();
}

void TestSimulated::aMeasuredStepIsWrittenDown()
{
    const auto run = startRun(scenarioFrom(kTraining, {"workers.step_ms=measure", "stop.seconds=0", "stop.steps=50"}));
    run->wait();
    const WorkersSpec& workers = run->scenario().workers;
    QVERIFY(!workers.measureStep);
    QVERIFY(workers.stepMs >= 0.001 && workers.stepMs < 1000.0);
    QVERIFY(toJson(run->scenario()).find("\"measure\"") == std::string::npos);
    QCOMPARE(filesOf(run->scenario(), 1), filesOf(run->scenario(), 2));
}

void TestSimulated::manySoftmaxWorkersLearn()
{
    // Stripes at any angle and place are beyond a linear model; clothes are not.
    const Scenario scenario = scenarioFrom(R"({"dataset": {"train_limit": 10240, "test_limit": 1000}, "model": {"id": "softmax"},
        "workers": {"count": 256}, "clock": "simulated", "protocol": {"probability": 0.2}, "training": {"batch": 4, "learning_rate": 0.05},
        "stop": {"seconds": 1}, "evaluation": {"worker_samples": 20}})");
    if (!datasets::catalogue()[0].available) {
        QSKIP("Fashion-MNIST is not on this machine (package dataset-fashion-mnist)");
    }
    auto run = Run::start(scenario, *datasets::load(scenario.dataset), {.folder = {}, .threads = 2});
    QVERIFY2(run, run ? "" : run.error().str().c_str());
    const Summary& summary = (*run)->wait();
    QCOMPARE(summary.final.workers.size(), std::size_t(256));
    QVERIFY2(*summary.final.metrics.testAccuracy > 0.7, qPrintable(QString::number(*summary.final.metrics.testAccuracy)));
}

QTEST_GUILESS_MAIN(TestSimulated)
#include "test_simulated.moc"
