// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/philox.h"

#include <span>

namespace gossip {

/// Adds a standard normal deviate to every value: Box–Muller in single precision from 24-bit uniforms, so that none is beyond
/// 5.9. Draws 16 words for every 16 values or part of them.
void addNormals(std::span<float> x, RandomStream& random);

}  // namespace gossip
