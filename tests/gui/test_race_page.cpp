// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/lab.h"
#include "ui/charts/race_bars.h"
#include "ui/charts/race_curves.h"
#include "ui/look/theme.h"
#include "ui/models/race_view.h"
#include "ui/panels/race_page.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QProcess>
#include <QSettings>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace gossip::ui;

namespace {

constexpr int kPatienceMs = 120000;
using LaneState = gossip::RaceLane::State;

gossip::RacePoint pointAt(double timeS, double accuracy)
{
    gossip::RacePoint point;
    point.timeS = timeS;
    point.bytes = std::uint64_t(1e6 * timeS);
    point.waitedS = 0.25 * timeS;
    point.accuracy = accuracy;
    return point;
}

gossip::RaceLane lane(const std::string& protocol, LaneState state, double timeS, std::optional<double> targetS = std::nullopt)
{
    gossip::RaceLane made;
    made.protocol = protocol;
    made.state = state;
    made.timeS = timeS;
    made.waitedS = 0.5 * timeS;
    made.bytes = std::uint64_t(1e6 * timeS);
    made.curve = {pointAt(0.5 * timeS, 0.4), pointAt(timeS, 0.7)};
    if (targetS)
        made.target = pointAt(*targetS, 0.8);
    return made;
}

RaceBar barOf(const std::vector<gossip::RaceLane>& lanes)
{
    return raceBars({lanes.front().protocol}, lanes).front();
}

/// Races within seconds.
gossip::Scenario small()
{
    return *gossip::parseScenario(R"({"schema_version": 1, "name": "small", "dataset": {"id": "stripes"}, "model": {"id": "softmax"},
        "workers": {"count": 4, "step_ms": 10}, "clock": "live", "stop": {"epochs": 2}, "evaluation": {"every_s": 1, "goal": 0.5}})");
}

/// Pixels of a colour in a strip of a picture.
int pixelsOf(const QImage& image, const QColor& color, const QRect& strip)
{
    int count = 0;
    for (int y = strip.top(); y <= strip.bottom(); ++y)
        for (int x = strip.left(); x <= strip.right(); ++x)
            count += image.pixelColor(x, y) == color ? 1 : 0;
    return count;
}

}  // namespace

class TestRacePage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void barsGrowUntilTheGoalAndThenStand();
    void withSeveralSeedsBarsNeverShrink();
    void whoMissedTheGoalIsToldApartFromWhoIsUnderWay();
    void theFastestIsOnTopAndOthersKeepTheirPlaces();
    void computingIsSolidAndWaitingHatched();
    void namesAtTheCurvesEndsDoNotOverlap();
    void usualConditionsAreThoseOfThePlan();
    void aLiveScenarioIsRacedInVirtualTimeUnlessAsked();
    void aRaceRunsInThePageSavesAndRepeatsOnTheCommandLine();
    void aRaceCanBeCancelledAndThePageMayGo();

private:
    template <class Widget>
    Widget* find(const RacePage& page, const char* name) { return page.findChild<Widget*>(QLatin1String(name)); }

    QTemporaryDir m_folder;
    std::unique_ptr<ThemeStore> m_themes;
};

void TestRacePage::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("gossiplab"));
    QCoreApplication::setApplicationName(QStringLiteral("test"));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.filePath(QStringLiteral("settings")));
    QSettings().setValue(QStringLiteral("runs folder"), m_folder.filePath(QStringLiteral("runs")));
    QSettings().setValue(QStringLiteral("look/theme"), QStringLiteral("light"));
    m_themes = std::make_unique<ThemeStore>();
}

void TestRacePage::barsGrowUntilTheGoalAndThenStand()
{
    QCOMPARE(barOf({lane("gosgd", LaneState::queued, 0.0)}).state, RaceBar::State::waiting);
    const RaceBar early = barOf({lane("gosgd", LaneState::running, 4.0)});
    QVERIFY(early.state == RaceBar::State::running && early.seconds == 4.0 && early.waitedShare == 0.5 && early.bytes == 4'000'000);
    const RaceBar later = barOf({lane("gosgd", LaneState::running, 30.0, 12.0)});
    QVERIFY(later.state == RaceBar::State::reached && later.seconds == 12.0 && later.waitedShare == 0.25 && later.bytes == 12'000'000);
    QCOMPARE(later.accuracy, std::optional(0.7));   // of the end, not of the goal
}

void TestRacePage::withSeveralSeedsBarsNeverShrink()
{
    std::vector<gossip::RaceLane> lanes = {lane("gosgd", LaneState::ended, 30.0, 12.0), lane("gosgd", LaneState::queued, 0.0)};
    QCOMPARE(barOf(lanes).seconds, 12.0);
    lanes[1] = lane("gosgd", LaneState::running, 2.0);
    QCOMPARE(barOf(lanes).seconds, 12.0);
    lanes[1] = lane("gosgd", LaneState::running, 20.0, 16.0);
    const RaceBar both = barOf(lanes);
    QVERIFY(both.seconds == 14.0 && both.fromS == 12.0 && both.toS == 16.0 && both.reached == 2 && both.seeds == 2);
    lanes[1] = lane("gosgd", LaneState::ended, 40.0);
    const RaceBar half = barOf(lanes);
    QVERIFY(half.state == RaceBar::State::reached && half.seconds == 12.0 && half.reached == 1 && half.seeds == 2);
}

void TestRacePage::whoMissedTheGoalIsToldApartFromWhoIsUnderWay()
{
    const RaceBar missed = barOf({lane("isolated", LaneState::ended, 40.0)});
    QVERIFY(missed.state == RaceBar::State::missed && missed.seconds == 40.0 && missed.reached == 0);
    RaceBars under, over;
    for (RaceBars* bars : {&under, &over})
        bars->resize(1000, 120);
    under.setBars({barOf({lane("isolated", LaneState::running, 40.0)})});
    over.setBars({missed});
    const QImage one = under.grab().toImage(), two = over.grab().toImage();
    const QRect strip(0, 30, one.width(), one.height() - 30);
    QVERIFY(pixelsOf(one, theme().isolated, strip) > 3000);
    QVERIFY(pixelsOf(two, theme().isolated, strip) < 1000);   // dashed and empty
    QVERIFY(over.accessibleDescription().contains(QStringLiteral("goal not reached")));
}

void TestRacePage::theFastestIsOnTopAndOthersKeepTheirPlaces()
{
    RaceBars bars;
    const auto order = [&bars] {
        QStringList ids;
        for (const RaceBar& bar : bars.bars())
            ids << QString::fromStdString(bar.protocol);
        return ids.join(QLatin1Char(' '));
    };
    const std::vector<std::string> racers = {"gosgd", "easgd", "isolated"};
    bars.setBars(raceBars(racers, {lane("gosgd", LaneState::running, 9.0), lane("easgd", LaneState::running, 9.0), lane("isolated", LaneState::running, 9.0)}));
    QCOMPARE(order(), QStringLiteral("gosgd easgd isolated"));
    bars.setBars(raceBars(racers, {lane("gosgd", LaneState::running, 9.0), lane("easgd", LaneState::running, 9.0), lane("isolated", LaneState::running, 9.0, 8.0)}));
    QCOMPARE(order(), QStringLiteral("isolated gosgd easgd"));
    bars.setBars(raceBars(racers, {lane("gosgd", LaneState::running, 9.0, 7.0), lane("easgd", LaneState::running, 9.0), lane("isolated", LaneState::running, 9.0, 8.0)}));
    QCOMPARE(order(), QStringLiteral("gosgd isolated easgd"));
}

void TestRacePage::computingIsSolidAndWaitingHatched()
{
    const auto solidPixels = [](double waitedShare) {
        RaceBars bars;
        bars.resize(1000, 120);
        RaceBar bar;
        bar.protocol = "gosgd";
        bar.state = RaceBar::State::reached;
        bar.seconds = bar.fromS = bar.toS = 10.0;
        bar.waitedShare = waitedShare;
        bars.setBars({bar});
        const QImage image = bars.grab().toImage();
        return pixelsOf(image, theme().gossip, QRect(200, 30, image.width() - 200, image.height() - 30));
    };
    const int all = solidPixels(0.0), half = solidPixels(0.5), none = solidPixels(1.0);
    QVERIFY2(all > 5000 && half > 0.4 * all && half < 0.75 * all && none < 0.5 * all,
             qPrintable(QStringLiteral("%1 %2 %3").arg(all).arg(half).arg(none)));
}

void TestRacePage::namesAtTheCurvesEndsDoNotOverlap()
{
    RaceCurves curves;
    std::vector<RaceCurves::Line> lines;
    for (const char* protocol : {"gosgd", "easgd", "allreduce", "isolated", "local-sgd"})
        lines.push_back({protocol, true, {{0.0, 0.1}, {10.0, 0.8}}});   // all end at one place
    curves.setLines(RaceAxis::time, 0.8, lines);
    const std::vector<QRectF> places = curves.labelPlaces({700, 400});
    QCOMPARE(places.size(), lines.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
        QVERIFY(QRectF(0, 0, 700, 400).contains(places[i]));
        for (std::size_t j = 0; j < i; ++j)
            QVERIFY(!places[i].adjusted(0, 0.5, 0, -0.5).intersects(places[j]));
    }
}

void TestRacePage::usualConditionsAreThoseOfThePlan()
{
    const gossip::Scenario race = usualRaceConditions(small());
    QCOMPARE(race.clock, gossip::Clock::simulated);
    QCOMPARE(race.workers.speed, (std::vector<double>{1.0, 1.0, 1.0, 0.25}));
    QVERIFY(race.network.bandwidthMbps == 100.0 && race.network.latencyMs == 20.0);
    QCOMPARE(usualRacers(), (std::vector<std::string>{"gosgd", "easgd", "allreduce", "isolated"}));
    QVERIFY(gossip::checkScenario(race));
}

void TestRacePage::aLiveScenarioIsRacedInVirtualTimeUnlessAsked()
{
    Lab lab;
    lab.setScenario(small());
    RacePage page(&lab);
    QCOMPARE(page.scenario().clock, gossip::Clock::simulated);
    const QString grey = find<QLabel>(page, "raceGrey")->text();
    QVERIFY2(grey.contains(QStringLiteral("virtual time")), qPrintable(grey));
    find<QComboBox>(page, "raceClock")->setCurrentIndex(1);
    QCOMPARE(page.scenario().clock, gossip::Clock::live);
    QVERIFY(find<QLabel>(page, "raceGrey")->text().contains(QStringLiteral("real time")));
    find<QComboBox>(page, "raceConditions")->setCurrentIndex(1);
    QCOMPARE(page.scenario().network.bandwidthMbps, 0.0);
    find<QSpinBox>(page, "raceSeeds")->setValue(3);
    QVERIFY(page.command().endsWith(QStringLiteral("--seeds 1,2,3")));
}

void TestRacePage::aRaceRunsInThePageSavesAndRepeatsOnTheCommandLine()
{
    Lab lab;
    lab.setScenario(small());
    RacePage page(&lab);
    page.resize(1180, 700);
    page.show();
    const QString command = page.command();
    QTest::mouseClick(find<QAbstractButton>(page, "raceStart"), Qt::LeftButton);
    QVERIFY(page.race().isActive());
    QTRY_VERIFY_WITH_TIMEOUT(!page.race().isActive(), kPatienceMs);
    const gossip::RaceResult* result = page.race().result();
    QVERIFY(result != nullptr && result->isComplete);
    QCOMPARE(find<QLabel>(page, "raceHeadline")->text(), raceText(result->verdict.headline));
    QCOMPARE(find<RaceBars>(page, "raceBars")->bars().size(), std::size_t(4));

    const QString png = m_folder.filePath(QStringLiteral("race.png")), svg = m_folder.filePath(QStringLiteral("race.svg"));
    const QString csv = m_folder.filePath(QStringLiteral("race.csv"));
    QVERIFY(page.savePng(png) && page.saveSvg(svg) && page.saveCsv(csv));
    QVERIFY(QImage(png).width() >= 1600);
    QFile svgFile(svg), csvFile(csv);
    QVERIFY(svgFile.open(QIODevice::ReadOnly) && svgFile.readAll().contains("<svg"));
    QVERIFY(csvFile.open(QIODevice::ReadOnly));
    const QList<QByteArray> rows = csvFile.readAll().trimmed().split('\n');
    QCOMPARE(rows.size(), 5);
    for (const QByteArray& row : rows)
        QCOMPARE(row.count(','), rows.front().count(','));
    QVERIFY(!page.savePng(QStringLiteral("/no/such/folder/x.png")));

    // The same race from a shell: equal times, to the bit.
    QProcess shell;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PATH"), QStringLiteral(GOSSIP_BIN_DIR ":") + environment.value(QStringLiteral("PATH")));
    shell.setProcessEnvironment(environment);
    shell.setWorkingDirectory(m_folder.path());
    shell.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), command + QStringLiteral(" --out again")});
    QVERIFY(shell.waitForFinished(kPatienceMs));
    QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError().constData());
    const QString own = QString::fromStdString(page.race().options().folder);
    const QStringList files = QDir(own).entryList({QStringLiteral("*.csv")}, QDir::Files);
    QVERIFY(!files.isEmpty());
    for (const QString& name : files) {
        QFile one(own + QLatin1Char('/') + name), two(m_folder.filePath(QStringLiteral("again/") + name));
        QVERIFY(one.open(QIODevice::ReadOnly) && two.open(QIODevice::ReadOnly));
        QCOMPARE(one.readAll(), two.readAll());
    }
}

void TestRacePage::aRaceCanBeCancelledAndThePageMayGo()
{
    Lab lab;
    gossip::Scenario scenario = small();
    scenario.stop.epochs = 500.0;
    lab.setScenario(scenario);
    auto page = std::make_unique<RacePage>(&lab);
    page->show();
    find<QComboBox>(*page, "raceConditions")->setCurrentIndex(1);
    find<QDoubleSpinBox>(*page, "raceEpochs")->setValue(500.0);
    QTest::mouseClick(find<QAbstractButton>(*page, "raceStart"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(page->race().phase(), RaceLab::Phase::racing, kPatienceMs);
    QVERIFY(!find<QAbstractButton>(*page, "raceProtocols")->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(!page->race().lanes().empty() && page->race().lanes().front().steps > 0, kPatienceMs);
    QTest::mouseClick(find<QAbstractButton>(*page, "raceCancel"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!page->race().isActive(), kPatienceMs);
    QVERIFY(!page->race().result()->isComplete);
    QTest::mouseClick(find<QAbstractButton>(*page, "raceStart"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(page->race().phase(), RaceLab::Phase::racing, kPatienceMs);
    page.reset();   // with a race under way
    QVERIFY(!lab.isActive());
}

QTEST_MAIN(TestRacePage)
#include "test_race_page.moc"
