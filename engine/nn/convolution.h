// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "nn/product.h"
#include "nn/shapes.h"

namespace gossip::nn {

/// Two-dimensional convolution (cross-correlation, as everywhere in this field) with bias, optionally with ReLU.
class Convolution final : public Layer {
public:
    /// \param name  prefix of the parameters' names
    /// \param relu  applies ReLU to the output in the same pass; its backward pass is then a Relu layer behind this one
    Convolution(std::string name, const LayerSpec& spec, const LayerShape& shape, bool relu, ParameterTable& table);

    Tensor forward(Builder& builder, const Tensor& src) override;
    Tensor backward(Builder& builder, const Tensor& diffDst, bool wantsDiffSrc) override;
    [[nodiscard]] bool hasParameters() const override { return true; }

private:
    [[nodiscard]] ProductShape sizes(const Builder& builder, const Tensor& src) const;
    Tensor forwardTraining(Builder& builder, const Tensor& src);
    void backwardWeights(Builder& builder, const Tensor& diffDst);

    std::string m_name;
    LayerSpec m_spec;
    LayerShape m_shape;
    bool m_relu;
    ParameterTable& m_table;
    ProductParameters m_parameters;
    dnnl::convolution_forward::primitive_desc m_forward;   ///< of the training pass
    ProductShape m_sizes;                                  ///< of the training pass
    Layout m_srcLayout;                                    ///< as the layer before gave it
    Tensor m_src;                                          ///< as the forward pass read it
};

}  // namespace gossip::nn
