// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/fake_run.h"

#include "ui/look/theme.h"
#include "ui/views/cluster_map.h"
#include "ui/views/flight_book.h"
#include "ui/views/map_commands.h"
#include "ui/views/map_layout.h"
#include "ui/views/message_layer.h"
#include "ui/views/worker_item.h"

#include <QMenu>
#include <QPainter>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <functional>
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
        QVERIFY(m_settings.isValid());
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
        QCoreApplication::setOrganizationName(QStringLiteral("gossiplab-test"));
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
    void requestsAnswersAndStaleModelsHaveTheirSigns();
    void messageSignsDifferWithoutColour();
    void severalAreChosenByMouseAndKeysAndActTogether();
    void movedMachinesStayWhereTheyWerePut();
    void everyArrangementIsReachedByTheMenu();
    void aLineAcrossCutsThePartsOrTheLinks();
    void aLineThatCrossesNothingIsExplained();
    void disturbedLinksAreDrawnUntilTheyAreRepaired();
    void whatAPartitionCannotSayLosesEverythingInstead();
    void isolatingPutsEachAlone();
    void linksAreEditedByMouseAndKeysBeforeARun();
    void aServerIsANodeWithItsQueue();
    void brokenSendersAreMarkedAndBroughtBack();
    void aCrowdShowsOnlyTheSelectedLinks();

private:
    void drag(ClusterMap& map, const QPointF& from, const QPointF& to, Qt::KeyboardModifiers held = {});
    QTemporaryDir m_settings;
    std::unique_ptr<ThemeStore> m_store;
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
    QCOMPARE(book.flights()[0].sign, MessageSign::model);
    QCOMPARE(book.flights()[1].sign, MessageSign::late);
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

void TestClusterMap::requestsAnswersAndStaleModelsHaveTheirSigns()
{
    FlightBook book;
    book.setServer(8);
    std::vector<WorkerStatus> workers(8);
    workers[2].steps = 100;
    book.setSteps(workers);
    MessageTrace ask = trace(1, 3, 4);
    ask.request = true;
    MessageTrace resent = trace(6, 6, 7);
    resent.resent = true;
    MessageTrace old = trace(7, 6, 5);
    old.ageSteps = 10;
    MessageTrace young = trace(8, 6, 5);
    young.ageSteps = 9;
    book.add({ask, trace(2, 4, 3), trace(3, 4, 3), trace(4, 0, 8), trace(5, 8, 0), resent, old, young,
              trace(9, 2, 1, MessageFate::inFlight, 0.4)}, 0.0);
    const auto signOf = [&](std::uint64_t id) {
        const auto found = std::find_if(book.flights().begin(), book.flights().end(), [id](const Flight& f) { return f.trace.id == id; });
        return found->sign;
    };
    QCOMPARE(signOf(1), MessageSign::request);
    QCOMPARE(signOf(2), MessageSign::answer);
    QCOMPARE(signOf(3), MessageSign::model);   // one answer to one request
    QCOMPARE(signOf(4), MessageSign::request);
    QCOMPARE(signOf(5), MessageSign::answer);
    QCOMPARE(signOf(6), MessageSign::late);
    QCOMPARE(signOf(7), MessageSign::stale);
    QCOMPARE(signOf(8), MessageSign::model);
    QCOMPARE(signOf(9), MessageSign::model);
    workers[2].steps = 110;   // its sender goes on while it is on the way
    book.setSteps(workers);
    QCOMPARE(signOf(9), MessageSign::stale);
    QCOMPARE(signOf(7), MessageSign::stale);
}

void TestClusterMap::messageSignsDifferWithoutColour()
{
    std::vector<QImage> pictures;
    const auto picture = [&](const std::function<void(QPainter&)>& paint) {
        QImage image(24, 24, QImage::Format_ARGB32_Premultiplied);
        image.fill(theme().panel);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        paint(painter);
        painter.end();
        pictures.push_back(image.convertToFormat(QImage::Format_Grayscale8));
    };
    for (const auto sign : {MessageSign::model, MessageSign::late, MessageSign::stale, MessageSign::request, MessageSign::answer})
        picture([sign](QPainter& painter) { paintMessageSign(painter, sign, {12, 12}, 5.0, theme().gossip); });
    picture([](QPainter& painter) { paintLostSign(painter, {12, 12}); });
    picture([](QPainter& painter) { paintRejectedSign(painter, {12, 12}); });
    for (std::size_t i = 0; i < pictures.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            QVERIFY2(differingPixels(pictures[i], pictures[j]) > 12, qPrintable(QStringLiteral("%1 and %2").arg(i).arg(j)));
}

/// With the left button, in small steps, as a hand does.
void TestClusterMap::drag(ClusterMap& map, const QPointF& from, const QPointF& to, Qt::KeyboardModifiers held)
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

void TestClusterMap::severalAreChosenByMouseAndKeysAndActTogether()
{
    ClusterMap map;
    map.resize(420, 520);
    const Scenario scenario = fake::twoPlants();
    map.setScenario(scenario);
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

void TestClusterMap::movedMachinesStayWhereTheyWerePut()
{
    const Scenario scenario = fake::noGroups(6);
    QPointF put;
    std::vector<QPointF> before;
    {
        ClusterMap map;
        map.resize(420, 520);
        map.setScenario(scenario);
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
    ClusterMap again;
    again.resize(420, 520);
    again.setScenario(scenario);
    QVERIFY(QLineF(again.mapLayout().centres[2], put).length() < 1e-6);
    Scenario other = scenario;
    other.name = "another";
    again.setScenario(other);
    QCOMPARE(again.mapLayout().centres, before);
    again.setScenario(scenario);
    again.arrange(again.arrangement());
    QCOMPARE(again.mapLayout().centres, before);
}

void TestClusterMap::everyArrangementIsReachedByTheMenu()
{
    ClusterMap map;
    map.resize(420, 520);
    map.setScenario(fake::twoPlants(12));
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

void TestClusterMap::aLineAcrossCutsThePartsOrTheLinks()
{
    ClusterMap map;
    map.resize(420, 520);
    const Scenario scenario = fake::twoPlants();   // complete graph
    map.setScenario(scenario);
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

void TestClusterMap::aLineThatCrossesNothingIsExplained()
{
    ClusterMap map;
    map.resize(420, 520);
    map.setScenario(fake::twoPlants());
    QSignalSpy hints(&map, &ClusterMap::hinted);
    QSignalSpy one(&map, &ClusterMap::commandRequested);
    drag(map, {6, 40}, {6, 500}, Qt::ShiftModifier);
    QCOMPARE(hints.size(), 1);
    QVERIFY(one.isEmpty());
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

void TestClusterMap::whatAPartitionCannotSayLosesEverythingInstead()
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

void TestClusterMap::isolatingPutsEachAlone()
{
    const Scenario scenario = fake::noGroups(5);
    QCOMPARE(isolateCommand(scenario, {1, 3}).groups, (std::vector<std::vector<int>>{{1}, {3}, {0, 2, 4}}));
    ClusterMap map;
    map.resize(420, 520);
    map.setScenario(scenario);
    QSignalSpy spy(&map, &ClusterMap::commandRequested);
    map.choose({0, 2});
    QTest::keyClick(&map, Qt::Key_I);
    QCOMPARE(spy.takeFirst().at(0).value<Fault>().groups, (std::vector<std::vector<int>>{{0}, {2}, {1, 3, 4}}));
}

void TestClusterMap::linksAreEditedByMouseAndKeysBeforeARun()
{
    ClusterMap map;
    map.resize(420, 520);
    Scenario scenario = fake::noGroups(5);
    scenario.topology.id = "ring";
    map.setScenario(scenario);
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

void TestClusterMap::aServerIsANodeWithItsQueue()
{
    ClusterMap map;
    map.resize(420, 520);
    map.show();
    Scenario scenario = fake::noGroups(6);
    scenario.protocol.id = "easgd";
    map.setScenario(scenario);
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

void TestClusterMap::brokenSendersAreMarkedAndBroughtBack()
{
    ClusterMap map;
    map.resize(420, 520);
    const Scenario scenario = fake::twoPlants();
    map.setScenario(scenario);
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

void TestClusterMap::aCrowdShowsOnlyTheSelectedLinks()
{
    ClusterMap map;
    map.resize(420, 520);
    map.setScenario(fake::noGroups(16));
    QCOMPARE(map.backdrop().links().size(), std::size_t(120));
    map.setScenario(fake::noGroups(17));
    QCOMPARE(map.backdrop().links().size(), std::size_t(16));
}

QTEST_MAIN(TestClusterMap)
#include "test_cluster_map.moc"
