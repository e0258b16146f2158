// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/checks.h"
#include "scenario/keys.h"
#include "scenario/structured.h"
#include "scenario/tree.h"
#include "scenario/utf8.h"

#include <gossip/catalogue.h>

#include <algorithm>
#include <map>
#include <optional>
#include <type_traits>

namespace gossip {

namespace {

using scenario::Json;

using Parameters = std::map<std::string, double>;

/// A parameter of the scenario's protocol or topology, and where its value is.
template <class Values>
struct Parameter {
    const ParameterInfo* info;
    Values* values;
};

/// The one that a path such as "protocol.probability" names. \p AnyScenario is const or not, as the values shall be.
template <class AnyScenario>
auto findParameter(AnyScenario& scenario, std::string_view path)
{
    using Found = Parameter<std::remove_reference_t<decltype((scenario.protocol.parameters))>>;
    const auto findIn = [&](const auto* described, const std::string& section, auto& values) -> std::optional<Found> {
        if (described == nullptr)
            return std::nullopt;
        const auto found = std::find_if(described->parameters.begin(), described->parameters.end(),
                                        [&](const ParameterInfo& each) { return section + each.key == path; });
        return found == described->parameters.end() ? std::nullopt : std::optional(Found{&*found, &values});
    };
    const auto parameter = findIn(findProtocol(scenario.protocol.id), "protocol.", scenario.protocol.parameters);
    return parameter ? parameter : findIn(findTopology(scenario.topology.id), "topology.", scenario.topology.parameters);
}

/// A name for a new worker that nobody has: after its group, else its number.
std::string newName(const WorkersSpec& workers, int worker, const std::string& group, std::size_t members)
{
    const auto isFree = [&](const std::string& name) {
        return std::find(workers.names.begin(), workers.names.end(), name) == workers.names.end();
    };
    std::string name = group.empty() ? std::to_string(worker) : group + "-" + std::to_string(members);
    while (!isFree(name))
        name += "'";
    return name;
}

void addWorker(WorkersSpec& workers, int worker)
{
    const auto smallest = std::min_element(workers.groups.begin(), workers.groups.end(),
                                           [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
    const bool grouped = smallest != workers.groups.end();
    if (grouped)
        smallest->second.push_back(worker);
    if (!workers.names.empty())
        workers.names.push_back(newName(workers, worker, grouped ? smallest->first : "", grouped ? smallest->second.size() : 0));
    if (!workers.speed.empty())
        workers.speed.push_back(1.0);
}

/// Names, groups and speeds follow the number of workers: a form changes one key at a time.
void fitToCount(WorkersSpec& workers, int before)
{
    for (int worker = before; worker < workers.count; ++worker)
        addWorker(workers, worker);
    for (auto& [name, members] : workers.groups)
        std::erase_if(members, [&](int worker) { return worker >= workers.count; });
    const auto count = std::size_t(workers.count);
    if (workers.names.size() > count)
        workers.names.resize(count);
    if (workers.speed.size() > count)
        workers.speed.resize(count);
}

void dropForeignParameters(Parameters& values, const std::vector<ParameterInfo>& own)
{
    std::erase_if(values, [&](const auto& parameter) {
        return std::none_of(own.begin(), own.end(), [&](const ParameterInfo& each) { return each.key == parameter.first; });
    });
}

/// Another clock has other step times, unless they were set for both.
void followClock(WorkersSpec& workers, Clock clock)
{
    const Clock before = clock == Clock::live ? Clock::simulated : Clock::live;
    if (workers.measureStep || workers.stepMs == scenario::defaultStepMs(before) || workers.stepMs == 0.0)
        workers.stepMs = scenario::defaultStepMs(clock);
    workers.measureStep = false;
}

/// What has to follow a changed key so that the scenario stays whole.
void followChange(Scenario& scenario, const Scenario& before, std::string_view path)
{
    if (path == "workers.count")
        fitToCount(scenario.workers, before.workers.count);
    else if (path == "protocol.id")
        dropForeignParameters(scenario.protocol.parameters, findProtocol(scenario.protocol.id)->parameters);
    else if (path == "topology.id")
        dropForeignParameters(scenario.topology.parameters, findTopology(scenario.topology.id)->parameters);
    else if (path == "workload" && scenario.workload != before.workload)
        scenario.stop = scenario::defaultStop(scenario.workload);
    else if (path == "clock" && scenario.clock != before.clock)
        followClock(scenario.workers, scenario.clock);
}

Result<void> setOne(Scenario& scenario, std::string_view path, const Json& value)
{
    if (const auto parameter = findParameter(scenario, path)) {
        const Result<double> number = scenario::readParameter(value, std::string(path), *parameter->info);
        if (!number)
            return number.error();
        (*parameter->values)[parameter->info->key] = *number;
        return {};
    }
    const scenario::Key* key = scenario::findKey(path);
    if (key == nullptr)
        return error(GOSSIP_TEXT("%1: a scenario has no such key"), {scenario::shortened(path, 200)});
    return scenario::readKey(*key, value, scenario);
}

}  // namespace

const std::vector<FieldInfo>& scenarioFields()
{
    static const std::vector<FieldInfo> fields = [] {
        std::vector<FieldInfo> all;
        for (const scenario::Key& key : scenario::keys()) {
            if (key.simple)
                all.push_back(key.info);
        }
        return all;
    }();
    return fields;
}

std::string fieldValue(const Scenario& scenario, std::string_view path)
{
    Json value(Json::value_t::discarded);
    if (const auto parameter = findParameter(scenario, path)) {
        const auto set = parameter->values->find(parameter->info->key);
        value = scenario::writeParameter(set == parameter->values->end() ? parameter->info->defaultValue : set->second, *parameter->info);
    } else if (const scenario::Key* key = scenario::findKey(path)) {
        value = key->write(scenario);
    }
    if (value.is_discarded())
        return "\"\"";
    scenario::tidyNumbers(value);
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<void> setFieldValue(Scenario& scenario, std::string_view path, std::string_view jsonValue)
{
    const Result<Json> value = scenario::parseText(jsonValue);
    if (!value)
        return error(GOSSIP_TEXT("%1: %2"), {scenario::shortened(path, 200), value.error().str()});
    Scenario changed = scenario;
    if (Result<void> set = setOne(changed, path, *value); !set)
        return set;
    followChange(changed, scenario, path);
    Result<Scenario> checked = checkScenario(changed);
    if (!checked)
        return checked.error();
    scenario = std::move(*checked);
    return {};
}

}  // namespace gossip
