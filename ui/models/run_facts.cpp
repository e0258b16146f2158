// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/run_facts.h"

#include "ui/charts/computed_lines.h"

#include <gossip/catalogue.h>

namespace gossip::ui {

void RunWatch::start(const gossip::Scenario& scenario, const gossip::DatasetPtr& dataset)
{
    m_facts = {};
    m_goalCandidateS.reset();
    m_facts.workers = scenario.workers.count;
    m_facts.goal = scenario.goalInForce();
    const gossip::ProtocolInfo* protocol = gossip::findProtocol(scenario.protocol.id);
    m_protocolSends = m_facts.exchanges = protocol == nullptr || protocol->exchanges;
    m_hasProbability = scenario.protocol.parameters.contains("probability");
    m_facts.groupLimit = onePlantLimit(scenario, dataset);
}

void RunWatch::apply(const gossip::RunUpdate& update)
{
    m_facts.state = update.state;
    m_facts.exchanges = m_protocolSends && (!m_hasProbability || update.probability > 0.0);   // at 0 each is alone, but no line is cut
    m_facts.timeS = update.timeS;
    m_facts.steps = update.steps;
    m_facts.bytesSent = update.bytesSent;
    m_facts.messagesSent = update.messagesSent;
    m_facts.loss = update.network.loss;
    for (const gossip::Record& record : update.records)
        applyRecord(record);
    applyWorkers(update);
    applyCut(update);
}

void applyRecord(const gossip::Record& record, RunFacts& facts)
{
    const gossip::MetricsRow& row = record.metrics;
    const auto keep = [](std::optional<double>& known, const std::optional<double>& value) {
        if (value)
            known = value;
    };
    keep(facts.workersMean, row.workerAccuracyMean);
    keep(facts.workersMin, row.workerAccuracyMin);
    keep(facts.distance, row.consensusDistance);
    keep(facts.relativeDistance, row.relativeConsensusDistance);
    keep(facts.samplesPerSecond, row.samplesPerSecond);
    facts.meanCouldExist = record.meanModelCouldExist;
    if (!record.groups.empty() || record.meanModelCouldExist)
        facts.islands = record.groups;
    keep(facts.accuracy, row.testAccuracy);
}

void RunWatch::applyRecord(const gossip::Record& record)
{
    ui::applyRecord(record, m_facts);
    const gossip::MetricsRow& row = record.metrics;
    const std::optional<double> accuracy = gossip::attainableAccuracy(record);
    if (!accuracy)
        return;
    const bool reached = *accuracy >= m_facts.goal;
    if (!m_facts.goalReachedS && reached && m_goalCandidateS)
        m_facts.goalReachedS = m_goalCandidateS;
    if (!reached)
        m_goalCandidateS.reset();
    else if (!m_goalCandidateS)
        m_goalCandidateS = row.timeS;
    const bool passed = m_facts.groupLimit && record.meanModelCouldExist && *accuracy > *m_facts.groupLimit;
    if (passed && !m_facts.groupLimitPassedS)
        m_facts.groupLimitPassedS = row.timeS;
}

void RunWatch::applyWorkers(const gossip::RunUpdate& update)
{
    if (!update.workers.empty())
        m_facts.workers = int(update.workers.size());
    m_facts.down.clear();
    m_facts.diverged.clear();
    m_facts.slow.clear();
    for (int i = 0; i < int(update.workers.size()); ++i) {
        const gossip::WorkerStatus& worker = update.workers[std::size_t(i)];
        if (worker.state == gossip::WorkerState::crashed || worker.state == gossip::WorkerState::diverged)
            m_facts.down.push_back(i);
        if (worker.state == gossip::WorkerState::diverged)
            m_facts.diverged.push_back(i);
        if (worker.state == gossip::WorkerState::slow)
            m_facts.slow.push_back(i);
    }
}

void RunWatch::applyCut(const gossip::RunUpdate& update)
{
    const bool cut = m_facts.exchanges && update.islands.size() > 1;
    if (cut && !m_facts.cutSinceS) {
        m_facts.cutSinceS = update.timeS;
        m_facts.everCut = true;
    } else if (!cut && m_facts.cutSinceS) {
        m_facts.cutSinceS.reset();
        m_facts.healedS = update.timeS;
        m_facts.workersMeanAtHeal = m_facts.workersMean;
    }
}

}  // namespace gossip::ui
