// SPDX-License-Identifier: GPL-3.0-or-later
// What a window must stand: being closed, translated and played with by somebody impatient, while a run goes on.
// GOSSIP_ACTIONS sets how many random actions are done (300; 1000 in the stress tests), GOSSIP_ACTION_SEED which.
#include "ui/views/cluster_map.h"
#include "ui/window/run_page.h"
#include "window_rig.h"

#include <QAbstractButton>
#include <QAbstractSlider>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QScrollBar>
#include <QSpinBox>
#include <QTimer>

#include <random>

using namespace gossip::ui;

namespace {

constexpr int kPatienceMs = 60000;
constexpr int kSlowestMs = 20000;   // an action that holds the window for so long would be a hang

/// Dialogs and menus that actions open are left again.
class Leaver : public QObject {
public:
    Leaver()
    {
        m_timer.setInterval(30);
        connect(&m_timer, &QTimer::timeout, this, [] {
            if (QWidget* popup = QApplication::activePopupWidget())
                popup->close();
            else if (auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget()))
                dialog->reject();
        });
        m_timer.start();
    }

private:
    QTimer m_timer;
};

int fromEnvironment(const char* name, int otherwise)
{
    bool given = false;
    const int value = qEnvironmentVariableIntValue(name, &given);
    return given ? value : otherwise;
}

/// Somebody who does whatever there is to do.
class Player {
public:
    Player(MainWindow& window, Language& language, unsigned seed) : m_window(window), m_language(language), m_random(seed) {}

    /// \return what was done
    QString act()
    {
        switch (below(9)) {
        case 0: return trigger();
        case 1: return press();
        case 2: return slide();
        case 3: return key();
        case 4: return clickMap();
        case 5: return choose();
        case 6: return type();
        case 7: return change();
        default: return fault();
        }
    }

private:
    int below(int count) { return std::uniform_int_distribution<int>(0, std::max(0, count - 1))(m_random); }

    template <class Widget>
    Widget* any()
    {
        QList<Widget*> all;
        for (Widget* widget : m_window.findChildren<Widget*>())
            if (widget->isVisible() && widget->isEnabled())
                all << widget;
        return all.isEmpty() ? nullptr : all[below(int(all.size()))];
    }

    QString trigger()
    {
        QList<QAction*> all;
        for (QAction* action : m_window.findChildren<QAction*>())
            if (action->parent() == &m_window && action->isEnabled() && action->objectName() != QLatin1String("quit"))
                all << action;
        QAction* action = all[below(int(all.size()))];
        const QString name = QStringLiteral("action ") + action->objectName();
        action->trigger();
        return name;
    }

    QString press()
    {
        auto* button = any<QAbstractButton>();
        if (button == nullptr || button->objectName() == QLatin1String("openFolder"))   // leads out of the program
            return QStringLiteral("nothing");
        const QString name = QStringLiteral("button %1 %2").arg(button->objectName(), button->text());
        QTest::mouseClick(button, Qt::LeftButton);
        return name;
    }

    QString slide()
    {
        auto* slider = any<QAbstractSlider>();
        if (slider == nullptr)
            return QStringLiteral("nothing");
        slider->setValue(slider->minimum() + below(slider->maximum() - slider->minimum() + 1));
        return QStringLiteral("slider");
    }

    QString key()
    {
        static const Qt::Key keys[] = {Qt::Key_K, Qt::Key_L, Qt::Key_X, Qt::Key_R, Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down,
                                       Qt::Key_Escape, Qt::Key_Tab, Qt::Key_Space};
        const Qt::Key key = keys[below(int(std::size(keys)))];
        QTest::keyClick(m_window.runPage().map(), key);
        return QStringLiteral("key %1").arg(int(key));
    }

    QString clickMap()
    {
        QWidget* map = m_window.runPage().map()->viewport();
        const QPoint at(below(map->width()), below(map->height()));
        if (map->isVisible())
            QTest::mouseClick(map, below(4) == 0 ? Qt::RightButton : Qt::LeftButton, {}, at);
        return QStringLiteral("map");
    }

    QString choose()
    {
        auto* box = any<QComboBox>();
        if (box == nullptr || box->count() == 0)
            return QStringLiteral("nothing");
        box->setCurrentIndex(below(box->count()));
        Q_EMIT box->activated(box->currentIndex());
        return QStringLiteral("choice %1").arg(box->accessibleName());
    }

    QString type()
    {
        auto* line = any<QLineEdit>();
        if (line == nullptr)
            return QStringLiteral("nothing");
        static const char* const texts[] = {"0", "7", "0.1", "-3", "1e9", "abc", "", "工場"};
        line->setText(QString::fromUtf8(texts[below(int(std::size(texts)))]));
        QTest::keyClick(line, Qt::Key_Return);
        return QStringLiteral("text in %1").arg(line->accessibleName());
    }

    QString change()
    {
        switch (below(4)) {
        case 0: m_language.setChoice(below(2) == 0 ? QStringLiteral("ja") : QStringLiteral("en")); return QStringLiteral("language");
        case 1: ThemeStore::instance().setChoice(ThemeChoice(below(3))); return QStringLiteral("theme");
        case 2: m_window.resize(1180 + below(800), 680 + below(500)); return QStringLiteral("size");
        default: m_window.present(below(2) == 0); return QStringLiteral("presenter");
        }
    }

    /// What keeps runs coming: back to a small scenario, start, disturb.
    QString fault()
    {
        if (!m_window.lab().isActive()) {
            m_window.lab().setScenario(endlessScenario());
            m_window.actions().start->trigger();
            return QStringLiteral("start");
        }
        QAction* const all[] = {m_window.actions().crash, m_window.actions().slow, m_window.actions().cut, m_window.actions().restore,
                                m_window.actions().undo, m_window.actions().redo};
        QAction* action = all[below(int(std::size(all)))];
        action->trigger();
        return QStringLiteral("fault ") + action->objectName();
    }

    MainWindow& m_window;
    Language& m_language;
    std::mt19937 m_random;
};

}  // namespace

class TestWindowLife : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aWindowMayGoWhileItsRunGoesOn();
    void theLanguageMayChangeWhileARunGoesOn();
    void randomActionsNeitherCrashNorHang();

private:
    void start();

    WindowRig m_rig;
};

void TestWindowLife::start()
{
    m_rig.lab().setScenario(endlessScenario());
    m_rig.window->actions().start->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_rig.lab().phase() == Lab::Phase::running && m_rig.lab().latest().steps > 8, kPatienceMs);
}

void TestWindowLife::aWindowMayGoWhileItsRunGoesOn()
{
    for (int i = 0; i < 20; ++i) {
        m_rig.open();
        start();
        if (i % 4 == 1)
            m_rig.window->actions().pause->trigger();
        if (i % 4 == 2)
            m_rig.window->present(true);
        if (i % 4 == 3)
            m_rig.window->actions().cut->trigger();
        QTest::qWait(5 * i);
        m_rig.close();
    }
    QVERIFY(QApplication::topLevelWidgets().isEmpty());
}

void TestWindowLife::theLanguageMayChangeWhileARunGoesOn()
{
    m_rig.open();
    start();
    const std::uint64_t before = m_rig.lab().latest().steps;
    for (int i = 0; i < 10; ++i) {
        m_rig.window->setPage(Page(i % kPages));
        m_rig.language().setChoice(i % 2 == 0 ? QStringLiteral("ja") : QStringLiteral("en"));
        QTest::qWait(50);
    }
    QVERIFY(m_rig.window->runPage().sentence().contains(QStringLiteral("worker")));
    QTRY_VERIFY_WITH_TIMEOUT(m_rig.lab().latest().steps > before + 50, kPatienceMs);
    QCOMPARE(m_rig.lab().phase(), Lab::Phase::running);
    m_rig.close();
}

void TestWindowLife::randomActionsNeitherCrashNorHang()
{
    const int count = fromEnvironment("GOSSIP_ACTIONS", 300);
    const auto seed = unsigned(fromEnvironment("GOSSIP_ACTION_SEED", 20260611));
    m_rig.open();
    const Leaver leaver;
    Player player(*m_rig.window, m_rig.language(), seed);
    QStringList done;
    for (int i = 0; i < count; ++i) {
        QElapsedTimer took;
        took.start();
        done << player.act();
        QTest::qWait(i % 10 == 0 ? 60 : 5);
        if (!m_rig.window->isVisible())
            m_rig.window->show();
        QVERIFY2(took.elapsed() < kSlowestMs, qPrintable(QStringLiteral("seed %1, action %2: %3").arg(seed).arg(i).arg(done.back())));
    }
    m_rig.window->present(false);
    m_rig.lab().stop();
    QTRY_VERIFY_WITH_TIMEOUT(!m_rig.lab().isActive(), kPatienceMs);
    // It still works afterwards.
    start();
    m_rig.close();
}

QTEST_MAIN(TestWindowLife)
#include "test_window_life.moc"
