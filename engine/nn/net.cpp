// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/net.h"

#include "core/philox.h"
#include "nn/convolution.h"
#include "nn/cross_entropy.h"
#include "nn/dropout.h"
#include "nn/linear.h"
#include "nn/net_impl.h"
#include "nn/pooling.h"
#include "nn/relu.h"

#include <algorithm>
#include <cmath>
#include <numeric>

// Of libgomp, on which oneDNN runs. Not from omp.h: under clang that is another runtime's, and not always installed.
extern "C" void omp_set_num_threads(int);

namespace gossip::nn {
namespace {

constexpr std::size_t kMaxBatchActivations = 500'000'000;   // floats of one pass: 2 GB

/// A layer and its place in NetOptions::layers.
struct PlacedLayer {
    int place = 0;
    std::unique_ptr<Layer> layer;
};
using Layers = std::vector<PlacedLayer>;

bool isProduct(LayerKind kind)
{
    return kind == LayerKind::linear || kind == LayerKind::convolution;
}

/// Makes the layers. A ReLU behind a product is fused into it; if a max pooling follows, its backward pass moves
/// behind the pooling, where the tensors are smaller: a maximum is positive if and only if the value it came from is.
class LayerMaker {
public:
    LayerMaker(const std::vector<LayerSpec>& specs, const std::vector<LayerShape>& shapes, ParameterTable& table)
        : m_specs(specs), m_shapes(shapes), m_table(table), m_counter(std::make_shared<DropoutCounter>())
    {
    }

    Layers make()
    {
        for (std::size_t i = 0; i < m_specs.size(); ++i) {
            append(i);
        }
        return std::move(m_layers);
    }

private:
    [[nodiscard]] bool follows(std::size_t i, LayerKind kind) const { return i < m_specs.size() && m_specs[i].kind == kind; }

    void add(std::size_t place, std::unique_ptr<Layer> layer) { m_layers.push_back({int(place), std::move(layer)}); }

    void append(std::size_t& i)
    {
        const LayerSpec& spec = m_specs[i];
        const std::string name = "layer" + std::to_string(i);
        if (isProduct(spec.kind)) {
            const bool fuses = follows(i + 1, LayerKind::relu);
            if (spec.kind == LayerKind::linear) {
                add(i, std::make_unique<Linear>(name, spec, m_shapes[i], fuses, m_table));
            } else {
                add(i, std::make_unique<Convolution>(name, spec, m_shapes[i], fuses, m_table));
            }
            if (fuses) {
                const std::size_t relu = ++i;
                if (follows(i + 1, LayerKind::maxPool)) {
                    ++i;
                    add(i, std::make_unique<MaxPooling>(m_specs[i], m_shapes[i]));
                }
                add(relu, std::make_unique<Relu>(true));
            }
        } else if (spec.kind == LayerKind::relu) {
            add(i, std::make_unique<Relu>(false));
        } else if (spec.kind == LayerKind::dropout) {
            add(i, std::make_unique<Dropout>(spec.rate, m_counter));
        } else if (spec.kind == LayerKind::maxPool) {
            add(i, std::make_unique<MaxPooling>(spec, m_shapes[i]));
        } else if (spec.kind == LayerKind::averagePool) {
            add(i, std::make_unique<AveragePooling>(spec, m_shapes[i]));
        }   // flatten is nothing to do: linear layers read pictures as they lie
    }

    const std::vector<LayerSpec>& m_specs;
    const std::vector<LayerShape>& m_shapes;
    ParameterTable& m_table;
    std::shared_ptr<DropoutCounter> m_counter;
    Layers m_layers;
};

Type factorsOf(Precision precision)
{
    return precision == Precision::bf16 ? Type::bf16 : Type::f32;
}

Tensor inputTensor(int batch, const ImageShape& shape)
{
    return {plainLayout({batch, shape.channels, shape.height, shape.width}), {Home::input, 0}, nullptr};
}

Tensor forwardThrough(Builder& builder, const Layers& layers, Tensor tensor)
{
    for (const auto& [place, layer] : layers) {
        builder.enter({place, false});
        tensor = layer->forward(builder, tensor);
    }
    builder.enter({});
    return builder.reordered(tensor, plainLayout(tensor.layout.dims()));
}

Program trainingProgram(CompiledNet& impl, const Layers& layers)
{
    Builder builder(impl.engine, Pass::training, impl.factors, impl.implementations);
    const Tensor logits = forwardThrough(builder, layers, inputTensor(impl.options.batch, impl.options.input));
    Tensor gradient = appendCrossEntropy(builder, logits);
    const auto first = std::find_if(layers.begin(), layers.end(), [](const PlacedLayer& placed) { return placed.layer->hasParameters(); });
    for (auto it = layers.end(); it != first;) {
        --it;
        builder.enter({it->place, true});
        gradient = it->layer->backward(builder, gradient, it != first);
    }
    return builder.finish(logits.place);
}

Program inferenceProgram(CompiledNet& impl, const Layers& layers)
{
    Builder builder(impl.engine, Pass::inference, impl.factors, impl.implementations);
    const Tensor logits = forwardThrough(builder, layers, inputTensor(impl.options.inferenceBatch, impl.options.input));
    return builder.finish(logits.place);
}

void describeParameters(CompiledNet& impl, const ParameterTable& table)
{
    impl.flatSize = table.floats();
    std::size_t end = 0;
    for (const Parameter& parameter : table.all()) {
        impl.gaps.push_back({end, parameter.view.offset - end});
        end = parameter.view.offset + parameter.view.storage;
        impl.parameterCount += parameter.view.count();
        impl.views.push_back(parameter.view);
        impl.layouts.push_back(parameter.layout);
        impl.plainLayouts.push_back(plainLayout(parameter.layout.dims()));
    }
    impl.gaps.push_back({end, impl.flatSize - end});
    std::erase_if(impl.gaps, [](const Gap& gap) { return gap.count == 0; });
}

Result<void> checkBatches(const NetOptions& options, const std::vector<LayerShape>& shapes)
{
    std::size_t activations = options.input.size();
    for (const LayerShape& shape : shapes) {
        activations += shape.out.size();
    }
    const int largest = std::max(options.batch, options.inferenceBatch);
    if (options.batch < 1 || options.inferenceBatch < 1 || activations > kMaxBatchActivations / std::size_t(largest)) {
        return error(GOSSIP_TEXT("A batch of %1 pictures is not possible with this model: at least 1 and at most %2 fit into memory. "
                                 "Choose a smaller batch or a smaller model."),
                     {std::to_string(largest), std::to_string(kMaxBatchActivations / activations)});
    }
    return {};
}

/// Runs a reorder on memory of the caller's.
void reorderNow(const dnnl::engine& engine, const Layout& from, const float* source, const Layout& to, float* target)
{
    const auto descriptor = reorder(engine, from, to);
    dnnl::stream stream(engine);
    // oneDNN takes sources as void* too; it only reads them.
    const dnnl::memory src(from, engine, const_cast<float*>(source));
    const dnnl::memory dst(to, engine, target);
    const dnnl::memory scratchpad(descriptor.scratchpad_desc(), engine);
    dnnl::reorder(descriptor).execute(stream, {{DNNL_ARG_FROM, src}, {DNNL_ARG_TO, dst}, {DNNL_ARG_SCRATCHPAD, scratchpad}});
    stream.wait();
}

}  // namespace

std::size_t ParameterView::count() const
{
    return std::accumulate(dims.begin(), dims.end(), std::size_t{1}, [](std::size_t product, int dim) { return product * std::size_t(dim); });
}

Net::Net(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Net::~Net() = default;

Result<std::shared_ptr<const Net>> Net::compile(const NetOptions& options)
{
    const Result<std::vector<LayerShape>> shapes = layerShapes(options.layers, options.input);
    if (!shapes) {
        return shapes.error();
    }
    if (const Result<void> fits = checkBatches(options, *shapes); !fits) {
        return fits.error();
    }
    try {
        auto impl = std::make_unique<Impl>();
        impl->options = options;
        impl->classes = shapes->back().out.channels;
        impl->factors = factorsOf(options.precision);
        if (!canComputeIn(options.precision)) {
            return error(GOSSIP_TEXT("training.precision: oneDNN does not compute in bf16 on this processor; it needs AVX-512. Choose f32."));
        }
        ParameterTable table;
        const Layers layers = LayerMaker(options.layers, *shapes, table).make();
        impl->training = trainingProgram(*impl, layers);
        impl->inference = inferenceProgram(*impl, layers);
        describeParameters(*impl, table);
        return std::shared_ptr<const Net>(new Net(std::move(impl)));
    } catch (const std::exception& foreign) {
        return error(GOSSIP_TEXT("The network could not be prepared for this computer: oneDNN says \"%1\"."), {foreign.what()});
    }
}

const NetOptions& Net::options() const { return m_impl->options; }
int Net::classes() const { return m_impl->classes; }
const std::vector<ParameterView>& Net::parameters() const { return m_impl->views; }
std::size_t Net::parameterCount() const { return m_impl->parameterCount; }
std::size_t Net::flatSize() const { return m_impl->flatSize; }
std::vector<std::string> Net::implementations() const { return m_impl->implementations; }

void Net::initialise(std::uint64_t seed, std::span<float> flat) const
{
    // Drawn in the plain order, so that the values do not depend on the layouts that this processor gets.
    std::vector<float> plain;
    plain.reserve(parameterCount());
    RandomStream random(seed, Purpose::init, 0);
    for (const ParameterView& view : parameters()) {
        const double bound = 1.0 / std::sqrt(double(view.fanIn));
        for (std::size_t i = 0; i < view.count(); ++i) {
            plain.push_back(float(bound * (2.0 * random.uniform() - 1.0)));
        }
    }
    importPlain(plain, flat);
}

void Net::importPlain(std::span<const float> plain, std::span<float> flat) const
{
    std::fill(flat.begin(), flat.end(), 0.0F);
    for (std::size_t i = 0; i < m_impl->views.size(); ++i) {
        reorderNow(m_impl->engine, m_impl->plainLayouts[i], plain.data(), m_impl->layouts[i], flat.data() + m_impl->views[i].offset);
        plain = plain.subspan(m_impl->views[i].count());
    }
}

void Net::exportPlain(std::span<const float> flat, std::span<float> plain) const
{
    for (std::size_t i = 0; i < m_impl->views.size(); ++i) {
        reorderNow(m_impl->engine, m_impl->layouts[i], flat.data() + m_impl->views[i].offset, m_impl->plainLayouts[i], plain.data());
        plain = plain.subspan(m_impl->views[i].count());
    }
}

bool canComputeIn(Precision precision)
{
    return computesIn(dnnl::engine(dnnl::engine::kind::cpu, 0), factorsOf(precision));
}

void useOneThread()
{
    omp_set_num_threads(1);
}

}  // namespace gossip::nn
