// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/elastic_gossip.h"

namespace gossip {

void ElasticGossip::afterStep(Peer& peer)
{
    workOff(peer);
    const bool exchange = peer.random().uniform() < m_probability;
    if (const auto partner = exchange ? randomNeighbour(peer) : std::nullopt) {
        offer(peer, *partner);
        peer.hold();
    }
}

}  // namespace gossip
