// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/neighbour_rounds.h"

#include "protocols/saving.h"

#include <algorithm>
#include <utility>

namespace gossip {

namespace {

enum Kind : std::uint8_t { kParameters = 50, kGreeting };

}  // namespace

std::vector<Topology::Weight> neighbourWeights(const Peer& peer, std::uint32_t round)
{
    std::vector<Topology::Weight> row = peer.topology().mixingRow(peer.id(), round);
    double sum = 0.0;
    for (const Topology::Weight& column : row) {
        sum += column.weight;
    }
    std::erase_if(row, [&](const Topology::Weight& column) { return column.worker == peer.id(); });
    for (Topology::Weight& column : row) {
        column.weight /= sum;
    }
    return row;
}

std::set<int> neighboursBothWays(const Peer& peer)
{
    const Neighbours out = peer.topology().out(peer.id());
    const Neighbours in = peer.topology().in(peer.id());
    std::set<int> everyone(out.begin(), out.end());
    everyone.insert(in.begin(), in.end());
    return everyone;
}

bool NeighbourRounds::isOurs(const ModelMessage& message)
{
    return message.kind == kParameters || message.kind == kGreeting;
}

void NeighbourRounds::begin(Peer& peer, std::uint32_t round, std::shared_ptr<const Membership> members)
{
    const std::span<const float> x = peer.parameters();
    m_own.assign(x.begin(), x.end());
    m_round = round;
    m_members = std::move(members);
    m_open = true;
    std::erase_if(m_inbox, [this](const ModelMessage& m) { return m.round < m_round; });
    const Neighbours receivers = peer.topology().out(peer.id(), round);
    if (m_timeoutS > 0.0 && !peer.linkIsFree(receivers.size())) {
        return;   // what was sent to those who gave up waiting is still under way
    }
    for (const int to : receivers) {
        send(peer, to, kParameters);
    }
}

void NeighbourRounds::send(Peer& peer, int to, std::uint8_t kind)
{
    if (m_timeoutS > 0.0 && !peer.reaches(to)) {
        return;   // nobody waits for it for ever, so nothing has to be kept for it
    }
    peer.send({.to = to, .values = m_own, .content = Content::part, .kind = kind, .round = m_round, .patienceS = m_timeoutS, .members = m_members});
}

const ModelMessage* NeighbourRounds::from(int neighbour) const
{
    const ModelMessage* first = nullptr;
    for (const ModelMessage& message : m_inbox) {
        if (message.from == neighbour && message.round >= m_round && (first == nullptr || message.round < first->round)) {
            first = &message;
        }
    }
    return first;
}

bool NeighbourRounds::mix(Peer& peer)
{
    const std::vector<Topology::Weight> row = neighbourWeights(peer, m_round);
    const auto isMissing = [this](const Topology::Weight& column) { return from(column.worker) == nullptr && m_absent.count(column.worker) == 0; };
    if (std::any_of(row.begin(), row.end(), isMissing)) {
        return false;
    }
    const std::span<float> x = peer.parameters();
    for (const Topology::Weight& column : row) {
        const ModelMessage* message = from(column.worker);
        if (message == nullptr || !message->parameters) {
            continue;
        }
        const auto weight = float(column.weight);
        for (std::size_t i = 0; i < x.size(); ++i) {
            x[i] += weight * ((*message->parameters)[i] - m_own[i]);
        }
        peer.noteMixed(message->from, message->senderStep, column.weight);
    }
    m_open = false;
    return true;
}

void NeighbourRounds::wait(Peer& peer)
{
    ++m_waits;
    if (m_timeoutS > 0.0) {
        peer.after(m_timeoutS, timerToken());
    }
}

void NeighbourRounds::receive(Peer& peer, ModelMessage message)
{
    m_absent.erase(message.from);
    if (message.kind == kGreeting) {
        // What it sent before has died with it; what was sent to it too. What it sent since may have overtaken the greeting.
        std::erase_if(m_inbox, [&](const ModelMessage& m) { return m.from == message.from && m.senderStep <= message.senderStep; });
        if (!m_own.empty()) {
            send(peer, message.from, kParameters);
        }
    }
    keep(peer, std::move(message));
}

void NeighbourRounds::rejected(Peer& peer, ModelMessage message)
{
    message.parameters.reset();
    message.count = 0;
    receive(peer, std::move(message));
}

std::uint32_t NeighbourRounds::slack(const Peer& peer)
{
    // Who may send to us and not we to it does not wait for us, only for others that do in the end.
    return peer.topology().isSymmetric() ? 0 : std::uint32_t(peer.workers());
}

void NeighbourRounds::keep(const Peer& peer, ModelMessage message)
{
    if (message.round < m_round) {
        return;
    }
    // A neighbour that does not wait for us any more may send without end: of those the newest is enough.
    const auto isLater = [&](const ModelMessage& m) { return m.from == message.from && m.round > m_round; };
    const auto later = std::count_if(m_inbox.begin(), m_inbox.end(), isLater);
    if (message.round > m_round && later > std::ptrdiff_t(slack(peer))) {
        const auto newest = std::find_if(m_inbox.rbegin(), m_inbox.rend(), isLater);
        if (std::pair(message.round, message.senderStep) > std::pair(newest->round, newest->senderStep)) {   // of one round: since a crash
            *newest = std::move(message);
        }
        return;
    }
    m_inbox.push_back(std::move(message));
}

std::uint32_t NeighbourRounds::caughtUp(const Peer& peer, std::uint32_t next) const
{
    std::uint32_t newest = next;
    for (const ModelMessage& message : m_inbox) {
        newest = std::max(newest, message.round);
    }
    return newest > next + slack(peer) ? newest : next;
}

void NeighbourRounds::onTimer(Peer& peer, std::uint64_t token)
{
    if (token != timerToken() || !m_open) {
        return;
    }
    for (const Topology::Weight& column : neighbourWeights(peer, m_round)) {
        if (from(column.worker) == nullptr) {
            m_absent.insert(column.worker);
        }
    }
}

void NeighbourRounds::greet(Peer& peer, std::uint32_t round, std::shared_ptr<const Membership> members)
{
    restart(round);
    const std::span<const float> x = peer.parameters();
    m_own.assign(x.begin(), x.end());
    m_members = std::move(members);
    for (const int node : neighboursBothWays(peer)) {
        send(peer, node, kGreeting);
    }
}

void NeighbourRounds::restart(std::uint32_t round)
{
    m_round = round;
    m_open = false;
    m_inbox.clear();
    m_absent.clear();
}

void NeighbourRounds::save(StateWriter& out) const
{
    out.flag(m_open);
    out.integer(m_round);
    out.integer(m_waits);
    saveFlat(out, m_own);
    saveMembership(out, m_members);
    saveMessages(out, m_inbox);
    out.integer(std::uint64_t(m_absent.size()));
    for (const int node : m_absent) {
        out.integer(std::int32_t(node));
    }
}

void NeighbourRounds::load(StateReader& in, ArrayPool& arrays)
{
    restart(0);
    m_open = in.flag();
    m_round = in.integer<std::uint32_t>();
    m_waits = in.integer<std::uint64_t>();
    loadFlat(in, arrays, m_own);
    m_members = loadMembership(in, m_workers);
    loadMessages(in, arrays, m_workers, m_inbox);
    for (std::size_t left = in.count(sizeof(std::int32_t)); left > 0 && !in.failed(); --left) {
        m_absent.insert(in.integer<std::int32_t>(0, m_workers - 1));
    }
    if (m_open && m_own.empty()) {
        in.fail();
        restart(0);
    }
}

}  // namespace gossip
