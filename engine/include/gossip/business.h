// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/records.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What a run would cost, with prices that a person sets: for a proof of concept, not for an invoice.
namespace gossip {

struct Prices {
    double machineHour = 0.0;        ///< of one machine, in `currency`
    double gigabyte = 0.0;           ///< of 10^9 bytes sent
    std::string currency = "JPY";    ///< any text
};

/// Seconds are the run's clock, so virtual ones on the simulated clock. Machine time counts machines that were up, whether they computed
/// or waited, and servers not at all.
struct Business {
    double seconds = 0.0;                          ///< length of the run
    std::optional<double> secondsToTarget;         ///< empty: not reached
    double machineHours = 0.0;
    double gigabytes = 0.0;                        ///< sent
    std::optional<double> gigabytesToTarget;
    double machineCost = 0.0;
    double trafficCost = 0.0;
    std::optional<double> costToTarget;            ///< machines and traffic until the goal
    double outageSeconds = 0.0;                    ///< somebody was down, or not all who lived could reach each other
    double idleMachineHours = 0.0;                 ///< of machines that were down
    double idleCost = 0.0;

    [[nodiscard]] double cost() const { return machineCost + trafficCost; }
};

/// Gathers a run's records, from its start or from its files, and prices them.
class BusinessMeter {
public:
    /// \param workers  of the scenario; who is missing in a record was down
    explicit BusinessMeter(int workers) : m_workers(workers) {}

    /// Ascending in time. Between two records the state of the later one counts.
    void add(const Record& record);
    /// \param summary  of the ended run, for the goal; null while it goes on
    [[nodiscard]] Business result(const Prices& prices, const Summary* summary) const;

private:
    struct Sums {
        double timeS = 0.0;
        double machineS = 0.0;
    };

    int m_workers;
    Sums m_now;
    std::vector<Sums> m_past;        ///< machine time at each record, for the goal
    double m_idleS = 0.0;
    double m_outageS = 0.0;
    std::uint64_t m_bytes = 0;
};

}  // namespace gossip
