// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/scenario.h>

#include <span>

namespace gossip::nn {

/// One SGD update as PyTorch's torch.optim.SGD, in one pass:
///   g += weightDecay · x;  v = momentum · v + g;  x −= rate · (nesterov ? g + momentum · v : v)
/// With momentum 0, \p velocity may be empty. All spans have the same length.
void sgdUpdate(std::span<float> x, std::span<float> velocity, std::span<const float> gradient,
               float rate, float momentum, float weightDecay, bool nesterov);

/// Learning rate at a global epoch. \param stopEpochs  end of the run in epochs (cosine without its own end)
double learningRateAt(const TrainingSpec& training, double epoch, double stopEpochs);

}  // namespace gossip::nn
