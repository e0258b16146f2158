// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/descriptors.h"

#include <utility>

namespace gossip::nn {
namespace {

using dnnl::algorithm;
using dnnl::prop_kind;

prop_kind forwardKind(Pass pass)
{
    return pass == Pass::training ? prop_kind::forward_training : prop_kind::forward_inference;
}

dnnl::primitive_attr attributes(bool relu = false)
{
    dnnl::primitive_attr attr;
    attr.set_scratchpad_mode(dnnl::scratchpad_mode::user);
    if (relu) {
        dnnl::post_ops post;
        post.append_eltwise(1.0F, algorithm::eltwise_relu, 0.0F, 0.0F);
        attr.set_post_ops(post);
    }
    return attr;
}

/// Tries the candidates in turn; \p describe returns an empty descriptor where oneDNN has no implementation.
template <class Describe>
auto firstOptimised(const std::vector<Layouts>& candidates, Describe describe)
{
    decltype(describe(candidates.front())) fallback;
    for (const Layouts& layouts : candidates) {
        auto descriptor = describe(layouts);
        if (!descriptor) {
            continue;
        }
        if (!isReference(descriptor.impl_info_str())) {
            return descriptor;
        }
        if (!fallback) {
            fallback = descriptor;
        }
    }
    if (!fallback) {
        throw dnnl::error(dnnl_unimplemented, "no implementation of a layer");
    }
    return fallback;
}

dnnl::pooling_forward::primitive_desc poolingForward(const dnnl::engine& engine, algorithm kind, const PoolingShape& shape, Pass pass, const Layout& src)
{
    using Forward = dnnl::pooling_forward;
    const Forward::desc desc(forwardKind(pass), kind, src, anyLayout(shape.dst), shape.strides, shape.kernel, shape.padding, shape.padding);
    return {desc, attributes(), engine};
}

dnnl::pooling_backward::primitive_desc poolingBackward(const dnnl::engine& engine, algorithm kind, const PoolingShape& shape,
                                                       const dnnl::pooling_forward::primitive_desc& forward)
{
    using Backward = dnnl::pooling_backward;
    const Backward::desc desc(kind, forward.src_desc(), forward.dst_desc(), shape.strides, shape.kernel, shape.padding, shape.padding);
    return {desc, attributes(), engine, forward};
}

}  // namespace

Layout anyLayout(const Dims& dims, Type type)
{
    return {dims, type, dnnl::memory::format_tag::any};
}

Layout inType(Layout layout, Type type)
{
    layout.data.data_type = dnnl::memory::convert_to_c(type);
    return layout;
}

bool computesIn(const dnnl::engine& engine, Type type)
{
    using Forward = dnnl::inner_product_forward;
    const Dims dims{16, 16};
    const Forward::desc desc(prop_kind::forward_training, anyLayout(dims, type), anyLayout(dims, type), anyLayout({16}), anyLayout(dims));
    return bool(Forward::primitive_desc(desc, attributes(), engine, true));
}

Layout plainLayout(const Dims& dims)
{
    Dims strides(dims.size(), 1);
    for (std::size_t i = dims.size() - 1; i > 0; --i) {
        strides[i - 1] = strides[i] * dims[i];
    }
    return {dims, dnnl::memory::data_type::f32, strides};
}

PixelOrder pixelOrder(const Layout& layout)
{
    using Tag = dnnl::memory::format_tag;
    const Dims dims = layout.dims();
    const auto pictures = std::size_t(dims[0]);
    const auto channels = std::size_t(dims[1]);
    for (const auto& [tag, lanes] : {std::pair{Tag::nChw16c, std::size_t{16}}, {Tag::nChw8c, 8}, {Tag::nChw4c, 4}, {Tag::nhwc, channels}}) {
        const PixelOrder order{tag, pictures * ((channels + lanes - 1) / lanes), lanes};
        if (order.layout(dims) == layout) {
            return order;
        }
    }
    return {Tag::nchw, pictures * channels, 1};
}

bool isReference(std::string_view implementation)
{
    return implementation.find("ref") != std::string_view::npos;
}

dnnl::convolution_forward::primitive_desc convolutionForward(const dnnl::engine& engine, const ProductShape& shape, Pass pass, bool relu,
                                                             const std::vector<Layouts>& candidates)
{
    using Forward = dnnl::convolution_forward;
    return firstOptimised(candidates, [&](const Layouts& l) {
        const Forward::desc desc(forwardKind(pass), algorithm::convolution_direct, l.src, l.weights, plainLayout(shape.bias), l.dst,
                                 shape.strides, shape.padding, shape.padding);
        return Forward::primitive_desc(desc, attributes(relu), engine, true);
    });
}

dnnl::convolution_backward_data::primitive_desc convolutionBackwardData(const dnnl::engine& engine, const ProductShape& shape,
                                                                        const dnnl::convolution_forward::primitive_desc& forward,
                                                                        const std::vector<Layouts>& candidates)
{
    using Backward = dnnl::convolution_backward_data;
    return firstOptimised(candidates, [&](const Layouts& l) {
        const Backward::desc desc(algorithm::convolution_direct, l.src, l.weights, l.dst, shape.strides, shape.padding, shape.padding);
        return Backward::primitive_desc(desc, attributes(), engine, forward, true);
    });
}

dnnl::convolution_backward_weights::primitive_desc convolutionBackwardWeights(const dnnl::engine& engine, const ProductShape& shape,
                                                                              const dnnl::convolution_forward::primitive_desc& forward,
                                                                              const std::vector<Layouts>& candidates)
{
    using Backward = dnnl::convolution_backward_weights;
    return firstOptimised(candidates, [&](const Layouts& l) {
        const Backward::desc desc(algorithm::convolution_direct, l.src, l.weights, plainLayout(shape.bias), l.dst, shape.strides,
                                  shape.padding, shape.padding);
        return Backward::primitive_desc(desc, attributes(), engine, forward, true);
    });
}

dnnl::inner_product_forward::primitive_desc productForward(const dnnl::engine& engine, const ProductShape& shape, Pass pass, bool relu,
                                                           const std::vector<Layouts>& candidates)
{
    using Forward = dnnl::inner_product_forward;
    return firstOptimised(candidates, [&](const Layouts& l) {
        const Forward::desc desc(forwardKind(pass), l.src, l.weights, plainLayout(shape.bias), l.dst);
        return Forward::primitive_desc(desc, attributes(relu), engine, true);
    });
}

dnnl::inner_product_backward_data::primitive_desc productBackwardData(const dnnl::engine& engine,
                                                                      const dnnl::inner_product_forward::primitive_desc& forward,
                                                                      const std::vector<Layouts>& candidates)
{
    using Backward = dnnl::inner_product_backward_data;
    return firstOptimised(candidates, [&](const Layouts& l) {
        return Backward::primitive_desc(Backward::desc(l.src, l.weights, l.dst), attributes(), engine, forward, true);
    });
}

dnnl::inner_product_backward_weights::primitive_desc productBackwardWeights(const dnnl::engine& engine, const ProductShape& shape,
                                                                            const dnnl::inner_product_forward::primitive_desc& forward,
                                                                            const std::vector<Layouts>& candidates)
{
    using Backward = dnnl::inner_product_backward_weights;
    return firstOptimised(candidates, [&](const Layouts& l) {
        const Backward::desc desc(l.src, l.weights, plainLayout(shape.bias), l.dst);
        return Backward::primitive_desc(desc, attributes(), engine, forward, true);
    });
}

dnnl::pooling_forward::primitive_desc averagePoolingForward(const dnnl::engine& engine, const PoolingShape& shape, Pass pass, const Layout& src)
{
    return poolingForward(engine, algorithm::pooling_avg_include_padding, shape, pass, src);
}

dnnl::pooling_backward::primitive_desc averagePoolingBackward(const dnnl::engine& engine, const PoolingShape& shape,
                                                              const dnnl::pooling_forward::primitive_desc& forward)
{
    return poolingBackward(engine, algorithm::pooling_avg_include_padding, shape, forward);
}

dnnl::pooling_forward::primitive_desc maxPoolingForward(const dnnl::engine& engine, const PoolingShape& shape, Pass pass, const Layout& src)
{
    return poolingForward(engine, algorithm::pooling_max, shape, pass, src);
}

dnnl::pooling_backward::primitive_desc maxPoolingBackward(const dnnl::engine& engine, const PoolingShape& shape,
                                                          const dnnl::pooling_forward::primitive_desc& forward)
{
    return poolingBackward(engine, algorithm::pooling_max, shape, forward);
}

dnnl::eltwise_forward::primitive_desc reluForward(const dnnl::engine& engine, Pass pass, const Layout& layout)
{
    using Forward = dnnl::eltwise_forward;
    return {Forward::desc(forwardKind(pass), algorithm::eltwise_relu_use_dst_for_bwd, layout, 0.0F, 0.0F), attributes(), engine};
}

dnnl::eltwise_backward::primitive_desc reluBackward(const dnnl::engine& engine, const Layout& layout)
{
    using Backward = dnnl::eltwise_backward;
    const Backward::desc desc(algorithm::eltwise_relu_use_dst_for_bwd, layout, layout, 0.0F, 0.0F);
    return {desc, attributes(), engine, reluForward(engine, Pass::training, layout)};
}

dnnl::reorder::primitive_desc reorder(const dnnl::engine& engine, const Layout& from, const Layout& to)
{
    return {engine, from, engine, to, attributes()};
}

}  // namespace gossip::nn
