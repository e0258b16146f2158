// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/worker.h"

#include "core/compression.h"
#include "core/vector_ops.h"

#include <algorithm>
#include <cmath>

namespace gossip {

namespace {

constexpr std::size_t kWeightBytes = 8;  // the sum-weight that travels with the parameters

/// What a broken worker sends instead of its parameters.
void corrupt(std::span<float> x, CorruptMode mode, RandomStream& noise)
{
    if (mode == CorruptMode::nan) {
        std::fill(x.begin(), x.end(), std::numeric_limits<float>::quiet_NaN());
        return;
    }
    const double rms = std::sqrt(squaredNorm(x) / double(x.size()));
    for (float& value : x) {
        value += float(rms * noise.normal());
    }
}

}  // namespace

Compression Cluster::compressionOf(const Parcel& parcel) const
{
    return parcel.exact ? Compression::none : m_scenario.network.compression;
}

std::size_t Cluster::payloadOf(const Parcel& parcel) const
{
    // The flat array has padding that nobody would send.
    const double share = double(parcel.values.size()) / double(m_work->flatSize());
    const auto parameters = std::size_t(std::llround(share * double(m_work->parameterCount())));
    return parcel.bytes.value_or(wireBytes(parameters, compressionOf(parcel)) + (parcel.weight.isZero() ? 0 : kWeightBytes));
}

bool Cluster::PeerView::reaches(int node) const
{
    return m_cluster.isLiving(node) && m_cluster.m_network.connected(m_worker.id, node);
}

void Cluster::PeerView::send(const Parcel& parcel)
{
    ModelMessage message;
    message.from = m_worker.id;
    message.to = parcel.to;
    message.offset = parcel.offset;
    message.count = parcel.values.size();
    message.weight = parcel.weight;
    message.content = parcel.content;
    message.kind = parcel.kind;
    message.round = parcel.round;
    message.mark = parcel.mark;
    message.members = parcel.members;
    message.payloadBytes = m_cluster.payloadOf(parcel);
    message.senderStep = m_worker.steps.load();
    message.senderLife = m_worker.lives.load();
    message.giveUpS = parcel.patienceS > 0.0 ? m_nowS + parcel.patienceS : 0.0;
    if (!parcel.values.empty()) {
        message.parameters = m_cluster.m_arrays.take();
        const auto carried = std::span<float>(*message.parameters).subspan(parcel.offset, parcel.values.size());
        std::copy(parcel.values.begin(), parcel.values.end(), carried.begin());
        if (m_worker.corruption) {
            corrupt(carried, *m_worker.corruption, m_worker.corruptNoise);
        }
        roundAsSent(carried, m_cluster.compressionOf(parcel));
    }
    m_outbox.push_back(std::move(message));
}

void Cluster::PeerView::noteMixed(int from, std::uint64_t senderStep, double share)
{
    const std::uint64_t now = m_cluster.m_workers[std::size_t(from)]->steps.load();
    m_worker.stalenessSum += share * double(now - std::min(now, senderStep));
    m_worker.stalenessShare += share;
}

void Cluster::PeerView::hold()
{
    if (!m_worker.held) {
        m_worker.held = true;
        m_worker.heldSinceS = m_nowS;
    }
}

void Cluster::PeerView::resume()
{
    if (m_worker.held) {
        m_worker.held = false;
        m_worker.waitedS += m_nowS - m_worker.heldSinceS;
        makeRunnable();
    }
}

void Cluster::PeerView::after(double delayS, std::uint64_t token)
{
    m_timers.emplace_back(m_nowS + delayS, TimerTicket{m_worker.id, m_worker.lives.load(), token});
}

void Cluster::PeerView::settle()
{
    for (const auto& [atS, ticket] : m_timers) {
        if (m_cluster.onTimer) {
            m_cluster.onTimer(ticket, atS);
        }
    }
    m_timers.clear();
    if (m_runnable && m_worker.id < m_cluster.workers() && m_cluster.onRunnable) {
        m_cluster.onRunnable(m_worker.id);
    }
    m_runnable = false;
}

}  // namespace gossip
