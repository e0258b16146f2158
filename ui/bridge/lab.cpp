// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/lab.h"

#include "ui/bridge/messages.h"
#include "ui/bridge/run_replay.h"
#include "ui/bridge/scenario_io.h"

#include "datasets/catalogue.h"

#include <gossip/export.h>

#include <QDir>
#include <QFileInfo>
#include <QSettings>

#include <chrono>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

namespace gossip::ui {

namespace {

constexpr int kPollMs = 33;                    // 30 updates a second

/// Tells whether two scenarios load the same pictures; how they are spread is the engine's affair.
QString dataKey(const gossip::DatasetSpec& spec)
{
    return QStringLiteral("%1|%2|%3|%4").arg(QString::fromStdString(spec.id), QString::fromStdString(spec.path))
        .arg(spec.trainLimit).arg(spec.testLimit);
}

/// A folder that does not exist yet for the run, below the one that the settings name.
QString newRunFolder(const gossip::Scenario& scenario)
{
    const QString root = QSettings().value(QStringLiteral("runs folder"), QDir::homePath() + QLatin1String("/gossiplab")).toString();
    const QString name = QFileInfo(QString::fromStdString(gossip::defaultRunFolder(scenario))).fileName();
    QString folder = root + QLatin1Char('/') + name;
    for (int n = 2; QFileInfo::exists(folder); ++n)
        folder = QStringLiteral("%1/%2-%3").arg(root, name).arg(n);
    return folder;
}

/// What a preparation thread hands to the window's thread.
struct Prepared {
    std::shared_ptr<gossip::Run> run;
    gossip::DatasetPtr dataset;
    std::optional<gossip::Error> error;
};

}  // namespace

struct Lab::Impl {
    explicit Impl(Lab* owner) : lab(owner) {}

    void setPhase(Phase next);
    void begin(const QString& runFolder, bool resume);
    void scenarioHasChanged();
    void prepare(std::stop_token stop, gossip::RunOptions options, gossip::DatasetPtr cached);
    void adopt(Prepared prepared);
    void replay(gossip::RunFiles files);
    void poll();
    void finish();

    Lab* lab;
    Phase phase = Phase::idle;
    gossip::Scenario scenario;
    gossip::Scenario runScenario;
    std::string saved = gossip::toJson(gossip::Scenario());   ///< as on the disk, or as it came
    QString path;

    gossip::DatasetPtr dataset;
    QString datasetKey;
    QString folder;
    gossip::RunUpdate update;
    const gossip::Summary* summary = nullptr;
    std::optional<gossip::Summary> summaryOfFolder;   ///< set while a folder's run is shown
    double pace = 0.0;
    bool startPaused = false;
    bool resumes = false;
    bool stopAsked = false;
    QTimer timer;

    std::shared_ptr<gossip::Run> run;
    std::jthread preparation;  // last: joined before what it reports to is gone
};

void Lab::Impl::setPhase(Phase next)
{
    if (next == phase)
        return;
    phase = next;
    Q_EMIT lab->phaseChanged(next);
}

void Lab::Impl::scenarioHasChanged()
{
    if (phase == Phase::ended)
        setPhase(Phase::idle);
    Q_EMIT lab->scenarioChanged();
}

/// Runs on the preparation thread; reports through the window's event loop only.
void Lab::Impl::prepare(std::stop_token stop, gossip::RunOptions options, gossip::DatasetPtr cached)
{
    Prepared prepared;
    prepared.dataset = std::move(cached);
    if (!prepared.dataset && runScenario.workload == gossip::Workload::training) {
        const auto progress = [this, stop](double share) {
            QMetaObject::invokeMethod(lab, [this, share] { Q_EMIT lab->loadProgress(share); }, Qt::QueuedConnection);
            return !stop.stop_requested();
        };
        auto loaded = gossip::datasets::load(runScenario.dataset, progress);
        if (loaded)
            prepared.dataset = *loaded;
        else
            prepared.error = loaded.error();
    }
    if (!prepared.error && !stop.stop_requested()) {
        auto started = gossip::Run::start(runScenario, prepared.dataset, options);
        if (started)
            prepared.run = std::move(*started);
        else
            prepared.error = started.error();
    }
    QMetaObject::invokeMethod(
        lab, [this, result = std::move(prepared)]() mutable { adopt(std::move(result)); }, Qt::QueuedConnection);
}

void Lab::Impl::adopt(Prepared prepared)
{
    preparation.join();
    if (prepared.dataset) {
        dataset = prepared.dataset;
        datasetKey = dataKey(runScenario.dataset);
    }
    if (stopAsked || prepared.error) {
        folder.clear();
        setPhase(Phase::idle);
        if (!stopAsked)
            Q_EMIT lab->failed(engineText(*prepared.error));
        return;
    }
    run = std::move(prepared.run);
    summaryOfFolder.reset();
    update = {};
    summary = nullptr;
    runScenario = run->scenario();
    run->setPace(pace);   // it may have changed meanwhile
    if (resumes)
        runScenario.faults = run->recordedScenario().faults;   // its timeline may have been changed before it broke off
    if (startPaused) {
        run->pause();
        run->singleStep();
    }
    setPhase(startPaused ? Phase::paused : Phase::running);
    Q_EMIT lab->runStarted();
    timer.start();
}

void Lab::Impl::replay(gossip::RunFiles files)
{
    preparation.join();
    if (stopAsked) {
        setPhase(Phase::idle);
        return;
    }
    run.reset();
    dataset.reset();
    datasetKey.clear();
    runScenario = files.scenario;
    summaryOfFolder = files.summary.value_or(gossip::Summary());
    if (!files.summary)
        summaryOfFolder->outcome = gossip::RunState::stopped;   // it broke off
    summary = nullptr;
    update = {};
    Q_EMIT lab->runStarted();
    const std::vector<gossip::Message> damages = files.damages;
    RunReplay told(std::move(files));
    while (told.next(update))
        Q_EMIT lab->updated(update);
    summary = &*summaryOfFolder;
    setPhase(Phase::ended);
    Q_EMIT lab->runEnded();
    if (!damages.empty())
        Q_EMIT lab->failed(engineText(damages.front()));
}

void Lab::Impl::poll()
{
    const bool over = run->hasEnded();  // asked before draining: nothing can come after what we drain now
    run->drain(update);
    if (update.state == gossip::RunState::paused)
        setPhase(Phase::paused);
    else if (update.state == gossip::RunState::running || (update.state == gossip::RunState::stalled && !over))
        setPhase(Phase::running);  // a stalled run waits for whoever brings somebody back
    else if (!over)
        setPhase(Phase::stopping);  // or ended, with files still being written
    Q_EMIT lab->updated(update);
    if (over)
        finish();
}

void Lab::Impl::finish()
{
    timer.stop();
    summary = &run->wait();  // does not block: the run has ended
    setPhase(Phase::ended);
    Q_EMIT lab->runEnded();
    if (summary->outcome == gossip::RunState::failed)
        Q_EMIT lab->failed(engineText(summary->reason));
}

Lab::Lab(QObject* parent) : QObject(parent), m_impl(std::make_unique<Impl>(this))
{
    m_impl->timer.setInterval(kPollMs);
    m_impl->timer.setTimerType(Qt::PreciseTimer);
    connect(&m_impl->timer, &QTimer::timeout, this, [this] { m_impl->poll(); });
}

Lab::~Lab()
{
    m_impl->timer.stop();
    m_impl->preparation.request_stop();
}

Lab::Phase Lab::phase() const { return m_impl->phase; }
bool Lab::isActive() const { return m_impl->phase != Phase::idle && m_impl->phase != Phase::ended; }
const gossip::Scenario& Lab::scenario() const { return m_impl->scenario; }
bool Lab::isModified() const { return gossip::toJson(m_impl->scenario) != m_impl->saved; }
QString Lab::scenarioPath() const { return m_impl->path; }
gossip::DatasetPtr Lab::dataset() const
{
    return m_impl->runScenario.workload == gossip::Workload::training ? m_impl->dataset : nullptr;
}
const gossip::Scenario& Lab::runScenario() const { return m_impl->runScenario; }
const gossip::RunUpdate& Lab::latest() const { return m_impl->update; }
const gossip::Summary* Lab::summary() const { return m_impl->summary; }
QString Lab::runFolder() const { return m_impl->folder; }
bool Lab::hasRun() const { return m_impl->run != nullptr || m_impl->summaryOfFolder.has_value(); }
gossip::Run* Lab::run() const { return m_impl->run.get(); }
std::shared_ptr<gossip::Run> Lab::sharedRun() const { return m_impl->run; }

double Lab::pace() const { return m_impl->pace; }

void Lab::setPace(double timesRealTime)
{
    m_impl->pace = timesRealTime;
    if (m_impl->run)
        m_impl->run->setPace(timesRealTime);
    Q_EMIT paceChanged();
}

void Lab::setScenario(const gossip::Scenario& scenario)
{
    if (gossip::toJson(scenario) == gossip::toJson(m_impl->scenario))
        return;
    m_impl->scenario = scenario;
    m_impl->scenarioHasChanged();
}

bool Lab::openScenario(const QString& path, QString* why)
{
    const std::optional<gossip::Scenario> read = readScenario(path, why);
    if (!read)
        return false;
    const QFileInfo info(path);
    const bool ownFile = !info.isDir() && !path.startsWith(QLatin1Char(':'));
    m_impl->scenario = *read;
    m_impl->path = ownFile ? info.absoluteFilePath() : QString();
    m_impl->saved = gossip::toJson(m_impl->scenario);
    m_impl->scenarioHasChanged();
    return true;
}

void Lab::showRun(const QString& folder)
{
    if (isActive())
        return;
    m_impl->stopAsked = false;
    m_impl->folder = QFileInfo(folder).absoluteFilePath();
    m_impl->setPhase(Phase::loading);
    m_impl->preparation = std::jthread([this, path = QDir::toNativeSeparators(m_impl->folder).toStdString()] {
        auto read = gossip::readRunFolder(path);
        QMetaObject::invokeMethod(
            this,
            [this, read = std::move(read)]() mutable {
                if (read)
                    return m_impl->replay(std::move(*read));
                m_impl->preparation.join();
                m_impl->setPhase(Phase::idle);
                Q_EMIT failed(engineText(read.error()));
            },
            Qt::QueuedConnection);
    });
}

bool Lab::saveScenario(const QString& path, QString* why)
{
    if (!writeScenario(m_impl->scenario, path, why))
        return false;
    m_impl->path = QFileInfo(path).absoluteFilePath();
    m_impl->saved = gossip::toJson(m_impl->scenario);
    Q_EMIT scenarioSaved();
    return true;
}

bool Lab::saveRecordedScenario(const QString& path, QString* why)
{
    if (!m_impl->run) {
        *why = tr("Nothing was run yet, so there is nothing to repeat. Start a run first.");
        return false;
    }
    return writeScenario(m_impl->run->recordedScenario(), path, why);
}

void Lab::Impl::begin(const QString& runFolder, bool resume)
{
    stopAsked = false;
    startPaused = false;
    resumes = resume;
    runScenario = scenario;
    folder = runFolder;
    gossip::RunOptions options{QDir::toNativeSeparators(folder).toStdString(), 0, true, resume};
    options.pace = pace;
    const bool known = dataset && datasetKey == dataKey(scenario.dataset);
    setPhase(Phase::loading);
    preparation = std::jthread([this, options, cached = known ? dataset : nullptr](std::stop_token stop) {
        prepare(std::move(stop), options, cached);
    });
}

void Lab::start()
{
    if (!isActive())
        m_impl->begin(newRunFolder(m_impl->scenario), false);
}

void Lab::continueRun(const QString& folder)
{
    if (isActive())
        return;
    if (QString why; openScenario(folder, &why))
        m_impl->begin(folder, true);
    else
        Q_EMIT failed(why);
}

void Lab::pause()
{
    if (m_impl->phase == Phase::running)
        m_impl->run->pause();
}

void Lab::resume()
{
    if (m_impl->phase == Phase::paused)
        m_impl->run->resume();
}

void Lab::step()
{
    if (m_impl->phase == Phase::idle || m_impl->phase == Phase::ended) {
        start();
        m_impl->startPaused = true;
    } else if (m_impl->phase == Phase::paused || m_impl->phase == Phase::running) {
        m_impl->run->singleStep();
    }
}

void Lab::stop()
{
    if (m_impl->phase == Phase::loading) {
        m_impl->stopAsked = true;
        m_impl->preparation.request_stop();
        m_impl->setPhase(Phase::stopping);
    } else if (m_impl->phase == Phase::running || m_impl->phase == Phase::paused) {
        m_impl->run->requestStop();
    }
}

void Lab::post(const gossip::Fault& command)
{
    if (m_impl->phase == Phase::running || m_impl->phase == Phase::paused)
        m_impl->run->post(command);
}

bool Lab::setTimeline(const std::vector<gossip::Fault>& faults, QString* why)
{
    if (m_impl->phase != Phase::running && m_impl->phase != Phase::paused) {
        *why = tr("Nothing runs now.");
        return false;
    }
    if (const auto taken = m_impl->run->setTimeline(faults); !taken) {
        *why = engineText(taken.error());
        return false;
    }
    m_impl->runScenario.faults = faults;
    Q_EMIT timelineChanged();
    return true;
}

}  // namespace gossip::ui
