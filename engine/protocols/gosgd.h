// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocols/protocol.h"

namespace gossip {

/// GoSGD (Blot, Picard, Cord, Thome: "Gossip training for deep learning", arXiv 1611.09726): after a step, with
/// probability p, half of the sum-weight w and a copy of the parameters are pushed to one uniformly random neighbour;
/// the receiver mixes by weight, x ← (w x + w_s x_s)/(w + w_s), w ← w + w_s. Nobody waits.
///
/// Messages that wait are merged by weight on arrival (Σw and Σw·x unchanged), so the inbox holds at most one model.
class GoSgd : public Protocol {
public:
    GoSgd(double probability, int workers);

    void mix(Peer& peer) override;
    void afterStep(Peer& peer) override;
    void receive(Peer& peer, ModelMessage message) override;
    void adopt(Peer& peer, const ModelMessage& message) override;
    bool welcome(Peer& peer, int rejoiner) override;
    void leave(Peer& peer) override;
    void comeBack(Peer& peer) override;
    void setProbability(double probability) override { m_probability = probability; }

    [[nodiscard]] int waitingModels() const override { return m_inbox ? 1 : 0; }
    [[nodiscard]] std::optional<SumWeight> sumWeight() const override { return m_weight; }
    [[nodiscard]] SumWeight waitingWeight() const override { return m_inboxWeight; }
    [[nodiscard]] std::span<const float> waitingParameters() const override;
    void save(StateWriter& out) const override;
    void load(StateReader& in, ArrayPool& arrays) override;

protected:
    /// Sends half of the weight and the parameters.
    void push(Peer& peer, int to);
    [[nodiscard]] const SumWeight& weight() const { return m_weight; }

private:
    /// Number that a derived protocol puts on its messages.
    [[nodiscard]] virtual std::uint32_t roundToSend() const { return 0; }
    /// Where a waiting model came from; one entry per sender however long the receiver is away.
    struct Origin {
        int from = 0;
        double senderStep = 0.0;   ///< mean over that sender's merged messages, by weight
        SumWeight weight;
    };
    void noteOrigin(const ModelMessage& message);

    int m_workers;
    double m_probability;
    SumWeight m_weight;
    SumWeight m_weightAtCrash;
    ArrayPool::Loan m_inbox;
    SumWeight m_inboxWeight;
    std::vector<Origin> m_origins;
};

}  // namespace gossip
