// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporters/onnx.h"

#include <onnx/checker.h>
#include <onnx/onnx_pb.h>

#include <nlohmann/json.hpp>

#include <QtTest>

#include <algorithm>
#include <numeric>

using namespace gossip;
using exporters::toOnnx;
using exporters::TrainedModel;

namespace {

/// conv 2×3×3 padding 1 → relu → average pool 2 → dropout → linear 3, on 2×4×4 pictures; parameters count up.
TrainedModel smallModel()
{
    TrainedModel model;
    model.layers = {{.kind = LayerKind::convolution, .filters = 2, .kernel = 3, .stride = 1, .padding = 1},
                    {.kind = LayerKind::relu},
                    {.kind = LayerKind::averagePool, .kernel = 2, .stride = 0},
                    {.kind = LayerKind::dropout, .rate = 0.5},
                    {.kind = LayerKind::linear, .units = 3}};
    model.pictures = {2, 4, 4};
    model.input = {2, 4, 4};
    model.dims = {{2, 2, 3, 3}, {2}, {3, 8}, {3}};
    model.parameters.resize(36 + 2 + 24 + 3);
    std::iota(model.parameters.begin(), model.parameters.end(), 0.0F);
    model.mean = {10.0F, 20.0F};
    model.deviation = {3.0F, 4.0F};
    model.classNames = {"shirt", "シャツ", "a \"bag\""};
    model.scenarioJson = R"({"name": "x"})";
    return model;
}

onnx::ModelProto parsed(const std::string& bytes)
{
    onnx::ModelProto proto;
    if (!proto.ParseFromString(bytes)) {
        qFatal("not an ONNX file");
    }
    return proto;
}

std::string metadata(const onnx::ModelProto& proto, const std::string& key)
{
    for (const auto& entry : proto.metadata_props()) {
        if (entry.key() == key) {
            return entry.value();
        }
    }
    return {};
}

std::vector<std::int64_t> ints(const onnx::NodeProto& node, const std::string& name)
{
    for (const auto& attribute : node.attribute()) {
        if (attribute.name() == name) {
            return attribute.type() == onnx::AttributeProto::INT ? std::vector<std::int64_t>{attribute.i()}
                                                                 : std::vector<std::int64_t>(attribute.ints().begin(), attribute.ints().end());
        }
    }
    return {};
}

using Ints = std::vector<std::int64_t>;

}  // namespace

class TestOnnx : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void graphHoldsScalingLayersAndSoftmaxInOrder();
    void largerPicturesAreCutToTheirCentreFirst();
    void dropoutIsLeftOutAndPoolingWithoutStrideUsesItsKernel();
    void inputLeavesTheNumberOfPicturesFree();
    void parametersAreStoredUnderTheirLayersUnchanged();
    void metadataReadsBackWithAnyClassName();
    void explicitFlattenIsNotDoubled();
    void parametersThatDoNotFitAreRefused_data();
    void parametersThatDoNotFitAreRefused();
};

void TestOnnx::graphHoldsScalingLayersAndSoftmaxInOrder()
{
    const auto bytes = toOnnx(smallModel());
    QVERIFY2(bytes, bytes ? "" : bytes.error().str().c_str());
    const onnx::ModelProto proto = parsed(*bytes);
    onnx::checker::check_model(proto);
    QCOMPARE(proto.opset_import(0).version(), 13);
    QCOMPARE(proto.producer_name(), std::string("gossiplab"));
    QStringList types;
    for (const auto& node : proto.graph().node()) {
        types << QString::fromStdString(node.op_type());
    }
    QCOMPARE(types.join(' '), QString("Sub Div Conv Relu AveragePool Flatten Gemm Softmax"));
    for (int i = 1; i < proto.graph().node_size(); ++i) {
        QCOMPARE(proto.graph().node(i).input(0), proto.graph().node(i - 1).output(0));
    }
    QCOMPARE(proto.graph().node(6).output(0), std::string("logits"));
    QCOMPARE(proto.graph().node(7).output(0), std::string("probabilities"));
    QCOMPARE(ints(proto.graph().node(7), "axis"), Ints{1});
    QCOMPARE(ints(proto.graph().node(6), "transB"), Ints{1});
}

void TestOnnx::largerPicturesAreCutToTheirCentreFirst()
{
    TrainedModel model = smallModel();
    model.pictures = {2, 9, 6};
    const auto bytes = toOnnx(model);
    QVERIFY2(bytes, bytes ? "" : bytes.error().str().c_str());
    const onnx::ModelProto proto = parsed(*bytes);
    onnx::checker::check_model(proto);
    const auto& shape = proto.graph().input(0).type().tensor_type().shape();
    QCOMPARE(shape.dim(0).dim_param(), std::string("N"));
    QCOMPARE((Ints{shape.dim(1).dim_value(), shape.dim(2).dim_value(), shape.dim(3).dim_value()}), (Ints{2, 9, 6}));
    const onnx::NodeProto& slice = proto.graph().node(0);
    QCOMPARE(slice.op_type(), std::string("Slice"));
    QCOMPARE(proto.graph().node(1).op_type(), std::string("Sub"));
    const auto constant = [&](int input) {
        for (const auto& tensor : proto.graph().initializer()) {
            if (tensor.name() == slice.input(input)) {
                return Ints(tensor.int64_data().begin(), tensor.int64_data().end());
            }
        }
        return Ints{};
    };
    QCOMPARE(constant(1), (Ints{2, 1}));
    QCOMPARE(constant(2), (Ints{6, 5}));
    QCOMPARE(constant(3), (Ints{2, 3}));
    model.pictures = {2, 3, 9};
    QVERIFY(!toOnnx(model));
}

void TestOnnx::dropoutIsLeftOutAndPoolingWithoutStrideUsesItsKernel()
{
    const onnx::ModelProto proto = parsed(*toOnnx(smallModel()));
    const onnx::NodeProto& pool = proto.graph().node(4);
    QCOMPARE(ints(pool, "kernel_shape"), (Ints{2, 2}));
    QCOMPARE(ints(pool, "strides"), (Ints{2, 2}));
    QCOMPARE(ints(pool, "count_include_pad"), Ints{1});
    QCOMPARE(ints(proto.graph().node(2), "pads"), (Ints{1, 1, 1, 1}));
    QVERIFY(std::none_of(proto.graph().node().begin(), proto.graph().node().end(),
                         [](const auto& node) { return node.op_type() == "Dropout"; }));
}

void TestOnnx::inputLeavesTheNumberOfPicturesFree()
{
    const onnx::ModelProto proto = parsed(*toOnnx(smallModel()));
    QCOMPARE(proto.graph().input(0).name(), std::string("pictures"));
    const auto& input = proto.graph().input(0).type().tensor_type().shape();
    QCOMPARE(input.dim_size(), 4);
    QCOMPARE(input.dim(0).dim_param(), std::string("N"));
    QCOMPARE(input.dim(1).dim_value(), 2);
    QCOMPARE(input.dim(2).dim_value(), 4);
    QCOMPARE(input.dim(3).dim_value(), 4);
    QCOMPARE(proto.graph().output_size(), 2);
    for (const auto& output : proto.graph().output()) {
        QCOMPARE(output.type().tensor_type().shape().dim(0).dim_param(), std::string("N"));
        QCOMPARE(output.type().tensor_type().shape().dim(1).dim_value(), 3);
    }
}

void TestOnnx::parametersAreStoredUnderTheirLayersUnchanged()
{
    const TrainedModel model = smallModel();
    const onnx::ModelProto proto = parsed(*toOnnx(model));
    std::vector<float> stored;
    QStringList names;
    for (const auto& tensor : proto.graph().initializer()) {
        names << QString::fromStdString(tensor.name());
        if (tensor.name().starts_with("layer")) {
            stored.insert(stored.end(), tensor.float_data().begin(), tensor.float_data().end());
        }
    }
    QCOMPARE(stored, model.parameters);
    QCOMPARE(names.join(' '), QString("pixel_mean pixel_deviation layer0.weight layer0.bias layer4.weight layer4.bias"));
    QCOMPARE(proto.graph().initializer(0).dims_size(), 4);
    QCOMPARE(proto.graph().initializer(1).float_data(1), 4.0F);
}

void TestOnnx::metadataReadsBackWithAnyClassName()
{
    const onnx::ModelProto proto = parsed(*toOnnx(smallModel()));
    QCOMPARE(nlohmann::json::parse(metadata(proto, "class_names")).get<std::vector<std::string>>(), smallModel().classNames);
    QCOMPARE(nlohmann::json::parse(metadata(proto, "scenario")).at("name").get<std::string>(), std::string("x"));
}

void TestOnnx::explicitFlattenIsNotDoubled()
{
    TrainedModel model = smallModel();
    model.layers.insert(model.layers.begin() + 4, {.kind = LayerKind::flatten});
    const auto bytes = toOnnx(model);
    QVERIFY(bytes);
    const onnx::ModelProto proto = parsed(*bytes);
    QCOMPARE(std::count_if(proto.graph().node().begin(), proto.graph().node().end(),
                           [](const auto& node) { return node.op_type() == "Flatten"; }), 1);
}

void TestOnnx::parametersThatDoNotFitAreRefused_data()
{
    QTest::addColumn<int>("defect");
    QTest::newRow("a value too few") << 0;
    QTest::newRow("a value too many") << 1;
    QTest::newRow("a tensor is missing") << 2;
    QTest::newRow("another filter size") << 3;
    QTest::newRow("linear layer for a larger picture") << 4;
    QTest::newRow("more class names than outputs") << 5;
    QTest::newRow("scaling of one channel only") << 6;
    QTest::newRow("kernel larger than the picture") << 7;
}

void TestOnnx::parametersThatDoNotFitAreRefused()
{
    QFETCH(int, defect);
    TrainedModel model = smallModel();
    switch (defect) {
    case 0: model.parameters.pop_back(); break;
    case 1: model.parameters.push_back(0.0F); break;
    case 2: model.dims.pop_back(); break;
    case 3: model.dims[0] = {2, 2, 5, 5}; break;
    case 4: model.dims[2] = {3, 9}; model.parameters.resize(model.parameters.size() + 3); break;
    case 5: model.classNames.push_back("fourth"); break;
    case 6: model.mean.pop_back(); break;
    case 7: model.layers[2].kernel = 7; break;
    default: QFAIL("unknown defect");
    }
    const auto bytes = toOnnx(model);
    QVERIFY(!bytes);
    QVERIFY2(bytes.error().str().starts_with("The model cannot be written as ONNX: "), bytes.error().str().c_str());
}

QTEST_GUILESS_MAIN(TestOnnx)
#include "test_onnx.moc"
