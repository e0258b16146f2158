// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/scenario.h>

#include <vector>

namespace gossip {

/// For every worker the workers that it may send to, ascending.
using Neighbours = std::vector<std::vector<int>>;

Neighbours makeTopology(const TopologySpec& spec, int workers);

}  // namespace gossip
