// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/serial_cluster.h"

#include "cluster/later_state.h"

#include <algorithm>
#include <numeric>

namespace gossip {

SerialCluster::SerialCluster(Cluster& cluster, const Scenario& scenario)
    : m_cluster(cluster),
      m_random(scenario.seed, Purpose::scheduler, std::uint32_t(cluster.workers())),
      m_order(std::size_t(cluster.workers()))
{
    std::iota(m_order.begin(), m_order.end(), 0);
    m_cluster.onAwaitingAnswer = [this](int worker, std::uint64_t life) { m_overdue.emplace(m_nowS + m_cluster.answerTimeoutS(), Overdue{worker, life}); };
    m_cluster.onResend = [this](ModelMessage message, double atS) { m_resends.emplace(atS, std::move(message)); };
    m_cluster.onTimer = [this](const TimerTicket& ticket, double atS) { m_timers.emplace(atS, ticket); };
}

SerialCluster::~SerialCluster()
{
    m_cluster.onAwaitingAnswer = nullptr;
    m_cluster.onResend = nullptr;
    m_cluster.onTimer = nullptr;
}

void SerialCluster::round(nn::Slot* slot)
{
    m_nowS += 1.0;
    arrive();
    for (std::size_t i = m_order.size(); i > 1; --i) {
        std::swap(m_order[i - 1], m_order[m_random.below(std::uint32_t(i))]);
    }
    for (const int worker : m_order) {
        step(worker, slot);
    }
}

void SerialCluster::step(int worker, nn::Slot* slot)
{
    Outbox outbox;
    const auto ticket = m_cluster.begin(worker, m_nowS, outbox);
    dispatch(outbox);
    if (ticket) {
        const float loss = m_cluster.compute(*ticket, slot);
        m_cluster.finish(*ticket, loss, m_nowS, outbox);
        dispatch(outbox);
    }
}

void SerialCluster::apply(const Fault& fault)
{
    Outbox outbox;
    const std::uint64_t number = m_cluster.apply(fault, m_nowS, outbox);
    if (fault.forS) {
        m_expiries.emplace(m_nowS + *fault.forS, number);
    }
    dispatch(outbox);
}

void SerialCluster::arrive()
{
    Outbox outbox;
    while (!m_expiries.empty() && m_expiries.begin()->first <= m_nowS) {
        m_cluster.expire(m_expiries.extract(m_expiries.begin()).mapped(), m_nowS, outbox);
        dispatch(outbox);
    }
    while (!m_flying.empty() && m_flying.begin()->first <= m_nowS) {
        m_cluster.deliver(std::move(m_flying.extract(m_flying.begin()).mapped()), m_nowS, outbox);
        dispatch(outbox);
    }
    std::vector<ModelMessage> again;   // first taken out: a try that fails at once waits for a later round
    while (!m_resends.empty() && m_resends.begin()->first <= m_nowS) {
        again.push_back(std::move(m_resends.extract(m_resends.begin()).mapped()));
    }
    dispatch(again);
    while (!m_timers.empty() && m_timers.begin()->first <= m_nowS) {
        m_cluster.timer(m_timers.extract(m_timers.begin()).mapped(), m_nowS, outbox);
        dispatch(outbox);
    }
    while (!m_overdue.empty() && m_overdue.begin()->first <= m_nowS) {
        const Overdue overdue = m_overdue.extract(m_overdue.begin()).mapped();
        m_cluster.askAgain(overdue.worker, overdue.life, m_nowS, outbox);
        dispatch(outbox);
    }
}

void SerialCluster::save(StateWriter& out) const
{
    m_cluster.save(out);
    out.section("schedule");
    out.number(m_nowS);
    m_random.save(out);
    for (const int worker : m_order) {
        out.integer(std::int32_t(worker));
    }
    saveLater(out, m_flying, [&](const ModelMessage& message) { message.save(out); });
    saveLater(out, m_resends, [&](const ModelMessage& message) { message.save(out); });
    saveLater(out, m_timers, [&](const TimerTicket& ticket) { ticket.save(out); });
    saveLater(out, m_overdue, [&](const Overdue& overdue) {
        out.integer(std::int32_t(overdue.worker));
        out.integer(overdue.life);
    });
    saveLater(out, m_expiries, [&](std::uint64_t number) { out.integer(number); });
}

void SerialCluster::load(StateReader& in)
{
    const int nodes = m_cluster.workers() + (m_cluster.server() ? 1 : 0);
    m_cluster.load(in);
    in.section("schedule");
    m_nowS = in.number(0.0, kLongestS);
    m_random.load(in);
    for (int& worker : m_order) {
        worker = in.integer<std::int32_t>(0, m_cluster.workers() - 1);
    }
    loadLater(in, m_flying, [&](ModelMessage& message) { message.load(in, m_cluster.arrays(), nodes); });
    loadLater(in, m_resends, [&](ModelMessage& message) { message.load(in, m_cluster.arrays(), nodes); });
    loadLater(in, m_timers, [&](TimerTicket& ticket) { ticket.load(in, nodes); });
    loadLater(in, m_overdue, [&](Overdue& overdue) {
        overdue.worker = in.integer<std::int32_t>(0, nodes - 1);
        overdue.life = in.integer<std::uint64_t>();
    });
    loadLater(in, m_expiries, [&](std::uint64_t& number) { number = in.integer<std::uint64_t>(); });
}

void SerialCluster::dispatch(Outbox& outbox)
{
    while (!outbox.empty()) {
        Outbox answers;
        for (ModelMessage& message : outbox) {
            if (auto flight = m_cluster.depart(std::move(message), m_nowS)) {
                const double deliveredS = m_cluster.network().arrive(flight->message.from, flight->message.to, flight->departure);
                if (deliveredS <= m_nowS) {
                    m_cluster.deliver(std::move(flight->message), m_nowS, answers);
                } else {
                    m_flying.emplace(deliveredS, std::move(flight->message));
                }
            }
        }
        outbox = std::move(answers);
    }
}

}  // namespace gossip
