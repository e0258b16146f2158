// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/result.h>
#include <gossip/scenario.h>

#include <cstdint>
#include <span>
#include <vector>

namespace gossip {

/// Training pictures of each class that each worker gets: [worker][class], by the division that a run would use (before
/// label noise). Depends on the scenario's seed and the labels only; thread-safe; takes milliseconds for 60,000 labels.
/// Fails with a sentence when the data cannot be divided like this (e.g. a worker would get no picture).
/// \param labels   class of every training picture, after `train_limit`
/// \param classes  number of classes; every label is below it
Result<std::vector<std::vector<std::uint32_t>>> classCounts(const Scenario& scenario, std::span<const std::uint16_t> labels,
                                                            int classes);

}  // namespace gossip
