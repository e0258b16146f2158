// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/later_state.h"
#include "cluster/worker.h"
#include "network/fault_state.h"

namespace gossip {

void TimerTicket::save(StateWriter& out) const
{
    out.integer(std::int32_t(node));
    out.integer(life);
    out.integer(token);
}

void TimerTicket::load(StateReader& in, int nodes)
{
    node = in.integer<std::int32_t>(0, nodes - 1);
    life = in.integer<std::uint64_t>();
    token = in.integer<std::uint64_t>();
}

void Cluster::Worker::save(StateWriter& out) const
{
    const std::lock_guard lock(mutex);
    out.integer(std::uint8_t(life.load()));
    out.integer(lives.load());
    out.flag(stepping);
    out.flag(held);
    out.number(heldSinceS);
    out.number(waitedS);
    out.flag(waitingAdoption.has_value());
    if (waitingAdoption) {
        waitingAdoption->save(out);
    }
    for (const auto& list : {std::vector<int>(rejectedFrom.begin(), rejectedFrom.end()), asked}) {
        out.integer(std::uint64_t(list.size()));
        for (const int peer : list) {
            out.integer(std::int32_t(peer));
        }
    }
    out.floats(x);
    if (work) {
        work->save(out, stepping);
    }
    protocol->save(out);
    for (const RandomStream* stream : {&exchangeRandom, &choice, &corruptNoise}) {
        stream->save(out);
    }
    out.flag(corruption.has_value());
    out.integer(std::uint8_t(corruption.value_or(CorruptMode::nan)));
    out.integer(steps.load());
    out.number(double(newestLoss));
    out.number(lossSum);
    out.integer(lossCount);
    out.number(stalenessSum);
    out.number(stalenessShare);
}

void Cluster::Worker::load(StateReader& in, ArrayPool& arrays, int nodes)
{
    const std::lock_guard lock(mutex);
    life = Life(in.integer<std::uint8_t>(0, std::uint8_t(Life::diverged)));
    lives = in.integer<std::uint64_t>();
    stepping = in.flag();
    held = in.flag();
    heldSinceS = in.number(0.0, kLongestS);
    waitedS = in.number(0.0, kLongestS);
    waitingAdoption.reset();
    if (in.flag()) {
        waitingAdoption.emplace().load(in, arrays, nodes);
        if (!waitingAdoption->parameters) {
            in.fail();
        }
    }
    std::vector<int> lists[2];
    for (std::vector<int>& list : lists) {
        list.resize(in.count(sizeof(std::int32_t)));
        for (int& peer : list) {
            peer = in.integer<std::int32_t>(0, nodes - 1);
        }
    }
    rejectedFrom = std::set<int>(lists[0].begin(), lists[0].end());
    asked = std::move(lists[1]);
    in.floats(x);
    if (work) {
        work->load(in, stepping);
    }
    protocol->load(in, arrays);
    for (RandomStream* stream : {&exchangeRandom, &choice, &corruptNoise}) {
        stream->load(in);
    }
    const bool corrupted = in.flag();
    const auto mode = CorruptMode(in.integer<std::uint8_t>(0, std::uint8_t(CorruptMode::noise)));
    corruption = corrupted ? std::optional(mode) : std::nullopt;
    steps = in.integer<std::uint64_t>();
    newestLoss = float(in.number());
    lossSum = in.number();
    lossCount = in.integer<std::uint64_t>();
    stalenessSum = in.number();
    stalenessShare = in.number();
}

void Cluster::save(StateWriter& out) const
{
    out.section("cluster");
    out.integer(std::uint64_t(m_workers.size()));
    out.integer(std::uint64_t(m_work->flatSize()));
    for (const auto* count : {&m_stepsStarted, &m_stepsDone, &m_messageIds, &m_rejected}) {
        out.integer(count->load());
    }
    out.number(m_lastSnapshotS);
    out.integer(m_stepsAtSnapshot);
    m_ledger.save(out);
    m_network.save(out);
    out.section("faults");
    {
        const std::lock_guard lock(m_faultMutex);
        m_workerFaults.save(out);
        out.integer(m_faultNumbers);
        out.integer(std::uint64_t(m_timed.size()));
        for (const TimedFault& timed : m_timed) {
            out.integer(timed.number);
            out.integer(timed.handle);
            saveFault(out, timed.fault);
        }
    }
    for (const auto& worker : m_workers) {
        out.section("worker " + std::to_string(worker->id));
        worker->save(out);
    }
}

void Cluster::load(StateReader& in)
{
    in.section("cluster");
    (void)in.integer<std::uint64_t>(m_workers.size(), m_workers.size());
    (void)in.integer<std::uint64_t>(m_work->flatSize(), m_work->flatSize());
    for (auto* count : {&m_stepsStarted, &m_stepsDone, &m_messageIds, &m_rejected}) {
        *count = in.integer<std::uint64_t>();
    }
    m_lastSnapshotS = in.number();
    m_stepsAtSnapshot = in.integer<std::uint64_t>();
    m_ledger.load(in);
    m_network.load(in);
    in.section("faults");
    {
        const std::lock_guard lock(m_faultMutex);
        m_workerFaults.load(in, int(m_workers.size()), server().has_value());
        m_faultNumbers = in.integer<std::uint64_t>();
        m_timed.clear();
        for (std::size_t left = in.count(2 * sizeof(std::uint64_t)); left > 0 && !in.failed(); --left) {
            TimedFault timed;
            timed.number = in.integer<std::uint64_t>();
            timed.handle = in.integer<std::uint64_t>();
            timed.fault = loadFault(in, int(m_workers.size()), server().has_value());
            m_timed.push_back(std::move(timed));
        }
    }
    for (const auto& worker : m_workers) {
        in.section("worker " + std::to_string(worker->id));
        worker->load(in, m_arrays, int(m_workers.size()));
    }
}

}  // namespace gossip
