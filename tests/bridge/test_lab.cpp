// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/lab.h"

#include <QDir>
#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using gossip::ui::Lab;

namespace {

constexpr int kPatienceMs = 20000;

/// Four small workers on the generated stripes; ends after so many steps of all together.
gossip::Scenario smallScenario(std::uint64_t steps)
{
    gossip::Scenario scenario;
    scenario.name = "small";
    scenario.dataset.id = "stripes";
    scenario.model.id = "softmax";
    scenario.workers.count = 4;
    scenario.training.batch = 16;
    scenario.protocol.parameters = {{"probability", 0.2}};
    scenario.recordingEveryS = 0.05;
    scenario.evaluation.everyS = 0.1;
    scenario.stop.steps = steps;
    return *gossip::checkScenario(scenario);
}

gossip::Scenario endlessScenario()
{
    gossip::Scenario scenario = smallScenario(0);
    scenario.stop.seconds = 600.0;
    scenario.workers.stepMs = 5.0;
    return scenario;
}

}  // namespace

class TestLab : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void runsAndTellsEverythingInOrderOnTheWindowsThread();
    void readsTheSameDataOnce();
    void pauseHoldsTheWorkersAndStepMovesEveryOneOnce();
    void stopEndsTheRunWithEverythingWritten();
    void stopWhileReadingDataGoesBackToRest();
    void aFailedStartIsOneSentenceAndLeavesTheLabUsable();
    void commandsReachTheRunAndAreRecorded();
    void survivesItsDestructionAtAnyMomentOfARun();
    void scenariosAreOpenedSavedAndMarked();
    void editingAfterARunBringsTheLabToRest();

private:
    QTemporaryDir m_folder;
};

void TestLab::initTestCase()
{
    QVERIFY(m_folder.isValid());
    QCoreApplication::setOrganizationName(QStringLiteral("gossiplab"));
    QCoreApplication::setApplicationName(QStringLiteral("test"));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.filePath(QStringLiteral("settings")));
    QSettings().setValue(QStringLiteral("runs folder"), m_folder.filePath(QStringLiteral("runs")));
}

void TestLab::runsAndTellsEverythingInOrderOnTheWindowsThread()
{
    Lab lab;
    lab.setScenario(smallScenario(400));
    QStringList told;
    bool right = true;
    std::size_t rows = 0;
    double newest = 0.0;
    const auto hear = [&](const char* what) {
        right = right && QThread::currentThread() == thread();
        if (told.isEmpty() || told.last() != QLatin1String(what))
            told << QLatin1String(what);
    };
    connect(&lab, &Lab::loadProgress, this, [&] { right = right && QThread::currentThread() == thread(); }, Qt::DirectConnection);
    connect(&lab, &Lab::runStarted, this, [&] { hear("started"); }, Qt::DirectConnection);
    connect(&lab, &Lab::updated, this, [&](const gossip::RunUpdate& update) {
        hear("updated");
        rows += update.records.size();
        for (const gossip::Record& record : update.records) {
            QVERIFY(record.metrics.timeS >= newest);
            newest = record.metrics.timeS;
        }
    }, Qt::DirectConnection);
    connect(&lab, &Lab::runEnded, this, [&] {
        hear("ended");
        QVERIFY(lab.summary() != nullptr);
    }, Qt::DirectConnection);
    QSignalSpy failed(&lab, &Lab::failed);
    lab.start();
    QCOMPARE(lab.phase(), Lab::Phase::loading);
    QTRY_COMPARE_WITH_TIMEOUT(lab.phase(), Lab::Phase::ended, kPatienceMs);
    QCOMPARE(told, QStringList({QStringLiteral("started"), QStringLiteral("updated"), QStringLiteral("ended")}));
    QVERIFY(right);
    QVERIFY(rows >= 2);
    QVERIFY(lab.latest().steps >= 400);
    QVERIFY(failed.isEmpty());
    QCOMPARE(QString::fromStdString(lab.summary()->stoppedBy), QStringLiteral("steps"));
    QVERIFY(QFile::exists(lab.runFolder() + QStringLiteral("/summary.json")));
    QVERIFY(lab.runFolder().startsWith(m_folder.path()));
}

void TestLab::readsTheSameDataOnce()
{
    Lab lab;
    lab.setScenario(smallScenario(20));
    lab.start();
    QTRY_COMPARE_WITH_TIMEOUT(lab.phase(), Lab::Phase::ended, kPatienceMs);
    const gossip::DatasetPtr first = lab.dataset();
    QVERIFY(first != nullptr);
    const QString folder = lab.runFolder();
    lab.start();
    QTRY_COMPARE_WITH_TIMEOUT(lab.phase(), Lab::Phase::ended, kPatienceMs);
    QCOMPARE(lab.dataset().get(), first.get());
    QVERIFY(lab.runFolder() != folder);
    gossip::Scenario other = smallScenario(20);
    other.dataset.trainLimit = 200;
    lab.setScenario(other);
    lab.start();
    QTRY_COMPARE_WITH_TIMEOUT(lab.phase(), Lab::Phase::ended, kPatienceMs);
    QVERIFY(lab.dataset().get() != first.get());
    QCOMPARE(lab.dataset()->train.count(), std::size_t(200));
}

void TestLab::pauseHoldsTheWorkersAndStepMovesEveryOneOnce()
{
    Lab lab;
    lab.setScenario(endlessScenario());
    lab.start();
    QTRY_VERIFY_WITH_TIMEOUT(lab.phase() == Lab::Phase::running && lab.latest().steps > 8, kPatienceMs);
    lab.pause();
    QTRY_COMPARE_WITH_TIMEOUT(lab.phase(), Lab::Phase::paused, kPatienceMs);
    QTest::qWait(150);
    const std::uint64_t held = lab.latest().steps;
    QTest::qWait(200);
    QCOMPARE(lab.latest().steps, held);
    lab.step();
    QTRY_COMPARE_WITH_TIMEOUT(lab.latest().steps, held + 4, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(lab.phase(), Lab::Phase::paused, kPatienceMs);
    lab.resume();
    QTRY_VERIFY_WITH_TIMEOUT(lab.latest().steps > held + 8, kPatienceMs);
    QCOMPARE(lab.phase(), Lab::Phase::running);
}

void TestLab::stopEndsTheRunWithEverythingWritten()
{
    Lab lab;
    lab.setScenario(endlessScenario());
    QSignalSpy ended(&lab, &Lab::runEnded);
    lab.start();
    QTRY_VERIFY_WITH_TIMEOUT(lab.phase() == Lab::Phase::running && lab.latest().steps > 8, kPatienceMs);
    lab.stop();
    QTRY_COMPARE_WITH_TIMEOUT(lab.phase(), Lab::Phase::ended, kPatienceMs);
    QCOMPARE(ended.size(), 1);
    QCOMPARE(lab.summary()->outcome, gossip::RunState::stopped);
    QVERIFY(lab.summary()->evaluation.has_value());
    for (const char* file : {"scenario.json", "metrics.csv", "workers.csv", "events.csv", "summary.json"})
        QVERIFY2(QFile::exists(lab.runFolder() + QLatin1Char('/') + QLatin1String(file)), file);
}

void TestLab::stopWhileReadingDataGoesBackToRest()
{
    Lab lab;
    lab.setScenario(endlessScenario());
    QSignalSpy started(&lab, &Lab::runStarted);
    QSignalSpy failed(&lab, &Lab::failed);
    lab.start();
    lab.stop();
    QTRY_COMPARE_WITH_TIMEOUT(lab.phase(), Lab::Phase::idle, kPatienceMs);
    QVERIFY(started.isEmpty());
    QVERIFY(failed.isEmpty());
    lab.start();
    QTRY_COMPARE_WITH_TIMEOUT(lab.phase(), Lab::Phase::running, kPatienceMs);
}

void TestLab::aFailedStartIsOneSentenceAndLeavesTheLabUsable()
{
    Lab lab;
    gossip::Scenario scenario = smallScenario(20);
    scenario.dataset.id = "fashion-mnist";
    scenario.dataset.path = "/no/such/folder";
    lab.setScenario(scenario);
    QSignalSpy failed(&lab, &Lab::failed);
    QSignalSpy started(&lab, &Lab::runStarted);
    lab.start();
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, kPatienceMs);
    QVERIFY2(failed.first().first().toString().contains(QStringLiteral("/no/such/folder")), qPrintable(failed.first().first().toString()));
    QCOMPARE(lab.phase(), Lab::Phase::idle);
    QVERIFY(started.isEmpty());
    QVERIFY(lab.run() == nullptr);
    lab.setScenario(smallScenario(20));
    lab.start();
    QTRY_COMPARE_WITH_TIMEOUT(lab.phase(), Lab::Phase::ended, kPatienceMs);
    QCOMPARE(failed.size(), 1);
}

void TestLab::commandsReachTheRunAndAreRecorded()
{
    Lab lab;
    lab.setScenario(endlessScenario());
    std::vector<gossip::Event> events;
    connect(&lab, &Lab::updated, this, [&](const gossip::RunUpdate& update) {
        events.insert(events.end(), update.events.begin(), update.events.end());
    });
    lab.start();
    QTRY_VERIFY_WITH_TIMEOUT(lab.phase() == Lab::Phase::running && lab.latest().steps > 8, kPatienceMs);
    gossip::Fault crash;
    crash.kind = gossip::FaultKind::crash;
    crash.workers = {2};
    lab.post(crash);
    QTRY_COMPARE_WITH_TIMEOUT(lab.latest().workers.at(2).state, gossip::WorkerState::crashed, kPatienceMs);
    const auto isCrash = [](const gossip::Event& event) { return event.fault && event.fault->kind == gossip::FaultKind::crash; };
    QTRY_COMPARE_WITH_TIMEOUT(std::count_if(events.begin(), events.end(), isCrash), 1, kPatienceMs);
    QString why;
    const QString replay = m_folder.filePath(QStringLiteral("replay.json"));
    QVERIFY2(lab.saveRecordedScenario(replay, &why), qPrintable(why));
    Lab again;
    QVERIFY2(again.openScenario(replay, &why), qPrintable(why));
    QCOMPARE(again.scenario().faults.size(), std::size_t(1));
    QCOMPARE(again.scenario().faults.front().workers, std::vector<int>{2});
}

void TestLab::survivesItsDestructionAtAnyMomentOfARun()
{
    for (int round = 0; round < 20; ++round) {
        Lab lab;
        lab.setScenario(endlessScenario());
        lab.start();
        QTest::qWait(7 * round);  // from "reading data" to well into training
    }
}

void TestLab::scenariosAreOpenedSavedAndMarked()
{
    Lab lab;
    QString why;
    QVERIFY(!lab.openScenario(QStringLiteral("/no/such/file.json"), &why));
    QVERIFY(why.contains(QStringLiteral("/no/such/file.json")));
    QVERIFY2(lab.openScenario(QStringLiteral(":/scenarios/two-plants.json"), &why), qPrintable(why));
    QVERIFY(lab.scenarioPath().isEmpty());
    QVERIFY(!lab.isModified());
    gossip::Scenario edited = lab.scenario();
    lab.setScenario(edited);
    QVERIFY(!lab.isModified());
    edited.training.batch = 48;
    lab.setScenario(edited);
    QVERIFY(lab.isModified());
    const QString path = m_folder.filePath(QStringLiteral("saved.json"));
    QVERIFY2(lab.saveScenario(path, &why), qPrintable(why));
    QVERIFY(!lab.isModified());
    Lab other;
    QVERIFY2(other.openScenario(path, &why), qPrintable(why));
    QCOMPARE(other.scenario().training.batch, 48);
    QCOMPARE(other.scenarioPath(), path);
    QVERIFY(!lab.saveScenario(QStringLiteral("/no/such/folder/x.json"), &why));
    QCOMPARE(lab.scenarioPath(), path);
}

void TestLab::editingAfterARunBringsTheLabToRest()
{
    Lab lab;
    lab.setScenario(smallScenario(20));
    lab.start();
    QTRY_COMPARE_WITH_TIMEOUT(lab.phase(), Lab::Phase::ended, kPatienceMs);
    lab.setScenario(smallScenario(40));
    QCOMPARE(lab.phase(), Lab::Phase::idle);
    QVERIFY(lab.summary() != nullptr);
    QVERIFY(lab.sharedRun() != nullptr);
}

QTEST_GUILESS_MAIN(TestLab)
#include "test_lab.moc"
