// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/map_links.h"

#include "ui/models/fault_history.h"

#include <gossip/catalogue.h>

#include <algorithm>
#include <limits>

namespace gossip::ui {
namespace {

using gossip::Fault;
using gossip::FaultKind;
using gossip::NetworkSpec;

void overlay(NetworkSpec& spec, const Fault& fault)
{
    spec.latencyMs = fault.latencyMs.value_or(spec.latencyMs);
    spec.jitterMs = fault.jitterMs.value_or(spec.jitterMs);
    spec.bandwidthMbps = fault.bandwidthMbps.value_or(spec.bandwidthMbps);
    spec.loss = fault.loss.value_or(spec.loss);
}

bool same(const NetworkSpec& a, const NetworkSpec& b)
{
    return a.latencyMs == b.latencyMs && a.jitterMs == b.jitterMs && a.bandwidthMbps == b.bandwidthMbps && a.loss == b.loss;
}

}  // namespace

void MapLinks::setScenario(const gossip::Scenario& scenario)
{
    const gossip::ProtocolInfo* info = gossip::findProtocol(scenario.protocol.id);
    m_workers = scenario.workers.count;
    m_hasServer = info != nullptr && info->hasServer;
    m_exchanges = info == nullptr || info->exchanges;
    const auto topology = gossip::Topology::make(scenario.topology, scenario.workers.count, scenario.seed);
    m_topology = topology ? std::optional(*topology) : std::nullopt;
    m_base = scenario.network;
    clear();
}

void MapLinks::clear()
{
    m_cut.reset();
    m_network = m_base;
    m_faults.clear();
    m_corrupt.clear();
    m_counts.clear();
}

bool MapLinks::take(const gossip::RunUpdate& update)
{
    const bool wasCut = m_cut.has_value();
    bool changed = false;
    m_network = update.network;
    for (const gossip::Event& event : update.events) {
        if (!event.fault) continue;
        takeCorruption(event);
        if (event.fault->kind == FaultKind::partition) {
            const double untilS = event.fault->forS ? event.timeS + *event.fault->forS : std::numeric_limits<double>::infinity();
            m_cut = Cut{event.timeS, untilS, event.fault->groups};
            changed = true;
        } else if (event.fault->kind == FaultKind::heal) {
            m_cut.reset();
        } else if (event.fault->kind == FaultKind::link) {
            takeLink(*event.fault, event.kind.ends_with("-end"));
            changed = true;
        }
    }
    if (m_cut && update.timeS >= m_cut->untilS) m_cut.reset();
    return changed || m_cut.has_value() != wasCut;
}

void MapLinks::takeCorruption(const gossip::Event& event)
{
    for (const int named : event.fault->workers) {
        const int node = named == gossip::kServerNode ? m_workers : named;
        if (event.kind == "corrupt") m_corrupt.insert(node);
        else if (event.kind == "corrupt-end" || event.kind == "rejoin") m_corrupt.erase(node);
    }
}

void MapLinks::takeLink(const Fault& fault, bool ends)
{
    // Another one for the same links hides what was before; the end of a timed one brings nothing older back here.
    std::erase_if(m_faults, [&](const Fault& known) { return sameLinks(known, fault); });
    NetworkSpec then = m_network;
    overlay(then, fault);
    if (!ends && !same(then, m_network)) m_faults.push_back(fault);
}

bool MapLinks::touches(const Fault& fault, int from, int to) const
{
    const auto node = [this](int named) { return named == gossip::kServerNode ? m_workers : named; };
    if (fault.workers.empty()) return node(fault.from) == from && node(fault.to) == to;
    return std::any_of(fault.workers.begin(), fault.workers.end(), [&](int named) { return node(named) == from || node(named) == to; });
}

NetworkSpec MapLinks::inForce(int from, int to) const
{
    NetworkSpec spec = m_network;
    for (const Fault& fault : m_faults) {
        if (touches(fault, from, to)) overlay(spec, fault);
    }
    return spec;
}

MapBackdrop::LinkState MapLinks::state(int a, int b) const
{
    if (m_faults.empty()) return MapBackdrop::LinkState::calm;
    const NetworkSpec there = inForce(a, b);
    const NetworkSpec back = inForce(b, a);
    if (there.loss >= 1.0 || back.loss >= 1.0) return MapBackdrop::LinkState::cut;
    return same(there, m_network) && same(back, m_network) ? MapBackdrop::LinkState::calm : MapBackdrop::LinkState::slow;
}

bool MapLinks::linked(int a, int b) const
{
    if (!m_exchanges || a == b) return false;
    if (m_hasServer) return (a == m_workers) != (b == m_workers);
    return m_topology && (m_topology->linked(a, b) || m_topology->linked(b, a));
}

std::vector<NodePair> MapLinks::all() const
{
    std::vector<NodePair> links;
    for (int a = 0; a < nodes(); ++a) {
        for (int b = a + 1; b < nodes(); ++b) {
            if (linked(a, b)) links.emplace_back(a, b);
        }
    }
    return links;
}

std::vector<std::pair<int, int>> MapLinks::directed() const
{
    std::vector<std::pair<int, int>> links;
    for (int from = 0; m_topology && from < m_workers; ++from) {
        for (const int to : m_topology->out(from)) links.emplace_back(from, to);
    }
    return links;
}

std::vector<NodePair> MapLinks::crossedBy(const QLineF& line, const std::vector<QPointF>& centres) const
{
    std::vector<NodePair> crossed;
    for (const NodePair& link : all()) {
        const QLineF way(centres[std::size_t(link.first)], centres[std::size_t(link.second)]);
        if (line.intersects(way, nullptr) == QLineF::BoundedIntersection) crossed.push_back(link);
    }
    return crossed;
}

std::vector<int> MapLinks::partOfNodes() const
{
    std::vector<int> part(std::size_t(nodes()), 0);  // workers of no list form one more part
    for (std::size_t p = 0; m_cut && p < m_cut->parts.size(); ++p) {
        for (const int worker : m_cut->parts[p]) {
            if (worker >= 0 && worker < m_workers) part[std::size_t(worker)] = int(p) + 1;
        }
    }
    if (m_hasServer && m_workers > 0) part.back() = part.front();   // it stays with worker 0
    return part;
}

std::uint64_t MapLinks::counted(int a, int b) const
{
    const auto found = m_counts.find(std::minmax(a, b));
    return found == m_counts.end() ? 0 : found->second;
}

}  // namespace gossip::ui
