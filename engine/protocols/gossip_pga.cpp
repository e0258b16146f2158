// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/gossip_pga.h"

#include <utility>

namespace gossip {

GossipPga::GossipPga(int period, int workers, double timeoutS)
    : m_period(std::uint32_t(period)),
      m_neighbours(timeoutS, workers),
      m_ring(workers, timeoutS,
             {.phase = [this] { return m_phase; },
              .taken = [this](Peer& peer, std::uint32_t phase) { goOnFrom(peer, phase); },
              .done = [this](Peer&) { m_phase = 0; }})
{
}

void GossipPga::afterStep(Peer& peer)
{
    m_ring.workOff(peer);
    if (m_ring.isActive()) {
        return;
    }
    ++m_phase;
    if (m_phase >= m_period) {
        m_ring.begin(peer);
        return;
    }
    m_mixing = true;
    peer.hold();
    m_neighbours.begin(peer, round());
    m_neighbours.wait(peer);
    goOn(peer);
}

void GossipPga::goOn(Peer& peer)
{
    if (m_mixing && m_neighbours.mix(peer)) {
        m_mixing = false;
        peer.resume();
    }
}

void GossipPga::receive(Peer& peer, ModelMessage message)
{
    if (RingAverage::isOurs(message)) {
        m_ring.receive(peer, std::move(message));
    } else if (NeighbourRounds::isOurs(message)) {
        m_neighbours.receive(peer, std::move(message));
        goOn(peer);
    }
}

void GossipPga::rejected(Peer& peer, ModelMessage message)
{
    if (RingAverage::isOurs(message)) {
        m_ring.rejected(peer, std::move(message));
    } else if (NeighbourRounds::isOurs(message)) {
        m_neighbours.rejected(peer, std::move(message));
        goOn(peer);
    }
}

void GossipPga::onTimer(Peer& peer, std::uint64_t token)
{
    m_ring.onTimer(peer, token);
    m_neighbours.onTimer(peer, token);
    goOn(peer);
}

/// With another's state. Neighbours must hear of it even if this worker waits for the average of all now, lest they wait for it; and
/// whoever still waits for an average that others have finished, as this worker may have to wait for them.
void GossipPga::goOnFrom(Peer& peer, std::uint32_t phase)
{
    m_mixing = false;
    m_phase = phase;
    m_neighbours.greet(peer, round());
    m_ring.announce(peer);
    if (m_phase >= m_period) {
        m_ring.begin(peer);
    }
}

bool GossipPga::welcome(Peer& peer, int rejoiner)
{
    m_ring.welcome(peer, rejoiner);
    return true;
}

void GossipPga::leave(Peer&)
{
    m_mixing = false;
    m_neighbours.restart(round());
    m_ring.leave();
}

void GossipPga::save(StateWriter& out) const
{
    out.integer(m_phase);
    out.flag(m_mixing);
    m_neighbours.save(out);
    m_ring.save(out);
}

void GossipPga::load(StateReader& in, ArrayPool& arrays)
{
    m_phase = in.integer<std::uint32_t>();
    m_mixing = in.flag();
    m_neighbours.load(in, arrays);
    m_ring.load(in, arrays);
}

}  // namespace gossip
