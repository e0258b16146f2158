// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/downpour.h"

#include "core/vector_ops.h"
#include "protocols/saving.h"

#include <algorithm>

namespace gossip {

void Downpour::mix(Peer& peer)
{
    if (m_base.empty()) {  // the first step: everybody's start is the server's
        restarted(peer.parameters());
    }
    ServerClient::mix(peer);
}

std::span<const float> Downpour::toServer(Peer& peer)
{
    const std::span<const float> x = peer.parameters();
    m_sum.assign(x.begin(), x.end());
    addScaled(m_sum, m_base, -1.0F);
    restarted(x);
    return m_sum;
}

void Downpour::take(Peer& peer, std::span<const float> answer, bool)
{
    // What was done since the push stays: nothing when the worker waited for the answer.
    const std::span<float> x = peer.parameters();
    for (std::size_t i = 0; i < x.size(); ++i) {
        x[i] = answer[i] + (x[i] - m_base[i]);
        m_base[i] = answer[i];
    }
}

void Downpour::save(StateWriter& out) const
{
    ServerClient::save(out);
    saveFlat(out, m_base);
}

void Downpour::load(StateReader& in, ArrayPool& arrays)
{
    ServerClient::load(in, arrays);
    loadFlat(in, arrays, m_base);
}

void DownpourServer::answer(std::span<float> centre, std::span<float> message)
{
    addScaled(centre, message, 1.0F);
    std::copy(centre.begin(), centre.end(), message.begin());
}

}  // namespace gossip
