// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/keys.h"

#include <algorithm>

namespace gossip::scenario {

FieldInfo describe(std::string path, FieldInfo::Type type, Range range, Words words)
{
    FieldInfo info;
    info.path = std::move(path);
    info.type = type;
    info.minimum = range.minimum;
    info.maximum = range.maximum;
    info.unit = std::move(words.unit);
    info.label = std::move(words.label);
    info.help = std::move(words.help);
    return info;
}

Key wordKey(const std::string& path, std::vector<std::string> choices, Words words,
            std::function<std::string(const Scenario&)> get, std::function<void(Scenario&, const std::string&)> set)
{
    Key key;
    key.info = describe(path, FieldInfo::Type::choice, {0.0, 0.0}, std::move(words));
    key.info.choices = choices;
    key.write = [get = std::move(get)](const Scenario& scenario) { return Json(get(scenario)); };
    key.read = [path, choices = std::move(choices), set = std::move(set)](const Json& json, Scenario& scenario) -> Result<void> {
        const bool known = json.is_string()
            && std::find(choices.begin(), choices.end(), json.get_ref<const std::string&>()) != choices.end();
        if (!known)
            return notAllowed(path, json, choices);
        set(scenario, json.get_ref<const std::string&>());
        return {};
    };
    return key;
}

Key structuredKey(const std::string& path, std::function<Json(const Scenario&)> write,
                  std::function<Result<void>(const Json&, Scenario&)> read)
{
    Key key;
    key.info.path = path;
    key.simple = false;
    key.write = std::move(write);
    key.read = std::move(read);
    return key;
}

const Keys& keys()
{
    static const Keys table = [] {
        Keys all;
        addRunKeys(all);
        addDatasetKeys(all);
        addModelKeys(all);
        addTrainingKeys(all);
        addWorkersKeys(all);
        addExchangeKeys(all);
        addTimeKeys(all);
        return all;
    }();
    return table;
}

const Key* findKey(std::string_view path)
{
    const auto found = std::find_if(keys().begin(), keys().end(), [path](const Key& key) { return key.info.path == path; });
    return found == keys().end() ? nullptr : &*found;
}

Result<void> readKey(const Key& key, const Json& value, Scenario& scenario)
{
    return key.read(value, scenario);
}

}  // namespace gossip::scenario
