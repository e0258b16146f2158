// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Code for processors with AVX2 and FMA but without AVX-512, chosen when a net is compiled: oneDNN 2.6 does its best
/// work for newer ones.
namespace gossip::nn {

#if defined(__x86_64__) && defined(__GNUC__)

/// Marks a function whose vectors are as wide as AVX2's. A lambda inside does not inherit it.
#define GOSSIP_AVX2 [[gnu::target("avx2,fma")]]
/// In front of a short loop: without it GCC 12 keeps arrays of vectors in memory instead of registers.
#define GOSSIP_UNROLL _Pragma("GCC unroll 16")

inline bool prefersAvx2()
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && !__builtin_cpu_supports("avx512f");
}

#else

inline bool prefersAvx2() { return false; }

#endif

}  // namespace gossip::nn
