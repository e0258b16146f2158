// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "nn/net_impl.h"

namespace gossip::nn {

/// The primitives of every convolution, product, pooling and ReLU of a network as oneDNN would have them: in layouts of its
/// own choice and unconnected, so that nothing is reordered. Each program is one layer's; its steps work on the arena, whatever is
/// in there, and have their layer and direction as Part.
std::vector<Program> barePrimitives(const CompiledNet& net, Pass pass);

}  // namespace gossip::nn
