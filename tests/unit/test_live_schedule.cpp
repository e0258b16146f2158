// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/live_cluster.h"
#include "support/cluster_rig.h"

#include <QtTest>

#include <atomic>
#include <chrono>
#include <thread>

using namespace gossip;

namespace {

/// How many steps compute at the same time.
struct Crowd {
    std::atomic<int> now{0};
    std::atomic<int> most{0};
};

/// Steps that take a moment and change nothing.
class CountingWork : public LocalWork {
public:
    explicit CountingWork(Crowd& crowd) : m_crowd(crowd) {}
    void freeze(const StepInput&) override {}
    float compute(std::span<const float>, nn::Slot*) override
    {
        const int now = ++m_crowd.now;
        for (int most = m_crowd.most; most < now && !m_crowd.most.compare_exchange_weak(most, now);) {
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        --m_crowd.now;
        return 0.0F;
    }
    void apply(std::span<float>) override {}

private:
    Crowd& m_crowd;
};

class CountingWorkFactory : public WorkFactory {
public:
    explicit CountingWorkFactory(Crowd& crowd) : m_crowd(crowd) {}
    [[nodiscard]] std::size_t flatSize() const override { return 16; }
    [[nodiscard]] std::size_t parameterCount() const override { return 16; }
    [[nodiscard]] int samplesPerStep() const override { return 0; }
    [[nodiscard]] std::size_t samplesPerEpoch() const override { return 0; }
    void initialise(int, std::span<float>) const override {}
    [[nodiscard]] std::unique_ptr<LocalWork> makeLocal(int) const override { return std::make_unique<CountingWork>(m_crowd); }

private:
    Crowd& m_crowd;
};

struct Outcome {
    std::vector<std::uint64_t> steps;   ///< of every worker
    int mostAtOnce = 0;
};

Outcome runOn(int workers, int threads, std::uint64_t stepsEach)
{
    Crowd crowd;
    Scenario scenario = test::vectorScenario(Workload::averaging, workers, 16, 0.5, 3);
    scenario.stop.steps = stepsEach * std::uint64_t(workers);
    test::Listener listener;
    test::FullLedger ledger(16);
    Cluster cluster(scenario, std::make_shared<CountingWorkFactory>(crowd), listener, ledger);
    LiveCluster live(cluster, scenario, nullptr, {.threads = threads});
    live.start();
    while (!live.ended()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    Outcome outcome;
    for (const WorkerStatus& status : cluster.statuses()) {
        outcome.steps.push_back(status.steps);
    }
    outcome.mostAtOnce = crowd.most;
    return outcome;
}

}  // namespace

/// Who gets to step when, and on how many threads.
class TestLiveSchedule : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void workersTakeTurns_data();
    void workersTakeTurns();
    void asManyThreadsAsAskedForAndNotOneMore_data();
    void asManyThreadsAsAskedForAndNotOneMore();
};

void TestLiveSchedule::workersTakeTurns_data()
{
    QTest::addColumn<int>("workers");
    QTest::newRow("8") << 8;
    QTest::newRow("64") << 64;
}

void TestLiveSchedule::workersTakeTurns()
{
    QFETCH(int, workers);
    constexpr std::uint64_t kEach = 5;
    const Outcome outcome = runOn(workers, 1, kEach);
    // On one thread nothing depends on time: first come, first served is strictly in turn.
    QCOMPARE(outcome.steps, std::vector<std::uint64_t>(std::size_t(workers), kEach));
}

void TestLiveSchedule::asManyThreadsAsAskedForAndNotOneMore_data()
{
    QTest::addColumn<int>("threads");
    for (const int threads : {1, 2, 3, 5}) {
        QTest::addRow("%d", threads) << threads;
    }
}

void TestLiveSchedule::asManyThreadsAsAskedForAndNotOneMore()
{
    QFETCH(int, threads);
    QCOMPARE(runOn(8, threads, 25).mostAtOnce, threads);   // 8 workers always have work for 5
}

QTEST_GUILESS_MAIN(TestLiveSchedule)
#include "test_live_schedule.moc"
