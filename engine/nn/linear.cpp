// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/linear.h"

namespace gossip::nn {

Linear::Linear(std::string name, const LayerSpec& spec, const LayerShape& shape, bool relu, ParameterTable& table)
    : m_name(std::move(name)), m_spec(spec), m_shape(shape), m_relu(relu), m_table(table)
{
}

ProductShape Linear::sizes(const Builder& builder, const Tensor& src) const
{
    const Dims dims = src.layout.dims();
    Dims weights = dims;
    weights[0] = m_spec.units;
    return {dims, weights, {m_spec.units}, {dims[0], m_spec.units}, {}, {}, builder.factors()};
}

Tensor Linear::forward(Builder& builder, const Tensor& src)
{
    if (builder.isTraining()) {
        return forwardTraining(builder, src);
    }
    const ProductShape shape = sizes(builder, src);
    const Layout& weights = m_parameters.weights.layout;
    const Layout given = inType(src.layout, shape.type);
    const Layout anyWeights = anyLayout(shape.weights, shape.type);
    const Layout anySrc = anyLayout(shape.src, shape.type);
    const Layout dst = anyLayout(shape.dst);
    // The weights stay as training wants them, unless that would cost the optimised implementation.
    const auto descriptor =
        productForward(builder.engine(), shape, Pass::inference, m_relu,
                       {{given, weights, dst}, {anySrc, weights, dst}, {given, anyWeights, dst}, {anySrc, anyWeights, dst}});
    builder.note(m_name + " forward", descriptor.impl_info_str());
    return runForward<dnnl::inner_product_forward>(builder, descriptor, builder.reordered(src, descriptor.src_desc()), m_parameters);
}

Tensor Linear::forwardTraining(Builder& builder, const Tensor& src)
{
    m_sizes = sizes(builder, src);
    const Layout anyWeights = anyLayout(m_sizes.weights, m_sizes.type);
    const Layout anyDst = anyLayout(m_sizes.dst);
    m_forward = productForward(builder.engine(), m_sizes, Pass::training, m_relu,
                               {{inType(src.layout, m_sizes.type), anyWeights, anyDst}, {anyLayout(m_sizes.src, m_sizes.type), anyWeights, anyDst}});
    builder.note(m_name + " forward", m_forward.impl_info_str());
    m_parameters.weights = m_table.add(m_name + ".weight", {m_spec.units, int(m_shape.in.size())}, m_shape.fanIn, masterLayout(m_forward.weights_desc()));
    m_parameters.bias = m_table.add(m_name + ".bias", {m_spec.units}, m_shape.fanIn, plainLayout(m_sizes.bias));
    m_srcLayout = src.layout;
    m_src = builder.reordered(src, m_forward.src_desc());
    return runForward<dnnl::inner_product_forward>(builder, m_forward, m_src, m_parameters);
}

Tensor Linear::backward(Builder& builder, const Tensor& sums, bool wantsDiffSrc)
{
    const Tensor diffDst = builder.reordered(sums, inType(sums.layout, m_sizes.type));
    const Layout& weights = m_parameters.weights.layout;
    const Layout anyDst = anyLayout(m_sizes.dst, m_sizes.type);
    const Layout anyGradient = anyLayout(m_sizes.weights);
    const Layout anyWeights = anyLayout(m_sizes.weights, m_sizes.type);
    const auto weightsPass =
        productBackwardWeights(builder.engine(), m_sizes, m_forward,
                               {{m_src.layout, weights, diffDst.layout}, {m_src.layout, anyGradient, diffDst.layout}, {anyLayout(m_sizes.src, m_sizes.type), anyGradient, anyDst}});
    builder.note(m_name + " backward weights", weightsPass.impl_info_str());
    runBackwardWeights<dnnl::inner_product_backward_weights>(builder, weightsPass, m_src, diffDst, m_parameters);
    m_src = {};
    if (!wantsDiffSrc) {
        return {};
    }
    const auto dataPass = productBackwardData(
        builder.engine(), m_forward,
        {{m_srcLayout, weights, diffDst.layout}, {m_srcLayout, anyWeights, diffDst.layout}, {anyLayout(m_sizes.src), anyWeights, anyDst}});
    builder.note(m_name + " backward data", dataPass.impl_info_str());
    return runBackwardData<dnnl::inner_product_backward_data>(builder, dataPass, diffDst, m_parameters);
}

}  // namespace gossip::nn
