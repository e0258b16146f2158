// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocols/ring_average.h"

namespace gossip {

/// Local SGD, PerSyn in the GoSGD paper (arXiv 1611.09726; Stich: "Local SGD Converges Fast and Communicates Little",
/// arXiv 1805.09767): every tau local steps all workers take the mean of their parameters, by ring all-reduce. Matrix form:
/// K = 11ᵀ/M when tau divides t, else I. Messages: 2(M − 1)/tau chunks of 1/M of the parameters a step.
///
/// With tau = 1 it is all-reduce SGD (x ← x − η mean_j g_j): the workers start alike, and because the update, momentum, Nesterov
/// and weight decay included, is linear in parameters, momentum and gradient, averaging the updated parameters every step and
/// leaving each momentum with its worker gives the very parameters that averaging the gradients would.
class LocalSgd : public Protocol {
public:
    LocalSgd(int tau, int workers, double timeoutS);

    void mix(Peer& peer) override { m_ring.workOff(peer); }
    void afterStep(Peer& peer) override;
    void receive(Peer& peer, ModelMessage message) override { m_ring.receive(peer, std::move(message)); }
    void rejected(Peer& peer, ModelMessage message) override { m_ring.rejected(peer, std::move(message)); }
    void onTimer(Peer& peer, std::uint64_t token) override { m_ring.onTimer(peer, token); }
    void adopt(Peer& peer, const ModelMessage& message) override { m_ring.adopt(peer, message); }
    bool welcome(Peer& peer, int rejoiner) override;
    void leave(Peer&) override { m_ring.leave(); }
    void comeBack(Peer& peer) override { m_ring.comeBack(peer); }
    void save(StateWriter& out) const override;
    void load(StateReader& in, ArrayPool& arrays) override;

private:
    void goOnFrom(Peer& peer, std::uint32_t phase);

    std::uint32_t m_tau;
    std::uint32_t m_phase = 0;   ///< local steps since the last average
    RingAverage m_ring;
};

}  // namespace gossip
