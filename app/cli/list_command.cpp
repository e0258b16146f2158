// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "cli/text.h"

#include "datasets/catalogue.h"

#include <gossip/catalogue.h>

#include <nlohmann/json.hpp>

namespace gossip::cli {
namespace {

using Json = nlohmann::ordered_json;

Json shapeJson(const ImageShape& shape)
{
    return {{"channels", shape.channels}, {"height", shape.height}, {"width", shape.width}};
}

Json protocolsJson()
{
    Json list = Json::array();
    for (const ProtocolInfo& protocol : protocols()) {
        Json parameters = Json::array();
        for (const ParameterInfo& parameter : protocol.parameters) {
            parameters.push_back({{"key", parameter.key}, {"minimum", parameter.minimum}, {"maximum", parameter.maximum},
                                  {"default", parameter.defaultValue}, {"unit", parameter.unit}, {"label", parameter.label},
                                  {"help", parameter.help}});
        }
        list.push_back({{"id", protocol.id}, {"label", protocol.label}, {"help", protocol.help}, {"source", protocol.source},
                        {"exchanges", protocol.exchanges}, {"parameters", std::move(parameters)}});
    }
    return list;
}

Json modelsJson()
{
    Json list = Json::array();
    for (const ModelInfo& model : models()) {
        list.push_back({{"id", model.id}, {"help", model.help}});
    }
    return list;
}

Json topologiesJson()
{
    Json list = Json::array();
    for (const TopologyInfo& topology : topologies()) {
        list.push_back({{"id", topology.id}, {"help", topology.help}});
    }
    return list;
}

Json datasetsJson()
{
    Json list = Json::array();
    for (const datasets::DatasetInfo& dataset : datasets::catalogue()) {
        list.push_back({{"id", dataset.id}, {"label", dataset.label}, {"help", dataset.help}, {"classes", dataset.classNames},
                        {"train_pictures", dataset.trainCount}, {"test_pictures", dataset.testCount}, {"shape", shapeJson(dataset.shape)},
                        {"available", dataset.available}, {"where_to_get", dataset.whereToGet}});
    }
    return list;
}

Json listJson(const std::string& kind)
{
    if (kind == "protocols") {
        return protocolsJson();
    }
    if (kind == "models") {
        return modelsJson();
    }
    return kind == "topologies" ? topologiesJson() : datasetsJson();
}

/// The same list for people: an entry's name, its sentence, and what is peculiar to its kind.
std::string listText(const Json& list)
{
    std::string text;
    for (const Json& entry : list) {
        text += padded(entry["id"].get<std::string>(), 16) + entry["help"].get<std::string>() + "\n";
        for (const Json& parameter : entry.value("parameters", Json::array())) {
            text += padded("", 16) + parameter["key"].get<std::string>() + ": " + parameter["minimum"].dump() + " to " +
                    parameter["maximum"].dump() + ", default " + parameter["default"].dump() + ". " + parameter["help"].get<std::string>() + "\n";
        }
        if (!entry.value("available", true)) {
            text += padded("", 16) + "Not on this machine. " + entry["where_to_get"].get<std::string>() + "\n";
        }
    }
    return text;
}

}  // namespace

int listCommand(const std::string& kind, bool json)
{
    const Json list = listJson(kind);
    return print(json ? list.dump(2) + "\n" : listText(list));
}

}  // namespace gossip::cli
