// SPDX-License-Identifier: GPL-3.0-or-later
#include <gossip/catalogue.h>
#include <gossip/race.h>

#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <limits>

using namespace gossip;

namespace {

/// A run that has ended: reached its goal at \p timeS (0: never) after \p bytes, and came to \p accuracy.
RaceLane ended(const std::string& protocol, std::uint64_t seed, double timeS, std::uint64_t bytes, double accuracy)
{
    RaceLane lane;
    lane.protocol = protocol;
    lane.seed = seed;
    lane.state = RaceLane::State::ended;
    lane.outcome = RunState::finished;
    lane.timeS = 100.0;
    RacePoint point;
    point.timeS = timeS;
    point.bytes = bytes;
    if (timeS > 0.0) {
        lane.target = point;
    }
    point.accuracy = accuracy;
    lane.curve = {point};
    return lane;
}

struct Judged {
    std::vector<RaceStanding> standings;
    RaceVerdict verdict;
    [[nodiscard]] std::string headline() const { return verdict.headline.str(); }
    [[nodiscard]] bool says(const std::string& sentence) const
    {
        for (const auto* part : {&verdict.reasons, &verdict.costs, &verdict.others, &verdict.notes}) {
            if (std::any_of(part->begin(), part->end(), [&](const Message& m) { return m.str() == sentence; })) {
                return true;
            }
        }
        return false;
    }
};

Judged judged(const std::vector<std::string>& protocols, const std::vector<RaceLane>& lanes, const Scenario& scenario = {})
{
    Judged all;
    all.standings = raceStandings(protocols, lanes);
    all.verdict = raceVerdict(scenario, all.standings);
    return all;
}

using Names = std::vector<std::string>;

}  // namespace

/// Standings and winners from given runs.
class TestRace : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aSpreadCoversAllSeeds();
    void aClearWinnerIsNamedWithWhatItLost();
    void overlappingRangesHaveNoClearWinner();
    void whereGossipLosesThatIsSaidFirst();
    void notReachedIsWorseThanAnyTime();
    void whoMissesTheGoalMayHaveHadTooLittleTime();
    void nobodyReachesTheGoal();
    void equalTimesAreATie();
    void reasonsComeFromWaitingAndBusyLines();
    void whatDivergedOrWasStoppedHasNoFigures();
    void cutsCountWhatSomebodyHad();
    void shippedScenariosCanBeRacedByAnybody();
};

void TestRace::aSpreadCoversAllSeeds()
{
    const Judged race = judged({"gosgd"}, {ended("gosgd", 1, 10, 100, 0.8), ended("gosgd", 2, 13, 100, 0.8), ended("gosgd", 3, 10, 100, 0.8)});
    const Spread& time = *race.standings[0].timeToTargetS;
    QCOMPARE(time.count, 3);
    QCOMPARE(time.mean, 11.0);
    QCOMPARE(time.minimum, 10.0);
    QCOMPARE(time.maximum, 13.0);
    QCOMPARE(time.width(), 2.0);
    QCOMPARE(race.standings[0].accuracy->width(), 0.0);   // equal values: the mean is none other
    QCOMPARE(race.headline(), std::string("Only Gossip (GoSGD) reached 80 %, after 11.0 s."));
}

void TestRace::aClearWinnerIsNamedWithWhatItLost()
{
    const Judged race = judged({"easgd", "gosgd"}, {ended("gosgd", 1, 10, 3000000, 0.81), ended("gosgd", 2, 12, 3000000, 0.82), ended("easgd", 1, 20, 1000000, 0.84),
                                                    ended("easgd", 2, 24, 1000000, 0.85)});
    QCOMPARE(race.verdict.time.order, (Names{"gosgd", "easgd"}));
    QVERIFY(race.verdict.time.equals.empty());
    QCOMPARE(race.headline(), std::string("Gossip (GoSGD) was the fastest: 80 % after 11.0 s, 2 times as fast as Elastic server (EASGD), with 3 times its traffic."));
    QVERIFY(race.says("For that Gossip (GoSGD) sent 3.0 MB, 3 times as much as Elastic server (EASGD)."));
    QVERIFY(race.says("Gossip (GoSGD) ends at 81.5 %, 3.0 points below Elastic server (EASGD)."));
    QVERIFY(race.says("Least traffic until then: Elastic server (EASGD) with 1.0 MB."));
    QVERIFY(race.says("Best final accuracy: Elastic server (EASGD) with 84.5 %."));
    const Judged best = judged({"gosgd", "easgd"}, {ended("gosgd", 1, 10, 1000, 0.9), ended("easgd", 1, 20, 2000, 0.8)});
    QVERIFY(best.says("Gossip (GoSGD) lost neither in traffic nor in final accuracy."));
    QVERIFY(best.says("One seed only: how much of the differences is chance is not known."));
}

void TestRace::overlappingRangesHaveNoClearWinner()
{
    const Judged race = judged({"gosgd", "easgd", "allreduce"},
                               {ended("gosgd", 1, 10, 3000, 0.80), ended("gosgd", 2, 16, 3000, 0.84), ended("easgd", 1, 15, 1000, 0.83), ended("easgd", 2, 17, 1000, 0.85),
                                ended("allreduce", 1, 30, 3000, 0.86), ended("allreduce", 2, 31, 3000, 0.88)});
    QCOMPARE(race.verdict.time.order, (Names{"gosgd", "easgd", "allreduce"}));
    QCOMPARE(race.verdict.time.equals, (Names{"easgd"}));
    QCOMPARE(race.headline(), std::string("Gossip (GoSGD) was the fastest on average, 80 % after 13.0 s, but the difference to Elastic server (EASGD) (16.0 s) is "
                                          "within the spread of the seeds."));
    QVERIFY(race.verdict.quality.equals.empty());   // 0.86 is above all others
    const Judged once = judged({"gosgd", "easgd"}, {ended("gosgd", 1, 10, 30, 0.8), ended("gosgd", 2, 16, 30, 0.8), ended("easgd", 1, 12, 10, 0.8),
                                                    ended("easgd", 2, 0, 0, 0.79)});   // did not get there
    QCOMPARE(once.headline(), std::string("Gossip (GoSGD) got to 80 % with more seeds than anybody, after 13.0 s; Elastic server (EASGD) with 1 of 2, after 12.0 s."));
    QCOMPARE(race.verdict.quality.order.front(), std::string("allreduce"));
    QVERIFY(!race.says("Gossip (GoSGD) lost neither in traffic nor in final accuracy."));
    const Judged close = judged({"gosgd", "easgd"}, {ended("gosgd", 1, 10, 10, 0.80), ended("gosgd", 2, 11, 10, 0.84), ended("easgd", 1, 20, 20, 0.83), ended("easgd", 2, 21, 20, 0.85)});
    QCOMPARE(close.verdict.quality.equals, (Names{"gosgd"}));
    QVERIFY(close.says("Gossip (GoSGD) lost neither in traffic nor in final accuracy."));   // within the spread is not lost
    QVERIFY(close.says("Best final accuracy: Elastic server (EASGD) with 84 %, but Gossip (GoSGD) (82 %) is within the spread of the seeds."));
    const Judged three = judged({"gosgd", "easgd", "downpour"}, {ended("gosgd", 1, 10, 10, 0.8), ended("gosgd", 2, 30, 10, 0.8), ended("easgd", 1, 21, 20, 0.8),
                                                                 ended("easgd", 2, 23, 20, 0.8), ended("downpour", 1, 25, 20, 0.8), ended("downpour", 2, 26, 20, 0.8)});
    QCOMPARE(three.verdict.time.equals, (Names{"easgd", "downpour"}));
    QVERIFY(three.headline().find("but the differences to 2 others, first of all Elastic server (EASGD) (22.0 s), are within the spread") != std::string::npos);
}

void TestRace::whereGossipLosesThatIsSaidFirst()
{
    const Judged race = judged({"gosgd", "easgd"}, {ended("gosgd", 1, 10, 3000, 0.8), ended("easgd", 1, 9, 1000, 0.8)});
    QCOMPARE(race.headline(), std::string("Gossip was not the fastest: Elastic server (EASGD) reached 80 % after 9.00 s, the best gossip, Gossip (GoSGD), after 10.0 s."));
    const Judged never = judged({"gosgd", "easgd"}, {ended("gosgd", 1, 0, 3000, 0.7), ended("easgd", 1, 9, 1000, 0.8)});
    QCOMPARE(never.headline(), std::string("Gossip did not get there: Elastic server (EASGD) reached 80 % after 9.00 s, no gossip did."));
    const Judged without = judged({"allreduce", "easgd"}, {ended("allreduce", 1, 10, 3000, 0.8), ended("easgd", 1, 5, 1500, 0.8)});
    QCOMPARE(without.headline(),
             std::string("Elastic server (EASGD) was the fastest: 80 % after 5.00 s, 2 times as fast as All in step (all-reduce), with 0.5 times its traffic."));
}

void TestRace::notReachedIsWorseThanAnyTime()
{
    // Quick with two seeds, never with the third: behind one that always arrives, and its range reaches to infinity.
    const Judged race = judged({"gosgd", "easgd"}, {ended("gosgd", 1, 5, 30, 0.8), ended("gosgd", 2, 5, 30, 0.8), ended("gosgd", 3, 0, 30, 0.6), ended("easgd", 1, 9, 10, 0.8),
                                                    ended("easgd", 2, 9, 10, 0.8), ended("easgd", 3, 9, 10, 0.8)});
    QCOMPARE(race.verdict.time.order, (Names{"easgd", "gosgd"}));
    QCOMPARE(race.verdict.time.equals, (Names{"gosgd"}));
    QCOMPARE(race.standings[0].reached, 2);
    QCOMPARE(race.standings[0].runs, 3);
    const Judged both = judged({"gosgd", "easgd"}, {ended("gosgd", 1, 5, 30, 0.8), ended("gosgd", 2, 0, 30, 0.6), ended("easgd", 1, 9, 10, 0.8), ended("easgd", 2, 0, 10, 0.8)});
    QCOMPARE(both.verdict.time.equals, (Names{"easgd"}));
    QVERIFY(both.says("Gossip (GoSGD) got there with 1 of 2 seeds only."));
}

void TestRace::whoMissesTheGoalMayHaveHadTooLittleTime()
{
    Scenario scenario;
    scenario.stop.epochs = 2.5;
    const std::string sentence = "Everybody had 2.5 epochs: with more, others may reach the goal, too.";
    QVERIFY(judged({"gosgd", "easgd"}, {ended("gosgd", 1, 0, 30, 0.7), ended("easgd", 1, 9, 10, 0.8)}, scenario).says(sentence));
    QVERIFY(!judged({"gosgd", "easgd"}, {ended("gosgd", 1, 5, 30, 0.8), ended("easgd", 1, 9, 10, 0.8)}, scenario).says(sentence));
}

void TestRace::nobodyReachesTheGoal()
{
    const Judged race = judged({"gosgd", "easgd"}, {ended("gosgd", 1, 0, 3000, 0.7), ended("easgd", 1, 0, 1000, 0.75)});
    QCOMPARE(race.headline(), std::string("Nobody reached 80 %. Elastic server (EASGD) came closest, with 75 %."));
    QVERIFY(race.verdict.time.order.empty() && race.verdict.traffic.order.empty() && race.verdict.costs.empty());
    const Judged none = judged({"gosgd", "easgd"}, {});
    QCOMPARE(none.headline(), std::string("No run has come to its end yet."));
    QVERIFY(none.says("The race was stopped before all runs came to their end."));
    QVERIFY(raceVerdict(Scenario(), {}).headline.str().empty());
}

void TestRace::equalTimesAreATie()
{
    const Judged race = judged({"gosgd", "easgd"}, {ended("gosgd", 1, 10, 0, 0.8), ended("easgd", 1, 10, 0, 0.8)});
    QCOMPARE(race.headline(), std::string("Gossip (GoSGD) and Elastic server (EASGD) were equally fast: 80 % after 10.0 s."));
    QCOMPARE(race.verdict.traffic.equals, (Names{"easgd"}));   // nothing sent by either: no division by it
    QVERIFY(race.says("Least traffic until then: Gossip (GoSGD) with 0 B, but Elastic server (EASGD) (0 B) is within the spread of the seeds."));
    const Judged silent = judged({"gosgd", "isolated"}, {ended("gosgd", 1, 10, 2000, 0.8), ended("isolated", 1, 20, 0, 0.8)});
    QCOMPARE(silent.headline(), std::string("Gossip (GoSGD) was the fastest: 80 % after 10.0 s, 2 times as fast as No exchange (isolated)."));
    QVERIFY(silent.says("Gossip (GoSGD) lost neither in traffic nor in final accuracy."));   // who never sends is no rival there
    QCOMPARE(silent.verdict.traffic.order, (Names{"gosgd"}));
    const Judged alone = judged({"isolated"}, {ended("isolated", 1, 20, 0, 0.8)});
    QVERIFY(alone.verdict.traffic.order.empty());
}

void TestRace::reasonsComeFromWaitingAndBusyLines()
{
    RaceLane waits = ended("allreduce", 1, 40, 3000, 0.8);
    waits.waitedS = 60.0;
    RaceLane busy = ended("easgd", 1, 30, 3000, 0.8);
    busy.bottleneckShare = 0.97;
    RaceLane winner = ended("gosgd", 1, 10, 3000, 0.8);
    winner.waitedS = 1.0;
    const Judged race = judged({"gosgd", "easgd", "allreduce"}, {winner, busy, waits});
    QVERIFY(race.says("All in step (all-reduce) lost 60 % of its time waiting for others, Gossip (GoSGD) lost 1 %."));
    QVERIFY(race.says("With Elastic server (EASGD) the server's line was in use for 97 % of the time."));
    winner.waitedS = 50.0;
    QVERIFY(judged({"gosgd", "allreduce"}, {winner, waits}).verdict.reasons.empty());
}

void TestRace::whatDivergedOrWasStoppedHasNoFigures()
{
    RaceLane diverged = ended("easgd", 1, 5, 100, 0.1);
    diverged.outcome = RunState::failed;
    diverged.target.reset();
    RaceLane wild = ended("gosgd", 3, 20, 100, 0.8);
    wild.curve.back().consensusDistance = std::numeric_limits<double>::quiet_NaN();   // parameters near the end of the range
    RaceLane stopped = ended("gosgd", 2, 5, 100, 0.9);
    stopped.outcome = RunState::stopped;
    RaceLane queued = ended("easgd", 2, 5, 100, 0.9);
    queued.state = RaceLane::State::queued;
    const Judged race = judged({"gosgd", "easgd"}, {ended("gosgd", 1, 10, 100, 0.8), diverged, stopped, queued, wild});
    QCOMPARE(race.standings[0].runs, 2);
    QVERIFY(!race.standings[0].consensusDistance);
    QCOMPARE(race.standings[1].runs, 1);
    QVERIFY(!race.standings[1].accuracy);
    QCOMPARE(race.verdict.quality.order, (Names{"gosgd"}));
}

void TestRace::cutsCountWhatSomebodyHad()
{
    Record record;
    QVERIFY(!attainableAccuracy(record));
    record.metrics.testAccuracy = 0.9;
    QCOMPARE(*attainableAccuracy(record), 0.9);
    record.meanModelCouldExist = false;
    record.groups = {{1.0, "A", {0, 1, 2}, 0.6}, {1.0, "B", {3}, 0.2}};
    QCOMPARE(*attainableAccuracy(record), 0.5);   // (3 · 0.6 + 0.2) / 4
}

void TestRace::shippedScenariosCanBeRacedByAnybody()
{
    const QDir folder(QStringLiteral(GOSSIP_SOURCE_DIR "/resources/scenarios"));
    int races = 0;
    for (const QString& name : folder.entryList({QStringLiteral("*.json")})) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const Result<Scenario> scenario = parseScenario(file.readAll().toStdString());
        QVERIFY2(scenario, qPrintable(name));
        for (const ProtocolInfo& protocol : protocols()) {
            if (scenario->workload == Workload::training) {
                const Result<Scenario> own = raceScenario(*scenario, protocol.id, 2);
                QVERIFY2(own, own ? "" : qPrintable(name + QStringLiteral(": ") + QString::fromStdString(own.error().str())));
                ++races;
            }
        }
    }
    QVERIFY(races >= 10 * int(protocols().size()));
}

QTEST_GUILESS_MAIN(TestRace)
#include "test_race.moc"
