// SPDX-License-Identifier: GPL-3.0-or-later
// How long a person waits for the window, for a run's first drawn point, and for the data. Needs a display.
#include "datasets/catalogue.h"
#include "stage.h"
#include "ui/charts/time_chart.h"
#include "ui/window/main_window.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTimer>
#include <QXYSeries>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <memory>
#include <unistd.h>
#include <utility>
#include <vector>

using namespace gossip::ui;

namespace {

constexpr int kRuns = 5;

/// Milliseconds since the system started this process (to 10 ms).
double processAgeMs()
{
    QFile stat(QStringLiteral("/proc/self/stat"));
    QFile uptime(QStringLiteral("/proc/uptime"));
    if (!stat.open(QIODevice::ReadOnly) || !uptime.open(QIODevice::ReadOnly))
        return 0.0;
    const QByteArray behindName = stat.readAll().split(')').last();
    const double startedS = behindName.split(' ').value(20).toDouble() / double(::sysconf(_SC_CLK_TCK));   // field 22: starttime
    return 1000.0 * (uptime.readAll().split(' ').first().toDouble() - startedS);
}

bool hasPoints(const TimeChart& chart)
{
    const auto all = chart.chart()->series();
    return std::any_of(all.begin(), all.end(), [](QAbstractSeries* series) {
        const auto* line = qobject_cast<QXYSeries*>(series);
        return line != nullptr && line->count() > 0;
    });
}

/// Calls back at the next paint for which \p isIt holds, once that paint is done.
class FirstPaint : public QObject {
public:
    FirstPaint(QWidget* watched, std::function<bool()> isIt, std::function<void()> then) : m_isIt(std::move(isIt)), m_then(std::move(then))
    {
        watched->installEventFilter(this);
    }
    bool eventFilter(QObject*, QEvent* event) override
    {
        if (event->type() == QEvent::Paint && m_then && m_isIt())
            QTimer::singleShot(0, this, std::exchange(m_then, nullptr));
        return false;
    }

private:
    std::function<bool()> m_isIt;
    std::function<void()> m_then;
};

void measureLoading()
{
    double best = 1e9;
    for (int i = 0; i < kRuns; ++i) {
        QElapsedTimer clock;
        clock.start();
        const auto data = gossip::datasets::load({});
        if (!data) {
            std::printf("Fashion-MNIST cannot be loaded: %s\n", data.error().str().c_str());
            return;
        }
        best = std::min(best, double(clock.nsecsElapsed()) * 1e-6);
    }
    std::printf("loading Fashion-MNIST                       %6.0f ms (best of %d)\n", best, kRuns);
}

/// Starts runs one after the other and waits for the first one's and then the others' first drawn point.
class Runs : public QObject {
public:
    explicit Runs(MainWindow& window) : m_window(window)
    {
        connect(&window.lab(), &Lab::runStarted, this, [this] { m_started = true; });
        connect(&window.lab(), &Lab::runEnded, this, [this] { QTimer::singleShot(0, this, [this] { next(); }); });
    }
    void next()
    {
        if (m_count++ == kRuns + 1) {
            std::printf("run's start to first drawn point, data cached %4.0f ms (best of %d)\n", m_best, kRuns);
            QCoreApplication::exit();
            return;
        }
        m_started = false;
        m_clock.start();
        m_window.lab().start();
        m_paints.clear();
        for (const TimeChart* chart : m_window.findChildren<TimeChart*>()) {
            const auto isIt = [this, chart] { return m_started && hasPoints(*chart); };
            m_paints.push_back(std::make_unique<FirstPaint>(chart->viewport(), isIt, [this] { drawn(); }));
        }
    }

private:
    void drawn()
    {
        if (!std::exchange(m_started, false))
            return;   // another chart was first
        const double ms = double(m_clock.nsecsElapsed()) * 1e-6;
        if (m_count == 1)
            std::printf("run's start to first drawn point, with loading%4.0f ms\n", ms);
        else
            m_best = std::min(m_best, ms);
        m_window.lab().stop();
    }

    MainWindow& m_window;
    QElapsedTimer m_clock;
    std::vector<std::unique_ptr<FirstPaint>> m_paints;   ///< one a chart
    int m_count = 0;
    bool m_started = false;   ///< the newest run has, and no point of it is drawn yet
    double m_best = 1e9;
};

}  // namespace

int main(int argc, char** argv)
{
    Stage stage(argc, argv);
    MainWindow window(stage.language);
    window.openAtStart({});
    Runs runs(window);
    const FirstPaint first(&window, [] { return true; }, [&] {
        std::printf("program's start to first painted window     %6.0f ms\n", processAgeMs());
        measureLoading();
        runs.next();
    });
    window.show();
    return QApplication::exec();
}
