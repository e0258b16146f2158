// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "nn/net.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <span>
#include <utility>
#include <vector>

/// What tests of networks share.
namespace gossip::test {

/// Memory at 64-byte boundaries, as flat parameter arrays need.
template <class T>
struct AlignedAllocator {
    using value_type = T;
    AlignedAllocator() = default;
    template <class U>
    AlignedAllocator(const AlignedAllocator<U>&) {}
    T* allocate(std::size_t n) { return static_cast<T*>(::operator new(n * sizeof(T), std::align_val_t{64})); }
    void deallocate(T* p, std::size_t) { ::operator delete(p, std::align_val_t{64}); }
    bool operator==(const AlignedAllocator&) const { return true; }
};
using Floats = std::vector<float, AlignedAllocator<float>>;

inline LayerSpec layerOf(LayerKind kind)
{
    LayerSpec layer;
    layer.kind = kind;
    return layer;
}

inline LayerSpec linear(int units)
{
    LayerSpec layer = layerOf(LayerKind::linear);
    layer.units = units;
    return layer;
}

inline LayerSpec convolution(int filters, int kernel, int stride = 1, int padding = 0)
{
    LayerSpec layer = layerOf(LayerKind::convolution);
    layer.filters = filters;
    layer.kernel = kernel;
    layer.stride = stride;
    layer.padding = padding;
    return layer;
}

/// \param stride  0 means the kernel
inline LayerSpec pooling(LayerKind kind, int kernel, int stride = 0, int padding = 0)
{
    LayerSpec layer = layerOf(kind);
    layer.kernel = kernel;
    layer.stride = stride;
    layer.padding = padding;
    return layer;
}

/// The closed formula of golden/make_golden.py.
inline std::vector<float> fill(std::size_t count, int seed, double amplitude)
{
    std::vector<float> values(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double x = double(i);
        values[i] = float(amplitude * std::sin(0.7 * x + 1.3 * seed + 0.001 * x * x));
    }
    return values;
}

}  // namespace gossip::test
