// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/batches.h"

#include <gossip/scenario.h>

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
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

}  // namespace

/// Who gets which pictures.
class TestPartition : public QObject {
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
};

void TestPartition::everyPictureIsInExactlyOnePart_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("iid") << int(PartitionKind::iid);
    QTest::newRow("dirichlet") << int(PartitionKind::dirichlet);
    QTest::newRow("shards") << int(PartitionKind::shards);
    QTest::newRow("labels") << int(PartitionKind::labels);
    QTest::newRow("quantity") << int(PartitionKind::quantity);
}

void TestPartition::everyPictureIsInExactlyOnePart()
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

void TestPartition::partsRepeatWithTheSeedAndDifferWithAnother()
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

void TestPartition::iidPartsHaveEqualSizes()
{
    const auto labels = unevenLabels();
    const auto parts = data::partition(scenarioWith(PartitionKind::iid, 3, 7), labels, kClasses, 7);
    for (const auto& part : *parts) {
        QVERIFY(part.size() == labels.size() / 7 || part.size() == labels.size() / 7 + 1);
    }
    QVERIFY(skew(*parts, labels) < 0.25);
}

void TestPartition::dirichletSkewGrowsAsAlphaFalls()
{
    const double even = meanDirichletSkew(100.0);
    const double usual = meanDirichletSkew(1.0);
    const double severe = meanDirichletSkew(0.1);
    const double extreme = meanDirichletSkew(0.0001);
    QVERIFY2(even < 0.2 && even + 0.1 < usual && usual + 0.1 < severe && severe < extreme,
             qPrintable(QStringLiteral("%1 %2 %3 %4").arg(even).arg(usual).arg(severe).arg(extreme)));
}

void TestPartition::dirichletSharesHaveTheDistributionsMoments()
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

void TestPartition::dirichletGivesEveryWorkerAPicture()
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

void TestPartition::shardsHoldFewClasses()
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

void TestPartition::labelsGiveEachWorkerExactlySoManyClassesAndEachClassFairly()
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

void TestPartition::labelsLeaveClassesWithoutHolderOut()
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

void TestPartition::quantityFollowsThePowerLaw()
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

void TestPartition::groupsHoldOnlyTheirClassesAndShareThemEqually()
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

void TestPartition::aClassOfTwoGroupsIsDividedAmongBoth()
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

void TestPartition::aClassOfNoGroupIsUsedByNobody()
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

void TestPartition::onePartOfManyWorkersIsEverything()
{
    const auto labels = unevenLabels();
    const auto parts = data::partition(twoPlants(1), labels, kClasses, 1);
    QVERIFY(parts);
    QCOMPARE(parts->size(), std::size_t(1));
    QCOMPARE(parts->front().size(), labels.size());
}

void TestPartition::impossibleDivisionsAreSentences()
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

QTEST_GUILESS_MAIN(TestPartition)
#include "test_partition.moc"
