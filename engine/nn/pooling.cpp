// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/pooling.h"

namespace gossip::nn {

PoolingShape AveragePooling::sizes(const Tensor& src) const
{
    const int stride = poolingStride(m_spec);
    return {{src.layout.dims()[0], m_shape.out.channels, m_shape.out.height, m_shape.out.width},
            {m_spec.kernel, m_spec.kernel},
            {stride, stride},
            {m_spec.padding, m_spec.padding}};
}

Tensor AveragePooling::forward(Builder& builder, const Tensor& src)
{
    const PoolingShape shape = sizes(src);
    const auto descriptor = averagePoolingForward(builder.engine(), shape, builder.pass(), src.layout);
    if (builder.isTraining()) {
        m_forward = descriptor;
        m_sizes = shape;
    }
    Tensor dst = builder.allocate(descriptor.dst_desc());
    builder.run(dnnl::pooling_forward(descriptor), descriptor.scratchpad_desc(), {{DNNL_ARG_SRC, src}, {DNNL_ARG_DST, dst}});
    return dst;
}

Tensor AveragePooling::backward(Builder& builder, const Tensor& diffDst, bool wantsDiffSrc)
{
    if (!wantsDiffSrc) {
        return {};
    }
    const auto descriptor = averagePoolingBackward(builder.engine(), m_sizes, m_forward);
    const Tensor wanted = builder.reordered(diffDst, descriptor.diff_dst_desc());
    Tensor diffSrc = builder.allocate(descriptor.diff_src_desc());
    builder.run(dnnl::pooling_backward(descriptor), descriptor.scratchpad_desc(), {{DNNL_ARG_DIFF_DST, wanted}, {DNNL_ARG_DIFF_SRC, diffSrc}});
    return diffSrc;
}

}  // namespace gossip::nn
