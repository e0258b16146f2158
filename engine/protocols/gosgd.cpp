// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/gosgd.h"

#include "core/vector_ops.h"

#include <algorithm>
#include <utility>

namespace gossip {

GoSgd::GoSgd(const Adaptation::Options& probability, int workers) : m_workers(workers), m_adaptation(probability), m_weight(1.0 / workers) {}

void GoSgd::mix(Peer& peer)
{
    if (!m_inbox) {
        return;
    }
    m_adaptation.met(peer.parameters(), *m_inbox);
    const double share = SumWeight::share(m_inboxWeight, m_weight);
    mixInto(peer.parameters(), *m_inbox, float(share));
    for (const Origin& origin : m_origins) {
        SumWeight others = m_weight;
        for (const Origin& other : m_origins) {
            others += &other == &origin ? SumWeight() : other.weight;
        }
        peer.noteMixed(origin.from, std::uint64_t(origin.senderStep), SumWeight::share(origin.weight, others));
    }
    m_weight += m_inboxWeight;
    m_inboxWeight = SumWeight();
    m_inbox.reset();
    m_origins.clear();
}

void GoSgd::afterStep(Peer& peer)
{
    // Drawn even where p is 0 or 1, so that a worker's choices of peers do not depend on p's history.
    const bool exchange = peer.random().uniform() < m_adaptation.stepped(peer);
    const auto to = exchange ? randomNeighbour(peer) : std::nullopt;
    if (to && peer.linkIsFree()) {
        push(peer, {.to = *to});
        m_adaptation.pushed(peer);
    }
}

void GoSgd::push(Peer& peer, Parcel parcel)
{
    m_weight = m_weight.half();
    parcel.values = peer.parameters();
    parcel.weight = m_weight;
    peer.send(parcel);
}

void GoSgd::receive(Peer&, ModelMessage message)
{
    noteOrigin(message);
    if (!m_inbox) {
        m_inbox = std::move(message.parameters);
    } else {
        mixInto(*m_inbox, *message.parameters, float(SumWeight::share(message.weight, m_inboxWeight)));
    }
    m_inboxWeight += message.weight;
}

void GoSgd::noteOrigin(const ModelMessage& message)
{
    const auto known = std::find_if(m_origins.begin(), m_origins.end(), [&](const Origin& o) { return o.from == message.from; });
    if (known == m_origins.end()) {
        m_origins.push_back({message.from, double(message.senderStep), message.weight});
        return;
    }
    known->senderStep += SumWeight::share(message.weight, known->weight) * (double(message.senderStep) - known->senderStep);
    known->weight += message.weight;
}

void GoSgd::adopt(Peer& peer, const ModelMessage& message)
{
    Protocol::adopt(peer, message);
    m_weight = message.weight;
    m_weightAtCrash = SumWeight();
}

bool GoSgd::welcome(Peer& peer, int rejoiner)
{
    push(peer, {.to = rejoiner});
    return true;
}

void GoSgd::leave(Peer& peer)
{
    peer.ledger().add(WeightLoss::dead, m_weight, peer.parameters());
    if (m_inbox) {
        peer.ledger().add(WeightLoss::dead, m_inboxWeight, *m_inbox);
    }
    m_weightAtCrash = std::exchange(m_weight, SumWeight());
    m_inboxWeight = SumWeight();
    m_inbox.reset();
    m_origins.clear();
}

void GoSgd::comeBack(Peer& peer)
{
    peer.ledger().takeBack(m_weightAtCrash, peer.parameters());
    m_weight = std::exchange(m_weightAtCrash, SumWeight());
}

void GoSgd::save(StateWriter& out) const
{
    m_adaptation.save(out);
    m_weight.save(out);
    m_weightAtCrash.save(out);
    out.array(m_inbox);
    m_inboxWeight.save(out);
    out.integer(std::uint64_t(m_origins.size()));
    for (const Origin& origin : m_origins) {
        out.integer(std::int32_t(origin.from));
        out.number(origin.senderStep);
        origin.weight.save(out);
    }
}

void GoSgd::load(StateReader& in, ArrayPool& arrays)
{
    m_adaptation.load(in);
    m_weight.load(in);
    m_weightAtCrash.load(in);
    m_inbox = in.array(arrays);
    m_inboxWeight.load(in);
    m_origins.resize(in.count(sizeof(std::int32_t)));
    for (Origin& origin : m_origins) {
        origin.from = in.integer<std::int32_t>(0, m_workers - 1);
        origin.senderStep = in.number(0.0, 1e18);
        origin.weight.load(in);
    }
}

void GoSgd::visitWaiting(const WeightVisitor& visit) const
{
    if (m_inbox) {
        visit(m_inboxWeight, *m_inbox);
    }
}

}  // namespace gossip
