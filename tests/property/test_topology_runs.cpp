// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/consensus.h"
#include "metrics/consensus_rate.h"
#include "support/protocol_rig.h"

#include <gossip/topology.h>

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <set>

using namespace gossip;
using namespace gossip::test;

namespace {

constexpr int kNodes = 6;

Scenario on(const std::string& id, std::vector<std::pair<int, int>> edges = {})
{
    Scenario scenario = vectorScenario(Workload::averaging, kNodes, 8, 1.0, 5);
    scenario.topology.id = id;
    scenario.topology.edges = std::move(edges);
    return scenario;
}

/// The distance's factor per round, looked at every few rounds from \p first on until rounding begins to show.
std::optional<double> measuredRate(SerialRig& rig, int first, int every)
{
    metrics::ConsensusRate rate;
    MetricsRow row;
    for (int round = 0; round <= 40'000 && !(row.consensusDistance && *row.consensusDistance < 1e-5); ++round) {
        if (round >= first && round % every == 0) {
            const ClusterSnapshot snapshot = rig.cluster.snapshot(0.0);
            std::vector<std::size_t> all(snapshot.living.size());
            std::iota(all.begin(), all.end(), std::size_t{0});
            row.steps = std::uint64_t(round) * all.size();
            row.consensusDistance = metrics::consensus(snapshot.parameters, metrics::meanModel(snapshot.parameters, all)).distance;
            rate.add(row, int(all.size()));
        }
        rig.serial.round(nullptr);
    }
    return rate.perRound();
}

}  // namespace

class TestTopologyRuns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void messagesFollowTheLinks_data();
    void messagesFollowTheLinks();
    void onePeerTakesTurns();
    void islandsFollowTheLinks();
    void oneWayIslands();
    void rejoinersAskWhoMaySendToThem();
    void workersAgreeAboutAsFastAsPredicted_data();
    void workersAgreeAboutAsFastAsPredicted();
    void neighboursInStepAgreeAsFastAsTheGapSays_data();
    void neighboursInStepAgreeAsFastAsTheGapSays();
    void predictsOnlyWhereItHolds();
};

void TestTopologyRuns::messagesFollowTheLinks_data()
{
    QTest::addColumn<QString>("id");
    for (const char* id : {"complete", "ring", "torus", "exponential", "one-peer-exponential", "star"})
        QTest::addRow("%s", id) << id;
}

void TestTopologyRuns::messagesFollowTheLinks()
{
    QFETCH(QString, id);
    SerialRig rig(on(id.toStdString()));
    const Topology topology = *Topology::make(rig.scenario.topology, kNodes, rig.scenario.seed);
    for (int round = 0; round < 200; ++round)
        rig.serial.round(nullptr);
    std::set<std::pair<int, int>> used;
    for (const MessageTrace& trace : rig.listener.traces) {
        QVERIFY2(topology.linked(trace.from, trace.to), qPrintable(QStringLiteral("%1 → %2").arg(trace.from).arg(trace.to)));
        used.emplace(trace.from, trace.to);
    }
    QCOMPARE(used.size(), std::size_t(topology.linkCount()));   // each of them in 200 rounds
    QVERIFY(std::abs(rig.totalWeight() - 1.0) < 1e-12);
}

void TestTopologyRuns::onePeerTakesTurns()
{
    SerialRig rig(on("one-peer-exponential"));
    for (int round = 0; round < 30; ++round)
        rig.serial.round(nullptr);
    std::vector<std::vector<int>> hops(kNodes);
    std::set<std::uint64_t> seen;
    for (const MessageTrace& trace : rig.listener.traces)
        if (seen.insert(trace.id).second)
            hops[std::size_t(trace.from)].push_back((trace.to - trace.from + kNodes) % kNodes);
    for (const std::vector<int>& own : hops) {
        QVERIFY(own.size() >= 29);
        for (std::size_t k = 3; k < own.size(); ++k)
            QCOMPARE(own[k], own[k - 3]);
        QCOMPARE((std::set<int>(own.begin(), own.begin() + 3)), (std::set<int>{1, 2, 4}));
    }
}

void TestTopologyRuns::islandsFollowTheLinks()
{
    SerialRig ring(on("ring"));
    QCOMPARE(ring.cluster.islands().size(), std::size_t(1));
    ring.serial.apply(faultOf(FaultKind::crash, {0, 3}));
    QCOMPARE(ring.cluster.islands(), (std::vector<std::vector<int>>{{1, 2}, {4, 5}}));
    SerialRig star(on("star"));
    star.serial.apply(faultOf(FaultKind::crash, {0}));
    QCOMPARE(star.cluster.islands().size(), std::size_t(kNodes - 1));
}

void TestTopologyRuns::oneWayIslands()
{
    // A one-way cycle with one pair linked both ways: without worker 3 only that pair still hears from one another.
    SerialRig rig(on("edges", {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 0}, {1, 0}}));
    QCOMPARE(rig.cluster.islands().size(), std::size_t(1));
    rig.serial.apply(faultOf(FaultKind::crash, {3}));
    QCOMPARE(rig.cluster.islands(), (std::vector<std::vector<int>>{{0, 1}, {2}, {4}, {5}}));
}

void TestTopologyRuns::rejoinersAskWhoMaySendToThem()
{
    SerialRig rig(on("edges", {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 0}}));
    rig.serial.apply(faultOf(FaultKind::crash, {2}));
    rig.serial.round(nullptr);
    rig.listener.traces.clear();
    rig.serial.apply(faultOf(FaultKind::rejoin, {2}));
    for (int round = 0; round < 5; ++round)
        rig.serial.round(nullptr);
    bool asked = false;
    for (const MessageTrace& trace : rig.listener.traces) {
        if (trace.request) {
            QCOMPARE(trace.from, 2);
            QCOMPARE(trace.to, 1);
            asked = true;
        }
    }
    QVERIFY(asked);
}

void TestTopologyRuns::workersAgreeAboutAsFastAsPredicted_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("workers");
    QTest::addColumn<double>("walk");   // 1 − λ₂ of the walk to a random neighbour, by its own closed form
    const auto cosine = [](int n) { return std::cos(2.0 * std::numbers::pi / n); };
    QTest::newRow("complete 8") << "complete" << 8 << 8.0 / 7.0;
    QTest::newRow("ring 8") << "ring" << 8 << 1.0 - cosine(8);
    QTest::newRow("ring 16") << "ring" << 16 << 1.0 - cosine(16);
    QTest::newRow("torus 4 x 4") << "torus" << 16 << 0.5 * (1.0 - cosine(4));
}

void TestTopologyRuns::workersAgreeAboutAsFastAsPredicted()
{
    QFETCH(QString, id);
    QFETCH(int, workers);
    QFETCH(double, walk);
    constexpr double kP = 0.2;
    Scenario scenario = vectorScenario(Workload::averaging, workers, 60, kP, 3);
    scenario.topology.id = id.toStdString();
    const Topology topology = *Topology::make(scenario.topology, workers, scenario.seed);
    const auto predicted = predictedContraction(scenario, topology, spectralGap(topology));
    QVERIFY(predicted && std::abs(1.0 - *predicted - 0.39 * kP * walk) < 1e-12);

    SerialRig rig(scenario);
    const std::optional<double> measured = measuredRate(rig, 0, 20);
    QVERIFY(measured);
    const double ratio = std::log(*measured) / std::log(*predicted);
    QVERIFY2(ratio > 0.6 && ratio < 2.0, qPrintable(QString::number(ratio)));
}

void TestTopologyRuns::neighboursInStepAgreeAsFastAsTheGapSays_data()
{
    QTest::addColumn<QString>("id");
    for (const char* id : {"ring", "torus", "star", "exponential", "erdos-renyi"})
        QTest::newRow(id) << id;
}

void TestTopologyRuns::neighboursInStepAgreeAsFastAsTheGapSays()
{
    QFETCH(QString, id);
    Scenario scenario = scenarioOf("d-psgd", {}, Workload::averaging, 3, 16, 60);
    scenario.topology.id = id.toStdString();
    scenario = *checkScenario(scenario);   // with the topology's own defaults
    const Topology topology = *Topology::make(scenario.topology, 16, scenario.seed);
    const auto predicted = predictedContraction(scenario, topology, spectralGap(topology));
    QVERIFY(predicted && *predicted > 0.0);
    SerialRig rig(scenario);
    const std::optional<double> measured = measuredRate(rig, 8, 1);   // the slowest mode is all that is left then
    QVERIFY(measured);
    const double ratio = std::log(*measured) / std::log(*predicted);
    QVERIFY2(ratio > 0.95 && ratio < 1.1, qPrintable(QString::number(ratio)));
}

void TestTopologyRuns::predictsOnlyWhereItHolds()
{
    const auto predicted = [](const Scenario& scenario) {
        const Topology topology = *Topology::make(scenario.topology, scenario.workers.count, scenario.seed);
        return predictedContraction(scenario, topology, spectralGap(topology));
    };
    QVERIFY(predicted(on("ring")));
    for (const char* id : {"star", "exponential", "one-peer-exponential"})
        QVERIFY2(!predicted(on(id)), id);
    QVERIFY(!predicted(on("edges", {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 0}})));
    Scenario other = on("ring");
    other.workload = Workload::randomWalk;
    QVERIFY(!predicted(other));
    other = on("ring");
    other.network.loss = 0.1;
    QVERIFY(!predicted(other));
    other = on("ring");
    other.faults = {faultOf(FaultKind::crash, {0})};
    QVERIFY(!predicted(other));
    other = on("ring");
    other.protocol = {"isolated", other.protocol.timeoutS, {}};
    QVERIFY(!predicted(other));
    other = on("complete");
    other.workers.count = 1;
    QVERIFY(!predicted(other));
}

QTEST_GUILESS_MAIN(TestTopologyRuns)
#include "test_topology_runs.moc"
