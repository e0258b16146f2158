// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporters/csv_headers.h"
#include "support/run_files.h"

#include <gossip/run_files.h>

#include <QDir>

#include <algorithm>
#include <cmath>

using namespace gossip;
using namespace gossip::test;

namespace {

/// Two plants, a cut, a crash and a slow worker, on the simulated clock.
Scenario disturbed()
{
    return scenarioFrom(R"({"schema_version": 1, "name": "read me", "dataset": {"id": "stripes"}, "model": {"id": "softmax"},
        "clock": "simulated", "workers": {"count": 4, "step_ms": 10, "groups": {"A": [0, 1], "B": [2, 3]}},
        "protocol": {"id": "gosgd", "probability": 0.3}, "evaluation": {"every_s": 0.5}, "recording": {"every_s": 0.25},
        "stop": {"seconds": 5}, "faults": [
            {"at_s": 1, "kind": "partition", "groups": ["A", "B"], "for_s": 1},
            {"at_s": 1.5, "kind": "crash", "workers": [3]}, {"at_s": 3, "kind": "rejoin", "workers": [3]},
            {"at_s": 2, "kind": "slow", "workers": [0, 2], "factor": 4, "for_s": 1.5},
            {"at_s": 2.5, "kind": "network", "latency_ms": 20.5, "loss": 0.125},
            {"at_s": 2.75, "kind": "link", "from": 0, "to": 2, "bandwidth_mbps": 10},
            {"at_s": 3.5, "kind": "probability", "probability": 0.75},
            {"at_s": 4, "kind": "corrupt", "workers": [1], "mode": "noise"}]})");
}

/// What a watcher got and what the folder says afterwards.
struct Both {
    QTemporaryDir dir;
    std::string folder = dir.filePath(QStringLiteral("run")).toStdString();
    std::vector<Record> records;
    std::vector<Event> events;
    Summary summary;

    explicit Both(const Scenario& scenario)
    {
        const auto run = startRun(scenario, {.folder = folder, .threads = 2});
        summary = run->wait();
        RunUpdate update;
        run->drain(update);
        records = std::move(update.records);
        events = std::move(update.events);
    }
    void write(const char* name, const QByteArray& bytes) const
    {
        QFile file(QString::fromStdString(folder + "/" + name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
};

template <class T>
bool same(const std::optional<T>& a, const std::optional<T>& b)
{
    return a.has_value() == b.has_value() && (!a || *a == *b || (std::isnan(double(*a)) && std::isnan(double(*b))));
}

bool sameFault(const Fault& a, const Fault& b)
{
    return a.kind == b.kind && a.atS == b.atS && same(a.forS, b.forS) && a.workers == b.workers && a.from == b.from && a.to == b.to &&
           a.groups == b.groups && a.factor == b.factor && same(a.latencyMs, b.latencyMs) && same(a.jitterMs, b.jitterMs) &&
           same(a.bandwidthMbps, b.bandwidthMbps) && same(a.loss, b.loss) && a.probability == b.probability &&
           (a.kind != FaultKind::corrupt || a.mode == b.mode);
}

}  // namespace

class TestRunReader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatAWatcherGotIsReadBack();
    void eventsTellTheirFaultsAgain();
    void aTornLastLineIsLeftOut();
    void aDamagedLineEndsItsFileAndIsSaid();
    void aFolderThatIsNoRunIsRefused();
    void anInterruptedRunHasNoSummary();
    void ofVeryLongRunsEvaluationsAreKept();
    void textsThatNoRunWritesAreNoFaults();
};

void TestRunReader::whatAWatcherGotIsReadBack()
{
    const Both both(disturbed());
    const auto read = readRunFolder(both.folder);
    QVERIFY2(bool(read), read ? "" : read.error().str().c_str());
    QVERIFY(read->damages.empty());
    QCOMPARE(read->recordsLeftOut, std::size_t(0));
    QCOMPARE(read->records.size(), both.records.size());
    for (std::size_t i = 0; i < both.records.size(); ++i) {
        const Record& a = both.records[i];
        const Record& b = read->records[i];
        QCOMPARE(b.metrics.timeS, a.metrics.timeS);
        QCOMPARE(b.metrics.steps, a.metrics.steps);
        QCOMPARE(b.metrics.bytesSent, a.metrics.bytesSent);
        QCOMPARE(b.metrics.workersAlive, a.metrics.workersAlive);
        QVERIFY(same(b.metrics.testAccuracy, a.metrics.testAccuracy) && same(b.metrics.trainLoss, a.metrics.trainLoss));
        QVERIFY(same(b.metrics.consensusDistance, a.metrics.consensusDistance) && same(b.metrics.samplesPerSecond, a.metrics.samplesPerSecond));
        QCOMPARE(b.workers.size(), a.workers.size());
        for (std::size_t w = 0; w < a.workers.size(); ++w) {
            QCOMPARE(b.workers[w].worker, a.workers[w].worker);
            QCOMPARE(b.workers[w].steps, a.workers[w].steps);
            QCOMPARE(b.workers[w].alive, a.workers[w].alive);
            QCOMPARE(b.workers[w].speed, a.workers[w].speed);
            QVERIFY(same(b.workers[w].sumWeight, a.workers[w].sumWeight) && same(b.workers[w].testAccuracy, a.workers[w].testAccuracy));
        }
        QCOMPARE(b.groups.size(), a.groups.size());
        for (std::size_t g = 0; g < a.groups.size(); ++g) {
            QCOMPARE(b.groups[g].group, a.groups[g].group);
            QCOMPARE(b.groups[g].workers, a.groups[g].workers);
            QCOMPARE(b.groups[g].testAccuracy, a.groups[g].testAccuracy);
        }
    }
    QVERIFY(read->summary.has_value());
    QCOMPARE(read->summary->outcome, both.summary.outcome);
    QCOMPARE(read->summary->stoppedBy, both.summary.stoppedBy);
    QCOMPARE(read->summary->evaluation->accuracy, both.summary.evaluation->accuracy);
    QCOMPARE(read->summary->evaluation->confusion, both.summary.evaluation->confusion);
    QCOMPARE(read->summary->classes.size(), both.summary.classes.size());
    QCOMPARE(read->classNames, stripes()->classNames);
    QCOMPARE(read->exchanges.size(), both.summary.exchanges.size());
    QCOMPARE(read->exchanges.front().sent, both.summary.exchanges.front().sent);
    QCOMPARE(toJson(read->scenario), contentOf(both.folder + "/scenario.json").toStdString());
}

void TestRunReader::eventsTellTheirFaultsAgain()
{
    const Both both(disturbed());
    const auto read = readRunFolder(both.folder);
    QVERIFY(bool(read));
    QCOMPARE(read->events.size(), both.events.size());
    int faults = 0;
    for (std::size_t i = 0; i < both.events.size(); ++i) {
        const Event& a = both.events[i];
        const Event& b = read->events[i];
        QCOMPARE(b.kind, a.kind);
        QCOMPARE(b.timeS, a.timeS);
        QCOMPARE(b.detail, a.detail);
        QVERIFY2(a.fault.has_value() == b.fault.has_value(), a.kind.c_str());
        if (!a.fault) {
            continue;
        }
        ++faults;
        if (a.kind.ends_with("-end")) {   // its settings stand in the event that began it
            QCOMPARE(b.fault->kind, a.fault->kind);
            QCOMPARE(b.fault->workers, a.fault->workers);
        } else {
            QVERIFY2(sameFault(*b.fault, *a.fault), (a.kind + " " + a.subject + " " + a.detail).c_str());
        }
    }
    QVERIFY(faults >= 9);
}

void TestRunReader::aTornLastLineIsLeftOut()
{
    const Both both(disturbed());
    for (const char* name : {"metrics.csv", "workers.csv", "events.csv", "groups.csv", "exchanges.csv"}) {
        QByteArray bytes = contentOf(both.folder + "/" + name);
        bytes.chop(3);
        both.write(name, bytes);
    }
    const auto read = readRunFolder(both.folder);
    QVERIFY(bool(read));
    QVERIFY(read->damages.empty());
    QCOMPARE(read->records.size(), both.records.size() - 1);
    QCOMPARE(read->events.size(), both.events.size() - 1);
}

void TestRunReader::aDamagedLineEndsItsFileAndIsSaid()
{
    const Both both(disturbed());
    QByteArray bytes = contentOf(both.folder + "/metrics.csv");
    QList<QByteArray> lines = bytes.split('\n');
    lines[5] = "1,2,three";
    both.write("metrics.csv", lines.join('\n'));
    const auto read = readRunFolder(both.folder);
    QVERIFY(bool(read));
    QCOMPARE(read->records.size(), std::size_t(4));
    QCOMPARE(read->damages.size(), std::size_t(1));
    QCOMPARE(read->damages[0].arguments, (std::vector<std::string>{"metrics.csv", "6"}));
}

void TestRunReader::aFolderThatIsNoRunIsRefused()
{
    const QTemporaryDir dir;
    const auto nothing = readRunFolder(dir.path().toStdString());
    QVERIFY(!nothing);
    QVERIFY(nothing.error().str().find(dir.path().toStdString()) != std::string::npos);
    const Both both(disturbed());
    both.write("metrics.csv", "time,loss\n1,2\n");
    QVERIFY(!readRunFolder(both.folder));
    both.write("scenario.json", "{");
    QVERIFY(!readRunFolder(both.folder));
}

void TestRunReader::anInterruptedRunHasNoSummary()
{
    const Both both(disturbed());
    QVERIFY(QFile::remove(QString::fromStdString(both.folder + "/summary.json")));
    const auto read = readRunFolder(both.folder);
    QVERIFY(bool(read));
    QVERIFY(!read->summary && read->damages.empty());
    both.write("summary.json", "[1, 2");
    QCOMPARE(readRunFolder(both.folder)->damages.size(), std::size_t(1));
}

void TestRunReader::ofVeryLongRunsEvaluationsAreKept()
{
    const Both both(disturbed());
    QByteArray bytes(exporters::kMetricsHeader);
    bytes += '\n';
    constexpr int kRows = 90000;
    for (int i = 0; i < kRows; ++i) {
        bytes += QByteArray::number(i) + ",1,0,,," + (i % 16 == 3 ? "0.5" : "") + ",,,,,0,0,0,0,,4,\n";
    }
    both.write("metrics.csv", bytes);
    const auto read = readRunFolder(both.folder);
    QVERIFY(bool(read));
    QVERIFY(read->records.size() <= 20000 && read->records.size() > 5000);
    QCOMPARE(read->records.size() + read->recordsLeftOut, std::size_t(kRows));
    const auto evaluated = std::count_if(read->records.begin(), read->records.end(), [](const Record& r) { return r.metrics.testAccuracy.has_value(); });
    QVERIFY2(evaluated >= kRows / 16 - 2, qPrintable(QString::number(evaluated)));
    QVERIFY(std::is_sorted(read->records.begin(), read->records.end(), [](const Record& a, const Record& b) { return a.metrics.timeS < b.metrics.timeS; }));
}

void TestRunReader::textsThatNoRunWritesAreNoFaults()
{
    const auto fault = [](const char* kind, const char* subject, const char* detail) { return faultOf({1.0, kind, subject, detail, {}}); };
    QVERIFY(fault("crash", "3", "").has_value());
    QVERIFY(fault("link", "server>2", "latency_ms=5").has_value());
    QCOMPARE(fault("link", "server>2", "latency_ms=5")->from, kServerNode);
    QVERIFY(!fault("crashed", "3", "").has_value());
    QVERIFY(!fault("crash", "three", "").has_value());
    QVERIFY(!fault("crash", "-3", "").has_value());
    QVERIFY(!fault("crash", "99999999999", "").has_value());
    QVERIFY(!fault("slow", "3", "factor=nan").has_value());
    QVERIFY(!fault("slow", "3", "factor").has_value());
    QVERIFY(!fault("slow", "3", "speed=2").has_value());
    QVERIFY(!fault("finished", "run", "by=epochs").has_value());
}

QTEST_GUILESS_MAIN(TestRunReader)
#include "test_run_reader.moc"
