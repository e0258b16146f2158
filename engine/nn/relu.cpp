// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/relu.h"

namespace gossip::nn {

Tensor Relu::forward(Builder& builder, const Tensor& src)
{
    Tensor dst = src;
    if (!m_isDone) {
        dst = builder.allocate(src.layout);
        const auto descriptor = reluForward(builder.engine(), builder.pass(), src.layout);
        builder.run(dnnl::eltwise_forward(descriptor), descriptor.scratchpad_desc(), {{DNNL_ARG_SRC, src}, {DNNL_ARG_DST, dst}});
    }
    if (builder.isTraining()) {
        m_dst = dst;
    }
    return dst;
}

Tensor Relu::backward(Builder& builder, const Tensor& diffDst, bool wantsDiffSrc)
{
    if (!wantsDiffSrc) {
        return {};
    }
    Tensor gradient = builder.reordered(diffDst, m_dst.layout);
    const auto descriptor = reluBackward(builder.engine(), m_dst.layout);
    builder.run(dnnl::eltwise_backward(descriptor), descriptor.scratchpad_desc(),
                {{DNNL_ARG_DST, m_dst}, {DNNL_ARG_DIFF_DST, gradient}, {DNNL_ARG_DIFF_SRC, gradient}});
    m_dst = {};
    return gradient;
}

}  // namespace gossip::nn
