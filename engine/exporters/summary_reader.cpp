// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporters/summary_reader.h"

#include <gossip/run.h>

#include <nlohmann/json.hpp>

#include <array>
#include <string_view>
#include <utility>

namespace gossip::exporters {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostClasses = 1000;
constexpr std::size_t kMostText = 2000;   // bytes

/// A value of an object; null where there is none.
const Json& at(const Json& object, const char* key)
{
    static const Json none;
    const auto found = object.is_object() ? object.find(key) : object.end();
    return object.is_object() && found != object.end() ? *found : none;
}

std::optional<double> number(const Json& value)
{
    return value.is_number() ? std::optional(value.get<double>()) : std::nullopt;
}

std::optional<std::uint64_t> count(const Json& value)
{
    return value.is_number_unsigned() ? std::optional(value.get<std::uint64_t>()) : std::nullopt;
}

std::string text(const Json& value)
{
    return value.is_string() && value.get_ref<const std::string&>().size() <= kMostText ? value.get<std::string>() : std::string();
}

std::optional<RunState> outcomeOf(std::string_view name)
{
    static constexpr std::array<std::pair<std::string_view, RunState>, 4> kOutcomes = {
        {{"finished", RunState::finished}, {"stopped", RunState::stopped}, {"stalled", RunState::stalled}, {"failed", RunState::failed}}};
    for (const auto& [known, outcome] : kOutcomes) {
        if (known == name) {
            return outcome;
        }
    }
    return std::nullopt;
}

/// Square, of so many classes; empty when it is anything else.
std::vector<std::vector<std::uint64_t>> confusionOf(const Json& rows, std::size_t classes)
{
    std::vector<std::vector<std::uint64_t>> confusion;
    if (!rows.is_array() || rows.size() != classes) {
        return {};
    }
    for (const Json& row : rows) {
        if (!row.is_array() || row.size() != classes) {
            return {};
        }
        auto& counts = confusion.emplace_back();
        for (const Json& cell : row) {
            counts.push_back(count(cell).value_or(0));
        }
    }
    return confusion;
}

void readEvaluation(const Json& json, RunFiles& files, Summary& summary)
{
    const Json& names = at(json, "class_names");
    if (!names.is_array() || names.empty() || names.size() > kMostClasses) {
        return;
    }
    for (const Json& name : names) {
        files.classNames.push_back(text(name));
    }
    const auto accuracy = number(at(at(json, "evaluation"), "test_accuracy"));
    auto confusion = confusionOf(at(json, "confusion_matrix"), files.classNames.size());
    if (!accuracy || confusion.empty()) {
        return;
    }
    summary.evaluation = Evaluation{number(at(at(json, "evaluation"), "test_loss")).value_or(0.0), *accuracy, std::move(confusion)};
    summary.classes = classScores(summary.evaluation->confusion, files.classNames);
}

}  // namespace

void readSummary(const std::string& bytes, RunFiles& files)
{
    const Json json = bytes.size() <= kMostSummaryBytes ? Json::parse(bytes, nullptr, false) : Json();
    const auto outcome = outcomeOf(text(at(json, "outcome")));
    if (!outcome) {
        files.damages.push_back({GOSSIP_TEXT("%1 is not one that a run writes; it was left out."), {"summary.json"}});
        return;
    }
    Summary summary;
    summary.outcome = *outcome;
    summary.reason = {text(at(json, "reason")), {}};
    summary.stoppedBy = text(at(json, "stopped_by"));
    if (!files.records.empty()) {
        summary.final = files.records.back();
    }
    summary.exchanges = files.exchanges;
    summary.target = number(at(json, "target")).value_or(0.0);
    summary.timeToTargetS = number(at(json, "time_to_target_s"));
    summary.bytesToTarget = count(at(json, "bytes_to_target"));
    summary.stepsToTarget = count(at(json, "steps_to_target"));
    summary.meanModelAccuracy = number(at(json, "mean_model_accuracy"));
    summary.evaluationShare = number(at(json, "evaluation_share")).value_or(0.0);
    summary.wallSeconds = number(at(json, "wall_seconds")).value_or(0.0);
    summary.rejectedMessages = count(at(json, "rejected_messages")).value_or(0);
    summary.sumWeightLost = number(at(json, "sum_weight_lost")).value_or(0.0);
    summary.modelParameters = std::size_t(count(at(json, "model_parameters")).value_or(0));
    readEvaluation(json, files, summary);
    files.summary = std::move(summary);
}

}  // namespace gossip::exporters
