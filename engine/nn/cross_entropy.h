// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "nn/program.h"

namespace gossip::nn {

/// Appends softmax and mean cross-entropy over the batch: sets Frame::loss [nat] from Frame::labels.
/// \param logits  plain batch × classes
/// \return gradient of the mean with respect to the logits, (softmax − one-hot) / batch
Tensor appendCrossEntropy(Builder& builder, const Tensor& logits);

}  // namespace gossip::nn
