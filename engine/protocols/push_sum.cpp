// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/push_sum.h"

#include "protocols/saving.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace gossip {

namespace {

constexpr double kLargestScale = 10.0;

/// Whom a node sends to in a round; itself: nobody.
int target(const Topology& topology, int node, std::uint32_t round)
{
    const int workers = topology.workers();
    if (topology.isComplete() && workers > 1) {
        return (node + 1 + int(round % std::uint32_t(workers - 1))) % workers;
    }
    std::vector<int> hops;
    for (const int to : topology.out(node, round)) {
        hops.push_back((to - node + workers) % workers);
    }
    std::sort(hops.begin(), hops.end());
    return hops.empty() ? node : (node + hops[round % hops.size()]) % workers;
}

}  // namespace

std::vector<int> PushSum::sources(const Peer& peer) const
{
    const Topology& topology = peer.topology();
    if (topology.isComplete() && m_workers > 1) {
        return {(peer.id() + m_workers - 1 - int(m_round % std::uint32_t(m_workers - 1))) % m_workers};
    }
    std::vector<int> found;
    for (const int from : topology.in(peer.id(), m_round)) {
        if (target(topology, from, m_round) == peer.id()) {
            found.push_back(from);
        }
    }
    return found;
}

void PushSum::mix(Peer& peer)
{
    GoSgd::mix(peer);
    m_before.clear();
    if (std::abs(m_workers * weight().value() - 1.0) > 1e-9) {
        const std::span<const float> z = peer.parameters();
        m_before.assign(z.begin(), z.end());
    }
}

void PushSum::rescaleUpdate(std::span<float> z) const
{
    const auto scale = float(std::min(kLargestScale, 1.0 / (m_workers * weight().value())));
    for (std::size_t i = 0; i < m_before.size(); ++i) {
        z[i] = m_before[i] + scale * (z[i] - m_before[i]);
    }
}

void PushSum::afterStep(Peer& peer)
{
    rescaleUpdate(peer.parameters());
    const int to = target(peer.topology(), peer.id(), m_round);
    const bool waitsForEver = !m_overlap && m_timeoutS <= 0.0;
    if (to != peer.id() && peer.reaches(to) && (waitsForEver || peer.linkIsFree())) {
        push(peer, {.to = to, .round = m_round, .patienceS = m_timeoutS});
    }
    if (m_overlap) {
        nextRound(peer, m_round + 1);
        return;
    }
    m_waits = true;
    peer.hold();
    if (m_timeoutS > 0.0) {
        peer.after(m_timeoutS, m_round);
    }
    goOn(peer);
}

void PushSum::goOn(Peer& peer)
{
    if (!m_waits) {
        return;
    }
    const std::vector<int> from = sources(peer);
    const bool missing = std::any_of(from.begin(), from.end(), [&](int node) {
        const auto heard = m_heard.find(node);
        return (heard == m_heard.end() || heard->second <= m_round) && peer.reaches(node);
    });
    if (!missing) {
        nextRound(peer, m_round + 1);
    }
}

/// What came for the rounds before may be mixed from now on.
void PushSum::nextRound(Peer& peer, std::uint32_t round)
{
    m_round = round;
    for (ModelMessage& message : std::exchange(m_early, {})) {
        if (message.round < m_round) {
            GoSgd::receive(peer, std::move(message));
        } else {
            m_early.push_back(std::move(message));
        }
    }
    m_waits = false;
    peer.resume();
}

void PushSum::receive(Peer& peer, ModelMessage message)
{
    note(message);
    const std::uint32_t round = message.round;
    if (m_overlap || round < m_round) {
        GoSgd::receive(peer, std::move(message));
    } else {
        m_early.push_back(std::move(message));
    }
    if (round > m_round + std::uint32_t(m_workers)) {   // farther than where nothing went wrong: after a cut or a crash
        nextRound(peer, round);
    }
    goOn(peer);
}

void PushSum::rejected(Peer& peer, ModelMessage message)
{
    note(message);
    goOn(peer);
}

void PushSum::note(const ModelMessage& message)
{
    std::uint32_t& heard = m_heard[message.from];
    heard = std::max(heard, message.round + 1);
}

void PushSum::onTimer(Peer& peer, std::uint64_t token)
{
    if (m_waits && token == m_round) {
        nextRound(peer, m_round + 1);
    }
}

void PushSum::adopt(Peer& peer, const ModelMessage& message)
{
    m_round = message.round;
    GoSgd::adopt(peer, message);
}

bool PushSum::welcome(Peer& peer, int rejoiner)
{
    push(peer, {.to = rejoiner, .round = m_round});
    return true;
}

void PushSum::leave(Peer& peer)
{
    m_waits = false;
    m_heard.clear();
    for (const ModelMessage& message : std::exchange(m_early, {})) {
        peer.ledger().add(WeightLoss::dead, message.weight, message.values());
    }
    GoSgd::leave(peer);
}

void PushSum::visitWaiting(const WeightVisitor& visit) const
{
    GoSgd::visitWaiting(visit);
    for (const ModelMessage& message : m_early) {
        visit(message.weight, message.values());
    }
}

void PushSum::save(StateWriter& out) const
{
    GoSgd::save(out);
    out.integer(m_round);
    out.flag(m_waits);
    out.integer(std::uint64_t(m_heard.size()));
    for (const auto& [from, round] : m_heard) {
        out.integer(std::int32_t(from));
        out.integer(round);
    }
    saveFlat(out, m_before);
    saveMessages(out, m_early);
}

void PushSum::load(StateReader& in, ArrayPool& arrays)
{
    GoSgd::load(in, arrays);
    m_round = in.integer<std::uint32_t>();
    m_waits = in.flag();
    m_heard.clear();
    for (std::size_t left = in.count(sizeof(std::int32_t)); left > 0 && !in.failed(); --left) {
        const int from = in.integer<std::int32_t>(0, m_workers - 1);
        m_heard[from] = in.integer<std::uint32_t>();
    }
    loadFlat(in, arrays, m_before);
    loadMessages(in, arrays, m_workers, m_early);
    if (std::any_of(m_early.begin(), m_early.end(), [](const ModelMessage& m) { return !m.parameters; })) {
        in.fail();
        m_early.clear();
    }
}

}  // namespace gossip
