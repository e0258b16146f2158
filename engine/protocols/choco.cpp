// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/choco.h"

#include "core/compression.h"
#include "core/vector_ops.h"
#include "protocols/neighbour_rounds.h"
#include "protocols/saving.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace gossip {

namespace {

enum Kind : std::uint8_t { kDifference, kWhole, kGreeting, kAsk, kWelcome };

constexpr std::size_t kMostEarly = 16;   // more, and the whole copy is cheaper

}  // namespace

std::uint32_t Choco::nextRound() const
{
    std::uint32_t next = m_round + 1;
    for (const auto& [from, link] : m_links) {   // farther than we are after a crash
        next = std::max({next, link.round, link.early.empty() ? 0 : link.early.back().round});
    }
    return next;
}

void Choco::afterStep(Peer& peer)
{
    const std::uint32_t before = std::exchange(m_round, nextRound());
    const std::span<const float> x = peer.parameters();
    if (m_own.empty()) {
        m_own.assign(x.begin(), x.end());
        for (const int to : peer.topology().out(peer.id())) {
            sendWhole(peer, to, kWhole);
        }
    } else {
        m_difference.assign(x.begin(), x.end());
        addScaled(m_difference, m_own, -1.0F);
        publish(peer, before);
    }
    m_waits = true;
    peer.hold();
    if (m_options.timeoutS > 0.0) {
        peer.after(m_options.timeoutS, m_round);
    }
    goOn(peer);
}

/// \return the bytes that it takes; empty: as usual
std::optional<std::size_t> Choco::compress(std::span<float> values) const
{
    switch (m_options.compressor) {
    case Compressor::topK:
        return keepLargest(values, m_options.keep) * (sizeof(float) + sizeof(std::uint32_t));   // a value and its place
    case Compressor::int8:
        roundAsSent(values, Compression::int8);
        return wireBytes(values.size(), Compression::int8);
    case Compressor::none:
        break;
    }
    return std::nullopt;
}

void Choco::publish(Peer& peer, std::uint32_t before)
{
    const std::optional<std::size_t> bytes = compress(m_difference);
    addScaled(m_own, m_difference, 1.0F);
    const bool busy = isBusy(peer);
    for (const int to : peer.topology().out(peer.id())) {
        if (busy || (m_options.timeoutS > 0.0 && !peer.reaches(to))) {
            m_wants.insert(to);
        } else if (m_wants.erase(to) > 0) {
            sendWhole(peer, to, kWhole);
        } else {
            peer.send({.to = to,
                       .values = m_difference,
                       .content = Content::part,
                       .kind = kDifference,
                       .round = m_round,
                       .mark = before,
                       .bytes = bytes,
                       .exact = true,
                       .patienceS = m_options.timeoutS});
        }
    }
}

void Choco::sendWhole(Peer& peer, int to, std::uint8_t kind)
{
    peer.send({.to = to,
               .values = m_own,
               .content = Content::part,
               .kind = kind,
               .round = m_round,
               .exact = true,
               .patienceS = m_options.timeoutS});
}

/// Now, or with the next difference where the link is busy.
void Choco::giveWhole(Peer& peer, int to)
{
    if (isBusy(peer)) {
        m_wants.insert(to);
    } else {
        sendWhole(peer, to, kWhole);
    }
}

/// Whether what was sent to those who gave up waiting is still under way.
bool Choco::isBusy(const Peer& peer) const
{
    return m_options.timeoutS > 0.0 && !peer.linkIsFree(peer.topology().out(peer.id()).size());
}

void Choco::ask(Peer& peer, int from)
{
    peer.send({.to = from, .content = Content::nothing, .kind = kAsk, .patienceS = m_options.timeoutS});
}

void Choco::receive(Peer& peer, ModelMessage message)
{
    if ((message.kind == kAsk || message.kind == kGreeting) && !m_own.empty()) {
        giveWhole(peer, message.from);
    }
    if (message.kind == kAsk || message.kind == kWelcome || !message.parameters) {
        return;   // a welcome: somebody else's answer was adopted already
    }
    Link& link = m_links[message.from];
    link.absent = false;
    if (message.kind == kDifference) {
        const bool lost = link.copy.empty() || link.early.size() >= kMostEarly;
        if (lost) {
            link.early.clear();
            ask(peer, message.from);
        }
        const auto later = [](std::uint32_t round, const ModelMessage& m) { return round < m.round; };
        link.early.insert(std::upper_bound(link.early.begin(), link.early.end(), message.round, later), std::move(message));
    } else if (message.senderStep < link.senderStep) {
        // overtaken by what was sent later
    } else if (message.kind == kGreeting || link.copy.empty() || message.round >= link.round) {
        link.copy = *message.parameters;
        link.round = message.round;
        link.senderStep = message.senderStep;
        if (message.kind == kGreeting) {
            std::erase_if(link.early, [&](const ModelMessage& m) { return m.senderStep <= message.senderStep; });
        }
    }
    goOn(peer);
}

/// Moves the copy on, up to the round under way.
void Choco::follow(Link& link) const
{
    std::size_t used = 0;
    for (; used < link.early.size(); ++used) {
        const ModelMessage& message = link.early[used];
        if (message.round > link.round) {
            if (link.copy.empty() || message.mark != link.round || link.round >= m_round) {
                break;
            }
            addScaled(link.copy, *message.parameters, 1.0F);
            link.round = message.round;
            link.senderStep = message.senderStep;
        }
    }
    link.early.erase(link.early.begin(), link.early.begin() + std::ptrdiff_t(used));
}

void Choco::goOn(Peer& peer)
{
    if (!m_waits) {
        return;
    }
    const std::vector<Topology::Weight> row = neighbourWeights(peer, m_round);
    for (const Topology::Weight& column : row) {
        Link& link = m_links[column.worker];
        follow(link);
        if (!link.isThere(m_round) && !link.absent) {
            return;
        }
    }
    const std::span<float> x = peer.parameters();
    for (const Topology::Weight& column : row) {
        const Link& link = m_links[column.worker];
        if (link.isThere(m_round)) {
            const auto pull = float(m_options.gamma * column.weight);
            for (std::size_t i = 0; i < x.size(); ++i) {
                x[i] += pull * (link.copy[i] - m_own[i]);
            }
            peer.noteMixed(column.worker, link.senderStep, double(pull));
        }
    }
    m_waits = false;
    peer.resume();
}

void Choco::onTimer(Peer& peer, std::uint64_t token)
{
    if (!m_waits || token != m_round) {
        return;
    }
    for (const Topology::Weight& column : neighbourWeights(peer, m_round)) {
        if (Link& link = m_links[column.worker]; !link.isThere(m_round)) {
            link.absent = true;
            link.early.clear();
            ask(peer, column.worker);
        }
    }
    goOn(peer);
}

void Choco::rejected(Peer& peer, ModelMessage message)
{
    Link& link = m_links[message.from];   // whatever comes next does not follow: the copy is asked for then
    link.copy.clear();
    link.early.clear();
    link.absent = true;
    if (message.kind == kGreeting && !m_own.empty()) {
        giveWhole(peer, message.from);
    }
    goOn(peer);
}

void Choco::adopt(Peer& peer, const ModelMessage& message)
{
    Protocol::adopt(peer, message);
    m_round = std::max(m_round, message.round);
    greet(peer);
}

void Choco::greet(Peer& peer)
{
    const std::span<const float> x = peer.parameters();
    m_own.assign(x.begin(), x.end());
    for (const int node : neighboursBothWays(peer)) {
        sendWhole(peer, node, kGreeting);
    }
}

bool Choco::welcome(Peer& peer, int rejoiner)
{
    peer.send({.to = rejoiner, .values = peer.parameters(), .kind = kWelcome, .round = m_round});
    return true;
}

void Choco::leave(Peer&)
{
    m_waits = false;
    m_links.clear();
    m_wants.clear();
}

int Choco::waitingModels() const
{
    return std::accumulate(m_links.begin(), m_links.end(), 0, [](int sum, const auto& link) { return sum + int(link.second.early.size()); });
}

void Choco::save(StateWriter& out) const
{
    saveFlat(out, m_own);
    out.integer(m_round);
    out.flag(m_waits);
    out.integer(std::uint64_t(m_wants.size()));
    for (const int node : m_wants) {
        out.integer(std::int32_t(node));
    }
    out.integer(std::uint64_t(m_links.size()));
    for (const auto& [from, link] : m_links) {
        out.integer(std::int32_t(from));
        saveFlat(out, link.copy);
        out.integer(link.round);
        out.integer(link.senderStep);
        saveMessages(out, link.early);
        out.flag(link.absent);
    }
}

void Choco::load(StateReader& in, ArrayPool& arrays)
{
    loadFlat(in, arrays, m_own);
    m_round = in.integer<std::uint32_t>();
    m_waits = in.flag();
    m_wants.clear();
    for (std::size_t left = in.count(sizeof(std::int32_t)); left > 0 && !in.failed(); --left) {
        m_wants.insert(in.integer<std::int32_t>(0, m_options.workers - 1));
    }
    m_links.clear();
    for (std::size_t left = in.count(sizeof(std::int32_t)); left > 0 && !in.failed(); --left) {
        Link& link = m_links[in.integer<std::int32_t>(0, m_options.workers - 1)];
        loadFlat(in, arrays, link.copy);
        link.round = in.integer<std::uint32_t>();
        link.senderStep = in.integer<std::uint64_t>();
        loadMessages(in, arrays, m_options.workers, link.early);
        link.absent = in.flag();
        if (std::any_of(link.early.begin(), link.early.end(), [](const ModelMessage& m) { return !m.parameters; })) {
            in.fail();
            link.early.clear();
        }
    }
    if (m_waits && m_own.empty()) {
        in.fail();
        m_waits = false;
    }
}

}  // namespace gossip
