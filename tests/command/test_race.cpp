// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>
#include <memory>
#include <sys/types.h>

namespace {

constexpr int kPatienceMs = 60000;

const char* const kSmall = R"({"name": "small", "dataset": {"id": "stripes"}, "model": {"id": "mlp"}, "clock": "simulated",
    "workers": {"count": 4}, "protocol": {"probability": 0.2}, "training": {"batch": 8, "learning_rate": 0.1}, "stop": {"seconds": 1},
    "evaluation": {"every_s": 0.1, "samples": 100, "worker_samples": 20, "goal": 0.5}})";

struct Ended {
    int code = -1;
    QString out;
    QString err;
};

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

/// `gossiplab-cli race` as a person types it.
class TestRaceCommand : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aRacePrintsItsTableAndWritesItsFolder();
    void jsonIsTheFileAndAlone();
    void badInputIsOneSentenceAndExitTwo_data();
    void badInputIsOneSentenceAndExitTwo();
    void interruptWritesWhatThereIs();
    void aRaceThatNobodyFinishesFails();

private:
    [[nodiscard]] QString at(const QString& name) const { return m_folder->filePath(name); }
    Ended race(const QStringList& arguments);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestRaceCommand::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QFile file(at(QStringLiteral("small.json")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(kSmall) > 0);
}

Ended TestRaceCommand::race(const QStringList& arguments)
{
    QProcess process;
    process.setWorkingDirectory(m_folder->path());
    process.start(QStringLiteral(GOSSIP_BIN_DIR "/gossiplab-cli"), QStringList{QStringLiteral("race")} + arguments);
    if (!process.waitForFinished(kPatienceMs) || process.exitStatus() != QProcess::NormalExit) {
        process.kill();
        process.waitForFinished();
        return {-1, QString(), QStringLiteral("crashed or never ended")};
    }
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()), QString::fromUtf8(process.readAllStandardError())};
}

void TestRaceCommand::aRacePrintsItsTableAndWritesItsFolder()
{
    const Ended ended = race({"small.json", "--protocols", "gosgd,easgd", "--seeds", "1,2", "--out", at("out"), "--set", "protocol_overrides.easgd.tau=3"});
    QVERIFY2(ended.code == 0, qPrintable(ended.err));
    QVERIFY2(ended.out.contains(QStringLiteral("50.0 % after [s]")) && ended.out.contains(QStringLiteral("Gossip (GoSGD)")), qPrintable(ended.out));
    QVERIFY(ended.out.contains(QStringLiteral("Mean over the seeds ±")) && ended.out.contains(QStringLiteral("4 workers; latency 0 ms, bandwidth unlimited")));
    QVERIFY2(ended.err.contains(QStringLiteral("easgd, seed 2 (4 of 4): ")), qPrintable(ended.err));
    QCOMPARE(contentOf(at("out/race.csv")).count('\n'), 5);
    for (const char* name : {"scenario.json", "curves.csv", "race.json", "runs/gosgd-1/metrics.csv", "runs/easgd-2/summary.json"}) {
        QVERIFY2(!contentOf(at(QStringLiteral("out/") + QLatin1String(name))).isEmpty(), name);
    }
    const auto own = QJsonDocument::fromJson(contentOf(at("out/runs/easgd-1/scenario.json"))).object();
    QCOMPARE(own["protocol"].toObject()["tau"].toInt(), 3);
    QVERIFY(QJsonDocument::fromJson(contentOf(at("out/scenario.json"))).object()["protocol_overrides"].toObject().contains(QStringLiteral("easgd")));
    QCOMPARE(race({"small.json", "--protocols", "gosgd", "--out", at("out")}).code, 2);   // never overwrites
}

void TestRaceCommand::jsonIsTheFileAndAlone()
{
    const Ended ended = race({"small.json", "--protocols", "gosgd,isolated", "--out", "here", "--json", "--quiet"});
    QVERIFY2(ended.code == 0 && ended.err.isEmpty(), qPrintable(ended.err));
    QCOMPARE(ended.out.toUtf8(), contentOf(at("here/race.json")));
    QCOMPARE(QJsonDocument::fromJson(ended.out.toUtf8()).object()["runs"].toArray().size(), 2);
    const Ended named = race({"small.json", "--protocols", "gosgd", "--quiet"});
    QVERIFY2(named.code == 0 && named.out.contains(QStringLiteral("Written to runs/small-race-")), qPrintable(named.out));
}

void TestRaceCommand::badInputIsOneSentenceAndExitTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("part");
    QTest::newRow("no protocols") << QStringList{"small.json"} << "--protocols is required";
    QTest::newRow("unknown protocol") << QStringList{"small.json", "--protocols", "gosgd,x"} << "\"x\" is not known; allowed: gosgd,";
    QTest::newRow("empty protocol") << QStringList{"small.json", "--protocols", ""} << "\"\" is not known";
    QTest::newRow("twice") << QStringList{"small.json", "--protocols", "gosgd,gosgd"} << "gosgd is listed twice";
    QTest::newRow("seed twice") << QStringList{"small.json", "--protocols", "gosgd", "--seeds", "2,2"} << "2 is listed twice";
    QTest::newRow("no seed") << QStringList{"small.json", "--protocols", "gosgd", "--seeds", "one"} << "one";
    QTest::newRow("negative seed") << QStringList{"small.json", "--protocols", "gosgd", "--seeds", "-1"} << "-1";
    QTest::newRow("no scenario") << QStringList{"nothing.json", "--protocols", "gosgd"} << "nothing.json";
    QTest::newRow("bad override") << QStringList{"small.json", "--protocols", "gosgd", "--set", "protocol_overrides.easgd.learning_rate=-1"}
                                  << "protocol_overrides.easgd.learning_rate: -1 is not allowed";
    QTest::newRow("no accuracy") << QStringList{"averaging", "--protocols", "gosgd"} << "set workload to training";
    QTest::newRow("no such folder") << QStringList{"small.json", "--protocols", "gosgd", "--out", "/proc/no"} << "/proc/no";
}

void TestRaceCommand::badInputIsOneSentenceAndExitTwo()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, part);
    const Ended ended = race(arguments + QStringList{"--quiet"});
    QVERIFY2(ended.code == 2, qPrintable(ended.err + ended.out));
    QVERIFY2(ended.out.isEmpty() && ended.err.contains(part) && ended.err.count(u'\n') == 1, qPrintable(ended.err));
}

void TestRaceCommand::interruptWritesWhatThereIs()
{
    QProcess process;
    process.start(QStringLiteral(GOSSIP_BIN_DIR "/gossiplab-cli"),
                  {"race", at("small.json"), "--protocols", "gosgd,easgd", "--set", "stop.seconds=1e6", "--set", "stop.epochs=0", "--out", at("out")});
    QVERIFY(process.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(contentOf(at("out/runs/gosgd-1/metrics.csv")).count('\n') > 3, kPatienceMs);
    QCOMPARE(kill(pid_t(process.processId()), SIGINT), 0);
    QVERIFY(process.waitForFinished(kPatienceMs));
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(contentOf(at("out/race.csv")).count('\n'), 2);
    QVERIFY(contentOf(at("out/curves.csv")).count('\n') > 2);
    QVERIFY(!QJsonDocument::fromJson(contentOf(at("out/race.json"))).object()["is_complete"].toBool(true));
    QVERIFY(QString::fromUtf8(process.readAllStandardOutput()).contains(QStringLiteral("The race was stopped before all runs came to their end.")));
}

void TestRaceCommand::aRaceThatNobodyFinishesFails()
{
    const Ended ended = race({"small.json", "--protocols", "gosgd", "--set", "training.learning_rate=100", "--set", "training.momentum=0.99", "--out", at("out"), "--quiet"});
    QVERIFY2(ended.code == 1 && ended.err.contains(QStringLiteral("diverged")), qPrintable(ended.err));
    QVERIFY(contentOf(at("out/race.csv")).contains("\ngosgd,1,failed,"));
}

QTEST_GUILESS_MAIN(TestRaceCommand)
#include "test_race.moc"
