// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocols/protocol.h"

namespace gossip {

/// The worker's side of the centralised protocols: every tau local steps it sends something to the server and waits for what
/// comes back. A wait that ends by time-out costs the exchange, not the training. A rejoiner takes over the server's parameters.
/// Messages: 2/tau a step.
class ServerClient : public Protocol {
public:
    ServerClient(int tau, double timeoutS) : m_tau(std::uint32_t(tau)), m_timeoutS(timeoutS) {}

    void mix(Peer& peer) override;
    void afterStep(Peer& peer) override;
    void receive(Peer& peer, ModelMessage message) override;
    void onTimer(Peer& peer, std::uint64_t token) override;
    void adopt(Peer& peer, const ModelMessage& message) override;
    bool welcome(Peer& peer, int rejoiner) override;
    void leave(Peer& peer) override;

    [[nodiscard]] int waitingModels() const override { return m_answer ? 1 : 0; }
    void save(StateWriter& out) const override;
    void load(StateReader& in, ArrayPool& arrays) override;

protected:
    /// What to send; stays valid during the call.
    virtual std::span<const float> toServer(Peer& peer) = 0;
    /// The answer, when parameters may be written. \p late: the worker has stepped since it sent.
    virtual void take(Peer& peer, std::span<const float> answer, bool late) = 0;
    /// Parameters were taken over from the server.
    virtual void restarted(std::span<const float> /*x*/) {}

private:
    std::uint32_t m_tau;
    double m_timeoutS;
    std::uint32_t m_sinceExchange = 0;
    std::uint32_t m_round = 0;
    bool m_waits = false;
    ArrayPool::Loan m_answer;     ///< came too late for the wait, during a step
};

/// The server's side: answers every message at once.
class Server : public Protocol {
public:
    explicit Server(double timeoutS) : m_timeoutS(timeoutS) {}
    void receive(Peer& peer, ModelMessage message) override;
    bool welcome(Peer& peer, int rejoiner) override;

private:
    /// Changes its parameters by what came, and what came into the answer.
    virtual void answer(std::span<float> centre, std::span<float> message) = 0;
    double m_timeoutS;
};

}  // namespace gossip
