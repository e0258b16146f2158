// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "nn/product.h"

/// Our own backward passes of a convolution, for processors without AVX-512, where oneDNN 2.6's reach two thirds of what
/// the processor can do. They read and write the blocks of eight channels that oneDNN uses there.
namespace gossip::nn {

/// Sizes of a convolution. `inBlocks` and `outBlocks` count blocks of eight channels, the last one padded with zeros.
struct ConvolutionSizes {
    explicit ConvolutionSizes(const ProductShape& shape);

    int pictures, channels, inHeight, inWidth, filters, outHeight, outWidth, kernel, stride, padding;
    int inBlocks, outBlocks;
};

/// The outputs in a row (or column) of \p out whose windows' place \p tap lies on one of \p in pixels.
struct TapRange {
    int first, end;
};
TapRange outputsUnder(int tap, int in, int out, int stride, int padding);

/// Appends the pass by weights, where blocks lie as it wants them, or where the input is plain with at most three
/// channels, as that of a first layer is.
/// \return false, with nothing appended, where processor, sizes or layouts are others
bool appendOwnBackwardWeights(Builder& builder, const ProductShape& shape, const Tensor& src, const Tensor& diffDst,
                              const ProductParameters& parameters);

/// Appends the pass by data. \return an empty tensor, with nothing appended, where processor, sizes or layouts are others
Tensor appendOwnBackwardData(Builder& builder, const ProductShape& shape, const Layout& src, const Tensor& diffDst,
                             const ProductParameters& parameters);

}  // namespace gossip::nn
