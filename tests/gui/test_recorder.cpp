// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/fake_run.h"
#include "gui/window_rig.h"

#include "ui/bridge/run_replay.h"
#include "ui/charts/time_axis.h"
#include "ui/look/theme.h"
#include "ui/models/event_log_model.h"
#include "ui/models/run_recording.h"
#include "ui/models/worker_table_model.h"
#include "ui/panels/detail_drawer.h"
#include "ui/views/cluster_map.h"
#include "ui/views/worker_item.h"
#include "ui/window/actions.h"
#include "ui/window/fault_strip.h"
#include "ui/window/figures.h"
#include "ui/window/language.h"
#include "ui/window/main_window.h"
#include "ui/window/message_bar.h"
#include "ui/window/run_edits.h"
#include "ui/window/run_page.h"
#include "ui/window/scrub_bar.h"
#include "ui/window/timeline.h"

#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSlider>
#include <QTest>

#include <cmath>

using namespace gossip::ui;

namespace {

constexpr int kPatienceMs = 20000;

gossip::Scenario endlessPlants()
{
    gossip::Scenario scenario = endlessScenario();
    scenario.evaluation.everyS = 0.1;
    scenario.stop.seconds = 60.0;
    return *gossip::checkScenario(scenario);
}

RunFacts factsAt(double timeS)
{
    RunFacts facts;
    facts.timeS = timeS;
    return facts;
}

}  // namespace

class TestRecorder : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_rig.open(); }
    void cleanup() { m_rig.close(); }
    void aMomentHasWhatWasKnownThenAndNothingLater();
    void anEvaluationBelongsToItsInstantHoweverLateItIsKnown();
    void recordingsOfAnyLengthStayWithinTheirBounds();
    void pausedTimeIsOneMoment();
    void lookingBackShowsThatMomentEverywhere();
    void theKeyEndAndTheSlidersEndGoBackToLive();
    void whatIsDoneWhileLookingBackActsNow();
    void afterTheEndTheRunCanBeLookedThrough();
    void aPlanTakenBackShowsTheRunsFaultsAgain();
    void aFinishedRunFolderIsShownWithoutRunningIt();
    void longRunsAreReplayedInFewUpdatesWithNothingLeftOut();

private:
    void start();
    [[nodiscard]] Lab& lab() { return m_rig.window->lab(); }
    [[nodiscard]] RunPage& page() { return m_rig.window->runPage(); }
    template <class Widget>
    Widget* find(const char* name) { return m_rig.window->findChild<Widget*>(QLatin1String(name)); }

    WindowRig m_rig;
};

void TestRecorder::start()
{
    lab().setScenario(endlessPlants());
    m_rig.window->actions().start->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(lab().phase() == Lab::Phase::running && lab().latest().timeS > 0.8, kPatienceMs);
}

void TestRecorder::aMomentHasWhatWasKnownThenAndNothingLater()
{
    const gossip::Scenario scenario = gossip::fake::twoPlants();
    RunRecording recording;
    QVERIFY(recording.isEmpty());
    for (int i = 0; i <= 100; ++i) {
        auto update = gossip::fake::updateAt(scenario, 0.1 * i, i % 4 == 0);
        if (i == 50)
            update.events.push_back(gossip::fake::eventOf(5.0, gossip::fake::cutBetweenPlants(scenario), "partition"));
        update.workers[3].state = i >= 60 ? gossip::WorkerState::crashed : gossip::WorkerState::running;
        recording.add(update, factsAt(0.1 * i));
    }
    QCOMPARE(recording.newestS(), 10.0);
    const auto before = recording.at(4.95);
    QCOMPARE(before.update.timeS, 4.9);
    QCOMPARE(before.facts.timeS, 4.9);
    QVERIFY(before.update.events.empty());
    QCOMPARE(before.update.workers[3].state, gossip::WorkerState::running);
    QCOMPARE(before.update.records.size(), std::size_t(2));
    QCOMPARE(before.update.records[0].metrics.timeS, 4.8);   // the newest evaluation
    QVERIFY(before.update.records[0].metrics.testAccuracy.has_value());
    QCOMPARE(before.update.records[1].metrics.timeS, 4.9);
    const auto after = recording.at(7.0);
    QCOMPARE(after.update.events.size(), std::size_t(1));
    QCOMPARE(after.update.workers[3].state, gossip::WorkerState::crashed);
    QCOMPARE(recording.at(-5.0).update.timeS, 0.0);
    QCOMPARE(recording.at(1e9).update.timeS, 10.0);
    recording.begin();
    QVERIFY(recording.isEmpty());
}

void TestRecorder::anEvaluationBelongsToItsInstantHoweverLateItIsKnown()
{
    const gossip::Scenario scenario = gossip::fake::twoPlants();
    RunRecording recording;
    for (int i = 0; i <= 40; ++i) {
        auto update = gossip::fake::updateAt(scenario, 0.1 * i);
        update.records[0].metrics.timeS = 0.1 * i - 0.5;   // half a second of work
        update.records[0].metrics.testAccuracy = 0.01 * i;
        if (i < 5)
            update.records.clear();
        recording.add(update, factsAt(0.1 * i));
    }
    const auto moment = recording.at(2.0);
    QCOMPARE(moment.update.timeS, 2.0);
    QCOMPARE(moment.update.records.back().metrics.timeS, 2.0);
    QCOMPARE(moment.facts.accuracy, std::optional(0.25));
}

void TestRecorder::recordingsOfAnyLengthStayWithinTheirBounds()
{
    // Few workers: bounded by count. Many workers: by memory.
    for (const auto& [workers, updates] : {std::pair(2, 30000), std::pair(10000, 60)}) {
        const gossip::Scenario scenario = gossip::fake::noGroups(workers);
        RunRecording recording;
        auto update = gossip::fake::updateAt(scenario, 0.0);
        for (int i = 0; i < updates; ++i) {
            update.timeS = i;
            update.records[0].metrics.timeS = i;
            recording.add(update, factsAt(i));
            QVERIFY(recording.moments() <= RunRecording::kMostMoments);
            QVERIFY(recording.bytes() <= RunRecording::kMostBytes || recording.moments() <= 2);
        }
        QCOMPARE(recording.newestS(), double(updates - 1));
        // Evenly spread: wherever one looks, a moment is not far.
        double farthest = 0.0;
        for (int t = 0; t < updates; ++t)
            farthest = std::max(farthest, t - recording.at(t).update.timeS);
        QVERIFY2(farthest <= 4.0 * updates / double(recording.moments()), qPrintable(QString::number(farthest)));
    }
}

void TestRecorder::pausedTimeIsOneMoment()
{
    const gossip::Scenario scenario = gossip::fake::twoPlants();
    RunRecording recording;
    auto update = gossip::fake::updateAt(scenario, 1.0);
    recording.add(update, factsAt(1.0));
    for (int i = 0; i < 1000; ++i) {
        update.workers[0].steps = std::uint64_t(i);
        recording.add(update, factsAt(1.0));
    }
    QCOMPARE(recording.moments(), std::size_t(1));
    QCOMPARE(recording.at(1.0).update.workers[0].steps, std::uint64_t(999));
}

void TestRecorder::lookingBackShowsThatMomentEverywhere()
{
    start();
    page().edits()->command(gossip::fake::faultOf(gossip::FaultKind::crash, {2}));
    QTRY_COMPARE_WITH_TIMEOUT(lab().latest().workers.at(2).state, gossip::WorkerState::crashed, kPatienceMs);
    const double crashedS = lab().latest().timeS;
    QTRY_VERIFY_WITH_TIMEOUT(lab().latest().timeS > crashedS + 0.5, kPatienceMs);
    auto* table = m_rig.window->findChild<WorkerTableModel*>();
    auto* log = m_rig.window->findChild<EventLogModel*>();
    auto* axis = m_rig.window->findChild<TimeAxis*>();
    const auto cardTexts = [this] {
        QStringList all;
        for (const FigureCard* card : m_rig.window->findChildren<FigureCard*>())
            for (const QLabel* label : card->findChildren<QLabel*>())
                all << label->text();
        return all.join(QLatin1Char('|'));
    };
    QTRY_COMPARE(table->row(2).state, gossip::WorkerState::crashed);
    const int events = log->rowCount();
    QVERIFY(events >= 2);

    page().lookBack(0.5);
    QCOMPARE(page().momentS(), std::optional(0.5));
    QCOMPARE(page().map()->workerItem(2).look().state, gossip::WorkerState::running);
    QCOMPARE(table->row(2).state, gossip::WorkerState::running);
    QVERIFY(table->row(2).steps > 0 && table->row(2).steps < lab().latest().workers[2].steps + 1);
    QVERIFY(log->rowCount() < events);
    QCOMPARE(axis->momentS(), std::optional(0.5));
    QVERIFY2(!cardTexts().contains(QStringLiteral("3 / 4")) && cardTexts().contains(QStringLiteral("4 / 4")), qPrintable(cardTexts()));
    QVERIFY(find<QLabel>("past")->isVisible());
    QVERIFY2(find<QLabel>("past")->text().startsWith(QStringLiteral("Showing 0.5 s of ")), qPrintable(find<QLabel>("past")->text()));
    QVERIFY(!find<QPushButton>("crash")->isVisible());

    // The run goes on, and what is shown stays.
    const double wasS = lab().latest().timeS;
    QTRY_VERIFY_WITH_TIMEOUT(lab().latest().timeS > wasS + 0.5, kPatienceMs);
    QCOMPARE(page().map()->workerItem(2).look().state, gossip::WorkerState::running);
    QCOMPARE(table->row(2).state, gossip::WorkerState::running);

    page().backToLive();
    QVERIFY(!page().momentS());
    QCOMPARE(page().map()->workerItem(2).look().state, gossip::WorkerState::crashed);
    QCOMPARE(table->row(2).state, gossip::WorkerState::crashed);
    QVERIFY(log->rowCount() >= events);
    QVERIFY(!axis->momentS());
    QVERIFY(find<QPushButton>("crash")->isVisible());
}

void TestRecorder::theKeyEndAndTheSlidersEndGoBackToLive()
{
    start();
    auto* slider = find<QSlider>("scrub");
    Actions& actions = m_rig.window->actions();
    QVERIFY(slider->isEnabled());
    QVERIFY(!actions.toLive->isEnabled());
    QCOMPARE(slider->value(), slider->maximum());
    QTRY_VERIFY_WITH_TIMEOUT(lab().latest().timeS > 3.0, kPatienceMs);   // the bar has the timeline's scale: wide enough to be hit
    QTest::mouseClick(slider, Qt::LeftButton, {}, QPoint(slider->width() / 2, slider->height() / 2));
    QVERIFY(page().momentS().has_value());
    QVERIFY2(std::abs(*page().momentS() - lab().latest().timeS / 2) < 0.3 * lab().latest().timeS, qPrintable(QString::number(*page().momentS())));
    QVERIFY(actions.toLive->isEnabled());
    actions.toLive->trigger();
    QVERIFY(!page().momentS());
    QCOMPARE(actions.toLive->shortcut(), QKeySequence(Qt::Key_End));
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Left);
    QVERIFY(page().momentS().has_value());
    QTest::keyClick(slider, Qt::Key_Home);
    QCOMPARE(page().momentS(), std::optional(0.0));
    slider->setValue(slider->maximum());
    QVERIFY(!page().momentS());
    actions.earlier->trigger();
    QVERIFY(page().momentS().has_value());
    QTest::mouseClick(find<QPushButton>("toLive"), Qt::LeftButton);
    QVERIFY(!page().momentS());
}

void TestRecorder::whatIsDoneWhileLookingBackActsNow()
{
    start();
    page().lookBack(0.3);
    page().edits()->command(gossip::fake::faultOf(gossip::FaultKind::crash, {1}));
    QVERIFY(!page().momentS());
    QTRY_COMPARE_WITH_TIMEOUT(lab().latest().workers.at(1).state, gossip::WorkerState::crashed, kPatienceMs);
}

void TestRecorder::afterTheEndTheRunCanBeLookedThrough()
{
    start();
    m_rig.window->actions().stop->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(lab().phase(), Lab::Phase::ended, kPatienceMs);
    page().lookBack(0.2);
    QCOMPARE(page().momentS(), std::optional(0.2));
    const QString over = find<QPushButton>("toLive")->text();
    QVERIFY2(over.contains(QStringLiteral("end")), qPrintable(over));
    page().backToLive();
    // Another scenario has no past.
    lab().setScenario(gossip::fake::noGroups(3));
    QVERIFY(!page().canLookBack());
    QVERIFY(!find<QSlider>("scrub")->isEnabled());
}

void TestRecorder::aPlanTakenBackShowsTheRunsFaultsAgain()
{
    start();
    page().strip()->crashOrRejoin();
    QTRY_VERIFY_WITH_TIMEOUT(lab().latest().workers.at(std::size_t(page().map()->selectedWorker())).state == gossip::WorkerState::crashed, kPatienceMs);
    lab().stop();
    QTRY_VERIFY_WITH_TIMEOUT(lab().phase() == Lab::Phase::ended, kPatienceMs);
    const auto marks = [this] { return page().strip()->timeline()->marks(); };
    QCOMPARE(marks().size(), std::size_t(1));
    QVERIFY(marks()[0].past);

    gossip::Fault later = marks()[0].fault;
    later.atS = 30.0;
    QVERIFY(page().edits()->setPlan({later}, QStringLiteral("moved")));
    QVERIFY(!marks()[0].past);
    // The run can still be looked through, and is told to be over.
    const double end = lab().latest().timeS;
    page().lookBack(0.3);
    QVERIFY2(find<QLabel>("past")->text().contains(QLocale().toString(0.3, 'f', 1)), qPrintable(find<QLabel>("past")->text()));
    QVERIFY2(!find<QLabel>("past")->text().contains(QLocale().toString(0.0, 'f', 1) + QStringLiteral(" s")), qPrintable(find<QLabel>("past")->text()));
    QVERIFY(find<QPushButton>("toLive")->text().contains(QStringLiteral("To the end")));

    m_rig.window->actions().undo->trigger();
    QCOMPARE(marks().size(), std::size_t(1));
    QVERIFY(marks()[0].past && marks()[0].fault.atS < end);
}

void TestRecorder::aFinishedRunFolderIsShownWithoutRunningIt()
{
    start();
    page().edits()->command(gossip::fake::faultOf(gossip::FaultKind::crash, {2}));
    QTRY_COMPARE_WITH_TIMEOUT(lab().latest().workers.at(2).state, gossip::WorkerState::crashed, kPatienceMs);
    m_rig.window->actions().stop->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(lab().phase(), Lab::Phase::ended, kPatienceMs);
    const QString folder = lab().runFolder();
    const double endS = lab().summary()->final.metrics.timeS;
    const auto steps = lab().summary()->final.metrics.steps;
    const double accuracy = lab().summary()->evaluation->accuracy;
    const auto confusion = lab().summary()->evaluation->confusion;

    cleanup();
    init();
    m_rig.window->openAtStart(folder);
    QTRY_COMPARE_WITH_TIMEOUT(lab().phase(), Lab::Phase::ended, kPatienceMs);
    QVERIFY(lab().run() == nullptr);
    QVERIFY(lab().hasRun());
    QVERIFY(!m_rig.window->messages().isVisible());
    QCOMPARE(lab().latest().timeS, endS);
    QCOMPARE(lab().latest().steps, steps);
    QVERIFY(lab().summary() != nullptr && lab().summary()->evaluation.has_value());
    QCOMPARE(lab().summary()->evaluation->accuracy, accuracy);
    QCOMPARE(lab().summary()->evaluation->confusion, confusion);
    QCOMPARE(page().map()->workerItem(2).look().state, gossip::WorkerState::crashed);
    QVERIFY(page().canLookBack());
    page().lookBack(0.2);
    QCOMPARE(page().map()->workerItem(2).look().state, gossip::WorkerState::running);
    // Its scenario can be run again.
    m_rig.window->actions().start->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(lab().run() != nullptr && lab().latest().steps > 0, kPatienceMs);
}

void TestRecorder::longRunsAreReplayedInFewUpdatesWithNothingLeftOut()
{
    gossip::RunFiles files;
    files.scenario = gossip::fake::twoPlants();
    constexpr int kRecords = 9999;
    for (int i = 0; i < kRecords; ++i) {
        files.records.push_back(gossip::fake::updateAt(files.scenario, i).records.front());
        if (i % 100 == 0)
            files.events.push_back({i + 0.5, "slow", "3", {}, gossip::fake::faultOf(gossip::FaultKind::slow, {3}, 4.0)});
    }
    files.events.push_back({1e6, "stopped", "run", {}, {}});
    const std::size_t events = files.events.size();
    RunReplay replay(files);
    gossip::RunUpdate update;
    std::size_t updates = 0;
    std::size_t told = 0;
    double nextS = 0.0;
    while (replay.next(update)) {
        ++updates;
        for (const gossip::Record& record : update.records)
            QCOMPARE(record.metrics.timeS, nextS++);
        for (const gossip::Event& event : update.events)
            QVERIFY(event.timeS <= update.timeS || event.timeS == 1e6);
        told += update.events.size();
        QCOMPARE(update.timeS, nextS - 1);
    }
    QCOMPARE(nextS, double(kRecords));
    QCOMPARE(told, events);
    QVERIFY(updates <= RunReplay::kMostUpdates + 1);
    QCOMPARE(update.state, gossip::RunState::stopped);   // there is no summary
}

QTEST_MAIN(TestRecorder)
#include "test_recorder.moc"
