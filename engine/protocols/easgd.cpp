// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/easgd.h"

#include "core/vector_ops.h"
#include "protocols/saving.h"

namespace gossip {

std::span<const float> Easgd::gradientPoint(std::span<const float> x)
{
    return m_fromBefore ? std::span<const float>(m_before) : x;
}

void Easgd::afterStep(Peer& peer)
{
    m_fromBefore = false;
    ServerClient::afterStep(peer);
}

void Easgd::leave(Peer& peer)
{
    m_fromBefore = false;
    ServerClient::leave(peer);
}

void Easgd::take(Peer& peer, std::span<const float> answer, bool late)
{
    const std::span<float> x = peer.parameters();
    if (!late) {
        m_before.assign(x.begin(), x.end());
        m_fromBefore = true;
    }
    addScaled(x, answer, -1.0F);
}

void Easgd::save(StateWriter& out) const
{
    ServerClient::save(out);
    saveFlat(out, m_before);
    out.flag(m_fromBefore);
}

void Easgd::load(StateReader& in, ArrayPool& arrays)
{
    ServerClient::load(in, arrays);
    loadFlat(in, arrays, m_before);
    m_fromBefore = in.flag() && !m_before.empty();
}

void EasgdServer::answer(std::span<float> centre, std::span<float> message)
{
    for (std::size_t i = 0; i < centre.size(); ++i) {
        message[i] = m_alpha * (message[i] - centre[i]);
        centre[i] += message[i];
    }
}

}  // namespace gossip
