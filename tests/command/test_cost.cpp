// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

namespace {

constexpr int kPatienceMs = 60000;

QByteArray cli(const QStringList& arguments, int* code)
{
    QProcess process;
    process.start(QStringLiteral(GOSSIP_BIN_DIR "/gossiplab-cli"), arguments);
    process.waitForFinished(kPatienceMs);
    *code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    return process.readAllStandardOutput() + process.readAllStandardError();
}

}  // namespace

class TestCost : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void costsAreThoseOfTheFiles();
    void whatIsNoRunFolderIsRefused();

private:
    QTemporaryDir m_folder;
};

void TestCost::costsAreThoseOfTheFiles()
{
    // Four workers for 100 virtual seconds; one is down from 20 to 60.
    const QString scenario = m_folder.filePath(QStringLiteral("priced.json"));
    QFile file(scenario);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"schema_version": 1, "name": "priced", "workload": "averaging", "clock": "simulated", "workers": {"count": 4, "step_ms": 100},
        "protocol": {"id": "gosgd", "probability": 0.5}, "recording": {"every_s": 1}, "stop": {"seconds": 100},
        "faults": [{"at_s": 20, "kind": "crash", "workers": [1], "for_s": 40}]})");
    file.close();
    int code = -1;
    const QString run = m_folder.filePath(QStringLiteral("run"));
    cli({QStringLiteral("run"), scenario, QStringLiteral("--out"), run, QStringLiteral("--quiet")}, &code);
    QCOMPARE(code, 0);
    const QJsonObject told = QJsonDocument::fromJson(cli({QStringLiteral("cost"), run, QStringLiteral("--machine-hour"), QStringLiteral("3600"),
        QStringLiteral("--gigabyte"), QStringLiteral("1000000"), QStringLiteral("--currency"), QStringLiteral("EUR"), QStringLiteral("--json")}, &code)).object();
    QCOMPARE(code, 0);
    QCOMPARE(told.value(QLatin1String("currency")).toString(), QStringLiteral("EUR"));
    const auto number = [&told](const char* key) { return told.value(QLatin1String(key)).toDouble(-1.0); };
    QVERIFY(std::abs(number("seconds") - 100.0) < 1e-6);
    QVERIFY2(std::abs(number("idle_cost") - 40.0) <= 1.5, qPrintable(QString::number(number("idle_cost"))));   // to a row of the record
    QVERIFY(std::abs(number("machine_cost") + number("idle_cost") - 400.0) < 1e-6);
    QVERIFY(std::abs(number("outage_seconds") - 40.0) <= 1.5);
    QFile summary(run + QStringLiteral("/summary.json"));
    QVERIFY(summary.open(QIODevice::ReadOnly));
    QFile metrics(run + QStringLiteral("/metrics.csv"));
    QVERIFY(metrics.open(QIODevice::ReadOnly));
    const QList<QByteArray> rows = metrics.readAll().trimmed().split('\n');
    const auto column = rows.front().split(',').indexOf("bytes_sent");
    QVERIFY(column > 0);
    QVERIFY(std::abs(number("traffic_cost") - rows.back().split(',').at(column).toDouble() / 1000.0) < 1e-6);
    QVERIFY(told.value(QLatin1String("seconds_to_target")).isNull());
    const QByteArray text = cli({QStringLiteral("cost"), run}, &code);
    QVERIFY2(code == 0 && text.contains("Outages") && text.contains("JPY"), text.constData());
}

void TestCost::whatIsNoRunFolderIsRefused()
{
    int code = -1;
    QVERIFY(!cli({QStringLiteral("cost"), m_folder.filePath(QStringLiteral("nothing"))}, &code).isEmpty());
    QCOMPARE(code, 2);
    cli({QStringLiteral("cost"), m_folder.path(), QStringLiteral("--machine-hour"), QStringLiteral("-1")}, &code);
    QCOMPARE(code, 2);
}

QTEST_GUILESS_MAIN(TestCost)
#include "test_cost.moc"
