// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace gossip::ui {

/// Moves labels on a vertical line apart with the least movement (sum of squares).
///
/// \param wanted  where each label would like its middle [px], most important first; any order of heights
/// \param gap     least distance between two middles [px]
/// \return middles within [\p low, \p high], one per label that fits: when room is short, the last ones are left out
std::vector<double> placeLabels(const std::vector<double>& wanted, double gap, double low, double high);

}  // namespace gossip::ui
