// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/faults.h"
#include "ui/models/fault_history.h"
#include "ui/models/narrator.h"
#include "ui/models/run_facts.h"

#include <QTest>

using namespace gossip::ui;
using gossip::test::faultOf;

namespace {

gossip::Scenario twoPlants()
{
    gossip::Scenario scenario;
    scenario.workers.count = 4;
    scenario.workers.names = {"A-1", "A-2", "B-1", "B-2"};
    scenario.workers.groups = {{"A", {0, 1}}, {"B", {2, 3}}};
    scenario.protocol.parameters = {{"probability", 0.1}};
    scenario.evaluation.goal = 0.8;
    return scenario;
}

gossip::RunUpdate updateAt(double timeS)
{
    gossip::RunUpdate update;
    update.timeS = timeS;
    update.workers.resize(4);
    update.islands = {{0, 1, 2, 3}};
    update.probability = 0.1;
    return update;
}

gossip::RunUpdate evaluatedAt(double timeS, double accuracy, bool meanCouldExist = true)
{
    gossip::RunUpdate update = updateAt(timeS);
    gossip::Record record;
    record.metrics.timeS = timeS;
    record.metrics.testAccuracy = accuracy;
    record.metrics.workerAccuracyMean = accuracy - 0.1;
    record.meanModelCouldExist = meanCouldExist;
    update.records = {record};
    return update;
}

RunWatch watchAfter(const std::vector<gossip::RunUpdate>& updates, const gossip::Scenario& scenario = twoPlants())
{
    RunWatch watch;
    watch.start(scenario, nullptr);
    for (const gossip::RunUpdate& update : updates)
        watch.apply(update);
    return watch;
}

gossip::RunUpdate cutAt(double timeS)
{
    gossip::RunUpdate update = updateAt(timeS);
    update.islands = {{0, 1}, {2, 3}};
    return update;
}

QString said(const std::vector<gossip::RunUpdate>& updates)
{
    return Narrator::sentence(twoPlants(), watchAfter(updates).facts());
}

}  // namespace

class TestRunFacts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theGoalCountsOnlyWhenTheNextEvaluationConfirmsIt();
    void aGoalThatEndsTheRunIsTheOneThatCounts();
    void aModelThatNobodyCouldFormReachesNoGoal();
    void aValueOnceMeasuredStaysUntilTheNextMeasurement();
    void aCutHasABeginningAndAnEnd();
    void whoeverSendsNothingIsNotCutOff();
    void theSentenceTellsOfTheCutBeforeAnythingElse();
    void theSentenceNamesWhoIsDownAndHowManyGoOn();
    void divergenceIsSaidEvenDuringACut();
    void theOppositeBringsBackWhatWas();
    void movesOfOneSliderAreOneStep();
    void restoreAllBringsBackEverythingThatDiffersFromTheScenario();
    void withoutGroupsTheCutDividesInHalves();
};

void TestRunFacts::theGoalCountsOnlyWhenTheNextEvaluationConfirmsIt()
{
    QVERIFY(!watchAfter({evaluatedAt(10, 0.81)}).facts().goalReachedS);
    QVERIFY(!watchAfter({evaluatedAt(10, 0.81), evaluatedAt(12, 0.79), evaluatedAt(14, 0.82)}).facts().goalReachedS);
    const RunWatch reached = watchAfter({evaluatedAt(10, 0.81), evaluatedAt(12, 0.79), evaluatedAt(14, 0.82), evaluatedAt(16, 0.8),
                                         evaluatedAt(18, 0.5)});
    QCOMPARE(*reached.facts().goalReachedS, 14.0);
}

void TestRunFacts::aGoalThatEndsTheRunIsTheOneThatCounts()
{
    gossip::Scenario scenario = twoPlants();
    scenario.stop.targetAccuracy = 0.6;
    const RunWatch watch = watchAfter({evaluatedAt(10, 0.61), evaluatedAt(12, 0.62)}, scenario);
    QCOMPARE(watch.facts().goal, 0.6);
    QCOMPARE(*watch.facts().goalReachedS, 10.0);
}

void TestRunFacts::aModelThatNobodyCouldFormReachesNoGoal()
{
    const auto duringCut = [](double timeS) {
        gossip::RunUpdate update = evaluatedAt(timeS, 0.85);
        gossip::Record& record = update.records.front();
        record.meanModelCouldExist = false;
        record.groups = {{10, "A", {0, 1, 2, 3}, 0.7}, {10, "B", {4, 5, 6, 7}, 0.5}};
        return update;
    };
    QVERIFY(!watchAfter({duringCut(10), duringCut(12)}).facts().goalReachedS);
    QCOMPARE(*watchAfter({duringCut(10), duringCut(12), evaluatedAt(14, 0.82), evaluatedAt(16, 0.82)}).facts().goalReachedS, 14.0);
}

void TestRunFacts::aValueOnceMeasuredStaysUntilTheNextMeasurement()
{
    gossip::RunUpdate between = evaluatedAt(11, 0.0);
    between.records.front().metrics.testAccuracy.reset();
    between.records.front().metrics.workerAccuracyMean.reset();
    const RunWatch watch = watchAfter({evaluatedAt(10, 0.7), between});
    QCOMPARE(*watch.facts().accuracy, 0.7);
    QCOMPARE(*watch.facts().workersMean, 0.6);
}

void TestRunFacts::aCutHasABeginningAndAnEnd()
{
    const RunWatch during = watchAfter({updateAt(29), cutAt(30), cutAt(34)});
    QCOMPARE(*during.facts().cutSinceS, 30.0);
    const RunWatch after = watchAfter({updateAt(29), cutAt(30), cutAt(34), updateAt(35)});
    QVERIFY(!after.facts().cutSinceS);
    QCOMPARE(*after.facts().healedS, 35.0);
    QVERIFY(after.facts().everCut);
}

void TestRunFacts::whoeverSendsNothingIsNotCutOff()
{
    gossip::RunUpdate silent = updateAt(30);
    silent.probability = 0.0;
    silent.islands = {{0}, {1}, {2}, {3}};
    const RunWatch watch = watchAfter({updateAt(29), silent});
    QVERIFY(!watch.facts().cutSinceS && !watch.facts().exchanges);
    QVERIFY(said({updateAt(29), silent}).startsWith(QStringLiteral("No exchange")));
    QVERIFY(watchAfter({silent, updateAt(31)}).facts().exchanges);
}

void TestRunFacts::theSentenceTellsOfTheCutBeforeAnythingElse()
{
    gossip::RunUpdate cut = cutAt(34);
    cut.workers[1].state = gossip::WorkerState::crashed;
    const QString sentence = said({cutAt(30), cut});
    QVERIFY2(sentence.contains(QStringLiteral("cut for 4 s")), qPrintable(sentence));
    QVERIFY2(sentence.contains(QStringLiteral("two plants")), qPrintable(sentence));
    QCOMPARE(sentence.count(QLatin1Char('\n')), 1);
    QVERIFY(said({cutAt(30), updateAt(33)}).contains(QStringLiteral("The line has been back")));
    QVERIFY(!said({cutAt(30), updateAt(33), updateAt(60)}).contains(QStringLiteral("The line has been back")));
}

void TestRunFacts::theSentenceNamesWhoIsDownAndHowManyGoOn()
{
    gossip::RunUpdate update = updateAt(40);
    update.workers[1].state = gossip::WorkerState::crashed;
    QVERIFY2(said({update}).contains(QStringLiteral("Down: A-2. The other 3 go on")), qPrintable(said({update})));
    update.workers[3].state = gossip::WorkerState::slow;
    QVERIFY(said({update}).contains(QStringLiteral("Slow: B-2")));
    for (gossip::WorkerStatus& worker : update.workers)
        worker.state = gossip::WorkerState::crashed;
    QVERIFY(said({update}).contains(QStringLiteral("Every worker is down")));
}

void TestRunFacts::divergenceIsSaidEvenDuringACut()
{
    gossip::RunUpdate update = cutAt(40);
    update.workers[0].state = gossip::WorkerState::diverged;
    QVERIFY(said({update}).contains(QStringLiteral("A-1 diverged")));
}

void TestRunFacts::theOppositeBringsBackWhatWas()
{
    using gossip::FaultKind;
    QCOMPARE(disturbance(faultOf(FaultKind::crash, {1}), updateAt(1)).opposite.front().kind, FaultKind::rejoin);
    gossip::RunUpdate now = updateAt(2);
    now.workers[2].speed = 0.25;
    gossip::Fault normal = faultOf(FaultKind::slow, {2});
    normal.factor = 1.0;
    const auto back = disturbance(normal, now).opposite;
    QCOMPARE(back.size(), std::size_t(1));
    QCOMPARE(back.front().factor, 4.0);
    QCOMPARE(disturbance(faultOf(FaultKind::partition), updateAt(3)).opposite.front().kind, FaultKind::heal);
    now.network.latencyMs = 20.0;
    gossip::Fault link = faultOf(FaultKind::link);
    link.from = 1;
    link.to = 2;
    link.loss = 1.0;
    const gossip::Fault repair = disturbance(link, now).opposite.front();
    QVERIFY(repair.kind == FaultKind::link && repair.from == 1 && repair.to == 2 && repair.loss == 0.0 && repair.latencyMs == 20.0);
    // Repairing it as one of several acts: the opposite is what was wrong with it.
    const Disturbance healed = disturbance({repair, faultOf(FaultKind::heal)}, now, {link});
    QCOMPARE(healed.commands.size(), std::size_t(2));
    QCOMPARE(healed.opposite.front().loss, std::optional(1.0));
    const Disturbance all = restoreAll(twoPlants(), updateAt(4), {link});
    QVERIFY(all.commands.back().kind == FaultKind::link && all.commands.back().loss == 0.0);
    QCOMPARE(all.opposite.back().loss, std::optional(1.0));
}

void TestRunFacts::movesOfOneSliderAreOneStep()
{
    const auto of = [](std::optional<double> gossip::Fault::* what, double value) {
        gossip::Fault command = faultOf(gossip::FaultKind::network);
        command.*what = value;
        return disturbance(command, updateAt(1));
    };
    QVERIFY(isSameSlider(of(&gossip::Fault::loss, 0.1), of(&gossip::Fault::loss, 0.3)));
    QVERIFY(!isSameSlider(of(&gossip::Fault::loss, 0.1), of(&gossip::Fault::latencyMs, 50.0)));
    QVERIFY(!isSameSlider(disturbance(faultOf(gossip::FaultKind::crash, {1}), updateAt(1)), disturbance(faultOf(gossip::FaultKind::crash, {1}), updateAt(1))));
}

void TestRunFacts::restoreAllBringsBackEverythingThatDiffersFromTheScenario()
{
    gossip::RunUpdate now = cutAt(5);
    now.workers[0].state = gossip::WorkerState::crashed;
    now.workers[3].state = gossip::WorkerState::slow;
    now.workers[3].speed = 0.25;
    now.network.loss = 0.5;
    now.probability = 0.7;
    const Disturbance all = restoreAll(twoPlants(), now);
    const auto find = [](const std::vector<gossip::Fault>& list, gossip::FaultKind kind) {
        return std::find_if(list.begin(), list.end(), [kind](const gossip::Fault& f) { return f.kind == kind; });
    };
    QVERIFY(find(all.commands, gossip::FaultKind::heal) != all.commands.end());
    QCOMPARE(find(all.commands, gossip::FaultKind::rejoin)->workers, std::vector<int>{0});
    QCOMPARE(find(all.commands, gossip::FaultKind::slow)->workers, std::vector<int>{3});
    QCOMPARE(find(all.commands, gossip::FaultKind::slow)->factor, 1.0);
    QCOMPARE(*find(all.commands, gossip::FaultKind::network)->loss, 0.0);
    QCOMPARE(find(all.commands, gossip::FaultKind::probability)->probability, 0.1);
    QCOMPARE(find(all.opposite, gossip::FaultKind::partition)->groups, now.islands);
    QCOMPARE(find(all.opposite, gossip::FaultKind::probability)->probability, 0.7);
    QCOMPARE(find(all.opposite, gossip::FaultKind::slow)->factor, 4.0);
    QVERIFY(restoreAll(twoPlants(), updateAt(6)).commands.empty());  // nothing to restore: no entry on the timeline
}

void TestRunFacts::withoutGroupsTheCutDividesInHalves()
{
    QCOMPARE(cutCommand(twoPlants()).groups, (std::vector<std::vector<int>>{{0, 1}, {2, 3}}));
    gossip::Scenario plain;
    plain.workers.count = 6;
    QCOMPARE(cutCommand(plain).groups, (std::vector<std::vector<int>>{{0, 1, 2}}));
}

QTEST_GUILESS_MAIN(TestRunFacts)
#include "test_run_facts.moc"
