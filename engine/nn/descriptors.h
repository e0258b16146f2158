// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <dnnl.hpp>

#include <string_view>
#include <vector>

/// How primitive descriptors are made: the calls that differ between oneDNN 2.x and 3.x, in one place.
/// Every descriptor asks for a user scratchpad, so that a primitive may run on another thread than it was made on.
namespace gossip::nn {

using Layout = dnnl::memory::desc;
using Dims = dnnl::memory::dims;

/// Layouts of one pass' tensors; `any` where oneDNN may choose. In a backward pass they are those of the gradients
/// that it reads or writes (diff_src, diff_weights, diff_dst) and of the plain tensors otherwise.
struct Layouts {
    Layout src;
    Layout weights;
    Layout dst;
};

using Type = dnnl::memory::data_type;

/// Sizes of a convolution or an inner product; strides and padding are empty for the latter.
struct ProductShape {
    Dims src;
    Dims weights;
    Dims bias;
    Dims dst;
    Dims strides;
    Dims padding;
    Type type = Type::f32;   ///< of the factors; sums and results are f32
};

struct PoolingShape {
    Dims dst;
    Dims kernel;
    Dims strides;
    Dims padding;
};

enum class Pass { training, inference };

Layout anyLayout(const Dims& dims, Type type = Type::f32);
/// The same order in memory with other numbers.
Layout inType(Layout layout, Type type);
/// Whether oneDNN multiplies numbers of \p type on this processor.
bool computesIn(const dnnl::engine& engine, Type type);
/// Row-major.
Layout plainLayout(const Dims& dims);

/// How pixels lie in memory: planes, each row-major, of pixels with `lanes` channels side by side (padding included).
struct PixelOrder {
    dnnl::memory::format_tag tag;
    std::size_t planes = 0;
    std::size_t lanes = 0;

    [[nodiscard]] Layout layout(const Dims& dims) const { return {dims, dnnl::memory::data_type::f32, tag}; }
};

/// The order of an N × C × H × W layout; of a layout that is none of the known ones, the plain order.
PixelOrder pixelOrder(const Layout& layout);

/// Whether oneDNN's name of an implementation is that of a reference one.
bool isReference(std::string_view implementation);

// Each takes the first of the candidate layouts that has an optimised implementation (style.md, F14: forced layouts can
// fall to a reference implementation that is a thousand times slower), else the first that has any; dnnl::error if none.

dnnl::convolution_forward::primitive_desc convolutionForward(const dnnl::engine& engine, const ProductShape& shape, Pass pass, bool relu,
                                                             const std::vector<Layouts>& candidates);
dnnl::convolution_backward_data::primitive_desc convolutionBackwardData(const dnnl::engine& engine, const ProductShape& shape,
                                                                        const dnnl::convolution_forward::primitive_desc& forward,
                                                                        const std::vector<Layouts>& candidates);
dnnl::convolution_backward_weights::primitive_desc convolutionBackwardWeights(const dnnl::engine& engine, const ProductShape& shape,
                                                                              const dnnl::convolution_forward::primitive_desc& forward,
                                                                              const std::vector<Layouts>& candidates);

dnnl::inner_product_forward::primitive_desc productForward(const dnnl::engine& engine, const ProductShape& shape, Pass pass, bool relu,
                                                           const std::vector<Layouts>& candidates);
dnnl::inner_product_backward_data::primitive_desc productBackwardData(const dnnl::engine& engine,
                                                                      const dnnl::inner_product_forward::primitive_desc& forward,
                                                                      const std::vector<Layouts>& candidates);
dnnl::inner_product_backward_weights::primitive_desc productBackwardWeights(const dnnl::engine& engine, const ProductShape& shape,
                                                                            const dnnl::inner_product_forward::primitive_desc& forward,
                                                                            const std::vector<Layouts>& candidates);

dnnl::pooling_forward::primitive_desc averagePoolingForward(const dnnl::engine& engine, const PoolingShape& shape, Pass pass, const Layout& src);
dnnl::pooling_backward::primitive_desc averagePoolingBackward(const dnnl::engine& engine, const PoolingShape& shape,
                                                              const dnnl::pooling_forward::primitive_desc& forward);
// Max pooling for comparison only: the net has its own (max_pooling.cpp).
dnnl::pooling_forward::primitive_desc maxPoolingForward(const dnnl::engine& engine, const PoolingShape& shape, Pass pass, const Layout& src);
dnnl::pooling_backward::primitive_desc maxPoolingBackward(const dnnl::engine& engine, const PoolingShape& shape,
                                                          const dnnl::pooling_forward::primitive_desc& forward);

dnnl::eltwise_forward::primitive_desc reluForward(const dnnl::engine& engine, Pass pass, const Layout& layout);
/// From the forward pass' output, so that the input need not be kept.
dnnl::eltwise_backward::primitive_desc reluBackward(const dnnl::engine& engine, const Layout& layout);

dnnl::reorder::primitive_desc reorder(const dnnl::engine& engine, const Layout& from, const Layout& to);

}  // namespace gossip::nn
