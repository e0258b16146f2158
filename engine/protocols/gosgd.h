// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocols/adaptation.h"
#include "protocols/protocol.h"

namespace gossip {

/// GoSGD (Blot, Picard, Cord, Thome: "Gossip training for deep learning", arXiv 1611.09726): after a step, with
/// probability p, half of the sum-weight w and a copy of the parameters are pushed to one uniformly random neighbour;
/// the receiver mixes by weight, x ← (w x + w_s x_s)/(w + w_s), w ← w + w_s. Nobody waits. p may follow what the worker sees (Adaptation).
///
/// Messages that wait are merged by weight on arrival (Σw and Σw·x unchanged), so the inbox holds at most one model. While the
/// sender's link is busy (Peer::linkIsFree) nothing is pushed: what it would carry stays with the sender, weight and all.
class GoSgd : public Protocol {
public:
    GoSgd(const Adaptation::Options& probability, int workers);

    void mix(Peer& peer) override;
    void afterStep(Peer& peer) override;
    void receive(Peer& peer, ModelMessage message) override;
    void adopt(Peer& peer, const ModelMessage& message) override;
    bool welcome(Peer& peer, int rejoiner) override;
    void leave(Peer& peer) override;
    void comeBack(Peer& peer) override;
    void setProbability(double probability) override { m_adaptation.command(probability); }

    [[nodiscard]] int waitingModels() const override { return m_inbox ? 1 : 0; }
    [[nodiscard]] std::optional<SumWeight> sumWeight() const override { return m_weight; }
    void visitWaiting(const WeightVisitor& visit) const override;
    [[nodiscard]] std::optional<double> probability() const override { return m_adaptation.probability(); }
    void save(StateWriter& out) const override;
    void load(StateReader& in, ArrayPool& arrays) override;

protected:
    /// Sends half of the weight and the parameters; the parcel says to whom and the rest.
    void push(Peer& peer, Parcel parcel);
    [[nodiscard]] const SumWeight& weight() const { return m_weight; }

private:
    /// Where a waiting model came from; one entry per sender however long the receiver is away.
    struct Origin {
        int from = 0;
        double senderStep = 0.0;   ///< mean over that sender's merged messages, by weight
        SumWeight weight;
    };
    void noteOrigin(const ModelMessage& message);

    int m_workers;
    Adaptation m_adaptation;
    SumWeight m_weight;
    SumWeight m_weightAtCrash;
    ArrayPool::Loan m_inbox;
    SumWeight m_inboxWeight;
    std::vector<Origin> m_origins;
};

}  // namespace gossip
