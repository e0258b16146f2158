// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/records.h>
#include <gossip/result.h>
#include <gossip/scenario.h>

#include <string>
#include <vector>

/// Text forms of what a run leaves, for the window and the command line.
namespace gossip {

/// summary.json's text.
std::string summaryJson(const Scenario& resolved, const Summary& summary, const std::vector<std::string>& classNames);

/// Folder name for a run that was given none: runs/<name>-<UTC>.
std::string defaultRunFolder(const Scenario& scenario);

}  // namespace gossip
