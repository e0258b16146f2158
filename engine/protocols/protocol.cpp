// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/protocol.h"

#include <algorithm>

namespace gossip {

void Protocol::adopt(Peer& peer, const ModelMessage& message)
{
    std::copy(message.parameters->begin(), message.parameters->end(), peer.parameters().begin());
}

std::optional<int> randomNeighbour(Peer& peer)
{
    const auto neighbours = peer.neighbours();
    return neighbours.empty() ? std::nullopt : std::optional(neighbours[peer.random().below(std::uint32_t(neighbours.size()))]);
}

}  // namespace gossip
