// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/fault_state.h"

namespace gossip {

namespace {

constexpr int kNoNode = -2;   // Fault::from and to of faults that are not of one link

void saveWorkers(StateWriter& out, const std::vector<int>& workers)
{
    out.integer(std::uint64_t(workers.size()));
    for (const int worker : workers) {
        out.integer(std::int32_t(worker));
    }
}

std::vector<int> loadWorkers(StateReader& in, int least, int most)
{
    std::vector<int> loaded(in.count(sizeof(std::int32_t)));
    for (int& worker : loaded) {
        worker = in.integer<std::int32_t>(least, most);
    }
    return loaded;
}

/// The settings that a fault may leave out, in the order in which they are saved.
template <class AnyFault, class Visit>
void visitOptional(AnyFault& fault, Visit visit)
{
    for (auto* value : {&fault.forS, &fault.latencyMs, &fault.jitterMs, &fault.bandwidthMbps, &fault.loss}) {
        visit(*value);
    }
}

}  // namespace

void saveFault(StateWriter& out, const Fault& fault)
{
    out.number(fault.atS);
    out.integer(std::uint8_t(fault.kind));
    visitOptional(fault, [&](const std::optional<double>& value) {
        out.flag(value.has_value());
        out.number(value.value_or(0.0));
    });
    saveWorkers(out, fault.workers);
    out.integer(std::int32_t(fault.from));
    out.integer(std::int32_t(fault.to));
    out.integer(std::uint64_t(fault.groups.size()));
    for (const std::vector<int>& group : fault.groups) {
        saveWorkers(out, group);
    }
    out.number(fault.factor);
    out.number(fault.probability);
    out.integer(std::uint8_t(fault.mode));
}

Fault loadFault(StateReader& in, int nodes, bool hasServer)
{
    const int least = hasServer ? kServerNode : 0;
    Fault fault;
    fault.atS = in.number(0.0, kLongestS);
    fault.kind = FaultKind(in.integer<std::uint8_t>(0, std::uint8_t(FaultKind::probability)));
    visitOptional(fault, [&](std::optional<double>& value) {
        const bool given = in.flag();
        const double number = in.number(0.0, kLongestS);
        value = given ? std::optional(number) : std::nullopt;
    });
    fault.workers = loadWorkers(in, least, nodes - 1);
    for (int* end : {&fault.from, &fault.to}) {
        *end = in.integer<std::int32_t>(kNoNode, nodes - 1);
        if (*end == kServerNode && !hasServer) {
            in.fail();
        }
    }
    fault.groups.resize(in.count(sizeof(std::uint64_t)));
    for (std::vector<int>& group : fault.groups) {
        group = loadWorkers(in, least, nodes - 1);
    }
    fault.factor = in.number(0.0, kLongestS);
    fault.probability = in.number(0.0, 1.0);
    fault.mode = CorruptMode(in.integer<std::uint8_t>(0, std::uint8_t(CorruptMode::noise)));
    return fault;
}

void saveFaults(StateWriter& out, const std::vector<Fault>& faults)
{
    out.integer(std::uint64_t(faults.size()));
    for (const Fault& fault : faults) {
        saveFault(out, fault);
    }
}

std::vector<Fault> loadFaults(StateReader& in, int nodes, bool hasServer)
{
    std::vector<Fault> faults;
    for (std::size_t left = in.count(sizeof(double)); left > 0 && !in.failed(); --left) {
        faults.push_back(loadFault(in, nodes, hasServer));
    }
    return faults;
}

}  // namespace gossip
