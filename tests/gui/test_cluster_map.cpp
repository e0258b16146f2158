// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/fake_run.h"

#include "ui/look/theme.h"
#include "ui/views/cluster_map.h"
#include "ui/views/flight_book.h"
#include "ui/views/map_layout.h"
#include "ui/views/worker_item.h"

#include <QPainter>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <memory>
#include <set>

using namespace gossip;
using namespace gossip::ui;

namespace {

MessageTrace trace(std::uint64_t id, int from, int to, MessageFate fate = MessageFate::delivered, double delayS = 0.0)
{
    MessageTrace message;
    message.id = id;
    message.from = from;
    message.to = to;
    message.fate = fate;
    message.arrivesS = delayS;
    return message;
}

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

int differingPixels(const QImage& a, const QImage& b)
{
    int count = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) count += std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y))) > 48;
    return count;
}

}  // namespace

class TestClusterMap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qRegisterMetaType<gossip::Fault>();
        m_store = std::make_unique<ThemeStore>();
    }
    void cleanupTestCase() { m_store.reset(); }

    void machinesNeverOverlapAndStayInside_data();
    void machinesNeverOverlapAndStayInside();
    void groupsStandApart();
    void wallSeparatesAndMixedPartsHaveNone();
    void atMostFortyInFlightAndEachIsARealMessage();
    void sparseMessagesAreAllShown();
    void lostMessagesStopAtSixtyPercent();
    void shortFlightsAreLengthenedLongOnesAreNot();
    void rejectedMessagesReachTheReceiver();
    void skippedMessagesDoNotAppearWhenTheirFateIsTold();
    void statesDifferWithoutColour();
    void gaugeIsFilledToTheAccuracy();
    void keysEmitTheRightCommands();
    void arrowsSelectNeighbours();
    void cutShowsAWallUntilHealed();
    void animationStopsWhenNothingMovesPausesAndHides();
    void reducedMotionShowsNoFlights();

private:
    std::unique_ptr<ThemeStore> m_store;
};

void TestClusterMap::machinesNeverOverlapAndStayInside_data()
{
    QTest::addColumn<int>("workers");
    QTest::addColumn<int>("groups");
    for (const int workers : {1, 2, 3, 4, 7, 8, 12, 16, 17, 24, 33, 64, 100, 256})
        for (const int groups : {0, 2, 3, 5})
            if (groups <= workers) QTest::addRow("%d workers, %d groups", workers, groups) << workers << groups;
}

void TestClusterMap::machinesNeverOverlapAndStayInside()
{
    QFETCH(int, workers);
    QFETCH(int, groups);
    std::vector<int> groupOf;
    for (int i = 0; groups > 0 && i < workers; ++i) groupOf.push_back(i * groups / workers);
    for (const QSizeF& size : {QSizeF(396, 470), QSizeF(600, 640), QSizeF(900, 800), QSizeF(300, 300)}) {
        const QRectF room(QPointF(12, 48), size);
        const MapLayout layout = layOutMap(workers, groupOf, room, 24.0);
        QCOMPARE(layout.centres.size(), std::size_t(workers));
        QVERIFY2(layout.radius >= 2.0, qPrintable(QString::number(layout.radius)));
        for (int i = 0; i < workers; ++i) {
            QVERIFY(room.contains(layout.footprint(i)));
            for (int j = 0; j < i; ++j) QVERIFY(!layout.footprint(i).intersects(layout.footprint(j)));
        }
    }
}

void TestClusterMap::groupsStandApart()
{
    const Scenario scenario = fake::twoPlants(8);
    const MapLayout layout = layOutMap(8, scenario.groupOfWorker(), QRectF(0, 0, 400, 480), 24.0);
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

void TestClusterMap::atMostFortyInFlightAndEachIsARealMessage()
{
    FlightBook book;
    std::set<std::uint64_t> told;
    std::uint64_t id = 0;
    std::size_t most = 0;
    for (int frame = 0; frame < 300; ++frame) {
        const double nowS = frame * 0.033;
        std::vector<MessageTrace> traces;
        for (int i = 0; i < 50; ++i) {
            traces.push_back(trace(++id, i % 8, (i + 3) % 8));
            told.insert(id);
        }
        book.add(traces, nowS);
        book.advance(nowS);
        most = std::max(most, book.flights().size());
        QVERIFY(book.flights().size() <= 40);
        for (const Flight& flight : book.flights()) QVERIFY(told.contains(flight.trace.id));
    }
    QVERIFY2(most >= 15, qPrintable(QString::number(most)));
    // 1500 a second, 0.35 s in the air: 525 at once, so at least every fourteenth.
    QVERIFY2(book.oneOf() >= 14 && book.oneOf() <= 50, qPrintable(QString::number(book.oneOf())));
}

void TestClusterMap::sparseMessagesAreAllShown()
{
    FlightBook book;
    int shown = 0;
    for (int i = 0; i < 20; ++i) {
        book.add({trace(std::uint64_t(i), 0, 1)}, i);
        shown += int(book.flights().size());
        book.advance(i + 0.36);
        book.advance(i + 0.9);
    }
    QCOMPARE(shown, 20);
    QCOMPARE(book.oneOf(), std::uint64_t(1));
    QVERIFY(book.isEmpty());
}

void TestClusterMap::lostMessagesStopAtSixtyPercent()
{
    FlightBook book;
    book.add({trace(1, 0, 1, MessageFate::inFlight, 1.0)}, 0.0);
    book.advance(0.3);
    QCOMPARE(book.flights().at(0).phase, Flight::Phase::flying);
    book.add({trace(1, 0, 1, MessageFate::lost, 1.0)}, 0.3);
    book.advance(0.59);
    QCOMPARE(book.flights().at(0).phase, Flight::Phase::flying);
    book.advance(0.61);
    QCOMPARE(book.flights().at(0).phase, Flight::Phase::lost);
    QVERIFY(std::abs(book.flights()[0].where - 0.6) < 0.02);
    book.advance(1.0);
    QCOMPARE(book.flights().size(), std::size_t(1));
    book.advance(1.02);
    QVERIFY(book.isEmpty());
}

void TestClusterMap::shortFlightsAreLengthenedLongOnesAreNot()
{
    FlightBook book;
    book.add({trace(1, 0, 1, MessageFate::delivered, 0.001), trace(2, 0, 1, MessageFate::delivered, 2.0)}, 0.0);
    QCOMPARE(book.flights()[0].durationS, 0.35);
    QCOMPARE(book.flights()[1].durationS, 2.0);
    QVERIFY(!book.flights()[0].late && book.flights()[1].late);
}

void TestClusterMap::rejectedMessagesReachTheReceiver()
{
    FlightBook book;
    book.add({trace(1, 0, 1, MessageFate::rejected)}, 0.0);
    book.advance(0.34);
    QCOMPARE(book.flights()[0].phase, Flight::Phase::flying);
    book.advance(0.36);
    QCOMPARE(book.flights()[0].phase, Flight::Phase::rejected);
    QCOMPARE(book.flights()[0].where, 1.0);
}

void TestClusterMap::skippedMessagesDoNotAppearWhenTheirFateIsTold()
{
    FlightBook book;
    std::vector<MessageTrace> sent;
    for (std::uint64_t i = 0; i < 200; ++i) sent.push_back(trace(i, 0, 1, MessageFate::inFlight, 0.1));
    book.add(sent, 0.0);
    const std::size_t shown = book.flights().size();
    QVERIFY(shown > 0 && shown <= 40);
    for (MessageTrace& message : sent) message.fate = MessageFate::delivered;
    book.add(sent, 0.1);
    QCOMPARE(book.flights().size(), shown);
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

void TestClusterMap::keysEmitTheRightCommands()
{
    ClusterMap map;
    map.resize(420, 520);
    const Scenario scenario = fake::twoPlants();
    map.setScenario(scenario);
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
    ClusterMap map;
    map.resize(420, 520);
    map.show();
    const Scenario scenario = fake::twoPlants();
    map.setScenario(scenario);
    RunUpdate update = fake::updateAt(scenario, 31.0);
    update.events.push_back(fake::eventOf(31.0, fake::cutBetweenPlants(scenario), "partition"));
    map.apply(update);
    QCOMPARE(map.wallCount(), 1);
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
    QCOMPARE(map.wallCount(), 0);
    QVERIFY(!map.workerItem(0).look().cut);
}

void TestClusterMap::animationStopsWhenNothingMovesPausesAndHides()
{
    ClusterMap map;
    map.resize(420, 520);
    map.show();
    const Scenario scenario = fake::twoPlants();
    map.setScenario(scenario);
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

void TestClusterMap::reducedMotionShowsNoFlights()
{
    ClusterMap map;
    map.resize(420, 520);
    map.show();
    const Scenario scenario = fake::twoPlants();
    map.setScenario(scenario);
    map.setReduceMotion(true);
    RunUpdate update = fake::updateAt(scenario, 1.0);
    update.messages = {trace(1, 0, 1)};
    map.apply(update);
    QVERIFY(map.flightBook().isEmpty());
    QVERIFY(!map.isAnimating());
}

QTEST_MAIN(TestClusterMap)
#include "test_cluster_map.moc"
