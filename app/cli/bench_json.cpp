// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/bench_report.h"

#include <nlohmann/json.hpp>

namespace gossip::cli {
namespace {

using Json = nlohmann::ordered_json;

Json stepJson(const bench::StepTime& step)
{
    Json layers = Json::array();
    for (const bench::LayerTime& layer : step.layers) {
        layers.push_back({{"name", layer.name}, {"forward_s", layer.forwardS}, {"backward_s", layer.backwardS}, {"forward_limit_s", layer.forwardLimitS},
                          {"backward_limit_s", layer.backwardLimitS}, {"forward_limit_by", layer.forwardBy}, {"backward_limit_by", layer.backwardBy}});
    }
    return {{"model", step.model}, {"precision", step.precision}, {"batch", step.batch}, {"step_s", step.stepS},
            {"pictures_per_second", step.batch / step.stepS}, {"limit_s", step.limitS}, {"ratio_to_limit", step.limitS / step.stepS},
            {"gather_s", step.gatherS}, {"update_s", step.updateS}, {"layers", std::move(layers)}};
}

Json evaluationJson(const bench::EvaluationTime& time)
{
    return {{"model", time.model}, {"precision", time.precision}, {"pictures", time.pictures}, {"seconds", time.seconds}, {"limit_s", time.limitS},
            {"ratio_to_limit", time.limitS / time.seconds}};
}

Json exchangeJson(const bench::ExchangeTime& time)
{
    return {{"bytes", time.bytes}, {"push", time.push}, {"copy", time.copy}, {"mix", time.mix}, {"plain", time.plain}, {"check", time.check},
            {"mix_to_plain", time.mix / time.plain}};
}

Json gossipJson(const bench::GossipCost& cost)
{
    return {{"workers", cost.workers}, {"probability", cost.probability}, {"isolated_pictures_per_second", cost.isolated},
            {"gossip_pictures_per_second", cost.gossip}, {"exchange_share", cost.exchangeShare}};
}

Json scalingJson(const bench::Scaling& scaling)
{
    Json rows = Json::array();
    for (const bench::ScalingRow& row : scaling.rows) {
        rows.push_back({{"workers", row.workers}, {"threads", row.threads}, {"pictures_per_second", row.picturesPerSecond},
                        {"cores", row.cores}, {"steps_each", row.stepsEach}, {"fewest_to_most_steps", row.fewest}});
    }
    return {{"model", scaling.model}, {"rows", std::move(rows)}, {"bare_gain", scaling.bareGain}};
}

Json memoryJson(const bench::Memory& memory)
{
    return {{"model", memory.model}, {"parameters", memory.parameters}, {"worker", memory.worker}, {"worker_computed", memory.workerComputed},
            {"slot", memory.slot}, {"slot_computed", memory.slotComputed}, {"workers", memory.workers}, {"peak", memory.peak}};
}

Json quietJson(const bench::Quiet& quiet)
{
    return {{"spread", quiet.spread}, {"others_cores", quiet.othersCores}, {"stolen_share", quiet.stolenShare}, {"switches", quiet.switches},
            {"seconds", quiet.seconds}};
}

template <class Values, class Convert>
Json listJson(const Values& values, Convert convert)
{
    Json list = Json::array();
    for (const auto& value : values) {
        list.push_back(convert(value));
    }
    return list;
}

}  // namespace

std::string benchJson(const bench::Report& report)
{
    Json json{{"complete", report.isComplete}, {"machine", report.machine}, {"threads", report.threads}, {"versions", report.versions}};
    json["bf16"] = report.hasBf16;
    json["steps"] = listJson(report.steps, stepJson);
    json["evaluations"] = listJson(report.evaluations, evaluationJson);
    json["exchanges"] = listJson(report.exchanges, exchangeJson);
    json["gossip"] = report.gossip ? gossipJson(*report.gossip) : Json();
    json["scaling"] = listJson(report.scaling, scalingJson);
    json["memory"] = report.memory ? memoryJson(*report.memory) : Json();
    json["quiet"] = quietJson(report.quiet);
    return json.dump(2) + "\n";
}

}  // namespace gossip::cli
