// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/matrix_forms.h"

#include <QTest>

using namespace gossip;
using namespace gossip::test;

namespace {

constexpr double kTolerance = 2e-6;

}  // namespace

/// Each protocol's exchange against its matrix form K of methods.md on small vectors (no gradients: X ← K X), and what
/// reliable delivery, waiting and the server do.
class TestProtocolForms : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void halfAverage();
    void pairs_data();
    void pairs();
    void mean_data();
    void mean();
    void elasticServer();
    void downpourServer();
    void lostMessagesAreSentAgain();
    void waitsEndByTimeOut();
    void barrierStallsUntilTheCrashedOneIsBack();
    void barrierWithTimeOutGoesOnWithoutTheCrashedOne();
    void serverHandlesOneMessageAtATime();
    void serverMayCrash();
};

void TestProtocolForms::halfAverage()
{
    SerialRig rig(scenarioOf("gossip-average", {{"probability", 1.0}}, Workload::averaging, 4, 2, 6));
    const std::vector<FlatArray> start = models(rig);
    rig.serial.round(nullptr);
    const auto pushes = delivered(rig.listener);
    QCOMPARE(pushes.size(), std::size_t(2));
    const auto [s, r] = pushes.front();   // mixed before its receiver stepped; the second one still waits
    Matrix k = identity(2);
    k[std::size_t(r)][std::size_t(r)] = 0.5;
    k[std::size_t(r)][std::size_t(s)] = 0.5;
    QVERIFY(gap(product(k, rowsOf(start)), models(rig)) < kTolerance);
}

void TestProtocolForms::pairs_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<double>("rate");
    QTest::newRow("elastic, in the middle") << "elastic-gossip" << 0.5;
    QTest::newRow("elastic, a fifth") << "elastic-gossip" << 0.2;
    QTest::newRow("ad-psgd") << "ad-psgd" << 0.5;
}

void TestProtocolForms::pairs()
{
    QFETCH(QString, id);
    QFETCH(double, rate);
    std::map<std::string, double> given;
    if (id == "elastic-gossip") {
        given = {{"probability", 0.6}, {"rho", rate}};
    }
    SerialRig rig(scenarioOf(id.toStdString(), given, Workload::averaging, 5, 5, 6));
    for (int round = 0; round < 4; ++round) {
        const std::vector<FlatArray> before = models(rig);
        rig.listener.traces.clear();
        rig.serial.round(nullptr);
        Rows x = rowsOf(before);
        const auto messages = delivered(rig.listener);   // offer and answer in turn
        for (std::size_t m = 0; m + 1 < messages.size(); m += 2) {
            const auto i = std::size_t(messages[m].first);
            const auto j = std::size_t(messages[m].second);
            QCOMPARE(messages[m + 1], std::pair(int(j), int(i)));
            Matrix k = identity(5);   // I − a (e_i − e_j)(e_i − e_j)ᵀ
            k[i][i] = k[j][j] = 1.0 - rate;
            k[i][j] = k[j][i] = rate;
            x = product(k, x);
        }
        QVERIFY(gap(x, models(rig)) < kTolerance);
    }
}

void TestProtocolForms::mean_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("every");
    QTest::newRow("all-reduce") << "allreduce" << 1;
    QTest::newRow("local SGD") << "local-sgd" << 3;
}

void TestProtocolForms::mean()
{
    QFETCH(QString, id);
    QFETCH(int, every);
    // Five workers and eleven numbers: chunks of unequal size. The walk makes them differ again in every round.
    SerialRig rig(scenarioOf(id.toStdString(), id == "local-sgd" ? std::map<std::string, double>{{"tau", every}} : std::map<std::string, double>{},
                             Workload::randomWalk, 6, 5, 11));
    SerialRig alone(scenarioOf("isolated", {}, Workload::randomWalk, 6, 5, 11));
    Rows x = rowsOf(models(rig));
    for (int round = 1; round <= 9; ++round) {
        const std::vector<FlatArray> before = models(alone);
        rig.serial.round(nullptr);
        alone.serial.round(nullptr);
        const std::vector<FlatArray> after = models(alone);
        for (std::size_t i = 0; i < x.size(); ++i) {
            for (std::size_t c = 0; c < x[i].size(); ++c) {
                x[i][c] += double(after[i][c]) - double(before[i][c]);
            }
        }
        if (round % every == 0) {
            x = product(Matrix(5, std::vector<double>(5, 0.2)), x);
        }
        QVERIFY(gap(x, models(rig)) < 1e-5);
    }
}

void TestProtocolForms::elasticServer()
{
    constexpr double kAlpha = 0.3;
    SerialRig rig(scenarioOf("easgd", {{"tau", 1.0}, {"alpha", kAlpha}}, Workload::averaging, 7, 4, 6));
    for (int round = 0; round < 4; ++round) {
        Rows x = rowsOf(models(rig));   // the server's row is the last
        rig.listener.traces.clear();
        rig.serial.round(nullptr);
        for (const auto& [from, to] : delivered(rig.listener)) {
            if (to == 4) {
                Matrix k = identity(5);
                k[4][4] = k[std::size_t(from)][std::size_t(from)] = 1.0 - kAlpha;
                k[4][std::size_t(from)] = k[std::size_t(from)][4] = kAlpha;
                x = product(k, x);
            }
        }
        QVERIFY(gap(x, models(rig)) < kTolerance);
    }
}

void TestProtocolForms::downpourServer()
{
    SerialRig rig(scenarioOf("downpour", {{"tau", 1.0}}, Workload::randomWalk, 8, 4, 6));
    SerialRig alone(scenarioOf("isolated", {}, Workload::randomWalk, 8, 4, 6));
    rig.serial.round(nullptr);
    alone.serial.round(nullptr);
    // Everybody started at zero: the server adds the steps in the order in which they come, and each goes on from the sum so far.
    const std::vector<FlatArray> steps = models(alone);
    Rows expected(5, std::vector<double>(6, 0.0));
    for (const auto& [from, to] : delivered(rig.listener)) {
        if (to == 4) {
            for (std::size_t c = 0; c < 6; ++c) {
                expected[4][c] += double(steps[std::size_t(from)][c]);
            }
            expected[std::size_t(from)] = expected[4];
        }
    }
    QVERIFY(gap(expected, models(rig)) < kTolerance);
}

void TestProtocolForms::lostMessagesAreSentAgain()
{
    Scenario scenario = scenarioOf("elastic-gossip", {{"probability", 0.5}}, Workload::averaging, 9);
    scenario.network.loss = 0.5;
    scenario.protocol.timeoutS = 1000.0;
    scenario.stop.steps = 400;
    SerialRig rig(scenario);
    const std::vector<double> before = sumOf(models(rig));
    for (int round = 0; round < 3000; ++round) {
        rig.serial.round(nullptr);
    }
    const Network::Totals totals = rig.cluster.network().totals();
    QVERIFY(rig.cluster.reachedLimit());
    QVERIFY(totals.lost > totals.sent / 3 && totals.lost < 2 * totals.sent / 3);
    QCOMPARE(totals.sent, totals.delivered + totals.lost);
    QVERIFY(largestGap(before, sumOf(models(rig))) < 1e-4);   // every exchange was completed
    QVERIFY(std::any_of(rig.listener.traces.begin(), rig.listener.traces.end(), [](const MessageTrace& t) { return t.resent; }));

    scenario.network.delivery = Delivery::bestEffort;
    SerialRig careless(scenario);
    for (int round = 0; round < 50; ++round) {
        careless.serial.round(nullptr);
    }
    QVERIFY(std::none_of(careless.listener.traces.begin(), careless.listener.traces.end(), [](const MessageTrace& t) { return t.resent; }));
}

void TestProtocolForms::waitsEndByTimeOut()
{
    Scenario scenario = scenarioOf("elastic-gossip", {{"probability", 1.0}}, Workload::averaging, 9);
    scenario.network.loss = 1.0;
    scenario.network.delivery = Delivery::bestEffort;
    scenario.protocol.timeoutS = 4.0;
    SerialRig rig(scenario);
    for (int round = 0; round < 40; ++round) {   // of one second
        rig.serial.round(nullptr);
    }
    const ClusterSnapshot snapshot = rig.cluster.snapshot(rig.serial.now());
    for (const WorkerRow& row : snapshot.rows) {
        QCOMPARE(row.steps, 10U);
        QVERIFY2(std::abs(row.waitedS - 39.0) < 4.1, qPrintable(QString::number(row.waitedS)));
    }
}

void TestProtocolForms::barrierStallsUntilTheCrashedOneIsBack()
{
    SerialRig rig(scenarioOf("allreduce", {}, Workload::randomWalk, 10));
    const auto run = [&](int rounds) {
        for (int round = 0; round < rounds; ++round) {
            rig.serial.round(nullptr);
        }
        return rig.cluster.stepsDone();
    };
    QCOMPARE(run(5), 40U);
    Fault crash = faultOf(FaultKind::crash);
    crash.workers = {2};
    rig.serial.apply(crash);
    const std::uint64_t stalled = run(3);   // each of the others makes one more step and waits
    QCOMPARE(stalled, 47U);
    QCOMPARE(run(30), stalled);
    QVERIFY(!rig.cluster.anyoneCanStep());
    QCOMPARE(rig.cluster.statuses()[0].state, WorkerState::waiting);
    Fault rejoin = faultOf(FaultKind::rejoin);
    rejoin.workers = {2};
    rig.serial.apply(rejoin);
    QVERIFY(run(20) > stalled + 100);
    QVERIFY(spread(models(rig)) < 1e-4);    // and all are alike again
    QVERIFY(rig.cluster.snapshot(rig.serial.now()).rows[0].waitedS >= 30.0);
}

void TestProtocolForms::barrierWithTimeOutGoesOnWithoutTheCrashedOne()
{
    Scenario scenario = scenarioOf("allreduce", {}, Workload::randomWalk, 10);
    scenario.protocol.timeoutS = 2.0;
    SerialRig rig(scenario);
    Fault cut = faultOf(FaultKind::partition);
    cut.groups = {{0, 1, 2}, {3, 4, 5, 6, 7}};
    rig.serial.apply(cut);
    for (int round = 0; round < 60; ++round) {
        rig.serial.round(nullptr);
    }
    const std::vector<FlatArray> apart = models(rig);
    QVERIFY(spread({apart.begin(), apart.begin() + 3}) < 1e-4);
    QVERIFY(spread({apart.begin() + 3, apart.end()}) < 1e-4);
    QVERIFY(spread(apart) > 0.1);
    rig.serial.apply(faultOf(FaultKind::heal));
    for (int round = 0; round < 10; ++round) {
        rig.serial.round(nullptr);
    }
    QVERIFY(spread(models(rig)) < 1e-4);
}

void TestProtocolForms::serverHandlesOneMessageAtATime()
{
    NetworkSpec spec;
    spec.serverMs = 30.0;
    Network network(spec, 4, 1, true);
    std::vector<double> handled;
    for (int worker = 0; worker < 4; ++worker) {
        const auto departure = network.depart(worker, 4, 100, 1.0);
        handled.push_back(network.arrive(worker, 4, departure));
    }
    for (std::size_t i = 0; i < handled.size(); ++i) {
        QCOMPARE(handled[i], 1.0 + 0.03 * double(i + 1));
    }
    const auto back = network.depart(4, 0, 100, 2.0);
    QCOMPARE(network.arrive(4, 0, back), 2.0);   // workers take no time
}

void TestProtocolForms::serverMayCrash()
{
    SerialRig rig(scenarioOf("easgd", {{"tau", 2.0}}, Workload::averaging, 11));
    Fault crash = faultOf(FaultKind::crash);
    crash.workers = {kServerNode};
    crash.forS = 20.0;
    rig.serial.round(nullptr);
    rig.serial.apply(crash);
    QVERIFY(!rig.cluster.isLiving(*rig.cluster.server()));
    QCOMPARE(rig.cluster.islands().size(), std::size_t(kWorkers));
    for (int round = 0; round < 15; ++round) {
        rig.serial.round(nullptr);
    }
    QVERIFY(rig.cluster.stepsDone() > 8 * 8);   // nobody stops for good
    const std::uint64_t before = rig.cluster.network().totals().delivered;
    for (int round = 0; round < 40; ++round) {
        rig.serial.round(nullptr);
    }
    QVERIFY(rig.cluster.isLiving(*rig.cluster.server()));
    QCOMPARE(rig.cluster.islands().size(), std::size_t(1));
    QVERIFY(rig.cluster.network().totals().delivered > before + 100);
    QVERIFY(std::any_of(rig.listener.events.begin(), rig.listener.events.end(),
                        [](const Event& event) { return event.kind == "crash" && event.subject == "server"; }));
}

QTEST_GUILESS_MAIN(TestProtocolForms)
#include "test_protocols.moc"
