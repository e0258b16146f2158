// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/d_psgd.h"

#include "protocols/saving.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace gossip {

namespace {

constexpr std::uint8_t kWelcome = 0;

std::shared_ptr<const Membership> groupOf(std::vector<int> nodes)
{
    const std::uint32_t rank = Membership::rankOf(nodes);
    return std::make_shared<const Membership>(Membership{0, rank, std::move(nodes)});
}

bool has(const Membership& group, int node)
{
    return std::binary_search(group.nodes.begin(), group.nodes.end(), node);
}

}  // namespace

DPsgd::DPsgd(int workers, double timeoutS) : m_workers(workers), m_timeoutS(timeoutS), m_rounds(timeoutS, workers)
{
    std::vector<int> all(static_cast<std::size_t>(workers));
    std::iota(all.begin(), all.end(), 0);
    m_there = all;
    m_group = groupOf(std::move(all));
}

void DPsgd::mix(Peer& peer)
{
    notice(peer);
    m_round = m_rounds.caughtUp(peer, m_round);
    m_rounds.begin(peer, m_round, m_group);
}

/// Somebody is gone: from now on the state is that of who is left.
void DPsgd::notice(Peer& peer)
{
    if (m_timeoutS <= 0.0) {
        return;
    }
    std::vector<int> there = reachableFrom(peer);
    if (!std::includes(there.begin(), there.end(), m_there.begin(), m_there.end())) {
        m_group = groupOf(there);
    }
    m_there = std::move(there);
}

void DPsgd::afterStep(Peer& peer)
{
    if (!m_taken.empty()) {
        takeOver(peer);
        return;
    }
    m_waits = true;
    peer.hold();
    m_rounds.wait(peer);
    goOn(peer);
}

void DPsgd::goOn(Peer& peer)
{
    if (m_waits && m_rounds.mix(peer)) {
        m_waits = false;
        ++m_round;
        peer.resume();
    }
}

bool DPsgd::isForeign(const Peer& peer, const ModelMessage& message) const
{
    // Two of one group that notice a crash at different times still name each other.
    const bool shared = has(*message.members, peer.id()) && has(*m_group, message.from);
    return !shared && message.members->nodes != m_group->nodes;
}

bool DPsgd::isWorthMore(const Membership& other) const
{
    return other.rank != m_group->rank ? other.rank > m_group->rank : other.nodes < m_group->nodes;
}

void DPsgd::receive(Peer& peer, ModelMessage message)
{
    if (!NeighbourRounds::isOurs(message) || !message.members || !message.parameters) {
        return;   // an answer to a rejoiner that has gone on already
    }
    if (isForeign(peer, message)) {
        if (!isWorthMore(*message.members)) {
            return;   // it will take over ours
        }
        m_group = message.members;
        m_round = message.round;
        m_taken = *message.parameters;
        m_rounds.restart(m_round);
        m_rounds.receive(peer, std::move(message));
        if (!peer.isStepping()) {
            takeOver(peer);
        }
        return;
    }
    m_rounds.receive(peer, std::move(message));
    goOn(peer);
}

void DPsgd::takeOver(Peer& peer)
{
    std::copy(m_taken.begin(), m_taken.end(), peer.parameters().begin());
    m_taken.clear();
    m_waits = false;
    peer.resume();
}

void DPsgd::rejected(Peer& peer, ModelMessage message)
{
    if (NeighbourRounds::isOurs(message) && message.members && !isForeign(peer, message)) {
        m_rounds.rejected(peer, std::move(message));
        goOn(peer);
    }
}

void DPsgd::onTimer(Peer& peer, std::uint64_t token)
{
    m_rounds.onTimer(peer, token);
    goOn(peer);
}

void DPsgd::adopt(Peer& peer, const ModelMessage& message)
{
    Protocol::adopt(peer, message);
    m_round = message.round;
    m_group = message.members ? message.members : m_group;
    m_there = reachableFrom(peer);
    m_rounds.greet(peer, m_round, m_group);
}

bool DPsgd::welcome(Peer& peer, int rejoiner)
{
    peer.send({.to = rejoiner, .values = peer.parameters(), .kind = kWelcome, .round = m_round, .members = m_group});
    return true;
}

void DPsgd::leave(Peer&)
{
    m_waits = false;
    m_taken.clear();
    m_rounds.restart(m_round);
}

void DPsgd::comeBack(Peer& peer)
{
    notice(peer);
    m_rounds.greet(peer, m_round, m_group);
}

void DPsgd::save(StateWriter& out) const
{
    out.integer(m_round);
    out.flag(m_waits);
    saveMembership(out, m_group);
    Membership{0, 0, m_there}.save(out);
    saveFlat(out, m_taken);
    m_rounds.save(out);
}

void DPsgd::load(StateReader& in, ArrayPool& arrays)
{
    m_round = in.integer<std::uint32_t>();
    m_waits = in.flag();
    auto group = loadMembership(in, m_workers);
    Membership there;
    there.load(in, m_workers);
    loadFlat(in, arrays, m_taken);
    m_rounds.load(in, arrays);
    if (!group) {
        in.fail();
        return;
    }
    m_group = std::move(group);
    m_there = std::move(there.nodes);
}

}  // namespace gossip
