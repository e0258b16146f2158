// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/records.h>
#include <gossip/scenario.h>

#include <string>

namespace gossip::cli {

/// What a run came to, as lines for people.
/// \param folder  where everything was written
std::string summaryText(const Scenario& resolved, const Summary& summary, const std::string& folder);

}  // namespace gossip::cli
