// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/state.h"

#include <gossip/scenario.h>

namespace gossip {

void saveFault(StateWriter& out, const Fault& fault);
/// \param nodes  how many there are, a server included
Fault loadFault(StateReader& in, int nodes, bool hasServer);

}  // namespace gossip
