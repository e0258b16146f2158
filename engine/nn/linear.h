// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "nn/product.h"
#include "nn/shapes.h"

namespace gossip::nn {

/// Fully connected layer with bias, optionally with ReLU. Pictures are read in place as [out][C][H][W] in whatever
/// layout they lie in, so that flattening costs nothing.
class Linear final : public Layer {
public:
    /// Arguments as Convolution's.
    Linear(std::string name, const LayerSpec& spec, const LayerShape& shape, bool relu, ParameterTable& table);

    Tensor forward(Builder& builder, const Tensor& src) override;
    Tensor backward(Builder& builder, const Tensor& diffDst, bool wantsDiffSrc) override;
    [[nodiscard]] bool hasParameters() const override { return true; }

private:
    [[nodiscard]] ProductShape sizes(const Builder& builder, const Tensor& src) const;
    Tensor forwardTraining(Builder& builder, const Tensor& src);

    std::string m_name;
    LayerSpec m_spec;
    LayerShape m_shape;
    bool m_relu;
    ParameterTable& m_table;
    ProductParameters m_parameters;
    dnnl::inner_product_forward::primitive_desc m_forward;   ///< of the training pass
    ProductShape m_sizes;                                    ///< of the training pass
    Layout m_srcLayout;                                      ///< as the layer before gave it
    Tensor m_src;                                            ///< as the forward pass read it
};

}  // namespace gossip::nn
