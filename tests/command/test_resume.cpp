// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
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
constexpr int kSteps = 4000;

/// Two seconds on an idle machine: four paced workers that train, with checkpoints all the time and messages on their way.
const char* const kScenario = R"({"schema_version": 1, "name": "interrupted", "dataset": {"id": "stripes"}, "model": {"id": "softmax"},
    "workers": {"count": 4, "step_ms": 2}, "protocol": {"id": "gosgd", "probability": 0.3}, "network": {"latency_ms": 30, "loss": 0.1},
    "training": {"batch": 8, "learning_rate": 0.05, "momentum": 0.9},
    "faults": [{"at_s": 0.3, "kind": "crash", "workers": [1], "for_s": 0.4}, {"at_s": 0.9, "kind": "partition", "groups": [[0, 1]], "for_s": 0.3}],
    "stop": {"steps": 4000}, "recording": {"every_s": 0.05}, "checkpoint": {"every_s": 0.02},
    "evaluation": {"every_s": 0.3, "samples": 100, "worker_samples": 50}})";

struct Ended {
    int code = -1;
    QString err;
};

Ended cli(const QStringList& arguments)
{
    QProcess process;
    process.start(QStringLiteral(GOSSIP_BIN_DIR "/gossiplab-cli"), arguments);
    if (!process.waitForFinished(kPatienceMs) || process.exitStatus() != QProcess::NormalExit) {
        process.kill();
        process.waitForFinished();
        return {-1, QStringLiteral("crashed or never ended: ") + QString::fromUtf8(process.readAllStandardError())};
    }
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardError())};
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(content);
}

QList<QByteArrayList> rowsOf(const QString& path)
{
    QList<QByteArrayList> rows;
    for (const QByteArray& line : contentOf(path).split('\n')) {
        rows << line.split(',');
    }
    rows.removeLast();
    return rows.mid(1);
}

}  // namespace

/// Interrupted runs go on from their newest checkpoint, whenever they were killed.
class TestResume : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aKilledRunGoesOnToItsEnd();
    void aRunKilledAgainAndAgainLosesAndRepeatsNothing();
    void aSimulatedRunEndsAsIfNeverInterrupted();
    void aStoppedRunGoesOn();
    void aFinishedRunSaysSoAndGoesOnWithAHigherLimit();
    void aRunWithMeasuredStepsGoesOnWithItsOwnNumber();
    void whatCannotGoOnIsOneSentenceAndExitTwo_data();
    void whatCannotGoOnIsOneSentenceAndExitTwo();

private:
    [[nodiscard]] QString at(const QString& name) const { return m_folder->filePath(name); }
    /// Starts, lets it run for \p runMs once there is a checkpoint, and ends it by \p signal.
    void runAndEnd(const QStringList& arguments, int runMs, int signal);
    /// The files are those of one run that did \p steps steps.
    void checkFiles(int steps);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestResume::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    write(at(QStringLiteral("scenario.json")), kScenario);
}

void TestResume::runAndEnd(const QStringList& arguments, int runMs, int signal)
{
    QProcess process;
    process.start(QStringLiteral(GOSSIP_BIN_DIR "/gossiplab-cli"), arguments);
    QVERIFY(process.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(at(QStringLiteral("run/checkpoint/state"))), kPatienceMs);
    if (!process.waitForFinished(runMs)) {
        ::kill(pid_t(process.processId()), signal);
        QVERIFY(process.waitForFinished(kPatienceMs));
    }
}

void TestResume::checkFiles(int steps)
{
    const QList<QByteArrayList> metrics = rowsOf(at(QStringLiteral("run/metrics.csv")));
    QVERIFY(metrics.size() > 5);
    double before = -1.0;
    qulonglong stepsBefore = 0;
    qulonglong sentBefore = 0;
    for (const QByteArrayList& row : metrics) {
        QCOMPARE(row.size(), 17);
        QVERIFY2(row[0].toDouble() > before, row[0].constData());
        QVERIFY(row[1].toULongLong() >= stepsBefore && row[10].toULongLong() >= sentBefore);
        before = row[0].toDouble();
        stepsBefore = row[1].toULongLong();
        sentBefore = row[10].toULongLong();
    }
    QCOMPARE(stepsBefore, qulonglong(steps));
    const QList<QByteArrayList> workers = rowsOf(at(QStringLiteral("run/workers.csv")));
    QCOMPARE(workers.size(), 4 * metrics.size());
    qulonglong sum = 0;
    for (int i = 0; i < 4; ++i) {
        QCOMPARE(workers[workers.size() - 4 + i][0], metrics.last()[0]);
        sum += workers[workers.size() - 4 + i][2].toULongLong();
    }
    QCOMPARE(sum, qulonglong(steps));
    QMap<QByteArray, int> kinds;
    for (const QByteArrayList& row : rowsOf(at(QStringLiteral("run/events.csv")))) {
        ++kinds[row[1]];
    }
    for (const char* kind : {"started", "crash", "rejoin", "rejoined", "partition", "heal", "finished"}) {
        QVERIFY2(kinds[kind] == 1, kind);
    }
    qulonglong pairs = 0;
    for (const QByteArrayList& row : rowsOf(at(QStringLiteral("run/exchanges.csv")))) {
        pairs += row[2].toULongLong();
    }
    QCOMPARE(pairs, metrics.last()[10].toULongLong());
    const QJsonObject summary = QJsonDocument::fromJson(contentOf(at(QStringLiteral("run/summary.json")))).object();
    QCOMPARE(summary.value(QLatin1String("outcome")).toString(), QStringLiteral("finished"));
}

void TestResume::aKilledRunGoesOnToItsEnd()
{
    runAndEnd({QStringLiteral("run"), at(QStringLiteral("scenario.json")), QStringLiteral("--out"), at(QStringLiteral("run")), QStringLiteral("--quiet")}, 600, SIGKILL);
    QVERIFY(!QFile::exists(at(QStringLiteral("run/summary.json"))));
    const Ended resumed = cli({QStringLiteral("run"), at(QStringLiteral("scenario.json")), QStringLiteral("--out"), at(QStringLiteral("run")), QStringLiteral("--resume"), QStringLiteral("--quiet")});
    QVERIFY2(resumed.code == 0, qPrintable(resumed.err));
    checkFiles(kSteps);
}

void TestResume::aRunKilledAgainAndAgainLosesAndRepeatsNothing()
{
    runAndEnd({QStringLiteral("run"), at(QStringLiteral("scenario.json")), QStringLiteral("--out"), at(QStringLiteral("run")), QStringLiteral("--quiet")}, 50, SIGKILL);
    for (int kill = 0; kill < 15 && !QFile::exists(at(QStringLiteral("run/summary.json"))); ++kill) {
        // At other moments each time; with a checkpoint every 20 ms some kills hit one that is being written.
        runAndEnd({QStringLiteral("run"), at(QStringLiteral("run")), QStringLiteral("--resume"), QStringLiteral("--quiet")}, 90 + 23 * kill, SIGKILL);
    }
    const Ended resumed = cli({QStringLiteral("run"), at(QStringLiteral("run")), QStringLiteral("--resume"), QStringLiteral("--quiet")});
    QVERIFY2(resumed.code == 0 || resumed.err.contains(QLatin1String("is finished")), qPrintable(resumed.err));
    checkFiles(kSteps);
}

void TestResume::aSimulatedRunEndsAsIfNeverInterrupted()
{
    const auto run = [this](const char* folder) {
        return QStringList{QStringLiteral("run"),   at(QStringLiteral("scenario.json")),  QStringLiteral("--out"),
                           at(QLatin1String(folder)), QStringLiteral("--quiet"),          QStringLiteral("--set"),
                           QStringLiteral("clock=simulated"), QStringLiteral("--set"),    QStringLiteral("workers.step_jitter=0.3"),
                           QStringLiteral("--set"), QStringLiteral("network.bandwidth_mbps=50"), QStringLiteral("--set"),
                           QStringLiteral("stop.steps=60000"), QStringLiteral("--threads"), QStringLiteral("2")};
    };
    const Ended whole = cli(run("whole"));
    QVERIFY2(whole.code == 0, qPrintable(whole.err));
    runAndEnd(run("run"), 30, SIGKILL);
    const QStringList again{QStringLiteral("run"), at(QStringLiteral("run")), QStringLiteral("--resume"), QStringLiteral("--quiet"), QStringLiteral("--threads"), QStringLiteral("1")};
    int kills = 1;
    for (; kills < 8 && !QFile::exists(at(QStringLiteral("run/summary.json"))); ++kills) {
        runAndEnd(again, 60 + 37 * kills, SIGKILL);
    }
    QVERIFY(kills > 2);
    const Ended resumed = cli(again);
    QVERIFY2(resumed.code == 0 || resumed.err.contains(QLatin1String("is finished")), qPrintable(resumed.err));
    for (const char* name : {"metrics.csv", "workers.csv", "exchanges.csv", "events.csv", "groups.csv"}) {
        QVERIFY2(contentOf(at(QStringLiteral("run/") + QLatin1String(name))) == contentOf(at(QStringLiteral("whole/") + QLatin1String(name))), name);
    }
}

void TestResume::aStoppedRunGoesOn()
{
    runAndEnd({QStringLiteral("run"), at(QStringLiteral("scenario.json")), QStringLiteral("--out"), at(QStringLiteral("run")), QStringLiteral("--quiet")}, 500, SIGINT);
    QVERIFY(QFile::exists(at(QStringLiteral("run/summary.json"))));
    const Ended resumed = cli({QStringLiteral("run"), at(QStringLiteral("run")), QStringLiteral("--resume"), QStringLiteral("--quiet")});
    QVERIFY2(resumed.code == 0, qPrintable(resumed.err));
    checkFiles(kSteps);
    QVERIFY(!contentOf(at(QStringLiteral("run/events.csv"))).contains("stopped"));
}

void TestResume::aFinishedRunSaysSoAndGoesOnWithAHigherLimit()
{
    const QStringList again{QStringLiteral("run"), at(QStringLiteral("run")), QStringLiteral("--resume"), QStringLiteral("--quiet")};
    const Ended first = cli({QStringLiteral("run"), at(QStringLiteral("scenario.json")), QStringLiteral("--out"), at(QStringLiteral("run")), QStringLiteral("--quiet")});
    QVERIFY2(first.code == 0, qPrintable(first.err));
    const QByteArray metrics = contentOf(at(QStringLiteral("run/metrics.csv")));
    const Ended finished = cli(again);
    QCOMPARE(finished.code, 2);
    QVERIFY2(finished.err.contains(QLatin1String("is finished")), qPrintable(finished.err));
    QVERIFY(contentOf(at(QStringLiteral("run/metrics.csv"))) == metrics);   // untouched
    QVERIFY(QFile::remove(at(QStringLiteral("run/summary.json"))));   // as if it had been killed just before
    const Ended completed = cli(again);
    QVERIFY2(completed.code == 0, qPrintable(completed.err));
    checkFiles(kSteps);
    const Ended longer = cli(again + QStringList{QStringLiteral("--set"), QStringLiteral("stop.steps=4500")});
    QVERIFY2(longer.code == 0, qPrintable(longer.err));
    checkFiles(4500);
}

void TestResume::aRunWithMeasuredStepsGoesOnWithItsOwnNumber()
{
    const auto run = [this](const char* steps, const QStringList& more) {
        return QStringList{QStringLiteral("run"), at(QStringLiteral("scenario.json")), QStringLiteral("--out"), at(QStringLiteral("run")), QStringLiteral("--quiet"), QStringLiteral("--set"),
                           QStringLiteral("clock=simulated"), QStringLiteral("--set"), QStringLiteral("workers.step_ms=measure"), QStringLiteral("--set"), QLatin1String("stop.steps=") + QLatin1String(steps)} + more;
    };
    const auto stepMs = [this] {
        const QJsonObject scenario = QJsonDocument::fromJson(contentOf(at(QStringLiteral("run/scenario.json")))).object();
        return scenario[QLatin1String("workers")].toObject()[QLatin1String("step_ms")].toDouble();
    };
    const Ended first = cli(run("1000", {}));
    QVERIFY2(first.code == 0, qPrintable(first.err));
    const double measured = stepMs();
    QVERIFY(measured > 0.0);
    const Ended longer = cli(run("2000", {QStringLiteral("--resume")}));
    QVERIFY2(longer.code == 0, qPrintable(longer.err));
    QCOMPARE(stepMs(), measured);
    const QList<QByteArrayList> metrics = rowsOf(at(QStringLiteral("run/metrics.csv")));
    QCOMPARE(metrics.last()[1].toInt(), 2000);
}

void TestResume::whatCannotGoOnIsOneSentenceAndExitTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("sentence");
    const QString resume = QStringLiteral("--resume");
    QTest::newRow("no folder") << QStringList{QStringLiteral("scenario.json"), resume} << QStringLiteral("needs the run's folder");
    QTest::newRow("two folders") << QStringList{QStringLiteral("run"), resume, QStringLiteral("--out"), QStringLiteral("run")} << QStringLiteral("needs the run's folder");
    QTest::newRow("no run") << QStringList{QStringLiteral("empty"), resume} << QStringLiteral("scenario");
    QTest::newRow("no checkpoint") << QStringList{QStringLiteral("scenario.json"), resume, QStringLiteral("--out"), QStringLiteral("empty")} << QStringLiteral("no checkpoint");
    QTest::newRow("other seed") << QStringList{QStringLiteral("run"), resume, QStringLiteral("--seed"), QStringLiteral("99")} << QStringLiteral("another seed");
    QTest::newRow("other rate") << QStringList{QStringLiteral("run"), resume, QStringLiteral("--set"), QStringLiteral("training.learning_rate=0.5")} << QStringLiteral("another training.learning_rate");
    QTest::newRow("damaged") << QStringList{QStringLiteral("damaged"), resume} << QStringLiteral("damaged");
    QTest::newRow("torn") << QStringList{QStringLiteral("torn"), resume} << QStringLiteral("damaged");
    QTest::newRow("other version") << QStringList{QStringLiteral("newer"), resume} << QStringLiteral("number 200");
    QTest::newRow("lines gone") << QStringList{QStringLiteral("short"), resume} << QStringLiteral("shorter");
}

void TestResume::whatCannotGoOnIsOneSentenceAndExitTwo()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, sentence);
    QDir().mkdir(at(QStringLiteral("empty")));
    runAndEnd({QStringLiteral("run"), at(QStringLiteral("scenario.json")), QStringLiteral("--out"), at(QStringLiteral("run")), QStringLiteral("--quiet")}, 100, SIGKILL);
    const QByteArray state = contentOf(at(QStringLiteral("run/checkpoint/state")));
    QVERIFY(state.size() > 1000);
    QByteArray flipped = state;
    flipped[flipped.size() / 2] = char(flipped[flipped.size() / 2] ^ 1);
    QByteArray newer = state;
    newer[16] = char(200);
    const QList<std::pair<QString, QByteArray>> broken{{QStringLiteral("damaged"), flipped}, {QStringLiteral("torn"), state.left(state.size() / 2)}, {QStringLiteral("newer"), newer}, {QStringLiteral("short"), state}};
    for (const auto& [name, content] : broken) {
        QDir().mkpath(at(name + QStringLiteral("/checkpoint")));
        for (const char* file : {"scenario.json", "metrics.csv", "workers.csv", "events.csv", "groups.csv"}) {
            QVERIFY(QFile::copy(at(QStringLiteral("run/") + QLatin1String(file)), at(name + QLatin1Char('/') + QLatin1String(file))));
        }
        write(at(name + QStringLiteral("/checkpoint/state")), content);
    }
    write(at(QStringLiteral("short/metrics.csv")), "time_s\n");
    QStringList full{QStringLiteral("run")};
    for (const QString& argument : arguments) {
        full << (QFile::exists(at(argument)) ? at(argument) : argument);
    }
    const Ended ended = cli(full);
    QVERIFY2(ended.code == 2, qPrintable(ended.err));
    QVERIFY2(ended.err.contains(sentence), qPrintable(ended.err));
    QCOMPARE(ended.err.count(QLatin1Char('\n')), 1);
}

QTEST_GUILESS_MAIN(TestResume)
#include "test_resume.moc"
