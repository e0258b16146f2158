// SPDX-License-Identifier: GPL-3.0-or-later
#include <gossip/topology.h>

#include "topology/graphs.h"

#include <algorithm>
#include <utility>

namespace gossip {

namespace {

Result<topology::Links> linksOf(const TopologySpec& spec, int workers, std::uint64_t seed)
{
    if (spec.id == "ring") {
        return topology::ring(workers);
    }
    if (spec.id == "torus") {
        return topology::torus(workers);
    }
    if (spec.id == "star") {
        return topology::star(workers);
    }
    if (spec.id == "erdos-renyi") {
        return topology::erdosRenyi(workers, spec.parameters.at("edge_probability"), seed);
    }
    if (spec.id == "small-world") {
        return topology::smallWorld(workers, int(spec.parameters.at("degree")), spec.parameters.at("rewire"), seed);
    }
    if (spec.id == "edges") {
        return topology::edgeList(workers, spec.edges);
    }
    return topology::exponential(workers, topology::Way::ahead);
}

}  // namespace

Result<Topology> Topology::make(const TopologySpec& spec, int workers, std::uint64_t seed)
{
    Topology made(spec.id, workers);
    made.m_complete = spec.id == "complete" || workers == 1;
    if (made.m_complete) {
        return made;
    }
    const Result<topology::Links> links = linksOf(spec, workers, seed);
    if (!links) {
        return links.error();
    }
    if (const auto gap = topology::unreachable(*links)) {
        return error(GOSSIP_TEXT("topology.edges: no way leads from worker %1 to worker %2; allowed: links over which everybody reaches "
                                 "everybody else ([from, to] is one direction)"),
                     {std::to_string(gap->first), std::to_string(gap->second)});
    }
    const bool exponential = spec.id == "exponential" || spec.id == "one-peer-exponential";
    const topology::Links back = exponential ? topology::exponential(workers, topology::Way::back) : topology::reversed(*links);
    made.m_circulant = exponential || spec.id == "ring";
    made.m_symmetric = back == *links;
    made.m_out = Lists(*links);
    if (!made.m_symmetric) {
        made.m_in = Lists(back);
    }
    if (spec.id == "one-peer-exponential") {
        made.m_period = int(made.out(0).size());
    }
    return made;
}

Topology::Lists::Lists(const std::vector<std::vector<int>>& links)
{
    begin.push_back(0);
    for (const auto& list : links) {
        workers.insert(workers.end(), list.begin(), list.end());
        begin.push_back(workers.size());
    }
}

Neighbours Topology::neighbours(const Lists& lists, int worker) const
{
    if (m_complete) {
        return Neighbours::everyoneBut(worker, m_workers);
    }
    const std::size_t first = lists.begin[std::size_t(worker)];
    return Neighbours(std::span(lists.workers).subspan(first, lists.begin[std::size_t(worker) + 1] - first));
}

Neighbours Topology::out(int worker) const
{
    return neighbours(m_out, worker);
}

Neighbours Topology::in(int worker) const
{
    return neighbours(m_symmetric ? m_out : m_in, worker);
}

Neighbours Topology::out(int worker, std::uint64_t round) const
{
    return m_period == 1 ? out(worker) : out(worker).only(round % std::uint64_t(m_period));
}

Neighbours Topology::in(int worker, std::uint64_t round) const
{
    return m_period == 1 ? in(worker) : in(worker).only(round % std::uint64_t(m_period));
}

std::uint64_t Topology::linkCount() const
{
    return m_complete ? std::uint64_t(m_workers) * std::uint64_t(m_workers - 1) : m_out.workers.size();
}

bool Topology::linked(int from, int to) const
{
    const Neighbours all = out(from);
    return m_complete ? from != to : std::any_of(all.begin(), all.end(), [to](int worker) { return worker == to; });
}

std::vector<Topology::Weight> Topology::mixingRow(int worker, std::uint64_t round) const
{
    const std::size_t own = out(worker, round).size();
    std::vector<Weight> row{{worker, 1.0 / double(1 + own)}};
    double others = 0.0;
    for (const int from : in(worker, round)) {
        const std::size_t degree = out(from, round).size();
        row.push_back({from, 1.0 / double(1 + (m_symmetric ? std::max(own, degree) : degree))});
        others += row.back().weight;
    }
    if (m_symmetric) {
        row.front().weight = 1.0 - others;
    }
    return row;
}

double expectedSends(const Topology& topology, int from, int to, double p)
{
    double share = 0.0;
    for (int round = 0; round < topology.period() && topology.linked(from, to); ++round) {
        const Neighbours peers = topology.out(from, std::uint64_t(round));
        for (const int peer : peers) {
            share += peer == to ? 1.0 / double(peers.size()) : 0.0;
        }
    }
    return p * share / topology.period();
}

}  // namespace gossip
