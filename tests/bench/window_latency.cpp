// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the real window keeps up while every core trains: frames drawn a second, delays of the event loop, and the time from a
// click to the repaint that shows it.
//
//   window_latency [WORKERS] [SECONDS]      under a real display (or Xvfb); prints one table

#include "stage.h"
#include "ui/views/cluster_map.h"
#include "ui/window/main_window.h"

#include <QAbstractButton>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <thread>
#include <vector>

using namespace gossip::ui;

namespace {

double quantile(std::vector<double> values, double share)
{
    if (values.empty())
        return 0.0;
    std::sort(values.begin(), values.end());
    return values[std::size_t(share * double(values.size() - 1))];
}

/// Watches one widget's paints and one button's clicks.
class Observer : public QObject {
public:
    Observer(QWidget* painted, QAbstractButton* clicked) : m_painted(painted), m_clicked(clicked)
    {
        painted->installEventFilter(this);
        clicked->installEventFilter(this);
        m_clock.start();
    }
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (watched == m_painted && event->type() == QEvent::Paint)
            frames.push_back(nowMs());
        if (watched == m_clicked && event->type() == QEvent::MouseButtonRelease)
            m_released = true;
        if (watched == m_clicked && event->type() == QEvent::Paint && m_released) {
            m_released = false;
            answersMs.push_back(nowMs() - postedMs.load());
        }
        return false;
    }
    double nowMs() const { return double(m_clock.nsecsElapsed()) * 1e-6; }

    std::atomic<double> postedMs{0.0};
    std::vector<double> frames;
    std::vector<double> answersMs;

private:
    QWidget* m_painted;
    QAbstractButton* m_clicked;
    QElapsedTimer m_clock;
    bool m_released = false;
};

void postClick(QAbstractButton* button, Observer& observer)
{
    // From another thread, as a display server would: a busy event loop makes the click wait.
    const QPointF middle(button->width() / 2.0, button->height() / 2.0);
    observer.postedMs = observer.nowMs();
    for (const auto type : {QEvent::MouseButtonPress, QEvent::MouseButtonRelease}) {
        const auto held = type == QEvent::MouseButtonPress ? Qt::LeftButton : Qt::NoButton;
        QCoreApplication::postEvent(button, new QMouseEvent(type, middle, button->mapToGlobal(middle), Qt::LeftButton, held, Qt::NoModifier));
    }
}

}  // namespace

int main(int argc, char** argv)
{
    Stage stage(argc, argv);
    MainWindow window(stage.language);
    const int workers = argc > 1 ? std::atoi(argv[1]) : 64;
    const int seconds = argc > 2 ? std::atoi(argv[2]) : 20;
    auto scenario = gossip::parseScenario(R"({"schema_version": 1, "protocol": {"id": "gosgd", "probability": 0.1}, "stop": {"epochs": 1000}})",
                                          {"workers.count=" + std::to_string(workers)});
    if (!scenario) {
        std::fprintf(stderr, "%s\n", scenario.error().str().c_str());
        return 2;
    }
    window.lab().setScenario(*scenario);
    window.resize(1280, 776);
    window.show();
    auto* map = window.findChild<ClusterMap*>();
    auto* button = window.findChild<QAbstractButton*>(QStringLiteral("crash"));
    Observer observer(map->viewport(), button);
    window.lab().start();

    std::jthread clicker;
    QObject::connect(&window.lab(), &Lab::runStarted, &window, [&] {
        QTimer::singleShot(3000, &window, [&] {   // the first evaluation and the caches are not what is measured
            observer.frames.clear();
            clicker = std::jthread([&](const std::stop_token& stop) {
                while (!stop.stop_requested()) {
                    postClick(button, observer);
                    std::this_thread::sleep_for(std::chrono::milliseconds(330));
                }
            });
            QTimer::singleShot(std::chrono::seconds(seconds), Qt::PreciseTimer, &window, [] { QCoreApplication::exit(); });   // not quit(): it lets the run end first
        });
    });
    QApplication::exec();
    clicker = {};
    std::vector<double> gaps;
    for (std::size_t i = 1; i < observer.frames.size(); ++i)
        gaps.push_back(observer.frames[i] - observer.frames[i - 1]);
    std::printf("%d workers, %d s, pictures/s %.0f\n", workers, seconds,
                double(window.lab().latest().steps) * 32.0 / std::max(1.0, window.lab().latest().timeS));
    std::printf("map frames a second   %.1f\n", double(observer.frames.size()) / seconds);
    std::printf("between frames [ms]   median %.1f, 95 %% %.1f, longest %.1f\n", quantile(gaps, 0.5), quantile(gaps, 0.95), quantile(gaps, 1.0));
    std::printf("click to repaint [ms] median %.1f, 95 %% %.1f, longest %.1f (%zu clicks)\n", quantile(observer.answersMs, 0.5),
                quantile(observer.answersMs, 0.95), quantile(observer.answersMs, 1.0), observer.answersMs.size());
    return 0;
}
