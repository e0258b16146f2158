// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/checks.h"
#include "scenario/keys.h"
#include "scenario/tree.h"

#include <gossip/scenario.h>

#include <algorithm>
#include <set>

namespace gossip {

namespace scenario {

Result<Scenario> readDocument(const Json& document)
{
    if (!document.is_object())
        return error(GOSSIP_TEXT("The scenario is %1; allowed: an object such as {\"schema_version\": 1}"), {shown(document)});
    if (Result<void> known = checkKeys(document); !known)
        return known.error();
    if (findValue(document, "model.id") != nullptr && findValue(document, "model.layers") != nullptr)
        return error(GOSSIP_TEXT("model: id and layers are both given; allowed: one of them"));
    Scenario scenario;
    for (const Key& key : keys()) {
        const Json* value = findValue(document, key.info.path);
        // The section of the protocol is read when it is absent too: its parameters have defaults of their own.
        const Json none = Json::object();
        if (value == nullptr && key.info.path != "protocol")
            continue;
        if (const Result<void> read = readKey(key, value == nullptr ? none : *value, scenario); !read)
            return read.error();
    }
    if (const Json* stop = findValue(document, "stop"); stop == nullptr || stop->empty())
        scenario.stop = defaultStop(scenario.workload);
    if (findValue(document, "workers.step_ms") == nullptr)
        scenario.workers.stepMs = defaultStepMs(scenario.clock);
    if (const Result<void> together = checkTogether(scenario); !together)
        return together.error();
    return scenario;
}

namespace {

/// JSON objects cannot hold a name twice; values in memory can.
Result<void> checkGroupNames(const Groups& groups, const std::string& path)
{
    std::set<std::string> seen;
    for (const auto& [name, members] : groups) {
        if (!seen.insert(name).second)
            return error(GOSSIP_TEXT("%1: this key is given twice; allowed: once"), {pathTo(path, name)});
    }
    return {};
}

}  // namespace

}  // namespace scenario

std::vector<int> Scenario::groupOfWorker() const
{
    if (workers.groups.empty())
        return {};
    std::vector<int> groups(std::size_t(std::max(workers.count, 0)), -1);
    for (std::size_t g = 0; g < workers.groups.size(); ++g) {
        for (const int worker : workers.groups[g].second) {
            if (worker >= 0 && worker < workers.count)
                groups[std::size_t(worker)] = int(g);
        }
    }
    return groups;
}

std::string Scenario::workerName(int worker) const
{
    if (worker == kServerNode)
        return "server";
    const bool named = worker >= 0 && std::size_t(worker) < workers.names.size();
    return named ? workers.names[std::size_t(worker)] : std::to_string(worker);
}

Result<Scenario> parseScenario(std::string_view json)
{
    return parseScenario(json, {});
}

Result<Scenario> parseScenario(std::string_view json, const std::vector<std::string>& overrides)
{
    Result<scenario::Json> document = scenario::parseText(json);
    if (!document)
        return document.error();
    if (!document->is_object())
        return scenario::readDocument(*document);
    for (const std::string& each : overrides) {
        if (const Result<void> applied = scenario::applyOverride(*document, each); !applied)
            return applied.error();
    }
    return scenario::readDocument(*document);
}

Result<Scenario> checkScenario(const Scenario& scenario)
{
    if (const Result<void> names = scenario::checkGroupNames(scenario.workers.groups, "workers.groups"); !names)
        return names.error();
    if (const Result<void> names = scenario::checkGroupNames(scenario.dataset.partition.classes, "dataset.partition.classes"); !names)
        return names.error();
    return scenario::readDocument(scenario::documentOf(scenario));
}

std::string toJson(const Scenario& scenario)
{
    using scenario::Json;
    return scenario::documentOf(scenario).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace gossip
