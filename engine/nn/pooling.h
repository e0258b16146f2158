// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "nn/layer.h"
#include "nn/shapes.h"

/// Pooling over square windows. Both keep the layout of their input.
namespace gossip::nn {

/// Sizes and memory order of a max pooling: planes of pixels, each pixel a run of channels (`lanes`).
struct MaxPoolingShape {
    std::size_t planes = 0;      ///< pictures × runs of channels
    std::size_t lanes = 0;       ///< channels that lie side by side in memory
    int inHeight = 0;
    int inWidth = 0;
    int outHeight = 0;
    int outWidth = 0;
    int kernel = 0;
    int stride = 0;
    int padding = 0;
};

/// Largest value of each window; it never comes from padding, and of equal values the first gets the gradient.
///
/// Our own kernel: oneDNN's writes its workspace byte by byte where there is no AVX-512 and took more time for LeNet-5
/// than all convolutions together.
class MaxPooling final : public Layer {
public:
    MaxPooling(const LayerSpec& spec, const LayerShape& shape) : m_spec(spec), m_shape(shape) {}

    Tensor forward(Builder& builder, const Tensor& src) override;
    Tensor backward(Builder& builder, const Tensor& diffDst, bool wantsDiffSrc) override;

private:
    LayerSpec m_spec;
    LayerShape m_shape;
    MaxPoolingShape m_sizes;     ///< of the training pass
    Layout m_srcLayout;
    Layout m_dstLayout;
    Tensor m_origin;             ///< where in its window each maximum came from, 16 bits each
};

/// Mean of each window; padding counts as zeros, as by PyTorch's default.
class AveragePooling final : public Layer {
public:
    AveragePooling(const LayerSpec& spec, const LayerShape& shape) : m_spec(spec), m_shape(shape) {}

    Tensor forward(Builder& builder, const Tensor& src) override;
    Tensor backward(Builder& builder, const Tensor& diffDst, bool wantsDiffSrc) override;

private:
    [[nodiscard]] PoolingShape sizes(const Tensor& src) const;

    LayerSpec m_spec;
    LayerShape m_shape;
    dnnl::pooling_forward::primitive_desc m_forward;   ///< of the training pass
    PoolingShape m_sizes;                              ///< of the training pass
};

}  // namespace gossip::nn
