// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/nn_fixtures.h"

#include <gossip/catalogue.h>

#include <QRegularExpression>
#include <QTest>

using namespace gossip;
using namespace gossip::test;

namespace {

Result<std::vector<LayerSpec>> resolve(const std::vector<LayerSpec>& layers, const ImageShape& input = {1, 28, 28}, int classes = 10)
{
    ModelSpec model;
    model.id.clear();
    model.layers = layers;
    return resolveModel(model, input, classes);
}

std::vector<LayerSpec> named(const char* id, const ImageShape& input, int classes)
{
    ModelSpec model;
    model.id = id;
    return *resolveModel(model, input, classes);
}

}  // namespace

class TestModels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namedModelsHaveTheirPublishedSizes();
    void namedModelsFollowTheData();
    void dropoutStandsBeforeTheLastLayerOfEasgdCnn();
    void everyNamedModelCompilesForItsData();
    void flattenIsInsertedWhereItIsMeant();
    void poolingStrideIsSpelledOut();
    void unfittingLayersAreRefusedWithTheirPlace_data();
    void unfittingLayersAreRefusedWithTheirPlace();
    void unknownNamesAreRefusedWithTheKnownOnes();
    void versionsNameEveryLibrary();
};

void TestModels::namedModelsHaveTheirPublishedSizes()
{
    QCOMPARE(parameterCount(named("softmax", {1, 28, 28}, 10), {1, 28, 28}), std::size_t(7'850));
    QCOMPARE(parameterCount(named("mlp", {1, 28, 28}, 10), {1, 28, 28}), std::size_t(235'146));
    QCOMPARE(parameterCount(named("lenet5", {1, 28, 28}, 10), {1, 28, 28}), std::size_t(61'706));
    QCOMPARE(parameterCount(named("easgd-cnn", {3, 28, 28}, 10), {3, 28, 28}), std::size_t(351'946));
}

void TestModels::namedModelsFollowTheData()
{
    const auto layers = named("lenet5", {3, 32, 32}, 7);
    QCOMPARE(layers.back().units, 7);
    // 456 + 2416 + (16·6·6·120 + 120) + 10164 + 595
    QCOMPARE(parameterCount(layers, {3, 32, 32}), std::size_t(456 + 2'416 + 69'240 + 10'164 + 595));
}

void TestModels::dropoutStandsBeforeTheLastLayerOfEasgdCnn()
{
    const auto layers = named("easgd-cnn", {3, 28, 28}, 10);
    QCOMPARE(int(layers[layers.size() - 2].kind), int(LayerKind::dropout));
    QCOMPARE(layers[layers.size() - 2].rate, 0.5);
}

void TestModels::everyNamedModelCompilesForItsData()
{
    nn::useOneThread();
    for (const ModelInfo& model : models()) {
        for (const ImageShape input : {ImageShape{1, 28, 28}, ImageShape{3, 28, 28}, ImageShape{3, 32, 40}}) {
            const auto layers = named(model.id.c_str(), input, 12);
            const auto net = nn::Net::compile({layers, input, 2, 3});
            QVERIFY(net);
            QCOMPARE((*net)->parameterCount(), parameterCount(layers, input));
            QCOMPARE((*net)->classes(), 12);
        }
    }
}

void TestModels::flattenIsInsertedWhereItIsMeant()
{
    const auto layers = *resolve({convolution(3, 3), layerOf(LayerKind::relu), linear(5), linear(10)});
    QCOMPARE(layers.size(), std::size_t(5));
    QCOMPARE(int(layers[2].kind), int(LayerKind::flatten));
    QCOMPARE(*resolve(layers), layers);   // not twice
}

void TestModels::poolingStrideIsSpelledOut()
{
    const auto layers = *resolve({pooling(LayerKind::maxPool, 3, 0), pooling(LayerKind::averagePool, 2, 1), linear(10)});
    QCOMPARE(layers[0].stride, 3);
    QCOMPARE(layers[1].stride, 1);
}

void TestModels::unfittingLayersAreRefusedWithTheirPlace_data()
{
    QTest::addColumn<std::vector<LayerSpec>>("layers");
    QTest::addColumn<QString>("said");
    const LayerSpec relu = layerOf(LayerKind::relu);
    const LayerSpec flatten = layerOf(LayerKind::flatten);
    LayerSpec dropAll = layerOf(LayerKind::dropout);
    dropAll.rate = 1.0;
    using Layers = std::vector<LayerSpec>;
    QTest::newRow("kernel larger than picture") << Layers{convolution(4, 29), linear(10)} << "model.layers[0].kernel: the kernel of 29";
    QTest::newRow("pooled to nothing") << Layers{pooling(LayerKind::maxPool, 20), pooling(LayerKind::maxPool, 2), linear(10)} << "model.layers[1].kernel";
    QTest::newRow("no kernel") << Layers{convolution(4, 0), linear(10)} << "model.layers[0].kernel";
    QTest::newRow("negative kernel") << Layers{pooling(LayerKind::maxPool, -2), linear(10)} << "model.layers[0].kernel";
    QTest::newRow("no stride") << Layers{convolution(4, 3, 0), linear(10)} << "model.layers[0].stride";
    QTest::newRow("negative stride") << Layers{pooling(LayerKind::averagePool, 2, -1), linear(10)} << "model.layers[0].stride";
    QTest::newRow("padding beyond kernel") << Layers{convolution(4, 3, 1, 3), linear(10)} << "model.layers[0].padding";
    QTest::newRow("pooling of padding only") << Layers{pooling(LayerKind::maxPool, 3, 1, 2), linear(10)} << "model.layers[0].padding";
    QTest::newRow("no filters") << Layers{convolution(0, 3), linear(10)} << "model.layers[0].filters";
    QTest::newRow("no units") << Layers{linear(0), linear(10)} << "units";
    QTest::newRow("two thousand million units") << Layers{linear(2'000'000'000), linear(10)} << "units";
    QTest::newRow("too many parameters") << Layers{linear(60'000), linear(60'000), linear(10)} << "too large";
    QTest::newRow("too many activations") << Layers{convolution(60'000, 1), linear(10)} << "too large";
    QTest::newRow("convolution on a vector") << Layers{flatten, convolution(4, 3), linear(10)} << "flat vector";
    QTest::newRow("pooling behind linear") << Layers{linear(30), pooling(LayerKind::maxPool, 1), linear(10)} << "flat vector";
    QTest::newRow("no linear layer at the end") << Layers{linear(10), relu} << "the last layer must be linear";
    QTest::newRow("drop everything") << Layers{dropAll, linear(10)} << "model.layers[0].rate";
    QTest::newRow("a thousand layers") << Layers(1'000, linear(10)) << "1 to 100";
}

void TestModels::unfittingLayersAreRefusedWithTheirPlace()
{
    QFETCH(std::vector<LayerSpec>, layers);
    QFETCH(QString, said);
    const auto resolved = resolve(layers);
    QVERIFY(!resolved);
    const QString sentence = QString::fromStdString(resolved.error().str());
    QVERIFY2(sentence.contains(said), qPrintable(sentence));
    QVERIFY2(!sentence.contains('%'), qPrintable(sentence));   // no gap left open
    QCOMPARE(parameterCount(layers, {1, 28, 28}), std::size_t(0));
}

void TestModels::unknownNamesAreRefusedWithTheKnownOnes()
{
    ModelSpec model;
    model.id = "resnet";
    const auto resolved = resolveModel(model, {1, 28, 28}, 10);
    QVERIFY(!resolved);
    QVERIFY(resolved.error().str().find("softmax, mlp, lenet5, easgd-cnn") != std::string::npos);
}

void TestModels::versionsNameEveryLibrary()
{
    const QString text = QString::fromStdString(versions());
    QVERIFY2(QRegularExpression("^gossiplab \\d+\\.\\d+\\.\\d+, oneDNN \\d+\\.\\d+\\.\\d+, TBB \\d{4}\\.\\d+$").match(text).hasMatch(), qPrintable(text));
}

QTEST_GUILESS_MAIN(TestModels)
#include "test_models.moc"
