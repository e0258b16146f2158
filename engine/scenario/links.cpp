// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/structured.h"

namespace gossip::scenario {

namespace {

constexpr std::size_t kMostEdges = 200'000;   // more than a document holds

Result<std::pair<int, int>> readEdge(const Json& json, const std::string& path)
{
    if (!json.is_array() || json.size() != 2)
        return error(GOSSIP_TEXT("%1: %2 is no link; allowed: [from, to], two workers counted from 0"), {path, shown(json)});
    const Result<std::int64_t> from = readInteger(json[0], pathTo(path, 0), 0, kMaxWorkers - 1);
    if (!from)
        return from.error();
    const Result<std::int64_t> to = readInteger(json[1], pathTo(path, 1), 0, kMaxWorkers - 1);
    if (!to)
        return to.error();
    return std::pair(static_cast<int>(*from), static_cast<int>(*to));
}

}  // namespace

Json writeTopology(const TopologySpec& topology)
{
    Json json(topology.parameters);
    if (findTopology(topology.id)->ownLinks)
        json["edges"] = topology.edges;
    return json;
}

Result<TopologySpec> readTopology(const Json& json, const std::string& id)
{
    if (Result<void> object = needObject(json, "topology"); !object)
        return object.error();
    const TopologyInfo& info = *findTopology(id);
    std::vector<std::string> allowed{"id"};
    if (info.ownLinks)
        allowed.emplace_back("edges");
    const Result<std::map<std::string, double>> parameters = readParameters(json, "topology", allowed, info.parameters);
    if (!parameters)
        return parameters.error();
    TopologySpec topology{id, *parameters, {}};
    if (!json.contains("edges"))
        return topology;
    const Json& list = json["edges"];
    if (Result<void> checked = needList(list, "topology.edges", kMostEdges); !checked)
        return checked.error();
    for (std::size_t i = 0; i < list.size(); ++i) {
        const Result<std::pair<int, int>> edge = readEdge(list[i], pathTo("topology.edges", i));
        if (!edge)
            return edge.error();
        topology.edges.push_back(*edge);
    }
    return topology;
}

}  // namespace gossip::scenario
