// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "nn/layer.h"
#include "nn/shapes.h"

namespace gossip::nn {

/// Max or average pooling over square windows. Averages count padding as zeros, as PyTorch's default does; a maximum
/// never comes from padding, and of equal values the first gets the gradient.
class Pooling final : public Layer {
public:
    Pooling(const LayerSpec& spec, const LayerShape& shape);

    Tensor forward(Builder& builder, const Tensor& src) override;
    Tensor backward(Builder& builder, const Tensor& diffDst, bool wantsDiffSrc) override;

private:
    [[nodiscard]] PoolingShape sizes(const Tensor& src) const;

    LayerSpec m_spec;
    LayerShape m_shape;
    dnnl::pooling_forward::primitive_desc m_forward;   ///< of the training pass
    PoolingShape m_sizes;                              ///< of the training pass
    Tensor m_workspace;                                ///< where each maximum came from
};

}  // namespace gossip::nn
