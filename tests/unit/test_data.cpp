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

/// Labels in a fixed irregular order; class c has 40 + 4 c pictures, so that classes differ in size.
std::vector<std::uint16_t> unevenLabels()
{
    std::vector<std::uint16_t> labels;
    for (int round = 0; round < 76; ++round) {
        for (int c = 0; c < kClasses; ++c) {
            if (round < 40 + 4 * c) {
                labels.push_back(std::uint16_t((c * 7) % kClasses));
            }
        }
    }
    return labels;
}

Scenario scenarioWith(PartitionKind kind, std::uint64_t seed, int workers)
{
    Scenario scenario;
    scenario.seed = seed;
    scenario.workers.count = workers;
    scenario.dataset.partition.kind = kind;
    return scenario;
}

Scenario twoPlants(std::uint64_t seed)
{
    Scenario scenario = scenarioWith(PartitionKind::groups, seed, 8);
    scenario.workers.groups = {{"A", {0, 1, 2, 3}}, {"B", {4, 5, 6, 7}}};
    scenario.dataset.partition.classes = {{"A", {0, 1, 2, 3, 4}}, {"B", {5, 6, 7, 8, 9}}};
    return scenario;
}

std::vector<std::size_t> classCounts(const std::vector<std::uint32_t>& part, const std::vector<std::uint16_t>& labels)
{
    std::vector<std::size_t> counts(kClasses, 0);
    for (const std::uint32_t picture : part) {
        ++counts[labels[picture]];
    }
    return counts;
}

std::set<int> classesOf(const std::vector<std::uint32_t>& part, const std::vector<std::uint16_t>& labels)
{
    std::set<int> classes;
    for (const std::uint32_t picture : part) {
        classes.insert(labels[picture]);
    }
    return classes;
}

/// Mean over workers of the share of their most frequent class: 1/classes when even, 1 when each worker has one class.
double skew(const data::Parts& parts, const std::vector<std::uint16_t>& labels)
{
    double sum = 0.0;
    for (const auto& part : parts) {
        const auto counts = classCounts(part, labels);
        sum += double(*std::max_element(counts.begin(), counts.end())) / double(part.size());
    }
    return sum / double(parts.size());
}

double meanDirichletSkew(double alpha)
{
    const auto labels = unevenLabels();
    double sum = 0.0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Scenario scenario = scenarioWith(PartitionKind::dirichlet, seed, 8);
        scenario.dataset.partition.alpha = alpha;
        sum += skew(*data::partition(scenario, labels, kClasses, 8), labels);
    }
    return sum / 20.0;
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

class TestData : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPictureIsInExactlyOnePart_data();
    void everyPictureIsInExactlyOnePart();
    void partsRepeatWithTheSeedAndDifferWithAnother_data() { everyPictureIsInExactlyOnePart_data(); }
    void partsRepeatWithTheSeedAndDifferWithAnother();
    void iidPartsHaveEqualSizes();
    void dirichletSkewGrowsAsAlphaFalls();
    void dirichletSharesHaveTheDistributionsMoments();
    void dirichletGivesEveryWorkerAPicture();
    void shardsHoldFewClasses();
    void labelsGiveEachWorkerExactlySoManyClassesAndEachClassFairly();
    void labelsLeaveClassesWithoutHolderOut();
    void quantityFollowsThePowerLaw();
    void groupsHoldOnlyTheirClassesAndShareThemEqually();
    void aClassOfTwoGroupsIsDividedAmongBoth();
    void aClassOfNoGroupIsUsedByNobody();
    void onePartOfManyWorkersIsEverything();
    void impossibleDivisionsAreSentences();
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

void TestData::everyPictureIsInExactlyOnePart_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("iid") << int(PartitionKind::iid);
    QTest::newRow("dirichlet") << int(PartitionKind::dirichlet);
    QTest::newRow("shards") << int(PartitionKind::shards);
    QTest::newRow("labels") << int(PartitionKind::labels);
    QTest::newRow("quantity") << int(PartitionKind::quantity);
}

void TestData::everyPictureIsInExactlyOnePart()
{
    QFETCH(int, kind);
    const auto labels = unevenLabels();
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const int workers = 1 + int(seed * 7 % 23);
        Scenario scenario = scenarioWith(PartitionKind(kind), seed, workers);
        scenario.dataset.partition.alpha = seed % 2 == 0 ? 0.05 : 2.0;
        scenario.dataset.partition.labelsPerWorker = (kClasses + workers - 1) / workers;   // together they hold every class
        const auto parts = data::partition(scenario, labels, kClasses, workers);
        QVERIFY2(parts, parts ? "" : parts.error().str().c_str());
        QCOMPARE(int(parts->size()), workers);
        std::vector<std::uint32_t> all;
        for (const auto& part : *parts) {
            QVERIFY(!part.empty());
            QVERIFY(std::is_sorted(part.begin(), part.end()));
            all.insert(all.end(), part.begin(), part.end());
        }
        std::sort(all.begin(), all.end());
        std::vector<std::uint32_t> expected(labels.size());
        std::iota(expected.begin(), expected.end(), 0U);
        QVERIFY2(all == expected, qPrintable(QStringLiteral("seed %1, %2 workers").arg(seed).arg(workers)));
    }
}

void TestData::partsRepeatWithTheSeedAndDifferWithAnother()
{
    QFETCH(int, kind);
    const auto labels = unevenLabels();
    Scenario scenario = scenarioWith(PartitionKind(kind), 11, 8);
    const auto first = data::partition(scenario, labels, kClasses, 8);
    scenario.protocol.id = "isolated";
    scenario.protocol.parameters["probability"] = 0.7;
    scenario.training.batch = 5;
    const auto again = data::partition(scenario, labels, kClasses, 8);
    QVERIFY(first && again);
    QVERIFY(*first == *again);
    scenario.seed = 12;
    QVERIFY(*data::partition(scenario, labels, kClasses, 8) != *first);
}

void TestData::iidPartsHaveEqualSizes()
{
    const auto labels = unevenLabels();
    const auto parts = data::partition(scenarioWith(PartitionKind::iid, 3, 7), labels, kClasses, 7);
    for (const auto& part : *parts) {
        QVERIFY(part.size() == labels.size() / 7 || part.size() == labels.size() / 7 + 1);
    }
    QVERIFY(skew(*parts, labels) < 0.25);
}

void TestData::dirichletSkewGrowsAsAlphaFalls()
{
    const double even = meanDirichletSkew(100.0);
    const double usual = meanDirichletSkew(1.0);
    const double severe = meanDirichletSkew(0.1);
    const double extreme = meanDirichletSkew(0.0001);
    QVERIFY2(even < 0.2 && even + 0.1 < usual && usual + 0.1 < severe && severe < extreme,
             qPrintable(QStringLiteral("%1 %2 %3 %4").arg(even).arg(usual).arg(severe).arg(extreme)));
}

void TestData::dirichletSharesHaveTheDistributionsMoments()
{
    // One class of 20,000 pictures: a worker's share has mean 1/M and variance (M−1)/(M²(Mα+1)).
    const std::vector<std::uint16_t> labels(20000, 0);
    for (const double alpha : {0.3, 3.0}) {
        constexpr int kWorkers = 4;
        constexpr int kDraws = 400;
        double sum = 0.0;
        double squares = 0.0;
        for (std::uint64_t seed = 1; seed <= kDraws; ++seed) {
            Scenario scenario = scenarioWith(PartitionKind::dirichlet, seed, kWorkers);
            scenario.dataset.partition.alpha = alpha;
            const auto parts = data::partition(scenario, labels, 1, kWorkers);
            const double share = double((*parts)[0].size()) / double(labels.size());
            sum += share;
            squares += share * share;
        }
        const double mean = sum / kDraws;
        const double variance = squares / kDraws - mean * mean;
        const double expected = (kWorkers - 1.0) / (kWorkers * kWorkers * (kWorkers * alpha + 1.0));
        QVERIFY2(std::abs(mean - 0.25) < 4.0 * std::sqrt(expected / kDraws), qPrintable(QString::number(mean)));
        QVERIFY2(std::abs(variance / expected - 1.0) < 0.3, qPrintable(QStringLiteral("%1, expected %2").arg(variance).arg(expected)));
    }
}

void TestData::dirichletGivesEveryWorkerAPicture()
{
    // As many workers as pictures: at this skew nearly all would be left with nothing.
    const std::vector<std::uint16_t> labels(50, 3);
    Scenario scenario = scenarioWith(PartitionKind::dirichlet, 1, 50);
    scenario.dataset.partition.alpha = 0.001;
    const auto parts = data::partition(scenario, labels, kClasses, 50);
    QVERIFY(parts);
    for (const auto& part : *parts) {
        QCOMPARE(part.size(), std::size_t(1));
    }
}

void TestData::shardsHoldFewClasses()
{
    const auto labels = unevenLabels();
    Scenario scenario = scenarioWith(PartitionKind::shards, 5, 20);
    scenario.dataset.partition.shardsPerWorker = 2;
    const auto parts = data::partition(scenario, labels, kClasses, 20);
    for (const auto& part : *parts) {
        QVERIFY(classesOf(part, labels).size() <= 4);   // a shard is smaller than a class, so it meets two at most
        QVERIFY(part.size() >= labels.size() / 40 * 2 && part.size() <= (labels.size() / 40 + 1) * 2);
    }
}

void TestData::labelsGiveEachWorkerExactlySoManyClassesAndEachClassFairly()
{
    const auto labels = unevenLabels();
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Scenario scenario = scenarioWith(PartitionKind::labels, seed, 8);
        scenario.dataset.partition.labelsPerWorker = 3;
        const auto parts = data::partition(scenario, labels, kClasses, 8);
        std::vector<int> holders(kClasses, 0);
        for (const auto& part : *parts) {
            const auto classes = classesOf(part, labels);
            QCOMPARE(classes.size(), std::size_t(3));
            for (const int c : classes) {
                ++holders[std::size_t(c)];
            }
        }
        for (const int count : holders) {
            QVERIFY(count == 2 || count == 3);   // 24 places for 10 classes
        }
    }
}

void TestData::labelsLeaveClassesWithoutHolderOut()
{
    const auto labels = unevenLabels();
    Scenario scenario = scenarioWith(PartitionKind::labels, 2, 3);
    scenario.dataset.partition.labelsPerWorker = 2;
    const auto parts = data::partition(scenario, labels, kClasses, 3);
    std::set<int> used;
    for (const auto& part : *parts) {
        for (const int c : classesOf(part, labels)) {
            QVERIFY(used.insert(c).second);   // 6 places: nobody shares
        }
    }
    QCOMPARE(used.size(), std::size_t(6));
}

void TestData::quantityFollowsThePowerLaw()
{
    const std::vector<std::uint16_t> labels(25000, 0);
    Scenario scenario = scenarioWith(PartitionKind::quantity, 1, 4);
    scenario.dataset.partition.exponent = 1.0;
    const auto parts = data::partition(scenario, labels, kClasses, 4);
    const std::vector<std::size_t> expected{12000, 6000, 4000, 3000};   // ∝ 1, 1/2, 1/3, 1/4
    for (std::size_t w = 0; w < 4; ++w) {
        QCOMPARE((*parts)[w].size(), expected[w]);
    }
}

void TestData::groupsHoldOnlyTheirClassesAndShareThemEqually()
{
    const auto labels = unevenLabels();
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const auto parts = data::partition(twoPlants(seed), labels, kClasses, 8);
        QVERIFY(parts);
        std::size_t used = 0;
        for (std::size_t w = 0; w < 8; ++w) {
            const std::set<int> expected = w < 4 ? std::set<int>{0, 1, 2, 3, 4} : std::set<int>{5, 6, 7, 8, 9};
            QCOMPARE(classesOf((*parts)[w], labels), expected);
            used += (*parts)[w].size();
        }
        QCOMPARE(used, labels.size());
        for (int c = 0; c < kClasses; ++c) {
            std::set<std::size_t> sizes;
            for (std::size_t w = c < 5 ? 0 : 4; w < (c < 5 ? 4U : 8U); ++w) {
                sizes.insert(classCounts((*parts)[w], labels)[std::size_t(c)]);
            }
            QVERIFY(*sizes.rbegin() - *sizes.begin() <= 1);
        }
    }
}

void TestData::aClassOfTwoGroupsIsDividedAmongBoth()
{
    const auto labels = unevenLabels();
    Scenario scenario = twoPlants(1);
    scenario.dataset.partition.classes[1].second.push_back(0);   // B holds 0 as well
    const auto parts = data::partition(scenario, labels, kClasses, 8);
    std::set<std::size_t> counts;
    for (const auto& part : *parts) {
        counts.insert(classCounts(part, labels)[0]);
    }
    QCOMPARE(counts, std::set<std::size_t>{5});   // 40 pictures of class 0 among all eight
}

void TestData::aClassOfNoGroupIsUsedByNobody()
{
    const auto labels = unevenLabels();
    Scenario scenario = twoPlants(1);
    scenario.dataset.partition.classes[1].second = {5, 6, 7, 8};
    const auto parts = data::partition(scenario, labels, kClasses, 8);
    std::size_t used = 0;
    for (const auto& part : *parts) {
        QCOMPARE(classCounts(part, labels)[9], std::size_t(0));
        used += part.size();
    }
    QCOMPARE(used, labels.size() - std::size_t(std::count(labels.begin(), labels.end(), 9)));
}

void TestData::onePartOfManyWorkersIsEverything()
{
    const auto labels = unevenLabels();
    const auto parts = data::partition(twoPlants(1), labels, kClasses, 1);
    QVERIFY(parts);
    QCOMPARE(parts->size(), std::size_t(1));
    QCOMPARE(parts->front().size(), labels.size());
}

void TestData::impossibleDivisionsAreSentences()
{
    const auto labels = unevenLabels();
    const auto failure = [&](const Scenario& scenario, int workers) {
        const auto parts = data::partition(scenario, labels, kClasses, workers);
        return parts ? QString() : QString::fromStdString(parts.error().str());
    };
    QVERIFY(failure(scenarioWith(PartitionKind::iid, 1, 1000), 1000).contains(QStringLiteral("too few for 1000 workers")));
    Scenario scenario = scenarioWith(PartitionKind::shards, 1, 8);
    scenario.dataset.partition.shardsPerWorker = 100;
    QVERIFY(failure(scenario, 8).contains(QStringLiteral("shards_per_worker")));
    scenario = scenarioWith(PartitionKind::labels, 1, 8);
    scenario.dataset.partition.labelsPerWorker = 11;
    QVERIFY(failure(scenario, 8).contains(QStringLiteral("11 is more than the 10 classes")));
    scenario = twoPlants(1);
    scenario.dataset.partition.classes[1].second = {5, 10};
    QVERIFY(failure(scenario, 8).contains(QStringLiteral("class 10 does not exist")));
    scenario = twoPlants(1);
    scenario.dataset.partition.classes[1].first = "C";
    QVERIFY(failure(scenario, 8).contains(QStringLiteral("no group \"C\"")));
    scenario = twoPlants(1);
    scenario.workers.groups[0].second = {0, 1, 2};
    scenario.workers.names = {"a", "b", "c", "lonely", "e", "f", "g", "h"};
    QVERIFY(failure(scenario, 8).contains(QStringLiteral("worker lonely would get no training picture")));
}

void TestData::noiseChangesExactlyTheShareAskedForToOtherClasses()
{
    const auto labels = unevenLabels();
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

void TestData::aLittleNoiseIsAPartOfMoreNoise()
{
    const auto labels = unevenLabels();
    const auto little = data::noisyLabels(labels, kClasses, 0.1, 7);
    const auto more = data::noisyLabels(labels, kClasses, 0.6, 7);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        QVERIFY(little[i] == labels[i] || little[i] == more[i]);
    }
}

void TestData::scalingEqualsTheNaiveOne()
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

void TestData::scalingOfAConstantChannelIsUsable()
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

void TestData::everyPassIsAPermutationOfThePart()
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

void TestData::batchesRunAcrossPassesWhateverTheirSize()
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

void TestData::ordersDifferByPassWorkerAndSeed()
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

void TestData::gatherEqualsTheNaiveCopy()
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

void TestData::gatherCutsAndMirrorsLikeTheNaiveLoop()
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

void TestData::gatherTakesTheCentreForTesting_data()
{
    QTest::addColumn<int>("side");
    QTest::addColumn<int>("top");
    QTest::addColumn<int>("left");
    QTest::newRow("even margins") << 6 << 1 << 2;
    QTest::newRow("odd margins: the smaller half comes first") << 5 << 1 << 2;
    QTest::newRow("no margin above") << 8 << 0 << 1;
}

void TestData::gatherTakesTheCentreForTesting()
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

void TestData::viewsAreSpreadEvenly()
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

void TestData::viewsDependOnSeedWorkerAndStepOnly()
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

QTEST_GUILESS_MAIN(TestData)
#include "test_data.moc"
