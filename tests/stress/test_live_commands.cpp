// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/philox.h"
#include "datasets/catalogue.h"

#include <gossip/run.h>

#include <QTest>

#include <array>
#include <chrono>
#include <cmath>
#include <thread>

using namespace gossip;

/// Many random commands at random moments on the live clock: no crash, no hang, nobody lost, all weight accounted for.
/// Meant to be run under TSan and ASan as well.
class TestLiveCommands : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void randomCommandsNeverStopTheSurvivors_data();
    void randomCommandsNeverStopTheSurvivors();
};

void TestLiveCommands::randomCommandsNeverStopTheSurvivors_data()
{
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 12; ++seed) {
        QTest::addRow("seed %d", int(seed)) << seed;
    }
}

void TestLiveCommands::randomCommandsNeverStopTheSurvivors()
{
    QFETCH(quint64, seed);
    constexpr int kWorkers = 6;
    Result<Scenario> scenario = parseScenario(R"({"schema_version": 1, "dataset": {"id": "stripes"}, "model": {"id": "softmax"},
        "workers": {"count": 6}, "protocol": {"id": "gosgd", "probability": 0.3, "timeout_s": 0.05}, "stop": {"epochs": 100000},
        "evaluation": {"every_s": 0.1}, "recording": {"every_s": 0.05}})");
    QVERIFY(bool(scenario));
    DatasetSpec spec;
    spec.id = "stripes";
    auto run = Run::start(*scenario, *datasets::load(spec), {.folder = {}, .threads = 3, .waitWhenStalled = true});
    QVERIFY(bool(run));
    RandomStream random(seed, Purpose::link, 7);
    RunUpdate update;
    const std::array kinds{FaultKind::crash,   FaultKind::rejoin,  FaultKind::slow,    FaultKind::partition,  FaultKind::heal,
                           FaultKind::network, FaultKind::link,    FaultKind::corrupt, FaultKind::probability};
    for (int i = 0; i < 300; ++i) {
        Fault fault;
        fault.kind = kinds[random.below(kinds.size())];
        fault.workers = {int(random.below(kWorkers))};
        fault.factor = 1.0 + 3.0 * random.uniform();
        fault.probability = random.uniform();
        fault.mode = random.below(2) == 0 ? CorruptMode::nan : CorruptMode::noise;
        if (fault.kind == FaultKind::partition) {
            fault.groups = {{0, 1, 2}, {3, 4, 5}};
        }
        if (fault.kind == FaultKind::network || fault.kind == FaultKind::link) {
            fault.latencyMs = 20.0 * random.uniform();
            fault.jitterMs = 5.0 * random.uniform();
            fault.loss = 0.5 * random.uniform();
        }
        if (random.below(2) == 0) {
            fault.forS = 0.05 * random.uniform();
        }
        (*run)->post(fault);
        if (random.below(20) == 0) {
            (*run)->pause();
            (*run)->singleStep();
        }
        (*run)->resume();
        (*run)->drain(update);
        std::this_thread::sleep_for(std::chrono::milliseconds(random.below(8)));
    }
    Fault everybody;
    everybody.kind = FaultKind::rejoin;
    everybody.workers = {0, 1, 2, 3, 4, 5};
    Fault healed;
    healed.kind = FaultKind::heal;
    Fault quiet;
    quiet.kind = FaultKind::network;
    quiet.latencyMs = 0.0;
    quiet.jitterMs = 0.0;
    quiet.loss = 0.0;
    for (const Fault& fault : {healed, quiet, everybody}) {
        (*run)->post(fault);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(500));   // the timed faults end
    (*run)->post(everybody);
    (*run)->drain(update);
    std::vector<std::uint64_t> before;
    for (const WorkerStatus& status : update.workers) {
        before.push_back(status.steps);
    }
    for (int i = 0; i < 1000; ++i) {
        (*run)->drain(update);
        bool allStep = true;
        for (std::size_t worker = 0; worker < kWorkers; ++worker) {
            allStep = allStep && (update.workers[worker].steps > before[worker] || update.workers[worker].state == WorkerState::diverged);
        }
        if (allStep) {
            (*run)->requestStop();
            QVERIFY((*run)->wait().final.metrics.steps > 0);
            return;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    QFAIL("a living worker never stepped again");
}

QTEST_GUILESS_MAIN(TestLiveCommands)
#include "test_live_commands.moc"
