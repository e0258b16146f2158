// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "nn/layer.h"

namespace gossip::nn {

/// max(x, 0), with gradient 0 at 0. The backward pass needs the output only and works in place.
class Relu final : public Layer {
public:
    /// \param isDone  the layer before has applied it already: only the backward pass is left
    explicit Relu(bool isDone) : m_isDone(isDone) {}

    Tensor forward(Builder& builder, const Tensor& src) override;
    Tensor backward(Builder& builder, const Tensor& diffDst, bool wantsDiffSrc) override;

private:
    bool m_isDone;
    Tensor m_dst;
};

}  // namespace gossip::nn
