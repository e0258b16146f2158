// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/dataset.h>
#include <gossip/scenario.h>

#include <cstdint>
#include <optional>

/// Figures that are worked out, not measured, and marked as such wherever they are shown.
namespace gossip::ui {

/// Highest accuracy (0–1) that a plant which never hears of the others can reach: the share of test pictures whose class
/// it holds, for the plant that holds most. Nothing unless the data are split by groups.
/// \param dataset  may be null: then all classes count the same
std::optional<double> onePlantLimit(const gossip::Scenario& scenario, const gossip::DatasetPtr& dataset);

/// Bytes that ring all-reduce would have sent for as many steps: 2(M−1) chunk messages of 1/M of the model from every
/// worker each time all have made one step, with 64 bytes of header each. Nothing while the model's size is not known.
/// \param dataset  may be null: then the size is taken from what a message carried
/// \param bytesSent, messagesSent  of the run so far
std::optional<double> allReduceBytes(const gossip::Scenario& scenario, const gossip::DatasetPtr& dataset, std::uint64_t steps,
                                     std::uint64_t bytesSent, std::uint64_t messagesSent);

}  // namespace gossip::ui
