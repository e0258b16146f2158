// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/state.h"

#include <gossip/scenario.h>

namespace gossip {

void saveFault(StateWriter& out, const Fault& fault);
/// \param workers  how many there are, for checks
Fault loadFault(StateReader& in, int workers);

}  // namespace gossip
