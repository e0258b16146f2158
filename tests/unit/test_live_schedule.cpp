// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/live_cluster.h"
#include "support/cluster_rig.h"
#include "support/faults.h"

#include <QtTest>

#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <thread>
#include <utility>

using namespace gossip;
using gossip::test::faultOf;

namespace {

/// How many steps compute at the same time.
struct Crowd {
    std::atomic<int> now{0};
    std::atomic<int> most{0};
    int wanted = 1;   ///< steps wait until so many were at it at once
};

/// Takes so long to hear of an event that steps would overtake it.
class Dawdler : public test::Listener {
public:
    void onEvent(const Event& event) override
    {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        test::Listener::onEvent(event);
    }
};

/// Somebody who commands something as soon as the first thing has happened.
class Commander : public test::Listener {
public:
    void onEvent(const Event& event) override
    {
        test::Listener::onEvent(event);
        if (const auto post = std::exchange(command, nullptr)) {
            post();
        }
    }
    std::function<void()> command;
};

using Begin = void (LiveCluster::*)();

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
        // A busy machine may take its time to start threads: whoever comes waits for the others once, if they come at all.
        const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        do {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        } while (m_crowd.most < m_crowd.wanted && std::chrono::steady_clock::now() < patience);
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
    crowd.wanted = threads;
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

Q_DECLARE_METATYPE(Begin)

/// Who gets to step when, and on how many threads.
class TestLiveSchedule : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatStandsAtTimeZeroComesBeforeTheFirstStep_data();
    void whatStandsAtTimeZeroComesBeforeTheFirstStep();
    void commandsDoNotWaitForWhatIsDue();
    void workersTakeTurns_data();
    void workersTakeTurns();
    void whoWaitsForASlowWorkerMakesItNoSlower();
    void asManyThreadsAsAskedForAndNotOneMore_data();
    void asManyThreadsAsAskedForAndNotOneMore();
};

void TestLiveSchedule::whatStandsAtTimeZeroComesBeforeTheFirstStep_data()
{
    QTest::addColumn<Begin>("begin");
    QTest::newRow("start") << Begin(&LiveCluster::start);
    QTest::newRow("resume") << Begin(&LiveCluster::resume);
    QTest::newRow("single step") << Begin(&LiveCluster::singleStep);
}

void TestLiveSchedule::whatStandsAtTimeZeroComesBeforeTheFirstStep()
{
    QFETCH(Begin, begin);
    Crowd crowd;
    Scenario scenario = test::vectorScenario(Workload::averaging, 3, 16, 0.5, 3);
    scenario.stop.steps = 20;
    for (const int worker : {0, 2}) {
        Fault crash;
        crash.workers = {worker};
        scenario.faults.push_back(crash);
    }
    Dawdler listener;
    test::FullLedger ledger(16);
    Cluster cluster(scenario, std::make_shared<CountingWorkFactory>(crowd), listener, ledger);
    LiveCluster live(cluster, scenario, nullptr, {.threads = 2});
    (live.*begin)();
    QTRY_VERIFY(live.ended() || live.isPaused());
    const std::vector<WorkerStatus> all = cluster.statuses();
    QCOMPARE(all[0].steps, std::uint64_t(0));
    QCOMPARE(all[2].steps, std::uint64_t(0));
    QVERIFY(all[1].steps > 0);
}

void TestLiveSchedule::commandsDoNotWaitForWhatIsDue()
{
    Crowd crowd;
    Scenario scenario = test::vectorScenario(Workload::averaging, 3, 16, 0.5, 3);
    scenario.faults.resize(10, faultOf(FaultKind::heal));   // all at time zero
    Commander listener;
    test::FullLedger ledger(16);
    Cluster cluster(scenario, std::make_shared<CountingWorkFactory>(crowd), listener, ledger);
    std::promise<LiveCluster*> made;
    listener.command = [where = made.get_future().share()] { where.get()->post(faultOf(FaultKind::crash, {1})); };
    LiveCluster live(cluster, scenario, nullptr, {.threads = 2});
    made.set_value(&live);
    QTRY_COMPARE(listener.eventsSoFar(), std::size_t(11));
    QCOMPARE(listener.events[1].kind, std::string("crash"));
}

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

void TestLiveSchedule::whoWaitsForASlowWorkerMakesItNoSlower()
{
    // In step with one that takes four times as long, everybody does. Were the slow one measured against those who wait for it,
    // each round would take longer than the one before: 60 of them days instead of a second.
    Crowd crowd;
    Scenario scenario = test::vectorScenario(Workload::averaging, 4, 16, 0.5, 3);
    scenario.protocol.id = "allreduce";
    scenario.protocol.parameters.clear();
    scenario.workers.stepMs = 5.0;
    scenario.faults = {faultOf(FaultKind::slow, {0}, 4.0)};
    scenario = *checkScenario(scenario);
    scenario.stop.steps = 60 * 4;
    test::Listener listener;
    test::FullLedger ledger(16);
    Cluster cluster(scenario, std::make_shared<CountingWorkFactory>(crowd), listener, ledger);
    LiveCluster live(cluster, scenario, nullptr, {.threads = 2});
    live.start();
    QTRY_VERIFY_WITH_TIMEOUT(live.ended(), 30000);
    QCOMPARE(live.end(), ClusterEnd::limit);
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
