// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/run_replay.h"

#include <QString>

#include <algorithm>
#include <cmath>

namespace gossip::ui {

namespace {

double probabilityOf(const gossip::Scenario& scenario)
{
    const auto found = scenario.protocol.parameters.find("probability");
    return found == scenario.protocol.parameters.end() ? 0.0 : found->second;
}

}  // namespace

RunReplay::RunReplay(gossip::RunFiles files)
    : m_files(std::move(files)), m_network(m_files.scenario.network), m_probability(probabilityOf(m_files.scenario))
{
}

bool RunReplay::next(gossip::RunUpdate& update)
{
    const std::size_t all = m_files.records.size();
    if (m_record == all)
        return false;
    update = {};
    const std::size_t until = std::min(all, m_record + 1 + all / kMostUpdates);
    for (; m_record < until; ++m_record) {
        gossip::Record& record = m_files.records[m_record];
        takeEvents(m_record + 1 == all ? INFINITY : record.metrics.timeS, update.events);
        if (record.metrics.testAccuracy)
            m_meanCouldExist = record.groups.empty();
        record.meanModelCouldExist = m_meanCouldExist;
        update.records.push_back(std::move(record));
    }
    update.state = m_record < all ? RunState::running : m_files.summary ? m_files.summary->outcome : RunState::stopped;
    takeStatus(update.records.back(), update);
    return true;
}

void RunReplay::takeEvents(double untilS, std::vector<gossip::Event>& events)
{
    for (; m_event < m_files.events.size() && m_files.events[m_event].timeS <= untilS; ++m_event) {
        take(m_files.events[m_event]);
        events.push_back(std::move(m_files.events[m_event]));
    }
}

void RunReplay::takeStatus(const gossip::Record& record, gossip::RunUpdate& update) const
{
    const gossip::MetricsRow& row = record.metrics;
    update.timeS = row.timeS;
    update.steps = row.steps;
    update.epochs = row.epochs;
    update.messagesSent = row.messagesSent;
    update.bytesSent = row.bytesSent;
    update.network = m_network;
    update.probability = m_probability;
    update.workers.resize(std::size_t(m_files.scenario.workers.count));
    for (const gossip::WorkerRow& worker : record.workers)
        update.workers[std::size_t(worker.worker)] = statusOf(worker);
    update.islands = islandsOf(record);
}

gossip::WorkerStatus RunReplay::statusOf(const gossip::WorkerRow& row) const
{
    gossip::WorkerStatus status;
    status.state = row.alive ? (row.speed < 1.0 ? WorkerState::slow : WorkerState::running)
                   : m_diverged.count(row.worker) > 0  ? WorkerState::diverged
                   : m_rejoining.count(row.worker) > 0 ? WorkerState::rejoining
                                                       : WorkerState::crashed;
    status.steps = row.steps;
    status.trainLoss = row.trainLoss.value_or(NAN);
    status.speed = row.speed;
    status.inbox = row.inbox;
    status.log2SumWeight = row.log2SumWeight.value_or(NAN);
    status.probability = row.probability.value_or(NAN);
    return status;
}

void RunReplay::take(const gossip::Event& event)
{
    if (event.fault)
        takeFault(*event.fault, event.kind.size() > 4 && event.kind.ends_with("-end"));
    bool isNumber = false;
    const int worker = QString::fromStdString(event.subject).toInt(&isNumber);
    if (isNumber && event.kind == "diverged")
        m_diverged.insert(worker);
    if (isNumber && event.kind == "rejoined")
        m_rejoining.erase(worker);
}

void RunReplay::takeFault(const gossip::Fault& fault, bool ends)
{
    const auto set = [](double& target, const std::optional<double>& value) { target = value.value_or(target); };
    switch (fault.kind) {
    case FaultKind::partition: m_cut = fault.groups; break;
    case FaultKind::heal: m_cut.reset(); break;
    case FaultKind::probability:
        if (fault.workers.empty())
            m_probability = ends ? probabilityOf(m_files.scenario) : fault.probability;
        break;
    case FaultKind::network:
        if (ends)
            m_network = m_files.scenario.network;
        set(m_network.latencyMs, fault.latencyMs);
        set(m_network.jitterMs, fault.jitterMs);
        set(m_network.bandwidthMbps, fault.bandwidthMbps);
        set(m_network.loss, fault.loss);
        break;
    case FaultKind::rejoin:
        for (const int worker : fault.workers) {
            m_rejoining.insert(worker);
            m_diverged.erase(worker);
        }
        break;
    case FaultKind::crash:
        for (const int worker : fault.workers)
            m_rejoining.erase(worker);
        break;
    default: break;
    }
}

std::vector<std::vector<int>> RunReplay::islandsOf(const gossip::Record& record) const
{
    std::vector<std::vector<int>> islands;
    if (!record.groups.empty()) {
        for (const gossip::GroupRow& group : record.groups)
            islands.push_back(group.workers);
        return islands;
    }
    std::vector<int> part(std::size_t(m_files.scenario.workers.count), 0);   // workers of no list form one more part
    for (std::size_t i = 0; m_cut && i < m_cut->size(); ++i)
        for (const int worker : (*m_cut)[i])
            if (worker >= 0 && std::size_t(worker) < part.size())
                part[std::size_t(worker)] = int(i) + 1;
    islands.resize(1 + (m_cut ? m_cut->size() : 0));
    for (const gossip::WorkerRow& row : record.workers)
        if (row.alive)
            islands[std::size_t(part[std::size_t(row.worker)])].push_back(row.worker);
    std::erase_if(islands, [](const std::vector<int>& island) { return island.empty(); });
    return islands;
}

}  // namespace gossip::ui
