// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/run_files.h"
#include "support/seeds.h"

#include <gossip/run_files.h>

#include <QTest>

#include <cmath>
#include <random>

using namespace gossip;
using namespace gossip::test;

namespace {

const std::vector<const char*> kFiles = {"metrics.csv", "workers.csv", "events.csv", "groups.csv", "exchanges.csv", "summary.json", "scenario.json"};

/// Anything that may happen to a file: bytes changed, cut out, doubled, replaced by numbers at the edge.
QByteArray damaged(QByteArray bytes, std::mt19937_64& random)
{
    static const std::vector<QByteArray> kEdges = {"nan", "-1", "1e400", "-inf", "18446744073709551616", "9999999999", "\"", ",,,,", "\n", "\r\n",
                                                   QByteArray("\0\0", 2), "[[[[[[[[", "null", "0x10", " 1", "1 "};
    for (auto left = 1 + random() % 6; left > 0; --left) {
        const auto size = std::uint64_t(std::max<qsizetype>(1, bytes.size()));
        const auto at = qsizetype(random() % size);
        switch (random() % 5) {
        case 0: bytes[at < bytes.size() ? at : 0] = char(random()); break;
        case 1: bytes.remove(at, qsizetype(1 + random() % 40)); break;
        case 2: bytes.insert(at, bytes.mid(qsizetype(random() % size), qsizetype(random() % 300))); break;
        case 3: bytes.insert(at, kEdges[random() % kEdges.size()]); break;
        default: bytes.truncate(at); break;
        }
        if (bytes.isEmpty()) {
            bytes = "x";
        }
    }
    return bytes;
}

}  // namespace

/// A run folder may come from anywhere: whatever its files hold, reading it ends, and what it gives is within bounds.
class TestFuzzRunFolder : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void damagedFoldersAreReadOrRefused();
    void aLineWithoutEndIsNoMemory();
};

void TestFuzzRunFolder::damagedFoldersAreReadOrRefused()
{
    const QTemporaryDir dir;
    const std::string folder = dir.filePath(QStringLiteral("run")).toStdString();
    const Scenario scenario = scenarioFrom(R"({"schema_version": 1, "dataset": {"id": "stripes"}, "model": {"id": "softmax"}, "clock": "simulated",
        "workers": {"count": 3, "step_ms": 10}, "protocol": {"id": "gosgd", "probability": 0.5}, "stop": {"seconds": 2},
        "faults": [{"at_s": 0.5, "kind": "partition", "groups": [[0], [1, 2]], "for_s": 0.5}, {"at_s": 1.5, "kind": "crash", "workers": [2]}]})");
    startRun(scenario, {.folder = folder})->wait();
    std::map<std::string, QByteArray> whole;
    for (const char* name : kFiles) {
        whole[name] = contentOf(folder + "/" + name);
        QVERIFY2(!whole[name].isEmpty(), name);
    }
    const auto write = [&](const char* name, const QByteArray& bytes) {
        QFile file(QString::fromStdString(folder + "/" + name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    };
    std::mt19937_64 random(1);
    const int rounds = seeds(3000);
    int readable = 0;
    for (int round = 0; round < rounds; ++round) {
        const char* name = kFiles[random() % kFiles.size()];
        QVERIFY(write(name, damaged(whole[name], random)));
        if (const auto read = readRunFolder(folder)) {
            ++readable;
            double lastS = -1.0;
            for (const Record& record : read->records) {
                QVERIFY(std::isfinite(record.metrics.timeS) && record.metrics.timeS > lastS);
                lastS = record.metrics.timeS;
                QVERIFY(int(record.workers.size()) <= read->scenario.workers.count);
                for (const WorkerRow& row : record.workers) {
                    QVERIFY(row.worker >= 0 && row.worker < read->scenario.workers.count);
                }
                for (const GroupRow& group : record.groups) {
                    for (const int worker : group.workers) {
                        QVERIFY(worker >= 0 && worker < read->scenario.workers.count);
                    }
                }
            }
            if (read->summary && read->summary->evaluation) {
                for (const auto& row : read->summary->evaluation->confusion) {
                    QCOMPARE(row.size(), read->classNames.size());
                }
            }
        }
        QVERIFY(write(name, whole[name]));
    }
    QVERIFY2(readable * 6 > rounds, "many damages must leave something to read");
}

void TestFuzzRunFolder::aLineWithoutEndIsNoMemory()
{
    const QTemporaryDir dir;
    const std::string folder = dir.filePath(QStringLiteral("run")).toStdString();
    startRun(scenarioFrom(R"({"schema_version": 1, "workload": "averaging", "clock": "simulated", "stop": {"seconds": 1}})"), {.folder = folder})->wait();
    const std::size_t records = readRunFolder(folder)->records.size();
    for (const char* name : {"metrics.csv", "workers.csv", "events.csv"}) {
        QFile file(QString::fromStdString(folder + "/" + name));
        QVERIFY(file.open(QIODevice::Append));
        file.write(QByteArray(50 << 20, '7') + "\n1,2,3\n");
    }
    const auto read = readRunFolder(folder);
    QVERIFY(bool(read));
    QCOMPARE(read->records.size(), records);
    QCOMPARE(read->damages.size(), std::size_t(3));
}

QTEST_GUILESS_MAIN(TestFuzzRunFolder)
#include "test_fuzz_run_folder.moc"
