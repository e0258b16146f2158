// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/tree.h"

#include "scenario/keys.h"
#include "scenario/utf8.h"

#include <gossip/catalogue.h>

#include <algorithm>
#include <cmath>

namespace gossip::scenario {

namespace {

bool isSection(const std::string& path)
{
    return std::any_of(keys().begin(), keys().end(), [&](const Key& key) { return key.info.path.starts_with(path + "."); });
}

/// What may stand in a section, in the order of the table.
std::vector<std::string> keysOf(const std::string& section)
{
    const std::string prefix = section.empty() ? "" : section + ".";
    std::vector<std::string> names;
    for (const Key& key : keys()) {
        if (!key.info.path.starts_with(prefix))
            continue;
        const std::string rest = key.info.path.substr(prefix.size());
        const std::string name = rest.substr(0, rest.find('.'));
        if (std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(name);
    }
    return names;
}

Result<void> checkSection(const Json& section, const std::string& path)
{
    const std::vector<std::string> known = keysOf(path);
    for (const auto& [name, value] : section.items()) {
        const std::string where = pathTo(path, name);
        // Not by path: a key with a dot in its name could look like one of another section.
        if (std::find(known.begin(), known.end(), name) == known.end())
            return unknownKey(where, name, known);
        if (findKey(where) != nullptr || !isSection(where))
            continue;
        if (Result<void> object = needObject(value, where); !object)
            return object;
        if (Result<void> checked = checkSection(value, where); !checked)
            return checked;
    }
    return {};
}

std::vector<std::string> ownKeys(const std::string& section, const std::string& id)
{
    std::vector<std::string> own;
    const auto add = [&own](const std::vector<ParameterInfo>& parameters) {
        for (const ParameterInfo& parameter : parameters)
            own.push_back(parameter.key);
    };
    if (const ProtocolInfo* info = findProtocol(id); section == "protocol" && info != nullptr)
        add(info->parameters);
    if (const TopologyInfo* info = findTopology(id); section == "topology" && info != nullptr) {
        add(info->parameters);
        if (info->ownLinks)
            own.emplace_back("edges");
    }
    return own;
}

/// Another protocol or topology, without the parameters that only the old one has: `protocol.id=isolated` alone must work.
void changeId(Json& document, const std::string& name, const std::string& standard, const Json& id)
{
    if (!document.contains(name))
        document[name] = Json::object();
    Json& section = document[name];
    const Json old = section.value("id", Json(standard));
    section["id"] = id;
    if (!old.is_string() || !id.is_string())
        return;
    const std::vector<std::string> after = ownKeys(name, id.get<std::string>());
    for (const std::string& key : ownKeys(name, old.get<std::string>())) {
        if (std::find(after.begin(), after.end(), key) == after.end())
            section.erase(key);
    }
}

Error badPath(const std::string& path)
{
    return error(GOSSIP_TEXT("%1: this is no path to a key; allowed: key=value with a path such as training.batch=64"),
                 {shortened(path, 200)});
}

}  // namespace

std::vector<std::string> splitPath(std::string_view path)
{
    std::vector<std::string> parts;
    for (std::size_t start = 0; start <= path.size();) {
        const std::size_t end = std::min(path.find('.', start), path.size());
        parts.emplace_back(path.substr(start, end - start));
        start = end + 1;
    }
    return parts;
}

const Json* findValue(const Json& document, std::string_view path)
{
    const Json* at = &document;
    for (const std::string& name : splitPath(path)) {
        if (!at->is_object())
            return nullptr;
        const auto found = at->find(name);
        if (found == at->end())
            return nullptr;
        at = &*found;
    }
    return at;
}

void putValue(Json& document, std::string_view path, Json value)
{
    Json* at = &document;
    for (const std::string& name : splitPath(path))
        at = &(*at)[name];
    *at = std::move(value);
}

Result<void> checkKeys(const Json& document)
{
    return checkSection(document, "");
}

Result<void> applyOverride(Json& document, const std::string& assignment)
{
    const std::size_t equals = assignment.find('=');
    const std::string path = assignment.substr(0, equals);
    const std::vector<std::string> parts = splitPath(path);
    const bool gap = std::any_of(parts.begin(), parts.end(), [](const std::string& part) { return part.empty(); });
    if (equals == std::string::npos || gap || parts.size() > std::size_t(kMaxDepth))
        return badPath(assignment);
    const std::string text = assignment.substr(equals + 1);
    const Result<std::optional<Json>> parsed = parseIfJson(text);
    if (!parsed)
        return error(GOSSIP_TEXT("%1: the value cannot be taken: %2"), {shortened(path, 200), parsed.error().str()});
    const Json value = *parsed ? **parsed : Json(text);

    std::string section;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
        section = pathTo(section, parts[i]);
        const Json* inside = findValue(document, section);
        if (inside != nullptr && !inside->is_object())
            return error(GOSSIP_TEXT("%1: %2 holds no keys"), {shortened(path, 200), shortened(section, 200)});
    }
    if (path == "protocol.id" || path == "topology.id") {
        changeId(document, section, section == "protocol" ? ProtocolSpec().id : TopologySpec().id, value);
        return {};
    }
    // A model is named or listed, never both: the newer replaces the older.
    if (path == "model.id" || path == "model.layers")
        document["model"] = Json::object();
    putValue(document, path, value);
    return {};
}

void tidyNumbers(Json& json)
{
    if (json.is_structured()) {
        for (Json& each : json)
            tidyNumbers(each);
    } else if (json.is_number_float()) {
        const double number = json.get<double>();
        if (number == std::floor(number) && std::abs(number) <= kMaxExact)
            json = static_cast<std::int64_t>(number);
    }
}

Json documentOf(const Scenario& scenario)
{
    Json document = Json::object();
    for (const Key& key : keys()) {
        Json value = key.write(scenario);
        if (value.is_discarded())
            continue;
        if (isSection(key.info.path))  // the parameters stand beside the section's other keys
            document[key.info.path].update(value);
        else
            putValue(document, key.info.path, std::move(value));
    }
    tidyNumbers(document);
    return document;
}

}  // namespace gossip::scenario
