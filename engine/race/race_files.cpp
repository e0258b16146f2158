// SPDX-License-Identifier: GPL-3.0-or-later
#include "race/race_files.h"

#include "core/platform.h"
#include "exporters/csv.h"

#include <gossip/catalogue.h>

#include <nlohmann/json.hpp>

namespace gossip {

namespace race {

namespace {

constexpr const char* kRunsHeader =
    "protocol,seed,outcome,time_s,steps,messages_sent,bytes_sent,time_to_target_s,bytes_to_target,messages_to_target,steps_to_target,"
    "waited_to_target_s,accuracy,worker_accuracy_mean,worker_accuracy_min,consensus_distance,busiest_node,busiest_node_bytes,"
    "bottleneck_node,bottleneck_share,waited_s\n";
constexpr const char* kCurvesHeader =
    "protocol,seed,time_s,steps,epochs,messages_sent,bytes_sent,waited_s,accuracy,worker_accuracy_mean,worker_accuracy_min,consensus_distance\n";

}  // namespace

const char* nameOf(RunState outcome)
{
    switch (outcome) {
    case RunState::finished: return "finished";
    case RunState::stopped: return "stopped";
    case RunState::stalled: return "stalled";
    default: return "failed";
    }
}

std::string runsCsv(const std::vector<RaceLane>& lanes)
{
    exporters::CsvText csv;
    const auto empty = [&csv](int fields) {
        for (int i = 0; i < fields; ++i) {
            csv.field(std::optional<double>());
        }
    };
    for (const RaceLane& lane : lanes) {
        if (lane.state != RaceLane::State::ended) {
            continue;
        }
        csv.field(lane.protocol).field(lane.seed).field(nameOf(lane.outcome)).field(lane.timeS).field(lane.steps).field(lane.messages).field(lane.bytes);
        if (lane.target) {
            const RacePoint& at = *lane.target;
            csv.field(at.timeS).field(at.bytes).field(at.messages).field(at.steps).field(at.waitedS);
        } else {
            empty(5);
        }
        if (lane.outcome != RunState::failed && !lane.curve.empty()) {
            const RacePoint& end = lane.curve.back();
            csv.field(end.accuracy).field(end.workerAccuracyMean).field(end.workerAccuracyMin).field(end.consensusDistance);
        } else {
            empty(4);
        }
        csv.field(lane.busiestNode).field(lane.busiestNodeBytes).field(lane.bottleneckNode).field(lane.bottleneckShare).field(lane.waitedS);
        csv.endLine();
    }
    return kRunsHeader + csv.text();
}

std::string curvesCsv(const std::vector<RaceLane>& lanes)
{
    exporters::CsvText csv;
    for (const RaceLane& lane : lanes) {
        for (const RacePoint& point : lane.curve) {
            csv.field(lane.protocol).field(lane.seed).field(point.timeS).field(point.steps).field(point.epochs).field(point.messages);
            csv.field(point.bytes).field(point.waitedS).field(point.accuracy).field(point.workerAccuracyMean).field(point.workerAccuracyMin);
            csv.field(point.consensusDistance).endLine();
        }
    }
    return kCurvesHeader + csv.text();
}

namespace {

using Json = nlohmann::ordered_json;

Json json(const std::optional<Spread>& spread)
{
    return spread ? Json{{"seeds", spread->count}, {"mean", spread->mean}, {"minimum", spread->minimum}, {"maximum", spread->maximum}} : Json();
}

Json json(const RaceStanding& standing)
{
    return Json{{"protocol", standing.protocol},
                {"runs", standing.runs},
                {"reached", standing.reached},
                {"time_to_target_s", json(standing.timeToTargetS)},
                {"bytes_to_target", json(standing.bytesToTarget)},
                {"messages_to_target", json(standing.messagesToTarget)},
                {"steps_to_target", json(standing.stepsToTarget)},
                {"accuracy", json(standing.accuracy)},
                {"worker_accuracy_min", json(standing.workerAccuracyMin)},
                {"consensus_distance", json(standing.consensusDistance)},
                {"waited_share", json(standing.waitedShare)},
                {"bottleneck_share", json(standing.bottleneckShare)},
                {"busiest_node_bytes", json(standing.busiestNodeBytes)},
                {"time_s", json(standing.endS)}};
}

Json json(const RaceLane& lane)
{
    const bool hasEnded = lane.state == RaceLane::State::ended;
    return Json{{"protocol", lane.protocol},
                {"seed", lane.seed},
                {"outcome", hasEnded ? Json(nameOf(lane.outcome)) : Json()},
                {"reason", hasEnded ? Json(lane.reason.str()) : Json()},
                {"time_s", lane.timeS},
                {"time_to_target_s", lane.target ? Json(lane.target->timeS) : Json()},
                {"accuracy", lane.curve.empty() ? Json() : Json(lane.curve.back().accuracy)}};
}

Json json(const RaceRanking& ranking)
{
    return Json{{"order", ranking.order}, {"level_with_the_first", ranking.equals}};
}

Json sentences(const RaceVerdict& verdict)
{
    Json list = Json::array({verdict.headline.str()});
    for (const auto* part : {&verdict.reasons, &verdict.costs, &verdict.others, &verdict.notes}) {
        for (const Message& sentence : *part) {
            list.push_back(sentence.str());
        }
    }
    return list;
}

}  // namespace

}  // namespace race

std::string raceJson(const Scenario& scenario, const RaceResult& result)
{
    nlohmann::ordered_json document{{"schema_version", 1},
                  {"name", scenario.name},
                  {"clock", scenario.clock == Clock::simulated ? "simulated" : "live"},
                  {"goal", result.goal},
                  {"is_complete", result.isComplete},
                  {"conditions", result.verdict.conditions.str()},
                  {"sentences", race::sentences(result.verdict)},
                  {"time", race::json(result.verdict.time)},
                  {"traffic", race::json(result.verdict.traffic)},
                  {"quality", race::json(result.verdict.quality)},
                  {"standings", nlohmann::ordered_json::array()},
                  {"runs", nlohmann::ordered_json::array()}};
    for (const RaceStanding& standing : result.standings) {
        document["standings"].push_back(race::json(standing));
    }
    for (const RaceLane& lane : result.lanes) {
        document["runs"].push_back(race::json(lane));
    }
    document["wall_seconds"] = result.wallSeconds;
    document["versions"] = versions();
    document["machine"] = platform::machineName();
    return document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace gossip
