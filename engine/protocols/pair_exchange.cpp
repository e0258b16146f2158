// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/pair_exchange.h"

#include "core/vector_ops.h"
#include "protocols/saving.h"

#include <utility>

namespace gossip {

namespace {

enum Kind : std::uint8_t { kOffer, kAnswer, kWelcome };

}  // namespace

void PairExchange::offer(Peer& peer, int to)
{
    if (!peer.linkIsFree()) {
        return;
    }
    const std::span<const float> x = peer.parameters();
    m_sent.assign(x.begin(), x.end());
    m_open = true;
    m_partner = to;
    ++m_round;
    // The mark tells the partner whether its own offer, if there is one, has crossed this one.
    peer.send({.to = to,
               .values = m_sent,
               .content = Content::part,
               .kind = kOffer,
               .round = m_round,
               .mark = m_answered[to],
               .patienceS = m_timeoutS});
    if (m_timeoutS > 0.0) {
        peer.after(m_timeoutS, m_round);
    }
}

void PairExchange::receive(Peer& peer, ModelMessage message)
{
    if (message.kind == kWelcome) {
        return;  // somebody else's answer was adopted already
    }
    if (peer.isStepping() && !changesDuringSteps()) {
        m_inbox.push_back(std::move(message));
    } else {
        handle(peer, message);
    }
}

void PairExchange::workOff(Peer& peer)
{
    for (const ModelMessage& message : std::exchange(m_inbox, {})) {
        handle(peer, message);
    }
}

void PairExchange::handle(Peer& peer, const ModelMessage& message)
{
    const std::span<float> x = peer.parameters();
    const bool fromPartner = m_open && message.from == m_partner;
    if (message.kind == kAnswer) {
        addScaled(x, *message.parameters, 1.0F);
        peer.noteMixed(message.from, message.senderStep, double(m_rate));
        if (fromPartner && message.round == m_round) {
            close(peer);
        }
    } else if (fromPartner && message.mark != m_round) {
        for (std::size_t i = 0; i < x.size(); ++i) {
            x[i] += m_rate * ((*message.parameters)[i] - m_sent[i]);
        }
        m_answered[message.from] = message.round;   // by ours
        peer.noteMixed(message.from, message.senderStep, double(m_rate));
        close(peer);
    } else {
        answer(peer, message);
    }
}

void PairExchange::answer(Peer& peer, const ModelMessage& offered)
{
    if (!peer.linkIsFree(std::size_t(peer.workers()))) {
        return;  // they have given up and asked again and again, while answers wait for a link
    }
    const std::span<float> x = peer.parameters();
    const FlatArray& other = *offered.parameters;
    FlatArray& back = *offered.parameters;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const float delta = m_rate * (other[i] - x[i]);
        x[i] += delta;
        back[i] = -delta;
    }
    m_answered[offered.from] = offered.round;
    peer.noteMixed(offered.from, offered.senderStep, double(m_rate));
    peer.send({.to = offered.from, .values = back, .content = Content::part, .kind = kAnswer, .round = offered.round, .patienceS = m_timeoutS});
}

void PairExchange::close(Peer& peer)
{
    m_open = false;
    peer.resume();
}

void PairExchange::onTimer(Peer& peer, std::uint64_t token)
{
    if (m_open && token == m_round) {
        close(peer);
    }
}

bool PairExchange::welcome(Peer& peer, int rejoiner)
{
    peer.send({.to = rejoiner, .values = peer.parameters(), .kind = kWelcome});
    return true;
}

void PairExchange::save(StateWriter& out) const
{
    out.flag(m_open);
    out.integer(std::int32_t(m_partner));
    out.integer(m_round);
    saveFlat(out, m_sent);
    saveMessages(out, m_inbox);
    out.integer(std::uint64_t(m_answered.size()));
    for (const auto& [peer, round] : m_answered) {
        out.integer(std::int32_t(peer));
        out.integer(round);
    }
}

void PairExchange::load(StateReader& in, ArrayPool& arrays)
{
    m_open = in.flag();
    m_partner = in.integer<std::int32_t>(0, m_workers - 1);
    m_round = in.integer<std::uint32_t>();
    loadFlat(in, arrays, m_sent);
    loadMessages(in, arrays, m_workers, m_inbox);
    m_answered.clear();
    for (std::size_t left = in.count(sizeof(std::int32_t)); left > 0 && !in.failed(); --left) {
        const int peer = in.integer<std::int32_t>(0, m_workers - 1);
        m_answered[peer] = in.integer<std::uint32_t>();
    }
}

void PairExchange::leave(Peer&)
{
    m_open = false;
    m_inbox.clear();
}

}  // namespace gossip
