// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "nn/layer.h"

/// What convolutions and inner products have in common: weights, bias and three passes with the same arguments.
namespace gossip::nn {

struct ProductParameters {
    Tensor weights;
    Tensor bias;
};

/// How the f32 parameters lie of which a product reads \p weights: the same way, or plain where it reads other numbers.
inline Layout masterLayout(const Layout& weights)
{
    return weights.data_type() == Type::f32 ? weights : plainLayout(weights.dims());
}

template <class Primitive>
Tensor runForward(Builder& builder, const typename Primitive::primitive_desc& descriptor, const Tensor& src, const ProductParameters& parameters)
{
    const Tensor weights = builder.reordered(parameters.weights, descriptor.weights_desc());
    Tensor dst = builder.allocate(descriptor.dst_desc());
    builder.run(Primitive(descriptor), descriptor.scratchpad_desc(),
                {{DNNL_ARG_SRC, src}, {DNNL_ARG_WEIGHTS, weights}, {DNNL_ARG_BIAS, parameters.bias}, {DNNL_ARG_DST, dst}});
    return dst;
}

/// Writes both gradients to their places in the flat gradient array.
template <class Primitive>
void runBackwardWeights(Builder& builder, const typename Primitive::primitive_desc& descriptor, const Tensor& src, const Tensor& diffDst,
                        const ProductParameters& parameters)
{
    const Tensor wantedSrc = builder.reordered(src, descriptor.src_desc());
    const Tensor wantedDiffDst = builder.reordered(diffDst, descriptor.diff_dst_desc());
    const Tensor gradient = diff(parameters.weights);
    const bool isDirect = descriptor.diff_weights_desc() == gradient.layout;
    const Tensor written = isDirect ? gradient : builder.allocate(descriptor.diff_weights_desc());
    builder.run(Primitive(descriptor), descriptor.scratchpad_desc(),
                {{DNNL_ARG_SRC, wantedSrc}, {DNNL_ARG_DIFF_DST, wantedDiffDst}, {DNNL_ARG_DIFF_WEIGHTS, written},
                 {DNNL_ARG_DIFF_BIAS, diff(parameters.bias)}});
    if (!isDirect) {
        builder.reorderInto(written, gradient);
    }
}

template <class Primitive>
Tensor runBackwardData(Builder& builder, const typename Primitive::primitive_desc& descriptor, const Tensor& diffDst,
                       const ProductParameters& parameters)
{
    const Tensor weights = builder.reordered(parameters.weights, descriptor.weights_desc());
    const Tensor wantedDiffDst = builder.reordered(diffDst, descriptor.diff_dst_desc());
    Tensor diffSrc = builder.allocate(descriptor.diff_src_desc());
    builder.run(Primitive(descriptor), descriptor.scratchpad_desc(),
                {{DNNL_ARG_DIFF_DST, wantedDiffDst}, {DNNL_ARG_WEIGHTS, weights}, {DNNL_ARG_DIFF_SRC, diffSrc}});
    return diffSrc;
}

}  // namespace gossip::nn
