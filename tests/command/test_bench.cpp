// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QtTest>

#include <csignal>
#include <sys/types.h>

namespace {

constexpr int kPatienceMs = 60000;

}  // namespace

/// The command that measures. Its figures are the machine's business; what is tested is that it can be stopped and read.
class TestBench : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void interruptPrintsWhatIsThereAsJsonAlone();
};

void TestBench::interruptPrintsWhatIsThereAsJsonAlone()
{
    QProcess process;
    process.start(QStringLiteral(GOSSIP_BIN_DIR "/gossiplab-cli"), {QStringLiteral("bench"), QStringLiteral("--json"), QStringLiteral("--threads"), QStringLiteral("1")});
    QByteArray progress;
    QTRY_VERIFY_WITH_TIMEOUT((progress += process.readAllStandardError()).contains("Measuring (0 %): memory"), kPatienceMs);
    QCOMPARE(::kill(pid_t(process.processId()), SIGINT), 0);
    QVERIFY(process.waitForFinished(kPatienceMs));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    const QJsonDocument json = QJsonDocument::fromJson(process.readAllStandardOutput());
    QVERIFY(json.isObject());
    QCOMPARE(json[QStringLiteral("complete")].toBool(true), false);
    QCOMPARE(json[QStringLiteral("threads")].toInt(), 1);
    QVERIFY(json[QStringLiteral("quiet")][QStringLiteral("seconds")].toDouble() > 0.0);
    QVERIFY(json[QStringLiteral("memory")].isNull());   // interrupted in the middle of it
    QVERIFY(json[QStringLiteral("bf16")].isBool());
    QVERIFY(json[QStringLiteral("steps")].isArray());
    QCOMPARE(json[QStringLiteral("steps")].toArray().size(), 0);
}

QTEST_GUILESS_MAIN(TestBench)
#include "test_bench.moc"
