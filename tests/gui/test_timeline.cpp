// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/fake_run.h"

#include "ui/bridge/lab.h"
#include "ui/look/theme.h"
#include "ui/window/fault_editor.h"
#include "ui/window/run_bar.h"
#include "ui/window/run_edits.h"
#include "ui/window/timeline.h"
#include "ui/window/value_slider.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <memory>
#include <set>

using namespace gossip;
using namespace gossip::ui;

namespace {

constexpr int kPatienceMs = 20000;
constexpr double kEndS = 100.0;

Fault at(double timeS, FaultKind kind, std::vector<int> workers = {}, std::optional<double> forS = {})
{
    Fault fault = fake::faultOf(kind, std::move(workers));
    fault.atS = timeS;
    fault.forS = forS;
    return fault;
}

/// Two plants of eight with a crash at 20 s for 10 s and a slow machine from 50 s on.
Scenario planned()
{
    Scenario scenario = fake::twoPlants();
    scenario.stop.seconds = kEndS;
    scenario.faults = {at(20, FaultKind::crash, {1}, 10.0), at(50, FaultKind::slow, {5})};
    scenario.faults[1].factor = 4.0;
    return *checkScenario(scenario);
}

Scenario small()
{
    Scenario scenario;
    scenario.name = "small";
    scenario.workload = Workload::averaging;
    scenario.dimension = 8;
    scenario.workers.count = 4;
    scenario.workers.stepMs = 5.0;
    scenario.protocol.parameters = {{"probability", 0.2}};
    scenario.stop.seconds = 600.0;
    return *checkScenario(scenario);
}

}  // namespace

class TestTimeline : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_store.reset(); }
    void entriesAreMovedAndLengthenedByDragging();
    void entriesAreChosenMovedAndDeletedByKeys();
    void everyKindIsPlannedByTheMenu();
    void aClickOnTheLineOffersThePlan();
    void nothingIsEditedWhileARunIsLoaded();
    void whatIsToComeIsEditedWhileARunGoesOn();
    void anEntryThatActsWhileItIsDraggedHasHappened();
    void aRunsPlanIsEditedAndUndoneInTime();
    void whatHappenedBecomesThePlanWithTheFirstEdit();
    void theEditorKeepsWhatIsNotTouched_data();
    void theEditorKeepsWhatIsNotTouched();
    void theEditorChangesWhatIsTouched();
    void theEditorRefusesWhatTheScenarioWouldNotTake();
    void aDoubleClickEdits();
    void planLinksAndSlidersAreUndoneAtRest();
    void actsOfARunAreUndoneByTheirOpposite();
    void recordedFaultsAreReplayedByAnotherProtocol();
    void thePaceIsOfferedOnTheSimulatedClockOnly();

private:
    static void drag(Timeline& timeline, const QPoint& from, const QPoint& to);
    static QPoint signOf(const Timeline& timeline, double timeS) { return {int(timeline.xOf(timeS)), timeline.height() - 38}; }
    static QPoint lineAt(const Timeline& timeline, double timeS) { return {int(timeline.xOf(timeS)), timeline.height() - 20}; }

    QTemporaryDir m_home;
    std::unique_ptr<ThemeStore> m_store;
};

void TestTimeline::initTestCase()
{
    qRegisterMetaType<std::vector<gossip::Fault>>();
    QVERIFY(m_home.isValid());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_home.path());
    QCoreApplication::setOrganizationName(QStringLiteral("gossiplab-test"));
    QSettings().setValue(QStringLiteral("runs folder"), m_home.filePath(QStringLiteral("runs")));
    m_store = std::make_unique<ThemeStore>();
}

void TestTimeline::drag(Timeline& timeline, const QPoint& from, const QPoint& to)
{
    QTest::mousePress(&timeline, Qt::LeftButton, {}, from);
    for (int i = 1; i <= 4; ++i) {
        const QPointF there = from + (to - from) * i / 4.0;
        QMouseEvent move(QEvent::MouseMove, there, timeline.mapToGlobal(there), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&timeline, &move);
    }
    QTest::mouseRelease(&timeline, Qt::LeftButton, {}, to);
}

void TestTimeline::entriesAreMovedAndLengthenedByDragging()
{
    Timeline timeline;
    timeline.resize(1000, 52);
    timeline.setScenario(planned());
    QSignalSpy spy(&timeline, &Timeline::planEdited);
    drag(timeline, signOf(timeline, 20), signOf(timeline, 70));
    QCOMPARE(spy.size(), 1);
    auto plan = spy.takeFirst().at(0).value<std::vector<Fault>>();
    QCOMPARE(plan.size(), std::size_t(2));
    QCOMPARE(plan[0].kind, FaultKind::slow);   // in order of time
    QVERIFY2(std::abs(plan[1].atS - 70.0) < 0.2, qPrintable(QString::number(plan[1].atS)));
    QCOMPARE(plan[1].forS, std::optional(10.0));
    QCOMPARE(plan[1].workers, std::vector<int>{1});

    timeline.setScenario(planned());
    drag(timeline, lineAt(timeline, 30), lineAt(timeline, 45));
    plan = spy.takeFirst().at(0).value<std::vector<Fault>>();
    QCOMPARE(plan[0].atS, 20.0);
    QVERIFY2(std::abs(*plan[0].forS - 25.0) < 0.2, qPrintable(QString::number(*plan[0].forS)));

    timeline.setScenario(planned());
    drag(timeline, signOf(timeline, 20), signOf(timeline, 0) - QPoint(40, 0));
    QCOMPARE(spy.takeFirst().at(0).value<std::vector<Fault>>()[0].atS, 0.0);
    timeline.setScenario(planned());
    QTest::mouseClick(&timeline, Qt::LeftButton, {}, signOf(timeline, 20));
    QVERIFY(spy.isEmpty());   // choosing changes nothing
    QCOMPARE(timeline.currentMark(), 0);
}

void TestTimeline::entriesAreChosenMovedAndDeletedByKeys()
{
    Timeline timeline;
    timeline.resize(1000, 52);
    timeline.setScenario(planned());
    QVERIFY(!timeline.accessibleName().isEmpty() && timeline.focusPolicy() == Qt::StrongFocus);
    QSignalSpy spy(&timeline, &Timeline::planEdited);
    QTest::keyClick(&timeline, Qt::Key_Right);
    QCOMPARE(timeline.currentMark(), 0);
    QVERIFY(timeline.accessibleDescription().contains(QStringLiteral("A-2")));
    QTest::keyClick(&timeline, Qt::Key_Right);
    QTest::keyClick(&timeline, Qt::Key_Right);
    QCOMPARE(timeline.currentMark(), 1);
    QTest::keyClick(&timeline, Qt::Key_Left, Qt::ControlModifier);
    QCOMPARE(spy.takeFirst().at(0).value<std::vector<Fault>>()[1].atS, 49.0);
    QTest::keyClick(&timeline, Qt::Key_Delete);
    const auto plan = spy.takeFirst().at(0).value<std::vector<Fault>>();
    QCOMPARE(plan.size(), std::size_t(1));
    QCOMPARE(plan[0].kind, FaultKind::crash);
}

void TestTimeline::everyKindIsPlannedByTheMenu()
{
    std::set<FaultKind> seen;
    for (int i = 0;; ++i) {
        Timeline timeline;
        timeline.resize(1000, 52);
        timeline.setScenario(planned());
        timeline.setSelectedWorker(6);
        QSignalSpy spy(&timeline, &Timeline::planEdited);
        const auto menu = timeline.makeMenu(33.0);
        QList<QAction*> offers;
        for (QAction* action : menu->actions())
            if (!action->isSeparator() && action->isEnabled()) offers << action;   // not the heading
        if (i >= offers.size()) break;
        offers[i]->trigger();
        const auto plan = spy.takeFirst().at(0).value<std::vector<Fault>>();
        QCOMPARE(plan.size(), std::size_t(3));
        QCOMPARE(plan[1].atS, 33.0);
        seen.insert(plan[1].kind);
        Scenario with = planned();
        with.faults = plan;
        QVERIFY2(checkScenario(with), qPrintable(offers[i]->text()));
        QVERIFY(plan[1].workers.empty() || plan[1].workers == std::vector<int>{6});
    }
    QCOMPARE(seen.size(), std::size_t(9));
}

void TestTimeline::aClickOnTheLineOffersThePlan()
{
    Timeline timeline;
    timeline.resize(1000, 52);
    timeline.show();
    timeline.setScenario(planned());
    QTest::mouseClick(&timeline, Qt::LeftButton, {}, signOf(timeline, 80));
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    QVERIFY(menu != nullptr);
    menu->close();
}

void TestTimeline::nothingIsEditedWhileARunIsLoaded()
{
    Timeline timeline;
    timeline.resize(1000, 52);
    timeline.show();
    timeline.setScenario(planned());
    timeline.setEditable(Timeline::Editable::none);
    QSignalSpy spy(&timeline, &Timeline::planEdited);
    QSignalSpy hints(&timeline, &Timeline::hinted);
    drag(timeline, signOf(timeline, 20), signOf(timeline, 70));
    QCOMPARE(timeline.marks()[0].fault.atS, 20.0);
    QTest::keyClick(&timeline, Qt::Key_Delete);
    QTest::keyClick(&timeline, Qt::Key_Right, Qt::ControlModifier);
    QTest::mouseDClick(&timeline, Qt::LeftButton, {}, signOf(timeline, 50));
    QTest::mouseClick(&timeline, Qt::LeftButton, {}, signOf(timeline, 80));
    QVERIFY(QApplication::activePopupWidget() == nullptr);
    QVERIFY(spy.isEmpty());
    QCOMPARE(timeline.marks().size(), std::size_t(2));
    QVERIFY2(hints.size() >= 4, qPrintable(QString::number(hints.size())));   // each is told why
}

void TestTimeline::whatIsToComeIsEditedWhileARunGoesOn()
{
    Timeline timeline;
    timeline.resize(1000, 52);
    timeline.show();
    const Scenario scenario = planned();
    timeline.setScenario(scenario);
    timeline.setEditable(Timeline::Editable::toCome);
    RunUpdate update = fake::updateAt(scenario, 40.0);
    update.events = {fake::eventOf(20.0, scenario.faults[0], "crash")};
    timeline.apply(update);
    QSignalSpy spy(&timeline, &Timeline::planEdited);
    QSignalSpy hints(&timeline, &Timeline::hinted);
    const auto plan = [&spy] { return spy.takeFirst().at(0).value<std::vector<Fault>>(); };

    drag(timeline, signOf(timeline, 20), signOf(timeline, 70));   // has happened
    QTest::keyClick(&timeline, Qt::Key_Delete);
    QTest::mouseClick(&timeline, Qt::LeftButton, {}, signOf(timeline, 30));   // a time that is over
    QVERIFY(QApplication::activePopupWidget() == nullptr);
    QVERIFY(spy.isEmpty() && hints.size() == 3);

    drag(timeline, signOf(timeline, 50), signOf(timeline, 70));
    std::vector<Fault> edited = plan();
    QCOMPARE(edited.size(), std::size_t(1));   // what has happened is no part of the plan
    QVERIFY(edited[0].kind == FaultKind::slow && std::abs(edited[0].atS - 70.0) < 0.2);
    timeline.showPlan(edited);
    QCOMPARE(timeline.marks().size(), std::size_t(2));
    drag(timeline, signOf(timeline, 70), signOf(timeline, 10));   // not into the past
    edited = plan();
    QVERIFY(edited[0].atS > 40.0 && edited[0].atS < 41.0);
    timeline.showPlan(scenario.faults);
    QVERIFY(timeline.marks()[0].past && timeline.marks().size() == 2);

    std::unique_ptr<QMenu> menu = timeline.makeMenu(80.0);
    menu->actions().last()->trigger();
    QCOMPARE(plan().size(), std::size_t(2));
    timeline.showPlan(scenario.faults);
    QTest::mouseClick(&timeline, Qt::LeftButton, {}, signOf(timeline, 50));
    QTest::keyClick(&timeline, Qt::Key_Delete);
    QVERIFY(plan().empty());
}

void TestTimeline::anEntryThatActsWhileItIsDraggedHasHappened()
{
    Timeline timeline;
    timeline.resize(1000, 52);
    const Scenario scenario = planned();
    timeline.setScenario(scenario);
    timeline.setEditable(Timeline::Editable::toCome);
    RunUpdate update = fake::updateAt(scenario, 49.0);
    timeline.apply(update);
    QSignalSpy spy(&timeline, &Timeline::planEdited);
    QTest::mousePress(&timeline, Qt::LeftButton, {}, signOf(timeline, 50));
    QMouseEvent move(QEvent::MouseMove, signOf(timeline, 80), timeline.mapToGlobal(signOf(timeline, 80)), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&timeline, &move);
    QCOMPARE(timeline.marks().size(), std::size_t(1));   // the crash at 20 s never came: nobody told of it
    QVERIFY(timeline.marks()[0].fault.atS > 70.0);
    update = fake::updateAt(scenario, 50.1);
    update.events = {fake::eventOf(50.0, scenario.faults[1], "slow")};
    timeline.apply(update);
    QTest::mouseRelease(&timeline, Qt::LeftButton, {}, signOf(timeline, 80));
    QVERIFY(spy.isEmpty());
    QVERIFY(timeline.marks().back().past && timeline.marks().back().fault.atS == 50.0);
    QCOMPARE(timeline.marks().size(), std::size_t(1));
}

void TestTimeline::aRunsPlanIsEditedAndUndoneInTime()
{
    Lab lab;
    Scenario scenario = small();
    scenario.faults = {at(400, FaultKind::crash, {1})};
    lab.setScenario(*checkScenario(scenario));
    RunEdits edits(&lab);
    QSignalSpy told(&lab, &Lab::timelineChanged);
    QSignalSpy hints(&edits, &RunEdits::hinted);
    lab.start();
    QTRY_VERIFY_WITH_TIMEOUT(lab.phase() == Lab::Phase::running && !lab.latest().workers.empty(), kPatienceMs);
    const auto stateOf = [&](int worker) { return lab.latest().workers.at(std::size_t(worker)).state; };
    const auto planOf = [&] { return lab.run()->recordedScenario().faults; };

    QVERIFY(edits.setPlan({at(500, FaultKind::crash, {2})}, QStringLiteral("other")));
    QCOMPARE(planOf().at(0).workers, std::vector<int>{2});
    QCOMPARE(edits.undoText(), QStringLiteral("other"));
    edits.undo();
    QCOMPARE(planOf().at(0).workers, std::vector<int>{1});
    QCOMPARE(lab.runScenario().faults, planOf());
    edits.redo();
    QCOMPARE(planOf().at(0).workers, std::vector<int>{2});
    QVERIFY(!edits.setPlan({at(500, FaultKind::crash, {77})}, QStringLiteral("nobody")));
    QCOMPARE(hints.size(), 1);
    QCOMPARE(told.size(), 3);

    const double soonS = lab.latest().timeS + 0.4;
    QVERIFY(edits.setPlan({at(soonS, FaultKind::crash, {3})}, QStringLiteral("soon")));
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(3), WorkerState::crashed, kPatienceMs);
    edits.undo();   // too late
    QCOMPARE(hints.size(), 2);
    QVERIFY(edits.undoText() != QStringLiteral("soon"));
    QCOMPARE(stateOf(2), WorkerState::running);
    QCOMPARE(planOf().size(), std::size_t(1));
    lab.stop();
    QTRY_COMPARE_WITH_TIMEOUT(lab.phase(), Lab::Phase::ended, kPatienceMs);
    QVERIFY(lab.scenario().faults == scenario.faults);   // the run's plan, not the next one's
}

void TestTimeline::whatHappenedBecomesThePlanWithTheFirstEdit()
{
    Timeline timeline;
    timeline.resize(1000, 52);
    const Scenario scenario = planned();
    timeline.setScenario(scenario);
    timeline.setEditable(Timeline::Editable::toCome);
    RunUpdate update = fake::updateAt(scenario, 40.0);
    update.events = {fake::eventOf(20.0, scenario.faults[0], "crash"), fake::eventOf(35.0, fake::cutBetweenPlants(scenario), "partition")};
    timeline.apply(update);
    QCOMPARE(timeline.marks().size(), std::size_t(3));
    QVERIFY(timeline.marks()[0].past && !timeline.marks()[1].past && timeline.marks()[2].past);

    Fault cut = fake::cutBetweenPlants(scenario);
    cut.atS = 35.0;
    timeline.showRecorded({scenario.faults[0], cut, scenario.faults[1]}, 40.0);
    timeline.setEditable(Timeline::Editable::all);
    QVERIFY(timeline.marks()[1].past && !timeline.marks()[2].past);
    QSignalSpy spy(&timeline, &Timeline::planEdited);
    drag(timeline, signOf(timeline, 35), signOf(timeline, 60));
    const auto plan = spy.takeFirst().at(0).value<std::vector<Fault>>();
    QCOMPARE(plan.size(), std::size_t(3));
    QVERIFY(plan[2].kind == FaultKind::partition && std::abs(plan[2].atS - 60.0) < 0.2);
}

void TestTimeline::theEditorKeepsWhatIsNotTouched_data()
{
    QTest::addColumn<QString>("json");
    for (const char* json : {R"({"at_s": 1.5, "kind": "crash", "workers": [0, 3], "for_s": 4})", R"({"at_s": 1, "kind": "rejoin", "workers": [2]})",
                             R"({"at_s": 2, "kind": "slow", "workers": [1], "factor": 2.5})", R"({"at_s": 3, "kind": "heal"})",
                             R"({"at_s": 3, "kind": "partition", "groups": [[0, 1], [2, 3], [4, 5]]})",
                             R"({"at_s": 3, "kind": "partition", "groups": [[0, 1]], "for_s": 5})",
                             R"({"at_s": 3, "kind": "link", "from": 4, "to": 1, "loss": 1})",
                             R"({"at_s": 3, "kind": "link", "workers": [4], "latency_ms": 300, "jitter_ms": 20})",
                             R"({"at_s": 3, "kind": "network", "bandwidth_mbps": 10, "for_s": 9})",
                             R"({"at_s": 3, "kind": "corrupt", "workers": [7], "mode": "noise"})",
                             R"({"at_s": 3, "kind": "probability", "probability": 0.25, "workers": [1]})"})
        QTest::addRow("%s", json) << QString::fromLatin1(json);
}

void TestTimeline::theEditorKeepsWhatIsNotTouched()
{
    QFETCH(QString, json);
    const auto scenario = parseScenario(R"({"schema_version": 1, "faults": [)" + json.toStdString() + "]}");
    QVERIFY(scenario);
    const FaultEditor editor(*scenario, scenario->faults.front());
    Scenario same = *scenario;
    same.faults = {editor.fault()};
    const auto checked = checkScenario(same);
    QVERIFY(checked);
    QCOMPARE(QString::fromStdString(toJson(*checked)), QString::fromStdString(toJson(*scenario)));
}

void TestTimeline::theEditorChangesWhatIsTouched()
{
    FaultEditor editor(planned(), planned().faults[0]);
    editor.findChild<QDoubleSpinBox*>(QStringLiteral("at"))->setValue(12.5);
    editor.findChild<QCheckBox*>(QStringLiteral("ends"))->setChecked(false);
    auto* nodes = editor.findChild<QListWidget*>(QStringLiteral("nodes"));
    QCOMPARE(nodes->count(), 8);
    nodes->item(7)->setCheckState(Qt::Checked);
    Fault edited = editor.fault();
    QVERIFY(edited.kind == FaultKind::crash && edited.atS == 12.5 && !edited.forS);
    QCOMPARE(edited.workers, (std::vector<int>{1, 7}));

    auto* kind = editor.findChild<QComboBox*>(QStringLiteral("kind"));
    kind->setCurrentIndex(kind->findData(int(FaultKind::slow)));
    editor.findChild<QDoubleSpinBox*>(QStringLiteral("factor"))->setValue(8.0);
    edited = editor.fault();
    QVERIFY(edited.kind == FaultKind::slow && edited.factor == 8.0);
    kind->setCurrentIndex(kind->findData(int(FaultKind::network)));
    editor.findChild<QCheckBox*>(QStringLiteral("lossChanges"))->setChecked(true);
    editor.findChild<QDoubleSpinBox*>(QStringLiteral("loss"))->setValue(30.0);
    edited = editor.fault();
    QVERIFY(edited.kind == FaultKind::network && edited.workers.empty() && !edited.latencyMs);
    QCOMPARE(*edited.loss, 0.3);
    for (const auto* field : editor.findChildren<QDoubleSpinBox*>()) QVERIFY2(!field->accessibleName().isEmpty(), qPrintable(field->objectName()));

    Scenario served = planned();
    served.protocol.id = "easgd";
    const FaultEditor withServer(served, planned().faults[0]);
    QCOMPARE(withServer.findChild<QListWidget*>(QStringLiteral("nodes"))->count(), 9);
}

void TestTimeline::theEditorRefusesWhatTheScenarioWouldNotTake()
{
    FaultEditor editor(planned(), planned().faults[0]);
    const auto* apply = editor.findChild<QPushButton*>(QStringLiteral("apply"));
    QVERIFY(apply->isEnabled());
    auto* nodes = editor.findChild<QListWidget*>(QStringLiteral("nodes"));
    nodes->item(1)->setCheckState(Qt::Unchecked);   // nobody left
    QVERIFY(!apply->isEnabled());
    QVERIFY(!editor.findChild<QLabel*>(QStringLiteral("why"))->text().isEmpty());
    nodes->item(2)->setCheckState(Qt::Checked);
    QVERIFY(apply->isEnabled());
}

void TestTimeline::aDoubleClickEdits()
{
    Timeline timeline;
    timeline.resize(1000, 52);
    timeline.show();
    timeline.setScenario(planned());
    QSignalSpy spy(&timeline, &Timeline::planEdited);
    QTest::mouseDClick(&timeline, Qt::LeftButton, {}, signOf(timeline, 20));
    auto* editor = timeline.window()->findChild<FaultEditor*>();
    QVERIFY(editor != nullptr && editor->isVisible());
    editor->findChild<QDoubleSpinBox*>(QStringLiteral("at"))->setValue(25.0);
    QTest::mouseClick(editor->findChild<QPushButton*>(QStringLiteral("apply")), Qt::LeftButton);
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.takeFirst().at(0).value<std::vector<Fault>>()[0].atS, 25.0);
}

void TestTimeline::planLinksAndSlidersAreUndoneAtRest()
{
    Lab lab;
    lab.setScenario(small());
    RunEdits edits(&lab);
    QVERIFY(!edits.canUndo());
    QVERIFY(edits.setPlan({at(3, FaultKind::crash, {1})}, QStringLiteral("one")));
    QCOMPARE(lab.scenario().faults.size(), std::size_t(1));
    QCOMPARE(edits.undoText(), QStringLiteral("one"));
    TopologySpec ring;
    ring.id = "ring";
    edits.setTopology(ring);
    QCOMPARE(lab.scenario().topology.id, std::string("ring"));
    Fault loss = fake::faultOf(FaultKind::network);
    for (const double share : {0.1, 0.2, 0.3}) {
        loss.loss = share;
        edits.command(loss);
    }
    QCOMPARE(lab.scenario().network.loss, 0.3);
    edits.undo();
    QCOMPARE(lab.scenario().network.loss, 0.0);   // one drag of a slider is one step
    edits.undo();
    QCOMPARE(lab.scenario().topology.id, std::string("complete"));
    QCOMPARE(lab.scenario().faults.size(), std::size_t(1));
    edits.undo();
    QVERIFY(lab.scenario().faults.empty() && !edits.canUndo());
    edits.redo();
    QCOMPARE(lab.scenario().faults.size(), std::size_t(1));

    QSignalSpy hints(&edits, &RunEdits::hinted);
    QVERIFY(!edits.setPlan({at(3, FaultKind::crash, {77})}, QStringLiteral("nobody")));   // there is no such worker
    QCOMPARE(hints.size(), 1);
    QCOMPARE(lab.scenario().faults.size(), std::size_t(1));
    edits.command(fake::faultOf(FaultKind::crash, {1}));   // nothing runs
    QCOMPARE(hints.size(), 2);

    Scenario other = small();
    other.workers.count = 3;
    lab.setScenario(other);   // changed elsewhere: the history of the plan does not fit any more
    QVERIFY(!edits.canUndo() && !edits.canRedo());
}

void TestTimeline::actsOfARunAreUndoneByTheirOpposite()
{
    Lab lab;
    lab.setScenario(small());
    RunEdits edits(&lab);
    QVERIFY(edits.setPlan({at(500, FaultKind::crash, {1})}, QStringLiteral("far away")));
    lab.start();
    QTRY_VERIFY_WITH_TIMEOUT(lab.phase() == Lab::Phase::running, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!lab.latest().workers.empty(), kPatienceMs);
    const auto stateOf = [&](int worker) { return lab.latest().workers.at(std::size_t(worker)).state; };
    QVERIFY(!edits.canUndo());   // the plan of a run that goes on stays
    edits.command(fake::faultOf(FaultKind::crash, {2}));
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(2), WorkerState::crashed, kPatienceMs);
    Fault link = fake::faultOf(FaultKind::link);
    link.from = 0;
    link.to = 1;
    link.loss = 1.0;
    edits.commands({link, fake::faultOf(FaultKind::crash, {3})}, {});
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(3), WorkerState::crashed, kPatienceMs);
    edits.undo();
    QTRY_VERIFY_WITH_TIMEOUT(stateOf(3) == WorkerState::running && stateOf(2) == WorkerState::crashed, kPatienceMs);
    edits.undo();
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(2), WorkerState::running, kPatienceMs);
    edits.redo();
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(2), WorkerState::crashed, kPatienceMs);
    edits.restoreEverything({link});
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(2), WorkerState::running, kPatienceMs);
    QVERIFY(!edits.canRedo());
    lab.stop();
    QTRY_COMPARE_WITH_TIMEOUT(lab.phase(), Lab::Phase::ended, kPatienceMs);
    QCOMPARE(edits.undoText(), QStringLiteral("far away"));
}

void TestTimeline::recordedFaultsAreReplayedByAnotherProtocol()
{
    Lab lab;
    Scenario scenario = small();
    scenario.clock = Clock::simulated;
    scenario.stop.seconds = 2.0;
    lab.setScenario(*checkScenario(scenario));
    lab.setPace(2.0);
    RunEdits edits(&lab);
    lab.start();
    QTRY_VERIFY_WITH_TIMEOUT(lab.phase() == Lab::Phase::running, kPatienceMs);
    edits.command(fake::faultOf(FaultKind::crash, {2}));
    QTRY_COMPARE_WITH_TIMEOUT(lab.phase(), Lab::Phase::ended, kPatienceMs);
    const std::vector<Fault> happened = lab.run()->recordedScenario().faults;
    QCOMPARE(happened.size(), std::size_t(1));
    QVERIFY(edits.setPlan(happened, QStringLiteral("again")));
    Scenario other = lab.scenario();
    other.protocol = {};
    other.protocol.id = "elastic-gossip";
    lab.setScenario(*checkScenario(other));
    lab.setPace(0.0);
    lab.start();
    QTRY_VERIFY_WITH_TIMEOUT(lab.phase() == Lab::Phase::ended, kPatienceMs);
    QCOMPARE(lab.latest().workers.at(2).state, WorkerState::crashed);
    QCOMPARE(lab.run()->recordedScenario().faults.at(0).atS, happened[0].atS);
    QVERIFY(lab.latest().workers.at(2).steps < lab.latest().workers.at(1).steps);
}

void TestTimeline::thePaceIsOfferedOnTheSimulatedClockOnly()
{
    Lab lab;
    RunBar bar(&lab);
    bar.resize(1280, 48);
    bar.show();
    lab.setScenario(small());
    auto* pace = bar.findChild<ValueSlider*>(QStringLiteral("pace"));
    QVERIFY(!pace->isVisible());
    Scenario scenario = small();
    scenario.clock = Clock::simulated;
    lab.setScenario(*checkScenario(scenario));
    QVERIFY(pace->isVisible());
    auto* slider = pace->findChild<QSlider*>();
    QVERIFY(!slider->accessibleName().isEmpty());
    QCOMPARE(lab.pace(), 0.0);
    slider->setValue(slider->minimum());
    QTRY_COMPARE(lab.pace(), 0.1);
    lab.start();
    QTRY_VERIFY_WITH_TIMEOUT(lab.phase() == Lab::Phase::running, kPatienceMs);
    const double beforeS = lab.latest().timeS;
    QTest::qWait(1000);
    const double passedS = lab.latest().timeS - beforeS;
    QVERIFY2(passedS < 0.5, qPrintable(QString::number(passedS)));   // a tenth of real time
    slider->setValue(slider->maximum());
    QTRY_COMPARE(lab.pace(), 0.0);
    QTRY_VERIFY_WITH_TIMEOUT(lab.latest().timeS > beforeS + 5.0, kPatienceMs);
    lab.stop();
    QTRY_COMPARE_WITH_TIMEOUT(lab.phase(), Lab::Phase::ended, kPatienceMs);
}

QTEST_MAIN(TestTimeline)
#include "test_timeline.moc"
