// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/protocol.h"

#include <algorithm>

namespace gossip {

void Protocol::adopt(Peer& peer, const ModelMessage& message)
{
    std::copy(message.parameters->begin(), message.parameters->end(), peer.parameters().begin());
}

std::uint32_t Membership::rankOf(const std::vector<int>& nodes)
{
    return 2 * std::uint32_t(nodes.size()) + (nodes.front() == 0 ? 1 : 0);
}

std::vector<int> reachableFrom(const Peer& peer)
{
    std::vector<int> nodes;
    for (int node = 0; node < peer.workers(); ++node) {
        if (node == peer.id() || peer.reaches(node)) {
            nodes.push_back(node);
        }
    }
    return nodes;
}

std::optional<int> randomNeighbour(Peer& peer)
{
    const auto neighbours = peer.neighbours();
    return neighbours.empty() ? std::nullopt : std::optional(neighbours[peer.random().below(std::uint32_t(neighbours.size()))]);
}

}  // namespace gossip
