// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/pooling.h"

namespace gossip::nn {

Pooling::Pooling(const LayerSpec& spec, const LayerShape& shape) : m_spec(spec), m_shape(shape) {}

PoolingShape Pooling::sizes(const Tensor& src) const
{
    const bool isMax = m_spec.kind == LayerKind::maxPool;
    const int stride = poolingStride(m_spec);
    return {isMax ? dnnl::algorithm::pooling_max : dnnl::algorithm::pooling_avg_include_padding,
            {src.layout.dims()[0], m_shape.out.channels, m_shape.out.height, m_shape.out.width},
            {m_spec.kernel, m_spec.kernel},
            {stride, stride},
            {m_spec.padding, m_spec.padding}};
}

Tensor Pooling::forward(Builder& builder, const Tensor& src)
{
    const PoolingShape shape = sizes(src);
    const auto descriptor = poolingForward(builder.engine(), shape, builder.pass(), src.layout);
    Tensor dst = builder.allocate(descriptor.dst_desc());
    std::vector<std::pair<int, Tensor>> arguments{{DNNL_ARG_SRC, src}, {DNNL_ARG_DST, dst}};
    if (builder.isTraining()) {
        m_forward = descriptor;
        m_sizes = shape;
        if (const Layout workspace = descriptor.workspace_desc()) {
            m_workspace = builder.allocate(workspace);
            arguments.emplace_back(DNNL_ARG_WORKSPACE, m_workspace);
        }
    }
    builder.run(dnnl::pooling_forward(descriptor), descriptor.scratchpad_desc(), arguments);
    return dst;
}

Tensor Pooling::backward(Builder& builder, const Tensor& diffDst, bool wantsDiffSrc)
{
    if (!wantsDiffSrc) {
        return {};
    }
    const auto descriptor = poolingBackward(builder.engine(), m_sizes, m_forward);
    const Tensor wanted = builder.reordered(diffDst, descriptor.diff_dst_desc());
    Tensor diffSrc = builder.allocate(descriptor.diff_src_desc());
    std::vector<std::pair<int, Tensor>> arguments{{DNNL_ARG_DIFF_DST, wanted}, {DNNL_ARG_DIFF_SRC, diffSrc}};
    if (m_workspace.layout) {
        arguments.emplace_back(DNNL_ARG_WORKSPACE, m_workspace);
    }
    builder.run(dnnl::pooling_backward(descriptor), descriptor.scratchpad_desc(), arguments);
    m_workspace = {};
    return diffSrc;
}

}  // namespace gossip::nn
