// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/local_sgd.h"

namespace gossip {

LocalSgd::LocalSgd(int tau, int workers, double timeoutS)
    : m_tau(std::uint32_t(tau)),
      m_ring(workers, timeoutS,
             {.phase = [this] { return m_phase; },
              .taken = [this](Peer& peer, std::uint32_t phase) { goOnFrom(peer, phase); },
              .done = [this](Peer&) { m_phase = 0; }})
{
}

void LocalSgd::afterStep(Peer& peer)
{
    m_ring.workOff(peer);
    if (m_ring.isActive()) {
        return;
    }
    ++m_phase;
    if (m_phase >= m_tau) {
        m_ring.begin(peer);
    }
}

bool LocalSgd::welcome(Peer& peer, int rejoiner)
{
    m_ring.welcome(peer, rejoiner);
    return true;
}

void LocalSgd::goOnFrom(Peer& peer, std::uint32_t phase)
{
    m_phase = phase;
    if (m_phase >= m_tau) {
        m_ring.begin(peer);
    }
}

void LocalSgd::save(StateWriter& out) const
{
    out.integer(m_phase);
    m_ring.save(out);
}

void LocalSgd::load(StateReader& in, ArrayPool& arrays)
{
    m_phase = in.integer<std::uint32_t>();
    m_ring.load(in, arrays);
}

}  // namespace gossip
