// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporters/onnx.h"

#include <onnx/checker.h>
#include <onnx/onnx_pb.h>
#include <onnx/shape_inference/implementation.h>

#include <nlohmann/json.hpp>

#include <cstdint>
#include <exception>
#include <functional>
#include <numeric>
#include <optional>
#include <span>
#include <utility>

namespace gossip::exporters {

namespace {

using Dims = std::vector<std::int64_t>;

constexpr int kIrVersion = 8;     // of ONNX 1.10 to 1.12
constexpr int kOpset = 13;        // read by every runtime since 2020
constexpr const char* kInput = "pictures";
constexpr const char* kLogits = "logits";
constexpr const char* kProbabilities = "probabilities";

Error mismatch(const std::string& what)
{
    return error(GOSSIP_TEXT("The model cannot be written as ONNX: %1"), {what});
}

/// Appends one node after another; every node reads what the one before it wrote.
class GraphBuilder {
public:
    GraphBuilder(onnx::GraphProto& graph, const TrainedModel& model) : m_graph(graph), m_model(model), m_shape(model.input) {}

    Result<void> build();

private:
    void addInterface();
    void addCentreCrop();
    void addScaling();
    Result<void> addLayer(const LayerSpec& layer);
    Result<void> addLinear(const LayerSpec& layer);
    Result<void> addConvolution(const LayerSpec& layer);
    Result<void> addPooling(const LayerSpec& layer);
    bool slide(int kernel, int stride, int padding);
    void flattenOnce();

    onnx::NodeProto& addNode(const char* type, std::initializer_list<std::string> constants = {});
    void addInitializer(const std::string& name, const Dims& dims, std::span<const float> values);
    void addInitializer(const std::string& name, const Dims& values);
    /// The next weight and bias as initializers, checked against the shape that the layer needs.
    Result<std::pair<std::string, std::string>> addParameters(const Dims& weight);
    std::optional<std::span<const float>> nextTensor(const Dims& dims);

    onnx::GraphProto& m_graph;
    const TrainedModel& m_model;
    std::string m_current = kInput;     // name of the newest value
    ImageShape m_shape;                 // of one picture's part of it; flat: values × 1 × 1
    bool m_flat = false;                // is it N × values already?
    std::size_t m_tensor = 0;           // next of the model's parameter tensors
    std::size_t m_offset = 0;           // where it begins
    int m_layer = 0;
};

void addAttribute(onnx::NodeProto& node, const char* name, std::int64_t value)
{
    onnx::AttributeProto& attribute = *node.add_attribute();
    attribute.set_name(name);
    attribute.set_type(onnx::AttributeProto::INT);
    attribute.set_i(value);
}

void addAttribute(onnx::NodeProto& node, const char* name, const Dims& values)
{
    onnx::AttributeProto& attribute = *node.add_attribute();
    attribute.set_name(name);
    attribute.set_type(onnx::AttributeProto::INTS);
    for (const std::int64_t value : values) {
        attribute.add_ints(value);
    }
}

/// A float value with \p dims after the free number of pictures, "N".
void describe(onnx::ValueInfoProto& value, const char* name, const Dims& dims)
{
    value.set_name(name);
    onnx::TypeProto::Tensor& tensor = *value.mutable_type()->mutable_tensor_type();
    tensor.set_elem_type(onnx::TensorProto::FLOAT);
    tensor.mutable_shape()->add_dim()->set_dim_param("N");
    for (const std::int64_t dim : dims) {
        tensor.mutable_shape()->add_dim()->set_dim_value(dim);
    }
}

onnx::NodeProto& GraphBuilder::addNode(const char* type, std::initializer_list<std::string> constants)
{
    onnx::NodeProto& node = *m_graph.add_node();
    node.set_op_type(type);
    node.set_name(std::string(type) + "_" + std::to_string(m_graph.node_size()));
    node.add_input(m_current);
    for (const std::string& constant : constants) {
        node.add_input(constant);
    }
    m_current = node.name() + "_output";
    node.add_output(m_current);
    return node;
}

void GraphBuilder::addInitializer(const std::string& name, const Dims& dims, std::span<const float> values)
{
    onnx::TensorProto& tensor = *m_graph.add_initializer();
    tensor.set_name(name);
    tensor.set_data_type(onnx::TensorProto::FLOAT);
    for (const std::int64_t dim : dims) {
        tensor.add_dims(dim);
    }
    tensor.mutable_float_data()->Add(values.begin(), values.end());
}

void GraphBuilder::addInitializer(const std::string& name, const Dims& values)
{
    onnx::TensorProto& tensor = *m_graph.add_initializer();
    tensor.set_name(name);
    tensor.set_data_type(onnx::TensorProto::INT64);
    tensor.add_dims(std::int64_t(values.size()));
    tensor.mutable_int64_data()->Add(values.begin(), values.end());
}

std::optional<std::span<const float>> GraphBuilder::nextTensor(const Dims& dims)
{
    if (m_tensor >= m_model.dims.size() || Dims(m_model.dims[m_tensor].begin(), m_model.dims[m_tensor].end()) != dims) {
        return std::nullopt;
    }
    const auto count = std::size_t(std::accumulate(dims.begin(), dims.end(), std::int64_t{1}, std::multiplies<>()));
    if (m_offset + count > m_model.parameters.size()) {
        return std::nullopt;
    }
    const std::span<const float> values(m_model.parameters.data() + m_offset, count);
    ++m_tensor;
    m_offset += count;
    return values;
}

Result<std::pair<std::string, std::string>> GraphBuilder::addParameters(const Dims& weight)
{
    const std::string prefix = "layer" + std::to_string(m_layer);
    const auto weights = nextTensor(weight);
    const auto biases = weights ? nextTensor({weight[0]}) : std::nullopt;
    if (!biases) {
        return mismatch("the parameters of layer " + std::to_string(m_layer) + " do not fit its shape");
    }
    addInitializer(prefix + ".weight", weight, *weights);
    addInitializer(prefix + ".bias", {weight[0]}, *biases);
    return std::pair(prefix + ".weight", prefix + ".bias");
}

void GraphBuilder::addInterface()
{
    const ImageShape& shape = m_model.pictures;
    describe(*m_graph.add_input(), kInput, {shape.channels, shape.height, shape.width});
    for (const char* output : {kLogits, kProbabilities}) {
        describe(*m_graph.add_output(), output, {std::int64_t(m_model.classNames.size())});
    }
}

void GraphBuilder::addCentreCrop()
{
    const ImageShape& whole = m_model.pictures;
    const ImageShape& part = m_model.input;
    if (whole == part) {
        return;
    }
    const std::int64_t top = (whole.height - part.height) / 2;
    const std::int64_t left = (whole.width - part.width) / 2;
    addInitializer("crop_starts", {top, left});
    addInitializer("crop_ends", {top + part.height, left + part.width});
    addInitializer("crop_axes", {2, 3});
    addNode("Slice", {"crop_starts", "crop_ends", "crop_axes"});
}

void GraphBuilder::addScaling()
{
    const Dims perChannel{1, m_model.input.channels, 1, 1};
    addInitializer("pixel_mean", perChannel, m_model.mean);
    addInitializer("pixel_deviation", perChannel, m_model.deviation);
    addNode("Sub", {"pixel_mean"});
    addNode("Div", {"pixel_deviation"});
}

void GraphBuilder::flattenOnce()
{
    if (!std::exchange(m_flat, true)) {
        addAttribute(addNode("Flatten"), "axis", 1);
        m_shape = {int(m_shape.size()), 1, 1};
    }
}

Result<void> GraphBuilder::addLinear(const LayerSpec& layer)
{
    flattenOnce();
    const auto names = addParameters({layer.units, m_shape.channels});
    if (!names) {
        return names.error();
    }
    addAttribute(addNode("Gemm", {names->first, names->second}), "transB", 1);
    m_shape.channels = layer.units;
    return {};
}

/// Moves a window over the picture: updates its size. \return false when the window does not fit
bool GraphBuilder::slide(int kernel, int stride, int padding)
{
    const int height = m_shape.height + 2 * padding - kernel;
    const int width = m_shape.width + 2 * padding - kernel;
    if (m_flat || kernel < 1 || stride < 1 || height < 0 || width < 0) {
        return false;
    }
    m_shape.height = height / stride + 1;
    m_shape.width = width / stride + 1;
    return true;
}

Result<void> GraphBuilder::addConvolution(const LayerSpec& layer)
{
    const auto names = addParameters({layer.filters, m_shape.channels, layer.kernel, layer.kernel});
    if (!names) {
        return names.error();
    }
    if (!slide(layer.kernel, layer.stride, layer.padding)) {
        return mismatch("layer " + std::to_string(m_layer) + " does not fit its input");
    }
    onnx::NodeProto& node = addNode("Conv", {names->first, names->second});
    addAttribute(node, "kernel_shape", Dims(2, layer.kernel));
    addAttribute(node, "strides", Dims(2, layer.stride));
    addAttribute(node, "pads", Dims(4, layer.padding));
    m_shape.channels = layer.filters;
    return {};
}

Result<void> GraphBuilder::addPooling(const LayerSpec& layer)
{
    const int stride = layer.stride > 0 ? layer.stride : layer.kernel;
    if (!slide(layer.kernel, stride, layer.padding)) {
        return mismatch("layer " + std::to_string(m_layer) + " does not fit its input");
    }
    const bool average = layer.kind == LayerKind::averagePool;
    onnx::NodeProto& node = addNode(average ? "AveragePool" : "MaxPool");
    addAttribute(node, "kernel_shape", Dims(2, layer.kernel));
    addAttribute(node, "strides", Dims(2, stride));
    addAttribute(node, "pads", Dims(4, layer.padding));
    if (average) {
        addAttribute(node, "count_include_pad", 1);
    }
    return {};
}

Result<void> GraphBuilder::addLayer(const LayerSpec& layer)
{
    switch (layer.kind) {
    case LayerKind::linear:
        return addLinear(layer);
    case LayerKind::convolution:
        return addConvolution(layer);
    case LayerKind::relu:
        addNode("Relu");
        break;
    case LayerKind::maxPool:
    case LayerKind::averagePool:
        return addPooling(layer);
    case LayerKind::flatten:
        flattenOnce();
        break;
    case LayerKind::dropout:
        break;  // only trains
    }
    return {};
}

Result<void> GraphBuilder::build()
{
    const auto channels = std::size_t(m_model.input.channels);
    if (m_model.mean.size() != channels || m_model.deviation.size() != channels) {
        return mismatch("its scaling does not fit " + std::to_string(channels) + " channels");
    }
    const ImageShape& whole = m_model.pictures;
    const ImageShape& part = m_model.input;
    if (whole.channels != part.channels || whole.height < part.height || whole.width < part.width) {
        return mismatch("its first layer takes more than the pictures hold");
    }
    addInterface();
    addCentreCrop();
    addScaling();
    for (const LayerSpec& layer : m_model.layers) {
        const Result<void> added = addLayer(layer);
        if (!added) {
            return added.error();
        }
        ++m_layer;
    }
    if (m_tensor != m_model.dims.size() || m_offset != m_model.parameters.size()) {
        return mismatch("it has more parameters than its layers take");
    }
    flattenOnce();
    m_graph.mutable_node()->rbegin()->set_output(0, kLogits);
    m_current = kLogits;
    onnx::NodeProto& softmax = addNode("Softmax");
    addAttribute(softmax, "axis", 1);
    softmax.set_output(0, kProbabilities);
    return {};
}

void addMetadata(onnx::ModelProto& proto, const char* key, const std::string& value)
{
    onnx::StringStringEntryProto& entry = *proto.add_metadata_props();
    entry.set_key(key);
    entry.set_value(value);
}

}  // namespace

Result<std::string> toOnnx(const TrainedModel& model)
{
    onnx::ModelProto proto;
    proto.set_ir_version(kIrVersion);
    proto.set_producer_name("gossiplab");
    proto.set_producer_version(GOSSIP_VERSION);
    proto.set_doc_string("Pictures as 0-255 floats, N x C x H x W; scaling is inside the graph.");
    onnx::OperatorSetIdProto& opset = *proto.add_opset_import();
    opset.set_domain("");
    opset.set_version(kOpset);
    proto.mutable_graph()->set_name("gossiplab");
    const Result<void> built = GraphBuilder(*proto.mutable_graph(), model).build();
    if (!built) {
        return built.error();
    }
    using Json = nlohmann::json;
    addMetadata(proto, "class_names", Json(model.classNames).dump(-1, ' ', false, Json::error_handler_t::replace));
    addMetadata(proto, "scenario", model.scenarioJson);
    try {
        onnx::checker::check_model(proto);
        // Strict (1): also that the outputs have the shape that the file declares.
        onnx::shape_inference::InferShapes(proto, onnx::OpSchemaRegistry::Instance(), onnx::ShapeInferenceOptions(true, 1));
    } catch (const std::exception& wrong) {
        return mismatch(wrong.what());
    }
    std::string bytes;
    if (!proto.SerializeToString(&bytes)) {
        return mismatch("it is larger than the 2 GB that the format allows");
    }
    return bytes;
}

}  // namespace gossip::exporters
