// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/state.h"

#include <gossip/scenario.h>

#include <vector>

namespace gossip {

void saveFault(StateWriter& out, const Fault& fault);
/// \param nodes  how many there are, a server included
Fault loadFault(StateReader& in, int nodes, bool hasServer);

void saveFaults(StateWriter& out, const std::vector<Fault>& faults);
std::vector<Fault> loadFaults(StateReader& in, int nodes, bool hasServer);

}  // namespace gossip
