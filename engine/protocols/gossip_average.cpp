// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/gossip_average.h"

#include "core/vector_ops.h"

#include <utility>

namespace gossip {

void GossipAverage::mix(Peer& peer)
{
    if (!m_inbox) {
        return;
    }
    mixInto(peer.parameters(), *m_inbox, float(m_share));
    for (const Origin& origin : m_origins) {
        peer.noteMixed(origin.from, origin.senderStep, origin.share);
    }
    forget();
}

void GossipAverage::afterStep(Peer& peer)
{
    const bool exchange = peer.random().uniform() < m_probability;
    const auto to = exchange ? randomNeighbour(peer) : std::nullopt;
    if (to && peer.linkIsFree()) {
        peer.send({.to = *to, .values = peer.parameters()});
    }
}

void GossipAverage::receive(Peer&, ModelMessage message)
{
    constexpr double kHalf = 0.5;
    // x ← ½((1−c) x + c m) + ½ b: the earlier ones count half as much as before, the newest a half.
    for (Origin& origin : m_origins) {
        origin.share *= kHalf;
    }
    m_origins.push_back({message.from, message.senderStep, kHalf});
    m_share = 1.0 - kHalf * (1.0 - m_share);
    if (!m_inbox) {
        m_inbox = std::move(message.parameters);
    } else {
        mixInto(*m_inbox, *message.parameters, float(kHalf / m_share));
    }
}

bool GossipAverage::welcome(Peer& peer, int rejoiner)
{
    peer.send({.to = rejoiner, .values = peer.parameters()});
    return true;
}

void GossipAverage::leave(Peer&)
{
    forget();
}

void GossipAverage::save(StateWriter& out) const
{
    out.number(m_probability);
    out.array(m_inbox);
    out.number(m_share);
    out.integer(std::uint64_t(m_origins.size()));
    for (const Origin& origin : m_origins) {
        out.integer(std::int32_t(origin.from));
        out.integer(origin.senderStep);
        out.number(origin.share);
    }
}

void GossipAverage::load(StateReader& in, ArrayPool& arrays)
{
    m_probability = in.number(0.0, 1.0);
    m_inbox = in.array(arrays);
    m_share = in.number(0.0, 1.0);
    m_origins.resize(in.count(sizeof(std::int32_t)));
    for (Origin& origin : m_origins) {
        origin.from = in.integer<std::int32_t>(0, m_workers - 1);
        origin.senderStep = in.integer<std::uint64_t>();
        origin.share = in.number(0.0, 1.0);
    }
}

void GossipAverage::forget()
{
    m_inbox.reset();
    m_share = 0.0;
    m_origins.clear();
}

}  // namespace gossip
