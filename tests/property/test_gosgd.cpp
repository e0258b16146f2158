// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/consensus.h"
#include "support/cluster_rig.h"
#include "support/random_fault.h"

#include <QTest>

#include <algorithm>
#include <numeric>

using namespace gossip;
using namespace gossip::test;

namespace {

constexpr int kWorkers = kFaultWorkers;

double steadyDivergence(double probability)
{
    constexpr int kRounds = 40000;
    SerialRig rig(vectorScenario(Workload::randomWalk, kWorkers, 60, probability, 0));
    double sum = 0.0;
    int counted = 0;
    std::vector<std::size_t> all(kWorkers);
    std::iota(all.begin(), all.end(), std::size_t{0});
    for (int round = 0; round < kRounds; ++round) {
        rig.serial.round(nullptr);
        if (round >= kRounds / 5) {
            std::vector<FlatArray> models(kWorkers);
            for (int worker = 0; worker < kWorkers; ++worker) {
                rig.cluster.copyParameters(worker, models[std::size_t(worker)]);
            }
            const double distance = metrics::consensus(models, metrics::meanModel(models, all)).distance;
            sum += distance * distance / 60.0;
            ++counted;
        }
    }
    return sum / counted;
}

/// Rows of every protocol whose sum-weights travel.
void addWeighted(quint64 seeds)
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<double>("overlap");
    QTest::addColumn<QString>("topology");
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= seeds; ++seed) {
        QTest::addRow("gosgd, seed %d", int(seed)) << "gosgd" << 0.0 << "complete" << seed;
        QTest::addRow("push-sum, seed %d", int(seed)) << "push-sum" << 0.0 << (seed % 2 == 0 ? "ring" : "torus") << seed;
        QTest::addRow("overlapped push-sum, seed %d", int(seed)) << "push-sum" << 1.0 << "exponential" << seed;
    }
}

Scenario weighted(Workload workload, int dimension, double probability)
{
    QFETCH(QString, id);
    QFETCH(double, overlap);
    QFETCH(QString, topology);
    QFETCH(quint64, seed);
    Scenario scenario = vectorScenario(workload, kWorkers, dimension, probability, seed);
    scenario.topology.id = topology.toStdString();
    if (id == "push-sum") {
        scenario.protocol.id = "push-sum";
        scenario.protocol.parameters = {{"overlap", overlap}};
    }
    return *checkScenario(scenario);
}

}  // namespace

/// GoSGD's invariants (DESIGN section 7) and its steady state against the closed simulation of methods.md.
class TestGosgd : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sumWeightsAndLedgerAlwaysMakeOneUnderRandomFaults_data();
    void sumWeightsAndLedgerAlwaysMakeOneUnderRandomFaults();
    void communicationLeavesTheWeightedSumUnchanged_data() { addWeighted(20); }
    void communicationLeavesTheWeightedSumUnchanged();
    void inboxNeverHoldsMoreThanOneModel();
    void averagingWithoutFaultsReachesTheMeanOfTheStart();
    void steadyDivergenceOfTheRandomWalk_data();
    void steadyDivergenceOfTheRandomWalk();
    void weightsNeverUnderflowUnderEndlessLoss();
    void sameSeedGivesTheSameBits();
    void isolatedWorkersNeverSend();
};

void TestGosgd::sumWeightsAndLedgerAlwaysMakeOneUnderRandomFaults_data()
{
    addWeighted(30);
}

void TestGosgd::sumWeightsAndLedgerAlwaysMakeOneUnderRandomFaults()
{
    QFETCH(quint64, seed);
    SerialRig rig(weighted(Workload::randomWalk, 16, 0.3));
    RandomStream random(seed, Purpose::link, 1000);
    for (int round = 0; round < 400; ++round) {
        if (random.below(8) == 0) {
            rig.serial.apply(randomFault(random, true));
        }
        rig.serial.round(nullptr);
        QVERIFY2(std::abs(rig.totalWeight() - 1.0) < 1e-9, qPrintable(QString::number(rig.totalWeight(), 'g', 17)));
        const Network::Totals totals = rig.cluster.network().totals();
        QCOMPARE(totals.sent, totals.delivered + totals.lost + rig.serial.inFlight());
    }
    // The schedule did disturb: otherwise this test would prove nothing.
    QVERIFY(rig.ledger.weight > 0.0);
    QVERIFY(rig.cluster.network().totals().delivered > 0);
}

void TestGosgd::communicationLeavesTheWeightedSumUnchanged()
{
    // Averaging has no local work: whatever moves the parameters is communication.
    QFETCH(quint64, seed);
    SerialRig rig(weighted(Workload::averaging, 24, 0.4));
    RandomStream random(seed, Purpose::link, 1000);
    const std::vector<double> before = rig.totalWeighted();
    for (int round = 0; round < 200; ++round) {
        if (random.below(8) == 0) {
            rig.serial.apply(randomFault(random, false));
        }
        rig.serial.round(nullptr);
    }
    const std::vector<double> after = rig.totalWeighted();
    for (std::size_t i = 0; i < before.size(); ++i) {
        QVERIFY2(std::abs(before[i] - after[i]) < 1e-5, qPrintable(QStringLiteral("%1 became %2").arg(before[i]).arg(after[i])));
    }
}

void TestGosgd::inboxNeverHoldsMoreThanOneModel()
{
    SerialRig rig(vectorScenario(Workload::averaging, kWorkers, 8, 1.0, 3));
    int highest = 0;
    for (int round = 0; round < 100; ++round) {
        rig.serial.round(nullptr);
        for (const WorkerStatus& status : rig.cluster.statuses()) {
            highest = std::max(highest, status.inbox);
        }
    }
    QCOMPARE(highest, 1);
}

void TestGosgd::averagingWithoutFaultsReachesTheMeanOfTheStart()
{
    SerialRig rig(vectorScenario(Workload::averaging, kWorkers, 32, 0.5, 5));
    const std::vector<double> start = rig.totalWeighted();   // all weights are 1/8: the mean
    for (int round = 0; round < 400; ++round) {
        rig.serial.round(nullptr);
    }
    FlatArray x;
    for (int worker = 0; worker < kWorkers; ++worker) {
        rig.cluster.copyParameters(worker, x);
        for (std::size_t i = 0; i < x.size(); ++i) {
            QVERIFY(std::abs(double(x[i]) - start[i]) < 1e-4);
        }
    }
}

void TestGosgd::steadyDivergenceOfTheRandomWalk_data()
{
    QTest::addColumn<double>("probability");
    QTest::addColumn<double>("expected");
    QTest::newRow("p 0.02") << 0.02 << 88.4;
    QTest::newRow("p 0.1") << 0.1 << 17.7;
    QTest::newRow("p 1") << 1.0 << 1.91;
}

void TestGosgd::steadyDivergenceOfTheRandomWalk()
{
    QFETCH(double, probability);
    QFETCH(double, expected);
    const double measured = steadyDivergence(probability);
    qInfo("p %g: measured %.3f, expected %.3f", probability, measured, expected);
    QVERIFY2(std::abs(measured / expected - 1.0) < 0.05, qPrintable(QString::number(measured)));
}

void TestGosgd::weightsNeverUnderflowUnderEndlessLoss()
{
    Scenario scenario = vectorScenario(Workload::averaging, 2, 4, 1.0, 7);
    scenario.network.loss = 1.0;
    SerialRig rig(scenario);
    for (int round = 0; round < 5000; ++round) {  // 2^-5000 is far below the smallest double
        rig.serial.round(nullptr);
    }
    int seen = 0;
    rig.cluster.visitWeights([&](const SumWeight& weight, std::span<const float>) {
        QVERIFY(!weight.isZero());
        QCOMPARE(weight.log2(), -1.0 - 5000.0);
        ++seen;
    });
    QCOMPARE(seen, 2);
    Fault quiet;
    quiet.kind = FaultKind::network;
    quiet.loss = 0.0;
    rig.serial.apply(quiet);
    for (int round = 0; round < 50; ++round) {
        rig.serial.round(nullptr);
    }
    FlatArray a;
    FlatArray b;
    rig.cluster.copyParameters(0, a);
    rig.cluster.copyParameters(1, b);
    QVERIFY(squaredDistance(a, b) < 1e-6);  // they still mix as well as ever
}

void TestGosgd::sameSeedGivesTheSameBits()
{
    std::vector<FlatArray> runs;
    for (int repeat = 0; repeat < 2; ++repeat) {
        SerialRig rig(vectorScenario(Workload::randomWalk, kWorkers, 16, 0.2, 11));
        RandomStream random(11, Purpose::link, 1000);
        for (int round = 0; round < 200; ++round) {
            if (random.below(8) == 0) {
                rig.serial.apply(randomFault(random, true));
            }
            rig.serial.round(nullptr);
        }
        for (int worker = 0; worker < kWorkers; ++worker) {
            rig.cluster.copyParameters(worker, runs.emplace_back());
        }
    }
    for (std::size_t worker = 0; worker < kWorkers; ++worker) {
        QCOMPARE(runs[worker], runs[worker + kWorkers]);
    }
}

void TestGosgd::isolatedWorkersNeverSend()
{
    Scenario scenario = vectorScenario(Workload::randomWalk, kWorkers, 8, 1.0, 1);
    scenario.protocol = {.id = "isolated", .timeoutS = 1.0, .parameters = {}};
    SerialRig rig(scenario);
    Fault crash;
    crash.kind = FaultKind::crash;
    crash.workers = {2};
    crash.forS = 3.0;
    for (int round = 0; round < 50; ++round) {
        if (round == 10) {
            rig.serial.apply(crash);
        }
        rig.serial.round(nullptr);
    }
    QCOMPARE(rig.cluster.network().totals().sent, 0U);
    QVERIFY(rig.cluster.isRunnable(2));  // it came back by itself, alone
    QCOMPARE(rig.cluster.islands().size(), std::size_t(kWorkers));
}

QTEST_GUILESS_MAIN(TestGosgd)
#include "test_gosgd.moc"
