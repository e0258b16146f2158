// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/scenario.h>

#include <cstddef>
#include <span>

/// Lossy forms of arrays on the wire: the values are replaced by what the receiver unpacks.
namespace gossip {

/// bf16: to the nearest of 8 significant bits, |error| ≤ 2⁻⁸ |x|. int8: in blocks of 256 values to the nearest of 255 equal
/// steps between ± the block's largest magnitude m, |error| ≤ m / 254. What is not finite does not become finite.
void roundAsSent(std::span<float> values, Compression compression);
/// Bytes of so many numbers: 4 each; bf16: 2; int8: 1 each and 4 a block.
std::size_t wireBytes(std::size_t numbers, Compression compression);

/// Keeps the \p share of largest magnitude (at least one, of equals the first), the rest becomes zero.
/// \return how many are kept
std::size_t keepLargest(std::span<float> values, double share);

}  // namespace gossip
