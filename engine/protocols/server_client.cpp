// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/server_client.h"

#include "core/vector_ops.h"

#include <utility>

namespace gossip {

namespace {

enum Kind : std::uint8_t { kPush, kAnswer, kWelcome };

}  // namespace

void ServerClient::mix(Peer& peer)
{
    if (m_answer) {
        take(peer, *m_answer, true);
        m_answer.reset();
    }
}

void ServerClient::afterStep(Peer& peer)
{
    mix(peer);
    if (++m_sinceExchange < m_tau || !peer.linkIsFree()) {
        return;
    }
    m_sinceExchange = 0;
    m_waits = true;
    ++m_round;
    const int server = peer.workers();
    peer.send({.to = server, .values = toServer(peer), .content = Content::part, .kind = kPush, .round = m_round, .patienceS = m_timeoutS});
    peer.hold();
    if (m_timeoutS > 0.0) {
        peer.after(m_timeoutS, m_round);
    }
}

void ServerClient::receive(Peer& peer, ModelMessage message)
{
    if (message.kind != kAnswer) {
        return;  // parameters for a rejoiner that has gone on already
    }
    if (m_waits && message.round == m_round) {
        m_waits = false;
        take(peer, *message.parameters, false);
        peer.resume();
    } else if (!peer.isStepping()) {
        take(peer, *message.parameters, true);
    } else {
        m_answer = std::move(message.parameters);
    }
}

void ServerClient::onTimer(Peer& peer, std::uint64_t token)
{
    if (m_waits && token == m_round) {
        m_waits = false;
        peer.resume();
    }
}

void ServerClient::adopt(Peer& peer, const ModelMessage& message)
{
    Protocol::adopt(peer, message);
    restarted(peer.parameters());
}

bool ServerClient::welcome(Peer& peer, int rejoiner)
{
    peer.send({.to = rejoiner, .values = peer.parameters(), .kind = kWelcome});
    return true;
}

void ServerClient::leave(Peer&)
{
    m_waits = false;
    m_sinceExchange = 0;
    m_answer.reset();
}

void ServerClient::save(StateWriter& out) const
{
    out.integer(m_sinceExchange);
    out.integer(m_round);
    out.flag(m_waits);
    out.array(m_answer);
}

void ServerClient::load(StateReader& in, ArrayPool& arrays)
{
    m_sinceExchange = in.integer<std::uint32_t>();
    m_round = in.integer<std::uint32_t>();
    m_waits = in.flag();
    m_answer = in.array(arrays);
}

void Server::receive(Peer& peer, ModelMessage message)
{
    // Beyond that workers have given up and asked again and again, while answers wait for the server's link.
    if (message.kind == kPush && peer.linkIsFree(std::size_t(peer.workers()))) {
        answer(peer.parameters(), *message.parameters);
        peer.send({.to = message.from, .values = *message.parameters, .content = Content::part, .kind = kAnswer, .round = message.round,
                   .patienceS = m_timeoutS});
    }
}

bool Server::welcome(Peer& peer, int rejoiner)
{
    peer.send({.to = rejoiner, .values = peer.parameters(), .kind = kWelcome});
    return true;
}

}  // namespace gossip
