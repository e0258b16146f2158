// SPDX-License-Identifier: GPL-3.0-or-later
// Every page in both languages and themes at 1280×800: no text is cut off, every control explains itself and has a name.
#include "ui/charts/accuracy_chart.h"
#include "ui/views/cluster_map.h"
#include "ui/views/worker_item.h"
#include "ui/window/run_page.h"
#include "window_rig.h"

#include "fake_run.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QButtonGroup>
#include <QComboBox>
#include <QGraphicsView>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSet>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>

#include <algorithm>

using namespace gossip::ui;

namespace {

constexpr int kPatienceMs = 60000;
constexpr int kMostTabs = 250;   // more than any page has controls
constexpr int kSettles = 40;   // looks at a page before what is cut off counts

/// Tab buttons, popups, scroll bars and the like belong to a control, they are none.
bool isPartOfAnother(const QWidget* widget)
{
    if (qobject_cast<const QScrollBar*>(widget) || qobject_cast<const QHeaderView*>(widget) || qobject_cast<const QTabBar*>(widget))
        return true;
    for (const QWidget* up = widget->parentWidget(); up != nullptr && !up->isWindow(); up = up->parentWidget())
        if (qobject_cast<const QComboBox*>(up) || qobject_cast<const QAbstractSpinBox*>(up) || qobject_cast<const QTabBar*>(up) ||
            qobject_cast<const QAbstractItemView*>(up))
            return true;
    return widget->inherits("QComboBoxListView") || widget->inherits("QMenu") || widget->inherits("QMenuBar") || widget->objectName().startsWith(QLatin1String("qt_"));
}

QList<QWidget*> controlsOf(const QWidget* window)
{
    QList<QWidget*> controls;
    for (QWidget* widget : window->findChildren<QWidget*>()) {
        const bool control = qobject_cast<QAbstractButton*>(widget) || qobject_cast<QAbstractSlider*>(widget) || qobject_cast<QComboBox*>(widget) ||
                             qobject_cast<QLineEdit*>(widget) || qobject_cast<QAbstractSpinBox*>(widget) || qobject_cast<QAbstractItemView*>(widget) ||
                             qobject_cast<QGraphicsView*>(widget) || qobject_cast<QTabWidget*>(widget);
        if (control && !isPartOfAnother(widget))
            controls << widget;
    }
    return controls;
}

QString nameOf(const QWidget* widget)
{
    const auto* button = qobject_cast<const QAbstractButton*>(widget);
    return QStringLiteral("%1 \"%2\" %3").arg(QLatin1String(widget->metaObject()->className()), widget->objectName(), button ? button->text() : QString());
}

/// A slider's explanation stands on what it is a part of.
QString explanationOf(const QWidget* widget)
{
    return widget->whatsThis().isEmpty() && widget->parentWidget() ? widget->parentWidget()->whatsThis() : widget->whatsThis();
}

int sentencesOf(const QString& text)
{
    static const QRegularExpression ends(QStringLiteral("[.!?](\\s|$)|[。？！]"));
    return int(text.count(ends));
}

/// What of a label's text would not be seen; empty: nothing.
QString clipped(const QLabel* label)
{
    if (label->text().isEmpty() || !label->pixmap().isNull() || label->visibleRegion().isEmpty())
        return {};
    const QRect room = label->contentsRect();
    const QSize need = label->wordWrap() ? QSize(room.width(), label->heightForWidth(label->width()))
                                         : QFontMetrics(label->font()).size(0, label->text());
    if (need.width() <= room.width() + 1 && (need.height() <= label->height() + 2 || !label->wordWrap()))
        return {};
    return QStringLiteral("%1×%2 in %3×%4: %5").arg(need.width()).arg(need.height()).arg(room.width()).arg(label->height()).arg(label->text());
}

QStringList clippedTexts(const QWidget* window)
{
    QStringList all;
    for (const QLabel* label : window->findChildren<QLabel*>())
        if (const QString text = label->isVisible() ? clipped(label) : QString(); !text.isEmpty())
            all << text;
    for (const QAbstractButton* button : window->findChildren<QAbstractButton*>()) {
        if (!button->isVisible() || button->text().isEmpty() || isPartOfAnother(button) || !qobject_cast<const QPushButton*>(button))
            continue;
        if (button->width() < button->sizeHint().width())
            all << QStringLiteral("%1 of %2 px: %3").arg(button->width()).arg(button->sizeHint().width()).arg(button->text());
    }
    return all;
}

}  // namespace

class TestEveryPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyControlAndActionIsExplained_data() { languages(); }
    void everyControlAndActionIsExplained();
    void everyControlHasAName_data() { languages(); }
    void everyControlHasAName();
    void theTabKeyReachesEveryControl();
    void noTextIsCutOff_data();
    void noTextIsCutOff();
    void longNamesOfWorkersAreShownWhole();
    void longNamesDoNotOverlapOnTheMap_data();
    void longNamesDoNotOverlapOnTheMap();
    void fourChartsStandWhereThereIsRoom();
    void cleanupTestCase() { m_rig.close(); }

private:
    static void languages();
    void checkAllPages(const QString& state);

    WindowRig m_rig;
    QStringList m_clipped;
};

void TestEveryPage::languages()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << QStringLiteral("en");
    QTest::newRow("Japanese") << QStringLiteral("ja");
}

void TestEveryPage::everyControlAndActionIsExplained()
{
    QFETCH(QString, language);
    m_rig.open(language);
    QStringList missing;
    const QList<QWidget*> controls = controlsOf(m_rig.window.get());
    QVERIFY(controls.size() > 60);
    for (const QWidget* widget : controls)
        if (sentencesOf(explanationOf(widget)) < 2)
            missing << nameOf(widget) + QStringLiteral(": ") + explanationOf(widget);
    for (const QAction* action : m_rig.window->findChildren<QAction*>())
        if (action->parent() == m_rig.window.get() && !action->text().isEmpty() && sentencesOf(action->whatsThis()) < 2)
            missing << QStringLiteral("action \"%1\": %2").arg(action->objectName(), action->whatsThis());
    missing.removeDuplicates();
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char('\n'))));
}

void TestEveryPage::everyControlHasAName()
{
    QFETCH(QString, language);
    m_rig.open(language);
    QStringList nameless;
    for (const QWidget* widget : controlsOf(m_rig.window.get())) {
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        if (widget->accessibleName().isEmpty() && (button == nullptr || button->text().isEmpty()) && !qobject_cast<const QTabWidget*>(widget))
            nameless << nameOf(widget);
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QLatin1Char('\n'))));
}

void TestEveryPage::theTabKeyReachesEveryControl()
{
    m_rig.open();
    m_rig.lab().setScenario(endlessScenario());
    m_rig.window->actions().detailed->trigger();
    m_rig.window->actions().start->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_rig.lab().phase() == Lab::Phase::running && m_rig.lab().latest().steps > 50, kPatienceMs);
    m_rig.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_rig.window.get()));
    QStringList missed;
    for (int page = 0; page < kPages; ++page) {
        m_rig.window->setPage(Page(page));
        QTest::qWait(100);
        QSet<const QWidget*> reached;
        for (int i = 0; i < kMostTabs; ++i) {
            if (const QWidget* now = QApplication::focusWidget(); now != nullptr)
                for (; now != nullptr; now = now->parentWidget())   // a tab bar is its pages' control
                    reached.insert(now);
            QTest::keyClick(QApplication::focusWidget() != nullptr ? QApplication::focusWidget() : m_rig.window.get(), Qt::Key_Tab);
        }
        const auto groupReached = [&reached](const QWidget* widget) {   // Tab enters a group of choices, the arrows go on in it
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            const QList<QAbstractButton*> group = button != nullptr && button->group() != nullptr ? button->group()->buttons() : QList<QAbstractButton*>();
            return std::any_of(group.begin(), group.end(), [&reached](const QWidget* other) { return reached.contains(other); });
        };
        for (const QWidget* widget : controlsOf(m_rig.window.get()))
            if (widget->isVisible() && widget->isEnabled() && !reached.contains(widget) && !reached.contains(widget->focusProxy()) && !groupReached(widget))
                missed << QStringLiteral("page %1: %2").arg(page + 1).arg(nameOf(widget));
    }
    QVERIFY2(missed.isEmpty(), qPrintable(missed.join(QLatin1Char('\n'))));
}

void TestEveryPage::noTextIsCutOff_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<bool>("dark");
    for (const char* language : {"en", "ja"})
        for (const bool dark : {false, true})
            QTest::addRow("%s, %s", language, dark ? "dark" : "light") << QString::fromLatin1(language) << dark;
}

void TestEveryPage::checkAllPages(const QString& state)
{
    for (int page = 0; page < kPages; ++page) {
        m_rig.window->setPage(Page(page));
        QTest::qWait(30);
        QStringList clipped = clippedTexts(m_rig.window.get());
        for (int i = 0; i < kSettles && !clipped.isEmpty(); ++i) {   // on a busy machine a new text may still wait for its room
            QTest::qWait(50);
            clipped = clippedTexts(m_rig.window.get());
        }
        for (const QString& text : clipped)
            m_clipped << QStringLiteral("%1, page %2: %3").arg(state).arg(page + 1).arg(text);
    }
    m_rig.window->setPage(Page::run);
}

void TestEveryPage::noTextIsCutOff()
{
    QFETCH(QString, language);
    QFETCH(bool, dark);
    m_rig.open(language);
    m_clipped.clear();
    m_rig.themes().setChoice(dark ? ThemeChoice::dark : ThemeChoice::light);
    checkAllPages(QStringLiteral("first"));
    m_rig.lab().setScenario(endlessScenario());
    m_rig.window->actions().start->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_rig.lab().phase() == Lab::Phase::running && m_rig.lab().latest().steps > 50, kPatienceMs);
    m_rig.window->actions().detailed->trigger();
    checkAllPages(QStringLiteral("running"));
    m_rig.window->actions().cut->trigger();
    m_rig.window->actions().crash->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_rig.lab().latest().islands.size(), std::size_t(2), kPatienceMs);
    QTest::qWait(500);
    checkAllPages(QStringLiteral("cut"));
    m_rig.window->actions().stop->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_rig.lab().phase(), Lab::Phase::ended, kPatienceMs);
    checkAllPages(QStringLiteral("ended"));
    m_clipped.removeDuplicates();
    QVERIFY2(m_clipped.isEmpty(), qPrintable(m_clipped.join(QLatin1Char('\n'))));
}

void TestEveryPage::longNamesOfWorkersAreShownWhole()
{
    m_rig.open();
    gossip::Scenario scenario = endlessScenario();
    scenario.workers.names = {"Plant A line 1", "Plant A line 2", "Plant B line 1", "第二工場 検査ライン2号機"};
    m_rig.lab().setScenario(scenario);
    m_rig.window->actions().detailed->trigger();
    m_rig.window->actions().start->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_rig.lab().phase() == Lab::Phase::running && m_rig.lab().latest().steps > 50, kPatienceMs);
    m_rig.window->actions().crash->trigger();
    m_rig.window->actions().slow->trigger();
    QTest::qWait(800);
    const QStringList cut = clippedTexts(m_rig.window.get());
    QVERIFY2(cut.isEmpty(), qPrintable(cut.join(QLatin1Char('\n'))));
    m_rig.window->actions().stop->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_rig.lab().phase(), Lab::Phase::ended, kPatienceMs);
}

void TestEveryPage::longNamesDoNotOverlapOnTheMap_data()
{
    QTest::addColumn<int>("workers");
    QTest::addColumn<int>("arrangement");
    QTest::addColumn<QSize>("size");
    for (const int workers : {5, 12, 24})
        for (const MapArrangement arrangement : {MapArrangement::groups, MapArrangement::ring, MapArrangement::circle, MapArrangement::grid})
            for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)})
                QTest::addRow("%d workers, arrangement %d, %d px", workers, int(arrangement), size.width()) << workers << int(arrangement) << size;
}

void TestEveryPage::longNamesDoNotOverlapOnTheMap()
{
    QFETCH(int, workers);
    QFETCH(int, arrangement);
    QFETCH(QSize, size);
    if (m_rig.window == nullptr)
        m_rig.open();
    m_rig.window->resize(size);
    gossip::Scenario scenario = endlessScenario();
    scenario.workers.count = workers;
    scenario.workers.groups = {{"A", {0, 1}}, {"B", {2, 3, 4}}};
    scenario.workers.names.clear();
    for (int i = 0; i < workers; ++i)
        scenario.workers.names.push_back((i % 2 == 0 ? "Plant A assembly line " : "第一工場の組立ライン西側の検査装置その") + std::to_string(i));
    scenario.workers.speed.clear();
    const auto checked = gossip::checkScenario(scenario);
    QVERIFY2(checked, checked ? "" : checked.error().str().c_str());
    m_rig.lab().setScenario(*checked);
    ClusterMap& map = *m_rig.window->runPage().map();
    map.arrange(MapArrangement(arrangement));
    QTest::qWait(20);
    const auto nameOf = [&map](int node) {   // of what is written, not of what there would be room for
        const WorkerItem& item = map.workerItem(node);
        const double width = std::min(QFontMetricsF(uiFont()).horizontalAdvance(item.look().name), item.look().nameRoom);
        return QRectF(item.pos().x() - width / 2.0, item.pos().y() + item.look().radius + 6.0, width, 18.0);
    };
    if (!map.mapLayout().named)
        QSKIP("no room for names: they are in the tooltips");
    const QRectF all(QPointF(), QSizeF(map.viewport()->size()));
    for (int i = 0; i < workers; ++i) {
        QVERIFY2(all.contains(nameOf(i)), qPrintable(QString::number(i)));
        for (int j = 0; j < workers; ++j) {
            const QPointF other = map.workerItem(j).pos();
            const double radius = map.mapLayout().radius;
            const bool meets = i != j && (nameOf(i).intersects(nameOf(j)) || nameOf(i).intersects(QRectF(other.x() - radius, other.y() - radius, 2 * radius, 2 * radius)));
            QVERIFY2(!meets, qPrintable(QStringLiteral("%1, %2").arg(i).arg(j)));
        }
    }
}

void TestEveryPage::fourChartsStandWhereThereIsRoom()
{
    m_rig.open(QStringLiteral("en"), {1920, 1080});
    RunPage& page = m_rig.window->runPage();
    QWidget* loss = m_rig.window->findChild<QWidget*>(QStringLiteral("lossChart"));
    auto* tabs = m_rig.window->findChild<QTabWidget*>(QStringLiteral("drawerTabs"));
    page.setDetailed(true);
    QVERIFY(tabs->isAncestorOf(loss) && tabs->isTabVisible(2));
    QTRY_VERIFY2(page.accuracyChart()->width() > 800, qPrintable(QString::number(page.accuracyChart()->width())));
    m_rig.window->resize(2560, 1440);
    QTRY_VERIFY(!tabs->isAncestorOf(loss) && loss->isVisible());
    QVERIFY(!tabs->isTabVisible(2));
    QTRY_VERIFY2(page.accuracyChart()->width() > 500 && loss->width() > 500, qPrintable(QString::number(loss->width())));
    m_rig.window->present(true);
    m_rig.window->present(false);
    m_rig.window->setWindowState(Qt::WindowNoState);
    m_rig.window->resize(2560, 1440);
    QTRY_VERIFY(loss->isVisible() && page.accuracyChart()->isVisible());
    page.setDetailed(false);
    QVERIFY(tabs->isAncestorOf(loss) && !loss->isVisible());
    page.setDetailed(true);
    QTRY_VERIFY(loss->isVisible());
    m_rig.close();   // wherever the charts stand
}

QTEST_MAIN(TestEveryPage)
#include "test_every_page.moc"
