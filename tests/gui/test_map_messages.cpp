// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/map_rig.h"

#include "ui/views/flight_book.h"
#include "ui/views/message_layer.h"

#include <QPainter>
#include <QTest>

#include <algorithm>
#include <functional>
#include <set>

using namespace gossip;
using namespace gossip::ui;

/// What flies between machines: every dot is a message, with a sign for its fate.
class TestMapMessages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(m_rig.settings.isValid()); }

    void atMostFortyInFlightAndEachIsARealMessage();
    void sparseMessagesAreAllShown();
    void lostMessagesStopAtSixtyPercent();
    void shortFlightsAreLengthenedLongOnesAreNot();
    void rejectedMessagesReachTheReceiver();
    void skippedMessagesDoNotAppearWhenTheirFateIsTold();
    void reducedMotionShowsNoFlights();
    void requestsAnswersAndStaleModelsHaveTheirSigns();
    void messageSignsDifferWithoutColour();

private:
    MapRig m_rig;
};

void TestMapMessages::atMostFortyInFlightAndEachIsARealMessage()
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

void TestMapMessages::sparseMessagesAreAllShown()
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

void TestMapMessages::lostMessagesStopAtSixtyPercent()
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

void TestMapMessages::shortFlightsAreLengthenedLongOnesAreNot()
{
    FlightBook book;
    book.add({trace(1, 0, 1, MessageFate::delivered, 0.001), trace(2, 0, 1, MessageFate::delivered, 2.0)}, 0.0);
    QCOMPARE(book.flights()[0].durationS, 0.35);
    QCOMPARE(book.flights()[1].durationS, 2.0);
    QCOMPARE(book.flights()[0].sign, MessageSign::model);
    QCOMPARE(book.flights()[1].sign, MessageSign::late);
}

void TestMapMessages::rejectedMessagesReachTheReceiver()
{
    FlightBook book;
    book.add({trace(1, 0, 1, MessageFate::rejected)}, 0.0);
    book.advance(0.34);
    QCOMPARE(book.flights()[0].phase, Flight::Phase::flying);
    book.advance(0.36);
    QCOMPARE(book.flights()[0].phase, Flight::Phase::rejected);
    QCOMPARE(book.flights()[0].where, 1.0);
}

void TestMapMessages::skippedMessagesDoNotAppearWhenTheirFateIsTold()
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

void TestMapMessages::reducedMotionShowsNoFlights()
{
    const Scenario scenario = fake::twoPlants();
    SmallMap map(scenario);
    map.show();
    map.setReduceMotion(true);
    RunUpdate update = fake::updateAt(scenario, 1.0);
    update.messages = {trace(1, 0, 1)};
    map.apply(update);
    QVERIFY(map.flightBook().isEmpty());
    QVERIFY(!map.isAnimating());
}

void TestMapMessages::requestsAnswersAndStaleModelsHaveTheirSigns()
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

void TestMapMessages::messageSignsDifferWithoutColour()
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

QTEST_MAIN(TestMapMessages)
#include "test_map_messages.moc"
