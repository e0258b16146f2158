// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window_rig.h"
#include "ui/charts/accuracy_chart.h"
#include "ui/look/theme.h"
#include "ui/models/narrator.h"
#include "ui/views/cluster_map.h"
#include "ui/window/actions.h"
#include "ui/window/figures.h"
#include "ui/window/language.h"
#include "ui/window/main_window.h"
#include "ui/window/presenter_page.h"
#include "ui/window/run_page.h"

#include "fake_run.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFontMetrics>
#include <QMenuBar>
#include <QMouseEvent>
#include <QPointer>
#include <QSettings>
#include <QTest>


using namespace gossip::ui;

namespace {

constexpr QSize kScreen(1920, 1080);
constexpr int kPatienceMs = 20000;

gossip::Scenario scripted()
{
    gossip::Scenario scenario = gossip::fake::twoPlants();
    scenario.scenes = {{5.0, 4.0, {{"en", "first"}, {"ja", "最初"}}}, {7.0, 3.0, {{"en", "second"}}}};
    return scenario;
}

RunFacts at(double timeS)
{
    RunFacts facts;
    facts.timeS = timeS;
    facts.workers = 8;
    return facts;
}

}  // namespace

class TestPresenter : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_rig.open(); }
    void cleanup() { m_rig.close(); }
    void scenesStandFromTheirTimeUntilTheNextOne();
    void aScriptWithoutFaultsIsSilentWhileSomebodyDisturbs();
    void everyTextIsLargeEnoughAndFits_data();
    void everyTextIsLargeEnoughAndFits();
    void machinesAreLargeEnoughForARoom();
    void faultButtonsAppearWithTheMouseAndAct();
    void faultButtonsCoverNothing_data();
    void faultButtonsCoverNothing();
    void viewsComeBackAfterwards();
    void theWindowMayGoWhilePresenting();

private:
    void presentOn(QSize screen);
    void moveMouse();
    [[nodiscard]] PresenterPage& presenter() { return *m_rig.window->findChild<PresenterPage*>(); }

    WindowRig m_rig;
};

/// The platform's own screen has another size.
void TestPresenter::presentOn(QSize screen)
{
    m_rig.window->present(true);
    m_rig.window->setWindowState(Qt::WindowNoState);
    m_rig.window->resize(screen);
    QTRY_COMPARE(presenter().size(), screen);
}

/// The platform's own pointer may stand there already.
void TestPresenter::moveMouse()
{
    QMouseEvent move(QEvent::MouseMove, QPointF(50, 50), QPointF(50, 50), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(m_rig.window->runPage().map()->viewport(), &move);
}

void TestPresenter::scenesStandFromTheirTimeUntilTheNextOne()
{
    const gossip::Scenario scenario = scripted();
    const auto said = [&scenario](double timeS) { return Narrator::scene(scenario, at(timeS)); };
    QCOMPARE(said(4.9), QString());
    QCOMPARE(said(5.0), QStringLiteral("first"));
    QCOMPARE(said(6.9), QStringLiteral("first"));
    QCOMPARE(said(7.0), QStringLiteral("second"));
    QCOMPARE(said(9.9), QStringLiteral("second"));
    QCOMPARE(said(10.0), QString());
}

void TestPresenter::aScriptWithoutFaultsIsSilentWhileSomebodyDisturbs()
{
    gossip::Scenario scenario = scripted();
    RunFacts facts = at(5.0);
    facts.down = {1};
    QCOMPARE(Narrator::scene(scenario, facts), QString());
    scenario.faults.resize(1);
    QCOMPARE(Narrator::scene(scenario, facts), QStringLiteral("first"));
    facts.state = gossip::RunState::paused;
    QCOMPARE(Narrator::scene(scenario, facts), QString());
}

void TestPresenter::everyTextIsLargeEnoughAndFits_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << QStringLiteral("en");
    QTest::newRow("Japanese") << QStringLiteral("ja");
}

void TestPresenter::everyTextIsLargeEnoughAndFits()
{
    QFETCH(QString, language);
    m_rig.language().setChoice(language);
    m_rig.window->actions().start->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_rig.window->lab().latest().steps > 0, kPatienceMs);
    m_rig.window->actions().pause->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_rig.window->lab().phase(), Lab::Phase::paused, kPatienceMs);
    presentOn(kScreen);
    // A cut, with the longest figures that a run of the first scenario shows.
    gossip::RunUpdate cut = gossip::fake::updateAt(m_rig.window->lab().scenario(), 72.0);
    cut.bytesSent = 12'340'000'000;
    gossip::fake::cutOff(cut, m_rig.window->lab().scenario(), 0.63, 0.47);
    cut.state = gossip::RunState::paused;   // figures are shown at once then
    Q_EMIT m_rig.window->lab().updated(cut);
    moveMouse();
    QTRY_VERIFY(presenter().findChild<QAbstractButton*>(QStringLiteral("presenterCut"))->isVisible());
    int labels = 0;
    for (const FitLabel* label : presenter().findChildren<FitLabel*>()) {
        ++labels;
        QVERIFY2(label->font().pixelSize() >= 36, qPrintable(QStringLiteral("%1 px: %2").arg(label->font().pixelSize()).arg(label->text())));
        QVERIFY2(label->fontMetrics().horizontalAdvance(label->text()) <= label->width(), qPrintable(label->text()));
        QVERIFY2(label->fontMetrics().height() <= label->height(), qPrintable(label->text()));
    }
    QCOMPARE(labels, 10);
    QCOMPARE(presenter().findChild<FitLabel*>(QStringLiteral("presenterSentence"))->font().pixelSize(), 48);
    for (const QAbstractButton* button : presenter().findChildren<QAbstractButton*>()) {
        if (!button->objectName().startsWith(QLatin1String("presenter")))
            continue;
        QVERIFY(button->font().pixelSize() >= 36);
        QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(button->text()));
    }
}

void TestPresenter::machinesAreLargeEnoughForARoom()
{
    presentOn(kScreen);
    const ClusterMap& map = *m_rig.window->runPage().map();
    QVERIFY(presenter().isAncestorOf(&map));
    const double scale = map.transform().m11();
    QVERIFY2(map.mapLayout().radius * scale >= 44.0, qPrintable(QString::number(map.mapLayout().radius * scale)));
    QVERIFY(uiFont(11).pixelSize() * scale >= 35.9);
}

void TestPresenter::faultButtonsAppearWithTheMouseAndAct()
{
    m_rig.window->present(true);
    m_rig.window->actions().start->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_rig.window->lab().phase(), Lab::Phase::running, kPatienceMs);
    auto* cut = presenter().findChild<QAbstractButton*>(QStringLiteral("presenterCut"));
    QVERIFY(!cut->isVisible());
    moveMouse();
    QTRY_VERIFY(cut->isVisible());
    const QString before = cut->text();
    QTest::mouseClick(cut, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_rig.window->lab().latest().islands.size(), std::size_t(2), kPatienceMs);
    QTRY_VERIFY(cut->text() != before);
    QTRY_VERIFY(presenter().sentence().contains(QStringLiteral("cut")));
    m_rig.window->actions().stop->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_rig.window->lab().phase(), Lab::Phase::ended, kPatienceMs);
}

void TestPresenter::faultButtonsCoverNothing_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QSize>("screen");
    for (const char* language : {"en", "ja"})
        for (const QSize screen : {QSize(1280, 800), kScreen})
            QTest::addRow("%s %d", language, screen.width()) << QString::fromLatin1(language) << screen;
}

void TestPresenter::faultButtonsCoverNothing()
{
    QFETCH(QString, language);
    QFETCH(QSize, screen);
    m_rig.language().setChoice(language);
    presentOn(screen);
    QTest::qWait(50);   // for the layout
    const ClusterMap& map = *m_rig.window->runPage().map();
    const QRect before(map.mapTo(&presenter(), QPoint()), map.size());
    moveMouse();
    auto* cut = presenter().findChild<QAbstractButton*>(QStringLiteral("presenterCut"));
    QTRY_VERIFY(cut->isVisible());
    QTest::qWait(50);
    const auto placeOf = [this](const QWidget& widget) { return QRect(widget.mapTo(&presenter(), QPoint()), widget.size()); };
    QCOMPARE(placeOf(map), before);   // nothing moves
    QList<QRect> taken{placeOf(map), placeOf(*m_rig.window->runPage().accuracyChart())};
    for (const FitLabel* label : presenter().findChildren<FitLabel*>())
        taken << placeOf(*label);
    int buttons = 0;
    for (const QAbstractButton* button : presenter().findChildren<QAbstractButton*>()) {
        if (!button->objectName().startsWith(QLatin1String("presenter")))
            continue;
        ++buttons;
        const QRect place = placeOf(*button);
        QVERIFY2(presenter().rect().contains(place), qPrintable(button->text()));
        QVERIFY2(button->width() >= button->fontMetrics().horizontalAdvance(button->text()) + 16, qPrintable(button->text()));
        for (const QRect& other : taken)
            QVERIFY2(!place.intersects(other), qPrintable(button->text()));
        taken << place;
    }
    QCOMPARE(buttons, 3);
    m_rig.language().setChoice(language == QLatin1String("en") ? QStringLiteral("ja") : QStringLiteral("en"));   // while they are seen
    QTest::qWait(50);
    QVERIFY(cut->width() >= cut->fontMetrics().horizontalAdvance(cut->text()) + 16);
}

void TestPresenter::viewsComeBackAfterwards()
{
    RunPage& page = m_rig.window->runPage();
    m_rig.window->setWindowState(Qt::WindowNoState);
    m_rig.window->resize(1280, 800);
    QTRY_COMPARE(m_rig.window->size(), QSize(1280, 800));
    QTest::qWait(100);
    const QSize map = page.map()->size();
    const QSize chart = page.accuracyChart()->size();
    m_rig.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_rig.window.get()));
    QTest::keyClick(m_rig.window.get(), Qt::Key_F11);
    QVERIFY(presenter().isVisible() && !m_rig.window->menuBar()->isVisible());
    QVERIFY(m_rig.window->windowState().testFlag(Qt::WindowFullScreen));
    QTest::keyClick(page.map(), Qt::Key_Escape);
    QVERIFY(!presenter().isVisible() && m_rig.window->menuBar()->isVisible());
    QVERIFY(!m_rig.window->actions().presenter->isChecked());
    QVERIFY(page.isAncestorOf(page.map()) && page.isAncestorOf(page.accuracyChart()));
    QVERIFY(page.map()->isVisible() && page.accuracyChart()->isVisible());
    m_rig.window->setWindowState(Qt::WindowNoState);
    m_rig.window->resize(1280, 800);
    QTRY_COMPARE(page.map()->size(), map);
    QTRY_COMPARE(page.accuracyChart()->size(), chart);
    QCOMPARE(page.map()->transform().m11(), 1.0);
}

void TestPresenter::theWindowMayGoWhilePresenting()
{
    m_rig.window->present(true);
    const QPointer<ClusterMap> map = m_rig.window->runPage().map();
    const QPointer<AccuracyChart> chart = m_rig.window->runPage().accuracyChart();
    m_rig.window.reset();   // both go, and only once
    QVERIFY(map.isNull() && chart.isNull());
}

QTEST_MAIN(TestPresenter)
#include "test_presenter.moc"
