// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window_rig.h"

#include "ui/look/theme.h"
#include "ui/views/cluster_map.h"
#include "ui/window/actions.h"
#include "ui/window/fault_strip.h"
#include "ui/window/figures.h"
#include "ui/window/language.h"
#include "ui/window/main_window.h"
#include "ui/window/message_bar.h"
#include "ui/window/run_edits.h"
#include "ui/window/run_page.h"

#include <QAbstractButton>
#include <QFile>
#include <QFontMetrics>
#include <QLabel>
#include <QSettings>
#include <QTest>
#include <QXmlStreamReader>


using namespace gossip::ui;

namespace {

constexpr int kPatienceMs = 20000;

}  // namespace

class TestMainWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_rig.open(); }
    void cleanup() { m_rig.close(); }
    void opensWithTheFirstExampleAndNoDialog();
    void aFileThatCannotBeReadIsSaidAndTheFirstExampleOpens();
    void everyPageIsReachedByRailAndKeys();
    void theRunIsStartedPausedSteppedAndEndedByItsActions();
    void faultButtonsActOnTheSelectedWorkerAndUndoPlaysTheOpposite();
    void slidersActWhileRunningAndEditTheScenarioAtRest();
    void noFigureLooksHealthyThatNobodyCouldHave();
    void everyTextFollowsTheLanguageWhileRunning();
    void everySentenceOfNowFitsItsTwoLines();
    void themesChangeColorsAtOnceAndAreKept();
    void closingWhileRunningEndsTheRunFirst();

private:
    void startSmallRun();
    [[nodiscard]] Lab& lab() { return m_rig.window->lab(); }
    template <class Widget>
    Widget* find(const char* name) { return m_rig.window->findChild<Widget*>(QLatin1String(name)); }

    WindowRig m_rig;
};

void TestMainWindow::startSmallRun()
{
    lab().setScenario(endlessScenario());
    m_rig.window->actions().start->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(lab().phase() == Lab::Phase::running && lab().latest().steps > 8, kPatienceMs);
}

void TestMainWindow::opensWithTheFirstExampleAndNoDialog()
{
    QVERIFY(QApplication::activeModalWidget() == nullptr);
    QCOMPARE(QString::fromStdString(lab().scenario().name), QStringLiteral("two-plants"));
    QVERIFY(!m_rig.window->messages().isVisible());
    QCOMPARE(m_rig.window->page(), Page::run);
    QVERIFY(find<QAbstractButton>("start")->isEnabled());
    QCOMPARE(m_rig.window->runPage().map()->selectedWorker(), 1);
    QVERIFY(m_rig.window->minimumWidth() <= 1180 && m_rig.window->minimumHeight() <= 680);
    m_rig.window->resize(1180, 680);
    QCOMPARE(m_rig.window->size(), QSize(1180, 680));
}

void TestMainWindow::aFileThatCannotBeReadIsSaidAndTheFirstExampleOpens()
{
    m_rig.window->openAtStart(QStringLiteral("/no/such/scenario.json"));
    QVERIFY(m_rig.window->messages().isVisible());
    QVERIFY(m_rig.window->messages().sentence().contains(QStringLiteral("/no/such/scenario.json")));
    QCOMPARE(QString::fromStdString(lab().scenario().name), QStringLiteral("two-plants"));
}

void TestMainWindow::everyPageIsReachedByRailAndKeys()
{
    for (int i = kPages - 1; i >= 0; --i) {
        m_rig.window->actions().pages[std::size_t(i)]->trigger();
        QCOMPARE(m_rig.window->page(), Page(i));
        QCOMPARE(m_rig.window->actions().pages[std::size_t(i)]->shortcut(), QKeySequence(QStringLiteral("Ctrl+%1").arg(i + 1)));
        const int other = (i + 2) % kPages;
        QTest::mouseClick(find<QAbstractButton>(qPrintable(QStringLiteral("page%1").arg(other + 1))), Qt::LeftButton);
        QCOMPARE(m_rig.window->page(), Page(other));
    }
}

void TestMainWindow::theRunIsStartedPausedSteppedAndEndedByItsActions()
{
    Actions& actions = m_rig.window->actions();
    QVERIFY(!actions.pause->isEnabled() && !actions.stop->isEnabled());
    startSmallRun();
    QVERIFY(!actions.start->isEnabled() && !actions.open->isEnabled());
    actions.pause->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(lab().phase(), Lab::Phase::paused, kPatienceMs);
    QTest::qWait(150);
    const std::uint64_t held = lab().latest().steps;
    actions.step->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(lab().latest().steps, held + 4, kPatienceMs);
    actions.start->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(lab().phase(), Lab::Phase::running, kPatienceMs);
    actions.stop->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(lab().phase(), Lab::Phase::ended, kPatienceMs);
    QVERIFY(find<QAbstractButton>("toResults")->isVisible());
    QTest::mouseClick(find<QAbstractButton>("toResults"), Qt::LeftButton);
    QCOMPARE(m_rig.window->page(), Page::results);
}

void TestMainWindow::faultButtonsActOnTheSelectedWorkerAndUndoPlaysTheOpposite()
{
    startSmallRun();
    const auto click = [this](const char* name) { QTest::mouseClick(find<QAbstractButton>(name), Qt::LeftButton); };
    const auto stateOf = [this](int worker) { return lab().latest().workers.at(std::size_t(worker)).state; };
    m_rig.window->runPage().map()->selectWorker(2);
    click("crash");
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(2), gossip::WorkerState::crashed, kPatienceMs);
    QTRY_VERIFY(find<QAbstractButton>("crash")->isChecked());
    m_rig.window->runPage().map()->selectWorker(1);
    QVERIFY(!find<QAbstractButton>("crash")->isChecked());
    click("slow");
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(1), gossip::WorkerState::slow, kPatienceMs);
    click("cut");
    QTRY_COMPARE_WITH_TIMEOUT(lab().latest().islands.size(), std::size_t(2), kPatienceMs);
    QTRY_VERIFY(m_rig.window->runPage().sentence().contains(QStringLiteral("cut")));
    m_rig.window->actions().undo->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(lab().latest().islands.size(), std::size_t(1), kPatienceMs);
    m_rig.window->actions().undo->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(1), gossip::WorkerState::running, kPatienceMs);
    m_rig.window->actions().redo->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(1), gossip::WorkerState::slow, kPatienceMs);
    m_rig.window->actions().restore->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(1), gossip::WorkerState::running, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(2), gossip::WorkerState::running, kPatienceMs);
}

void TestMainWindow::slidersActWhileRunningAndEditTheScenarioAtRest()
{
    gossip::Fault loss;
    loss.kind = gossip::FaultKind::network;
    loss.loss = 0.3;
    lab().setScenario(endlessScenario());
    m_rig.window->runPage().edits()->command(loss);
    QCOMPARE(lab().scenario().network.loss, 0.3);
    m_rig.window->actions().start->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(lab().phase() == Lab::Phase::running && lab().latest().steps > 8, kPatienceMs);
    QCOMPARE(lab().latest().network.loss, 0.3);
    loss.loss = 0.6;
    m_rig.window->runPage().edits()->command(loss);
    QTRY_COMPARE_WITH_TIMEOUT(lab().latest().network.loss, 0.6, kPatienceMs);
    QCOMPARE(lab().scenario().network.loss, 0.3);
}

void TestMainWindow::noFigureLooksHealthyThatNobodyCouldHave()
{
    Figures figures;
    figures.start(endlessScenario(), nullptr);
    RunFacts facts;
    facts.workers = 4;
    facts.accuracy = 0.8;
    facts.meanCouldExist = true;
    facts.state = gossip::RunState::paused;  // shown at once
    figures.apply(facts);
    const auto texts = [&figures] {
        QStringList all;
        for (const QLabel* label : figures.findChildren<QLabel*>())
            all << label->text();
        return all;
    };
    QVERIFY(texts().contains(QStringLiteral("Mean model, accuracy")));
    facts.meanCouldExist = false;
    facts.islands = {{1.0, "A", {0, 1}, 0.63}, {1.0, "B", {2, 3}, 0.47}};
    figures.apply(facts);
    QVERIFY(!texts().contains(QStringLiteral("Mean model, accuracy")));
    QVERIFY(texts().contains(QStringLiteral("If all models were collected")));
    QVERIFY2(texts().join(QLatin1Char('|')).contains(QStringLiteral("A alone 63 %\nB alone 47 %")), qPrintable(texts().join(QLatin1Char('|'))));
    const QString grey = theme().resting.name();
    bool isGrey = false;
    for (const QLabel* label : figures.findChildren<QLabel*>())
        isGrey = isGrey || (label->text() == QStringLiteral("80.0 %") && label->styleSheet().contains(grey));
    QVERIFY(isGrey);
}

void TestMainWindow::everyTextFollowsTheLanguageWhileRunning()
{
    startSmallRun();
    const auto texts = [this] {
        QMap<const QObject*, QString> all;
        for (const QAbstractButton* button : m_rig.window->findChildren<QAbstractButton*>())
            if (button->isVisible() && !button->text().isEmpty())
                all[button] = button->text();
        for (const QAction* action : m_rig.window->findChildren<QAction*>())
            if (action->objectName() != QLatin1String("language") && action->parent() == m_rig.window.get())
                all[action] = action->text();
        return all;
    };
    const auto english = texts();
    m_rig.language().setChoice(QStringLiteral("ja"));
    QTRY_COMPARE(find<QAbstractButton>("cut")->text(), QStringLiteral("回線を切る"));
    const auto japanese = texts();
    for (auto it = english.begin(); it != english.end(); ++it)
        if (japanese.contains(it.key()))
            QVERIFY2(japanese.value(it.key()) != it.value(), qPrintable(it.value()));
    QTRY_VERIFY(m_rig.window->runPage().sentence().contains(QStringLiteral("台")));
    QCOMPARE(lab().phase(), Lab::Phase::running);
    m_rig.language().setChoice(QStringLiteral("en"));
    QTRY_COMPARE(find<QAbstractButton>("cut")->text(), QStringLiteral("Cut the line"));
}

void TestMainWindow::everySentenceOfNowFitsItsTwoLines()
{
    constexpr int kWidth = 392;  // px: the map's panel without its margins
    QStringList tooWide;
    int lines = 0;
    const QFontMetrics metrics(uiFont(14));
    QFile file(QStringLiteral(GOSSIP_SOURCE_DIR "/resources/i18n/gossiplab_ja.ts"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const bool text = xml.name() == QLatin1String("source") || xml.name() == QLatin1String("translation");
        if (xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        if (!text || (!context.endsWith(QLatin1String("Narrator")) && !context.endsWith(QLatin1String("RunPage"))))
            continue;
        const QString whole = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
        for (QString line : whole.split(QLatin1Char('\n'))) {
            line.replace(QLatin1String("%1"), QLatin1String("86 %")).replace(QLatin1String("%2"), QLatin1String("0:48"));
            ++lines;
            if (metrics.horizontalAdvance(line) > kWidth)
                tooWide << QStringLiteral("%1 px: %2").arg(metrics.horizontalAdvance(line)).arg(line);
        }
    }
    QVERIFY(lines > 60);
    QVERIFY2(tooWide.isEmpty(), qPrintable(tooWide.join(QLatin1Char('\n'))));
}

void TestMainWindow::themesChangeColorsAtOnceAndAreKept()
{
    m_rig.window->actions().themes[std::size_t(ThemeChoice::dark)]->trigger();
    QVERIFY(theme().dark);
    QCOMPARE(QApplication::palette().color(QPalette::Window), theme().background);
    QVERIFY(qApp->styleSheet().contains(theme().panel.name()));
    QVERIFY(!qApp->styleSheet().contains(QLatin1Char('@')));
    m_rig.window->actions().themes[std::size_t(ThemeChoice::light)]->trigger();
    QVERIFY(!theme().dark);
    QVERIFY(QApplication::palette().color(QPalette::Window).lightness() > 200);
    QCOMPARE(QSettings().value(QStringLiteral("look/theme")).toString(), QStringLiteral("light"));
}

void TestMainWindow::closingWhileRunningEndsTheRunFirst()
{
    startSmallRun();
    const QString folder = lab().runFolder();
    m_rig.window->close();
    QTRY_VERIFY_WITH_TIMEOUT(!m_rig.window->isVisible(), kPatienceMs);
    QCOMPARE(lab().phase(), Lab::Phase::ended);
    QVERIFY(QFile::exists(folder + QStringLiteral("/summary.json")));
}

QTEST_MAIN(TestMainWindow)
#include "test_main_window.moc"
