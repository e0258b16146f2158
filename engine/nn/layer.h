// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "nn/program.h"

#include <string>

namespace gossip::nn {

/// A layer while a network is compiled: it appends its steps to a program and remembers between forward() and
/// backward() what the latter needs. Order of calls: forward and backward of the training pass, then forward of the
/// inference pass, which uses the parameters as the training pass laid them out.
class Layer {
public:
    virtual ~Layer() = default;

    /// \return the layer's output
    virtual Tensor forward(Builder& builder, const Tensor& src) = 0;
    /// \param diffDst  gradient with respect to the output; the layer may overwrite it
    /// \param wantsDiffSrc  false: only the gradient of the layer's parameters is needed
    /// \return gradient with respect to the input; an empty tensor when it is not wanted
    virtual Tensor backward(Builder& builder, const Tensor& diffDst, bool wantsDiffSrc) = 0;
    [[nodiscard]] virtual bool hasParameters() const { return false; }
};

/// Lays out the flat parameter array: each tensor begins at a multiple of 64 bytes.
class ParameterTable {
public:
    /// \param dims  what people see; \p layout has the same values, perhaps with other dimensions (a linear layer
    ///        reads pictures as [out][C][H][W])
    /// \return where the tensor lies in the parameters; diff() gives the same place in the gradient
    Tensor add(const std::string& name, const std::vector<int>& dims, int fanIn, const Layout& layout);
    [[nodiscard]] const std::vector<Parameter>& all() const { return m_all; }
    [[nodiscard]] std::size_t floats() const { return m_floats; }

private:
    std::vector<Parameter> m_all;
    std::size_t m_floats = 0;
};

/// The gradient's place of a tensor that ParameterTable::add() returned.
inline Tensor diff(const Tensor& parameter)
{
    return {parameter.layout, {Home::gradient, parameter.place.offset}, nullptr};
}

}  // namespace gossip::nn
