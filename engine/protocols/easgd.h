// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocols/server_client.h"

namespace gossip {

/// Asynchronous EASGD (Zhang, Choromanska, LeCun: "Deep learning with Elastic Averaging SGD", arXiv 1412.6651, algorithm 1):
/// every tau local steps worker and server pull on each other, e = α (x − x̃), x̃ ← x̃ + e, and x ← x − η g(x) − e with the
/// gradient at the x before; α = η ρ. Matrix form of an exchange: row of x̃ (1 − α, α), row of x (α, 1 − α).
/// Messages: 2/tau a step, x there and e back.
///
/// EAMSGD (algorithm 2) is the same with Nesterov momentum δ in the worker. Our SGD keeps Nesterov's look-ahead point
/// x + δ v as its parameters, as PyTorch does, so the elastic pull acts on that one.
class Easgd : public ServerClient {
public:
    using ServerClient::ServerClient;
    std::span<const float> gradientPoint(std::span<const float> x) override;
    void afterStep(Peer& peer) override;
    void leave(Peer& peer) override;

    void save(StateWriter& out) const override;
    void load(StateReader& in, ArrayPool& arrays) override;

protected:
    std::span<const float> toServer(Peer& peer) override { return peer.parameters(); }
    void take(Peer& peer, std::span<const float> answer, bool late) override;

private:
    FlatArray m_before;             ///< x before the elastic pull: where the next gradient is taken
    bool m_fromBefore = false;
};

/// The centre of EASGD: pulls and is pulled.
class EasgdServer : public Server {
public:
    EasgdServer(double alpha, double timeoutS) : Server(timeoutS), m_alpha(float(alpha)) {}

private:
    void answer(std::span<float> centre, std::span<float> message) override;
    float m_alpha;
};

}  // namespace gossip
