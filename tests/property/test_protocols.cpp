// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/consensus.h"
#include "support/protocol_rig.h"
#include "support/seeds.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <numeric>

using namespace gossip;
using namespace gossip::test;

namespace {

/// Mean squared distance to the mean in each dimension, as methods.md's oracle has it, over the last four fifths.
double steadyDivergence(const Scenario& scenario, int rounds)
{
    SerialRig rig(scenario);
    double sum = 0.0;
    int counted = 0;
    std::vector<std::size_t> all(std::size_t(scenario.workers.count));
    std::iota(all.begin(), all.end(), std::size_t{0});
    for (int round = 0; round < rounds; ++round) {
        rig.serial.round(nullptr);
        if (round >= rounds / 5) {
            std::vector<FlatArray> now = models(rig);
            now.resize(all.size());
            const double distance = metrics::consensus(now, metrics::meanModel(now, all)).distance;
            sum += distance * distance / scenario.dimension;
            ++counted;
        }
    }
    return sum / counted;
}

}  // namespace

/// Every protocol: its conserved sum, its messages, its steady state, and that faults never stop or spoil it for good.
class TestProtocols : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void steadyDivergenceOfTheRandomWalk_data();
    void steadyDivergenceOfTheRandomWalk();
    void messagesOfAStep_data();
    void messagesOfAStep();
    void sumStaysWhereNothingIsLost_data();
    void sumStaysWhereNothingIsLost();
    void everybodyGoesOnAfterRandomFaults_data();
    void everybodyGoesOnAfterRandomFaults();
    void whatOvertakesAGreetingIsKept();
    void rubbishIsNotAskedForWithoutEnd();
};

void TestProtocols::steadyDivergenceOfTheRandomWalk_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("key");
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("expected");
    // methods.md section 1: the simulated table, and its formulas where the table's p is small enough for them.
    // One-way pushes wait here for the receiver's next step, in the table not: that counts less the smaller p is.
    QTest::newRow("half averages, p 0.01") << "gossip-average" << "probability" << 0.01 << 138.0;
    QTest::newRow("half averages, p 0.02") << "gossip-average" << "probability" << 0.02 << 67.0;
    QTest::newRow("pairs, p 0.1") << "elastic-gossip" << "probability" << 0.1 << 7.3;
    QTest::newRow("pairs, p 0.4") << "elastic-gossip" << "probability" << 0.4 << 1.5;
    QTest::newRow("PerSyn, tau 50") << "local-sgd" << "tau" << 50.0 << 7.0 / 8.0 * 24.5;
    QTest::newRow("PerSyn, tau 10") << "local-sgd" << "tau" << 10.0 << 7.0 / 8.0 * 4.5;
    QTest::newRow("all-reduce") << "allreduce" << "" << 0.0 << 0.0;
}

void TestProtocols::steadyDivergenceOfTheRandomWalk()
{
    QFETCH(QString, id);
    QFETCH(QString, key);
    QFETCH(double, value);
    QFETCH(double, expected);
    std::map<std::string, double> given;
    if (!key.isEmpty()) {
        given[key.toStdString()] = value;
    }
    const double measured = steadyDivergence(scenarioOf(id.toStdString(), given, Workload::randomWalk, 3, kWorkers, 60), 40000);
    qInfo("measured %.4f, expected %.4f", measured, expected);
    QVERIFY2(std::abs(measured - expected) <= 0.06 * expected, qPrintable(QString::number(measured)));
}

void TestProtocols::messagesOfAStep_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("key");
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("messages");   ///< sent for each step of a worker
    QTest::addColumn<double>("numbers");    ///< parameters sent for each, in models
    QTest::newRow("gosgd") << "gosgd" << "probability" << 0.25 << 0.25 << 0.25;
    QTest::newRow("gossip-average") << "gossip-average" << "probability" << 0.25 << 0.25 << 0.25;
    QTest::newRow("elastic-gossip") << "elastic-gossip" << "probability" << 0.25 << 0.5 << 0.5;
    QTest::newRow("ad-psgd") << "ad-psgd" << "" << 0.0 << 2.0 << 2.0;
    QTest::newRow("easgd") << "easgd" << "tau" << 10.0 << 0.2 << 0.2;
    QTest::newRow("eamsgd") << "eamsgd" << "tau" << 4.0 << 0.5 << 0.5;
    QTest::newRow("downpour") << "downpour" << "tau" << 5.0 << 0.4 << 0.4;
    QTest::newRow("allreduce") << "allreduce" << "" << 0.0 << 14.0 << 14.0 / 8.0;
    QTest::newRow("local-sgd") << "local-sgd" << "tau" << 7.0 << 2.0 << 2.0 / 8.0;
    QTest::newRow("d-psgd") << "d-psgd" << "" << 0.0 << 7.0 << 7.0;
    QTest::newRow("gossip-pga") << "gossip-pga" << "period" << 5.0 << (4 * 7 + 14) / 5.0 << (4 * 7 + 14 / 8.0) / 5.0;
    QTest::newRow("push-sum") << "push-sum" << "overlap" << 0.0 << 1.0 << 1.0;
    QTest::newRow("push-sum, overlapped") << "push-sum" << "overlap" << 1.0 << 1.0 << 1.0;
    QTest::newRow("choco, top-k") << "choco" << "keep" << 0.25 << 7.0 << 7.0 * (6 * 8) / 96.0;   // 6 of 24 values with their places
    QTest::newRow("choco, int8") << "choco" << "compressor" << 2.0 << 7.0 << 7.0 * 28 / 96.0;
    QTest::newRow("choco, all") << "choco" << "compressor" << 0.0 << 7.0 << 7.0;
}

void TestProtocols::messagesOfAStep()
{
    QFETCH(QString, id);
    QFETCH(QString, key);
    QFETCH(double, value);
    QFETCH(double, messages);
    QFETCH(double, numbers);
    std::map<std::string, double> given;
    if (!key.isEmpty()) {
        given[key.toStdString()] = value;
    }
    constexpr int kRounds = 4000;
    constexpr int kDimension = 24;
    SerialRig rig(scenarioOf(id.toStdString(), given, Workload::randomWalk, 5));
    for (int round = 0; round < kRounds; ++round) {
        rig.serial.round(nullptr);
    }
    const Network::Totals totals = rig.cluster.network().totals();
    const auto steps = double(rig.cluster.stepsDone());
    const double weights = id == "gosgd" || id == "push-sum" ? 8.0 : 0.0;
    const double payload = double(totals.bytes) - double(totals.sent) * (kHeaderBytes + weights);
    const double measured = double(totals.sent) / steps;
    const double measuredNumbers = payload / (4.0 * kDimension * steps);
    QVERIFY2(std::abs(measured - messages) <= 0.03 * messages, qPrintable(QString::number(measured)));
    QVERIFY2(std::abs(measuredNumbers - numbers) <= 0.03 * numbers, qPrintable(QString::number(measuredNumbers)));
}

void TestProtocols::sumStaysWhereNothingIsLost_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<double>("latencyMs");
    QTest::newRow("choco at once") << "choco" << 0.0;
    for (const char* id : {"elastic-gossip", "ad-psgd", "easgd", "allreduce", "local-sgd", "d-psgd", "gossip-pga"}) {
        QTest::addRow("%s at once", id) << id << 0.0;
        QTest::addRow("%s, messages take time", id) << id << 2500.0;
    }
}

void TestProtocols::sumStaysWhereNothingIsLost()
{
    QFETCH(QString, id);
    QFETCH(double, latencyMs);
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        // Whatever moves the parameters here is communication.
        Scenario scenario = scenarioOf(id.toStdString(), often(id), Workload::averaging, seed);
        scenario.network.latencyMs = latencyMs;
        scenario.network.jitterMs = latencyMs;
        scenario.protocol.timeoutS = 1000.0;
        scenario.stop.steps = latencyMs > 0.0 ? 160 : 800;
        SerialRig rig(scenario);
        const std::vector<double> before = sumOf(models(rig));
        const double apart = spread(models(rig));
        for (int round = 0; round < 5000 && (!rig.cluster.reachedLimit() || rig.serial.inFlight() > 0); ++round) {
            rig.serial.round(nullptr);
        }
        QVERIFY(rig.cluster.reachedLimit());
        QCOMPARE(rig.serial.inFlight(), 0U);
        QCOMPARE(rig.cluster.network().totals().lost, 0U);
        const double gap = largestGap(before, sumOf(models(rig)));
        QVERIFY2(gap < 1e-4, qPrintable(QString::number(gap)));
        QVERIFY(spread(models(rig)) < 0.5 * apart);   // and it did move them
    }
}

void TestProtocols::everybodyGoesOnAfterRandomFaults_data()
{
    QTest::addColumn<QString>("id");
    for (const ProtocolInfo& info : protocols()) {
        if (info.exchanges) {
            QTest::newRow(info.id.c_str()) << QString::fromStdString(info.id);
        }
    }
}

void TestProtocols::everybodyGoesOnAfterRandomFaults()
{
    QFETCH(QString, id);
    constexpr std::array kCompressions = {Compression::none, Compression::bf16, Compression::int8};
    constexpr std::array kTopologies = {"complete", "ring", "one-peer-exponential"};
    for (std::uint64_t seed = 1; seed <= std::uint64_t(seeds(24)); ++seed) {
        for (const double timeoutS : {-1.0, 3.0}) {   // the protocol's own, and one for barriers too
            Scenario scenario = scenarioOf(id.toStdString(), often(id), Workload::averaging, seed);
            scenario.network.compression = kCompressions[seed / 3 % 3];
            scenario.topology.id = kTopologies[seed % 3];
            if (timeoutS > 0.0) {
                scenario.protocol.timeoutS = timeoutS;
            }
            const QString trouble = surviveRandomFaults(scenario, 200);
            QVERIFY2(trouble.isEmpty(), qPrintable(QStringLiteral("seed %1, time-out %2: %3").arg(seed).arg(timeoutS).arg(trouble)));
        }
    }
}

/// Two schedules in which messages of who came back overtake its greeting, once those of its former life too.
void TestProtocols::whatOvertakesAGreetingIsKept()
{
    for (const std::uint64_t seed : {1015, 1957}) {
        const QString trouble = surviveRandomFaults(scenarioOf("gossip-pga", often("gossip-pga"), Workload::averaging, seed, kWorkers, 8), 60);
        QVERIFY2(trouble.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(trouble)));
    }
}

/// Two schedules in which everybody whose state a worker could take over sends rubbish, and answers at once.
void TestProtocols::rubbishIsNotAskedForWithoutEnd()
{
    for (const auto& [id, seed] : {std::pair("allreduce", 3696), std::pair("gossip-pga", 6056)}) {
        Scenario scenario = scenarioOf(id, often(id), Workload::averaging, std::uint64_t(seed), kWorkers, 8);
        scenario.protocol.timeoutS = 3.0;
        const QString trouble = surviveRandomFaults(scenario, 60);
        QVERIFY2(trouble.isEmpty(), qPrintable(QStringLiteral("%1: %2").arg(id).arg(trouble)));
    }
}

QTEST_GUILESS_MAIN(TestProtocols)
#include "test_protocols.moc"
