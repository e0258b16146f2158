// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/run_impl.h"

#include "network/fault_state.h"

#include <algorithm>
#include <utility>

namespace gossip {

Run::Impl::Impl(RunSetup prepared, std::unique_ptr<exporters::RunFolder> folder, const RunOptions& options, Checkpoint* checkpoint)
    : m_setup(std::move(prepared)),
      m_folder(std::move(folder)),
      m_cluster(m_setup.effective, m_setup.work, m_feed, m_ledger),
      m_scheduler(makeScheduler(m_cluster, m_setup.effective, m_setup.net,
                                {m_setup.threads, options.waitWhenStalled, checkpoint ? &checkpoint->reader() : nullptr})),
      m_recorder(m_setup.scenario, m_cluster, *m_scheduler, m_setup.net, m_setup.data, m_feed, m_folder.get()),
      m_checkpointer(m_setup.scenario, m_folder.get(), checkpoint ? checkpoint->wallSeconds() : 0.0),
      m_keepsState(options.keepsState),
      m_timeline(m_setup.scenario.faults),
      m_horizonS(options.horizonS)
{
    m_scheduler->setPace(options.pace);
    if (checkpoint) {
        m_recorder.load(checkpoint->reader());
        m_feed.load(checkpoint->reader(), m_cluster.workers(), m_cluster.server().has_value());
        m_timeline = loadFaults(checkpoint->reader(), m_setup.scenario.workers.count, true);   // also for nodes that this protocol lacks
    }
}

Result<std::unique_ptr<Run::Impl>> Run::Impl::resumed(const Scenario& wanted, DatasetPtr dataset, const RunOptions& options)
{
    Result<std::unique_ptr<Checkpoint>> checkpoint = Checkpoint::open(options.folder);
    if (!checkpoint) {
        return checkpoint.error();
    }
    const Result<Scenario> scenario = (*checkpoint)->measured(wanted);
    if (!scenario) {
        return scenario.error();
    }
    Result<RunSetup> setup = prepareRun(*scenario, std::move(dataset), options.threads);
    if (!setup) {
        return setup.error();
    }
    if (Result<void> accepted = (*checkpoint)->accepts(setup->scenario); !accepted) {
        return accepted.error();
    }
    auto impl = std::make_unique<Impl>(std::move(*setup), exporters::RunFolder::reopen(options.folder), options, checkpoint->get());
    if (Result<void> loaded = (*checkpoint)->end(); !loaded) {
        return loaded.error();
    }
    if (impl->isOver() && impl->m_folder->hasSummary()) {   // else it was killed while it wrote its results
        return error(GOSSIP_TEXT("The run in %1 is finished; to let it go on, raise a stop limit"), {options.folder});
    }
    if (Result<void> opened = impl->m_folder->goOn((*checkpoint)->lengths(), impl->m_setup.scenario); !opened) {
        return opened.error();
    }
    impl->begin(true);
    return impl;
}

Run::Impl::~Impl()
{
    requestStop();
    if (m_conductor.joinable()) {
        m_conductor.join();
    }
}

bool Run::Impl::isOver() const
{
    const StopSpec& stop = m_setup.scenario.stop;
    const bool timeOver = stop.seconds > 0.0 && m_scheduler->now() >= stop.seconds;
    return m_cluster.reachedLimit() || timeOver || (stop.targetAccuracy > 0.0 && m_recorder.target().reached());
}

Result<void> Run::Impl::writeEvents()
{
    Result<void> written;
    for (const Event& event : m_feed.takeUnwrittenEvents()) {
        if (m_folder && written) {
            written = m_folder->append(event);
        }
    }
    return written;
}

Result<void> Run::Impl::saveState()
{
    Result<void> saved = m_checkpointer.finish();
    if (!m_folder || !m_keepsState || !saved) {
        return saved;
    }
    std::string state;
    m_scheduler->hold([&] {
        saved = writeEvents();
        state = m_checkpointer.take([this](StateWriter& out) {
            m_scheduler->save(out);
            m_recorder.save(out);
            m_feed.save(out);
            saveFaults(out, timeline());
        });
    });
    return saved ? m_checkpointer.write(std::move(state)) : saved;
}

void Run::Impl::conduct(bool resumed)
{
    if (!resumed) {
        logRun("started", "protocol=" + m_setup.scenario.protocol.id + ";seed=" + std::to_string(m_setup.scenario.seed));
        m_recorder.recordStart();
    }
    m_scheduler->start();
    Result<void> recorded;
    while (recorded && !m_scheduler->ended()) {
        m_scheduler->advance(std::min(m_recorder.nextS(), keepToHorizon()));
        recorded = m_recorder.poll();
        if (const auto& reached = m_recorder.target().reached(); reached && m_setup.scenario.stop.targetAccuracy > 0.0) {
            m_scheduler->requestStop();
        }
        if (recorded) {
            recorded = writeEvents();
        }
        if (recorded && m_checkpointer.isDue() && m_recorder.isSettled()) {
            recorded = saveState();
        }
    }
    m_scheduler->requestStop();
    while (!m_scheduler->ended()) {
        m_scheduler->advance(m_recorder.nextS());
    }
    m_recorder.settle();
    if (recorded && m_recorder.written()) {
        recorded = saveState();   // before the last record: what goes on from here has never stopped
    }
    conclude(recorded);
}

/// Lets whoever waits in goUntil() know how far the run is; a simulated clock waits at the horizon. \return the horizon
double Run::Impl::keepToHorizon()
{
    std::unique_lock lock(m_mutex);
    m_settledS = m_scheduler->now();
    m_changed.notify_all();
    m_changed.wait(lock, [this] {
        return m_settledS < m_horizonS || !m_scheduler->waitsForCaller() || m_scheduler->end() != ClusterEnd::none;
    });
    return m_horizonS;
}

void Run::Impl::requestStop()
{
    const std::lock_guard lock(m_mutex);
    m_stopWanted = true;
    m_scheduler->requestStop();
    m_changed.notify_all();
}

void Run::Impl::logRun(const std::string& kind, const std::string& detail)
{
    m_feed.onEvent({m_scheduler->now(), kind, "run", detail, std::nullopt});
}

std::vector<Fault> Run::Impl::timeline() const
{
    const std::lock_guard lock(m_timelineMutex);
    return m_timeline;
}

void Run::Impl::setTimeline(std::vector<Fault> faults)
{
    m_scheduler->setTimeline(fittedTo(faults, m_setup.effective));
    logRun("replanned");
    const std::lock_guard lock(m_timelineMutex);
    m_timeline = std::move(faults);
}

RunState Run::Impl::stateNow() const
{
    const std::lock_guard lock(m_mutex);
    if (m_hasEnded) {
        return m_summary.outcome;
    }
    if (m_scheduler->end() != ClusterEnd::none) {
        return RunState::stopping;
    }
    if (m_scheduler->isPaused()) {
        return RunState::paused;
    }
    return m_scheduler->isStalled() ? RunState::stalled : RunState::running;
}

}  // namespace gossip
