// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform.h"

#include <QtTest>

#include <algorithm>
#include <csignal>
#include <sys/resource.h>
#include <thread>

using namespace gossip;

namespace {

/// While it lives, no file of this process may grow beyond a size: the system then fails a write as on a full disk.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }

private:
    rlimit m_before{};
    void (*m_handler)(int) = nullptr;
};

QByteArray content(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be opened)");
}

}  // namespace

class TestPlatform : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(m_folder.isValid()); }
    void atomicWriteReplacesTheWholeContentAndLeavesNothingBeside();
    void failedAtomicWriteKeepsTheOldContent();
    void unwritablePlaceIsNamedWithTheCause();
    void appendFileRefusesAnExistingFile();
    void fullDiskTakesTheTornPieceBack();
    void lowerPriorityTouchesOnlyTheCallingThread();
    void threadTimeCountsOnlyItsOwnThread();
    void machineNameTellsTheCores();

private:
    std::string path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)).toStdString(); }
    QTemporaryDir m_folder;
};

void TestPlatform::atomicWriteReplacesTheWholeContentAndLeavesNothingBeside()
{
    QTemporaryDir folder;
    const std::string file = folder.filePath(QStringLiteral("a")).toStdString();
    QVERIFY(platform::writeFileAtomically(file, "a long first content"));
    QVERIFY(platform::writeFileAtomically(file, std::string("s\0rt", 4)));
    QCOMPARE(content(QString::fromStdString(file)), QByteArray("s\0rt", 4));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{QStringLiteral("a")});
}

void TestPlatform::failedAtomicWriteKeepsTheOldContent()
{
    const std::string file = path("kept");
    QVERIFY(platform::writeFileAtomically(file, "old"));
    {
        const FileSizeLimit full(1000);
        const Result<void> result = platform::writeFileAtomically(file, std::string(5000, 'x'));
        QVERIFY(!result);
        QVERIFY2(result.error().str().find("free some space") != std::string::npos, result.error().str().c_str());
    }
    QCOMPARE(content(QString::fromStdString(file)), QByteArray("old"));
    QVERIFY(!QFile::exists(QString::fromStdString(file + ".part")));
}

void TestPlatform::unwritablePlaceIsNamedWithTheCause()
{
    const Result<void> result = platform::writeFileAtomically(path("missing/file"), "x");
    QVERIFY(!result);
    QCOMPARE(result.error().str(), path("missing/file") + ": No such file or directory; its folder does not exist or was removed");
}

void TestPlatform::appendFileRefusesAnExistingFile()
{
    QVERIFY(platform::writeFileAtomically(path("there"), "precious"));
    QVERIFY(!platform::AppendFile::create(path("there")));
    QCOMPARE(content(QString::fromStdString(path("there"))), QByteArray("precious"));
}

void TestPlatform::fullDiskTakesTheTornPieceBack()
{
    auto file = platform::AppendFile::create(path("rows.csv"));
    QVERIFY(file);
    QVERIFY(file->append(std::string(990, 'a') + "\n"));
    {
        const FileSizeLimit full(1000);
        const Result<void> result = file->append("this line fits only in part\n");
        QVERIFY(!result);
        QVERIFY(result.error().str().starts_with(path("rows.csv") + ": "));
    }
    QCOMPARE(content(QString::fromStdString(path("rows.csv"))), QByteArray(990, 'a') + '\n');
    QVERIFY(file->append("after\n"));
    QCOMPARE(content(QString::fromStdString(path("rows.csv"))), QByteArray(990, 'a') + "\nafter\n");
}

void TestPlatform::lowerPriorityTouchesOnlyTheCallingThread()
{
    const int before = getpriority(PRIO_PROCESS, 0);
    int inThread = -100;
    std::thread([&] {
        platform::lowerThreadPriority();
        platform::lowerThreadPriority();
        inThread = getpriority(PRIO_PROCESS, 0);
    }).join();
    QCOMPARE(inThread, std::max(10, before));
    QCOMPARE(getpriority(PRIO_PROCESS, 0), before);
}

void TestPlatform::threadTimeCountsOnlyItsOwnThread()
{
    const double start = platform::threadCpuSeconds();
    double inThread = 0.0;
    std::thread([&] {
        while (platform::threadCpuSeconds() < 0.05) {
        }
        inThread = platform::threadCpuSeconds();
    }).join();
    QVERIFY(inThread >= 0.05);
    QVERIFY(platform::threadCpuSeconds() - start < 0.05);
}

void TestPlatform::machineNameTellsTheCores()
{
    const int cores = platform::coreCount();
    QVERIFY(cores >= 1);
    QVERIFY(cores <= int(std::thread::hardware_concurrency()));
    const QString name = QString::fromStdString(platform::machineName());
    QVERIFY2(QRegularExpression(QStringLiteral("^\\S.*, %1 cores?$").arg(cores)).match(name).hasMatch(), qPrintable(name));
}

QTEST_GUILESS_MAIN(TestPlatform)
#include "test_platform.moc"
