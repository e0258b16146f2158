// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/race_lab.h"

#include "ui/bridge/messages.h"

#include "datasets/catalogue.h"

#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QSettings>
#include <QTimer>

#include <optional>
#include <stop_token>
#include <thread>

namespace gossip::ui {

namespace {

constexpr int kPollMs = 100;

/// A folder that does not exist yet, beside those of the runs.
QString newRaceFolder(const gossip::Scenario& scenario)
{
    const QString root = QSettings().value(QStringLiteral("runs folder"), QDir::homePath() + QLatin1String("/gossiplab")).toString();
    const QString name = QStringLiteral("%1/race-%2-%3").arg(root, QString::fromStdString(scenario.name),
                                                             QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMddTHHmmssZ")));
    QString folder = name;
    for (int n = 2; QFileInfo::exists(folder); ++n)
        folder = QStringLiteral("%1-%2").arg(name).arg(n);
    return folder;
}

struct Prepared {
    std::unique_ptr<gossip::Race> race;
    std::optional<gossip::Error> error;
};

}  // namespace

struct RaceLab::Impl {
    explicit Impl(RaceLab* owner) : lab(owner) {}

    void setPhase(Phase next);
    void prepare(const std::stop_token& stop);
    void adopt(Prepared prepared);
    void poll();

    RaceLab* lab;
    Phase phase = Phase::idle;
    gossip::Scenario scenario;
    gossip::RaceOptions options;
    std::vector<gossip::RaceLane> lanes;
    std::optional<gossip::RaceResult> result;
    QElapsedTimer clock;
    QTimer timer;
    std::unique_ptr<gossip::Race> race;
    std::jthread preparation;   // last: joined before what it reports to is gone
};

void RaceLab::Impl::setPhase(Phase next)
{
    if (next == phase)
        return;
    phase = next;
    Q_EMIT lab->phaseChanged(next);
}

/// Runs on the preparation thread; reports through the window's event loop only.
void RaceLab::Impl::prepare(const std::stop_token& stop)
{
    auto prepared = std::make_shared<Prepared>();
    const auto progress = [this, stop](double share) {
        QMetaObject::invokeMethod(lab, [this, share] { Q_EMIT lab->loadProgress(share); }, Qt::QueuedConnection);
        return !stop.stop_requested();
    };
    const auto dataset = gossip::datasets::load(scenario.dataset, progress);
    if (!dataset) {
        prepared->error = dataset.error();
    } else if (!stop.stop_requested()) {
        auto started = gossip::Race::start(scenario, *dataset, options);
        if (started)
            prepared->race = std::move(*started);
        else
            prepared->error = started.error();
    }
    QMetaObject::invokeMethod(lab, [this, prepared] { adopt(std::move(*prepared)); }, Qt::QueuedConnection);
}

void RaceLab::Impl::adopt(Prepared prepared)
{
    preparation.join();
    if (phase == Phase::stopping || prepared.error) {
        const bool wanted = phase == Phase::stopping;
        setPhase(Phase::idle);
        if (!wanted)
            Q_EMIT lab->failed(engineText(*prepared.error));
        return;
    }
    race = std::move(prepared.race);
    clock.start();
    setPhase(Phase::racing);
    timer.start();
}

void RaceLab::Impl::poll()
{
    const bool over = race->hasEnded();
    lanes = race->lanes();
    if (!over) {
        Q_EMIT lab->updated();
        return;
    }
    timer.stop();
    result = race->wait();   // does not block: it has ended
    race.reset();
    lanes = result->lanes;
    setPhase(Phase::idle);
    Q_EMIT lab->ended();
    if (result->failure)
        Q_EMIT lab->failed(engineText(*result->failure));
}

RaceLab::RaceLab(QObject* parent) : QObject(parent), m_impl(std::make_unique<Impl>(this))
{
    m_impl->timer.setInterval(kPollMs);
    connect(&m_impl->timer, &QTimer::timeout, this, [this] { m_impl->poll(); });
}

RaceLab::~RaceLab()
{
    m_impl->timer.stop();
    m_impl->preparation.request_stop();
}

RaceLab::Phase RaceLab::phase() const { return m_impl->phase; }
const std::vector<gossip::RaceLane>& RaceLab::lanes() const { return m_impl->lanes; }
const gossip::RaceResult* RaceLab::result() const { return m_impl->result ? &*m_impl->result : nullptr; }
const gossip::Scenario& RaceLab::scenario() const { return m_impl->scenario; }
const gossip::RaceOptions& RaceLab::options() const { return m_impl->options; }
double RaceLab::elapsedS() const { return m_impl->clock.isValid() ? 1e-3 * double(m_impl->clock.elapsed()) : 0.0; }

void RaceLab::start(const gossip::Scenario& scenario, gossip::RaceOptions options)
{
    if (isActive())
        return;
    m_impl->scenario = scenario;
    m_impl->options = std::move(options);
    m_impl->options.folder = QDir::toNativeSeparators(newRaceFolder(scenario)).toStdString();
    m_impl->lanes.clear();
    m_impl->result.reset();
    m_impl->clock.invalidate();
    m_impl->setPhase(Phase::loading);
    m_impl->preparation = std::jthread([this](const std::stop_token& stop) { m_impl->prepare(stop); });
}

void RaceLab::stop()
{
    if (m_impl->phase == Phase::loading) {
        m_impl->preparation.request_stop();
        m_impl->setPhase(Phase::stopping);
    } else if (m_impl->phase == Phase::racing) {
        m_impl->race->requestStop();
        m_impl->setPhase(Phase::stopping);
    }
}

}  // namespace gossip::ui
