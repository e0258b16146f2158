// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocols/server_client.h"

namespace gossip {

/// Downpour SGD (Dean et al.: "Large Scale Distributed Deep Networks", NIPS 2012; as in arXiv 1412.6651, algorithm 3): a worker
/// takes tau local steps, pushes their sum to the server, x̃ ← x̃ + Σ(−η g), and goes on from the server's parameters, x ← x̃.
/// Matrix form of an exchange: the push adds the worker's sum to x̃, the pull replaces the worker's row by x̃'s.
/// Messages: 2/tau a step.
class Downpour : public ServerClient {
public:
    using ServerClient::ServerClient;
    void mix(Peer& peer) override;

    void save(StateWriter& out) const override;
    void load(StateReader& in, ArrayPool& arrays) override;

protected:
    std::span<const float> toServer(Peer& peer) override;
    void take(Peer& peer, std::span<const float> answer, bool late) override;
    void restarted(std::span<const float> x) override { m_base.assign(x.begin(), x.end()); }

private:
    FlatArray m_base;     ///< what was pulled last, or pushed since: the next push is x minus this
    FlatArray m_sum;
};

class DownpourServer : public Server {
public:
    using Server::Server;

private:
    void answer(std::span<float> centre, std::span<float> message) override;
};

}  // namespace gossip
