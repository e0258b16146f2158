// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/scenario.h>

#include <utility>
#include <vector>

namespace gossip::test {

inline Fault faultOf(FaultKind kind, std::vector<int> workers = {}, double factor = 1.0)
{
    Fault fault;
    fault.kind = kind;
    fault.workers = std::move(workers);
    fault.factor = factor;
    return fault;
}

/// What ends all disturbances of a cluster and brings everybody back.
inline std::vector<Fault> mendingFaults(int workers, bool server)
{
    Fault good = faultOf(FaultKind::network);
    good.latencyMs = good.jitterMs = good.bandwidthMbps = good.loss = 0.0;
    Fault everybody = faultOf(FaultKind::rejoin);
    for (int worker = server ? kServerNode : 0; worker < workers; ++worker) {
        everybody.workers.push_back(worker);
    }
    return {faultOf(FaultKind::heal), good, everybody};
}

}  // namespace gossip::test
