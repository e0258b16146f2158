// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/quiet.h"

#include <algorithm>
#include <cstdint>

namespace gossip::bench {
namespace {

/// Keeps the processor busy without memory; the result depends on every turn, so that none can be left out.
std::uint64_t spin(std::uint64_t state)
{
    for (int i = 0; i < 200'000; ++i) {
        state = state * 6364136223846793005U + 1442695040888963407U;
    }
    return state;
}

}  // namespace

void Watch::look()
{
    const auto start = std::chrono::steady_clock::now();
    volatile std::uint64_t kept = spin(m_loops.size());
    static_cast<void>(kept);
    m_loops.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
}

Quiet Watch::result() const
{
    const platform::ProcessUse process = platform::processUse();
    const platform::MachineUse machine = platform::machineUse();
    Quiet quiet;
    quiet.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
    quiet.switches = process.involuntarySwitches - m_process.involuntarySwitches;
    const double own = process.cpuSeconds - m_process.cpuSeconds;
    quiet.othersCores = std::max(0.0, (machine.busySeconds - m_machine.busySeconds - own) / quiet.seconds);
    quiet.stolenShare = (machine.stolenSeconds - m_machine.stolenSeconds) / (quiet.seconds * platform::coreCount());
    if (!m_loops.empty()) {
        std::vector<double> loops = m_loops;
        const auto middle = loops.begin() + std::ptrdiff_t(loops.size() / 2);
        std::nth_element(loops.begin(), middle, loops.end());
        quiet.spread = *middle / *std::min_element(loops.begin(), loops.end()) - 1.0;
    }
    return quiet;
}

}  // namespace gossip::bench
