// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/bare_primitives.h"

#include "nn/shapes.h"

namespace gossip::nn {
namespace {

/// Whatever order oneDNN likes best, for each of a product's three passes.
struct Free {
    explicit Free(const ProductShape& s)
        : forward{anyLayout(s.src, s.type), anyLayout(s.weights, s.type), anyLayout(s.dst)},
          weights{anyLayout(s.src, s.type), anyLayout(s.weights), anyLayout(s.dst, s.type)},
          data{anyLayout(s.src), anyLayout(s.weights, s.type), anyLayout(s.dst, s.type)}
    {
    }
    Layouts forward, weights, data;
};

using Arguments = std::vector<std::pair<int, Tensor>>;

/// Writes the programs one after the other; \p layout is that of the newest layer's output.
class BareLayers {
public:
    BareLayers(const CompiledNet& net, Pass pass)
        : m_net(net), m_pass(pass), m_specs(net.options.layers), m_shapes(*layerShapes(m_specs, net.options.input)),
          m_batch(pass == Pass::training ? net.options.batch : net.options.inferenceBatch)
    {
    }

    std::vector<Program> make()
    {
        for (std::size_t i = 0; i < m_specs.size(); ++i) {
            Builder builder(m_net.engine, m_pass, m_net.factors, m_notes);
            builder.enter({int(i), false});
            append(builder, i);
            m_programs.push_back(builder.finish({}));
            m_kept.clear();
        }
        return std::move(m_programs);
    }

private:
    [[nodiscard]] bool isTraining() const { return m_pass == Pass::training; }
    [[nodiscard]] bool isRelu(std::size_t i) const { return i < m_specs.size() && m_specs[i].kind == LayerKind::relu; }
    [[nodiscard]] bool isPooling(std::size_t i) const
    {
        return i < m_specs.size() && (m_specs[i].kind == LayerKind::maxPool || m_specs[i].kind == LayerKind::averagePool);
    }

    void append(Builder& builder, std::size_t i)
    {
        switch (m_specs[i].kind) {
        case LayerKind::convolution:
            convolution(builder, i);
            break;
        case LayerKind::linear:
            product(builder, i);
            break;
        case LayerKind::relu:
            relu(builder, i);
            break;
        case LayerKind::maxPool:
        case LayerKind::averagePool:
            pooling(builder, i);
            break;
        default:
            break;
        }
    }

    /// Tensors keep their memory until the program is finished, so that none is overwritten by a later step.
    Tensor fresh(Builder& builder, const Layout& layout)
    {
        m_kept.push_back(builder.allocate(layout));
        return m_kept.back();
    }

    template <class Primitive>
    void run(Builder& builder, const typename Primitive::primitive_desc& descriptor, const std::vector<std::pair<int, Layout>>& layouts)
    {
        Arguments arguments;
        for (const auto& [role, layout] : layouts) {
            arguments.emplace_back(role, fresh(builder, layout));
        }
        builder.run(Primitive(descriptor), descriptor.scratchpad_desc(), arguments);
    }

    void convolution(Builder& builder, std::size_t i)
    {
        const LayerSpec& spec = m_specs[i];
        const LayerShape& shape = m_shapes[i];
        const ProductShape sizes{{m_batch, shape.in.channels, shape.in.height, shape.in.width},
                                 {spec.filters, shape.in.channels, spec.kernel, spec.kernel},
                                 {spec.filters},
                                 {m_batch, shape.out.channels, shape.out.height, shape.out.width},
                                 {spec.stride, spec.stride},
                                 {spec.padding, spec.padding},
                                 m_net.factors};
        const Free free(sizes);
        const auto forward = convolutionForward(builder.engine(), sizes, m_pass, isRelu(i + 1), {free.forward});
        forwardStep<dnnl::convolution_forward>(builder, forward, sizes);
        if (isTraining()) {
            builder.enter({int(i), true});
            weightsStep<dnnl::convolution_backward_weights>(builder, convolutionBackwardWeights(builder.engine(), sizes, forward, {free.weights}), sizes);
            if (std::exchange(m_hasParameters, true)) {
                dataStep<dnnl::convolution_backward_data>(builder, convolutionBackwardData(builder.engine(), sizes, forward, {free.data}));
            }
        }
    }

    void product(Builder& builder, std::size_t i)
    {
        const LayerShape& shape = m_shapes[i];
        const Dims::value_type inputs = Dims::value_type(shape.in.size());
        const ProductShape sizes{{m_batch, inputs}, {m_specs[i].units, inputs}, {m_specs[i].units}, {m_batch, m_specs[i].units}, {}, {}, m_net.factors};
        const Free free(sizes);
        const auto forward = productForward(builder.engine(), sizes, m_pass, isRelu(i + 1), {free.forward});
        forwardStep<dnnl::inner_product_forward>(builder, forward, sizes);
        if (isTraining()) {
            builder.enter({int(i), true});
            weightsStep<dnnl::inner_product_backward_weights>(builder, productBackwardWeights(builder.engine(), sizes, forward, {free.weights}), sizes);
            if (std::exchange(m_hasParameters, true)) {
                dataStep<dnnl::inner_product_backward_data>(builder, productBackwardData(builder.engine(), forward, {free.data}));
            }
        }
    }

    template <class Primitive>
    void forwardStep(Builder& builder, const typename Primitive::primitive_desc& forward, const ProductShape& sizes)
    {
        run<Primitive>(builder, forward,
                       {{DNNL_ARG_SRC, forward.src_desc()}, {DNNL_ARG_WEIGHTS, forward.weights_desc()}, {DNNL_ARG_BIAS, plainLayout(sizes.bias)},
                        {DNNL_ARG_DST, forward.dst_desc()}});
        m_layout = forward.dst_desc();
    }

    template <class Primitive>
    void weightsStep(Builder& builder, const typename Primitive::primitive_desc& weights, const ProductShape& sizes)
    {
        run<Primitive>(builder, weights,
                       {{DNNL_ARG_SRC, weights.src_desc()}, {DNNL_ARG_DIFF_DST, weights.diff_dst_desc()},
                        {DNNL_ARG_DIFF_WEIGHTS, weights.diff_weights_desc()}, {DNNL_ARG_DIFF_BIAS, plainLayout(sizes.bias)}});
    }

    template <class Primitive>
    void dataStep(Builder& builder, const typename Primitive::primitive_desc& data)
    {
        run<Primitive>(builder, data,
                       {{DNNL_ARG_DIFF_DST, data.diff_dst_desc()}, {DNNL_ARG_WEIGHTS, data.weights_desc()}, {DNNL_ARG_DIFF_SRC, data.diff_src_desc()}});
    }

    /// Backward where it is cheapest: behind a pooling, if one follows (LayerMaker does the same).
    void relu(Builder& builder, std::size_t i)
    {
        const auto forward = reluForward(builder.engine(), m_pass, m_layout);
        run<dnnl::eltwise_forward>(builder, forward, {{DNNL_ARG_SRC, m_layout}, {DNNL_ARG_DST, m_layout}});
        if (isTraining()) {
            const Layout layout = isPooling(i + 1) ? poolingOf(builder, i + 1).dst_desc() : m_layout;
            builder.enter({int(i), true});
            run<dnnl::eltwise_backward>(builder, reluBackward(builder.engine(), layout),
                                        {{DNNL_ARG_DST, layout}, {DNNL_ARG_DIFF_DST, layout}, {DNNL_ARG_DIFF_SRC, layout}});
        }
    }

    [[nodiscard]] PoolingShape poolingSizes(std::size_t i) const
    {
        const LayerSpec& spec = m_specs[i];
        const ImageShape& out = m_shapes[i].out;
        const int stride = poolingStride(spec);
        return {{m_batch, out.channels, out.height, out.width}, {spec.kernel, spec.kernel}, {stride, stride}, {spec.padding, spec.padding}};
    }

    [[nodiscard]] dnnl::pooling_forward::primitive_desc poolingOf(Builder& builder, std::size_t i) const
    {
        const auto describe = m_specs[i].kind == LayerKind::maxPool ? maxPoolingForward : averagePoolingForward;
        return describe(builder.engine(), poolingSizes(i), m_pass, m_layout);
    }

    void pooling(Builder& builder, std::size_t i)
    {
        const bool isMax = m_specs[i].kind == LayerKind::maxPool;
        const auto forward = poolingOf(builder, i);
        const bool hasOrigins = isMax && isTraining();
        Arguments arguments{{DNNL_ARG_SRC, fresh(builder, m_layout)}, {DNNL_ARG_DST, fresh(builder, forward.dst_desc())}};
        Tensor origins;
        if (hasOrigins) {
            origins = fresh(builder, forward.workspace_desc());
            arguments.emplace_back(DNNL_ARG_WORKSPACE, origins);
        }
        builder.run(dnnl::pooling_forward(forward), forward.scratchpad_desc(), arguments);
        if (isTraining()) {
            builder.enter({int(i), true});
            const auto describe = isMax ? maxPoolingBackward : averagePoolingBackward;
            const auto backward = describe(builder.engine(), poolingSizes(i), forward);
            Arguments back{{DNNL_ARG_DIFF_DST, fresh(builder, backward.diff_dst_desc())}, {DNNL_ARG_DIFF_SRC, fresh(builder, backward.diff_src_desc())}};
            if (hasOrigins) {
                back.emplace_back(DNNL_ARG_WORKSPACE, origins);
            }
            builder.run(dnnl::pooling_backward(backward), backward.scratchpad_desc(), back);
        }
        m_layout = forward.dst_desc();
    }

    const CompiledNet& m_net;
    Pass m_pass;
    const std::vector<LayerSpec>& m_specs;
    std::vector<LayerShape> m_shapes;
    Dims::value_type m_batch;
    std::vector<std::string> m_notes;
    std::vector<Tensor> m_kept;          ///< of the program in work
    std::vector<Program> m_programs;
    Layout m_layout;
    bool m_hasParameters = false;        ///< some layer so far has: the next one's input has a gradient
};

}  // namespace

std::vector<Program> barePrimitives(const CompiledNet& net, Pass pass)
{
    return BareLayers(net, pass).make();
}

}  // namespace gossip::nn
