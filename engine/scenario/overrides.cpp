// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/overrides.h"

#include "scenario/keys.h"
#include "scenario/structured.h"

#include <gossip/catalogue.h>

#include <algorithm>
#include <array>

namespace gossip::scenario {

namespace {

constexpr std::array kTrainingKeys = {"learning_rate", "momentum", "nesterov", "weight_decay"};
constexpr const char* kTimeout = "timeout_s";

bool isTraining(const std::string& name)
{
    return std::find(kTrainingKeys.begin(), kTrainingKeys.end(), name) != kTrainingKeys.end();
}

/// A simple key of the table by its own range; truth values as 0 and 1.
Result<double> readSimple(const Json& value, const std::string& path, const FieldInfo& field)
{
    if (field.type != FieldInfo::Type::boolean)
        return readNumber(value, path, field.minimum, field.maximum);
    const Result<bool> flag = readBoolean(value, path);
    if (!flag)
        return flag.error();
    return *flag ? 1.0 : 0.0;
}

Result<double> readOverride(const Json& value, const std::string& path, const std::string& name, const ProtocolInfo& protocol)
{
    if (isTraining(name) || name == kTimeout)
        return readSimple(value, path, findKey((name == kTimeout ? "protocol." : "training.") + name)->info);
    std::vector<std::string> allowed(kTrainingKeys.begin(), kTrainingKeys.end());
    allowed.emplace_back(kTimeout);
    for (const ParameterInfo& parameter : protocol.parameters) {
        if (parameter.key == name)
            return readParameter(value, path, parameter);
        allowed.push_back(parameter.key);
    }
    return unknownKey(path, name, allowed);
}

void apply(Scenario& scenario, const std::string& name, double value)
{
    TrainingSpec& training = scenario.training;
    if (name == "learning_rate")
        training.learningRate = value;
    else if (name == "momentum")
        training.momentum = value;
    else if (name == "nesterov")
        training.nesterov = value != 0.0;
    else if (name == "weight_decay")
        training.weightDecay = value;
    else if (name == kTimeout)
        scenario.protocol.timeoutS = value;
    else
        scenario.protocol.parameters[name] = value;
}

}  // namespace

Json writeOverrides(const ProtocolOverrides& overrides)
{
    Json json = Json::object();
    for (const auto& [protocol, values] : overrides) {
        Json& section = json[protocol] = Json::object();
        for (const auto& [name, value] : values)
            section[name] = name == "nesterov" ? Json(value != 0.0) : Json(value);
        const ProtocolInfo* info = findProtocol(protocol);
        for (const ParameterInfo& parameter : info != nullptr ? info->parameters : std::vector<ParameterInfo>()) {
            if (const auto set = values.find(parameter.key); set != values.end())
                section[parameter.key] = writeParameter(set->second, parameter);
        }
    }
    return json;
}

Result<ProtocolOverrides> readOverrides(const Json& json, const std::string& path)
{
    if (Result<void> object = needObject(json, path); !object)
        return object.error();
    ProtocolOverrides overrides;
    for (const auto& [id, section] : json.items()) {
        const std::string where = pathTo(path, id);
        const ProtocolInfo* protocol = findProtocol(id);
        if (protocol == nullptr) {
            std::vector<std::string> ids;
            std::transform(protocols().begin(), protocols().end(), std::back_inserter(ids), [](const ProtocolInfo& p) { return p.id; });
            return unknownKey(where, id, ids);
        }
        if (Result<void> object = needObject(section, where); !object)
            return object.error();
        overrides[id];
        for (const auto& [name, value] : section.items()) {
            const Result<double> number = readOverride(value, pathTo(where, name), name, *protocol);
            if (!number)
                return number.error();
            overrides[id][name] = *number;
        }
    }
    return overrides;
}

Scenario withProtocol(const Scenario& scenario, const std::string& protocol)
{
    Scenario changed = scenario;
    if (protocol != scenario.protocol.id) {
        changed.protocol.id = protocol;
        changed.protocol.timeoutS.reset();
        std::erase_if(changed.protocol.parameters, [own = findProtocol(protocol)->parameters](const auto& parameter) {
            return std::none_of(own.begin(), own.end(), [&](const ParameterInfo& each) { return each.key == parameter.first; });
        });
    }
    if (const auto own = scenario.protocolOverrides.find(protocol); own != scenario.protocolOverrides.end()) {
        for (const auto& [name, value] : own->second)
            apply(changed, name, value);
    }
    changed.protocolOverrides.clear();
    return changed;
}

}  // namespace gossip::scenario
