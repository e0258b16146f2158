// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/platform.h"

#include <gossip/bench.h>

#include <chrono>
#include <vector>

namespace gossip::bench {

/// Watches from its construction on how much else goes on in the machine.
class Watch {
public:
    /// Times a fixed loop of about 0.2 ms.
    void look();
    [[nodiscard]] Quiet result() const;

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
    platform::ProcessUse m_process = platform::processUse();
    platform::MachineUse m_machine = platform::machineUse();
    std::vector<double> m_loops;
};

}  // namespace gossip::bench
