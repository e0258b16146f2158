// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/convolution.h"

#include "nn/own_convolution.h"

namespace gossip::nn {

Convolution::Convolution(std::string name, const LayerSpec& spec, const LayerShape& shape, bool relu, ParameterTable& table)
    : m_name(std::move(name)), m_spec(spec), m_shape(shape), m_relu(relu), m_table(table)
{
}

ProductShape Convolution::sizes(const Builder& builder, const Tensor& src) const
{
    const Dims batch = src.layout.dims();
    return {batch,
            {m_spec.filters, m_shape.in.channels, m_spec.kernel, m_spec.kernel},
            {m_spec.filters},
            {batch[0], m_shape.out.channels, m_shape.out.height, m_shape.out.width},
            {m_spec.stride, m_spec.stride},
            {m_spec.padding, m_spec.padding},
            builder.factors()};
}

Tensor Convolution::forward(Builder& builder, const Tensor& src)
{
    if (builder.isTraining()) {
        return forwardTraining(builder, src);
    }
    const ProductShape shape = sizes(builder, src);
    const Layout dst = anyLayout(shape.dst);
    // The weights stay as training wants them, unless that would cost the optimised implementation.
    const auto descriptor = convolutionForward(builder.engine(), shape, Pass::inference, m_relu,
                                               {{anyLayout(shape.src, shape.type), m_parameters.weights.layout, dst},
                                                {anyLayout(shape.src, shape.type), anyLayout(shape.weights, shape.type), dst}});
    builder.note(m_name + " forward", descriptor.impl_info_str());
    return runForward<dnnl::convolution_forward>(builder, descriptor, builder.reordered(src, descriptor.src_desc()), m_parameters);
}

Tensor Convolution::forwardTraining(Builder& builder, const Tensor& src)
{
    m_sizes = sizes(builder, src);
    m_forward = convolutionForward(builder.engine(), m_sizes, Pass::training, m_relu,
                                   {{anyLayout(m_sizes.src, m_sizes.type), anyLayout(m_sizes.weights, m_sizes.type), anyLayout(m_sizes.dst)}});
    builder.note(m_name + " forward", m_forward.impl_info_str());
    m_parameters.weights = m_table.add(m_name + ".weight", {m_spec.filters, m_shape.in.channels, m_spec.kernel, m_spec.kernel},
                                       m_shape.fanIn, masterLayout(m_forward.weights_desc()));
    m_parameters.bias = m_table.add(m_name + ".bias", {m_spec.filters}, m_shape.fanIn, plainLayout(m_sizes.bias));
    m_srcLayout = src.layout;
    m_src = builder.reordered(src, m_forward.src_desc());
    return runForward<dnnl::convolution_forward>(builder, m_forward, m_src, m_parameters);
}

void Convolution::backwardWeights(Builder& builder, const Tensor& diffDst)
{
    const std::string what = m_name + " backward weights";
    if (appendOwnBackwardWeights(builder, m_sizes, m_src, diffDst, m_parameters)) {
        builder.note(what, "own");
        return;
    }
    const Layout anyWeights = anyLayout(m_sizes.weights);
    const auto descriptor =
        convolutionBackwardWeights(builder.engine(), m_sizes, m_forward,
                                   {{m_src.layout, anyWeights, diffDst.layout},
                                    {anyLayout(m_sizes.src, m_sizes.type), anyWeights, anyLayout(m_sizes.dst, m_sizes.type)}});
    builder.note(what, descriptor.impl_info_str());
    runBackwardWeights<dnnl::convolution_backward_weights>(builder, descriptor, m_src, diffDst, m_parameters);
}

Tensor Convolution::backward(Builder& builder, const Tensor& sums, bool wantsDiffSrc)
{
    const Tensor diffDst = builder.reordered(sums, inType(sums.layout, m_sizes.type));
    backwardWeights(builder, diffDst);
    m_src = {};
    if (!wantsDiffSrc) {
        return {};
    }
    const std::string what = m_name + " backward data";
    if (Tensor diffSrc = appendOwnBackwardData(builder, m_sizes, m_srcLayout, diffDst, m_parameters); diffSrc.layout) {
        builder.note(what, "own");
        return diffSrc;
    }
    const Layout anyWeights = anyLayout(m_sizes.weights, m_sizes.type);
    const Layout anySrc = anyLayout(m_sizes.src);
    const auto dataPass = convolutionBackwardData(
        builder.engine(), m_sizes, m_forward,
        {{m_srcLayout, anyWeights, diffDst.layout}, {anySrc, anyWeights, diffDst.layout}, {anySrc, anyWeights, anyLayout(m_sizes.dst, m_sizes.type)}});
    builder.note(what, dataPass.impl_info_str());
    return runBackwardData<dnnl::convolution_backward_data>(builder, dataPass, diffDst, m_parameters);
}

}  // namespace gossip::nn
