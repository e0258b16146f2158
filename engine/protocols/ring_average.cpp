// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/ring_average.h"

#include "core/vector_ops.h"
#include "protocols/saving.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>
#include <utility>

namespace gossip {

namespace {

enum Kind : std::uint8_t { kChunk = 100, kAsk, kState };

constexpr std::uint64_t kAskAgain = 0;   // a timer's token

}  // namespace

RingAverage::RingAverage(int workers, double timeoutS, Host host) : m_workers(workers), m_timeoutS(timeoutS), m_host(std::move(host))
{
    std::vector<int> all(static_cast<std::size_t>(workers));
    std::iota(all.begin(), all.end(), 0);
    const std::uint32_t rank = Membership::rankOf(all);
    m_members = std::make_shared<const Membership>(Membership{0, rank, std::move(all)});
}

bool RingAverage::isOurs(const ModelMessage& message)
{
    return message.kind >= kChunk;
}

// --- an average ---

void RingAverage::begin(Peer& peer)
{
    if (m_timeoutS > 0.0) {
        std::vector<int> there = reachableFrom(peer);
        if (there.size() > m_members->nodes.size()) {
            change(next(peer), std::move(there));
        }
    }
    m_active = true;
    peer.hold();
    start(peer);
}

void RingAverage::start(Peer& peer)
{
    const std::span<const float> x = peer.parameters();
    m_work.assign(x.begin(), x.end());
    m_step = 0;
    ++m_starts;
    setTimer(peer);
    if (m_members->nodes.size() == 1) {
        finish(peer);
        return;
    }
    sendStep(peer);
    useEarly(peer);
}

std::pair<std::size_t, std::size_t> RingAverage::chunk(const Peer& peer, std::uint32_t back) const
{
    // Chunks are counted from the worker's own place in the ring, backwards.
    const std::vector<int>& nodes = m_members->nodes;
    const auto place = std::size_t(std::lower_bound(nodes.begin(), nodes.end(), peer.id()) - nodes.begin());
    const std::size_t number = (place + 2 * nodes.size() - back) % nodes.size();
    const std::size_t first = number * m_work.size() / nodes.size();
    return {first, (number + 1) * m_work.size() / nodes.size() - first};
}

void RingAverage::sendStep(Peer& peer)
{
    // Summing passes chunk −step on; from step n − 1 on, that is one place further, come the finished ones.
    const std::vector<int>& nodes = m_members->nodes;
    const auto place = std::size_t(std::lower_bound(nodes.begin(), nodes.end(), peer.id()) - nodes.begin());
    const auto [first, count] = chunk(peer, m_step);
    peer.send({.to = nodes[(place + 1) % nodes.size()],
               .values = std::span<const float>(m_work).subspan(first, count),
               .content = Content::part,
               .kind = kChunk,
               .round = m_round,
               .mark = m_step,
               .offset = first,
               .members = m_members});
}

void RingAverage::use(Peer& peer, const ModelMessage& message)
{
    const auto n = std::uint32_t(m_members->nodes.size());
    const auto [first, count] = chunk(peer, m_step + 1);
    const auto mine = std::span<float>(m_work).subspan(first, count);
    if (m_step < n - 1) {
        addScaled(mine, message.values(), 1.0F);
    } else {
        std::copy(message.values().begin(), message.values().end(), mine.begin());
    }
    if (m_step == n - 2) {  // this sum is complete
        for (float& value : mine) {
            value /= float(n);
        }
    }
    if (++m_step < 2 * (n - 1)) {
        sendStep(peer);
    } else {
        finish(peer);
    }
}

void RingAverage::useEarly(Peer& peer)
{
    const auto due = [this](const ModelMessage& m) { return m.round == m_round && m.mark == m_step; };
    for (auto found = m_early.begin(); m_active && (found = std::find_if(m_early.begin(), m_early.end(), due)) != m_early.end();) {
        const ModelMessage message = std::move(*found);
        m_early.erase(found);
        use(peer, message);
    }
}

void RingAverage::finish(Peer& peer)
{
    std::copy(m_work.begin(), m_work.end(), peer.parameters().begin());
    m_active = false;
    m_restarts = 0;
    ++m_round;
    std::erase_if(m_early, [this](const ModelMessage& m) { return m.round < m_round; });
    if (m_members->rank != Membership::rankOf(m_members->nodes)) {
        m_members = std::make_shared<const Membership>(Membership{m_members->number, Membership::rankOf(m_members->nodes), m_members->nodes});
    }
    peer.resume();
    m_host.done(peer);
}

// --- messages ---

void RingAverage::receive(Peer& peer, ModelMessage message)
{
    if (!message.members) {
        return;
    }
    if (message.kind == kState) {
        m_state = std::move(message);
        workOff(peer);
    } else if (isNewer(*message.members)) {
        join(peer, message);
        if (message.kind == kChunk && message.round >= m_round) {  // when behind: for after the state has come
            m_early.push_back(std::move(message));
        }
        useEarly(peer);
    } else if (message.kind == kAsk) {
        sendState(peer, message.from);
    } else if (message.members->number == m_members->number && message.members->nodes == m_members->nodes && message.round >= m_round) {
        m_early.push_back(std::move(message));
        useEarly(peer);
    }
}

void RingAverage::rejected(Peer& peer, ModelMessage message)
{
    // Who sends rubbish must not stop the others: our own values stand for what should have come.
    if (message.kind == kChunk && message.count > 0) {
        const auto own = std::span<const float>(peer.parameters()).subspan(message.offset, message.count);
        const bool sums = message.mark < message.members->nodes.size() - 1;
        const float times = sums ? float(message.mark + 1) : 1.0F;
        std::transform(own.begin(), own.end(), message.parameters->begin() + std::ptrdiff_t(message.offset), [&](float v) { return times * v; });
        receive(peer, std::move(message));
    } else if (message.kind == kState) {
        constexpr double kPauseS = 0.1;   // whoever is left may send rubbish too, and answer at once
        m_askNext = after(peer, message.from);
        peer.after(kPauseS, kAskAgain);
    }
}

int RingAverage::after(const Peer& peer, int node) const
{
    const std::vector<int>& nodes = m_members->nodes;
    auto next = std::upper_bound(nodes.begin(), nodes.end(), node);
    next = next == nodes.end() ? nodes.begin() : next;
    if (*next == peer.id()) {
        next = std::next(next) == nodes.end() ? nodes.begin() : std::next(next);
    }
    return *next;
}

void RingAverage::ask(Peer& peer, int node)
{
    peer.send({.to = node, .content = Content::nothing, .kind = kAsk, .round = m_round, .members = m_members});
}

void RingAverage::announce(Peer& peer)
{
    for (const int node : m_members->nodes) {
        if (node != peer.id()) {
            ask(peer, node);
        }
    }
}

bool RingAverage::isNewer(const Membership& other) const
{
    return std::tie(m_members->number, m_members->nodes) < std::tie(other.number, other.nodes);
}

std::uint32_t RingAverage::next(const Peer& peer) const
{
    // Two workers that change something at the same time must not call it by the same number.
    const auto workers = std::uint32_t(peer.workers());
    return (m_members->number / workers + 1) * workers + std::uint32_t(peer.id());
}

void RingAverage::change(std::uint32_t number, std::vector<int> nodes)
{
    const std::uint32_t rank = std::min(m_members->rank, Membership::rankOf(nodes));
    m_members = std::make_shared<const Membership>(Membership{number, rank, std::move(nodes)});
    m_early.clear();
}

void RingAverage::join(Peer& peer, const ModelMessage& message)
{
    const auto theirs = std::pair(message.members->rank, message.round);
    const auto ours = std::pair(m_members->rank, m_round);
    change(message.members->number, message.members->nodes);
    if (theirs > ours) {
        ask(peer, message.from);
    } else if (theirs < ours) {
        sendState(peer, message.from);
    }
    if (m_active) {
        start(peer);
    }
}

void RingAverage::sendState(Peer& peer, int to)
{
    peer.send({.to = to, .values = peer.parameters(), .kind = kState, .round = m_round, .mark = m_host.phase(), .members = m_members});
}

void RingAverage::workOff(Peer& peer)
{
    if (m_state && !peer.isStepping()) {
        const ModelMessage message = std::move(*m_state);
        m_state.reset();
        if (std::pair(message.members->rank, message.round) > std::pair(m_members->rank, m_round)) {
            takeState(peer, message);
        }
    }
}

void RingAverage::takeState(Peer& peer, const ModelMessage& message)
{
    std::copy(message.parameters->begin(), message.parameters->end(), peer.parameters().begin());
    m_round = message.round;
    const Membership& newest = isNewer(*message.members) ? *message.members : *m_members;
    m_members = std::make_shared<const Membership>(Membership{newest.number, message.members->rank, newest.nodes});
    // A number of its own: whoever else is behind hears of it by this and not as of chunks that are early.
    change(next(peer), m_members->nodes);
    m_active = false;
    peer.resume();
    m_host.taken(peer, message.mark);
}

void RingAverage::onTimer(Peer& peer, std::uint64_t token)
{
    if (token == kAskAgain && m_askNext >= 0) {
        ask(peer, std::exchange(m_askNext, -1));
        return;
    }
    if (!m_active || token != timerToken()) {
        return;
    }
    if (std::vector<int> there = reachableFrom(peer); there != m_members->nodes || m_step == m_stepAtTimer) {
        ++m_restarts;
        change(next(peer), std::move(there));
        start(peer);
    } else {
        setTimer(peer);
    }
}

void RingAverage::setTimer(Peer& peer)
{
    constexpr std::uint32_t kMostDoublings = 10;
    m_stepAtTimer = m_step;
    if (m_timeoutS > 0.0) {
        peer.after(std::ldexp(m_timeoutS, int(std::min(m_restarts, kMostDoublings))), timerToken());
    }
}

// --- crash and return ---

void RingAverage::welcome(Peer& peer, int rejoiner)
{
    sendState(peer, rejoiner);
}

void RingAverage::adopt(Peer& peer, const ModelMessage& message)
{
    const Membership& theirs = *message.members;
    std::vector<int> nodes = theirs.nodes;
    if (!std::binary_search(nodes.begin(), nodes.end(), peer.id())) {
        nodes.insert(std::lower_bound(nodes.begin(), nodes.end(), peer.id()), peer.id());
    }
    m_members = std::make_shared<const Membership>(Membership{std::max(m_members->number, theirs.number), theirs.rank, std::move(nodes)});
    change(next(peer), m_members->nodes);
    std::copy(message.parameters->begin(), message.parameters->end(), peer.parameters().begin());
    m_round = message.round;
    m_host.taken(peer, message.mark);
}

void RingAverage::comeBack(Peer& peer)
{
    change(next(peer), m_members->nodes);
    m_host.taken(peer, m_host.phase());
}

void RingAverage::save(StateWriter& out) const
{
    m_members->save(out);
    for (const std::uint32_t value : {m_round, m_step, m_stepAtTimer, m_restarts}) {
        out.integer(value);
    }
    out.flag(m_active);
    out.integer(m_starts);
    out.integer(std::int32_t(m_askNext));
    saveFlat(out, m_work);
    saveMessages(out, m_early);
    out.flag(m_state.has_value());
    if (m_state) {
        m_state->save(out);
    }
}

void RingAverage::load(StateReader& in, ArrayPool& arrays)
{
    Membership members;
    members.load(in, m_workers);
    for (std::uint32_t* value : {&m_round, &m_step, &m_stepAtTimer, &m_restarts}) {
        *value = in.integer<std::uint32_t>();
    }
    m_active = in.flag();
    m_starts = in.integer<std::uint64_t>();
    m_askNext = in.integer<std::int32_t>(-1, m_workers - 1);
    loadFlat(in, arrays, m_work);
    loadMessages(in, arrays, m_workers, m_early);
    m_state.reset();
    if (in.flag()) {
        m_state.emplace().load(in, arrays, m_workers);
    }
    const bool sound = std::all_of(m_early.begin(), m_early.end(), [](const ModelMessage& m) { return m.members != nullptr; }) &&
                       (!m_state || (m_state->members && m_state->parameters)) && (!m_active || !m_work.empty());
    if (!sound || in.failed()) {
        in.fail();
        leave();
        return;
    }
    m_members = std::make_shared<const Membership>(std::move(members));
}

void RingAverage::leave()
{
    m_active = false;
    m_restarts = 0;
    m_early.clear();
    m_state.reset();
    m_askNext = -1;
}

}  // namespace gossip
