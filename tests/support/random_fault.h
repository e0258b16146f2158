// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/philox.h"

#include <gossip/scenario.h>

#include <array>

namespace gossip::test {

inline constexpr int kFaultWorkers = 8;

/// A disturbance of a cluster of kFaultWorkers, about half of them timed (1 to 21 s).
/// \param corrupts  also kinds that make workers send what they do not have
/// \param server    the server may be hit too
inline Fault randomFault(RandomStream& random, bool corrupts, bool server = false)
{
    Fault fault;
    const int worker = int(random.below(kFaultWorkers + (server ? 1 : 0)));
    fault.kind = std::array{FaultKind::crash,     FaultKind::rejoin, FaultKind::partition, FaultKind::heal,       FaultKind::network,
                            FaultKind::link,      FaultKind::slow,   FaultKind::corrupt,   FaultKind::probability}[random.below(corrupts ? 9 : 7)];
    fault.workers = {worker == kFaultWorkers ? kServerNode : worker};
    if (random.below(2) == 0) {
        fault.forS = 1.0 + 20.0 * random.uniform();
    }
    switch (fault.kind) {
    case FaultKind::partition:
        fault.workers.clear();
        fault.groups = {{0, 1, 2, worker == 3 ? 3 : 4}};
        break;
    case FaultKind::heal:
        fault.workers.clear();
        break;
    case FaultKind::network:
    case FaultKind::link:
        fault.workers = fault.kind == FaultKind::network ? std::vector<int>{} : fault.workers;
        fault.latencyMs = 5000.0 * random.uniform();
        fault.jitterMs = 2000.0 * random.uniform();
        fault.bandwidthMbps = 0.001 + 0.001 * random.uniform();
        fault.loss = 0.5 * random.uniform();
        break;
    case FaultKind::slow:
        fault.factor = 4.0;
        break;
    case FaultKind::probability:
        fault.probability = random.uniform();
        break;
    default:
        break;
    }
    return fault;
}

}  // namespace gossip::test
