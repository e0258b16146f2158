// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "cli/text.h"

#include "datasets/catalogue.h"

#include <gossip/catalogue.h>
#include <gossip/topology.h>

#include <nlohmann/json.hpp>

namespace gossip::cli {
namespace {

using Json = nlohmann::ordered_json;

Json shapeJson(const ImageShape& shape)
{
    return {{"channels", shape.channels}, {"height", shape.height}, {"width", shape.width}};
}

Json parametersJson(const std::vector<ParameterInfo>& described)
{
    Json parameters = Json::array();
    for (const ParameterInfo& parameter : described) {
        parameters.push_back({{"key", parameter.key}, {"minimum", parameter.minimum}, {"maximum", parameter.maximum},
                              {"default", parameter.defaultValue}, {"unit", parameter.unit}, {"label", parameter.label},
                              {"help", parameter.help}});
        if (!parameter.choices.empty()) {
            parameters.back()["choices"] = parameter.choices;
            parameters.back()["default"] = parameter.choices[std::size_t(parameter.defaultValue)];
        }
    }
    return parameters;
}

Json protocolsJson()
{
    Json list = Json::array();
    for (const ProtocolInfo& protocol : protocols()) {
        list.push_back({{"id", protocol.id}, {"label", protocol.label}, {"help", protocol.help}, {"source", protocol.source},
                        {"exchanges", protocol.exchanges}, {"parameters", parametersJson(protocol.parameters)}});
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

/// Links and spectral gap of a topology with its usual parameters, or why there are none.
Json topologyFacts(const TopologyInfo& info, int workers)
{
    TopologySpec spec;
    spec.id = info.id;
    for (const ParameterInfo& parameter : info.parameters) {
        spec.parameters[parameter.key] = parameter.defaultValue;
    }
    const Result<Topology> topology = Topology::make(spec, workers, Scenario().seed);
    if (!topology) {
        return {{"workers", workers}, {"links", nullptr}, {"spectral_gap", nullptr}, {"reason", topology.error().str()}};
    }
    const SpectralGap gap = spectralGap(*topology);
    return {{"workers", workers}, {"links", topology->linkCount()}, {"spectral_gap", gap.gap}, {"spectral_gap_converged", gap.converged}};
}

Json topologiesJson(std::optional<int> workers)
{
    Json list = Json::array();
    for (const TopologyInfo& topology : topologies()) {
        list.push_back({{"id", topology.id}, {"help", topology.help}, {"parameters", parametersJson(topology.parameters)}});
        if (workers && !topology.ownLinks) {
            list.back().update(topologyFacts(topology, *workers));
        }
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

Json listJson(const std::string& kind, std::optional<int> workers)
{
    if (kind == "protocols") {
        return protocolsJson();
    }
    if (kind == "models") {
        return modelsJson();
    }
    return kind == "topologies" ? topologiesJson(workers) : datasetsJson();
}

/// The values that a parameter may have, for people.
std::string allowed(const Json& parameter)
{
    if (!parameter.contains("choices")) {
        return parameter["minimum"].dump() + " to " + parameter["maximum"].dump();
    }
    std::string words;
    for (const Json& word : parameter["choices"]) {
        words += (words.empty() ? "" : ", ") + word.get<std::string>();
    }
    return words;
}

/// The same list for people: an entry's name, its sentence, and what is peculiar to its kind.
std::string listText(const Json& list)
{
    std::string text;
    for (const Json& entry : list) {
        text += padded(entry["id"].get<std::string>(), 22) + entry["help"].get<std::string>() + "\n";
        for (const Json& parameter : entry.value("parameters", Json::array())) {
            text += padded("", 22) + parameter["key"].get<std::string>() + ": " + allowed(parameter) + ", default " +
                    parameter["default"].dump() + ". " + parameter["help"].get<std::string>() + "\n";
        }
        if (entry.contains("spectral_gap")) {
            text += padded("", 22) + (entry.contains("reason") ? entry["reason"].get<std::string>()
                                                                : "Spectral gap with " + entry["workers"].dump() + " workers: " +
                                                                      decimal(entry["spectral_gap"].get<double>(), 4) + ", " + entry["links"].dump() + " links") + "\n";
        }
        if (!entry.value("available", true)) {
            text += padded("", 22) + "Not on this machine. " + entry["where_to_get"].get<std::string>() + "\n";
        }
    }
    return text;
}

}  // namespace

int listCommand(const ListArguments& arguments)
{
    if (arguments.workers && arguments.kind != "topologies") {
        return complain("--workers belongs to: list topologies", kExitBadInput);
    }
    const Json list = listJson(arguments.kind, arguments.workers);
    return print(arguments.json ? list.dump(2) + "\n" : listText(list));
}

}  // namespace gossip::cli
