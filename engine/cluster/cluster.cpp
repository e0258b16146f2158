// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/cluster.h"

#include "cluster/worker.h"
#include "core/vector_ops.h"

#include <gossip/catalogue.h>

#include <cmath>
#include <utility>

namespace gossip {

namespace {

constexpr std::size_t kWeightBytes = 8;  // the sum-weight that travels with the parameters

std::uint64_t stepLimitOf(const StopSpec& stop, const WorkFactory& work)
{
    std::uint64_t limit = stop.steps;
    if (stop.epochs > 0.0 && work.samplesPerStep() > 0) {
        const auto byEpochs = std::uint64_t(std::ceil(stop.epochs * double(work.samplesPerEpoch()) / work.samplesPerStep()));
        limit = limit == 0 ? byEpochs : std::min(limit, byEpochs);
    }
    return limit;
}

/// What a broken worker sends instead of its parameters.
void corrupt(FlatArray& x, CorruptMode mode, RandomStream& noise)
{
    if (mode == CorruptMode::nan) {
        std::fill(x.begin(), x.end(), std::numeric_limits<float>::quiet_NaN());
        return;
    }
    const double rms = std::sqrt(squaredNorm(x) / double(x.size()));
    for (float& value : x) {
        value += float(rms * noise.normal());
    }
}

}  // namespace

Cluster::Worker::Worker(int number, const Scenario& scenario, const WorkFactory& factory)
    : id(number),
      x(factory.flatSize()),
      work(factory.makeLocal(number)),
      protocol(makeProtocol(scenario.protocol, scenario.workers.count)),
      exchangeRandom(scenario.seed, Purpose::exchange, std::uint32_t(number)),
      choice(scenario.seed, Purpose::scheduler, std::uint32_t(number)),
      corruptNoise(scenario.seed, Purpose::noise, std::uint32_t(number) | 0x80000000U)
{
    factory.initialise(number, x);
}

void Cluster::PeerView::send(int to, std::span<const float> x, const SumWeight& weight)
{
    ModelMessage message;
    message.from = m_worker.id;
    message.to = to;
    message.parameters = m_cluster.m_arrays.take();
    std::copy(x.begin(), x.end(), message.parameters->begin());
    message.weight = weight;
    message.senderStep = m_worker.steps.load();
    if (m_worker.corruption) {
        corrupt(*message.parameters, *m_worker.corruption, m_worker.corruptNoise);
    }
    m_outbox.push_back(std::move(message));
}

void Cluster::PeerView::noteMixed(int from, std::uint64_t senderStep, double share)
{
    const std::uint64_t now = m_cluster.m_workers[std::size_t(from)]->steps.load();
    m_worker.stalenessSum += share * double(now - std::min(now, senderStep));
    m_worker.stalenessShare += share;
}

Cluster::Cluster(const Scenario& scenario, std::shared_ptr<const WorkFactory> work, ClusterListener& listener, WeightLedger& ledger)
    : m_scenario(scenario),
      m_work(std::move(work)),
      m_listener(listener),
      m_ledger(ledger),
      m_neighbours(makeTopology(scenario.topology, scenario.workers.count)),
      m_network(scenario.network, scenario.workers.count, scenario.seed),
      m_arrays(m_work->flatSize()),
      m_exchanges(findProtocol(scenario.protocol.id)->exchanges),
      m_stepLimit(stepLimitOf(scenario.stop, *m_work))
{
    for (int id = 0; id < scenario.workers.count; ++id) {
        m_workers.push_back(std::make_unique<Worker>(id, scenario, *m_work));
    }
}

Cluster::~Cluster() = default;

std::optional<StepTicket> Cluster::begin(int id, Outbox& outbox)
{
    Worker& worker = *m_workers[std::size_t(id)];
    const std::lock_guard lock(worker.mutex);
    if (worker.life != Life::running) {
        return std::nullopt;
    }
    if (m_stepsStarted.fetch_add(1) >= m_stepLimit && m_stepLimit > 0) {
        m_stepsStarted.fetch_sub(1);
        return std::nullopt;
    }
    PeerView view(*this, worker, outbox);
    worker.protocol->mix(view);
    worker.work->freeze({worker.steps.load(), epochsDone()});
    worker.stepping = true;
    return StepTicket{id, worker.lives};
}

float Cluster::compute(const StepTicket& ticket, nn::Slot* slot)
{
    Worker& worker = *m_workers[std::size_t(ticket.worker)];
    return worker.work->compute(worker.x, slot);
}

bool Cluster::finish(const StepTicket& ticket, float loss, double nowS, Outbox& outbox)
{
    Worker& worker = *m_workers[std::size_t(ticket.worker)];
    bool adopted = false;
    {
        const std::lock_guard lock(worker.mutex);
        worker.stepping = false;
        if (worker.life == Life::running && worker.lives == ticket.life && std::isfinite(loss)) {
            worker.work->apply(worker.x);
            worker.newestLoss = loss;
            worker.lossSum += double(loss);
            ++worker.lossCount;
            ++worker.steps;
            ++m_stepsDone;
            m_listener.onLoss({nowS, worker.id, loss});
            PeerView view(*this, worker, outbox);
            worker.protocol->afterStep(view);
            return true;
        }
        m_stepsStarted.fetch_sub(1);  // another worker may make up for the dropped step
        if (worker.life == Life::running && worker.lives == ticket.life) {
            worker.newestLoss = loss;
            diverge(worker, nowS);
        } else if (worker.waitingAdoption) {
            adopt(worker, *worker.waitingAdoption, nowS);
            worker.waitingAdoption.reset();
            adopted = true;
        }
    }
    if (adopted && onRunnable) {
        onRunnable(ticket.worker);
    }
    return false;
}

std::optional<Flight> Cluster::depart(ModelMessage message, double nowS)
{
    const std::size_t payload = message.parameters ? m_work->parameterCount() * sizeof(float) + kWeightBytes : 0;
    message.id = ++m_messageIds;
    message.sentS = nowS;
    const Network::Departure departure = m_network.depart(message.from, message.to, payload + kHeaderBytes, nowS);
    if (departure.lost) {
        trace(message, MessageFate::lost, departure.firstBitS + departure.durationS);
        lose(message);
        return std::nullopt;
    }
    trace(message, MessageFate::inFlight, departure.firstBitS + departure.durationS);
    return Flight{std::move(message), departure};
}

void Cluster::deliver(ModelMessage message, double nowS, Outbox& outbox)
{
    Worker& worker = *m_workers[std::size_t(message.to)];
    const bool reachable = m_network.connected(message.from, message.to);
    const bool finite = !message.parameters || allFinite(*message.parameters);
    bool adopted = false;
    {
        const std::lock_guard lock(worker.mutex);
        const bool living = worker.life == Life::running || (worker.life == Life::rejoining && message.parameters);
        if (!reachable || !living) {
            trace(message, MessageFate::lost, nowS);
            lose(message);
            return;
        }
        m_network.countDelivered(message.from, message.to);
        trace(message, finite ? MessageFate::delivered : MessageFate::rejected, nowS);
        PeerView view(*this, worker, outbox);
        if (!finite) {
            reject(worker, message, nowS);
        } else if (!message.parameters) {
            worker.protocol->welcome(view, message.from);
        } else if (worker.life == Life::running) {
            worker.protocol->receive(view, std::move(message));
        } else if (worker.stepping || worker.waitingAdoption) {
            // A dropped step still reads x. Only the first answer counts; a second is lost with its weight.
            if (worker.waitingAdoption) {
                m_ledger.add(WeightLoss::lost, message.weight, *message.parameters);
            } else {
                worker.waitingAdoption = std::move(message);
            }
        } else {
            adopt(worker, message, nowS);
            adopted = true;
        }
    }
    if (adopted && onRunnable) {
        onRunnable(worker.id);
    }
}

void Cluster::reject(Worker& receiver, const ModelMessage& message, double nowS)
{
    m_ledger.add(WeightLoss::rejected, message.weight, *message.parameters);
    ++m_rejected;
    if (receiver.rejectedFrom.insert(message.from).second) {  // the first of a sender is news, the rest is counted
        logEvent(nowS, "rejected", std::to_string(receiver.id), "from=" + std::to_string(message.from));
    }
}

void Cluster::lose(const ModelMessage& message)
{
    m_network.countLost(message.from, message.to);
    if (message.parameters) {
        m_ledger.add(WeightLoss::lost, message.weight, *message.parameters);
    }
}

void Cluster::trace(const ModelMessage& message, MessageFate fate, double arrivesS)
{
    m_listener.onMessage({.id = message.id,
                          .from = message.from,
                          .to = message.to,
                          .fate = fate,
                          .sentS = message.sentS,
                          .arrivesS = arrivesS,
                          .request = !message.parameters});
}

}  // namespace gossip
