// SPDX-License-Identifier: GPL-3.0-or-later
#include <gossip/run.h>

#include "cluster/event_queue.h"
#include "core/platform.h"
#include "run/evaluation_job.h"
#include "run/run_impl.h"

#include <utility>

namespace gossip {

Run::Run(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Run::~Run() = default;

Result<std::unique_ptr<Run>> Run::start(const Scenario& scenario, DatasetPtr dataset, const RunOptions& options)
{
    if (options.resume) {
        auto impl = Impl::resumed(scenario, std::move(dataset), options);
        return impl ? Result<std::unique_ptr<Run>>(std::unique_ptr<Run>(new Run(std::move(*impl)))) : impl.error();
    }
    Result<RunSetup> setup = prepareRun(scenario, std::move(dataset), options.threads);
    if (!setup) {
        return setup.error();
    }
    std::unique_ptr<exporters::RunFolder> folder;
    if (!options.folder.empty()) {
        auto created = exporters::RunFolder::create(options.folder, setup->scenario);
        if (!created) {
            return created.error();
        }
        folder = std::move(*created);
    }
    auto impl = std::make_unique<Impl>(std::move(*setup), std::move(folder), options, nullptr);
    impl->begin(false);
    return std::unique_ptr<Run>(new Run(std::move(impl)));
}

void Run::pause()
{
    m_impl->m_scheduler->pause();
    m_impl->logRun("paused");
}

void Run::resume()
{
    m_impl->logRun("resumed");
    m_impl->m_scheduler->resume();
}

void Run::singleStep()
{
    m_impl->logRun("step");
    m_impl->m_scheduler->singleStep();
}

void Run::requestStop()
{
    m_impl->requestStop();
}

bool Run::goUntil(double untilS)
{
    std::unique_lock lock(m_impl->m_mutex);
    m_impl->m_horizonS = toSeconds(toTicks(untilS));
    m_impl->m_changed.notify_all();
    m_impl->m_changed.wait(lock, [&] { return m_impl->m_hasEnded || m_impl->m_settledS >= m_impl->m_horizonS; });
    return !m_impl->m_hasEnded;
}

void Run::setPace(double timesRealTime)
{
    m_impl->m_scheduler->setPace(timesRealTime);
}

void Run::post(const Fault& command)
{
    if (const auto fitted = fittedTo(command, m_impl->m_cluster.workers(), m_impl->m_cluster.server().has_value())) {
        m_impl->m_scheduler->post(*fitted);
    }
}

Result<void> Run::setTimeline(const std::vector<Fault>& faults)
{
    Scenario changed = m_impl->m_setup.scenario;
    changed.faults = faults;
    Result<Scenario> checked = checkScenario(changed);
    if (!checked) {
        return checked.error();
    }
    m_impl->setTimeline(std::move(checked->faults));
    return {};
}

void Run::watch(bool on)
{
    m_impl->m_recorder.watch(on);
}

void Run::drain(RunUpdate& update)
{
    // The state first: whoever sees an ended run has then fetched all that it left.
    update.state = m_impl->stateNow();
    m_impl->m_feed.drain(update);
    Cluster& cluster = m_impl->m_cluster;
    update.timeS = m_impl->m_scheduler->now();
    update.steps = cluster.stepsDone();
    update.epochs = cluster.epochsDone();
    update.paceShare = m_impl->m_scheduler->paceShare();
    update.workers = cluster.statuses();
    update.server.reset();
    if (const auto server = cluster.server()) {
        update.server = ServerStatus{cluster.isLiving(*server), cluster.network().waitingAtServer(update.timeS)};
    }
    update.islands = cluster.islands();
    update.network = cluster.network().common();
    update.probability = cluster.probability();
    const Network::Totals totals = cluster.network().totals();
    update.messagesSent = totals.sent;
    update.bytesSent = totals.bytes;
}

const Summary& Run::wait()
{
    std::unique_lock lock(m_impl->m_mutex);
    m_impl->m_changed.wait(lock, [this] { return m_impl->m_hasEnded; });
    return m_impl->m_summary;
}

bool Run::hasEnded() const
{
    const std::lock_guard lock(m_impl->m_mutex);
    return m_impl->m_hasEnded;
}

const Scenario& Run::scenario() const
{
    return m_impl->m_setup.scenario;
}

Scenario Run::recordedScenario() const
{
    Scenario planned = m_impl->m_setup.scenario;
    planned.faults = m_impl->timeline();
    return withFaults(planned, m_impl->m_feed.faultsSoFar(), m_impl->m_scheduler->now());
}

Result<void> Run::exportOnnx(const std::string& path, ModelChoice choice)
{
    Result<std::string> bytes = m_impl->onnxOf(choice);
    if (!bytes) {
        return bytes.error();
    }
    return platform::writeFileAtomically(path, *bytes);
}

Result<Evaluation> Run::evaluate(ModelChoice choice, const EvaluateOptions& options)
{
    if (!m_impl->m_setup.net) {
        return error(GOSSIP_TEXT("This workload trains no network, so there is nothing to evaluate."));
    }
    nn::useOneThread();
    EvaluationJob job(m_impl->m_setup.net, m_impl->m_setup.data);
    const std::size_t model = job.add(m_impl->parametersOf(choice), options.samples, options.mistakes);
    nn::Slot slot(m_impl->m_setup.net);
    while (job.runChunk(slot)) {
        if (options.progress && !options.progress(job.shareDone())) {
            return error(GOSSIP_TEXT("The evaluation was given up."));
        }
    }
    return job.result(model);
}

}  // namespace gossip
