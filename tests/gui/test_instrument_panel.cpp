// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/lab.h"
#include "ui/look/theme.h"
#include "ui/models/instrument_history.h"
#include "ui/panels/instrument_panel.h"
#include "ui/views/heat_map.h"
#include "ui/views/layer_bars.h"
#include "ui/views/path_view.h"

#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <memory>

using namespace gossip::ui;

namespace {

constexpr int kPatienceMs = 20000;

gossip::Scenario endless(int workers)
{
    gossip::Scenario scenario;
    scenario.name = "instruments";
    scenario.dataset.id = "stripes";
    scenario.model.id = "mlp";
    scenario.workers.count = workers;
    scenario.workers.stepMs = 5.0;
    scenario.protocol.parameters = {{"probability", 0.2}};
    scenario.recordingEveryS = 0.1;
    scenario.evaluation.everyS = 0.2;
    scenario.stop.seconds = 600.0;
    return *gossip::checkScenario(scenario);
}

/// Worker i at distance |i − j| from worker j, on a line that grows with time.
gossip::Record recordAt(double timeS, int workers, bool evaluated)
{
    gossip::Record record;
    record.metrics.timeS = timeS;
    gossip::Instruments taken;
    taken.timeS = timeS;
    taken.layers = {{"layer0", 100, 0.1 * timeS}, {"layer1", 10, 0.3 * timeS}};
    taken.contraction = 0.9;
    for (int i = 0; i < workers; ++i)
        taken.workers.push_back(i);
    if (evaluated) {
        auto plane = std::make_shared<gossip::PathPlane>();
        plane->shownShare = 0.75;
        for (double t = 0.0; t <= timeS; t += 1.0) {
            plane->timesS.push_back(t);
            for (int i = 0; i < workers; ++i)
                plane->places.push_back({float(t), float(i) * 0.1F});
        }
        for (int i = 0; i < workers; ++i) {
            for (int j = 0; j < workers; ++j) {
                taken.distances.push_back(float(std::abs(i - j)) * float(timeS));
                taken.sentPerStep.push_back(i == j ? 0.0F : 0.02F);
                taken.expectedPerStep.push_back(i == j ? 0.0F : 0.025F);
            }
        }
        taken.paths = plane;
    }
    record.instruments = std::make_shared<const gossip::Instruments>(std::move(taken));
    return record;
}

}  // namespace

class TestInstrumentPanel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theEngineComputesOnlyWhileSomebodyLooks();
    void everyInstrumentShowsItsNumbers();
    void lookingBackShowsTheInstrumentsOfThen();
    void historiesStayBoundedAndEvenlySpread();
    void theLargeWindowShowsTheSame();
    void everyPartHasANameAndTwoSentencesOfHelp();

private:
    QTemporaryDir m_folder;
    std::unique_ptr<ThemeStore> m_themes;
};

void TestInstrumentPanel::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("gossiplab"));
    QCoreApplication::setApplicationName(QStringLiteral("test"));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.filePath(QStringLiteral("settings")));
    QSettings().setValue(QStringLiteral("runs folder"), m_folder.filePath(QStringLiteral("runs")));
    m_themes = std::make_unique<ThemeStore>();
}

void TestInstrumentPanel::theEngineComputesOnlyWhileSomebodyLooks()
{
    Lab lab;
    lab.setScenario(endless(4));
    InstrumentPanel panel(&lab, 1, nullptr);
    connect(&lab, &Lab::runStarted, &panel, &InstrumentPanel::begin);
    connect(&lab, &Lab::updated, &panel, &InstrumentPanel::apply);
    int with = 0;
    int without = 0;
    connect(&lab, &Lab::updated, &panel, [&](const gossip::RunUpdate& update) {
        for (const gossip::Record& record : update.records)
            ++(record.instruments ? with : without);
    });
    lab.start();
    QTRY_VERIFY_WITH_TIMEOUT(without > 5, kPatienceMs);
    QCOMPARE(with, 0);
    panel.resize(300, 600);
    panel.show();
    auto* pages = panel.findChild<QStackedWidget*>();
    QCOMPARE(pages->currentIndex(), 0);
    QTRY_VERIFY_WITH_TIMEOUT(pages->currentIndex() == 1, kPatienceMs);
    QVERIFY(with > 0);
    // What is drawn is what the engine says.
    const auto shown = panel.history().newestEvaluated();
    QCOMPARE(panel.findChildren<HeatMap*>().front()->values().rows.size(), 4);
    QCOMPARE(shown->layers.size(), std::size_t(3));   // 256, 128 and the classes
    panel.hide();
    QTest::qWait(400);
    const int still = with;
    without = 0;
    QTRY_VERIFY_WITH_TIMEOUT(without > 3, kPatienceMs);
    QVERIFY(with <= still + 1);
}

void TestInstrumentPanel::everyInstrumentShowsItsNumbers()
{
    Lab lab;
    lab.setScenario(endless(6));
    InstrumentPanel panel(&lab, 1, nullptr);
    panel.begin();
    panel.resize(300, 1400);
    panel.show();
    gossip::RunUpdate update;
    update.records = {recordAt(2.0, 6, true), recordAt(2.5, 6, false)};
    panel.apply(update);
    const auto maps = panel.findChildren<HeatMap*>();
    QCOMPARE(maps.size(), 3);
    QVERIFY2(maps[0]->cellText(0, 5).endsWith(QStringLiteral(": 10")), qPrintable(maps[0]->cellText(0, 5)));
    QVERIFY2(maps[1]->cellText(1, 2).contains(QLocale().toString(2.0, 'f', 2)), qPrintable(maps[1]->cellText(1, 2)));
    QVERIFY2(maps[2]->cellText(1, 2).contains(QLocale().toString(2.5, 'f', 2)), qPrintable(maps[2]->cellText(1, 2)));
    QCOMPARE(maps[1]->values().most, maps[2]->values().most);
    QCOMPARE(panel.findChild<LayerBars*>()->text(), QStringLiteral("Layer 1: 0.25, Layer 2: 0.75"));
    QVERIFY(panel.findChild<PathView*>()->accessibleDescription().contains(QStringLiteral("75")));
    bool agreement = false;
    for (const QLabel* label : panel.findChildren<QLabel*>())
        agreement |= label->text().contains(QStringLiteral("0.9000, half in 6.6 rounds"));
    QVERIFY(agreement);
}

void TestInstrumentPanel::lookingBackShowsTheInstrumentsOfThen()
{
    Lab lab;
    lab.setScenario(endless(6));
    InstrumentPanel panel(&lab, 1, nullptr);
    panel.begin();
    panel.resize(300, 600);
    panel.show();
    gossip::RunUpdate update;
    for (int t = 1; t <= 10; ++t)
        update.records.push_back(recordAt(t, 6, true));
    panel.apply(update);
    HeatMap* distances = panel.findChildren<HeatMap*>().front();
    QCOMPARE(distances->values().cells[1], 10.0);
    panel.setMoment(4.5);
    QCOMPARE(distances->values().cells[1], 4.0);
    panel.setMoment(0.5);
    QCOMPARE(panel.findChild<QStackedWidget*>()->currentIndex(), 0);
    panel.setMoment(std::nullopt);
    QCOMPARE(distances->values().cells[1], 10.0);
}

void TestInstrumentPanel::historiesStayBoundedAndEvenlySpread()
{
    InstrumentHistory history;
    QVERIFY(history.at(std::nullopt) == nullptr && history.evaluatedAt(3.0) == nullptr);
    for (int t = 0; t < 1000; ++t)
        history.add(recordAt(t, 2, t % 2 == 0));
    QCOMPARE(history.at(std::nullopt)->timeS, 999.0);
    QCOMPARE(history.evaluatedAt(std::nullopt)->timeS, 998.0);
    QCOMPARE(history.evaluatedAt(0.0)->timeS, 0.0);
    for (int t = 0; t < 1000; t += 7)
        QVERIFY(t - history.evaluatedAt(t)->timeS <= 4.0 * 1000.0 / InstrumentHistory::kMostKept);
}

void TestInstrumentPanel::theLargeWindowShowsTheSame()
{
    Lab lab;
    lab.setScenario(endless(6));
    InstrumentPanel panel(&lab, 1, nullptr);
    panel.begin();
    panel.resize(300, 600);
    panel.show();
    gossip::RunUpdate update;
    update.records = {recordAt(3.0, 6, true)};
    panel.apply(update);
    panel.showLarge();
    auto* large = panel.findChild<InstrumentPanel*>();
    QVERIFY(large != nullptr && large->isVisible());
    QCOMPARE(large->findChildren<HeatMap*>().front()->values().cells, panel.findChildren<HeatMap*>().front()->values().cells);
    update.records = {recordAt(4.0, 6, true)};
    panel.apply(update);
    QCOMPARE(large->findChildren<HeatMap*>().front()->values().cells[1], 4.0);
    large->window()->close();
    QTRY_VERIFY(panel.findChild<InstrumentPanel*>() == nullptr);
    panel.apply(update);
    panel.showLarge();
    QVERIFY(panel.findChild<InstrumentPanel*>() != nullptr);
}

void TestInstrumentPanel::everyPartHasANameAndTwoSentencesOfHelp()
{
    Lab lab;
    InstrumentPanel panel(&lab, 1, nullptr);
    int parts = 0;
    for (QWidget* part : panel.findChildren<QWidget*>()) {
        const bool own = qobject_cast<HeatMap*>(part) || qobject_cast<LayerBars*>(part) || qobject_cast<PathView*>(part);
        if (!own && qobject_cast<QPushButton*>(part) == nullptr)
            continue;
        const QString help = part->whatsThis();
        QVERIFY2(!own || !part->accessibleName().isEmpty(), part->metaObject()->className());
        QCOMPARE(help.count(QStringLiteral(". ")) + 1, 2);
        ++parts;
    }
    QCOMPARE(parts, 6);
}

QTEST_MAIN(TestInstrumentPanel)
#include "test_instrument_panel.moc"
