// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/live_rig.h"

#include <QTest>

using namespace gossip;
using namespace gossip::test;

/// Many random commands at random moments on the live clock, for every protocol: no crash, no hang, nobody lost.
/// Meant to be run under TSan and ASan as well.
class TestLiveCommands : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void randomCommandsNeverStopTheSurvivors_data();
    void randomCommandsNeverStopTheSurvivors();
};

void TestLiveCommands::randomCommandsNeverStopTheSurvivors_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<quint64>("seed");
    for (const ProtocolInfo& info : protocols()) {
        for (quint64 seed = 1; seed <= 4; ++seed) {
            QTest::addRow("%s, seed %d", info.id.c_str(), int(seed)) << QString::fromStdString(info.id) << seed;
        }
    }
}

void TestLiveCommands::randomCommandsNeverStopTheSurvivors()
{
    QFETCH(QString, id);
    QFETCH(quint64, seed);
    const QString trouble = surviveLiveFaults(id.toStdString(), seed, 300);
    QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
}

QTEST_GUILESS_MAIN(TestLiveCommands)
#include "test_live_commands.moc"
