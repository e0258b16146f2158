// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

/// Vectors for our own kernels, by the vector extension of GCC and Clang: plain C++ for any processor. Of four floats,
/// for which every x86-64 has registers; wider ones would need code for several processors, chosen at run time.
namespace gossip::nn {

using Four [[gnu::vector_size(16), gnu::may_alias]] = float;
using FourInts [[gnu::vector_size(16)]] = std::int32_t;
using FourShorts [[gnu::vector_size(8), gnu::may_alias]] = std::uint16_t;

inline constexpr std::size_t kFour = 4;

/// \p floats is aligned to 16 bytes, as every fourth float of a tensor is.
inline Four loadFour(const float* floats)
{
    return *reinterpret_cast<const Four*>(floats);
}

inline void storeFour(float* floats, Four value)
{
    *reinterpret_cast<Four*>(floats) = value;
}

}  // namespace gossip::nn
