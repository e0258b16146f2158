// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/fake_run.h"
#include "ui/look/theme.h"
#include "ui/models/class_score_model.h"
#include "ui/models/confusion_model.h"
#include "ui/models/event_log_model.h"
#include "ui/models/words.h"
#include "ui/models/worker_table_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QtTest>

#include <cmath>

using namespace gossip::ui;

namespace {

constexpr auto kReport = QAbstractItemModelTester::FailureReportingMode::QtTest;

gossip::RunUpdate workersAt(std::uint64_t steps, int workers)
{
    gossip::RunUpdate update;
    for (int worker = 0; worker < workers; ++worker) {
        gossip::WorkerStatus status;
        status.steps = steps + std::uint64_t(worker);
        status.trainLoss = 1.0 / double(steps + 1);
        update.workers.push_back(status);
    }
    return update;
}

double contrast(const QColor& a, const QColor& b)
{
    const auto linear = [](double part) { return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
    const auto light = [&](const QColor& c) {
        return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
    };
    const double x = light(a), y = light(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

}  // namespace

class TestModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); m_theme = std::make_unique<ThemeStore>(); }
    void cleanupTestCase() { m_theme.reset(); }

    void workersStreamWithoutResets();
    void onlyChangedWorkersAreSignalled();
    void accuracyStaysUntilTheNextEvaluation();
    void unmeasuredShowsADash();
    void tinyWeightsAreToldAsPowersOfTwo();
    void eventsOnlyGrowAtTheEndAndStayBounded();
    void everyFaultAndItsEndHaveTheirOwnWords();
    void subjectsAreWorkersNames();
    void anIslandIsItsGroupEvenWhileSomeOfItAreDown();
    void sameClassesAreChangedInPlace();
    void confusionCellsAreReadable_data();
    void confusionCellsAreReadable();
    void confusionGroundFollowsTheShareOfItsRow();
    void worstConfusionsLeaveOutRightAnswers();

private:
    std::unique_ptr<ThemeStore> m_theme;
};

void TestModels::workersStreamWithoutResets()
{
    WorkerTableModel model;
    QAbstractItemModelTester tester(&model, kReport);
    gossip::Scenario scenario;
    scenario.workers.names = {"A-1", "A-2", "B-1"};
    model.begin(scenario, 3);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy layouts(&model, &QAbstractItemModel::layoutChanged);
    for (std::uint64_t step = 0; step < 200; ++step)
        model.apply(workersAt(step, 3));
    QCOMPARE(resets.count(), 0);
    QCOMPARE(layouts.count(), 0);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(1, WorkerTableModel::Name).data().toString(), QStringLiteral("A-2"));
    QCOMPARE(model.index(2, WorkerTableModel::Steps).data().toString(), QLocale().toString(201));
}

void TestModels::onlyChangedWorkersAreSignalled()
{
    WorkerTableModel model;
    model.begin({}, 4);
    gossip::RunUpdate update = workersAt(5, 4);
    model.apply(update);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.apply(update);
    QCOMPARE(changes.count(), 0);
    update.workers[2].inbox = 1;
    model.apply(update);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(changes.at(0).at(0).toModelIndex().row(), 2);
    QCOMPARE(changes.at(0).at(1).toModelIndex().row(), 2);
}

void TestModels::accuracyStaysUntilTheNextEvaluation()
{
    WorkerTableModel model;
    model.begin({}, 1);
    gossip::RunUpdate update = workersAt(1, 1);
    gossip::Record evaluated;
    evaluated.workers.push_back({});
    evaluated.workers[0].testAccuracy = 0.625;
    evaluated.workers[0].distanceToMean = 2.0;
    update.records = {evaluated};
    model.apply(update);
    gossip::Record plain;
    plain.workers.push_back({});
    plain.workers[0].distanceToMean = 3.0;
    update.records = {plain};
    model.apply(update);
    QCOMPARE(model.row(0).accuracy, std::optional(0.625));
    QCOMPARE(model.row(0).distanceToMean, std::optional(3.0));
}

void TestModels::unmeasuredShowsADash()
{
    WorkerTableModel model;
    model.begin({}, 1);
    gossip::RunUpdate update;
    update.workers.push_back({});   // loss and weight are NaN: no step yet, no sum-weights
    model.apply(update);
    for (int column : {int(WorkerTableModel::Loss), int(WorkerTableModel::SumWeight), int(WorkerTableModel::Accuracy)})
        QCOMPARE(model.index(0, column).data().toString(), QString::fromUtf8("–"));
}

void TestModels::tinyWeightsAreToldAsPowersOfTwo()
{
    QCOMPARE(weightText(-3.0), QLocale().toString(12.5, 'f', 1) + QStringLiteral(" %"));
    QCOMPARE(weightText(-4000.0), QStringLiteral("2⁻⁴⁰⁰⁰"));
}

void TestModels::eventsOnlyGrowAtTheEndAndStayBounded()
{
    EventLogModel model;
    QAbstractItemModelTester tester(&model, kReport);
    model.begin({});
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    for (int i = 0; i < 60; ++i) {
        std::vector<gossip::Event> events(100);
        for (int k = 0; k < 100; ++k)
            events[std::size_t(k)] = {double(100 * i + k), "rejected", "0", "", std::nullopt};
        model.append(events);
    }
    QCOMPARE(resets.count(), 0);
    QCOMPARE(model.rowCount(), EventLogModel::kMostEvents);
    const QModelIndex last = model.index(model.rowCount() - 1, EventLogModel::Time);
    QCOMPARE(last.data().toString(), timeText(5999.0));
}

void TestModels::everyFaultAndItsEndHaveTheirOwnWords()
{
    QSet<QString> texts;
    using Kind = gossip::FaultKind;
    for (const Kind kind : {Kind::crash, Kind::rejoin, Kind::slow, Kind::partition, Kind::heal, Kind::link, Kind::network,
                            Kind::corrupt, Kind::probability}) {
        gossip::Event event;
        event.fault = gossip::Fault{};
        event.fault->kind = kind;
        QVERIFY(!eventText(event).isEmpty());
        texts << eventText(event);
        event.kind = "any-end";
        texts << eventText(event);
    }
    QCOMPARE(texts.size(), 18);
}

void TestModels::subjectsAreWorkersNames()
{
    gossip::Scenario scenario;
    scenario.workers.names = {"A-1", "A-2"};
    gossip::Event event;
    event.subject = "1";
    QCOMPARE(eventSubject(event, scenario), QStringLiteral("A-2"));
    event.fault = gossip::Fault{};
    event.fault->workers = {0, 1};
    QCOMPARE(eventSubject(event, scenario), QStringLiteral("A-1, A-2"));
}

void TestModels::anIslandIsItsGroupEvenWhileSomeOfItAreDown()
{
    const gossip::Scenario scenario = gossip::fake::twoPlants();   // A: 0 to 3, B: 4 to 7
    using Names = std::vector<std::string>;
    const auto island = [](const char* group, std::vector<int> workers) { return gossip::GroupRow{1.0, group, std::move(workers), 0.5}; };
    QCOMPARE(islandNames({island("A", {0, 1, 2, 3}), island("B", {4, 5, 6, 7})}, scenario), (Names{"A", "B"}));
    QCOMPARE(islandNames({island("A-1+A-3", {0, 2}), island("B", {4, 5, 6, 7})}, scenario), (Names{"A", "B"}));
    // Two parts of one group, or parts of two groups, are no group.
    QCOMPARE(islandNames({island("A-1", {0}), island("A-2+A-3+A-4", {1, 2, 3})}, scenario), (Names{"A-1", "A-2+A-3+A-4"}));
    QCOMPARE(islandNames({island("A-4+B-1", {3, 4}), island("B-2", {5})}, scenario), (Names{"A-4+B-1", "B-2"}));
    QCOMPARE(islandText("A-1+A-3"), QStringLiteral("A-1+A-3"));
    QVERIFY(islandText("A-1+A-3+A-4").startsWith(QStringLiteral("A-1 ")));
}

void TestModels::sameClassesAreChangedInPlace()
{
    ClassScoreModel scores;
    QAbstractItemModelTester scoresTester(&scores, kReport);
    ConfusionModel confusion;
    QAbstractItemModelTester confusionTester(&confusion, kReport);
    const std::vector<std::string> names = {"Shirt", "Bag"};
    scores.setScores(gossip::classScores({{8, 2}, {1, 9}}, names));
    confusion.setConfusion({{8, 2}, {1, 9}}, names);
    QSignalSpy resets(&scores, &QAbstractItemModel::modelReset);
    QSignalSpy confusionResets(&confusion, &QAbstractItemModel::modelReset);
    scores.setScores(gossip::classScores({{6, 4}, {1, 9}}, names));
    confusion.setConfusion({{6, 4}, {1, 9}}, names);
    QCOMPARE(resets.count() + confusionResets.count(), 0);
    QCOMPARE(scores.index(0, ClassScoreModel::Recall).data().toString(), percentText(0.6));
    QCOMPARE(scores.index(0, ClassScoreModel::Miss).data().toString(), percentText(0.4));
    QCOMPARE(scores.index(1, ClassScoreModel::FalseAlarm).data().toString(), percentText(0.4, 2));
    QCOMPARE(confusion.index(0, 1).data().toString(), QStringLiteral("4"));
}

void TestModels::confusionCellsAreReadable_data()
{
    QTest::addColumn<int>("choice");
    QTest::newRow("light") << int(ThemeChoice::light);
    QTest::newRow("dark") << int(ThemeChoice::dark);
}

void TestModels::confusionCellsAreReadable()
{
    QFETCH(int, choice);
    m_theme->setChoice(ThemeChoice(choice));
    for (int percent = 0; percent <= 100; ++percent) {
        const QColor ground = heatColor(percent / 100.0);
        QVERIFY2(contrast(ground, heatTextColor(ground)) >= 4.5, qPrintable(QString::number(percent)));
    }
    const QColor none(theme().heat.front());
    QCOMPARE(heatColor(0.0).name(), none.name());
    QCOMPARE(heatColor(1.0).name(), theme().heat.back().name());
}

void TestModels::confusionGroundFollowsTheShareOfItsRow()
{
    ConfusionModel model;
    model.setConfusion({{1, 3}, {0, 1000}}, {"a", "b"});
    QCOMPARE(model.index(0, 1).data(Qt::BackgroundRole).value<QColor>().name(), heatColor(0.75).name());
    QCOMPARE(model.index(1, 1).data(Qt::BackgroundRole).value<QColor>().name(), heatColor(1.0).name());
}

void TestModels::worstConfusionsLeaveOutRightAnswers()
{
    const auto worst = worstConfusions({{90, 7, 3}, {0, 99, 1}, {9, 0, 91}}, 2);
    QCOMPARE(worst.size(), std::size_t(2));
    QCOMPARE(worst[0].truth, 2);
    QCOMPARE(worst[0].taken, 0);
    QCOMPARE(worst[0].pictures, std::uint64_t(9));
    QCOMPARE(worst[1].truth, 0);
    QCOMPARE(worst[1].taken, 1);
}

QTEST_MAIN(TestModels)
#include "test_models.moc"
