// SPDX-License-Identifier: GPL-3.0-or-later
#include <gossip/run.h>

#include "cluster/event_queue.h"
#include "cluster/weight_sums.h"
#include "core/platform.h"
#include "exporters/onnx.h"
#include "exporters/run_folder.h"
#include "metrics/consensus.h"
#include "run/checkpoint.h"
#include "run/feed.h"
#include "run/recorder.h"
#include "run/setup.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace gossip {

struct Run::Impl {
    /// \param checkpoint  null: from the beginning
    Impl(RunSetup prepared, std::unique_ptr<exporters::RunFolder> folder, const RunOptions& options, Checkpoint* checkpoint);
    ~Impl();
    static Result<std::unique_ptr<Impl>> resumed(const Scenario& wanted, DatasetPtr dataset, const RunOptions& options);

    void begin(bool resumed) { m_conductor = std::jthread([this, resumed] { conduct(resumed); }); }
    void conduct(bool resumed);
    Result<void> writeEvents();
    Result<void> saveState();
    double keepToHorizon();
    void requestStop();
    [[nodiscard]] bool isOver() const;
    void conclude(const Result<void>& recorded);
    Result<void> writeResults();
    void describeEnd(const Result<void>& recorded);
    void logRun(const std::string& kind, const std::string& detail = {});
    [[nodiscard]] FlatArray parametersOf(ModelChoice choice) const;
    [[nodiscard]] Result<std::string> onnxOf(ModelChoice choice) const;
    [[nodiscard]] RunState stateNow() const;

    RunSetup m_setup;
    std::unique_ptr<exporters::RunFolder> m_folder;
    Feed m_feed;
    WeightSums m_ledger;
    Cluster m_cluster;
    std::unique_ptr<Scheduler> m_scheduler;
    Recorder m_recorder;
    Checkpointer m_checkpointer;
    bool m_keepsState;

    mutable std::mutex m_mutex;            // guards what follows
    std::condition_variable m_changed;     // any of it
    double m_horizonS;                     // the clock goes no further
    double m_settledS = 0.0;               // all that was due by then is done and recorded
    bool m_hasEnded = false;
    Summary m_summary;                     // written by the conductor before m_hasEnded
    std::atomic<bool> m_stopWanted{false};
    std::jthread m_conductor;              // last: joined before what it uses dies
};

Run::Impl::Impl(RunSetup prepared, std::unique_ptr<exporters::RunFolder> folder, const RunOptions& options, Checkpoint* checkpoint)
    : m_setup(std::move(prepared)),
      m_folder(std::move(folder)),
      m_cluster(m_setup.effective, m_setup.work, m_feed, m_ledger),
      m_scheduler(makeScheduler(m_cluster, m_setup.effective, m_setup.net,
                                {m_setup.threads, options.waitWhenStalled, checkpoint ? &checkpoint->reader() : nullptr})),
      m_recorder(m_setup.scenario, m_cluster, *m_scheduler, m_setup.net, m_setup.data, m_feed, m_folder.get()),
      m_checkpointer(m_setup.scenario, m_folder.get(), checkpoint ? checkpoint->wallSeconds() : 0.0),
      m_keepsState(options.keepsState),
      m_horizonS(options.horizonS)
{
    if (checkpoint) {
        m_recorder.load(checkpoint->reader());
        m_feed.load(checkpoint->reader(), m_cluster.workers(), m_cluster.server().has_value());
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

void Run::Impl::conclude(const Result<void>& recorded)
{
    m_summary.final = m_recorder.finish();
    Result<void> outcome = recorded ? m_recorder.written() : recorded;
    m_summary.exchanges = m_cluster.network().exchanges();
    m_summary.bytesByNode = m_cluster.network().bytesByNode();
    m_summary.busySByNode = m_cluster.network().busyByNode(m_summary.final.metrics.timeS);
    m_summary.target = m_recorder.target().target();
    if (const auto reached = m_recorder.target().reached()) {
        m_summary.timeToTargetS = reached->timeS;
        m_summary.bytesToTarget = reached->bytesSent;
        m_summary.stepsToTarget = reached->steps;
    }
    if (m_setup.scenario.workload == Workload::averaging) {
        m_summary.consensusContraction = m_recorder.consensusRate().perRound();
    }
    m_summary.evaluation = m_recorder.lastEvaluation();
    m_summary.meanModelAccuracy = m_recorder.meanModelAccuracy();
    if (m_summary.evaluation) {
        m_summary.classes = classScores(m_summary.evaluation->confusion, m_setup.data->dataset->classNames);
    }
    m_summary.wallSeconds = m_checkpointer.wallSeconds();
    m_summary.evaluationShare = m_recorder.evaluationCpuSeconds() / (m_summary.wallSeconds * m_setup.threads);
    m_summary.rejectedMessages = m_cluster.rejectedCount();
    m_summary.sumWeightLost = m_ledger.gone();
    m_summary.modelParameters = m_setup.work->parameterCount();
    m_summary.threads = m_setup.threads;
    describeEnd(outcome);
    logRun(m_summary.outcome == RunState::finished  ? "finished"
           : m_summary.outcome == RunState::stalled ? "stalled"
           : m_summary.outcome == RunState::failed  ? "failed"
                                                    : "stopped",
           "by=" + m_summary.stoppedBy);
    if (outcome) {
        outcome = writeResults();
        if (!outcome) {
            describeEnd(outcome);
        }
    }
    const std::lock_guard lock(m_mutex);
    m_hasEnded = true;
    m_changed.notify_all();
}

void Run::Impl::describeEnd(const Result<void>& recorded)
{
    const auto say = [this](RunState outcome, const char* by, Message reason) {
        m_summary.outcome = outcome;
        m_summary.stoppedBy = by;
        m_summary.reason = std::move(reason);
    };
    const StopSpec& stop = m_setup.scenario.stop;
    if (!recorded) {
        say(RunState::failed, "error", recorded.error().message);
        return;
    }
    switch (m_scheduler->end()) {
    case ClusterEnd::diverged:
        say(RunState::failed, "divergence", {GOSSIP_TEXT("The training of all workers diverged. Try a smaller learning rate."), {}});
        break;
    case ClusterEnd::stalled:
        say(RunState::stalled, "stall", {GOSSIP_TEXT("No worker could go on, and nothing on the timeline brings one back."), {}});
        break;
    case ClusterEnd::seconds:
        say(RunState::finished, "seconds", {GOSSIP_TEXT("The set time was over."), {}});
        break;
    case ClusterEnd::limit:
        if (stop.steps > 0 && m_cluster.stepsDone() >= stop.steps) {
            say(RunState::finished, "steps", {GOSSIP_TEXT("The set number of steps was done."), {}});
        } else {
            say(RunState::finished, "epochs", {GOSSIP_TEXT("The set number of epochs was done."), {}});
        }
        break;
    default:
        if (m_stopWanted) {
            say(RunState::stopped, "user", {GOSSIP_TEXT("The run was stopped by hand."), {}});
        } else {
            say(RunState::finished, "target_accuracy", {GOSSIP_TEXT("The target accuracy was reached."), {}});
        }
    }
}

Result<void> Run::Impl::writeResults()
{
    if (!m_folder) {
        return {};
    }
    if (Result<void> written = writeEvents(); !written) {
        return written;
    }
    if (Result<void> written = m_checkpointer.finish(); !written) {
        return written;
    }
    std::vector<std::string> classNames;
    if (m_setup.data) {
        classNames = m_setup.data->dataset->classNames;
        Result<std::string> model = onnxOf({});
        if (!model) {
            return model.error();
        }
        if (Result<void> written = m_folder->writeFile("model.onnx", *model); !written) {
            return written;
        }
    }
    if (Result<void> written = m_folder->writeExchanges(m_summary.exchanges); !written) {
        return written;
    }
    return m_folder->writeSummary(m_setup.scenario, m_summary, classNames);
}

void Run::Impl::logRun(const std::string& kind, const std::string& detail)
{
    m_feed.onEvent({m_scheduler->now(), kind, "run", detail, std::nullopt});
}

FlatArray Run::Impl::parametersOf(ModelChoice choice) const
{
    FlatArray copy;
    if (choice.worker >= 0) {
        m_cluster.copyParameters(choice.worker, copy);
        return copy;
    }
    if (const auto server = m_cluster.server()) {
        m_cluster.copyParameters(*server, copy);
        return copy;
    }
    std::vector<FlatArray> models;
    std::vector<std::size_t> members;
    for (const int worker : m_cluster.workersOfOutputModel()) {
        m_cluster.copyParameters(worker, copy);
        members.push_back(models.size());
        models.push_back(copy);
    }
    return metrics::meanModel(models, members);
}

Result<std::string> Run::Impl::onnxOf(ModelChoice choice) const
{
    if (!m_setup.net) {
        return error(GOSSIP_TEXT("This workload trains no network, so there is no model to export."));
    }
    exporters::TrainedModel model;
    model.layers = m_setup.net->options().layers;
    model.pictures = m_setup.data->dataset->shape;
    model.input = m_setup.net->options().input;
    for (const nn::ParameterView& view : m_setup.net->parameters()) {
        model.dims.push_back(view.dims);
    }
    model.parameters.resize(m_setup.net->parameterCount());
    nn::useOneThread();
    m_setup.net->exportPlain(parametersOf(choice), model.parameters);
    model.mean = m_setup.data->scaling.mean;
    model.deviation = m_setup.data->scaling.deviation;
    model.classNames = m_setup.data->dataset->classNames;
    model.scenarioJson = toJson(m_setup.scenario);
    return exporters::toOnnx(model);
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
    return m_cluster.anyoneCanStep() ? RunState::running : RunState::stalled;
}

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
    return withFaults(m_impl->m_setup.scenario, m_impl->m_feed.faultsSoFar(), m_impl->m_scheduler->now());
}

Result<void> Run::exportOnnx(const std::string& path, ModelChoice choice)
{
    Result<std::string> bytes = m_impl->onnxOf(choice);
    if (!bytes) {
        return bytes.error();
    }
    return platform::writeFileAtomically(path, *bytes);
}

Result<Evaluation> Run::evaluate(ModelChoice choice)
{
    if (!m_impl->m_setup.net) {
        return error(GOSSIP_TEXT("This workload trains no network, so there is nothing to evaluate."));
    }
    nn::useOneThread();
    EvaluationJob job(m_impl->m_setup.net, m_impl->m_setup.data);
    const std::size_t model = job.add(m_impl->parametersOf(choice), 0);
    nn::Slot slot(m_impl->m_setup.net);
    while (job.runChunk(slot)) {
    }
    return job.result(model);
}

}  // namespace gossip
