// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/cluster.h"
#include "core/philox.h"

#include <map>
#include <vector>

namespace gossip {

/// Steps a Cluster on the calling thread in rounds, every worker once a round in a seeded random order, each round lasting
/// one second of made-up time: exact and repeatable, for tests of what the live cluster does with threads.
class SerialCluster {
public:
    SerialCluster(Cluster& cluster, const Scenario& scenario);
    ~SerialCluster();

    /// One round: what is due by now arrives, then every worker that can steps.
    void round(nn::Slot* slot);
    void apply(const Fault& fault);
    [[nodiscard]] double now() const { return m_nowS; }
    /// The cluster's state and the schedule; between two rounds.
    void save(StateWriter& out) const;
    /// Into a new one of the same scenario.
    void load(StateReader& in);
    /// Calls \p visit with every message on its way.
    template <class Visit>
    void visitFlying(Visit visit) const
    {
        for (const auto& [timeS, message] : m_flying) {
            visit(message);
        }
        for (const auto& [timeS, message] : m_resends) {
            visit(message);
        }
    }
    /// Messages on their way, without those that wait to be sent again.
    [[nodiscard]] std::size_t inFlight() const { return m_flying.size(); }

private:
    struct Overdue {
        int worker = 0;
        std::uint64_t life = 0;
    };
    void step(int worker, nn::Slot* slot);
    void dispatch(Outbox& outbox);
    void arrive();

    Cluster& m_cluster;
    RandomStream m_random;
    std::vector<int> m_order;
    double m_nowS = 0.0;
    std::multimap<double, ModelMessage> m_flying;     ///< by time of delivery
    std::multimap<double, ModelMessage> m_resends;
    std::multimap<double, TimerTicket> m_timers;
    std::multimap<double, Overdue> m_overdue;
    std::multimap<double, std::uint64_t> m_expiries;  ///< number of a timed fault
};

}  // namespace gossip
