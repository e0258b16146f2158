// SPDX-License-Identifier: GPL-3.0-or-later
// What a run leaves behind: summary, files and the trained model.
#include "run/run_impl.h"

#include "exporters/onnx.h"
#include "metrics/consensus.h"

#include <utility>

namespace gossip {

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

}  // namespace gossip
