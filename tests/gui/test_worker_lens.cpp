// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/fake_run.h"

#include "ui/bridge/lab.h"
#include "ui/look/theme.h"
#include "ui/models/worker_histories.h"
#include "ui/panels/answers_view.h"
#include "ui/panels/detail_drawer.h"
#include "ui/panels/worker_panel.h"
#include "ui/views/class_bars.h"
#include "ui/views/heat_map.h"
#include "ui/views/history_strip.h"
#include "ui/views/mistake_gallery.h"

#include <gossip/partition.h>

#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace gossip::ui;

namespace {

constexpr int kPatienceMs = 20000;

/// Two plants on the generated stripes, each with half of the classes.
gossip::Scenario smallPlants(double seconds)
{
    gossip::Scenario scenario;
    scenario.name = "lens";
    scenario.dataset.id = "stripes";
    scenario.model.id = "softmax";
    scenario.workers.count = 4;
    scenario.workers.stepMs = 5.0;
    scenario.workers.groups = {{"A", {0, 1}}, {"B", {2, 3}}};
    scenario.dataset.partition.kind = gossip::PartitionKind::groups;
    scenario.dataset.partition.classes = {{"A", {0, 1}}, {"B", {2, 3}}};
    scenario.protocol.parameters = {{"probability", 0.0}};
    scenario.recordingEveryS = 0.1;
    scenario.evaluation.everyS = 0.2;
    scenario.stop.seconds = seconds;
    const auto checked = gossip::checkScenario(scenario);
    if (!checked)
        qFatal("%s", checked.error().str().c_str());
    return *checked;
}

}  // namespace

class TestWorkerLens : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void barsShowThePicturesOfTheSelectedWorker();
    void aLookShowsWhatTheEngineSaysOfThatWorker();
    void afterTheFirstLookItFollowsTheSelection();
    void aMomentShowsTheLookBeforeItAndNothingElse();
    void historiesHaveGapsWhereTheWorkerWasDown();
    void thinnedHistoriesKeepTheirMeasurements();
    void aStripWritesTheValueAtItsMarker();
    void heatMapsNameTheCellUnderTheKeyboard();
    void everyPartHasANameAndTwoSentencesOfHelp();

private:
    template <class Widget>
    Widget* find() { return m_drawer->findChild<Widget*>(); }
    void runToTheEnd(double seconds);

    QTemporaryDir m_folder;
    std::unique_ptr<ThemeStore> m_themes;
    std::unique_ptr<Lab> m_lab;
    std::unique_ptr<DetailDrawer> m_drawer;
};

void TestWorkerLens::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("gossiplab"));
    QCoreApplication::setApplicationName(QStringLiteral("test"));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.filePath(QStringLiteral("settings")));
    QSettings().setValue(QStringLiteral("runs folder"), m_folder.filePath(QStringLiteral("runs")));
    m_themes = std::make_unique<ThemeStore>();
}

void TestWorkerLens::init()
{
    m_lab = std::make_unique<Lab>();
    m_drawer = std::make_unique<DetailDrawer>(m_lab.get());
    m_drawer->setOpen(true);
    m_drawer->resize(300, 600);
    m_drawer->show();
}

void TestWorkerLens::cleanup()
{
    m_drawer.reset();
    m_lab.reset();
}

void TestWorkerLens::runToTheEnd(double seconds)
{
    m_lab->setScenario(smallPlants(seconds));
    m_lab->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_lab->phase(), Lab::Phase::ended, kPatienceMs);
}

void TestWorkerLens::barsShowThePicturesOfTheSelectedWorker()
{
    m_drawer->setSelectedWorker(2);
    QVERIFY(!find<ClassBars>()->isVisible());
    runToTheEnd(0.3);
    QTRY_VERIFY(find<ClassBars>()->isVisible());
    const auto counts = gossip::classCounts(m_lab->runScenario(), m_lab->dataset()->train.labels, int(m_lab->dataset()->classNames.size()));
    QVERIFY(bool(counts));
    for (const int worker : {2, 0}) {
        m_drawer->setSelectedWorker(worker);
        QStringList expected;
        for (std::size_t label = 0; label < counts->at(0).size(); ++label)
            expected << QStringLiteral(": %1").arg(counts->at(std::size_t(worker))[label]);
        const QStringList parts = find<ClassBars>()->text().split(QStringLiteral(", "));
        QCOMPARE(parts.size(), expected.size());
        for (int i = 0; i < parts.size(); ++i)
            QVERIFY2(parts[i].endsWith(expected[i]), qPrintable(parts[i]));
    }
}

void TestWorkerLens::aLookShowsWhatTheEngineSaysOfThatWorker()
{
    runToTheEnd(0.5);
    m_drawer->setSelectedWorker(3);
    AnswersView* answers = find<AnswersView>();
    auto* button = answers->findChild<QPushButton*>(QStringLiteral("look"));
    QVERIFY(button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
    auto* gallery = answers->findChild<MistakeGallery*>();
    auto* confusion = answers->findChild<HeatMap*>();
    QTRY_VERIFY_WITH_TIMEOUT(gallery->isVisibleTo(answers), kPatienceMs);
    const auto expected = m_lab->run()->evaluate({3}, {m_lab->runScenario().evaluation.workerSamples, MistakeGallery::kPictures, {}});
    QVERIFY(bool(expected));
    QCOMPARE(gallery->count(), int(expected->mistakes.size()));
    QVERIFY2(gallery->count() > 0, "a worker that never saw half of the classes must be wrong somewhere");
    // It can only ever say a class that it has seen, and its first mistake is the engine's first.
    const auto& names = m_lab->dataset()->classNames;
    QVERIFY(gallery->text(0).contains(QString::fromStdString(names[std::size_t(expected->mistakes[0].truth)])));
    QVERIFY(gallery->text(0).contains(QString::fromStdString(names[std::size_t(expected->mistakes[0].taken)])));
    for (std::size_t row = 0; row < names.size(); ++row) {
        double sum = 0.0;
        for (const std::uint64_t count : expected->confusion[row])
            sum += double(count);
        for (std::size_t column = 0; column < names.size(); ++column)
            QCOMPARE(confusion->values().cells[row * names.size() + column], double(expected->confusion[row][column]) / sum);
    }
}

void TestWorkerLens::afterTheFirstLookItFollowsTheSelection()
{
    runToTheEnd(0.3);
    m_drawer->setSelectedWorker(0);
    AnswersView* answers = find<AnswersView>();
    auto* gallery = answers->findChild<MistakeGallery*>();
    QTest::qWait(50);
    QVERIFY(!answers->isLooking() && !gallery->isVisibleTo(answers));
    answers->look();
    QTRY_VERIFY_WITH_TIMEOUT(gallery->isVisibleTo(answers), kPatienceMs);
    const QString first = gallery->text(0);
    m_drawer->setSelectedWorker(3);
    QTRY_VERIFY_WITH_TIMEOUT(gallery->isVisibleTo(answers) && gallery->text(0) != first, kPatienceMs);
    m_drawer->setSelectedWorker(0);
    QVERIFY(gallery->isVisibleTo(answers));
    QCOMPARE(gallery->text(0), first);
}

void TestWorkerLens::aMomentShowsTheLookBeforeItAndNothingElse()
{
    runToTheEnd(0.4);
    m_drawer->setSelectedWorker(1);
    AnswersView* answers = find<AnswersView>();
    auto* gallery = answers->findChild<MistakeGallery*>();
    answers->look();
    QTRY_VERIFY_WITH_TIMEOUT(gallery->isVisibleTo(answers), kPatienceMs);
    answers->setMoment(0.1);
    QVERIFY(!gallery->isVisibleTo(answers));
    QVERIFY(!answers->findChild<QPushButton*>(QStringLiteral("look"))->isEnabled());
    answers->setMoment(m_lab->latest().timeS);
    QVERIFY(gallery->isVisibleTo(answers));
    answers->setMoment(std::nullopt);
    QVERIFY(answers->findChild<QPushButton*>(QStringLiteral("look"))->isEnabled());
}

void TestWorkerLens::historiesHaveGapsWhereTheWorkerWasDown()
{
    const gossip::Scenario scenario = gossip::fake::twoPlants(4);
    WorkerHistories histories;
    histories.begin(4);
    for (int i = 0; i < 6; ++i) {
        auto update = gossip::fake::updateAt(scenario, i, i % 2 == 0);
        for (auto& row : update.records[0].workers)
            row.probability = 0.1 * i + row.worker;
        if (i == 3) {
            update.records[0].workers[2].alive = false;
            update.records[0].workers[2].trainLoss.reset();
        }
        histories.apply(update);
    }
    QCOMPARE(histories.accuracy(2).size(), std::size_t(4));   // three evaluations and the gap
    QVERIFY(std::isnan(histories.accuracy(2)[2].y()));
    QCOMPARE(histories.loss(1).size(), std::size_t(6));
    QVERIFY(std::isnan(histories.loss(2)[3].y()));
    QVERIFY(!std::isnan(histories.loss(1)[3].y()));
    QCOMPARE(float(histories.probability(1)[4].y()), 1.4F);
    QVERIFY(histories.loss(4).empty() && histories.loss(-1).empty());
}

void TestWorkerLens::thinnedHistoriesKeepTheirMeasurements()
{
    constexpr int kWorkers = 1000;
    const gossip::Scenario scenario = gossip::fake::noGroups(kWorkers);
    WorkerHistories histories;
    histories.begin(kWorkers);
    auto update = gossip::fake::updateAt(scenario, 0.0, false);
    const int records = int(WorkerHistories::kMostNumbers / (3 * kWorkers)) + 500;
    for (int i = 0; i < records; ++i) {
        update.records[0].metrics.timeS = i;
        for (auto& row : update.records[0].workers)
            row.testAccuracy = i % 4 == 3 ? std::optional(double(i)) : std::nullopt;   // always in an instant that is dropped
        histories.apply(update);
    }
    QVERIFY(histories.instants() * 3 * kWorkers <= WorkerHistories::kMostNumbers);
    QCOMPARE(histories.newestS(), double(records - 1));
    const auto accuracy = histories.accuracy(7);
    QVERIFY2(accuracy.size() > std::size_t(records) / 5, qPrintable(QString::number(accuracy.size())));
    for (const QPointF& point : accuracy)
        QVERIFY(std::abs(point.x() - point.y()) <= 1.0);
}

void TestWorkerLens::aStripWritesTheValueAtItsMarker()
{
    HistoryStrip strip([] { return theme().ink; }, 0.0, std::nullopt, nullptr);
    strip.setTexts(QStringLiteral("Loss"), QString(), [](double value) { return QString::number(value); });
    QCOMPARE(strip.shownValue(), QStringLiteral("–"));
    strip.setPoints({{0.0, 3.0}, {1.0, 2.0}, {2.0, NAN}, {3.0, 1.0}}, 3.0);
    QCOMPARE(strip.shownValue(), QStringLiteral("1"));
    strip.setMarker(2.5);
    QCOMPARE(strip.shownValue(), QStringLiteral("2"));
    strip.setMarker(0.5);
    QCOMPARE(strip.accessibleDescription(), QStringLiteral("3"));
    strip.setMarker(std::nullopt);
    QCOMPARE(strip.shownValue(), QStringLiteral("1"));
}

void TestWorkerLens::heatMapsNameTheCellUnderTheKeyboard()
{
    HeatMap map(nullptr);
    map.setTexts({}, [](int row, int column) { return QStringLiteral("%1/%2").arg(row).arg(column); }, [](double v) { return QString::number(v); });
    map.setValues({{QStringLiteral("a"), QStringLiteral("b")}, {QStringLiteral("x"), QStringLiteral("y"), QStringLiteral("z")}, {1, 2, 3, 4, 5, 6}});
    map.resize(200, map.heightForWidth(200));
    map.show();
    map.setFocus();
    QCOMPARE(map.accessibleDescription(), QStringLiteral("0/0"));
    QTest::keyClick(&map, Qt::Key_Down);
    QTest::keyClick(&map, Qt::Key_Right);
    QTest::keyClick(&map, Qt::Key_Right);
    QTest::keyClick(&map, Qt::Key_Right);
    QCOMPARE(map.accessibleDescription(), QStringLiteral("1/2"));
    QTest::keyClick(&map, Qt::Key_Up);
    QTest::keyClick(&map, Qt::Key_Left);
    QCOMPARE(map.accessibleDescription(), QStringLiteral("0/1"));
    map.setValues({{QStringLiteral("a")}, {QStringLiteral("x")}, {1}});
    QCOMPARE(map.accessibleDescription(), QStringLiteral("0/0"));
    // 256 rows still fit into the width of the drawer.
    QStringList many;
    for (int i = 0; i < 256; ++i)
        many << QString::number(i);
    map.setValues({many, many, std::vector<double>(256 * 256, 0.5)});
    QVERIFY(map.heightForWidth(270) < 400);
}

void TestWorkerLens::everyPartHasANameAndTwoSentencesOfHelp()
{
    const auto sentences = [](const QString& text) { return text.count(QStringLiteral(". ")) + (text.endsWith(QLatin1Char('.')) ? 1 : 0); };
    WorkerPanel* panel = find<WorkerPanel>();
    int parts = 0;
    for (QWidget* part : panel->findChildren<QWidget*>()) {
        const bool own = qobject_cast<HistoryStrip*>(part) || qobject_cast<ClassBars*>(part) || qobject_cast<MistakeGallery*>(part) || qobject_cast<HeatMap*>(part);
        if (!own && qobject_cast<QPushButton*>(part) == nullptr)
            continue;
        QVERIFY2(!own || !part->accessibleName().isEmpty(), part->metaObject()->className());
        QVERIFY2(sentences(part->whatsThis()) == 2, qPrintable(part->accessibleName() + part->whatsThis()));
        ++parts;
    }
    QVERIFY(parts >= 9);
}

QTEST_MAIN(TestWorkerLens)
#include "test_worker_lens.moc"
