// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform.h"

#include <gossip/catalogue.h>
#include <gossip/export.h>
#include <gossip/topology.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>

namespace gossip {

namespace {

using Json = nlohmann::ordered_json;

template <class T>
Json orNull(const std::optional<T>& value)
{
    return value ? Json(*value) : Json();
}

const char* name(RunState state)
{
    switch (state) {
    case RunState::running: return "running";
    case RunState::paused: return "paused";
    case RunState::stopping: return "stopping";
    case RunState::finished: return "finished";
    case RunState::stopped: return "stopped";
    case RunState::stalled: return "stalled";
    case RunState::failed: break;
    }
    return "failed";
}

const char* name(Workload workload)
{
    switch (workload) {
    case Workload::averaging: return "averaging";
    case Workload::randomWalk: return "random-walk";
    case Workload::training: break;
    }
    return "training";
}

/// The last row of metrics.csv under its column names.
Json finalMetrics(const MetricsRow& row)
{
    return Json{{"time_s", row.timeS},
                {"steps", row.steps},
                {"epochs", row.epochs},
                {"train_loss", orNull(row.trainLoss)},
                {"test_loss", orNull(row.testLoss)},
                {"test_accuracy", orNull(row.testAccuracy)},
                {"worker_accuracy_min", orNull(row.workerAccuracyMin)},
                {"worker_accuracy_mean", orNull(row.workerAccuracyMean)},
                {"consensus_distance", orNull(row.consensusDistance)},
                {"relative_consensus_distance", orNull(row.relativeConsensusDistance)},
                {"messages_sent", row.messagesSent},
                {"messages_delivered", row.messagesDelivered},
                {"messages_lost", row.messagesLost},
                {"bytes_sent", row.bytesSent},
                {"staleness_mean", orNull(row.stalenessMean)},
                {"workers_alive", row.workersAlive},
                {"samples_per_second", orNull(row.samplesPerSecond)}};
}

Json classTable(const std::vector<ClassScore>& classes)
{
    Json table = Json::array();
    for (const ClassScore& score : classes) {
        table.push_back({{"name", score.name},
                         {"samples", score.samples},
                         {"precision", orNull(score.precision)},
                         {"recall", orNull(score.recall)},
                         {"false_alarm_rate", orNull(score.falseAlarmRate)},
                         {"miss_rate", orNull(score.missRate)}});
    }
    return table;
}

Json exchangeTotals(const std::vector<ExchangeRow>& rows)
{
    ExchangeRow total;
    for (const ExchangeRow& row : rows) {
        total.sent += row.sent;
        total.delivered += row.delivered;
        total.lost += row.lost;
        total.bytes += row.bytes;
    }
    return Json{{"pairs", rows.size()}, {"sent", total.sent}, {"delivered", total.delivered}, {"lost", total.lost}, {"bytes", total.bytes}};
}

/// Who could send to whom, how fast that should mix and how fast it did; null for a protocol that sends nothing.
Json topologyFacts(const Scenario& scenario, const Summary& summary)
{
    const ProtocolInfo* protocol = findProtocol(scenario.protocol.id);
    const Result<Topology> topology = Topology::make(scenario.topology, scenario.workers.count, scenario.seed);
    if (protocol == nullptr || !protocol->exchanges || !topology) {
        return {};
    }
    const SpectralGap gap = spectralGap(*topology);
    return Json{{"id", topology->id()},
                {"links", topology->linkCount()},
                {"spectral_gap", gap.gap},
                {"spectral_gap_converged", gap.converged},
                {"predicted_contraction_per_round", orNull(predictedContraction(scenario, *topology, gap))},
                {"measured_contraction_per_round", orNull(summary.consensusContraction)}};
}

/// The scenario's name as a file name that every system takes, at most kLongestName bytes of UTF-8.
std::string fileName(const std::string& name)
{
    constexpr std::size_t kLongestName = 100;
    std::string fit;
    for (const char c : name) {
        const bool unfit = (c >= 0 && c < ' ') || std::string_view("/\\:*?\"<>| ").find(c) != std::string_view::npos;
        fit += unfit || (fit.empty() && c == '.') ? '-' : c;
    }
    std::size_t end = std::min(fit.size(), kLongestName);
    while (end > 0 && end < fit.size() && (static_cast<unsigned char>(fit[end]) & 0xC0U) == 0x80U) {
        --end;  // never inside a character
    }
    fit.resize(end);
    return fit;
}

/// Now in UTC, "20260131T235959Z".
std::string utcStamp()
{
    using namespace std::chrono;
    const auto now = floor<seconds>(system_clock::now());
    const auto day = floor<days>(now);
    const year_month_day date(day);
    const hh_mm_ss time(now - day);
    char stamp[40];
    std::snprintf(stamp, sizeof(stamp), "%04d%02u%02uT%02d%02d%02dZ", int(date.year()), unsigned(date.month()), unsigned(date.day()),
                  int(time.hours().count()), int(time.minutes().count()), int(time.seconds().count()));
    return stamp;
}

}  // namespace

std::string summaryJson(const Scenario& resolved, const Summary& summary, const std::vector<std::string>& classNames)
{
    Json json{{"schema_version", 1},
              {"name", resolved.name},
              {"clock", resolved.clock == Clock::simulated ? "simulated" : "live"},
              {"workload", name(resolved.workload)},
              {"protocol", resolved.protocol.id},
              {"workers", resolved.workers.count},
              {"seed", resolved.seed},
              {"outcome", name(summary.outcome)},
              {"stopped_by", summary.stoppedBy},
              {"reason", summary.reason.str()},
              {"final", finalMetrics(summary.final.metrics)},
              {"mean_model_could_exist", summary.final.meanModelCouldExist},
              {"target", summary.target},
              {"time_to_target_s", orNull(summary.timeToTargetS)},
              {"bytes_to_target", orNull(summary.bytesToTarget)},
              {"steps_to_target", orNull(summary.stepsToTarget)}};
    json["evaluation"] = Json();
    if (summary.evaluation) {
        json["evaluation"] = {{"test_loss", summary.evaluation->loss}, {"test_accuracy", summary.evaluation->accuracy}};
    }
    json["topology"] = topologyFacts(resolved, summary);
    if (summary.meanModelAccuracy) {
        json["mean_model_accuracy"] = *summary.meanModelAccuracy;
    }
    json["waited_s"] = Json::array();   // time that each worker lost waiting for others
    for (const WorkerRow& row : summary.final.workers) {
        json["waited_s"].push_back(row.waitedS);
    }
    json["class_names"] = classNames;
    json["classes"] = classTable(summary.classes);
    json["confusion_matrix"] = summary.evaluation ? Json(summary.evaluation->confusion) : Json();
    json["exchanges"] = exchangeTotals(summary.exchanges);
    json["bytes_by_node"] = summary.bytesByNode;
    json["busy_s_by_node"] = summary.busySByNode;
    json["rejected_messages"] = summary.rejectedMessages;
    json["sum_weight_lost"] = summary.sumWeightLost;
    json["evaluation_share"] = summary.evaluationShare;
    json["wall_seconds"] = summary.wallSeconds;
    json["model_parameters"] = summary.modelParameters;
    json["threads"] = summary.threads;
    json["versions"] = versions();
    json["machine"] = platform::machineName();
    // Names come from folders and files: bytes that are no UTF-8 are replaced, not refused.
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string defaultRunFolder(const Scenario& scenario)
{
    const std::string folder = "runs/" + fileName(scenario.name) + "-" + utcStamp();
    std::string unused = folder;
    std::error_code ignored;
    for (int i = 2; std::filesystem::exists(unused, ignored); ++i) {
        unused = folder + "-" + std::to_string(i);
    }
    return unused;
}

}  // namespace gossip
