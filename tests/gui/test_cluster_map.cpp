// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/map_rig.h"

#include "ui/views/flight_book.h"
#include "ui/views/map_layout.h"
#include "ui/views/worker_item.h"

#include <QPainter>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <set>

using namespace gossip;
using namespace gossip::ui;

namespace {

/// What a node looks like without colour.
QImage greyPicture(WorkerState state, bool started, bool cut)
{
    WorkerItem item(0);
    WorkerLook look;
    look.state = state;
    look.started = started;
    look.cut = cut;
    look.named = false;
    look.accuracy = 0.6;
    look.radius = 26;
    item.setLook(look);
    QImage image(96, 96, QImage::Format_ARGB32_Premultiplied);
    image.fill(theme().panel);
    QPainter painter(&image);
    painter.translate(48, 48);
    item.paint(&painter, nullptr, nullptr);
    painter.end();
    return image.convertToFormat(QImage::Format_Grayscale8);
}

}  // namespace

/// How machines are laid out, drawn and told apart.
class TestClusterMap : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(m_rig.settings.isValid()); }

    void machinesNeverOverlapAndStayInside_data();
    void machinesNeverOverlapAndStayInside();
    void groupsStandApart();
    void wallSeparatesAndMixedPartsHaveNone();
    void statesDifferWithoutColour();
    void gaugeIsFilledToTheAccuracy();
    void arrowsSelectNeighbours();
    void cutShowsAWallUntilHealed();
    void animationStopsWhenNothingMovesPausesAndHides();
    void disturbedLinksAreDrawnUntilTheyAreRepaired();
    void aServerIsANodeWithItsQueue();
    void aCrowdShowsOnlyTheSelectedLinks();

private:
    MapRig m_rig;
};

void TestClusterMap::machinesNeverOverlapAndStayInside_data()
{
    QTest::addColumn<int>("workers");
    QTest::addColumn<int>("groups");
    QTest::addColumn<MapArrangement>("arrangement");
    QTest::addColumn<bool>("server");
    const auto add = [](int workers, int groups, MapArrangement arrangement, bool server) {
        QTest::addRow("%d workers, %d groups, %d, %d", workers, groups, int(arrangement), int(server)) << workers << groups << arrangement << server;
    };
    for (const int workers : {1, 2, 3, 4, 7, 8, 12, 16, 17, 24, 33, 64, 100, 256}) {
        for (const bool server : {false, true}) {
            for (const int groups : {0, 2, 3, 5})
                if (groups <= workers) add(workers, groups, MapArrangement::best, server);
            for (const auto arrangement : {MapArrangement::groups, MapArrangement::ring, MapArrangement::circle, MapArrangement::grid})
                add(workers, std::min(2, workers), arrangement, server);
        }
    }
}

void TestClusterMap::machinesNeverOverlapAndStayInside()
{
    QFETCH(int, workers);
    QFETCH(int, groups);
    QFETCH(MapArrangement, arrangement);
    QFETCH(bool, server);
    const int nodes = workers + (server ? 1 : 0);
    std::vector<int> groupOf;
    for (int i = 0; groups > 0 && i < workers; ++i) groupOf.push_back(i * groups / workers);
    for (const QSizeF& size : {QSizeF(396, 470), QSizeF(600, 640), QSizeF(900, 800), QSizeF(300, 300)}) {
        const QRectF room(QPointF(12, 48), size);
        const MapLayout layout = layOutMap({workers, server, groupOf, arrangement}, room, 24.0);
        QCOMPARE(layout.centres.size(), std::size_t(nodes));
        const double least = arrangement == MapArrangement::ring ? 0.5 : 2.0;   // a hundred on one line are small
        QVERIFY2(layout.radius >= least, qPrintable(QString::number(layout.radius)));
        for (int i = 0; i < nodes; ++i) {
            QVERIFY(room.contains(layout.footprint(i)));
            for (int j = 0; j < i; ++j) QVERIFY(!layout.footprint(i).intersects(layout.footprint(j)));
        }
    }
}

void TestClusterMap::groupsStandApart()
{
    const Scenario scenario = fake::twoPlants(8);
    const MapLayout layout = layOutMap({8, false, scenario.groupOfWorker()}, QRectF(0, 0, 400, 480), 24.0);
    for (int a = 0; a < 4; ++a)
        for (int b = 4; b < 8; ++b)
            QVERIFY(layout.centres[std::size_t(b)].x() - layout.centres[std::size_t(a)].x() > 2.0 * layout.radius + 20.0);
    QVERIFY(layout.radius >= 26.0);
}

void TestClusterMap::wallSeparatesAndMixedPartsHaveNone()
{
    const QRectF room(0, 0, 100, 100);
    const auto wall = wallBetween({{10, 10}, {10, 90}}, {{90, 10}, {90, 90}}, room, 10);
    QVERIFY(wall);
    QVERIFY(std::abs(wall->x1() - 50) < 1e-6 && std::abs(wall->x2() - 50) < 1e-6);
    QVERIFY(!wallBetween({{10, 10}, {90, 90}}, {{90, 10}, {10, 90}}, room, 1));
    QVERIFY(!wallBetween({{10, 10}}, {{30, 10}}, room, 11));
}

void TestClusterMap::statesDifferWithoutColour()
{
    std::vector<QImage> pictures{greyPicture(WorkerState::running, false, false), greyPicture(WorkerState::running, true, true)};
    for (const WorkerState state : {WorkerState::running, WorkerState::slow, WorkerState::crashed, WorkerState::rejoining,
                                    WorkerState::diverged})
        pictures.push_back(greyPicture(state, true, false));
    for (std::size_t i = 0; i < pictures.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            QVERIFY2(differingPixels(pictures[i], pictures[j]) > 20, qPrintable(QStringLiteral("%1 and %2").arg(i).arg(j)));
}

void TestClusterMap::gaugeIsFilledToTheAccuracy()
{
    WorkerItem item(0);
    WorkerLook look;
    look.started = true;
    look.detailed = false;
    look.named = false;
    look.radius = 40;
    for (const double accuracy : {0.25, 0.5, 0.8}) {
        look.accuracy = accuracy;
        item.setLook(look);
        QImage image(100, 100, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        painter.translate(50, 50);
        item.paint(&painter, nullptr, nullptr);
        painter.end();
        int filled = 0;
        for (int y = 0; y < 100; ++y) filled += image.pixelColor(50, y) == theme().gauge;
        QVERIFY2(std::abs(filled - accuracy * 80.0) <= 5.0, qPrintable(QStringLiteral("%1 px for %2").arg(filled).arg(accuracy)));
    }
}

void TestClusterMap::arrowsSelectNeighbours()
{
    ClusterMap map;
    map.resize(420, 520);
    QSignalSpy spy(&map, &ClusterMap::workerSelected);
    map.setScenario(fake::twoPlants());
    QCOMPARE(map.selectedWorker(), 1);  // someone is always selected
    const auto press = [&](Qt::Key key) {
        QTest::keyClick(&map, key);
        return map.selectedWorker();
    };
    QCOMPARE(press(Qt::Key_Left), 0);
    QCOMPARE(press(Qt::Key_Down), 2);
    QCOMPARE(press(Qt::Key_Right), 3);
    QCOMPARE(press(Qt::Key_Right), 6);
    QCOMPARE(press(Qt::Key_Up), 4);
    QCOMPARE(press(Qt::Key_Up), 4);
    QCOMPARE(spy.size(), 6);
    QTest::mouseClick(map.viewport(), Qt::LeftButton, {}, map.mapFromScene(map.mapLayout().centres[7]));
    QCOMPARE(map.selectedWorker(), 7);
    QTest::mouseClick(map.viewport(), Qt::LeftButton, {}, QPoint(2, 2));
    QCOMPARE(map.selectedWorker(), 7);
}

void TestClusterMap::cutShowsAWallUntilHealed()
{
    const Scenario scenario = fake::twoPlants();
    SmallMap map(scenario);
    map.show();
    RunUpdate update = fake::updateAt(scenario, 31.0);
    update.events.push_back(fake::eventOf(31.0, fake::cutBetweenPlants(scenario), "partition"));
    map.apply(update);
    QCOMPARE(map.backdrop().walls().size(), std::size_t(1));
    QVERIFY(!map.workerItem(0).look().cut);

    // Parts that no straight wall separates: the smaller one is marked instead.
    Fault mixed = fake::faultOf(FaultKind::partition);
    mixed.groups = {{0, 6}, {1, 2, 3, 4, 5, 7}};
    update = fake::updateAt(scenario, 33.0);
    update.events.push_back(fake::eventOf(33.0, mixed, "partition"));
    map.apply(update);
    QVERIFY(map.workerItem(0).look().cut && map.workerItem(6).look().cut && !map.workerItem(1).look().cut);

    update = fake::updateAt(scenario, 35.0);
    update.events.push_back(fake::eventOf(35.0, fake::faultOf(FaultKind::heal), "heal"));
    map.apply(update);
    QVERIFY(map.backdrop().walls().empty());
    QVERIFY(!map.workerItem(0).look().cut);
}

void TestClusterMap::animationStopsWhenNothingMovesPausesAndHides()
{
    const Scenario scenario = fake::twoPlants();
    SmallMap map(scenario);
    map.show();
    map.apply(fake::updateAt(scenario, 1.0));
    QVERIFY(!map.isAnimating());
    RunUpdate update = fake::updateAt(scenario, 1.1);
    update.messages = {trace(1, 0, 1, MessageFate::delivered, 0.0), trace(2, 2, 3, MessageFate::delivered, 5.0)};
    map.apply(update);
    QVERIFY(map.isAnimating());

    update.messages.clear();
    update.state = RunState::paused;
    map.apply(update);
    QVERIFY(!map.isAnimating());
    const double where = map.flightBook().flights().at(1).where;
    QTest::qWait(80);
    QCOMPARE(map.flightBook().flights().at(1).where, where);  // stands still

    update.state = RunState::running;
    map.apply(update);
    QTRY_VERIFY(map.flightBook().flights().at(0).where > where);
    map.hide();
    QVERIFY(!map.isAnimating());
    QVERIFY(map.flightBook().isEmpty());
    map.show();
    update.messages = {trace(3, 0, 1)};
    map.apply(update);
    QTRY_VERIFY(!map.isAnimating());
    QVERIFY(map.flightBook().isEmpty());
}

void TestClusterMap::disturbedLinksAreDrawnUntilTheyAreRepaired()
{
    using State = MapBackdrop::LinkState;
    ClusterMap map;
    map.resize(600, 600);
    const Scenario scenario = fake::noGroups(24);   // so many that only the selected one's links are drawn
    map.setScenario(scenario);
    const auto count = [&](State state) {
        return std::count_if(map.backdrop().links().begin(), map.backdrop().links().end(), [state](const auto& link) { return link.state == state; });
    };
    Fault link = fake::faultOf(FaultKind::link);
    link.from = 7;
    link.to = 9;
    link.loss = 1.0;
    Fault slow = link;
    slow.from = 8;
    slow.loss.reset();
    slow.latencyMs = 300.0;
    RunUpdate update = fake::updateAt(scenario, 1.0);
    update.events = {fake::eventOf(1.0, link, "link"), fake::eventOf(1.0, slow, "link")};
    map.apply(update);
    QCOMPARE(count(State::cut), 1);
    QCOMPARE(count(State::slow), 1);
    QCOMPARE(count(State::calm), 23);

    QSignalSpy several(&map, &ClusterMap::commandsRequested);
    QTest::keyClick(&map, Qt::Key_H);
    const auto repairs = several.takeFirst().at(0).value<std::vector<Fault>>();
    QCOMPARE(repairs.size(), std::size_t(2));
    update = fake::updateAt(scenario, 2.0);
    for (const Fault& repair : repairs) update.events.push_back(fake::eventOf(2.0, repair, "link"));
    map.apply(update);
    QCOMPARE(count(State::cut) + count(State::slow), 0);

    slow.forS = 1.0;
    update = fake::updateAt(scenario, 3.0);
    update.events = {fake::eventOf(3.0, slow, "link")};
    map.apply(update);
    QCOMPARE(count(State::slow), 1);
    update = fake::updateAt(scenario, 4.0);
    update.events = {fake::eventOf(4.0, slow, "link-end")};
    map.apply(update);
    QCOMPARE(count(State::slow), 0);
}

void TestClusterMap::aServerIsANodeWithItsQueue()
{
    Scenario scenario = fake::noGroups(6);
    scenario.protocol.id = "easgd";
    SmallMap map(scenario);
    map.show();
    QCOMPARE(map.mapLayout().centres.size(), std::size_t(7));
    RunUpdate update = fake::updateAt(scenario, 1.0);
    update.server = ServerStatus{true, 5};
    update.messages = {trace(1, 2, 6, MessageFate::inFlight, 5.0), trace(2, 6, 2, MessageFate::inFlight, 5.0)};
    map.apply(update);
    const WorkerLook look = map.workerItem(6).look();
    QVERIFY(look.server && look.waiting == 5 && !map.workerItem(2).look().server);
    QCOMPARE(look.accuracy, *update.records.front().metrics.testAccuracy);
    QCOMPARE(map.flightBook().flights().size(), std::size_t(2));
    QCOMPARE(map.backdrop().links().size(), std::size_t(6));   // to the server only

    QSignalSpy spy(&map, &ClusterMap::commandRequested);
    QSignalSpy selected(&map, &ClusterMap::workerSelected);
    QTest::mouseClick(map.viewport(), Qt::LeftButton, {}, map.mapFromScene(map.mapLayout().centres[6]));
    QCOMPARE(map.chosen(), std::set<int>{6});
    QVERIFY(selected.isEmpty() && map.selectedWorker() == 1);   // panels of single workers keep theirs
    QTest::keyClick(&map, Qt::Key_L);
    QVERIFY(spy.isEmpty());   // it takes no steps
    QTest::keyClick(&map, Qt::Key_K);
    QCOMPARE(spy.takeFirst().at(0).value<Fault>().workers, std::vector<int>{kServerNode});
    update.server->alive = false;
    map.apply(update);
    QVERIFY(map.workerItem(6).look().state == WorkerState::crashed);
}

void TestClusterMap::aCrowdShowsOnlyTheSelectedLinks()
{
    SmallMap map(fake::noGroups(16));
    QCOMPARE(map.backdrop().links().size(), std::size_t(120));
    map.setScenario(fake::noGroups(17));
    QCOMPARE(map.backdrop().links().size(), std::size_t(16));
}

QTEST_MAIN(TestClusterMap)
#include "test_cluster_map.moc"
