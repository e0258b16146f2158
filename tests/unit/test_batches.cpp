// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/batches.h"

#include <gossip/scenario.h>

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <vector>

using namespace gossip;

namespace {

constexpr int kClasses = 10;

std::vector<std::uint16_t> someLabels()
{
    std::vector<std::uint16_t> labels(580);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        labels[i] = std::uint16_t(i * i % 77 % kClasses);
    }
    return labels;
}

LabelledImages someImages(const ImageShape& shape, int count)
{
    LabelledImages images;
    RandomStream random(5, Purpose::init, 0);
    for (std::size_t i = 0; i < shape.size() * std::size_t(count); ++i) {
        images.pixels.push_back(std::uint8_t(random.below(256)));
    }
    images.labels.assign(std::size_t(count), 0);
    return images;
}

}  // namespace

/// What a step learns from: labels, order, windows, scaling and gathering of pictures.
class TestBatches : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noiseChangesExactlyTheShareAskedForToOtherClasses();
    void aLittleNoiseIsAPartOfMoreNoise();
    void scalingEqualsTheNaiveOne();
    void scalingOfAConstantChannelIsUsable();
    void everyPassIsAPermutationOfThePart();
    void batchesRunAcrossPassesWhateverTheirSize();
    void ordersDifferByPassWorkerAndSeed();
    void gatherEqualsTheNaiveCopy();
    void gatherCutsAndMirrorsLikeTheNaiveLoop();
    void gatherTakesTheCentreForTesting_data();
    void gatherTakesTheCentreForTesting();
    void viewsAreSpreadEvenly();
    void viewsDependOnSeedWorkerAndStepOnly();
};

void TestBatches::noiseChangesExactlyTheShareAskedForToOtherClasses()
{
    const auto labels = someLabels();
    const auto noisy = data::noisyLabels(labels, kClasses, 0.25, 7);
    QCOMPARE(noisy.size(), labels.size());
    std::size_t changed = 0;
    std::set<int> steps;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        QVERIFY(noisy[i] < kClasses);
        changed += noisy[i] != labels[i] ? 1 : 0;
        steps.insert((noisy[i] - labels[i] + kClasses) % kClasses);
    }
    QCOMPARE(changed, std::size_t(std::round(0.25 * double(labels.size()))));
    QCOMPARE(steps.size(), std::size_t(kClasses));   // unchanged, and each of the nine other classes
    QVERIFY(data::noisyLabels(labels, kClasses, 0.0, 7) == labels);
    QVERIFY(data::noisyLabels(labels, kClasses, 0.25, 7) == noisy);
    QVERIFY(data::noisyLabels(labels, kClasses, 0.25, 8) != noisy);
    const std::vector<std::uint16_t> single(9, 0);
    QVERIFY(data::noisyLabels(single, 1, 1.0, 7) == single);
}

void TestBatches::aLittleNoiseIsAPartOfMoreNoise()
{
    const auto labels = someLabels();
    const auto little = data::noisyLabels(labels, kClasses, 0.1, 7);
    const auto more = data::noisyLabels(labels, kClasses, 0.6, 7);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        QVERIFY(little[i] == labels[i] || little[i] == more[i]);
    }
}

void TestBatches::scalingEqualsTheNaiveOne()
{
    const ImageShape shape{3, 5, 7};
    const LabelledImages images = someImages(shape, 11);
    const data::Scaling scaling = data::measureScaling(images, shape);
    for (std::size_t channel = 0; channel < 3; ++channel) {
        std::vector<double> values;
        for (std::size_t i = 0; i < images.pixels.size(); ++i) {
            if (i / 35 % 3 == channel) {
                values.push_back(images.pixels[i]);
            }
        }
        const double mean = std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
        double squares = 0.0;
        for (const double value : values) {
            squares += (value - mean) * (value - mean);
        }
        QVERIFY(std::abs(scaling.mean[channel] - mean) < 1e-4);
        QVERIFY(std::abs(scaling.deviation[channel] - std::sqrt(squares / double(values.size()))) < 1e-4);
    }
}

void TestBatches::scalingOfAConstantChannelIsUsable()
{
    const ImageShape shape{2, 4, 4};
    LabelledImages images = someImages(shape, 3);
    for (std::size_t i = 0; i < images.pixels.size(); ++i) {
        if (i / 16 % 2 == 1) {
            images.pixels[i] = 200;
        }
    }
    const data::Scaling scaling = data::measureScaling(images, shape);
    QCOMPARE(scaling.mean[1], 200.0F);
    QCOMPARE(scaling.deviation[1], 1.0F);
}

void TestBatches::everyPassIsAPermutationOfThePart()
{
    const std::vector<std::uint32_t> part{4, 8, 15, 16, 23, 42, 77};
    data::BatchOrder order(part, 9, 3);
    std::set<std::vector<std::uint32_t>> arrangements;
    for (int pass = 0; pass < 50; ++pass) {
        std::vector<std::uint32_t> drawn(part.size());
        order.next(drawn);
        arrangements.insert(drawn);
        std::sort(drawn.begin(), drawn.end());
        QVERIFY(drawn == part);
    }
    QVERIFY(arrangements.size() > 45);   // of 5040: really shuffled each pass
    QCOMPARE(order.drawn(), std::uint64_t(350));
}

void TestBatches::batchesRunAcrossPassesWhateverTheirSize()
{
    std::vector<std::uint32_t> part(10);
    std::iota(part.begin(), part.end(), 100U);
    std::vector<std::uint32_t> one(120);
    data::BatchOrder(part, 1, 0).next(one);
    for (const std::size_t size : {1U, 3U, 7U, 32U}) {
        data::BatchOrder order(part, 1, 0);
        std::vector<std::uint32_t> pieces;
        std::vector<std::uint32_t> batch(size);
        while (pieces.size() < one.size()) {
            order.next(batch);
            pieces.insert(pieces.end(), batch.begin(), batch.end());
        }
        QVERIFY(std::equal(one.begin(), one.end(), pieces.begin()));
    }
}

void TestBatches::ordersDifferByPassWorkerAndSeed()
{
    std::vector<std::uint32_t> part(40);
    std::iota(part.begin(), part.end(), 0U);
    const auto firstPass = [&](std::uint64_t seed, std::uint32_t worker) {
        std::vector<std::uint32_t> drawn(part.size());
        data::BatchOrder(part, seed, worker).next(drawn);
        return drawn;
    };
    QVERIFY(firstPass(1, 0) == firstPass(1, 0));
    QVERIFY(firstPass(1, 0) != firstPass(1, 1));
    QVERIFY(firstPass(1, 0) != firstPass(2, 0));
    QVERIFY(firstPass(1, 0) != part);
}

void TestBatches::gatherEqualsTheNaiveCopy()
{
    const ImageShape shape{3, 4, 6};
    const LabelledImages images = someImages(shape, 9);
    const data::Scaling scaling{{10.0F, 120.5F, 200.0F}, {3.0F, 50.0F, 0.5F}};
    const data::Gather gather(shape, shape, scaling);
    const std::vector<std::uint32_t> pictures{8, 0, 3, 3};
    std::vector<float> out(pictures.size() * shape.size() + 1, -77.0F);
    gather(images, pictures, std::span(out).first(out.size() - 1));
    for (std::size_t n = 0; n < pictures.size(); ++n) {
        for (std::size_t i = 0; i < shape.size(); ++i) {
            const std::size_t channel = i / 24;
            const float pixel = images.pixels[pictures[n] * shape.size() + i];
            QCOMPARE(out[n * shape.size() + i], (pixel - scaling.mean[channel]) / scaling.deviation[channel]);
        }
    }
    QCOMPARE(out.back(), -77.0F);
}

void TestBatches::gatherCutsAndMirrorsLikeTheNaiveLoop()
{
    const ImageShape shape{2, 9, 13};
    const ImageShape window{2, 6, 11};
    const LabelledImages images = someImages(shape, 5);
    const data::Scaling scaling{{10.0F, 120.5F}, {3.0F, 50.0F}};
    const data::Gather gather(shape, window, scaling);
    std::vector<std::uint32_t> pictures;
    std::vector<data::View> views;
    for (int top = 0; top <= 3; ++top) {
        for (int left = 0; left <= 2; ++left) {
            for (const bool mirrored : {false, true}) {
                views.push_back({top, left, mirrored});
                pictures.push_back(std::uint32_t(views.size() * 3 % 5));
            }
        }
    }
    std::vector<float> out(pictures.size() * window.size() + 1, -77.0F);
    gather(images, pictures, views, std::span(out).first(out.size() - 1));
    const float* got = out.data();
    for (std::size_t n = 0; n < pictures.size(); ++n) {
        for (int channel = 0; channel < 2; ++channel) {
            for (int y = 0; y < window.height; ++y) {
                for (int x = 0; x < window.width; ++x) {
                    const int column = views[n].left + (views[n].mirrored ? window.width - 1 - x : x);
                    const int at = ((int(pictures[n]) * 2 + channel) * 9 + views[n].top + y) * 13 + column;
                    const auto c = std::size_t(channel);
                    QCOMPARE(*got++, (float(images.pixels[std::size_t(at)]) - scaling.mean[c]) / scaling.deviation[c]);
                }
            }
        }
    }
    QCOMPARE(out.back(), -77.0F);
}

void TestBatches::gatherTakesTheCentreForTesting_data()
{
    QTest::addColumn<int>("side");
    QTest::addColumn<int>("top");
    QTest::addColumn<int>("left");
    QTest::newRow("even margins") << 6 << 1 << 2;
    QTest::newRow("odd margins: the smaller half comes first") << 5 << 1 << 2;
    QTest::newRow("no margin above") << 8 << 0 << 1;
}

void TestBatches::gatherTakesTheCentreForTesting()
{
    QFETCH(int, side);
    QFETCH(int, top);
    QFETCH(int, left);
    const ImageShape shape{3, 8, 10};
    const ImageShape window{3, side, side};
    const LabelledImages images = someImages(shape, 4);
    const data::Gather gather(shape, window, {{1.0F, 2.0F, 3.0F}, {2.0F, 3.0F, 4.0F}});
    const std::vector<std::uint32_t> pictures{3, 1};
    std::vector<float> centre(2 * window.size());
    std::vector<float> placed(2 * window.size());
    gather(images, pictures, centre);
    gather(images, pictures, std::vector<data::View>(2, data::View{top, left, false}), placed);
    QVERIFY(centre == placed);
}

void TestBatches::viewsAreSpreadEvenly()
{
    // 25 places of a 28-window in 32 pixels, each mirrored or not: 50 cells, 1000 expected in each.
    constexpr int kDraws = 50000;
    std::map<std::tuple<int, int, bool>, int> counts;
    std::vector<data::View> views(100);
    for (int step = 0; step < kDraws / 100; ++step) {
        data::drawViews({3, 32, 32}, {3, 28, 28}, true, 7, 2, std::uint64_t(step), views);
        for (const data::View& view : views) {
            ++counts[{view.top, view.left, view.mirrored}];
        }
    }
    QCOMPARE(counts.size(), std::size_t(50));
    double chiSquare = 0.0;
    for (const auto& [cell, count] : counts) {
        QVERIFY(std::get<0>(cell) >= 0 && std::get<0>(cell) <= 4 && std::get<1>(cell) >= 0 && std::get<1>(cell) <= 4);
        chiSquare += (count - 1000.0) * (count - 1000.0) / 1000.0;
    }
    // 49 degrees of freedom: 99.9 % of fair draws are below 85.4, and hardly any below 20.
    QVERIFY2(chiSquare > 20.0 && chiSquare < 85.4, qPrintable(QString::number(chiSquare)));
}

void TestBatches::viewsDependOnSeedWorkerAndStepOnly()
{
    const auto drawn = [](std::uint64_t seed, std::uint32_t worker, std::uint64_t step, bool flip = true) {
        std::vector<data::View> views(64);
        data::drawViews({3, 32, 32}, {3, 28, 28}, flip, seed, worker, step, views);
        return views;
    };
    const auto first = drawn(1, 0, 5);
    QVERIFY(drawn(1, 0, 5) == first);
    QVERIFY(drawn(2, 0, 5) != first);
    QVERIFY(drawn(1, 1, 5) != first);
    QVERIFY(drawn(1, 0, 6) != first);
    const auto upright = drawn(1, 0, 5, false);
    for (std::size_t i = 0; i < upright.size(); ++i) {
        QCOMPARE(upright[i], (data::View{first[i].top, first[i].left, false}));
    }
}

QTEST_GUILESS_MAIN(TestBatches)
#include "test_batches.moc"
