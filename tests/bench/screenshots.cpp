// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pictures of every view in both languages, both themes and two sizes, of one real run, lesson and race.
//
//   screenshots FOLDER [VIEW]...      QT_QPA_PLATFORM=offscreen will do; takes some minutes; VIEW: only these
//
// screenshots.sh makes the pictures small and puts them where README.md shows them.

#include "stage.h"
#include "ui/models/words.h"
#include "ui/panels/race_page.h"
#include "ui/views/cluster_map.h"
#include "ui/window/actions.h"
#include "ui/window/lesson_bar.h"
#include "ui/window/main_window.h"
#include "ui/window/presenter_page.h"
#include "ui/window/run_page.h"

#include <QAbstractButton>
#include <QDir>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QPushButton>
#include <QScreen>
#include <QSlider>
#include <QTabWidget>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace gossip::ui;

namespace {

constexpr int kPatienceMs = 600000;
constexpr int kSettleMs = 350;       // figures change four times a second
constexpr double kEpochs = 8.0;      // about 55 s of the run
const QList<QSize> kSizes{{1280, 800}, {1920, 1080}};

class Photographer {
public:
    Photographer(Stage& stage, MainWindow& window, const QString& folder, const QStringList& wanted)
        : m_stage(stage), m_window(window), m_folder(folder), m_wanted(wanted)
    {
    }
    [[nodiscard]] bool wants(const QString& view) const { return m_wanted.isEmpty() || m_wanted.contains(view); }
    [[nodiscard]] bool wantsAny(const QStringList& views) const
    {
        return std::any_of(views.begin(), views.end(), [this](const QString& view) { return wants(view); });
    }

    /// The window as \p prepare leaves it, in every language, theme and size.
    void take(const QString& view, const std::function<void()>& prepare = {})
    {
        if (!wants(view))
            return;
        for (const QSize& size : kSizes) {
            m_window.setWindowState(Qt::WindowNoState);
            m_window.resize(size);
            for (const char* language : {"en", "ja"}) {
                m_stage.language.setChoice(QLatin1String(language));
                for (const bool dark : {false, true}) {
                    m_stage.themes.setChoice(dark ? ThemeChoice::dark : ThemeChoice::light);
                    if (prepare)
                        prepare();
                    QTest::qWait(kSettleMs);
                    const QString name = QStringLiteral("%1-%2-%3-%4.png").arg(view, QLatin1String(language), dark ? QStringLiteral("dark") : QStringLiteral("light")).arg(size.width());
                    if (!m_window.grab().save(m_folder.filePath(name)))
                        qFatal("%s cannot be written", qPrintable(m_folder.filePath(name)));
                }
            }
        }
        std::printf("%s\n", qPrintable(view));
        std::fflush(stdout);
    }

private:
    Stage& m_stage;
    MainWindow& m_window;
    QDir m_folder;
    QStringList m_wanted;
};

void until(const std::function<bool()>& reached)
{
    if (!QTest::qWaitFor(reached, kPatienceMs))
        qFatal("it took too long");
}

void openTab(MainWindow& window, int index)
{
    window.findChild<QTabWidget*>(QStringLiteral("drawerTabs"))->setCurrentIndex(index);
}

void moveMouse(MainWindow& window)
{
    QMouseEvent move(QEvent::MouseMove, QPointF(50, 50), QPointF(50, 50), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(window.runPage().map()->viewport(), &move);
}

/// Lets the run go on to \p timeS and then hardly further, so that all pictures of a view show the same.
void goTo(MainWindow& window, double timeS)
{
    window.lab().setPace(0.0);
    until([&] { return window.lab().latest().timeS >= timeS; });
    window.lab().setPace(0.02);
}

void photographRun(MainWindow& window, Photographer& camera)
{
    QString why;
    if (!window.lab().openScenario(QStringLiteral(":/scenarios/two-plants.json"), &why))
        qFatal("%s", qPrintable(why));
    // In virtual time it goes as it would on a machine that has time for it.
    gossip::Scenario scenario = window.lab().scenario();
    scenario.clock = gossip::Clock::simulated;
    scenario.stop.epochs = kEpochs;
    window.lab().setScenario(scenario);
    window.setPage(Page::run);
    const auto simple = [&] { window.runPage().setDetailed(false); };
    const auto tab = [&](int index) {
        return [&window, index] {
            window.runPage().setDetailed(true);
            openTab(window, index);
        };
    };
    window.actions().start->trigger();
    until([&] { return window.lab().phase() == Lab::Phase::running; });
    goTo(window, 22.0);
    camera.take(QStringLiteral("run"), simple);
    goTo(window, 25.0);
    window.actions().cut->trigger();
    goTo(window, 33.0);
    camera.take(QStringLiteral("cut"), simple);
    window.present(true);
    camera.take(QStringLiteral("presenter"), [&] { moveMouse(window); });
    window.present(false);
    window.actions().restore->trigger();
    tab(3)();
    goTo(window, 48.0);
    camera.take(QStringLiteral("instruments"), tab(3));
    tab(0)();
    if (auto* look = window.findChild<QAbstractButton*>(QStringLiteral("look")); look->isVisible())
        look->click();
    QTest::qWait(8000);
    camera.take(QStringLiteral("lens"), tab(0));
    window.runPage().lookBack(31.0);
    camera.take(QStringLiteral("look-back"), simple);
    window.runPage().backToLive();
    window.lab().setPace(0.0);
    until([&] { return window.lab().phase() == Lab::Phase::ended; });
    camera.take(QStringLiteral("results"), [&] { window.setPage(Page::results); });
}

void photographLesson(MainWindow& window, Photographer& camera)
{
    camera.take(QStringLiteral("learn"), [&] { window.setPage(Page::learn); });
    window.findChildren<QPushButton*>(QStringLiteral("beginLesson")).at(2)->click();
    window.findChild<QSlider*>(QStringLiteral("guess"))->setValue(70);
    window.actions().start->trigger();
    until([&] { return window.lab().phase() == Lab::Phase::ended; });
    camera.take(QStringLiteral("lesson"));
    window.findChild<LessonBar*>()->leave();
}

void photographRace(MainWindow& window, Photographer& camera)
{
    auto* page = window.findChild<RacePage*>();
    // A small network, so that it takes a minute; what is shown is shown of any other likewise.
    window.lab().setScenario(*gossip::parseScenario(R"({"schema_version": 1, "name": "small-race", "model": {"id": "mlp"},
        "workers": {"count": 8}, "training": {"learning_rate": 0.05}, "protocol": {"probability": 0.1}, "evaluation": {"every_s": 0.5}})"));
    window.setPage(Page::compare);
    page->start();
    until([&] { return page->race().isActive(); });
    until([&] { return !page->race().isActive(); });
    auto* tabs = page->findChild<QTabWidget*>(QStringLiteral("raceTabs"));
    camera.take(QStringLiteral("race"), [&] { tabs->setCurrentIndex(0); });
    camera.take(QStringLiteral("race-curves"), [&] { tabs->setCurrentIndex(1); });
}

}  // namespace

int main(int argc, char** argv)
{
    Stage stage(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2 || !QDir().mkpath(arguments[1])) {
        std::fprintf(stderr, "usage: screenshots FOLDER [VIEW]...\n");
        return 2;
    }
    MainWindow window(stage.language);
    window.openAtStart({});
    window.resize(kSizes.front());
    window.show();
    Photographer camera(stage, window, arguments[1], arguments.mid(2));
    QTest::qWait(kSettleMs);
    camera.take(QStringLiteral("prepare"), [&] { window.setPage(Page::prepare); });
    if (camera.wantsAny({QStringLiteral("learn"), QStringLiteral("lesson")}))
        photographLesson(window, camera);
    if (camera.wantsAny({QStringLiteral("run"), QStringLiteral("cut"), QStringLiteral("presenter"), QStringLiteral("instruments"),
                         QStringLiteral("lens"), QStringLiteral("look-back"), QStringLiteral("results")}))
        photographRun(window, camera);
    if (camera.wantsAny({QStringLiteral("race"), QStringLiteral("race-curves")}))
        photographRace(window, camera);
    return 0;
}
