// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aligned.h"

#include <span>
#include <vector>

namespace gossip::metrics {

/// Unweighted mean of some of \p models (all of one size); \p members are indices into it, not empty.
FlatArray meanModel(std::span<const FlatArray> models, std::span<const std::size_t> members);

/// How far models are from their mean.
struct Consensus {
    std::vector<double> distances;   ///< ‖xᵢ − x̄‖ of each model
    double distance = 0.0;           ///< √((1/M) Σ‖xᵢ − x̄‖²)   (Kong et al. 2021)
    double relative = 0.0;           ///< distance / ‖x̄‖; 0 when x̄ is 0
};
Consensus consensus(std::span<const FlatArray> models, std::span<const float> mean);

}  // namespace gossip::metrics
