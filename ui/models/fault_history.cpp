// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/fault_history.h"

#include "ui/models/words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace gossip::ui {

namespace {

struct FaultWords {
    Q_DECLARE_TR_FUNCTIONS(gossip::ui::FaultWords)
};

gossip::Fault simple(gossip::FaultKind kind, std::vector<int> workers = {})
{
    gossip::Fault fault;
    fault.kind = kind;
    fault.workers = std::move(workers);
    return fault;
}

gossip::Fault networkAs(const gossip::NetworkSpec& network)
{
    gossip::Fault fault = simple(gossip::FaultKind::network);
    fault.latencyMs = network.latencyMs;
    fault.jitterMs = network.jitterMs;
    fault.bandwidthMbps = network.bandwidthMbps;
    fault.loss = network.loss;
    return fault;
}

bool differs(const gossip::NetworkSpec& a, const gossip::NetworkSpec& b)
{
    return a.latencyMs != b.latencyMs || a.jitterMs != b.jitterMs || a.bandwidthMbps != b.bandwidthMbps || a.loss != b.loss;
}

gossip::Fault probabilityAs(double probability)
{
    gossip::Fault fault = simple(gossip::FaultKind::probability);
    fault.probability = probability;
    return fault;
}

/// One command per worker that runs at another speed than normal.
std::vector<gossip::Fault> speedsAs(const std::vector<int>& workers, const gossip::RunUpdate& now)
{
    std::vector<gossip::Fault> commands;
    for (const int worker : workers) {
        const bool known = std::size_t(worker) < now.workers.size() && now.workers[std::size_t(worker)].speed > 0.0;
        gossip::Fault fault = simple(gossip::FaultKind::slow, {worker});
        fault.factor = known ? 1.0 / now.workers[std::size_t(worker)].speed : 1.0;
        commands.push_back(fault);
    }
    return commands;
}

std::vector<gossip::Fault> joinAs(const gossip::RunUpdate& now)
{
    if (now.islands.size() < 2)
        return {simple(gossip::FaultKind::heal)};
    gossip::Fault cut = simple(gossip::FaultKind::partition);
    cut.groups = now.islands;
    return {cut};
}

QString workersText(const gossip::Scenario& scenario, const std::vector<int>& workers)
{
    QStringList names;
    for (const int worker : workers)
        names << workerText(scenario, worker);
    return names.join(QStringLiteral(", "));
}

QString linkText(const gossip::Fault& fault, const gossip::Scenario& scenario)
{
    const bool cut = fault.loss && *fault.loss >= 1.0;
    if (!fault.workers.empty())
        return (cut ? FaultWords::tr("Line of %1 cut") : FaultWords::tr("Line of %1 changed")).arg(workersText(scenario, fault.workers));
    return (cut ? FaultWords::tr("Line %1 → %2 cut") : FaultWords::tr("Line %1 → %2 changed"))
        .arg(workerText(scenario, fault.from), workerText(scenario, fault.to));
}

}  // namespace

bool isSameSlider(const Disturbance& a, const Disturbance& b)
{
    if (a.commands.size() != 1 || b.commands.size() != 1)
        return false;
    const gossip::Fault& x = a.commands.front();
    const gossip::Fault& y = b.commands.front();
    if (x.kind == gossip::FaultKind::probability)
        return y.kind == x.kind && x.workers == y.workers;
    return x.kind == gossip::FaultKind::network && y.kind == x.kind &&
           x.latencyMs.has_value() == y.latencyMs.has_value() && x.loss.has_value() == y.loss.has_value();
}

Disturbance disturbance(const gossip::Fault& command, const gossip::RunUpdate& now)
{
    using gossip::FaultKind;
    Disturbance result{{command}, {}};
    switch (command.kind) {
    case FaultKind::crash: result.opposite = {simple(FaultKind::rejoin, command.workers)}; break;
    case FaultKind::rejoin: result.opposite = {simple(FaultKind::crash, command.workers)}; break;
    case FaultKind::slow: result.opposite = speedsAs(command.workers, now); break;
    case FaultKind::partition:
    case FaultKind::heal: result.opposite = joinAs(now); break;
    case FaultKind::link: result.opposite = {repairOf(command, now.network)}; break;
    case FaultKind::network: result.opposite = {networkAs(now.network)}; break;
    case FaultKind::corrupt: result.opposite = {simple(FaultKind::crash, command.workers), simple(FaultKind::rejoin, command.workers)}; break;
    case FaultKind::probability: result.opposite = {probabilityAs(now.probability)}; break;
    }
    return result;
}

gossip::Fault repairOf(const gossip::Fault& link, const gossip::NetworkSpec& network)
{
    gossip::Fault repair = networkAs(network);
    repair.kind = gossip::FaultKind::link;
    repair.workers = link.workers;
    repair.from = link.from;
    repair.to = link.to;
    return repair;
}

bool sameLinks(const gossip::Fault& a, const gossip::Fault& b)
{
    return a.workers == b.workers && a.from == b.from && a.to == b.to;
}

Disturbance disturbance(const std::vector<gossip::Fault>& commands, const gossip::RunUpdate& now, const std::vector<gossip::Fault>& links)
{
    Disturbance all;
    for (const gossip::Fault& command : commands) {
        Disturbance one = disturbance(command, now);
        const auto before = std::find_if(links.begin(), links.end(), [&](const gossip::Fault& link) { return sameLinks(link, command); });
        if (command.kind == gossip::FaultKind::link && before != links.end())
            one.opposite = {*before};
        all.commands.push_back(command);
        all.opposite.insert(all.opposite.end(), one.opposite.begin(), one.opposite.end());
    }
    return all;
}

Disturbance restoreAll(const gossip::Scenario& scenario, const gossip::RunUpdate& now, const std::vector<gossip::Fault>& links)
{
    using gossip::FaultKind;
    Disturbance result;
    const auto add = [&result](gossip::Fault command, const std::vector<gossip::Fault>& opposite) {
        result.commands.push_back(std::move(command));
        result.opposite.insert(result.opposite.end(), opposite.begin(), opposite.end());
    };
    std::vector<int> down;
    std::vector<int> slowed;
    for (int i = 0; i < int(now.workers.size()); ++i) {
        const gossip::WorkerState state = now.workers[std::size_t(i)].state;
        if (state == gossip::WorkerState::crashed || state == gossip::WorkerState::diverged)
            down.push_back(i);
        if (state == gossip::WorkerState::slow)
            slowed.push_back(i);
    }
    if (now.islands.size() > 1)
        add(simple(FaultKind::heal), joinAs(now));
    if (!down.empty())
        add(simple(FaultKind::rejoin, down), {simple(FaultKind::crash, down)});
    if (!slowed.empty()) {
        gossip::Fault normal = simple(FaultKind::slow, slowed);
        normal.factor = 1.0;
        add(normal, speedsAs(slowed, now));
    }
    if (differs(scenario.network, now.network))
        add(networkAs(scenario.network), {networkAs(now.network)});
    const auto planned = scenario.protocol.parameters.find("probability");
    if (planned != scenario.protocol.parameters.end() && planned->second != now.probability)
        add(probabilityAs(planned->second), {probabilityAs(now.probability)});
    for (const gossip::Fault& link : links)
        add(repairOf(link, now.network), {link});
    return result;
}

gossip::Fault cutCommand(const gossip::Scenario& scenario)
{
    gossip::Fault cut = simple(gossip::FaultKind::partition);
    for (const auto& [name, workers] : scenario.workers.groups)
        cut.groups.push_back(workers);
    if (cut.groups.size() > 1)
        return cut;
    std::vector<int> firstHalf;
    for (int i = 0; i < scenario.workers.count / 2; ++i)
        firstHalf.push_back(i);
    cut.groups = {firstHalf};
    return cut;
}

QString faultText(const gossip::Fault& fault, const gossip::Scenario& scenario)
{
    using gossip::FaultKind;
    const QString who = workersText(scenario, fault.workers);
    switch (fault.kind) {
    case FaultKind::crash: return FaultWords::tr("%1 down").arg(who);
    case FaultKind::rejoin: return FaultWords::tr("%1 back").arg(who);
    case FaultKind::slow:
        return fault.factor > 1.0 ? FaultWords::tr("%1 slow").arg(who) : FaultWords::tr("%1 at normal speed").arg(who);
    case FaultKind::partition: return FaultWords::tr("Line cut");
    case FaultKind::heal: return FaultWords::tr("Line joined");
    case FaultKind::link: return linkText(fault, scenario);
    case FaultKind::network: return FaultWords::tr("Network changed");
    case FaultKind::corrupt:
        return fault.mode == gossip::CorruptMode::noise ? FaultWords::tr("%1 sends noise").arg(who) : FaultWords::tr("%1 sends broken data").arg(who);
    case FaultKind::probability: return FaultWords::tr("Exchange %1").arg(percentText(fault.probability, 0));
    }
    return {};
}

}  // namespace gossip::ui
