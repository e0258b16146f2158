// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/cluster.h"

#include "cluster/worker.h"
#include "core/vector_ops.h"

#include <gossip/catalogue.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace gossip {

namespace {

constexpr double kLongestPauseS = 2.0;     // between two tries of a reliable message

std::uint64_t stepLimitOf(const StopSpec& stop, const WorkFactory& work)
{
    std::uint64_t limit = stop.steps;
    if (stop.epochs > 0.0 && work.samplesPerStep() > 0) {
        const auto byEpochs = std::uint64_t(std::ceil(stop.epochs * double(work.samplesPerEpoch()) / work.samplesPerStep()));
        limit = limit == 0 ? byEpochs : std::min(limit, byEpochs);
    }
    return limit;
}

}  // namespace

Cluster::Worker::Worker(int number, const Scenario& scenario, const WorkFactory& factory, std::unique_ptr<LocalWork> ownWork,
                        std::unique_ptr<Protocol> ownProtocol)
    : id(number),
      x(factory.flatSize()),
      work(std::move(ownWork)),
      protocol(std::move(ownProtocol)),
      exchangeRandom(scenario.seed, Purpose::exchange, std::uint32_t(number)),
      choice(scenario.seed, Purpose::scheduler, std::uint32_t(number)),
      corruptNoise(scenario.seed, Purpose::noise, std::uint32_t(number) | 0x80000000U)
{
    factory.initialise(number, x);
}

Cluster::Cluster(const Scenario& scenario, std::shared_ptr<const WorkFactory> work, ClusterListener& listener, WeightLedger& ledger)
    : m_scenario(scenario),
      m_work(std::move(work)),
      m_listener(listener),
      m_ledger(ledger),
      m_topology(*Topology::make(scenario.topology, scenario.workers.count, scenario.seed)),
      m_network(scenario.network, scenario.workers.count, scenario.seed, findProtocol(scenario.protocol.id)->hasServer),
      m_arrays(m_work->flatSize()),
      m_fastest(scenario.workers.speed.empty() ? 1.0 : *std::max_element(scenario.workers.speed.begin(), scenario.workers.speed.end())),
      m_exchanges(findProtocol(scenario.protocol.id)->exchanges),
      m_reliable(isReliable(scenario.network.delivery, scenario.protocol)),
      m_stepLimit(stepLimitOf(scenario.stop, *m_work))
{
    for (int id = 0; id < scenario.workers.count; ++id) {
        m_workers.push_back(std::make_unique<Worker>(id, scenario, *m_work, m_work->makeLocal(id), makeProtocol(scenario.protocol, workers())));
    }
    if (auto server = makeServer(scenario.protocol, workers())) {
        m_workers.push_back(std::make_unique<Worker>(workers(), scenario, *m_work, nullptr, std::move(server)));
    }
}

Cluster::~Cluster() = default;

std::optional<StepTicket> Cluster::begin(int id, double nowS, Outbox& outbox)
{
    Worker& worker = *m_workers[std::size_t(id)];
    PeerView view(*this, worker, nowS, outbox);
    {
        const std::lock_guard lock(worker.mutex);
        if (worker.life != Life::running || worker.held) {
            return std::nullopt;
        }
        if (m_stepsStarted.fetch_add(1) >= m_stepLimit && m_stepLimit > 0) {
            m_stepsStarted.fetch_sub(1);
            return std::nullopt;
        }
        worker.protocol->mix(view);
        worker.work->freeze({worker.steps.load(), epochsDone()});
        worker.point = worker.protocol->gradientPoint(worker.x);
        worker.stepping = true;
    }
    view.settle();
    return StepTicket{id, worker.lives.load()};
}

float Cluster::compute(const StepTicket& ticket, nn::Slot* slot)
{
    Worker& worker = *m_workers[std::size_t(ticket.worker)];
    return worker.work->compute(worker.point, slot);
}

bool Cluster::finish(const StepTicket& ticket, float loss, double nowS, Outbox& outbox)
{
    Worker& worker = *m_workers[std::size_t(ticket.worker)];
    PeerView view(*this, worker, nowS, outbox);
    bool stepped = false;
    {
        const std::lock_guard lock(worker.mutex);
        worker.stepping = false;
        const bool sameLife = worker.life == Life::running && worker.lives == ticket.life;
        stepped = sameLife && std::isfinite(loss);
        if (stepped) {
            worker.work->apply(worker.x);
            worker.newestLoss = loss;
            worker.lossSum += double(loss);
            ++worker.lossCount;
            ++worker.steps;
            ++m_stepsDone;
            m_listener.onLoss({nowS, worker.id, loss});
            worker.protocol->afterStep(view);
        } else {
            m_stepsStarted.fetch_sub(1);  // another worker may make up for the dropped step
            if (sameLife) {
                worker.newestLoss = loss;
                diverge(worker, nowS);
            } else if (worker.waitingAdoption) {
                adopt(worker, *worker.waitingAdoption, view);
                worker.waitingAdoption.reset();
            }
        }
    }
    view.settle();
    return stepped;
}

std::optional<Flight> Cluster::depart(ModelMessage message, double nowS)
{
    if (message.tries > 0 && !mayRetry(message, nowS)) {  // its sender crashed meanwhile
        giveUp(message);
        return std::nullopt;
    }
    ++message.tries;
    message.id = ++m_messageIds;
    message.sentS = nowS;
    const Network::Departure departure = m_network.depart(message.from, message.to, message.payloadBytes + kHeaderBytes, nowS);
    message.retryS = departure.retryS;
    trace(message, departure.lost ? MessageFate::lost : MessageFate::inFlight, departure.firstBitS + departure.durationS);
    if (departure.lost) {
        lose(std::move(message), nowS);
        return std::nullopt;
    }
    return Flight{std::move(message), departure};
}

void Cluster::deliver(ModelMessage message, double nowS, Outbox& outbox)
{
    Worker& worker = *m_workers[std::size_t(message.to)];
    const bool reachable = m_network.connected(message.from, message.to);
    PeerView view(*this, worker, nowS, outbox);
    bool arrives = false;
    {
        const std::lock_guard lock(worker.mutex);
        const bool adoptable = worker.life == Life::rejoining && message.content == Content::model;
        arrives = reachable && (worker.life == Life::running || adoptable);
        if (arrives) {
            m_network.countDelivered(message.from, message.to);
            take(worker, std::move(message), view);
        }
    }
    if (!arrives) {
        trace(message, MessageFate::lost, nowS);
        lose(std::move(message), nowS);
    }
    view.settle();
}

void Cluster::take(Worker& worker, ModelMessage message, PeerView& view)
{
    const bool finite = allFinite(message.values());
    trace(message, finite ? MessageFate::delivered : MessageFate::rejected, view.nowS());
    if (!finite) {
        reject(worker, std::move(message), view);
    } else if (message.content == Content::request) {
        worker.protocol->welcome(view, message.from);
    } else if (worker.life == Life::running) {
        worker.protocol->receive(view, std::move(message));
    } else if (worker.waitingAdoption) {  // only the first answer counts; a second is lost with its weight
        m_ledger.add(WeightLoss::lost, message.weight, message.values());
    } else if (worker.stepping) {  // a dropped step still reads x
        worker.waitingAdoption = std::move(message);
    } else {
        adopt(worker, message, view);
    }
}

void Cluster::reject(Worker& receiver, ModelMessage message, PeerView& view)
{
    m_ledger.add(WeightLoss::rejected, message.weight, message.values());
    ++m_rejected;
    if (receiver.rejectedFrom.insert(message.from).second) {  // the first of a sender is news, the rest is counted
        logEvent(view.nowS(), "rejected", nameOf(receiver.id), "from=" + nameOf(message.from));
    }
    if (receiver.life == Life::running) {
        receiver.protocol->rejected(view, std::move(message));
    }
}

void Cluster::lose(ModelMessage message, double nowS)
{
    m_network.countLost(message.from, message.to);
    const double doubled = std::ldexp(message.retryS, int(std::min(message.tries, 20U)) - 1);
    const double atS = std::max(nowS, message.sentS + std::max(message.retryS, std::min(doubled, kLongestPauseS)));
    if (m_reliable && onResend && mayRetry(message, atS)) {
        onResend(std::move(message), atS);
    } else {
        giveUp(message);
    }
}

void Cluster::giveUp(const ModelMessage& message)
{
    if (message.parameters) {
        m_ledger.add(WeightLoss::lost, message.weight, message.values());
    }
}

bool Cluster::mayRetry(const ModelMessage& message, double atS) const
{
    const Worker& sender = *m_workers[std::size_t(message.from)];
    return sender.lives == message.senderLife && (message.giveUpS == 0.0 || atS <= message.giveUpS);
}

bool Cluster::couldArrive(const ModelMessage& message) const
{
    return mayRetry(message, message.sentS) && isLiving(message.to) && m_network.connected(message.from, message.to);
}

void Cluster::timer(const TimerTicket& ticket, double nowS, Outbox& outbox)
{
    Worker& worker = *m_workers[std::size_t(ticket.node)];
    PeerView view(*this, worker, nowS, outbox);
    {
        const std::lock_guard lock(worker.mutex);
        if (worker.life == Life::running && worker.lives == ticket.life) {
            worker.protocol->onTimer(view, ticket.token);
        }
    }
    view.settle();
}

void Cluster::trace(const ModelMessage& message, MessageFate fate, double arrivesS)
{
    m_listener.onMessage({.id = message.id,
                          .from = message.from,
                          .to = message.to,
                          .fate = fate,
                          .sentS = message.sentS,
                          .arrivesS = arrivesS,
                          .resent = message.tries > 1,
                          .request = !message.parameters,
                          .ageSteps = fate == MessageFate::delivered ? m_workers[std::size_t(message.from)]->steps.load() - message.senderStep : 0});
}

}  // namespace gossip
