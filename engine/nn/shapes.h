// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/dataset.h>
#include <gossip/result.h>
#include <gossip/scenario.h>

#include <cstddef>
#include <vector>

namespace gossip::nn {

/// What one layer takes and gives for one picture. A flat vector of n values is the shape n × 1 × 1.
struct LayerShape {
    ImageShape in;
    ImageShape out;
    bool isFlat = false;        ///< the output is a vector: no convolution or pooling may follow
    std::size_t weights = 0;    ///< learnable values without the bias
    std::size_t biases = 0;
    int fanIn = 1;              ///< inputs of one output value
};

/// Stride of a pooling layer: that of the layer, or its kernel where it is 0 ("not given").
int poolingStride(const LayerSpec& layer);

/// Sizes of all layers. A linear layer takes spatial input too: it reads it as flattened.
///
/// Fails with a sentence that names the layer when a kernel is larger than its (padded) input, a number is out of
/// range, a convolution or pooling follows a flat layer, the last layer is not linear, or the network is absurdly
/// large (more than kMaxParameters learnable values or kMaxActivations values for one picture).
Result<std::vector<LayerShape>> layerShapes(const std::vector<LayerSpec>& layers, const ImageShape& input);

inline constexpr std::size_t kMaxLayers = 100;
inline constexpr std::size_t kMaxParameters = 100'000'000;
inline constexpr std::size_t kMaxActivations = 16'000'000;

}  // namespace gossip::nn
