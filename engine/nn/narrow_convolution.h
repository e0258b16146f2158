// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "nn/product.h"

namespace gossip::nn {

/// Appends our own backward pass by weights of a convolution whose input has at most two channels and lies plain, as
/// that of a first layer does: oneDNN pads the channels to eight and computes with all of them.
/// \return false, with nothing appended, where sizes or layouts are others
bool appendNarrowBackwardWeights(Builder& builder, const ProductShape& shape, const Tensor& src, const Tensor& diffDst,
                                 const ProductParameters& parameters);

}  // namespace gossip::nn
