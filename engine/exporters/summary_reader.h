// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/run_files.h>

#include <cstddef>
#include <string>

namespace gossip::exporters {

inline constexpr std::size_t kMostSummaryBytes = 16 << 20;

/// Takes from summary.json's text what a Summary holds, and the classes' names; a note among the damages when it is none. The last
/// record is that of \p files.
void readSummary(const std::string& text, RunFiles& files);

}  // namespace gossip::exporters
