// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/map_commands.h"

#include <gossip/catalogue.h>

#include <algorithm>
#include <numeric>
#include <set>

namespace gossip::ui {
namespace {

using gossip::Fault;
using gossip::FaultKind;

bool hasServer(const gossip::Scenario& scenario)
{
    const gossip::ProtocolInfo* info = gossip::findProtocol(scenario.protocol.id);
    return info != nullptr && info->hasServer;
}

/// As faults name it.
int faultNode(const gossip::Scenario& scenario, int node)
{
    return node == scenario.workers.count ? gossip::kServerNode : node;
}

bool contains(const std::vector<int>& nodes, int node)
{
    return std::find(nodes.begin(), nodes.end(), node) != nodes.end();
}

Fault loseAll()
{
    Fault fault;
    fault.kind = FaultKind::link;
    fault.loss = 1.0;
    return fault;
}

Fault loseAllOf(const gossip::Scenario& scenario, const std::vector<int>& nodes)
{
    Fault fault = loseAll();
    for (const int node : nodes) fault.workers.push_back(faultNode(scenario, node));
    return fault;
}

/// Workers of \p nodes, then the others, as parts of a cut.
Fault partition(const gossip::Scenario& scenario, std::vector<std::vector<int>> parts)
{
    Fault fault;
    fault.kind = FaultKind::partition;
    std::vector<int> others;
    for (int worker = 0; worker < scenario.workers.count; ++worker) {
        const auto listed = [worker](const std::vector<int>& part) { return contains(part, worker); };
        if (std::none_of(parts.begin(), parts.end(), listed)) others.push_back(worker);
    }
    fault.groups = std::move(parts);
    if (!others.empty()) fault.groups.push_back(std::move(others));
    return fault;
}

/// The server goes where worker 0 goes: whether a partition can say that exactly \p nodes are together.
bool sayable(const gossip::Scenario& scenario, const std::vector<int>& nodes)
{
    return !hasServer(scenario) || contains(nodes, 0) == contains(nodes, scenario.workers.count);
}

std::vector<int> workersOf(const gossip::Scenario& scenario, std::vector<int> nodes)
{
    std::erase(nodes, scenario.workers.count);
    return nodes;
}

/// Connected parts of the graph, each ascending.
std::vector<std::vector<int>> partsOf(int nodes, const std::vector<NodePair>& links)
{
    std::vector<int> root(static_cast<std::size_t>(nodes));
    std::iota(root.begin(), root.end(), 0);
    const auto find = [&root](int node) {
        while (root[std::size_t(node)] != node) node = root[std::size_t(node)] = root[std::size_t(root[std::size_t(node)])];
        return node;
    };
    for (const auto& [a, b] : links) root[std::size_t(find(a))] = find(b);
    std::vector<std::vector<int>> parts;
    std::vector<int> partOfRoot(root.size(), -1);
    for (int node = 0; node < nodes; ++node) {
        int& part = partOfRoot[std::size_t(find(node))];
        if (part < 0) {
            part = int(parts.size());
            parts.emplace_back();
        }
        parts[std::size_t(part)].push_back(node);
    }
    return parts;
}

}  // namespace

Fault cutOffCommand(const gossip::Scenario& scenario, const std::vector<int>& nodes)
{
    return sayable(scenario, nodes) ? partition(scenario, {workersOf(scenario, nodes)}) : loseAllOf(scenario, nodes);
}

Fault isolateCommand(const gossip::Scenario& scenario, const std::vector<int>& nodes)
{
    const bool touchesServer = hasServer(scenario) && (contains(nodes, 0) || contains(nodes, scenario.workers.count));
    if (touchesServer) return loseAllOf(scenario, nodes);
    std::vector<std::vector<int>> alone;
    for (const int worker : nodes) alone.push_back({worker});
    return partition(scenario, std::move(alone));
}

std::vector<Fault> cutLinksCommands(const gossip::Scenario& scenario, const std::vector<NodePair>& links, const std::vector<NodePair>& cut)
{
    const int nodes = scenario.workers.count + (hasServer(scenario) ? 1 : 0);
    const std::set<NodePair> gone(cut.begin(), cut.end());
    std::vector<NodePair> left;
    std::copy_if(links.begin(), links.end(), std::back_inserter(left), [&](const NodePair& link) { return !gone.contains(link); });
    std::vector<std::vector<int>> parts = partsOf(nodes, left);
    const bool apart = parts.size() > partsOf(nodes, links).size();
    const bool all = apart && std::all_of(parts.begin(), parts.end(), [&](const auto& part) { return sayable(scenario, part); });
    // A cut that also goes through links inside an island is more than a partition says.
    const auto inside = [&](const NodePair& link) {
        return std::any_of(parts.begin(), parts.end(), [&](const auto& part) { return contains(part, link.first) && contains(part, link.second); });
    };
    if (all && std::none_of(cut.begin(), cut.end(), inside)) {
        for (auto& part : parts) part = workersOf(scenario, part);
        std::erase_if(parts, [](const auto& part) { return part.empty(); });
        return {partition(scenario, std::move(parts))};
    }
    std::vector<Fault> faults;
    for (const auto& [a, b] : cut) {
        for (const auto& [from, to] : {NodePair(a, b), NodePair(b, a)}) {
            Fault fault = loseAll();
            fault.from = faultNode(scenario, from);
            fault.to = faultNode(scenario, to);
            faults.push_back(fault);
        }
    }
    return faults;
}

gossip::TopologySpec editedLinks(const std::vector<std::pair<int, int>>& directed, const std::vector<NodePair>& toggled)
{
    std::set<std::pair<int, int>> links(directed.begin(), directed.end());
    const bool off = std::all_of(toggled.begin(), toggled.end(), [&](const NodePair& pair) {
        return links.contains(pair) || links.contains({pair.second, pair.first});
    });
    for (const auto& [a, b] : toggled) {
        for (const auto& link : {std::pair(a, b), std::pair(b, a)}) {
            if (off) links.erase(link);
            else links.insert(link);
        }
    }
    gossip::TopologySpec spec;
    spec.id = "edges";
    spec.edges.assign(links.begin(), links.end());
    return spec;
}

}  // namespace gossip::ui
