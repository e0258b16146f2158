// SPDX-License-Identifier: GPL-3.0-or-later
#include "topology/topology.h"

#include <gossip/catalogue.h>

namespace gossip {

const std::vector<TopologyInfo>& topologies()
{
    static const std::vector<TopologyInfo> infos = {
        {"complete", GOSSIP_TEXT("Every worker may send to every other.")},
    };
    return infos;
}

Neighbours makeTopology(const TopologySpec&, int workers)
{
    Neighbours neighbours(std::size_t(workers), std::vector<int>{});
    for (int i = 0; i < workers; ++i) {
        for (int j = 0; j < workers; ++j) {
            if (j != i) {
                neighbours[std::size_t(i)].push_back(j);
            }
        }
    }
    return neighbours;
}

}  // namespace gossip
