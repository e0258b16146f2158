// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/profile.h"

#include "support/nn_fixtures.h"

#include <gossip/catalogue.h>

#include <QtTest>

#include <numeric>

using namespace gossip;
using namespace gossip::nn;

/// Which layers are timed and which count for the limit; how long they take is the machine's business.
class TestProfile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useOneThread(); }
    void everyLayerThatComputesIsTimedAndCounts_data();
    void everyLayerThatComputesIsTimedAndCounts();
};

void TestProfile::everyLayerThatComputesIsTimedAndCounts_data()
{
    QTest::addColumn<bool>("isTraining");
    QTest::newRow("training") << true;
    QTest::newRow("inference") << false;
}

void TestProfile::everyLayerThatComputesIsTimedAndCounts()
{
    QFETCH(bool, isTraining);
    NetOptions options;
    options.layers = {test::convolution(8, 3), test::layerOf(LayerKind::relu), test::pooling(LayerKind::maxPool, 2), test::convolution(8, 3),
                      test::pooling(LayerKind::averagePool, 2), test::layerOf(LayerKind::flatten), test::linear(16), test::layerOf(LayerKind::relu),
                      test::layerOf(LayerKind::dropout), test::linear(10)};
    options.input = {1, 20, 20};
    options.batch = 4;
    options.inferenceBatch = 4;
    const auto net = Net::compile(options);
    QVERIFY(net);
    Profile profile(*net, isTraining);
    profile.round();
    const std::vector<PassTime> times = profile.times();
    QCOMPARE(times.size(), 2 * options.layers.size() + 1);
    double sum = 0.0;
    for (std::size_t row = 0; row + 1 < times.size(); ++row) {
        const PassTime& time = times[row];
        const LayerKind kind = options.layers[row / 2].kind;
        QCOMPARE(time.layer, int(row / 2));
        QCOMPARE(time.isBackward, row % 2 == 1);
        const bool runs = isTraining || !time.isBackward;
        if (kind == LayerKind::convolution || kind == LayerKind::linear || kind == LayerKind::maxPool || kind == LayerKind::averagePool) {
            QCOMPARE(time.chained > 0.0, runs);
            QCOMPARE(time.limit > 0.0, runs);
            QCOMPARE(time.fastest != Fastest::nobody, runs);
        }
        if (kind == LayerKind::flatten) {
            QCOMPARE(time.chained, 0.0);
        }
        if (kind == LayerKind::flatten || kind == LayerKind::dropout) {
            QCOMPARE(time.limit, 0.0);
            QVERIFY(time.fastest == Fastest::nobody);
        }
        QVERIFY(time.limit > 0.0 || time.fastest == Fastest::nobody);
        sum += time.limit;
    }
    QCOMPARE(profile.limit(), sum);
    QCOMPARE(times.back().layer, -1);
    QCOMPARE(times.back().limit, 0.0);
    QCOMPARE(times.back().chained > 0.0, isTraining);   // the loss
}

QTEST_GUILESS_MAIN(TestProfile)
#include "test_profile.moc"
