// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "cli/text.h"

#include <gossip/run_files.h>

#include <nlohmann/json.hpp>

#include <cmath>

namespace gossip::cli {
namespace {

using Json = nlohmann::ordered_json;

Json orNull(const std::optional<double>& value)
{
    return value ? Json(*value) : Json();
}

std::string json(const RunFiles& run, const Business& business, const Prices& prices)
{
    return Json{{"name", run.scenario.name},
                {"clock", run.scenario.clock == Clock::simulated ? "simulated" : "live"},
                {"currency", prices.currency},
                {"price_machine_hour", prices.machineHour},
                {"price_gigabyte", prices.gigabyte},
                {"seconds", business.seconds},
                {"seconds_to_target", orNull(business.secondsToTarget)},
                {"machine_hours", business.machineHours},
                {"gigabytes", business.gigabytes},
                {"gigabytes_to_target", orNull(business.gigabytesToTarget)},
                {"machine_cost", business.machineCost},
                {"traffic_cost", business.trafficCost},
                {"cost", business.cost()},
                {"cost_to_target", orNull(business.costToTarget)},
                {"outage_seconds", business.outageSeconds},
                {"idle_machine_hours", business.idleMachineHours},
                {"idle_cost", business.idleCost}}
               .dump(2) +
           "\n";
}

std::string text(const RunFiles& run, const Business& business, const Prices& prices)
{
    const auto money = [&prices](double amount) { return decimal(amount, 2) + " " + prices.currency; };
    const auto gigabytes = [](double value) { return bytes(std::uint64_t(std::llround(value * 1e9))); };
    const std::string clock = run.scenario.clock == Clock::simulated ? "virtual time" : "real time";
    std::string lines;
    const auto line = [&lines](const std::string& name, const std::string& value) { lines += padded(name, 16) + value + "\n"; };
    line("Run", run.scenario.name + ", " + duration(business.seconds) + " of " + clock);
    line("Goal", business.secondsToTarget ? "reached after " + duration(*business.secondsToTarget) + ", " + gigabytes(business.gigabytesToTarget.value_or(0.0))
                                          : "not reached");
    line("Machine time", decimal(business.machineHours, 3) + " hours: " + money(business.machineCost));
    line("Data sent", gigabytes(business.gigabytes) + ": " + money(business.trafficCost));
    line("Cost", money(business.cost()) + (business.costToTarget ? "; until the goal " + money(*business.costToTarget) : ""));
    line("Outages", business.outageSeconds > 0.0 ? duration(business.outageSeconds) + "; machines stood still for " + decimal(business.idleMachineHours, 3) + " hours: " + money(business.idleCost)
                                                 : "none");
    return lines;
}

}  // namespace

int costCommand(const CostArguments& arguments)
{
    const Result<RunFiles> run = readRunFolder(arguments.folder);
    if (!run) {
        return complain(run.error().str(), kExitBadInput);
    }
    BusinessMeter meter(run->scenario.protocol.id == "pooled" ? 1 : run->scenario.workers.count);
    for (const Record& record : run->records) {
        meter.add(record);
    }
    const Business business = meter.result(arguments.prices, run->summary ? &*run->summary : nullptr);
    return print(arguments.json ? json(*run, business, arguments.prices) : text(*run, business, arguments.prices));
}

}  // namespace gossip::cli
