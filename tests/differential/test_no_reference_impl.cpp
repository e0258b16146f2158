// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/descriptors.h"
#include "support/nn_fixtures.h"

#include <gossip/catalogue.h>

#include <QTest>

#include <algorithm>

using namespace gossip;

/// A reference implementation is right, and up to a thousand times slower (style.md, F14).
class TestNoReferenceImpl : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { nn::useOneThread(); }
    void productsOfNamedModelsAreOptimised_data();
    void productsOfNamedModelsAreOptimised();
    void referenceNamesAreRecognised();
};

void TestNoReferenceImpl::productsOfNamedModelsAreOptimised_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("batch");
    for (const ModelInfo& model : models()) {
        for (const int batch : {8, 32, 64}) {
            QTest::newRow(qPrintable(QString("%1 %2").arg(model.id.c_str()).arg(batch))) << QString::fromStdString(model.id) << batch;
        }
    }
}

void TestNoReferenceImpl::productsOfNamedModelsAreOptimised()
{
    QFETCH(QString, id);
    QFETCH(int, batch);
    for (const ImageShape input : {ImageShape{1, 28, 28}, ImageShape{3, 28, 28}}) {
        ModelSpec model;
        model.id = id.toStdString();
        const auto layers = *resolveModel(model, input, 10);
        const auto net = *nn::Net::compile({layers, input, batch, 250});
        const auto isProduct = [](const LayerSpec& layer) { return layer.kind == LayerKind::linear || layer.kind == LayerKind::convolution; };
        const auto products = std::count_if(layers.begin(), layers.end(), isProduct);
        // Forward, backward by weights and inference for each, backward by data for all but the first.
        QCOMPARE(std::ptrdiff_t(net->implementations().size()), 4 * products - 1);
        for (const std::string& implementation : net->implementations()) {
            QVERIFY2(!nn::isReference(implementation), implementation.c_str());
        }
    }
}

void TestNoReferenceImpl::referenceNamesAreRecognised()
{
    QVERIFY(nn::isReference("ref:any"));
    QVERIFY(nn::isReference("gemm:ref"));   // a plain-C++ matrix product: what remains without vector instructions
    QVERIFY(!nn::isReference("jit:avx2"));
    QVERIFY(!nn::isReference("x64:gemm:jit"));
}

QTEST_GUILESS_MAIN(TestNoReferenceImpl)
#include "test_no_reference_impl.moc"
