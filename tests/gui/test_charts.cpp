// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/fake_run.h"

#include "ui/charts/accuracy_chart.h"
#include "ui/charts/axis_steps.h"
#include "ui/charts/computed_lines.h"
#include "ui/charts/divergence_chart.h"
#include "ui/charts/fault_bands.h"
#include "ui/charts/label_layout.h"
#include "ui/charts/loss_chart.h"
#include "ui/charts/series_buffer.h"
#include "ui/charts/traffic_chart.h"
#include "ui/look/theme.h"

#include <QImage>
#include <QTemporaryDir>
#include <QTest>
#include <QtCharts/QLineSeries>
#include <QXmlStreamReader>

#include <algorithm>
#include <cmath>
#include <random>

using namespace gossip;
using namespace gossip::ui;

namespace {

/// Points that the chart has handed to Qt Charts, over all its lines.
int drawnPoints(const TimeChart& chart)
{
    int count = 0;
    for (const QAbstractSeries* series : chart.chart()->series()) {
        if (const auto* line = qobject_cast<const QLineSeries*>(series)) count += line->count();
    }
    return count;
}

QStringList column(const TimeChart& chart, const QString& name)
{
    const auto rows = chart.table();
    const qsizetype index = rows.front().indexOf(name);
    QStringList cells;
    for (std::size_t i = 1; index >= 0 && i < rows.size(); ++i) cells.append(rows[i][index]);
    return cells;
}

}  // namespace

class TestCharts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_store = std::make_unique<ThemeStore>(); }
    void cleanupTestCase() { m_store.reset(); }

    void decimationKeepsExtremesOrderAndEnds();
    void decimationOfThePastDoesNotChangeAsTheHistoryGrows();
    void nanSplitsALineAndNothingBridgesIt();
    void manyGapsStayWithinThePointBudget();
    void nearestValueIsNotInventedInAGap();
    void medianOfFiveFollowsTheRawValueAtTheEnd();
    void stepsAreOneTwoFive();
    void atMostFiveLinesAndAllData_data();
    void atMostFiveLinesAndAllData();
    void rangesGrowInStepsAndShrinkOnlyAtRest();
    void emptyLogarithmicRangeHasTicks();
    void labelsStaySixteenApartAndInside();
    void labelsWithRoomDoNotMove();
    void bandsBeginAndEndWithTheirFaults();
    void bandsThatEndByThemselvesNeedNoEvent();
    void bandOfTheNetworkEndsWhenItsValuesAreBack();
    void divergenceIsAMark();
    void onePlantLimitCountsTestPictures();
    void allReduceIsComputedFromTheMessageSize();
    void timeAxisFollowsUntilAPersonLooksCloser();
    void meanThatNobodyCouldFormIsNotDrawnAsTheMeanModel();
    void islandsAreRecordedOnlyDuringTheCut();
    void hiddenChartsDrawNothing();
    void drawnPointsStayWithinBudget();
    void figuresAreWrittenAsPngSvgAndCsv();
    void unwritableFilesAreReported();

private:
    std::unique_ptr<ThemeStore> m_store;
};

void TestCharts::decimationKeepsExtremesOrderAndEnds()
{
    std::mt19937 random(7);
    std::normal_distribution<double> noise;
    SeriesBuffer buffer;
    for (int i = 0; i < 20000; ++i) buffer.append(i * 0.1, noise(random));
    buffer.setValue(777, 50.0);
    buffer.setValue(15001, -50.0);
    const auto lines = buffer.window(0.0, 2000.0, 1000);
    QCOMPARE(lines.size(), std::size_t(1));
    QVERIFY(lines[0].size() <= 1000);
    QVERIFY(lines[0].size() > 300);
    QVERIFY(lines[0].contains(buffer.at(777)));
    QVERIFY(lines[0].contains(buffer.at(15001)));
    QCOMPARE(lines[0].first(), buffer.at(0));
    QCOMPARE(lines[0].last(), buffer.at(19999));
    QVERIFY(std::is_sorted(lines[0].begin(), lines[0].end(), [](QPointF a, QPointF b) { return a.x() < b.x(); }));
}

void TestCharts::decimationOfThePastDoesNotChangeAsTheHistoryGrows()
{
    SeriesBuffer buffer;
    for (int i = 0; i < 10000; ++i) buffer.append(i, std::sin(i * 0.37) * (i % 89));
    const auto before = buffer.window(0.0, 1e9, 1000)[0];
    for (int i = 10000; i < 10050; ++i) buffer.append(i, std::sin(i * 0.37) * (i % 89));
    const auto after = buffer.window(0.0, 1e9, 1000)[0];
    for (qsizetype i = 0; i < before.size() && before[i].x() < 9900.0; ++i) QCOMPARE(after[i], before[i]);
}

void TestCharts::nanSplitsALineAndNothingBridgesIt()
{
    SeriesBuffer buffer;
    for (int i = 0; i < 10; ++i) buffer.append(i, i == 4 || i == 5 ? double(NAN) : double(i));
    buffer.append(10, INFINITY);
    const auto lines = buffer.window(0.0, 20.0);
    QCOMPARE(lines.size(), std::size_t(2));
    QCOMPARE(lines[0].last(), QPointF(3, 3));
    QCOMPARE(lines[1].first(), QPointF(6, 6));
    QCOMPARE(lines[1].last(), QPointF(9, 9));
    QVERIFY(!buffer.newest());
}

void TestCharts::manyGapsStayWithinThePointBudget()
{
    SeriesBuffer buffer;
    for (int i = 0; i < 30000; ++i) buffer.append(i, i % 7 == 0 ? double(NAN) : double(i % 5));
    qsizetype total = 0;
    for (const auto& line : buffer.window(0.0, 1e9, 1000)) total += line.size();
    QVERIFY2(total <= 1000, qPrintable(QString::number(total)));
}

void TestCharts::nearestValueIsNotInventedInAGap()
{
    SeriesBuffer buffer;
    buffer.append(0.0, 1.0);
    buffer.append(1.0, NAN);
    buffer.append(2.0, 3.0);
    QCOMPARE(buffer.nearest(0.4)->y(), 1.0);
    QVERIFY(!buffer.nearest(1.1));
    QCOMPARE(buffer.nearest(1.9)->y(), 3.0);
    QVERIFY(!buffer.nearest(2.1));
}

void TestCharts::medianOfFiveFollowsTheRawValueAtTheEnd()
{
    SeriesBuffer raw;
    for (const double value : {1.0, 9.0, 3.0, 2.0, 4.0, 8.0}) raw.append(double(raw.size()), value);
    QCOMPARE(medianOfFive(raw, 2), 3.0);  // of 1 9 3 2 4
    QCOMPARE(medianOfFive(raw, 4), 4.0);  // of 2 4 8
    QCOMPARE(medianOfFive(raw, 5), 8.0);
    QCOMPARE(medianOfFive(raw, 0), 1.0);
}

void TestCharts::stepsAreOneTwoFive()
{
    for (double least = 1e-6; least < 1e7; least *= 1.37) {
        const double step = niceStep(least);
        QVERIFY(step >= least * 0.999999 && step < 2.51 * least);
        const double mantissa = step / std::pow(10.0, std::floor(std::log10(step) + 1e-9));
        QVERIFY2(std::abs(mantissa - 1) < 1e-6 || std::abs(mantissa - 2) < 1e-6 || std::abs(mantissa - 5) < 1e-6,
                 qPrintable(QString::number(step)));
    }
    QCOMPARE(niceStep(0.5), 0.5);
    QCOMPARE(niceStepBelow(0.49), 0.2);
}

void TestCharts::atMostFiveLinesAndAllData_data()
{
    QTest::addColumn<bool>("logarithmic");
    QTest::newRow("linear") << false;
    QTest::newRow("logarithmic") << true;
}

void TestCharts::atMostFiveLinesAndAllData()
{
    QFETCH(bool, logarithmic);
    for (double high = 0.003; high < 1e8; high *= 1.7) {
        SteppedRange range(logarithmic ? SteppedRange::Scale::logarithmic : SteppedRange::Scale::linear);
        range.growTo(high / 3000.0, high);
        QVERIFY(range.low() <= high / 3000.0 * 1.000001 && range.high() >= high * 0.999999);
        const auto ticks = range.ticks(5);
        QVERIFY2(ticks.size() >= 2 && ticks.size() <= 5, qPrintable(QStringLiteral("%1: %2").arg(high).arg(ticks.size())));
        QVERIFY(ticks.front() >= range.low() * 0.999999 && ticks.back() <= range.high() * 1.000001);
    }
}

void TestCharts::rangesGrowInStepsAndShrinkOnlyAtRest()
{
    SteppedRange range;
    int changes = 0;
    double last = 0.0;
    for (double high = 1.0; high < 100.0; high += 0.1) {
        range.growTo(0.0, high);
        QVERIFY(range.high() >= last);
        changes += range.high() != last;
        last = range.high();
    }
    QVERIFY2(changes < 25, qPrintable(QString::number(changes)));
    range.growTo(0.0, 3.0);
    QCOMPARE(range.high(), last);
    range.settleTo(0.0, 3.0);
    QCOMPARE(range.high(), 3.0);
}

void TestCharts::emptyLogarithmicRangeHasTicks()
{
    SteppedRange range(SteppedRange::Scale::logarithmic);
    QVERIFY(range.ticks(5).size() <= 5 && !range.ticks(5).empty());
    range.growTo(1.0, 2.0);
    range.clear();
    QVERIFY(range.low() > 0.0);
}

void TestCharts::labelsStaySixteenApartAndInside()
{
    std::mt19937 random(11);
    for (int round = 0; round < 500; ++round) {
        std::vector<double> wanted(1 + random() % 10);
        for (double& y : wanted) y = std::uniform_real_distribution<double>(0.0, 300.0)(random) * (round % 3 == 0 ? 0.02 : 1.0);
        auto places = placeLabels(wanted, 16.0, 30.0, 150.0);
        QCOMPARE(places.size(), std::min<std::size_t>(wanted.size(), 8));
        std::sort(places.begin(), places.end());
        QVERIFY(places.front() >= 30.0 - 1e-6 && places.back() <= 150.0 + 1e-6);
        for (std::size_t i = 1; i < places.size(); ++i) QVERIFY(places[i] - places[i - 1] >= 16.0 - 1e-6);
    }
}

void TestCharts::labelsWithRoomDoNotMove()
{
    QCOMPARE(placeLabels({120.0, 40.0, 80.0}, 16.0, 0.0, 200.0), (std::vector<double>{120.0, 40.0, 80.0}));
    const auto met = placeLabels({100.0, 100.0}, 16.0, 0.0, 200.0);
    QCOMPARE(met[0] + met[1], 200.0);  // both give way equally
}

void TestCharts::bandsBeginAndEndWithTheirFaults()
{
    const Scenario scenario = fake::twoPlants();
    FaultBands faults;
    faults.reset(scenario.network);
    faults.apply(fake::eventOf(3.0, fake::faultOf(FaultKind::crash, {2, 5}), "crash"));
    faults.apply(fake::eventOf(4.0, fake::cutBetweenPlants(scenario), "partition"));
    faults.apply(fake::eventOf(5.0, fake::faultOf(FaultKind::slow, {1}, 4.0), "slow"));
    QCOMPARE(faults.bands().size(), std::size_t(4));
    QVERIFY(std::all_of(faults.bands().begin(), faults.bands().end(), [](const FaultBand& b) { return std::isinf(b.endS); }));
    faults.apply(fake::eventOf(6.0, fake::faultOf(FaultKind::rejoin, {5}), "rejoin"));
    faults.apply(fake::eventOf(7.0, fake::faultOf(FaultKind::heal), "heal"));
    faults.apply(fake::eventOf(8.0, fake::faultOf(FaultKind::slow, {1}, 1.0), "slow"));
    std::vector<double> ends;
    for (const FaultBand& band : faults.bands()) ends.push_back(band.endS);
    QCOMPARE(ends, (std::vector<double>{INFINITY, 6.0, 7.0, 8.0}));
    QCOMPARE(faults.bands()[2].beginS, 4.0);
}

void TestCharts::bandsThatEndByThemselvesNeedNoEvent()
{
    FaultBands faults;
    Fault fault = fake::faultOf(FaultKind::slow, {0}, 4.0);
    fault.forS = 2.5;
    faults.apply(fake::eventOf(10.0, fault, "slow"));
    QCOMPARE(faults.bands().at(0).endS, 12.5);
    QVERIFY(faults.bands()[0].covers(12.4) && !faults.bands()[0].covers(12.5));
    fault.forS.reset();
    faults.apply(fake::eventOf(12.5, fault, "slow-end"));
    QCOMPARE(faults.bands().size(), std::size_t(1));
    QCOMPARE(faults.bands()[0].endS, 12.5);
}

void TestCharts::bandOfTheNetworkEndsWhenItsValuesAreBack()
{
    FaultBands faults;
    faults.reset({});
    Fault fault = fake::faultOf(FaultKind::network);
    fault.loss = 0.3;
    faults.apply(fake::eventOf(1.0, fault, "network"));
    fault.loss = 0.5;
    faults.apply(fake::eventOf(2.0, fault, "network"));
    QCOMPARE(faults.bands().size(), std::size_t(1));
    fault.loss = 0.0;
    faults.apply(fake::eventOf(3.0, fault, "network"));
    QCOMPARE(faults.bands()[0].endS, 3.0);
}

void TestCharts::divergenceIsAMark()
{
    FaultBands faults;
    Event event;
    event.kind = "diverged";
    event.subject = "3";
    event.timeS = 9.0;
    faults.apply(event);
    QCOMPARE(faults.marks().size(), std::size_t(1));
    QCOMPARE(faults.marks()[0].worker, 3);
}

void TestCharts::onePlantLimitCountsTestPictures()
{
    Scenario scenario = fake::twoPlants();
    QCOMPARE(*onePlantLimit(scenario, nullptr), 0.5);
    auto dataset = std::make_shared<Dataset>();
    dataset->test.labels = {0, 1, 2, 3, 5, 5, 6, 7, 8, 9};  // four of plant A's classes, six of plant B's
    QCOMPARE(*onePlantLimit(scenario, dataset), 0.6);
    scenario.dataset.partition.kind = PartitionKind::iid;
    QVERIFY(!onePlantLimit(scenario, dataset));
}

void TestCharts::allReduceIsComputedFromTheMessageSize()
{
    const Scenario scenario = fake::twoPlants(8);
    // 8 workers, one step each, a model of 8000 bytes: 8 · 14 chunks of 1000 + 64 bytes.
    QCOMPARE(*allReduceBytes(scenario, nullptr, 8, 10 * 8064, 10), 8.0 * 14.0 * 1064.0);
    QVERIFY(!allReduceBytes(scenario, nullptr, 8, 0, 0));
}

void TestCharts::timeAxisFollowsUntilAPersonLooksCloser()
{
    TimeAxis axis;
    axis.setNewest(50.0);
    QVERIFY(axis.toS() >= 50.0 && axis.toS() < 55.0);
    axis.zoom(0.5, 20.0);
    QVERIFY(!axis.isFollowing());
    const double to = axis.toS();
    const double width = to - axis.fromS();
    axis.setNewest(80.0);
    QCOMPARE(axis.toS(), to);
    axis.pan(-1000.0);
    QCOMPARE(axis.fromS(), 0.0);
    QCOMPARE(axis.toS(), width);
    axis.follow();
    QVERIFY(axis.isFollowing() && axis.fromS() == 0.0 && axis.toS() >= 80.0);
}

void TestCharts::meanThatNobodyCouldFormIsNotDrawnAsTheMeanModel()
{
    TimeAxis axis;
    AccuracyChart chart(&axis);
    const Scenario scenario = fake::twoPlants();
    chart.setScenario(scenario);
    chart.resize(780, 300);
    chart.show();
    for (int t = 0; t <= 20; ++t) {
        RunUpdate update = fake::updateAt(scenario, t);
        if (t >= 10) fake::cutOff(update, scenario, 0.7, 0.5);
        chart.apply(update);
    }
    QTest::qWait(200);
    const QColor blue = theme().protocolColor("gosgd");
    double lastBlue = -1.0;
    double lastGrey = -1.0;
    for (const QAbstractSeries* series : chart.chart()->series()) {
        const auto* line = qobject_cast<const QLineSeries*>(series);
        if (line == nullptr || line->count() == 0 || line->pen().widthF() < 3.0) continue;
        double& last = line->pen().color() == blue ? lastBlue : lastGrey;
        last = std::max(last, line->at(line->count() - 1).x() * axis.toS());
    }
    QCOMPARE(lastBlue, 9.0);
    QCOMPARE(lastGrey, 20.0);
}

void TestCharts::islandsAreRecordedOnlyDuringTheCut()
{
    TimeAxis axis;
    AccuracyChart chart(&axis);
    const Scenario scenario = fake::twoPlants();
    chart.setScenario(scenario);
    for (int t = 0; t <= 9; ++t) {
        RunUpdate update = fake::updateAt(scenario, t);
        if (t >= 3 && t < 6) fake::cutOff(update, scenario, 0.7, 0.5);
        chart.apply(update);
    }
    const QStringList second = column(chart, QStringLiteral("island_2_accuracy_percent"));
    QCOMPARE(second.filter(QStringLiteral("50")).size(), 3);
    QCOMPARE(second.mid(3, 3), QStringList(3, QStringLiteral("50")));
    QCOMPARE(column(chart, QStringLiteral("test_accuracy_percent")).size(), 10);
}

void TestCharts::hiddenChartsDrawNothing()
{
    TimeAxis axis;
    LossChart chart(&axis);
    const Scenario scenario = fake::twoPlants();
    chart.setScenario(scenario);
    for (int t = 0; t < 10; ++t) chart.apply(fake::updateAt(scenario, t));
    QTest::qWait(150);
    QCOMPARE(drawnPoints(chart), 0);
    chart.resize(600, 300);
    chart.show();
    QTest::qWait(150);
    QVERIFY(drawnPoints(chart) >= 90);  // eight workers and their mean
}

void TestCharts::drawnPointsStayWithinBudget()
{
    TimeAxis axis;
    LossChart chart(&axis);
    const Scenario scenario = fake::twoPlants(16);
    chart.setScenario(scenario);
    chart.resize(1200, 300);
    chart.show();
    for (int t = 0; t < 3000; ++t) chart.apply(fake::updateAt(scenario, t, false));
    QTest::qWait(200);
    QVERIFY2(drawnPoints(chart) > 1000 && drawnPoints(chart) <= 8000, qPrintable(QString::number(drawnPoints(chart))));
}

void TestCharts::figuresAreWrittenAsPngSvgAndCsv()
{
    QTemporaryDir folder;
    TimeAxis axis;
    AccuracyChart chart(&axis);  // never shown: the results page writes figures without a screen
    const Scenario scenario = fake::twoPlants();
    chart.setScenario(scenario);
    chart.resize(780, 300);
    for (int t = 0; t < 30; ++t) chart.apply(fake::updateAt(scenario, t));
    QVERIFY(chart.savePng(folder.filePath(QStringLiteral("a.png"))));
    QVERIFY(chart.saveSvg(folder.filePath(QStringLiteral("a.svg"))));
    QVERIFY(chart.saveCsv(folder.filePath(QStringLiteral("a.csv"))));
    const QImage image(folder.filePath(QStringLiteral("a.png")));
    QCOMPARE(image.size(), QSize(1560, 600));
    int blue = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) blue += image.pixelColor(x, y) == QColor(0x1A, 0x8F, 0xE0);  // reads on white and on dark
    QCOMPARE(image.pixelColor(2, 2).alpha(), 0);
    QCOMPARE(theme().panel.alpha(), 255);  // the window's own colours are back
    QVERIFY2(blue > 500, qPrintable(QString::number(blue)));
    QFile svg(folder.filePath(QStringLiteral("a.svg")));
    QVERIFY(svg.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&svg);
    int paths = 0;
    while (!xml.atEnd()) paths += xml.readNext() == QXmlStreamReader::StartElement;
    QVERIFY(!xml.hasError() && paths > 20);
    QFile csv(folder.filePath(QStringLiteral("a.csv")));
    QVERIFY(csv.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = csv.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 31);
    QVERIFY(lines[0].startsWith("time_s,test_accuracy_percent,worker_accuracy_mean_percent"));
    QCOMPARE(lines[3].split(',')[0], QByteArray("2"));
}

void TestCharts::unwritableFilesAreReported()
{
    TimeAxis axis;
    DivergenceChart chart(&axis);
    chart.setScenario(fake::twoPlants());
    chart.resize(400, 200);
    QVERIFY(!chart.savePng(QStringLiteral("/nowhere/at/all.png")));
    QVERIFY(!chart.saveSvg(QStringLiteral("/nowhere/at/all.svg")));
    QVERIFY(!chart.saveCsv(QStringLiteral("/nowhere/at/all.csv")));
}

QTEST_MAIN(TestCharts)
#include "test_charts.moc"
