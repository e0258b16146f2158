// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/elastic_gossip.h"

namespace gossip {

void ElasticGossip::afterStep(Peer& peer)
{
    workOff(peer);
    const bool exchange = peer.random().uniform() < m_probability;
    if (const auto partner = exchange ? randomNeighbour(peer) : std::nullopt) {
        offer(peer, *partner);
        if (isOpen()) {
            peer.hold();
        }
    }
}

void ElasticGossip::save(StateWriter& out) const
{
    out.number(m_probability);
    PairExchange::save(out);
}

void ElasticGossip::load(StateReader& in, ArrayPool& arrays)
{
    m_probability = in.number(0.0, 1.0);
    PairExchange::load(in, arrays);
}

}  // namespace gossip
