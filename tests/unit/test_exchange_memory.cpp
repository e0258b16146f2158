// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cluster_rig.h"

#include <QtTest>

#include <atomic>
#include <cstdlib>
#include <new>

// Every allocation of this executable is counted.
namespace {

std::atomic<std::size_t> g_watchedSize{SIZE_MAX};
std::atomic<std::size_t> g_watched{0};   ///< allocations of at least g_watchedSize bytes
std::atomic<std::size_t> g_bytes{0};

void* counted(std::size_t bytes, std::size_t alignment)
{
    g_bytes += bytes;
    g_watched += bytes >= g_watchedSize ? 1 : 0;
    void* memory = std::aligned_alloc(alignment, (bytes + alignment - 1) / alignment * alignment);
    if (memory == nullptr) {
        std::abort();
    }
    return memory;
}

}  // namespace

void* operator new(std::size_t bytes) { return counted(bytes, alignof(std::max_align_t)); }
void* operator new(std::size_t bytes, std::align_val_t alignment) { return counted(bytes, std::size_t(alignment)); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

using namespace gossip;

/// What exchanges may allocate, and how much may pile up.
class TestExchangeMemory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void steadyExchangeAllocatesNoArrays();
    void whatIsAllocatedDoesNotGrowWithTheModel();
    void pausedReceiverHoldsOneModelAndThePoolStaysSmall();
    void slowLinksHoldFewModels_data();
    void slowLinksHoldFewModels();
};

namespace {

constexpr int kWorkers = 8;
constexpr int kWarmUpRounds = 50;
constexpr int kRounds = 125;   // × 8 workers: 1,000 steps

struct Allocated {
    std::size_t arrays = 0;
    std::size_t bytes = 0;
};

/// By 1,000 steps of GoSGD with p = 1, after a warm-up.
Allocated duringSteadyExchange(int dimension)
{
    test::SerialRig rig(test::vectorScenario(Workload::averaging, kWorkers, dimension, 1.0, 7));
    for (int round = 0; round < kWarmUpRounds; ++round) {
        rig.serial.round(nullptr);
    }
    g_watchedSize = std::size_t(dimension) * sizeof(float);
    const Allocated before{g_watched, g_bytes};
    for (int round = 0; round < kRounds; ++round) {
        rig.listener.traces.clear();   // what the test's own listener keeps is not the subject
        rig.serial.round(nullptr);
    }
    const Allocated all{g_watched - before.arrays, g_bytes - before.bytes};
    g_watchedSize = SIZE_MAX;
    return all;
}

}  // namespace

void TestExchangeMemory::steadyExchangeAllocatesNoArrays()
{
    const Allocated allocated = duringSteadyExchange(100'000);
    qInfo("%zu bytes a step", allocated.bytes / (kRounds * kWorkers));
    QCOMPARE(allocated.arrays, std::size_t(0));
}

void TestExchangeMemory::whatIsAllocatedDoesNotGrowWithTheModel()
{
    QCOMPARE(duringSteadyExchange(50'000).bytes, duringSteadyExchange(200'000).bytes);
}

void TestExchangeMemory::pausedReceiverHoldsOneModelAndThePoolStaysSmall()
{
    constexpr int kDimension = 100'000;
    constexpr int kPushes = 1000;
    test::SerialRig rig(test::vectorScenario(Workload::averaging, 2, kDimension, 1.0, 7));
    Cluster& cluster = rig.cluster;
    g_watchedSize = kDimension * sizeof(float);
    const std::size_t before = g_watched;
    for (int push = 0; push < kPushes; ++push) {   // worker 1 never steps
        Outbox outbox;
        const auto ticket = cluster.begin(0, double(push), outbox);
        QVERIFY(ticket);
        cluster.finish(*ticket, cluster.compute(*ticket, nullptr), double(push), outbox);
        QCOMPARE(outbox.size(), std::size_t(1));
        auto flight = cluster.depart(std::move(outbox.front()), double(push));
        QVERIFY(flight);
        Outbox answers;
        cluster.deliver(std::move(flight->message), double(push), answers);
    }
    const std::size_t arrays = g_watched - before;
    g_watchedSize = SIZE_MAX;
    QCOMPARE(cluster.network().totals().delivered, std::uint64_t(kPushes));
    QCOMPARE(cluster.statuses()[1].inbox, 1);
    QVERIFY2(arrays <= 2, qPrintable(QString::number(arrays)));   // one waits, one travels
    QVERIFY(std::abs(rig.totalWeight() - 1.0) < 1e-12);
}

void TestExchangeMemory::slowLinksHoldFewModels_data()
{
    QTest::addColumn<QString>("protocol");
    QTest::addColumn<double>("serverMs");
    QTest::addColumn<int>("most");   // models that are on their way, of eight workers
    for (const char* protocol : {"gosgd", "gossip-average", "push-sum"}) {
        QTest::newRow(protocol) << protocol << 0.0 << 2 * kWorkers;
    }
    for (const char* protocol : {"elastic-gossip", "ad-psgd", "easgd", "downpour"}) {
        QTest::newRow(protocol) << protocol << 0.0 << 4 * kWorkers;   // questions and answers
    }
    QTest::newRow("easgd, slow server") << "easgd" << 5000.0 << 4 * kWorkers;
    for (const char* protocol : {"d-psgd", "gossip-pga", "choco", "allreduce", "local-sgd"}) {   // whole rounds to 7 others
        QTest::newRow(protocol) << protocol << 0.0 << 3 * 7 * kWorkers;
    }
    QTest::newRow("push-sum, in step") << "push-sum, in step" << 0.0 << 2 * kWorkers;
}

void TestExchangeMemory::slowLinksHoldFewModels()
{
    QFETCH(QString, protocol);
    QFETCH(double, serverMs);
    QFETCH(int, most);
    Scenario scenario = test::vectorScenario(Workload::averaging, kWorkers, 1000, 1.0, 7);
    scenario.protocol.id = protocol.section(',', 0, 0).toStdString();
    scenario.protocol.timeoutS = 3.0;   // who waits gives up long before a message is through
    scenario.protocol.parameters.clear();
    for (const ParameterInfo& parameter : findProtocol(scenario.protocol.id)->parameters) {
        if (parameter.key == "probability" || parameter.key == "tau" || (parameter.key == "overlap" && !protocol.contains(','))) {
            scenario.protocol.parameters[parameter.key] = 1.0;
        }
    }
    scenario.network.bandwidthMbps = serverMs > 0.0 ? 0.0 : 0.001;   // half a minute a model; a step takes a second
    scenario.network.serverMs = serverMs;
    test::SerialRig rig(*checkScenario(scenario));
    std::size_t atMost = 0;
    for (int round = 0; round < 2000; ++round) {
        rig.listener.traces.clear();
        rig.serial.round(nullptr);
        std::size_t flying = 0;
        rig.serial.visitFlying([&](const ModelMessage& message) { flying += message.parameters ? 1 : 0; });
        atMost = std::max(atMost, flying);
    }
    QVERIFY2(atMost >= kWorkers && atMost <= std::size_t(most), qPrintable(QString::number(atMost)));
    QVERIFY(rig.cluster.network().totals().delivered > 60);
}

QTEST_GUILESS_MAIN(TestExchangeMemory)
#include "test_exchange_memory.moc"
