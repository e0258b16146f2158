// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "nn/layer.h"
#include "nn/shapes.h"

namespace gossip::nn {

/// Counter blocks that the dropout layers of one training step use; each layer takes its own range.
struct DropoutCounter {
    std::uint64_t blocksPerStep = 0;
};

/// Inverted dropout: training zeroes each value with probability rate and divides the others by 1 − rate; inference
/// does nothing. The mask is a pure function of the key of the step and the value's place in memory.
class Dropout final : public Layer {
public:
    Dropout(double rate, std::shared_ptr<DropoutCounter> counter);

    Tensor forward(Builder& builder, const Tensor& src) override;
    Tensor backward(Builder& builder, const Tensor& diffDst, bool wantsDiffSrc) override;

private:
    double m_rate;
    std::shared_ptr<DropoutCounter> m_counter;   ///< shared with the kernels, complete once the network is compiled
    Tensor m_mask;
};

}  // namespace gossip::nn
