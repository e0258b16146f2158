// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/consensus.h"
#include "support/protocol_rig.h"

#include <QTest>

#include <cmath>

using namespace gossip;
using namespace gossip::test;

namespace {

constexpr double kConsensus = 1.0;
constexpr double kNetwork = 2.0;
constexpr double kSchedule = 3.0;

std::vector<WorkerRow> rowsAfter(SerialRig& rig, int rounds)
{
    for (int round = 0; round < rounds; ++round) {
        rig.serial.round(nullptr);
    }
    return rig.cluster.snapshot(rig.serial.now()).rows;
}

double relativeDistance(const SerialRig& rig)
{
    const std::vector<FlatArray> now = models(rig);
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < now.size(); ++i) {
        all.push_back(i);
    }
    return metrics::consensus(now, metrics::meanModel(now, all)).relative;
}

}  // namespace

/// Each worker's own exchange probability: where the rules settle, their bounds, commands, and what is recorded.
class TestAdaptation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutItNothingChanges();
    void consensusHoldsTheWantedDistance_data();
    void consensusHoldsTheWantedDistance();
    void networkFillsEachWorkersOwnLine();
    void networkTakesTheMostOfAFreeLine();
    void scheduleGoesEvenlyInItsLogarithm_data();
    void scheduleGoesEvenlyInItsLogarithm();
    void commandsAreWhatItGoesOnFrom();
    void onlyProtocolsWithAProbabilityRecordOne();
    void wordsInScenarios();
};

void TestAdaptation::withoutItNothingChanges()
{
    SerialRig rig(scenarioOf("gosgd", {{"probability", 0.3}, {"p_min", 0.4}}, Workload::randomWalk, 1));
    for (const WorkerRow& row : rowsAfter(rig, 200)) {
        QCOMPARE(row.probability, std::optional(0.3));
    }
}

void TestAdaptation::consensusHoldsTheWantedDistance_data()
{
    QTest::addColumn<double>("target");
    QTest::newRow("a fifth") << 0.2;
    QTest::newRow("a half") << 0.5;
}

void TestAdaptation::consensusHoldsTheWantedDistance()
{
    // The walk leads away from 0, so that the same relative distance takes ever fewer exchanges.
    QFETCH(double, target);
    const auto distances = [&](double adapt) {
        SerialRig rig(scenarioOf("gosgd", {{"probability", 0.05}, {"adapt", adapt}, {"target", target}, {"p_min", 0.001}, {"p_max", 0.9}}, Workload::randomWalk, 2));
        double early = 0.0;
        double late = 0.0;
        for (int round = 0; round < 4000; ++round) {
            rig.serial.round(nullptr);
            (round < 2000 ? early : late) += round >= 1000 ? relativeDistance(rig) / (round < 2000 ? 1000.0 : 2000.0) : 0.0;
        }
        return std::pair(early, late);
    };
    const auto [early, late] = distances(kConsensus);
    qInfo("wanted %.3f, found %.3f and %.3f", target, early, late);
    QVERIFY(early > 0.6 * target && early < 1.6 * target);
    QVERIFY(late > 0.6 * target && late < 1.6 * target);
    const auto [fixedEarly, fixedLate] = distances(0.0);
    QVERIFY(fixedLate < 0.85 * fixedEarly);
}

void TestAdaptation::networkFillsEachWorkersOwnLine()
{
    Scenario scenario = scenarioOf("gosgd", {{"probability", 0.02}, {"adapt", kNetwork}, {"p_max", 1.0}}, Workload::randomWalk, 3);
    scenario.network.bandwidthMbps = 0.001;   // 96 + 8 + 64 bytes take 1.344 s, a step takes one
    SerialRig rig(scenario);
    for (const WorkerRow& row : rowsAfter(rig, 300)) {
        QVERIFY2(std::abs(*row.probability - 0.8 / 1.344) < 0.01, qPrintable(QString::number(*row.probability)));
    }
    // Another worker's line four times as slow: it gives way, the others hardly do.
    Fault narrow = faultOf(FaultKind::link);
    narrow.workers = {2};
    narrow.bandwidthMbps = 0.00025;
    rig.serial.apply(narrow);
    const std::vector<WorkerRow> rows = rowsAfter(rig, 600);
    QVERIFY2(std::abs(*rows[2].probability - 0.2 / 1.344) < 0.02, qPrintable(QString::number(*rows[2].probability)));
    QVERIFY(*rows[0].probability > 0.3);
}

void TestAdaptation::networkTakesTheMostOfAFreeLine()
{
    SerialRig rig(scenarioOf("gosgd", {{"adapt", kNetwork}, {"p_max", 0.7}}, Workload::randomWalk, 3));
    for (const WorkerRow& row : rowsAfter(rig, 50)) {
        QCOMPARE(row.probability, std::optional(0.7));
    }
}

void TestAdaptation::scheduleGoesEvenlyInItsLogarithm_data()
{
    QTest::addColumn<double>("first");
    QTest::addColumn<double>("last");
    QTest::newRow("often at first") << 0.4 << 0.004;
    QTest::newRow("rarely at first") << 0.004 << 0.4;
}

void TestAdaptation::scheduleGoesEvenlyInItsLogarithm()
{
    QFETCH(double, first);
    QFETCH(double, last);
    SerialRig rig(scenarioOf("gosgd", {{"probability", first}, {"adapt", kSchedule}, {"p_end", last}, {"schedule_steps", 100.0}}, Workload::randomWalk, 4));
    QVERIFY(std::abs(*rowsAfter(rig, 50)[0].probability - 0.04) < 1e-9);   // half way
    QVERIFY(std::abs(*rowsAfter(rig, 50)[0].probability - last) < 1e-9);
    QVERIFY(std::abs(*rowsAfter(rig, 50)[0].probability - last) < 1e-9);
}

void TestAdaptation::commandsAreWhatItGoesOnFrom()
{
    SerialRig rig(scenarioOf("gosgd", {{"probability", 0.1}, {"adapt", kNetwork}, {"p_max", 0.5}}, Workload::randomWalk, 5));
    QCOMPARE(rowsAfter(rig, 5)[0].probability, std::optional(0.5));
    Fault crash = faultOf(FaultKind::crash);   // no command for p
    crash.workers = {7};
    rig.serial.apply(crash);
    QCOMPARE(rig.cluster.statuses()[0].probability, 0.5);
    Fault off = faultOf(FaultKind::probability);
    off.workers = {0};
    off.forS = 10.0;
    rig.serial.apply(off);
    QCOMPARE(rowsAfter(rig, 5)[0].probability, std::optional(0.0));   // 0 stays
    QCOMPARE(rowsAfter(rig, 10)[0].probability, std::optional(0.5));
}

void TestAdaptation::onlyProtocolsWithAProbabilityRecordOne()
{
    for (const ProtocolInfo& info : protocols()) {
        const bool has = std::any_of(info.parameters.begin(), info.parameters.end(), [](const ParameterInfo& p) { return p.key == "probability"; });
        SerialRig rig(scenarioOf(info.id, {}, Workload::randomWalk, 6, info.id == "pooled" ? 1 : kWorkers));
        QCOMPARE(rowsAfter(rig, 3)[0].probability.has_value(), has);
        QCOMPARE(std::isnan(rig.cluster.statuses()[0].probability), !rowsAfter(rig, 1)[0].probability.has_value());
    }
}

void TestAdaptation::wordsInScenarios()
{
    const Result<Scenario> scenario = parseScenario(R"({"schema_version": 1, "protocol": {"id": "gosgd", "adapt": "network"}})");
    QVERIFY(scenario);
    QCOMPARE(scenario->protocol.parameters.at("adapt"), kNetwork);
    QVERIFY(toJson(*scenario).find("\"adapt\": \"network\"") != std::string::npos);
    QCOMPARE(fieldValue(*scenario, "protocol.adapt"), std::string("\"network\""));
    Scenario changed = *scenario;
    QVERIFY(setFieldValue(changed, "protocol.adapt", "\"schedule\""));
    QCOMPARE(changed.protocol.parameters.at("adapt"), kSchedule);
    QVERIFY(!setFieldValue(changed, "protocol.adapt", "2"));
    QVERIFY(!setFieldValue(changed, "protocol.adapt", "\"often\""));
    changed.protocol.parameters["adapt"] = 7.0;   // put together in memory
    QVERIFY(!checkScenario(changed));
    changed.protocol.parameters["adapt"] = std::nan("");
    QVERIFY(!checkScenario(changed));
    const Result<Scenario> race = parseScenario(R"({"protocol_overrides": {"gosgd": {"adapt": "schedule"}, "choco": {"compressor": "int8"}}})");
    QVERIFY(race && race->protocolOverrides.at("gosgd").at("adapt") == kSchedule);
    const Result<Scenario> again = parseScenario(toJson(*race));
    QVERIFY(again && again->protocolOverrides == race->protocolOverrides);
    QVERIFY(!parseScenario(R"({"schema_version": 1, "network": {"compression": "zip"}})"));
    const Result<Scenario> packed = parseScenario(R"({"schema_version": 1, "network": {"compression": "int8"}})");
    QVERIFY(packed && packed->network.compression == Compression::int8);
    QVERIFY(toJson(*packed).find("\"compression\": \"int8\"") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestAdaptation)
#include "test_adaptation.moc"
