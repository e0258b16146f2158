// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/ad_psgd.h"

namespace gossip {

void AdPsgd::mix(Peer& peer)
{
    if (const auto partner = randomNeighbour(peer)) {
        offer(peer, *partner);
    }
}

std::span<const float> AdPsgd::gradientPoint(std::span<const float> x)
{
    m_point.assign(x.begin(), x.end());
    return m_point;
}

void AdPsgd::afterStep(Peer& peer)
{
    if (isOpen()) {
        peer.hold();
    }
}

}  // namespace gossip
