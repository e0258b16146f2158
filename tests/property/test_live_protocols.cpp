// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/live_rig.h"

#include <QTest>

using namespace gossip;
using namespace gossip::test;

/// Every protocol on the live clock: it learns, its workers exchange what it says, and it goes on after faults.
class TestLiveProtocols : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void learns_data();
    void learns();
    void goesOnAfterFaults_data() { learns_data(); }
    void goesOnAfterFaults();
};

void TestLiveProtocols::learns_data()
{
    QTest::addColumn<QString>("id");
    for (const ProtocolInfo& info : protocols()) {
        QTest::newRow(info.id.c_str()) << QString::fromStdString(info.id);
    }
}

void TestLiveProtocols::learns()
{
    QFETCH(QString, id);
    Scenario scenario = liveScenario(id.toStdString());
    if (id == "eamsgd" || id == "downpour") {
        scenario.training.learningRate *= 0.1;   // momentum, or eight workers' pushes, sum up many steps
    }
    scenario.protocol.timeoutS = 10.0;   // nobody is to give up on a busy machine
    scenario.stop.epochs = 0.0;
    scenario.stop.steps = 640;
    const auto run = startRun(scenario, {.folder = {}, .threads = 3});
    const Summary& summary = run->wait();
    const MetricsRow& end = summary.final.metrics;
    QCOMPARE(summary.outcome, RunState::finished);
    QVERIFY2(*end.testAccuracy > 0.4, qPrintable(QString::number(*end.testAccuracy)));   // four directions
    QCOMPARE(end.messagesSent > 0, findProtocol(id.toStdString())->exchanges);
    QCOMPARE(end.messagesDelivered, end.messagesSent);   // a faultless network
}

void TestLiveProtocols::goesOnAfterFaults()
{
    QFETCH(QString, id);
    const QString trouble = surviveLiveFaults(id.toStdString(), 1, 40);
    QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
}

QTEST_GUILESS_MAIN(TestLiveProtocols)
#include "test_live_protocols.moc"
