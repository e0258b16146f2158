// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/map_rig.h"

#include "ui/views/map_commands.h"
#include "ui/views/map_layout.h"
#include "ui/views/worker_item.h"

#include <QMenu>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <set>

using namespace gossip;
using namespace gossip::ui;

/// What mouse and keys do on the map: faults, cuts, links, places.
class TestMapActions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(m_rig.settings.isValid()); }

    void keysEmitTheRightCommands();
    void severalAreChosenByMouseAndKeysAndActTogether();
    void movedMachinesStayWhereTheyWerePut();
    void everyArrangementIsReachedByTheMenu();
    void aLineAcrossCutsThePartsOrTheLinks();
    void aLineThatCrossesNothingIsExplained();
    void whatAPartitionCannotSayLosesEverythingInstead();
    void isolatingPutsEachAlone();
    void linksAreEditedByMouseAndKeysBeforeARun();
    void brokenSendersAreMarkedAndBroughtBack();

private:
    void drag(ClusterMap& map, const QPointF& from, const QPointF& to, Qt::KeyboardModifiers held = {});
    MapRig m_rig;
};

/// With the left button, in small steps, as a hand does.
void TestMapActions::drag(ClusterMap& map, const QPointF& from, const QPointF& to, Qt::KeyboardModifiers held)
{
    const auto send = [&](QEvent::Type type, const QPointF& scene, Qt::MouseButton button, Qt::MouseButtons buttons) {
        const QPointF at = map.mapFromScene(scene);
        QMouseEvent event(type, at, map.viewport()->mapToGlobal(at), button, buttons, held);
        QCoreApplication::sendEvent(map.viewport(), &event);
    };
    send(QEvent::MouseButtonPress, from, Qt::LeftButton, Qt::LeftButton);
    for (int i = 1; i <= 5; ++i) send(QEvent::MouseMove, from + (to - from) * i / 5.0, Qt::NoButton, Qt::LeftButton);
    send(QEvent::MouseButtonRelease, to, Qt::LeftButton, Qt::NoButton);
}

void TestMapActions::keysEmitTheRightCommands()
{
    const Scenario scenario = fake::twoPlants();
    SmallMap map(scenario);
    map.selectWorker(3);
    map.apply(fake::updateAt(scenario, 1.0));
    QSignalSpy spy(&map, &ClusterMap::commandRequested);
    const auto last = [&] { return spy.takeFirst().at(0).value<gossip::Fault>(); };

    QTest::keyClick(&map, Qt::Key_K);
    QCOMPARE(spy.size(), 1);
    Fault fault = last();
    QVERIFY(fault.kind == FaultKind::crash && fault.workers == std::vector<int>{3});

    QTest::keyClick(&map, Qt::Key_L);
    fault = last();
    QVERIFY(fault.kind == FaultKind::slow && fault.workers == std::vector<int>{3} && fault.factor == 4.0);

    QTest::keyClick(&map, Qt::Key_X);
    fault = last();
    QVERIFY(fault.kind == FaultKind::partition);
    QCOMPARE(fault.groups, (std::vector<std::vector<int>>{{0, 1, 2, 3}, {4, 5, 6, 7}}));

    QTest::keyClick(&map, Qt::Key_R);
    QVERIFY(spy.isEmpty());  // healthy and nothing cut: nothing to bring back
    RunUpdate update = fake::updateAt(scenario, 2.0);
    update.workers[3].state = WorkerState::crashed;
    map.apply(update);
    QTest::keyClick(&map, Qt::Key_R);
    fault = last();
    QVERIFY(fault.kind == FaultKind::rejoin && fault.workers == std::vector<int>{3});
    QTest::keyClick(&map, Qt::Key_K);
    QVERIFY(spy.isEmpty());  // it is down already

    map.setScenario(fake::noGroups(5));
    QTest::keyClick(&map, Qt::Key_X);
    fault = last();
    QVERIFY(fault.kind == FaultKind::partition);
    QCOMPARE(fault.groups, (std::vector<std::vector<int>>{{0, 1}}));  // the others are the second part
}

void TestMapActions::severalAreChosenByMouseAndKeysAndActTogether()
{
    const Scenario scenario = fake::twoPlants();
    SmallMap map(scenario);
    map.apply(fake::updateAt(scenario, 1.0));
    QSignalSpy spy(&map, &ClusterMap::commandRequested);
    const auto last = [&] { return spy.takeLast().at(0).value<gossip::Fault>(); };
    const auto at = [&](int node) { return map.mapLayout().centres[std::size_t(node)]; };

    // A frame around plant A.
    drag(map, at(0) - QPointF(at(0).x() - 4, at(0).y() - 52), at(3) + QPointF(40, 60));
    QCOMPARE(map.chosen(), (std::set<int>{0, 1, 2, 3}));
    QVERIFY(map.workerItem(0).look().chosen && !map.workerItem(5).look().chosen);
    QTest::keyClick(&map, Qt::Key_K);
    QCOMPARE(last().workers, (std::vector<int>{0, 1, 2, 3}));
    QTest::keyClick(&map, Qt::Key_X);   // those together, apart from the others
    Fault fault = last();
    QVERIFY(fault.kind == FaultKind::partition);
    QCOMPARE(fault.groups, (std::vector<std::vector<int>>{{0, 1, 2, 3}, {4, 5, 6, 7}}));

    QTest::mouseClick(map.viewport(), Qt::LeftButton, Qt::ControlModifier, map.mapFromScene(at(6)));
    QCOMPARE(map.chosen(), (std::set<int>{0, 1, 2, 3, 6}));
    QCOMPARE(map.selectedWorker(), 6);
    QTest::mouseClick(map.viewport(), Qt::LeftButton, Qt::ControlModifier, map.mapFromScene(at(2)));
    QCOMPARE(map.chosen(), (std::set<int>{0, 1, 3, 6}));
    QTest::mouseClick(map.viewport(), Qt::LeftButton, {}, map.mapFromScene(at(3)));
    QCOMPARE(map.chosen(), (std::set<int>{3}));
    QTest::keyClick(&map, Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(map.chosen(), (std::set<int>{2, 3}));
    QTest::keyClick(&map, Qt::Key_L);
    fault = last();
    QVERIFY(fault.kind == FaultKind::slow && fault.workers == (std::vector<int>{2, 3}));
    QTest::keyClick(&map, Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(map.chosen().size(), std::size_t(8));
    QTest::keyClick(&map, Qt::Key_Escape);
    QCOMPARE(map.chosen(), (std::set<int>{2}));
}

void TestMapActions::movedMachinesStayWhereTheyWerePut()
{
    const Scenario scenario = fake::noGroups(6);
    QPointF put;
    std::vector<QPointF> before;
    {
        SmallMap map(scenario);
        before = map.mapLayout().centres;
        drag(map, before[2], before[2] + QPointF(-60, 30));
        put = map.mapLayout().centres[2];
        QVERIFY(QLineF(put, before[2] + QPointF(-60, 30)).length() < 3.0);
        QCOMPARE(map.mapLayout().centres[1], before[1]);
        QCOMPARE(map.workerItem(2).pos(), put);
        map.apply(fake::updateAt(scenario, 1.0));
        QCOMPARE(map.mapLayout().centres[2], put);
        drag(map, put, QPointF(9999, -9999));   // never out of sight
        QVERIFY(QRectF(map.viewport()->rect()).contains(map.mapLayout().footprint(2)));
        drag(map, map.mapLayout().centres[2], put);
        QTest::keyClick(&map, Qt::Key_Down, Qt::ControlModifier);
        put = map.mapLayout().centres[2];
    }
    SmallMap again(scenario);
    QVERIFY(QLineF(again.mapLayout().centres[2], put).length() < 1e-6);
    Scenario other = scenario;
    other.name = "another";
    again.setScenario(other);
    QCOMPARE(again.mapLayout().centres, before);
    again.setScenario(scenario);
    again.arrange(again.arrangement());
    QCOMPARE(again.mapLayout().centres, before);
}

void TestMapActions::everyArrangementIsReachedByTheMenu()
{
    SmallMap map(fake::twoPlants(12));
    std::vector<std::vector<QPointF>> seen;
    for (int i = 1; i <= 4; ++i) {
        const auto menu = map.makeMenu();
        const QList<QAction*> actions = menu->actions().last()->menu()->actions();
        QCOMPARE(actions.size(), 7);   // best and four more; a line; again
        QVERIFY(!actions.last()->isEnabled());   // nobody was moved
        actions[i]->trigger();
        QCOMPARE(map.arrangement(), MapArrangement(i));
        QVERIFY(std::find(seen.begin(), seen.end(), map.mapLayout().centres) == seen.end());
        seen.push_back(map.mapLayout().centres);
    }
    drag(map, map.mapLayout().centres[0], map.mapLayout().centres[0] + QPointF(5, 60));
    const auto menu = map.makeMenu();
    QVERIFY(menu->actions().last()->menu()->actions().last()->isEnabled());
    menu->actions().last()->menu()->actions().last()->trigger();
    QCOMPARE(map.mapLayout().centres, seen.back());
    map.arrange(MapArrangement::best);
}

void TestMapActions::aLineAcrossCutsThePartsOrTheLinks()
{
    const Scenario scenario = fake::twoPlants();   // complete graph
    SmallMap map(scenario);
    QSignalSpy one(&map, &ClusterMap::commandRequested);
    QSignalSpy several(&map, &ClusterMap::commandsRequested);
    const auto at = [&](int node) { return map.mapLayout().centres[std::size_t(node)]; };
    const double middle = (at(1).x() + at(4).x()) / 2.0;
    drag(map, {middle, 40}, {middle, 515}, Qt::ShiftModifier);
    QCOMPARE(one.size(), 1);
    QVERIFY(several.isEmpty());
    const Fault cut = one.takeFirst().at(0).value<Fault>();
    QVERIFY(cut.kind == FaultKind::partition);
    QCOMPARE(cut.groups, (std::vector<std::vector<int>>{{0, 1, 2, 3}, {4, 5, 6, 7}}));

    // A short line between 0 and 2 cuts what it crosses, both ways.
    const QPointF between = (at(0) + at(2)) / 2.0;
    drag(map, between - QPointF(8, 0), between + QPointF(6, 0), Qt::ShiftModifier);
    QVERIFY(one.isEmpty());
    QCOMPARE(several.size(), 1);
    const auto faults = several.takeFirst().at(0).value<std::vector<Fault>>();
    QCOMPARE(faults.size(), std::size_t(2));
    QVERIFY(faults[0].kind == FaultKind::link && faults[0].loss == 1.0);
    QCOMPARE(std::pair(faults[0].from, faults[0].to), std::pair(0, 2));
    QCOMPARE(std::pair(faults[1].from, faults[1].to), std::pair(2, 0));
}

void TestMapActions::aLineThatCrossesNothingIsExplained()
{
    SmallMap map(fake::twoPlants());
    QSignalSpy hints(&map, &ClusterMap::hinted);
    QSignalSpy one(&map, &ClusterMap::commandRequested);
    drag(map, {6, 40}, {6, 500}, Qt::ShiftModifier);
    QCOMPARE(hints.size(), 1);
    QVERIFY(one.isEmpty());
}

void TestMapActions::whatAPartitionCannotSayLosesEverythingInstead()
{
    Scenario scenario = fake::noGroups(4);
    scenario.protocol.id = "easgd";
    // The server stays with worker 0: without it, 1 and 2 can be apart …
    QVERIFY(cutOffCommand(scenario, {1, 2}).kind == FaultKind::partition);
    // … but 0 alone cannot be parted from the server by a partition.
    const Fault zero = cutOffCommand(scenario, {0});
    QVERIFY(zero.kind == FaultKind::link && zero.loss == 1.0);
    QCOMPARE(zero.workers, std::vector<int>{0});
    QCOMPARE(cutOffCommand(scenario, {4}).workers, std::vector<int>{kServerNode});
    QVERIFY(cutOffCommand(scenario, {0, 4}).kind == FaultKind::partition);

    const std::vector<NodePair> star{{0, 4}, {1, 4}, {2, 4}, {3, 4}};
    const auto one = cutLinksCommands(scenario, star, {{3, 4}});
    QCOMPARE(one.size(), std::size_t(1));
    QCOMPARE(one.front().groups, (std::vector<std::vector<int>>{{0, 1, 2}, {3}}));
    const auto first = cutLinksCommands(scenario, star, {{0, 4}});
    QCOMPARE(first.size(), std::size_t(2));
    QCOMPARE(std::pair(first[0].from, first[0].to), std::pair(0, kServerNode));
}

void TestMapActions::isolatingPutsEachAlone()
{
    const Scenario scenario = fake::noGroups(5);
    QCOMPARE(isolateCommand(scenario, {1, 3}).groups, (std::vector<std::vector<int>>{{1}, {3}, {0, 2, 4}}));
    SmallMap map(scenario);
    QSignalSpy spy(&map, &ClusterMap::commandRequested);
    map.choose({0, 2});
    QTest::keyClick(&map, Qt::Key_I);
    QCOMPARE(spy.takeFirst().at(0).value<Fault>().groups, (std::vector<std::vector<int>>{{0}, {2}, {1, 3, 4}}));
}

void TestMapActions::linksAreEditedByMouseAndKeysBeforeARun()
{
    Scenario scenario = fake::noGroups(5);
    scenario.topology.id = "ring";
    SmallMap map(scenario);
    QSignalSpy edits(&map, &ClusterMap::topologyEdited);
    QSignalSpy hints(&map, &ClusterMap::hinted);
    const auto at = [&](int node) { return map.mapLayout().centres[std::size_t(node)]; };
    drag(map, at(0), at(2), Qt::AltModifier);
    QVERIFY(edits.isEmpty());
    QCOMPARE(hints.size(), 1);   // a run goes on

    map.setLinksEditable(true);
    const auto before = map.mapLayout().centres;
    drag(map, at(0), at(2), Qt::AltModifier);
    QCOMPARE(map.mapLayout().centres, before);
    const auto added = edits.takeFirst().at(0).value<TopologySpec>();
    QCOMPARE(added.id, std::string("edges"));
    QCOMPARE(added.edges.size(), std::size_t(12));   // five links of a ring and one more, both ways
    QVERIFY(std::find(added.edges.begin(), added.edges.end(), std::pair(2, 0)) != added.edges.end());

    map.setTopology(added);
    QVERIFY(map.links().linked(0, 2) && !map.links().linked(1, 3));
    QTest::keyClick(&map, Qt::Key_E);   // the mode: no key has to be held
    drag(map, at(0), at(2));
    QCOMPARE(edits.takeFirst().at(0).value<TopologySpec>().edges.size(), std::size_t(10));
    QTest::keyClick(&map, Qt::Key_E);
    map.choose({1, 3});
    QTest::keyClick(&map, Qt::Key_N);
    QCOMPARE(edits.takeFirst().at(0).value<TopologySpec>().edges.size(), std::size_t(14));

    // Taking away what somebody needs to be reached is refused, and said.
    scenario.topology.id = "edges";
    scenario.topology.edges = {{0, 1}, {1, 0}, {1, 2}, {2, 1}, {2, 3}, {3, 2}, {3, 4}, {4, 3}};
    map.setScenario(scenario);
    hints.clear();
    map.choose({3, 4});
    QTest::keyClick(&map, Qt::Key_N);
    QVERIFY(edits.isEmpty());
    QCOMPARE(hints.size(), 1);
}

void TestMapActions::brokenSendersAreMarkedAndBroughtBack()
{
    const Scenario scenario = fake::twoPlants();
    SmallMap map(scenario);
    map.selectWorker(4);
    QSignalSpy spy(&map, &ClusterMap::commandRequested);
    QTest::keyClick(&map, Qt::Key_D);
    const Fault broken = spy.takeFirst().at(0).value<Fault>();
    QVERIFY(broken.kind == FaultKind::corrupt && broken.workers == std::vector<int>{4} && broken.mode == CorruptMode::nan);
    RunUpdate update = fake::updateAt(scenario, 1.0);
    update.events = {fake::eventOf(1.0, broken, "corrupt")};
    map.apply(update);
    QVERIFY(map.workerItem(4).look().corrupt);
    QTest::keyClick(&map, Qt::Key_R);
    const Fault back = spy.takeFirst().at(0).value<Fault>();
    QVERIFY(back.kind == FaultKind::rejoin && back.workers == std::vector<int>{4});
    update.events = {fake::eventOf(2.0, back, "rejoin")};
    map.apply(update);
    QVERIFY(!map.workerItem(4).look().corrupt);
}

QTEST_MAIN(TestMapActions)
#include "test_map_actions.moc"
