// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/cluster.h"

#include "cluster/worker.h"

#include <gossip/catalogue.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>

namespace gossip {

namespace {

constexpr double kAnswerTimeoutS = 1.0;  // where waits have no end

std::string kindName(FaultKind kind)
{
    static constexpr std::array<std::string_view, 9> names = {"crash", "rejoin",  "slow",    "partition",  "heal",
                                                              "link",  "network", "corrupt", "probability"};
    return std::string(names[std::size_t(kind)]);
}

std::string nodeName(int node)
{
    return node == kServerNode ? "server" : std::to_string(node);
}

std::string joined(const std::vector<int>& nodes)
{
    std::string text;
    for (const int node : nodes) {
        text += (text.empty() ? "" : " ") + nodeName(node);
    }
    return text;
}

std::string number(double value)
{
    std::string text = std::to_string(value);
    text.erase(text.find_last_not_of('0') + 1);
    return text.back() == '.' ? text.substr(0, text.size() - 1) : text;
}

std::string subjectOf(const Fault& fault)
{
    if (fault.from >= kServerNode) {
        return nodeName(fault.from) + ">" + nodeName(fault.to);
    }
    return fault.workers.empty() ? "network" : joined(fault.workers);
}

/// Kept in ActiveFaults; the other lasting kinds are the network's.
bool isOfWorkers(FaultKind kind)
{
    return kind == FaultKind::slow || kind == FaultKind::corrupt || kind == FaultKind::probability;
}

/// The fault's settings as key=value pairs, for events.csv.
std::string detailOf(const Fault& fault)
{
    std::string detail;
    const auto add = [&](const std::string& key, const std::string& value) { detail += (detail.empty() ? "" : ";") + key + "=" + value; };
    if (fault.kind == FaultKind::slow) {
        add("factor", number(fault.factor));
    }
    if (fault.kind == FaultKind::probability) {
        add("probability", number(fault.probability));
    }
    if (fault.kind == FaultKind::corrupt) {
        add("mode", fault.mode == CorruptMode::nan ? "nan" : "noise");
    }
    for (const auto& group : fault.groups) {
        add("group", joined(group));
    }
    const std::array<std::pair<const char*, const std::optional<double>&>, 5> settings = {{{"latency_ms", fault.latencyMs},
                                                                                          {"jitter_ms", fault.jitterMs},
                                                                                          {"bandwidth_mbps", fault.bandwidthMbps},
                                                                                          {"loss", fault.loss},
                                                                                          {"for_s", fault.forS}}};
    for (const auto& [key, value] : settings) {
        if (value) {
            add(key, number(*value));
        }
    }
    return detail;
}

}  // namespace

std::optional<int> Cluster::server() const
{
    return m_workers.size() > trainers().size() ? std::optional(workers()) : std::nullopt;
}

std::string Cluster::nameOf(int node) const
{
    return nodeName(node == workers() ? kServerNode : node);
}

/// With the server, which only clusters that have one are told of, under its node number.
Fault Cluster::numbered(Fault fault) const
{
    const auto number = [this](int& node) { node = node == kServerNode ? workers() : node; };
    std::for_each(fault.workers.begin(), fault.workers.end(), number);
    for (std::vector<int>& group : fault.groups) {
        std::for_each(group.begin(), group.end(), number);
    }
    number(fault.from);
    number(fault.to);
    return fault;
}

std::uint64_t Cluster::apply(const Fault& asked, double nowS, Outbox& outbox)
{
    Fault acted = asked;
    acted.atS = nowS;
    logEvent(nowS, kindName(asked.kind), subjectOf(asked), detailOf(asked), acted);
    const Fault fault = numbered(asked);
    std::uint64_t handle = 0;
    switch (fault.kind) {
    case FaultKind::crash:
    case FaultKind::rejoin:
        applyToWorkers(fault, nowS, outbox);
        break;
    case FaultKind::partition:
        m_network.cut(fault.groups);
        break;
    case FaultKind::heal:
        m_network.heal();
        break;
    case FaultKind::link:
    case FaultKind::network:
        handle = m_network.disturb(fault);
        break;
    case FaultKind::slow:
    case FaultKind::corrupt:
    case FaultKind::probability: {
        const std::lock_guard lock(m_faultMutex);
        handle = m_workerFaults.add(fault);
        break;
    }
    }
    refreshWorkers();
    const std::lock_guard lock(m_faultMutex);
    if (fault.forS) {
        m_timed.push_back({m_faultNumbers + 1, acted, handle});
    }
    return ++m_faultNumbers;
}

void Cluster::expire(std::uint64_t number, double nowS, Outbox& outbox)
{
    TimedFault timed;
    {
        const std::lock_guard lock(m_faultMutex);
        const auto found = std::find_if(m_timed.begin(), m_timed.end(), [&](const TimedFault& t) { return t.number == number; });
        if (found == m_timed.end()) {
            return;
        }
        timed = *found;
        m_timed.erase(found);
        if (isOfWorkers(timed.fault.kind)) {
            m_workerFaults.remove(timed.handle);
        }
    }
    timed.fault.forS.reset();
    switch (timed.fault.kind) {
    case FaultKind::crash:
        timed.fault.kind = FaultKind::rejoin;
        apply(timed.fault, nowS, outbox);
        return;
    case FaultKind::partition:
        timed.fault.kind = FaultKind::heal;
        timed.fault.groups.clear();
        apply(timed.fault, nowS, outbox);
        return;
    case FaultKind::link:
    case FaultKind::network:
        m_network.lift(timed.handle);
        break;
    default:
        refreshWorkers();
    }
    logEvent(nowS, kindName(timed.fault.kind) + "-end", subjectOf(timed.fault), {}, timed.fault);
}

void Cluster::applyToWorkers(const Fault& fault, double nowS, Outbox& outbox)
{
    for (const int id : fault.workers) {
        Worker& worker = *m_workers[std::size_t(id)];
        if (fault.kind == FaultKind::crash) {
            const std::lock_guard lock(worker.mutex);
            crash(worker, nowS);
        } else {
            repair(id);
            rejoin(worker, nowS, outbox);
        }
    }
}

void Cluster::refreshWorkers()
{
    for (const auto& worker : m_workers) {
        std::optional<CorruptMode> corruption;
        std::optional<double> probability;
        {
            const std::lock_guard lock(m_faultMutex);
            corruption = m_workerFaults.corruption(worker->id);
            probability = m_workerFaults.probability(worker->id);
        }
        const auto base = m_scenario.protocol.parameters.find("probability");
        const std::lock_guard lock(worker->mutex);
        worker->corruption = corruption;
        if (base != m_scenario.protocol.parameters.end()) {
            worker->protocol->setProbability(probability.value_or(base->second));
        }
    }
}

void Cluster::leave(Worker& worker, Life becomes, double nowS)
{
    if (worker.life == Life::running) {
        Outbox none;  // what has left sends nothing
        PeerView view(*this, worker, nowS, none);
        worker.protocol->leave(view);
        if (worker.held) {
            worker.held = false;
            worker.waitedS += nowS - worker.heldSinceS;
        }
    }
    if (worker.waitingAdoption) {
        m_ledger.add(WeightLoss::dead, worker.waitingAdoption->weight, worker.waitingAdoption->values());
        worker.waitingAdoption.reset();
    }
    worker.life = becomes;
    ++worker.lives;
}

void Cluster::crash(Worker& worker, double nowS)
{
    if (worker.life != Life::crashed) {
        leave(worker, Life::crashed, nowS);
    }
}

void Cluster::diverge(Worker& worker, double nowS)
{
    leave(worker, Life::diverged, nowS);
    logEvent(nowS, "diverged", nameOf(worker.id));
}

void Cluster::repair(int worker)
{
    const std::lock_guard lock(m_faultMutex);
    m_workerFaults.clear(FaultKind::corrupt, worker);
}

void Cluster::rejoin(Worker& worker, double nowS, Outbox& outbox)
{
    {
        const std::lock_guard lock(worker.mutex);
        if (worker.life != Life::crashed && worker.life != Life::diverged) {
            return;
        }
        worker.life = Life::rejoining;
        worker.asked.clear();
    }
    askNextPeer(worker, nowS, outbox);
}

bool Cluster::askAgain(int rejoiner, std::uint64_t life, double nowS, Outbox& outbox)
{
    Worker& worker = *m_workers[std::size_t(rejoiner)];
    {
        const std::lock_guard lock(worker.mutex);
        if (worker.life != Life::rejoining || worker.lives != life || worker.waitingAdoption) {
            return false;
        }
    }
    return askNextPeer(worker, nowS, outbox);
}

bool Cluster::askNextPeer(Worker& worker, double nowS, Outbox& outbox)
{
    constexpr int kNobody = -1;
    const int peer = m_exchanges ? nextPeerToAsk(worker).value_or(kNobody) : kNobody;
    PeerView view(*this, worker, nowS, outbox);
    {
        const std::lock_guard lock(worker.mutex);
        if (peer == kNobody) {
            comeBackAlone(worker, view);
        } else {
            worker.asked.push_back(peer);
            view.send({.to = peer, .content = Content::request, .patienceS = answerTimeoutS()});
        }
    }
    view.settle();
    if (peer != kNobody && onAwaitingAnswer) {
        onAwaitingAnswer(worker.id, worker.lives);
    }
    return peer != kNobody;
}

double Cluster::answerTimeoutS() const
{
    const double waitsS = timeoutInForce(m_scenario.protocol);
    return waitsS > 0.0 ? waitsS : kAnswerTimeoutS;
}

std::vector<int> Cluster::everyone() const
{
    std::vector<int> all(trainers().size());
    std::iota(all.begin(), all.end(), 0);
    return all;
}

std::vector<int> Cluster::peersToAsk(int rejoiner) const
{
    if (!server()) {
        const Neighbours peers = m_topology.in(rejoiner);   // those who may send to it
        return {peers.begin(), peers.end()};
    }
    return rejoiner == *server() ? everyone() : std::vector<int>{*server()};
}

std::optional<int> Cluster::nextPeerToAsk(Worker& rejoiner)
{
    // A failed connection is noticed at once, so only peers that could answer are asked.
    std::vector<int> candidates;
    for (const int peer : peersToAsk(rejoiner.id)) {
        const bool askedBefore = std::find(rejoiner.asked.begin(), rejoiner.asked.end(), peer) != rejoiner.asked.end();
        if (!askedBefore && isLiving(peer) && m_network.connected(rejoiner.id, peer)) {
            candidates.push_back(peer);
        }
    }
    if (candidates.empty()) {
        return std::nullopt;
    }
    return candidates[rejoiner.choice.below(std::uint32_t(candidates.size()))];
}

void Cluster::adopt(Worker& worker, const ModelMessage& message, PeerView& view)
{
    worker.life = Life::running;
    worker.protocol->adopt(view, message);
    goOn(worker, view, "from=" + nameOf(message.from));
}

void Cluster::comeBackAlone(Worker& worker, PeerView& view)
{
    worker.life = Life::running;
    worker.protocol->comeBack(view);
    goOn(worker, view, "alone");
}

void Cluster::goOn(Worker& worker, PeerView& view, const std::string& detail)
{
    if (worker.work) {
        worker.work->reset();
    }
    view.makeRunnable();
    logEvent(view.nowS(), "rejoined", nameOf(worker.id), detail);
}

void Cluster::logEvent(double nowS, std::string kind, std::string subject, std::string detail, std::optional<Fault> fault)
{
    m_listener.onEvent({nowS, std::move(kind), std::move(subject), std::move(detail), std::move(fault)});
}

}  // namespace gossip
