// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/serial_cluster.h"
#include "cluster/weight_sums.h"
#include "core/vector_ops.h"
#include "datasets/catalogue.h"
#include "run/setup.h"
#include "support/cluster_rig.h"

#include <QTest>

#include <cmath>
#include <cstring>

using namespace gossip;
using namespace gossip::test;

namespace {

constexpr int kWorkers = 4;
constexpr int kBatch = 8;
constexpr int kSteps = 20;
constexpr int kPictures = 160;   // 40 a worker: the steps go through them exactly four times

struct TrainingRig {
    explicit TrainingRig(const RunSetup& setup) : cluster(setup.effective, setup.work, listener, ledger), serial(cluster, setup.effective), slot(setup.net) {}
    Listener listener;
    WeightSums ledger;
    Cluster cluster;
    SerialCluster serial;
    nn::Slot slot;
};

Scenario scenarioOf(const char* protocol)
{
    const std::string text = R"({"schema_version": 1, "dataset": {"id": "stripes"}, "model": {"id": "lenet5"}, "workers": {"count": 4},
        "training": {"batch": 8, "learning_rate": 0.05, "momentum": 0.9, "nesterov": true, "weight_decay": 0.001}, "protocol": {"id": ")";
    return *parseScenario(text + protocol + "\"}}");
}

std::shared_ptr<Dataset> stripes()
{
    DatasetSpec spec;
    spec.id = "stripes";
    auto set = std::make_shared<Dataset>(**datasets::load(spec));
    set->train.labels.resize(kPictures);
    set->train.pixels.resize(kPictures * set->shape.size());
    return set;
}

/// What the workers of \p setup draw, put where a single worker draws the same pictures step by step.
std::shared_ptr<Dataset> asPooledDraws(const Dataset& set, const RunSetup& setup)
{
    const std::size_t size = set.shape.size();
    constexpr auto kDrawn = std::size_t(kSteps * kWorkers * kBatch);
    std::vector<std::uint32_t> all(kDrawn);
    for (std::size_t i = 0; i < kDrawn; ++i) {
        all[i] = std::uint32_t(i);
    }
    std::vector<std::uint32_t> places(kDrawn);
    data::BatchOrder(all, setup.scenario.seed, 0).next(places);
    auto pooled = std::make_shared<Dataset>(set);
    pooled->train.labels.resize(kDrawn);
    pooled->train.pixels.resize(kDrawn * size);
    for (std::size_t worker = 0; worker < kWorkers; ++worker) {
        data::BatchOrder order(setup.data->parts[worker], setup.scenario.seed, std::uint32_t(worker));
        for (std::size_t step = 0; step < kSteps; ++step) {
            std::vector<std::uint32_t> drawn(kBatch);
            order.next(drawn);
            for (std::size_t i = 0; i < kBatch; ++i) {
                const std::size_t place = places[(step * kWorkers + worker) * kBatch + i];
                pooled->train.labels[place] = set.train.labels[drawn[i]];
                std::memcpy(&pooled->train.pixels[place * size], &set.train.pixels[drawn[i] * size], size);
            }
        }
    }
    return pooled;
}

}  // namespace

/// All-reduce with M workers of batch b is one worker with batch M b: the same training, fed the same samples.
class TestAllReducePooled : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void allReduceIsPooled_data();
    void allReduceIsPooled();
};

void TestAllReducePooled::allReduceIsPooled_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("all-reduce") << "allreduce";
    QTest::newRow("gossip-pga, an average in every step") << "gossip-pga";
}

void TestAllReducePooled::allReduceIsPooled()
{
    QFETCH(QString, id);
    const std::shared_ptr<Dataset> set = stripes();
    Scenario together = scenarioOf(qPrintable(id));
    if (id == "gossip-pga") {
        together.protocol.parameters["period"] = 1.0;
    }
    const Result<RunSetup> many = prepareRun(together, set, 1);
    QVERIFY(many);
    Scenario scenario = scenarioOf("pooled");
    scenario.protocol.parameters["batch_multiple"] = kWorkers;
    const Result<RunSetup> one = prepareRun(scenario, asPooledDraws(*set, *many), 1);
    QVERIFY(one);
    QCOMPARE(one->effective.workers.count, 1);
    QCOMPARE(one->effective.training.batch, kWorkers * kBatch);

    TrainingRig workers(*many);
    TrainingRig pooled(*one);
    FlatArray start;
    pooled.cluster.copyParameters(0, start);
    for (int step = 0; step < kSteps; ++step) {
        workers.serial.round(&workers.slot);
        pooled.serial.round(&pooled.slot);
    }
    QCOMPARE(workers.cluster.stepsDone(), std::uint64_t(kSteps * kWorkers));
    FlatArray expected;
    pooled.cluster.copyParameters(0, expected);
    QVERIFY(std::sqrt(squaredDistance(start, expected)) > 0.1);   // it did learn
    for (int worker = 0; worker < kWorkers; ++worker) {
        FlatArray found;
        workers.cluster.copyParameters(worker, found);
        double largest = 0.0;
        for (std::size_t i = 0; i < found.size(); ++i) {
            largest = std::max(largest, double(std::abs(found[i] - expected[i])));
        }
        QVERIFY2(largest < 1e-4, qPrintable(QString::number(largest)));
    }
}

QTEST_GUILESS_MAIN(TestAllReducePooled)
#include "test_allreduce_pooled.moc"
