// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/theme.h"
#include "ui/models/why_notes.h"
#include "ui/panels/why_panel.h"

#include "fake_run.h"

#include <QAbstractItemModelTester>
#include <QListView>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <memory>

using namespace gossip::ui;
using gossip::FaultKind;
using Kind = WhyNote::Kind;

namespace {

/// What a second of an invented run measures.
struct Second {
    double accuracy = 0.7;
    double ownA = 0.6;      ///< own models of plant A's machines
    double ownB = 0.6;
    double distance = 1.0;
    bool cut = false;
    double stepsPerSecond = 30.0;
    double slowSteps = 30.0;   ///< of worker 1
    std::uint64_t sent = 100;  ///< messages in this second
    std::uint64_t lost = 0;
};

/// Tells an invented run second by second.
class Story {
public:
    explicit Story(gossip::Scenario scenario = gossip::fake::twoPlants()) : m_scenario(std::move(scenario))
    {
        m_finder.start(m_scenario, nullptr);
    }

    void second(const Second& is, const std::vector<gossip::Fault>& faults = {})
    {
        gossip::RunUpdate update = gossip::fake::updateAt(m_scenario, m_timeS);
        gossip::Record& record = update.records.front();
        record.metrics.testAccuracy = is.accuracy;
        record.metrics.consensusDistance = is.distance;
        record.metrics.workerAccuracyMean = 0.5 * (is.ownA + is.ownB);
        record.metrics.messagesSent = m_sent += is.sent;
        record.metrics.messagesLost = m_lost += is.lost;
        record.metrics.epochs = m_timeS / 7.0;
        m_steps += is.stepsPerSecond;
        m_slowSteps += is.slowSteps;
        for (gossip::WorkerRow& row : record.workers) {
            row.testAccuracy = row.worker < 4 ? is.ownA : is.ownB;
            row.steps = std::uint64_t(row.worker == 1 ? m_slowSteps : m_steps);
        }
        if (is.cut)
            gossip::fake::cutOff(update, m_scenario, is.ownA, is.ownB);
        for (const gossip::Fault& fault : faults)   // a moment after the record
            update.events.push_back(gossip::fake::eventOf(m_timeS + 0.1, fault, "fault"));
        for (const WhyNote& note : m_finder.apply(update))
            m_notes.push_back(note);
        m_timeS += 1.0;
    }

    void seconds(int count, const Second& is)
    {
        for (int i = 0; i < count; ++i)
            second(is);
    }

    [[nodiscard]] const WhyNote* find(Kind kind) const
    {
        for (const WhyNote& note : m_notes)
            if (note.kind == kind)
                return &note;
        return nullptr;
    }
    [[nodiscard]] std::size_t count() const { return m_notes.size(); }
    [[nodiscard]] const gossip::Scenario& scenario() const { return m_scenario; }

private:
    gossip::Scenario m_scenario;
    WhyFinder m_finder;
    std::vector<WhyNote> m_notes;
    double m_timeS = 0.0;
    double m_steps = 0.0;
    double m_slowSteps = 0.0;
    std::uint64_t m_sent = 0;
    std::uint64_t m_lost = 0;
};

/// Without goal and limit, which have notes of their own.
gossip::Scenario quiet()
{
    gossip::Scenario scenario = gossip::fake::twoPlants();
    scenario.evaluation.goal = 0.0;
    scenario.dataset.partition = {};
    return scenario;
}

}  // namespace

class TestWhyNotes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aCutThatDrivesTheHalvesApartIsTold();
    void aCutWithoutEffectIsNot();
    void whatAlsoHasAnotherCauseIsNotTold();
    void theRepairIsToldWhenTheModelsRise();
    void crashesSayWhatBecameOfTheMeanModel();
    void slownessSaysWhetherOthersWaited();
    void aStepOfTheScheduleIsToldWhenTheDistanceFalls();
    void lossIsWhatWasMeasured();
    void goalAndLimitAreToldOnce();
    void aMeanNobodyCouldFormReachesNoGoal();
    void everyNoteHasItsOwnWords();
    void theModelKeepsItsContractAndTheListLeadsToTheMoment();

private:
    QTemporaryDir m_folder;
    std::unique_ptr<ThemeStore> m_themes;
};

void TestWhyNotes::initTestCase()
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
    m_themes = std::make_unique<ThemeStore>();
}

void TestWhyNotes::aCutThatDrivesTheHalvesApartIsTold()
{
    Story story(quiet());
    story.seconds(11, {});
    story.second({}, {gossip::fake::cutBetweenPlants(story.scenario())});   // at 11.1 s
    story.seconds(4, {.ownA = 0.55, .ownB = 0.6, .distance = 1.5, .cut = true});
    QCOMPARE(story.count(), std::size_t(0));   // too early to say
    story.seconds(2, {.ownA = 0.5, .ownB = 0.605, .distance = 1.6, .cut = true});
    QCOMPARE(story.count(), std::size_t(3));
    const WhyNote* drift = story.find(Kind::driftApart);
    QVERIFY(drift != nullptr && qFuzzyCompare(drift->atS, 11.1));
    QCOMPARE(drift->before, 1.0);
    QCOMPARE(drift->after, 1.6);
    QVERIFY(drift->seenS >= 16.1);
    const WhyNote* fell = story.find(Kind::partFell);
    QVERIFY(fell != nullptr && fell->name == "A" && qFuzzyCompare(fell->before, 0.6) && qFuzzyCompare(fell->after, 0.5));
    QVERIFY(story.find(Kind::partStood) != nullptr && story.find(Kind::partStood)->name == "B");
    story.seconds(20, {.ownA = 0.3, .ownB = 0.3, .distance = 9.0, .cut = true});
    QCOMPARE(story.count(), std::size_t(3));   // once
}

void TestWhyNotes::aCutWithoutEffectIsNot()
{
    Story story(quiet());
    story.seconds(11, {});
    story.second({}, {gossip::fake::cutBetweenPlants(story.scenario())});
    story.seconds(10, {.ownA = 0.615, .ownB = 0.585, .distance = 1.2, .cut = true});
    QCOMPARE(story.count(), std::size_t(0));
}

void TestWhyNotes::whatAlsoHasAnotherCauseIsNotTold()
{
    Story story(quiet());
    story.seconds(11, {});
    story.second({}, {gossip::fake::cutBetweenPlants(story.scenario())});
    story.seconds(2, {.cut = true});
    story.second({.cut = true}, {gossip::fake::faultOf(FaultKind::rejoin, {3})});
    story.seconds(10, {.ownA = 0.3, .ownB = 0.3, .distance = 9.0, .cut = true});
    QCOMPARE(story.count(), std::size_t(0));
}

void TestWhyNotes::theRepairIsToldWhenTheModelsRise()
{
    for (const double later : {0.61, 0.66}) {
        Story story(quiet());
        story.seconds(11, {.cut = true});
        story.second({.cut = true}, {gossip::fake::faultOf(FaultKind::heal)});
        story.seconds(8, {.ownA = later, .ownB = later});
        QCOMPARE(story.find(Kind::cameTogether) != nullptr, later > 0.63);
    }
}

void TestWhyNotes::crashesSayWhatBecameOfTheMeanModel()
{
    Story flat(quiet());
    flat.seconds(5, {});
    flat.second({}, {gossip::fake::faultOf(FaultKind::crash, {1})});
    flat.second({}, {});
    Story sinking = flat;
    Story both(quiet());
    both.seconds(5, {});
    both.second({}, {gossip::fake::faultOf(FaultKind::crash, {1}), gossip::fake::faultOf(FaultKind::crash, {2})});
    flat.seconds(6, {.accuracy = 0.69});
    sinking.seconds(6, {.accuracy = 0.6});
    both.seconds(7, {});
    QVERIFY(flat.find(Kind::keptLevel) != nullptr && flat.find(Kind::fell) == nullptr);
    QCOMPARE(flat.find(Kind::keptLevel)->name, std::string("A-2"));
    QVERIFY(sinking.find(Kind::fell) != nullptr && sinking.find(Kind::keptLevel) == nullptr);
    QVERIFY(both.find(Kind::keptLevel) != nullptr);
    QCOMPARE(both.find(Kind::keptLevel)->name, std::string("A-2, A-3"));
}

void TestWhyNotes::slownessSaysWhetherOthersWaited()
{
    for (const double others : {30.0, 20.0, 8.0}) {
        Story story(quiet());
        story.seconds(8, {});
        story.second({}, {gossip::fake::faultOf(FaultKind::slow, {1}, 4.0)});
        story.seconds(8, {.stepsPerSecond = others, .slowSteps = 7.5});
        QCOMPARE(story.find(Kind::othersKeptPace) != nullptr, others == 30.0);
        QCOMPARE(story.find(Kind::othersSlowed) != nullptr, others == 8.0);
        if (const WhyNote* kept = story.find(Kind::othersKeptPace)) {
            QVERIFY(std::abs(kept->before - 30.0) < 1.0 && std::abs(kept->after - 30.0) < 1.0);
            QCOMPARE(kept->name, std::string("A-2"));
        }
    }
}

void TestWhyNotes::aStepOfTheScheduleIsToldWhenTheDistanceFalls()
{
    gossip::Scenario scenario = quiet();
    scenario.training.schedule = {gossip::Schedule::step, {1.0}, 0.1, 0.0, 0.0};   // at 7 s
    for (const double later : {0.7, 0.2}) {
        Story story(scenario);
        story.seconds(8, {});
        story.seconds(8, {.distance = later});
        QCOMPARE(story.find(Kind::rateFell) != nullptr, later < 0.6);
    }
}

void TestWhyNotes::lossIsWhatWasMeasured()
{
    gossip::Fault loss = gossip::fake::faultOf(FaultKind::network);
    loss.loss = 0.9;   // what was asked for is not what is told
    Story story(quiet());
    story.seconds(8, {});
    story.second({}, {loss});
    story.seconds(8, {.accuracy = 0.68, .lost = 40});
    const WhyNote* lost = story.find(Kind::messagesLost);
    QVERIFY(lost != nullptr);
    QVERIFY(qFuzzyCompare(lost->share, 0.4) && qFuzzyCompare(lost->before, 0.7) && qFuzzyCompare(lost->after, 0.68));
}

void TestWhyNotes::goalAndLimitAreToldOnce()
{
    Story story;   // goal 80 %, limit 50 %
    story.seconds(3, {.accuracy = 0.4});
    story.second({.accuracy = 0.81});
    QVERIFY(story.find(Kind::limitPassed) != nullptr && story.find(Kind::goalReached) == nullptr);
    story.second({.accuracy = 0.79});
    story.seconds(5, {.accuracy = 0.82});
    QVERIFY(story.find(Kind::goalReached) != nullptr);
    QCOMPARE(story.find(Kind::goalReached)->atS, 5.0);   // the first of two in a row
    QCOMPARE(story.count(), std::size_t(2));
}

void TestWhyNotes::aMeanNobodyCouldFormReachesNoGoal()
{
    Story story;
    story.seconds(10, {.accuracy = 0.9, .cut = true});
    QCOMPARE(story.count(), std::size_t(0));
}

void TestWhyNotes::everyNoteHasItsOwnWords()
{
    QStringList texts;
    for (int kind = 0; kind <= int(Kind::refused); ++kind) {
        WhyNote note;
        note.kind = Kind(kind);
        note.atS = 12.0;
        note.name = "A-2";
        note.other = "B-1";
        note.before = 0.5;
        note.after = 0.7;
        const QString text = whyText(note);
        QVERIFY2(text.contains(QStringLiteral("0:12")), qPrintable(text));
        QVERIFY2(!text.contains(QLatin1Char('%') + QString::number(1)), qPrintable(text));
        QVERIFY(!texts.contains(text));
        texts << text;
    }
    QVERIFY(texts.first().startsWith(QStringLiteral("Since the cut at 0:12")));
}

void TestWhyNotes::theModelKeepsItsContractAndTheListLeadsToTheMoment()
{
    WhyPanel panel;
    panel.resize(300, 300);
    panel.show();
    auto* list = panel.findChild<QListView*>(QStringLiteral("why"));
    const QAbstractItemModelTester tester(list->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(!list->isVisible());
    panel.begin(gossip::fake::twoPlants(), nullptr);
    for (int t = 0; t < 40; ++t)
        panel.apply(gossip::fake::updateAt(gossip::fake::twoPlants(), t));
    QVERIFY(panel.notes().rowCount() >= 1);
    QVERIFY(list->isVisible());
    QSignalSpy picked(&panel, &WhyPanel::momentPicked);
    const QModelIndex first = list->model()->index(0, 0);
    QTRY_VERIFY(list->visualRect(first).isValid());
    QVERIFY(list->visualRect(first).height() > list->fontMetrics().height());   // the sentence wraps
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(first).center());
    QCOMPARE(picked.size(), 1);
    QCOMPARE(picked.first().first().toDouble(), first.data(Qt::UserRole).toDouble());
    panel.begin(gossip::fake::twoPlants(), nullptr);
    QVERIFY(!list->isVisible());
}

QTEST_MAIN(TestWhyNotes)
#include "test_why_notes.moc"
