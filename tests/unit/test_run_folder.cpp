// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporters/run_folder.h"

#include <gossip/export.h>

#include <nlohmann/json.hpp>

#include <QtTest>

#include <charconv>
#include <csignal>
#include <limits>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace gossip;
using exporters::RunFolder;
using Json = nlohmann::json;

namespace {

/// The fields of one CSV text as RFC 4180 defines them: an independent reader, also of quoted line breaks.
QList<QStringList> readCsv(const QByteArray& bytes)
{
    QList<QStringList> rows{{}};
    QByteArray field;
    bool quoted = false;
    const auto endField = [&] { rows.last() << QString::fromUtf8(field); field.clear(); };
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (c == '"' && quoted && i + 1 < bytes.size() && bytes[i + 1] == '"') {
            field += c;
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            endField();
        } else if (c == '\n' && !quoted) {
            endField();
            rows << QStringList{};
        } else {
            field += c;
        }
    }
    rows.removeLast();  // after the last line's end
    return rows;
}

Record someRecord()
{
    Record record;
    record.metrics.timeS = 0.1;
    record.metrics.steps = std::numeric_limits<std::uint64_t>::max();
    record.metrics.epochs = 1.0 / 3.0;
    record.metrics.trainLoss = std::numeric_limits<double>::quiet_NaN();
    record.metrics.testAccuracy = -std::numeric_limits<double>::infinity();
    record.metrics.consensusDistance = 5e-324;
    record.metrics.relativeConsensusDistance = std::numeric_limits<double>::infinity();
    record.metrics.bytesSent = 12345678901234567ULL;
    record.metrics.workersAlive = 2;
    for (int worker = 0; worker < 2; ++worker) {
        WorkerRow row;
        row.timeS = 0.1;
        row.worker = worker;
        row.alive = worker == 0;
        row.sumWeight = 0.125;
        row.log2SumWeight = -3.0;
        row.probability = 0.02;
        row.testAccuracy = 0.1 + 0.2;
        record.workers.push_back(row);
    }
    record.groups = {{0.1, "Plant \"A\", north", {0, 1}, 0.5}};
    return record;
}

double number(const QString& text)
{
    const QByteArray bytes = text.toLatin1();
    double value = -1.0;
    const auto [end, code] = std::from_chars(bytes.constData(), bytes.constData() + bytes.size(), value);
    return code == std::errc{} && end == bytes.constData() + bytes.size() ? value : -12345.0;
}

}  // namespace

class TestRunFolder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY((m_base = std::make_unique<QTemporaryDir>())->isValid()); }
    void newFolderHoldsTheScenarioAndAllHeaders();
    void columnsHaveTheOrderOfTheContract();
    void numbersReadBackExactlyAndUnmeasuredStaysEmpty();
    void textWithCommasQuotesAndLineBreaksReadsBack();
    void exchangesNameTheServer();
    void folderThatHoldsSomethingIsRefusedUntouched();
    void unwritableFolderIsRefusedAndLeavesNothing();
    void firstFailureIsReturnedByEveryLaterCall();
    void killedWriterLeavesWholeLinesButForTheLast();
    void summaryHoldsEveryFigureUnderItsName();
    void summaryOfADivergedRunIsStillJson();
    void defaultFolderNamesAreFitForFileSystems();

private:
    QString file(const char* name) const { return m_base->path() + QStringLiteral("/run/") + QString::fromLatin1(name); }
    QByteArray content(const char* name) const
    {
        QFile opened(file(name));
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
    }
    std::unique_ptr<RunFolder> create()
    {
        Scenario scenario;
        scenario.name = "test";
        auto folder = RunFolder::create((m_base->path() + QStringLiteral("/run")).toStdString(), scenario);
        return folder ? std::move(*folder) : nullptr;
    }
    std::unique_ptr<QTemporaryDir> m_base;
};

void TestRunFolder::newFolderHoldsTheScenarioAndAllHeaders()
{
    const auto folder = create();
    QVERIFY(folder);
    const auto scenario = parseScenario(content("scenario.json").toStdString());
    QVERIFY(scenario);
    QCOMPARE(scenario->name, std::string("test"));
    for (const char* name : {"metrics.csv", "workers.csv", "events.csv", "groups.csv"}) {
        QCOMPARE(content(name).count('\n'), 1);
    }
    QVERIFY(!QFile::exists(file("summary.json")));
}

void TestRunFolder::columnsHaveTheOrderOfTheContract()
{
    const auto folder = create();
    QVERIFY(folder && folder->writeExchanges({}));
    QCOMPARE(content("metrics.csv"),
             QByteArray("time_s,steps,epochs,train_loss,test_loss,test_accuracy,worker_accuracy_min,worker_accuracy_mean,"
                        "consensus_distance,relative_consensus_distance,messages_sent,messages_delivered,messages_lost,"
                        "bytes_sent,staleness_mean,workers_alive,samples_per_second\n"));
    QCOMPARE(content("workers.csv"), QByteArray("time_s,worker,steps,train_loss,distance_to_mean,sum_weight,inbox,staleness,"
                                                "alive,speed,log2_sum_weight,test_accuracy,probability\n"));
    QCOMPARE(content("events.csv"), QByteArray("time_s,kind,subject,detail\n"));
    QCOMPARE(content("groups.csv"), QByteArray("time_s,group,workers,test_accuracy\n"));
    QCOMPARE(content("exchanges.csv"), QByteArray("from,to,sent,delivered,lost,bytes\n"));
}

void TestRunFolder::numbersReadBackExactlyAndUnmeasuredStaysEmpty()
{
    const auto folder = create();
    QVERIFY(folder && folder->append(someRecord()));
    const auto metrics = readCsv(content("metrics.csv"));
    QCOMPARE(metrics.size(), 2);
    QMap<QString, QString> row;
    for (qsizetype i = 0; i < metrics[0].size(); ++i) {
        row[metrics[0][i]] = metrics[1].value(i);
    }
    QCOMPARE(metrics[1].size(), metrics[0].size());
    QCOMPARE(row["time_s"], QString("0.1"));
    QCOMPARE(row["steps"], QString("18446744073709551615"));
    QCOMPARE(number(row["epochs"]), 1.0 / 3.0);
    QCOMPARE(row["train_loss"], QString("nan"));
    QCOMPARE(row["test_loss"], QString());
    QCOMPARE(row["test_accuracy"], QString("-inf"));
    QCOMPARE(row["relative_consensus_distance"], QString("inf"));
    QCOMPARE(row["bytes_sent"], QString("12345678901234567"));
    QCOMPARE(row["workers_alive"], QString("2"));
    QCOMPARE(row["samples_per_second"], QString());
    const auto workers = readCsv(content("workers.csv"));
    QCOMPARE(workers.size(), 3);
    QCOMPARE(workers[2].join('|'), QString("0.1|1|0|||0.125|0||0|1|-3|0.30000000000000004|0.02"));
}

void TestRunFolder::textWithCommasQuotesAndLineBreaksReadsBack()
{
    const auto folder = create();
    QVERIFY(folder && folder->append(Event{1.5, "slow", "3", "factor=2,by=\"person\"\nline", {}}));
    QVERIFY(folder->append(Event{2.0, "crash", "工場", "", {}}));
    QVERIFY(folder->append(someRecord()));
    const auto events = readCsv(content("events.csv"));
    QCOMPARE(events.size(), 3);
    QCOMPARE(events[1], (QStringList{"1.5", "slow", "3", "factor=2,by=\"person\"\nline"}));
    QCOMPARE(events[2], (QStringList{"2", "crash", QString::fromUtf8("工場"), ""}));
    QCOMPARE(readCsv(content("groups.csv"))[1], (QStringList{"0.1", "Plant \"A\", north", "0 1", "0.5"}));
}

void TestRunFolder::exchangesNameTheServer()
{
    const auto folder = create();
    QVERIFY(folder && folder->writeExchanges({{0, 1, 5, 4, 1, 640}, {kServerNode, 2, 1, 1, 0, 64}}));
    QCOMPARE(content("exchanges.csv"), QByteArray("from,to,sent,delivered,lost,bytes\n0,1,5,4,1,640\nserver,2,1,1,0,64\n"));
}

void TestRunFolder::folderThatHoldsSomethingIsRefusedUntouched()
{
    QDir(m_base->path()).mkdir("run");
    QFile precious(file("metrics.csv"));
    QVERIFY(precious.open(QIODevice::WriteOnly) && precious.write("mine") == 4);
    precious.close();
    QVERIFY(!create());
    QCOMPARE(content("metrics.csv"), QByteArray("mine"));
    QCOMPARE(QDir(m_base->path() + "/run").entryList(QDir::Files), QStringList{"metrics.csv"});
}

void TestRunFolder::unwritableFolderIsRefusedAndLeavesNothing()
{
    QFile blocker(m_base->path() + "/blocker");
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    const auto inside = RunFolder::create((m_base->path() + "/blocker/run").toStdString(), {});
    QVERIFY(!inside);
    QVERIFY(inside.error().str().find("blocker/run") != std::string::npos);

    void (*const handler)(int) = std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit full{10, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &full);
    const bool created = create() != nullptr;
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    QVERIFY(!created);
    QVERIFY(!QFile::exists(m_base->path() + "/run"));
}

void TestRunFolder::firstFailureIsReturnedByEveryLaterCall()
{
    const auto folder = create();
    QVERIFY(folder);
    QVERIFY(QDir(m_base->path() + "/run").removeRecursively());
    const Result<void> first = folder->writeFile("model.onnx", "bytes");
    QVERIFY(!first);
    QVERIFY2(first.error().str().find("run/model.onnx: ") != std::string::npos, first.error().str().c_str());
    QDir(m_base->path()).mkdir("run");
    for (const Result<void>& later : {folder->append(someRecord()), folder->append(Event{}), folder->writeFile("a", "b"),
                                      folder->writeExchanges({}), folder->writeSummary({}, {}, {})}) {
        QVERIFY(!later);
        QCOMPARE(later.error().str(), first.error().str());
    }
}

void TestRunFolder::killedWriterLeavesWholeLinesButForTheLast()
{
    int rows = 0;
    for (int attempt = 0; attempt < 20; ++attempt) {
        init();
        const pid_t child = fork();
        if (child == 0) {
            const auto folder = create();
            for (;;) {
                if (!folder || !folder->append(someRecord()) || !folder->append(Event{0.5, "crash", "1", "a,b", {}})) {
                    _exit(1);
                }
            }
        }
        QVERIFY(child > 0);
        QTest::qSleep(5 + attempt);
        QCOMPARE(kill(child, SIGKILL), 0);
        int status = 0;
        QCOMPARE(waitpid(child, &status, 0), child);
        QVERIFY2(WIFSIGNALED(status), "the writer failed before it was killed");
        for (const char* name : {"metrics.csv", "workers.csv", "events.csv", "groups.csv"}) {
            // A kill may tear the very last line (the system writes page by page); a reader drops what has no end.
            const QByteArray text = content(name);
            const auto lines = readCsv(text.left(text.lastIndexOf('\n') + 1));
            for (const auto& line : lines) {
                QCOMPARE(line.size(), lines[0].size());
            }
            rows += int(lines.size());
        }
    }
    QVERIFY2(rows > 1000, "hardly anything was written: the test proved nothing");
}

void TestRunFolder::summaryHoldsEveryFigureUnderItsName()
{
    Scenario scenario;
    scenario.name = "工場";
    scenario.seed = 7;
    Summary summary;
    summary.outcome = RunState::stopped;
    summary.reason = {"Stopped after %1 s", {"3"}};
    summary.stoppedBy = "user";
    summary.final = someRecord();
    summary.exchanges = {{0, 1, 5, 4, 1, 640}, {1, 0, 2, 2, 0, 256}};
    summary.bytesByNode = {900, 901};
    summary.busySByNode = {0.25, 1.5};
    summary.target = 0.8;
    summary.timeToTargetS = 2.5;
    summary.evaluation = Evaluation{0.5, 0.75, {{3, 1}, {1, 3}}};
    summary.classes = {{.name = "a", .samples = 4, .precision = 0.75, .recall = 0.5, .falseAlarmRate = {}, .missRate = 0.5}};
    summary.rejectedMessages = 3;
    summary.sumWeightLost = 0.25;
    summary.consensusContraction = 0.875;
    summary.modelParameters = 44426;
    summary.threads = 2;
    const Json json = Json::parse(summaryJson(scenario, summary, {"a", "b"}));
    QCOMPARE(json.at("name"), Json("工場"));
    QCOMPARE(json.at("clock"), Json("live"));
    QCOMPARE(json.at("protocol"), Json("gosgd"));
    QCOMPARE(json.at("workers"), Json(8));
    QCOMPARE(json.at("seed"), Json(7));
    QCOMPARE(json.at("outcome"), Json("stopped"));
    QCOMPARE(json.at("stopped_by"), Json("user"));
    QCOMPARE(json.at("reason"), Json("Stopped after 3 s"));
    QCOMPARE(json.at("final").at("bytes_sent"), Json(12345678901234567ULL));
    QCOMPARE(json.at("final").at("test_loss"), Json());
    QCOMPARE(json.at("target"), Json(0.8));
    QCOMPARE(json.at("time_to_target_s"), Json(2.5));
    QCOMPARE(json.at("bytes_to_target"), Json());
    QCOMPARE(json.at("confusion_matrix"), Json::parse("[[3,1],[1,3]]"));
    QCOMPARE(json.at("classes").at(0).at("precision"), Json(0.75));
    QCOMPARE(json.at("classes").at(0).at("false_alarm_rate"), Json());
    QCOMPARE(json.at("exchanges"), Json::parse(R"({"pairs":2,"sent":7,"delivered":6,"lost":1,"bytes":896})"));
    QCOMPARE(json.at("bytes_by_node"), Json::parse("[900,901]"));
    QCOMPARE(json.at("busy_s_by_node"), Json::parse("[0.25,1.5]"));
    QCOMPARE(json.at("rejected_messages"), Json(3));
    QCOMPARE(json.at("sum_weight_lost"), Json(0.25));
    QCOMPARE(json.at("topology"), Json::parse(R"({"id":"complete","links":56,"spectral_gap":1.0,"spectral_gap_converged":true,
        "predicted_contraction_per_round":null,"measured_contraction_per_round":0.875})"));
    QCOMPARE(json.at("model_parameters"), Json(44426));
    QCOMPARE(json.at("threads"), Json(2));
    QVERIFY(json.at("versions").get<std::string>().find("oneDNN") != std::string::npos);
    QVERIFY(json.at("machine").get<std::string>().find("core") != std::string::npos);
}

void TestRunFolder::summaryOfADivergedRunIsStillJson()
{
    Summary summary;
    summary.outcome = RunState::failed;
    summary.evaluation = Evaluation{std::numeric_limits<double>::quiet_NaN(), 0.1, {}};
    Scenario scenario;
    scenario.name = "broken \xff name";
    const Json json = Json::parse(summaryJson(scenario, summary, {}));
    QCOMPARE(json.at("outcome"), Json("failed"));
    QCOMPARE(json.at("evaluation").at("test_loss"), Json());
    QCOMPARE(json.at("evaluation").at("test_accuracy"), Json(0.1));
}

void TestRunFolder::defaultFolderNamesAreFitForFileSystems()
{
    Scenario scenario;
    scenario.name = "../a:b c/d";
    const QString odd = QString::fromStdString(defaultRunFolder(scenario));
    QVERIFY2(QRegularExpression("^runs/-\\.-a-b-c-d-\\d{8}T\\d{6}Z$").match(odd).hasMatch(), qPrintable(odd));
    scenario.name = QString(200, QChar(0x5DE5)).toStdString();
    const QString cut = QString::fromStdString(defaultRunFolder(scenario));
    QCOMPARE(cut.count(QChar(0x5DE5)), 33);
    QVERIFY(!cut.contains(QChar::ReplacementCharacter));
}

QTEST_GUILESS_MAIN(TestRunFolder)
#include "test_run_folder.moc"
