// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/fault_state.h"
#include "network/network.h"

#include <algorithm>
#include <array>

namespace gossip {

namespace {

/// The numbers of a link that faults may change.
template <class Spec>
auto numbersOf(Spec& spec)
{
    return std::array{&spec.latencyMs, &spec.jitterMs, &spec.bandwidthMbps, &spec.loss};
}

template <class Row>
auto countsOf(Row& row)
{
    return std::array{&row.sent, &row.delivered, &row.lost, &row.bytes};
}

}  // namespace

void Network::Line::save(StateWriter& out) const
{
    out.number(freeS);
    out.number(busyS);
}

void Network::Line::load(StateReader& in)
{
    freeS = in.number(0.0, kLongestS);
    busyS = in.number(0.0, kLongestS);
}

void Network::save(StateWriter& out) const
{
    out.section("network");
    const std::vector<ExchangeRow> rows = exchanges();
    const std::lock_guard lock(m_mutex);
    for (const double* value : numbersOf(m_base)) {
        out.number(*value);
    }
    m_handling.save(out);
    out.integer(m_lastHandle);
    out.integer(std::uint64_t(m_disturbances.size()));
    for (const Disturbance& disturbance : m_disturbances) {
        out.integer(disturbance.handle);
        saveFault(out, disturbance.fault);
    }
    for (std::size_t node = 0; node < m_side.size(); ++node) {
        out.integer(std::int32_t(m_side[node]));
        m_random[node].save(out);
        m_uplinks[node].save(out);
        m_downlinks[node].save(out);
        out.integer(m_bytesByNode[node]);
        out.integer(std::uint64_t(m_occupiedUntilS[node].size()));
        for (const double untilS : m_occupiedUntilS[node]) {
            out.number(untilS);
        }
    }
    out.integer(std::uint64_t(rows.size()));
    for (const ExchangeRow& pair : rows) {
        out.integer(std::int32_t(pair.from));
        out.integer(std::int32_t(pair.to));
        for (const std::uint64_t* count : countsOf(pair)) {
            out.integer(*count);
        }
    }
    for (const std::uint64_t* count : countsOf(m_totals)) {
        out.integer(*count);
    }
}

void Network::load(StateReader& in)
{
    in.section("network");
    const std::lock_guard lock(m_mutex);
    const int nodes = int(m_side.size());
    for (double* value : numbersOf(m_base)) {
        *value = in.number(0.0, kLongestS);
    }
    m_handling.load(in);
    m_lastHandle = in.integer<std::uint64_t>();
    m_disturbances.clear();
    for (std::size_t left = in.count(sizeof(Disturbance::handle)); left > 0 && !in.failed(); --left) {
        const auto handle = in.integer<std::uint64_t>();
        m_disturbances.push_back({handle, loadFault(in, nodes, m_server >= 0)});
    }
    for (std::size_t node = 0; node < m_side.size(); ++node) {
        m_side[node] = in.integer<std::int32_t>(0);
        m_random[node].load(in);
        m_uplinks[node].load(in);
        m_downlinks[node].load(in);
        m_bytesByNode[node] = in.integer<std::uint64_t>();
        m_occupiedUntilS[node].resize(in.count(sizeof(double)));
        for (double& untilS : m_occupiedUntilS[node]) {
            untilS = in.number(0.0, kLongestS);
        }
    }
    m_byPair.clear();
    std::fill(m_bySender.begin(), m_bySender.end(), ExchangeRow());
    for (std::size_t left = in.count(2 * sizeof(std::int32_t)); left > 0 && !in.failed(); --left) {
        const int from = in.integer<std::int32_t>(0, nodes - 1);
        const int to = in.integer<std::int32_t>(kAllPeers, nodes - 1);
        for (std::uint64_t* count : countsOf(row(from, to))) {
            *count = in.integer<std::uint64_t>();
        }
    }
    for (std::uint64_t* count : countsOf(m_totals)) {
        *count = in.integer<std::uint64_t>();
    }
}

}  // namespace gossip
