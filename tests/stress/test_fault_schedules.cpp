// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/protocol_rig.h"

#include <QTest>

using namespace gossip;
using namespace gossip::test;

/// 10,000 seeded schedules of random faults for every protocol: all workers go on afterwards, all numbers are finite, every
/// message is accounted for.
class TestFaultSchedules : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void survive_data();
    void survive();
};

void TestFaultSchedules::survive_data()
{
    QTest::addColumn<QString>("id");
    for (const ProtocolInfo& info : protocols()) {
        if (info.exchanges) {
            QTest::newRow(info.id.c_str()) << QString::fromStdString(info.id);
        }
    }
}

void TestFaultSchedules::survive()
{
    QFETCH(QString, id);
    for (std::uint64_t seed = 1001; seed <= 11000; ++seed) {
        Scenario scenario = scenarioOf(id.toStdString(), often(id), Workload::averaging, seed, kWorkers, 8);
        if (seed % 2 == 0) {
            scenario.protocol.timeoutS = 3.0;   // barriers too give up then
        }
        const QString trouble = surviveRandomFaults(scenario, 60);
        QVERIFY2(trouble.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(trouble)));
    }
}

QTEST_GUILESS_MAIN(TestFaultSchedules)
#include "test_fault_schedules.moc"
