// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/active_faults.h"

#include "network/fault_state.h"

#include <algorithm>

namespace gossip {

namespace {

bool lists(const Fault& fault, int worker)
{
    return std::find(fault.workers.begin(), fault.workers.end(), worker) != fault.workers.end();
}

}  // namespace

std::uint64_t ActiveFaults::add(const Fault& fault)
{
    if (!fault.forS) {
        // A lasting fault hides every earlier lasting one of the same kind and workers for ever: sliders do not pile up.
        std::erase_if(m_entries, [&](const Entry& e) {
            return e.fault.kind == fault.kind && !e.fault.forS && e.fault.workers == fault.workers;
        });
    }
    m_entries.push_back({++m_lastHandle, fault});
    return m_lastHandle;
}

void ActiveFaults::remove(std::uint64_t handle)
{
    std::erase_if(m_entries, [&](const Entry& e) { return e.handle == handle; });
}

void ActiveFaults::clear(FaultKind kind, int worker)
{
    for (Entry& entry : m_entries) {
        if (entry.fault.kind == kind) {
            std::erase(entry.fault.workers, worker);
        }
    }
    std::erase_if(m_entries, [&](const Entry& e) { return e.fault.kind == kind && e.fault.workers.empty(); });
}

const Fault* ActiveFaults::latest(FaultKind kind, int worker) const
{
    const auto found = std::find_if(m_entries.rbegin(), m_entries.rend(), [&](const Entry& e) {
        const bool everybody = kind == FaultKind::probability && e.fault.workers.empty();
        return e.fault.kind == kind && (everybody || lists(e.fault, worker));
    });
    return found == m_entries.rend() ? nullptr : &found->fault;
}

double ActiveFaults::slowFactor(int worker) const
{
    const Fault* fault = latest(FaultKind::slow, worker);
    return fault ? fault->factor : 1.0;
}

std::optional<CorruptMode> ActiveFaults::corruption(int worker) const
{
    const Fault* fault = latest(FaultKind::corrupt, worker);
    return fault ? std::optional(fault->mode) : std::nullopt;
}

std::optional<double> ActiveFaults::probability(int worker) const
{
    const Fault* fault = latest(FaultKind::probability, worker);
    return fault ? std::optional(fault->probability) : std::nullopt;
}

void ActiveFaults::save(StateWriter& out) const
{
    out.integer(m_lastHandle);
    out.integer(std::uint64_t(m_entries.size()));
    for (const Entry& entry : m_entries) {
        out.integer(entry.handle);
        saveFault(out, entry.fault);
    }
}

void ActiveFaults::load(StateReader& in, int nodes, bool hasServer)
{
    m_lastHandle = in.integer<std::uint64_t>();
    m_entries.clear();
    for (std::size_t left = in.count(sizeof(Entry::handle)); left > 0 && !in.failed(); --left) {
        const auto handle = in.integer<std::uint64_t>();
        m_entries.push_back({handle, loadFault(in, nodes, hasServer)});
    }
}

}  // namespace gossip
