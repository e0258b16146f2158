// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aligned.h"

#include <gossip/records.h>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace gossip::metrics {

/// One layer's numbers within a flat array of parameters. Padding between them is zero in every model, so it may be counted.
struct LayerSpan {
    std::string name;
    std::size_t offset = 0;
    std::size_t length = 0;       ///< floats in the array
    std::size_t parameters = 0;   ///< without padding
};

/// Consensus distance √((1/M) Σ‖xᵢ − x̄‖²) of each layer's parameters alone; their squares sum to that of the whole.
std::vector<LayerDistance> layerDistances(std::span<const FlatArray> models, std::span<const float> mean, std::span<const LayerSpan> layers);

/// ‖xᵢ − xⱼ‖ of every pair, row by row; NaN in the rows and columns of models that are null.
std::vector<float> pairDistances(std::span<const FlatArray* const> models);

/// Which of \p workers to compare: all, or \p most of them evenly spread over their numbers.
std::vector<int> comparedWorkers(int workers, int most);

}  // namespace gossip::metrics
