// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/network.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>

namespace gossip {

namespace {

constexpr std::size_t kMostPaired = 1024;   ///< nodes; a hundred million pairs would be no table any more
constexpr double kLeastRetryS = 0.01;

bool touches(const Fault& fault, int from, int to)
{
    if (fault.kind == FaultKind::network) {
        return true;
    }
    const auto listed = [&](int worker) { return std::find(fault.workers.begin(), fault.workers.end(), worker) != fault.workers.end(); };
    return (fault.from == from && fault.to == to) || listed(from) || listed(to);
}

void overlay(NetworkSpec& spec, const Fault& fault)
{
    spec.latencyMs = fault.latencyMs.value_or(spec.latencyMs);
    spec.jitterMs = fault.jitterMs.value_or(spec.jitterMs);
    spec.bandwidthMbps = fault.bandwidthMbps.value_or(spec.bandwidthMbps);
    spec.loss = fault.loss.value_or(spec.loss);
}

}  // namespace

Network::Network(const NetworkSpec& base, int workers, std::uint64_t seed, bool hasServer)
    : m_base(base),
      m_server(hasServer ? workers : -1),
      m_side(std::size_t(workers) + (hasServer ? 1 : 0), 0),
      m_uplinks(m_side.size()),
      m_downlinks(m_side.size()),
      m_occupiedUntilS(m_side.size()),
      m_bytesByNode(m_side.size(), 0),
      m_bySender(m_side.size() > kMostPaired ? m_side.size() : 0)
{
    for (std::size_t node = 0; node < m_side.size(); ++node) {
        m_random.emplace_back(seed, Purpose::link, std::uint32_t(node));
    }
}

Network::Departure Network::depart(int from, int to, std::size_t bytes, double nowS)
{
    const std::lock_guard lock(m_mutex);
    const NetworkSpec link = linkInForce(from, to);
    // Both are drawn for every message, so that one setting never shifts the draws of another.
    RandomStream& random = m_random[std::size_t(from)];
    const double lossDraw = random.uniform();
    double jitterS = 0.0;
    if (link.jitterMs > 0.0) {
        jitterS = std::abs(random.normal()) * link.jitterMs * 1e-3;
    } else {
        (void)random.uniform();   // what normal() draws, without its logarithm and cosine
        (void)random.uniform();
    }

    Departure departure;
    departure.durationS = link.bandwidthMbps > 0.0 ? 8.0 * double(bytes) / (link.bandwidthMbps * 1e6) : 0.0;
    const double txS = m_uplinks[std::size_t(from)].serve(nowS, departure.durationS);
    departure.leftS = txS + departure.durationS;
    std::vector<double>& occupied = m_occupiedUntilS[std::size_t(from)];
    std::erase_if(occupied, [nowS](double endS) { return endS <= nowS; });
    if (departure.leftS > nowS) {
        occupied.push_back(departure.leftS);
    }
    departure.firstBitS = txS + link.latencyMs * 1e-3 + jitterS;
    departure.retryS = std::max(kLeastRetryS, 2.0 * (link.latencyMs * 1e-3 + departure.durationS));
    departure.lost = lossDraw < link.loss || m_side[std::size_t(from)] != m_side[std::size_t(to)];

    ++m_totals.sent;
    m_totals.bytes += bytes;
    ExchangeRow& pair = row(from, to);
    ++pair.sent;
    pair.bytes += bytes;
    m_bytesByNode[std::size_t(from)] += bytes;
    m_bytesByNode[std::size_t(to)] += departure.lost ? 0 : bytes;
    return departure;
}

double Network::arrive(int from, int to, const Departure& departure)
{
    const std::lock_guard lock(m_mutex);
    Line& downlink = m_downlinks[std::size_t(to)];
    downlink.serve(departure.firstBitS, departure.durationS);
    double deliveredS = downlink.freeS;
    if (to == m_server) {
        if (m_base.serverMs > 0.0) {
            m_handling.serve(downlink.freeS, m_base.serverMs * 1e-3);
            deliveredS = m_handling.freeS;
        }
        while (!m_serverDueS.empty() && m_serverDueS.front() <= departure.firstBitS) {
            m_serverDueS.pop_front();
        }
        m_serverDueS.push_back(deliveredS);
    }
    if (deliveredS > departure.firstBitS) {
        std::vector<double>& occupied = m_occupiedUntilS[std::size_t(from)];
        const auto uplink = std::find(occupied.begin(), occupied.end(), departure.leftS);   // one: messages of lockstep share instants
        if (uplink != occupied.end()) {
            occupied.erase(uplink);
        }
        occupied.push_back(deliveredS);
    }
    return deliveredS;
}

int Network::underWay(int node, double nowS) const
{
    const std::lock_guard lock(m_mutex);
    const std::vector<double>& untilS = m_occupiedUntilS[std::size_t(node)];
    return int(std::count_if(untilS.begin(), untilS.end(), [nowS](double endS) { return endS > nowS; }));
}

int Network::waitingAtServer(double nowS) const
{
    const std::lock_guard lock(m_mutex);
    const auto handled = std::upper_bound(m_serverDueS.begin(), m_serverDueS.end(), nowS);
    return int(m_serverDueS.end() - handled);
}

double Network::uplinkBusyS(int node, double nowS) const
{
    const std::lock_guard lock(m_mutex);
    return std::max(0.0, m_uplinks[std::size_t(node)].freeS - nowS);
}

void Network::countDelivered(int from, int to)
{
    const std::lock_guard lock(m_mutex);
    ++m_totals.delivered;
    ++row(from, to).delivered;
}

void Network::countLost(int from, int to)
{
    const std::lock_guard lock(m_mutex);
    ++m_totals.lost;
    ++row(from, to).lost;
}

std::uint64_t Network::disturb(const Fault& fault)
{
    const std::lock_guard lock(m_mutex);
    m_disturbances.push_back({++m_lastHandle, fault});
    if (!fault.forS && m_disturbances.size() == 1 && fault.kind == FaultKind::network) {
        overlay(m_base, fault);  // permanent and nothing below it to return to: sliders do not pile up
        m_disturbances.clear();
    }
    return m_lastHandle;
}

void Network::lift(std::uint64_t handle)
{
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_disturbances, [&](const Disturbance& d) { return d.handle == handle; });
}

void Network::cut(const std::vector<std::vector<int>>& groups)
{
    const std::lock_guard lock(m_mutex);
    constexpr int kUnlisted = -1;
    std::fill(m_side.begin(), m_side.end(), 0);
    if (m_server >= 0) {
        m_side.back() = kUnlisted;
    }
    for (std::size_t side = 0; side < groups.size(); ++side) {
        for (const int node : groups[side]) {
            m_side[std::size_t(node)] = int(side) + 1;
        }
    }
    if (m_side.back() == kUnlisted) {
        m_side.back() = m_side.front();
    }
}

void Network::heal()
{
    const std::lock_guard lock(m_mutex);
    std::fill(m_side.begin(), m_side.end(), 0);
}

bool Network::connected(int a, int b) const
{
    const std::lock_guard lock(m_mutex);
    return m_side[std::size_t(a)] == m_side[std::size_t(b)];
}

bool Network::isCut() const
{
    const std::lock_guard lock(m_mutex);
    return std::adjacent_find(m_side.begin(), m_side.end(), std::not_equal_to<>()) != m_side.end();
}

NetworkSpec Network::common() const
{
    const std::lock_guard lock(m_mutex);
    NetworkSpec spec = m_base;
    for (const Disturbance& disturbance : m_disturbances) {
        if (disturbance.fault.kind == FaultKind::network) {
            overlay(spec, disturbance.fault);
        }
    }
    return spec;
}

NetworkSpec Network::linkInForce(int from, int to) const
{
    NetworkSpec spec = m_base;
    for (const Disturbance& disturbance : m_disturbances) {
        if (touches(disturbance.fault, from, to)) {
            overlay(spec, disturbance.fault);
        }
    }
    return spec;
}

ExchangeRow& Network::row(int from, int to)
{
    if (!m_bySender.empty()) {
        ExchangeRow& found = m_bySender[std::size_t(from)];
        found.from = from;
        found.to = kAllPeers;
        return found;
    }
    ExchangeRow& found = m_byPair[(std::uint64_t(std::uint32_t(from)) << 32) | std::uint32_t(to)];
    found.from = from;
    found.to = to;
    return found;
}

Network::Totals Network::totals() const
{
    const std::lock_guard lock(m_mutex);
    return m_totals;
}

std::vector<ExchangeRow> Network::exchanges() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<ExchangeRow> rows;
    for (const auto& [key, pair] : m_byPair) {
        rows.push_back(pair);
    }
    std::copy_if(m_bySender.begin(), m_bySender.end(), std::back_inserter(rows), [](const ExchangeRow& row) { return row.sent > 0; });
    std::sort(rows.begin(), rows.end(), [](const ExchangeRow& a, const ExchangeRow& b) { return std::pair(a.from, a.to) < std::pair(b.from, b.to); });
    return rows;
}

std::vector<std::uint64_t> Network::bytesByNode() const
{
    const std::lock_guard lock(m_mutex);
    return m_bytesByNode;
}

std::vector<double> Network::busyByNode(double nowS) const
{
    const std::lock_guard lock(m_mutex);
    std::vector<double> busy(m_side.size());
    for (std::size_t node = 0; node < busy.size(); ++node) {
        busy[node] = std::max(m_uplinks[node].busyUntil(nowS), m_downlinks[node].busyUntil(nowS));
    }
    if (m_server >= 0) {
        busy.back() = std::max(busy.back(), m_handling.busyUntil(nowS));
    }
    return busy;
}

double Network::Line::serve(double fromS, double durationS)
{
    const double beginS = std::max(fromS, freeS);
    freeS = beginS + durationS;
    busyS += durationS;
    return beginS;
}

double Network::Line::busyUntil(double nowS) const
{
    return busyS - std::max(0.0, freeS - nowS);   // what it is still to do, it does without a pause
}

}  // namespace gossip
