// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/active_faults.h"
#include "network/network.h"
#include "support/faults.h"

#include <QTest>

#include <cmath>

using namespace gossip;
using gossip::test::faultOf;

/// The link model of DESIGN section 5, in closed form.
class TestNetwork : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutSettingsAMessageArrivesAtOnce();
    void manyNodesAreCountedBySender();
    void theServersQueueIsWhatHasReachedItAndIsNotHandled();
    void latencyAndBandwidthAddUp();
    void anUplinkSerialisesWhatItsNodeSends();
    void aDownlinkSerialisesWhatItsNodeReceives();
    void whatIsOnALinkOrWaitsForOneIsCounted();
    void lossHasItsRateAndStillOccupiesTheUplink();
    void jitterIsHalfNormal();
    void strengthZeroIsExactlyNoDisturbance();
    void aCutLosesOnlyWhatCrossesIt();
    void liftingADisturbanceBringsBackWhatWasBefore();
    void aLinkFaultTouchesOnlyItsLink();
    void everyMessageIsCounted();
    void busyTimeIsThatOfTheBusiestPart();
    void ofActiveFaultsTheLatestWins();
    void slidersDoNotPileUp();
};

void TestNetwork::withoutSettingsAMessageArrivesAtOnce()
{
    Network network({}, 2, 1);
    const auto departure = network.depart(0, 1, 1000, 5.0);
    QVERIFY(!departure.lost);
    QCOMPARE(departure.firstBitS, 5.0);
    QCOMPARE(network.arrive(0, 1, departure), 5.0);
}

void TestNetwork::latencyAndBandwidthAddUp()
{
    NetworkSpec spec;
    spec.latencyMs = 20.0;
    spec.bandwidthMbps = 100.0;
    Network network(spec, 2, 1);
    const auto departure = network.depart(0, 1, 250000, 1.0);   // 2 Mbit at 100 Mbit/s: 20 ms
    QCOMPARE(departure.durationS, 0.02);
    QCOMPARE(departure.firstBitS, 1.02);
    QCOMPARE(network.arrive(0, 1, departure), 1.04);
}

void TestNetwork::anUplinkSerialisesWhatItsNodeSends()
{
    NetworkSpec spec;
    spec.bandwidthMbps = 8.0;   // 1 MB/s
    Network network(spec, 3, 1);
    QCOMPARE(network.depart(0, 1, 1000000, 0.0).firstBitS, 0.0);
    QCOMPARE(network.depart(0, 2, 1000000, 0.0).firstBitS, 1.0);
    QCOMPARE(network.depart(1, 2, 1000000, 0.0).firstBitS, 0.0);   // another node's uplink is free
}

void TestNetwork::aDownlinkSerialisesWhatItsNodeReceives()
{
    NetworkSpec spec;
    spec.bandwidthMbps = 8.0;
    Network network(spec, 3, 1);
    const auto first = network.depart(0, 2, 1000000, 0.0);
    const auto second = network.depart(1, 2, 1000000, 0.0);
    QCOMPARE(network.arrive(0, 2, first), 1.0);
    QCOMPARE(network.arrive(1, 2, second), 2.0);
}

void TestNetwork::whatIsOnALinkOrWaitsForOneIsCounted()
{
    NetworkSpec spec;
    spec.bandwidthMbps = 8.0;
    spec.latencyMs = 5000.0;
    Network network(spec, 3, 1);
    const auto first = network.depart(0, 2, 1000000, 0.0);
    const auto second = network.depart(0, 2, 1000000, 0.0);
    QCOMPARE(network.underWay(0, 0.5), 2);
    QCOMPARE(network.underWay(0, 1.5), 1);
    QCOMPARE(network.underWay(0, 2.0), 0);   // latency fills no link
    QCOMPARE(network.underWay(1, 0.5), 0);
    const auto other = network.depart(1, 2, 3000000, 1.0);
    QCOMPARE(network.arrive(0, 2, first), 6.0);
    QCOMPARE(network.arrive(1, 2, other), 9.0);
    QCOMPARE(network.arrive(0, 2, second), 10.0);
    QCOMPARE(network.underWay(0, 6.5), 1);   // waits for the receiver's downlink
    QCOMPARE(network.underWay(0, 10.0), 0);
    Network unlimited({}, 3, 1);
    const auto quick = unlimited.depart(0, 2, 1000000, 0.0);
    (void)unlimited.arrive(0, 2, quick);
    QCOMPARE(unlimited.underWay(0, 0.0), 0);
}

void TestNetwork::lossHasItsRateAndStillOccupiesTheUplink()
{
    NetworkSpec spec;
    spec.loss = 0.2;
    spec.bandwidthMbps = 8.0;
    Network network(spec, 2, 1);
    int lost = 0;
    constexpr int kMessages = 20000;
    for (int i = 0; i < kMessages; ++i) {
        lost += network.depart(0, 1, 1000, 0.0).lost ? 1 : 0;
    }
    QVERIFY2(std::abs(lost - 0.2 * kMessages) < 5.0 * std::sqrt(kMessages * 0.2 * 0.8), qPrintable(QString::number(lost)));
    QVERIFY(std::abs(network.depart(0, 1, 1000, 0.0).firstBitS - kMessages * 0.001) < 1e-6);
}

void TestNetwork::jitterIsHalfNormal()
{
    NetworkSpec spec;
    spec.jitterMs = 10.0;
    Network network(spec, 2, 1);
    double sum = 0.0;
    constexpr int kMessages = 20000;
    for (int i = 0; i < kMessages; ++i) {
        const double delay = network.depart(0, 1, 1, 0.0).firstBitS;
        QVERIFY(delay >= 0.0);
        sum += delay;
    }
    QVERIFY(std::abs(sum / kMessages - 0.01 * std::sqrt(2.0 / M_PI)) < 0.0003);
}

void TestNetwork::strengthZeroIsExactlyNoDisturbance()
{
    // A network fault of strength 0 in the middle changes no later draw.
    NetworkSpec spec;
    spec.loss = 0.3;
    spec.jitterMs = 5.0;
    Network plain(spec, 2, 9);
    Network disturbed(spec, 2, 9);
    Fault silence = faultOf(FaultKind::network);
    silence.loss = 0.0;
    for (int i = 0; i < 300; ++i) {
        std::uint64_t handle = 0;
        if (i == 100) {
            silence.forS = 1.0;
            handle = disturbed.disturb(silence);
        }
        const auto a = plain.depart(0, 1, 100, i);
        const auto b = disturbed.depart(0, 1, 100, i);
        disturbed.lift(handle);
        QCOMPARE(b.firstBitS, a.firstBitS);
        QVERIFY(i == 100 || b.lost == a.lost);
    }
}

void TestNetwork::aCutLosesOnlyWhatCrossesIt()
{
    Network network({}, 4, 1);
    network.cut({{0, 1}});
    QVERIFY(network.isCut());
    QVERIFY(!network.depart(0, 1, 1, 0.0).lost);
    QVERIFY(!network.depart(2, 3, 1, 0.0).lost);
    QVERIFY(network.depart(0, 2, 1, 0.0).lost);
    QVERIFY(network.depart(3, 1, 1, 0.0).lost);
    network.heal();
    QVERIFY(!network.isCut());
    QVERIFY(!network.depart(0, 2, 1, 0.0).lost);
}

void TestNetwork::liftingADisturbanceBringsBackWhatWasBefore()
{
    NetworkSpec spec;
    spec.latencyMs = 5.0;
    Network network(spec, 2, 1);
    Fault first = faultOf(FaultKind::network);
    first.latencyMs = 50.0;
    first.forS = 10.0;
    Fault second = faultOf(FaultKind::network);
    second.latencyMs = 100.0;
    second.forS = 5.0;
    const auto lower = network.disturb(first);
    const auto upper = network.disturb(second);
    QCOMPARE(network.common().latencyMs, 100.0);
    network.lift(lower);
    QCOMPARE(network.common().latencyMs, 100.0);
    network.lift(upper);
    QCOMPARE(network.common().latencyMs, 5.0);
}

void TestNetwork::aLinkFaultTouchesOnlyItsLink()
{
    Network network({}, 3, 1);
    Fault oneWay = faultOf(FaultKind::link);
    oneWay.from = 0;
    oneWay.to = 1;
    oneWay.latencyMs = 1000.0;
    network.disturb(oneWay);
    Fault allOfNode = faultOf(FaultKind::link);
    allOfNode.workers = {2};
    allOfNode.latencyMs = 500.0;
    network.disturb(allOfNode);
    QCOMPARE(network.depart(0, 1, 1, 0.0).firstBitS, 1.0);
    QCOMPARE(network.depart(1, 0, 1, 0.0).firstBitS, 0.0);
    QCOMPARE(network.depart(2, 0, 1, 0.0).firstBitS, 0.5);
    QCOMPARE(network.depart(1, 2, 1, 0.0).firstBitS, 0.5);
    QCOMPARE(network.common().latencyMs, 0.0);
}

void TestNetwork::everyMessageIsCounted()
{
    Network network({}, 3, 1);
    for (int i = 0; i < 5; ++i) {
        network.depart(0, 1, 100, 0.0);
    }
    network.depart(2, 0, 50, 0.0);
    network.countDelivered(0, 1);
    network.countLost(0, 1);
    const Network::Totals totals = network.totals();
    QCOMPARE(totals.sent, 6U);
    QCOMPARE(totals.delivered, 1U);
    QCOMPARE(totals.lost, 1U);
    QCOMPARE(totals.bytes, 550U);
    const auto rows = network.exchanges();
    QCOMPARE(rows.size(), std::size_t(2));
    QCOMPARE(rows[0].sent, 5U);
    QCOMPARE(rows[0].bytes, 500U);
    QCOMPARE(network.bytesByNode(), (std::vector<std::uint64_t>{550, 500, 50}));
}

void TestNetwork::busyTimeIsThatOfTheBusiestPart()
{
    NetworkSpec spec;
    spec.bandwidthMbps = 8.0;   // 1000 bytes take 1 ms
    spec.latencyMs = 10.0;
    spec.serverMs = 5.0;
    Network network(spec, 2, 1, true);
    const auto first = network.depart(0, 2, 1000, 0.0);
    const auto second = network.depart(0, 2, 3000, 0.0);   // waits for the first: 1 to 4 ms
    QCOMPARE(network.busyByNode(0.002), (std::vector<double>{0.002, 0.0, 0.0}));
    QCOMPARE(network.busyByNode(1.0), (std::vector<double>{0.004, 0.0, 0.0}));
    QCOMPARE(network.arrive(0, 2, first), 0.016);             // the line until 11 ms, then 5 ms of handling
    QCOMPARE(network.arrive(0, 2, second), 0.021);            // the line until 14 ms, then the server is still at the first
    QVERIFY(std::abs(network.busyByNode(1.0)[2] - 0.010) < 1e-12);     // handling; the downlink only 4 ms
    QVERIFY(std::abs(network.busyByNode(0.018)[2] - 0.007) < 1e-12);   // 11 to 18 ms, without a pause
    network.depart(1, 0, 7000, 0.5);
    QCOMPARE(network.busyByNode(1.0)[1], 0.007);
}

void TestNetwork::ofActiveFaultsTheLatestWins()
{
    ActiveFaults faults;
    Fault slow;
    slow.kind = FaultKind::slow;
    slow.workers = {1, 2};
    slow.factor = 4.0;
    slow.forS = 10.0;
    const auto first = faults.add(slow);
    slow.workers = {2};
    slow.factor = 8.0;
    const auto second = faults.add(slow);
    QCOMPARE(faults.slowFactor(0), 1.0);
    QCOMPARE(faults.slowFactor(1), 4.0);
    QCOMPARE(faults.slowFactor(2), 8.0);
    faults.remove(second);
    QCOMPARE(faults.slowFactor(2), 4.0);
    faults.remove(first);
    QCOMPARE(faults.slowFactor(2), 1.0);

    Fault corrupt;
    corrupt.kind = FaultKind::corrupt;
    corrupt.workers = {0, 1};
    faults.add(corrupt);
    faults.clear(FaultKind::corrupt, 0);
    QVERIFY(!faults.corruption(0));
    QVERIFY(faults.corruption(1));
}

void TestNetwork::slidersDoNotPileUp()
{
    ActiveFaults faults;
    Fault probability;
    probability.kind = FaultKind::probability;
    for (int i = 0; i <= 100; ++i) {
        probability.probability = i / 100.0;
        faults.add(probability);
    }
    QCOMPARE(faults.probability(3).value(), 1.0);
    Fault one = probability;
    one.workers = {3};
    one.probability = 0.5;
    faults.add(one);
    QCOMPARE(faults.probability(3).value(), 0.5);
    QCOMPARE(faults.probability(2).value(), 1.0);
}

void TestNetwork::manyNodesAreCountedBySender()
{
    Network network({}, 2000, 1);
    for (const int to : {1, 2, 1999}) {
        (void)network.depart(0, to, 100, 0.0);
        network.countDelivered(0, to);
    }
    const std::vector<ExchangeRow> rows = network.exchanges();
    QCOMPARE(rows.size(), std::size_t(1));
    QVERIFY(rows[0].from == 0 && rows[0].to < kServerNode && rows[0].sent == 3 && rows[0].delivered == 3 && rows[0].bytes == 300);
}

void TestNetwork::theServersQueueIsWhatHasReachedItAndIsNotHandled()
{
    NetworkSpec spec;
    spec.latencyMs = 10.0;
    spec.serverMs = 100.0;
    Network network(spec, 4, 1, true);
    constexpr int kServer = 4;
    for (int worker = 0; worker < 4; ++worker) {
        const auto departure = network.depart(worker, kServer, 1000, 0.0);
        QCOMPARE(network.arrive(worker, kServer, departure), 0.01 + 0.1 * (worker + 1));
    }
    QCOMPARE(network.waitingAtServer(0.05), 4);
    QCOMPARE(network.waitingAtServer(0.15), 3);
    QCOMPARE(network.waitingAtServer(0.409), 1);
    QCOMPARE(network.waitingAtServer(0.42), 0);
    const auto late = network.depart(0, kServer, 1000, 1.0);   // forgets those that are long handled
    QCOMPARE(network.arrive(0, kServer, late), 1.11);
    QCOMPARE(network.waitingAtServer(1.05), 1);
    (void)network.arrive(0, 1, network.depart(0, 1, 1000, 1.0));   // to a worker: not the server's
    QCOMPARE(network.waitingAtServer(1.05), 1);
}

QTEST_GUILESS_MAIN(TestNetwork)
#include "test_network.moc"
