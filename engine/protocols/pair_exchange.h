// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocols/protocol.h"

#include <map>
#include <vector>

namespace gossip {

/// What the protocols that move two workers towards each other have in common. Worker i offers x_i to j; j moves by
/// δ = a (x_i − x_j) and answers −δ, by which i moves: both ends change by the same amount, so that the sum of all parameters
/// stays whatever else happened meanwhile. Offers that cross each other are each other's answer.
///
/// Messages: 2 an exchange. A wait that gives up counts as loss: the exchange is then half done until the answer comes after all.
class PairExchange : public Protocol {
public:
    PairExchange(double rate, int workers, double timeoutS) : m_rate(float(rate)), m_workers(workers), m_timeoutS(timeoutS) {}

    void receive(Peer& peer, ModelMessage message) override;
    void onTimer(Peer& peer, std::uint64_t token) override;
    bool welcome(Peer& peer, int rejoiner) override;
    void leave(Peer& peer) override;

    [[nodiscard]] int waitingModels() const override { return int(m_inbox.size()); }
    void save(StateWriter& out) const override;
    void load(StateReader& in, ArrayPool& arrays) override;

protected:
    /// Offers the parameters, if the link is free; the copy that was sent is sent().
    void offer(Peer& peer, int to);
    /// Works off what had to wait because of a step.
    void workOff(Peer& peer);
    [[nodiscard]] bool isOpen() const { return m_open; }
    [[nodiscard]] std::span<const float> sent() const { return m_sent; }

private:
    /// Whether parameters may change although a step is in flight.
    [[nodiscard]] virtual bool changesDuringSteps() const = 0;
    void handle(Peer& peer, const ModelMessage& message);
    void answer(Peer& peer, const ModelMessage& offered);
    void close(Peer& peer);

    float m_rate;
    int m_workers;
    double m_timeoutS;
    bool m_open = false;              ///< an offer of ours has no answer yet
    int m_partner = 0;
    std::uint32_t m_round = 0;        ///< number of our newest offer
    FlatArray m_sent;
    std::vector<ModelMessage> m_inbox;
    std::map<int, std::uint32_t> m_answered;   ///< newest offer of each peer that we answered
};

}  // namespace gossip
