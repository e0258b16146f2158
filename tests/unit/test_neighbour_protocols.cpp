// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compression.h"
#include "support/matrix_forms.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace gossip;
using namespace gossip::test;

namespace {

constexpr double kTolerance = 1e-5;
constexpr int kDimension = 6;

Scenario on(const char* topology, const char* id, const std::map<std::string, double>& given, Workload workload, int workers = 6)
{
    Scenario scenario = scenarioOf(id, given, workload, 12, workers, kDimension);
    scenario.topology.id = topology;
    for (const ParameterInfo& parameter : findTopology(topology)->parameters) {
        scenario.topology.parameters[parameter.key] = parameter.defaultValue;
    }
    return scenario;
}

/// The topology's mixing matrix W in one round, rows divided by their sums.
Matrix mixingMatrix(const Scenario& scenario, std::uint64_t round)
{
    const Result<Topology> topology = Topology::make(scenario.topology, scenario.workers.count, scenario.seed);
    const int n = scenario.workers.count;
    Matrix w(std::size_t(n), std::vector<double>(std::size_t(n), 0.0));
    for (int i = 0; i < n; ++i) {
        double sum = 0.0;
        for (const Topology::Weight& column : topology->mixingRow(i, round)) {
            w[std::size_t(i)][std::size_t(column.worker)] = column.weight;
            sum += column.weight;
        }
        for (double& value : w[std::size_t(i)]) {
            value /= sum;
        }
    }
    return w;
}

Matrix meanMatrix(int n)
{
    return Matrix(std::size_t(n), std::vector<double>(std::size_t(n), 1.0 / n));
}

Rows plus(Rows a, const Rows& b, double factor = 1.0)
{
    for (std::size_t i = 0; i < a.size(); ++i) {
        for (std::size_t c = 0; c < a[i].size(); ++c) {
            a[i][c] += factor * b[i][c];
        }
    }
    return a;
}

/// What each worker's own step adds in every round: the same whatever the protocol.
class Steps {
public:
    explicit Steps(Scenario scenario) : m_rig(isolated(std::move(scenario))) {}
    Rows next()
    {
        const Rows before = rowsOf(models(m_rig));
        m_rig.serial.round(nullptr);
        return plus(rowsOf(models(m_rig)), before, -1.0);
    }

private:
    static Scenario isolated(Scenario scenario)
    {
        scenario.protocol.id = "isolated";
        scenario.protocol.parameters.clear();
        scenario.topology = {};
        return scenario;
    }
    SerialRig m_rig;
};

std::vector<float> rowAsSent(const std::vector<double>& row, int compressor, double keep)
{
    std::vector<float> sent(row.begin(), row.end());
    if (compressor == 1) {
        keepLargest(sent, keep);
    } else if (compressor == 2) {
        roundAsSent(sent, Compression::int8);
    }
    return sent;
}

void addTopologies()
{
    QTest::addColumn<QString>("topology");
    for (const char* id : {"complete", "ring", "star", "exponential", "one-peer-exponential"}) {
        QTest::newRow(id) << id;
    }
}

}  // namespace

/// The protocols that mix with their neighbours, round for round against their matrix forms (methods.md section 3), and where
/// one of them must be another one.
class TestNeighbourProtocols : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void dPsgd_data() { addTopologies(); }
    void dPsgd();
    void gossipPga_data() { addTopologies(); }
    void gossipPga();
    void gossipPgaOfPeriodOneIsAllReduce();
    void choco_data();
    void choco();
    void chocoOfEverythingIsDPsgd_data() { addTopologies(); }
    void chocoOfEverythingIsDPsgd();
    void pushSum_data() { addTopologies(); }
    void pushSum();
    void pushSumKeepsItsWeightsOnRegularGraphs_data();
    void pushSumKeepsItsWeightsOnRegularGraphs();
    void overlappedPushSumNeverWaits();
    void dPsgdAfterACutTakesTheLargerGroups_data();
    void dPsgdAfterACutTakesTheLargerGroups();
    void barriersStallUntilTheCrashedOneIsBack_data();
    void barriersStallUntilTheCrashedOneIsBack();
};

void TestNeighbourProtocols::dPsgd()
{
    QFETCH(QString, topology);
    const Scenario scenario = on(qPrintable(topology), "d-psgd", {}, Workload::randomWalk, 8);
    SerialRig rig(scenario);
    Steps steps(scenario);
    Rows x = rowsOf(models(rig));
    for (std::uint64_t round = 0; round < 12; ++round) {
        rig.serial.round(nullptr);
        x = plus(product(mixingMatrix(scenario, round), x), steps.next());   // X ← W X − η G
        QVERIFY(gap(x, models(rig)) < kTolerance);
    }
}

void TestNeighbourProtocols::gossipPga()
{
    QFETCH(QString, topology);
    constexpr std::uint64_t kPeriod = 3;
    const Scenario scenario = on(qPrintable(topology), "gossip-pga", {{"period", double(kPeriod)}}, Workload::randomWalk, 8);
    SerialRig rig(scenario);
    Steps steps(scenario);
    Rows x = rowsOf(models(rig));
    for (std::uint64_t round = 1; round <= 12; ++round) {
        rig.serial.round(nullptr);
        x = product(round % kPeriod == 0 ? meanMatrix(8) : mixingMatrix(scenario, round), plus(x, steps.next()));
        QVERIFY(gap(x, models(rig)) < kTolerance);
    }
}

void TestNeighbourProtocols::gossipPgaOfPeriodOneIsAllReduce()
{
    SerialRig gossip(on("ring", "gossip-pga", {{"period", 1.0}}, Workload::randomWalk));
    SerialRig reduce(on("ring", "allreduce", {}, Workload::randomWalk));
    for (int round = 0; round < 10; ++round) {
        gossip.serial.round(nullptr);
        reduce.serial.round(nullptr);
        QCOMPARE(rowsOf(models(gossip)), rowsOf(models(reduce)));
    }
    QCOMPARE(gossip.cluster.network().totals().bytes, reduce.cluster.network().totals().bytes);
}

void TestNeighbourProtocols::choco_data()
{
    QTest::addColumn<QString>("topology");
    QTest::addColumn<int>("compressor");
    for (const char* id : {"complete", "ring", "star", "exponential"}) {
        QTest::addRow("%s, top-k", id) << id << 1;
        QTest::addRow("%s, int8", id) << id << 2;
    }
}

void TestNeighbourProtocols::choco()
{
    QFETCH(QString, topology);
    QFETCH(int, compressor);
    constexpr double kGamma = 0.4;
    constexpr double kKeep = 0.34;   // 3 of 6 values
    const Scenario scenario = on(qPrintable(topology), "choco", {{"gamma", kGamma}, {"compressor", double(compressor)}, {"keep", kKeep}}, Workload::randomWalk, 8);
    SerialRig rig(scenario);
    Steps steps(scenario);
    const Matrix w = mixingMatrix(scenario, 0);
    Rows x = rowsOf(models(rig));
    Rows known;
    for (int round = 1; round <= 12; ++round) {
        rig.serial.round(nullptr);
        x = plus(x, steps.next());
        if (round == 1) {
            known = x;
        } else {
            for (std::size_t i = 0; i < x.size(); ++i) {
                std::vector<double> difference = x[i];
                std::transform(difference.begin(), difference.end(), known[i].begin(), difference.begin(), std::minus<>());
                const std::vector<float> q = rowAsSent(difference, compressor, kKeep);
                std::transform(known[i].begin(), known[i].end(), q.begin(), known[i].begin(), std::plus<>());
            }
        }
        x = plus(x, plus(product(w, known), known, -1.0), kGamma);   // X ← X + γ (W − I) X̂
        QVERIFY(gap(x, models(rig)) < 1e-4);
    }
}

void TestNeighbourProtocols::chocoOfEverythingIsDPsgd()
{
    QFETCH(QString, topology);
    SerialRig choco(on(qPrintable(topology), "choco", {{"gamma", 1.0}, {"compressor", 0.0}}, Workload::averaging, 8));
    SerialRig dPsgd(on(qPrintable(topology), "d-psgd", {}, Workload::averaging, 8));
    for (int round = 0; round < 10; ++round) {
        const Rows before = rowsOf(models(dPsgd));
        choco.serial.round(nullptr);
        dPsgd.serial.round(nullptr);
        if (topology == "one-peer-exponential") {
            continue;   // whose rounds the two count from 1 and from 0
        }
        QVERIFY(gap(rowsOf(models(dPsgd)), models(choco)) < kTolerance);
        QVERIFY(gap(before, models(dPsgd)) > 1e-5 || round > 0);
    }
    QVERIFY(spread(models(choco)) < (topology == "complete" ? 1e-3 : 2.0));
}

void TestNeighbourProtocols::pushSum()
{
    QFETCH(QString, topology);
    constexpr int kNodes = 4;
    const Scenario scenario = on(qPrintable(topology), "push-sum", {}, Workload::randomWalk, kNodes);
    SerialRig rig(scenario);
    Steps steps(scenario);
    const Result<Topology> graph = Topology::make(scenario.topology, kNodes, scenario.seed);
    Rows u = rowsOf(models(rig));
    Rows w(kNodes, std::vector<double>(1, 1.0));
    double least = 1.0;
    for (std::uint64_t round = 0; round < 12; ++round) {
        rig.listener.traces.clear();
        rig.serial.round(nullptr);
        u = plus(u, steps.next());
        Matrix p = identity(kNodes);
        for (const auto& [from, to] : delivered(rig.listener)) {
            QVERIFY(graph->linked(from, to));
            QCOMPARE(p[std::size_t(from)][std::size_t(from)], 1.0);   // one push each
            p[std::size_t(from)][std::size_t(from)] = p[std::size_t(to)][std::size_t(from)] = 0.5;
        }
        u = product(p, u);
        w = product(p, w);
        // What is mixed at the next step's start counts as here: Σ over a worker and what waits for it.
        Rows held(kNodes, std::vector<double>(kDimension, 0.0));
        Rows weights(kNodes, std::vector<double>(1, 0.0));
        std::vector<int> entries;
        for (const WorkerStatus& status : rig.cluster.statuses()) {
            entries.push_back(1 + status.inbox);
        }
        std::size_t node = 0;
        rig.cluster.visitWeights([&](const SumWeight& weight, std::span<const float> x) {
            while (entries[node] == 0) {
                ++node;
            }
            --entries[node];
            weights[node][0] += kNodes * weight.value();
            for (std::size_t c = 0; c < x.size(); ++c) {
                held[node][c] += kNodes * weight.value() * double(x[c]);
            }
        });
        for (std::size_t i = 0; i < u.size(); ++i) {
            QVERIFY(std::abs(weights[i][0] - w[i][0]) < 1e-9);
            least = std::min(least, w[i][0]);
            for (std::size_t c = 0; c < kDimension; ++c) {
                QVERIFY(std::abs(held[i][c] - u[i][c]) < 1e-4);
            }
        }
    }
    QVERIFY(topology != "star" || least < 0.5);   // where workers hear unequally often
    QVERIFY(topology == "star" || least == 1.0);
}

void TestNeighbourProtocols::pushSumKeepsItsWeightsOnRegularGraphs_data()
{
    QTest::addColumn<QString>("topology");
    QTest::addColumn<double>("latencyMs");
    for (const char* id : {"complete", "ring", "exponential", "one-peer-exponential"}) {
        QTest::addRow("%s", id) << id << 0.0;
        QTest::addRow("%s, messages take time", id) << id << 2500.0;
    }
}

void TestNeighbourProtocols::pushSumKeepsItsWeightsOnRegularGraphs()
{
    QFETCH(QString, topology);
    QFETCH(double, latencyMs);
    Scenario scenario = on(qPrintable(topology), "push-sum", {}, Workload::randomWalk, 8);
    scenario.network.latencyMs = scenario.network.jitterMs = latencyMs;
    scenario.protocol.timeoutS = 0.0;
    SerialRig rig(scenario);
    for (int round = 0; round < 200; ++round) {
        rig.serial.round(nullptr);
        if (latencyMs > 0.0) {
            continue;
        }
        rig.cluster.visitWeights([&](const SumWeight& weight, std::span<const float>) { QVERIFY(weight.value() == 1.0 / 8 || weight.value() == 1.0 / 16); });
    }
    QVERIFY(rig.cluster.stepsDone() > 8 * 20);
    for (const WorkerRow& row : rig.cluster.snapshot(rig.serial.now()).rows) {
        QVERIFY2(*row.sumWeight == 1.0 / 8 || *row.sumWeight == 1.0 / 16, qPrintable(QString::number(*row.sumWeight)));
    }
}

void TestNeighbourProtocols::overlappedPushSumNeverWaits()
{
    for (const double overlap : {0.0, 1.0}) {
        Scenario scenario = on("ring", "push-sum", {{"overlap", overlap}}, Workload::randomWalk);
        scenario.network.latencyMs = 2000.0;
        scenario.protocol.timeoutS = 0.0;
        SerialRig rig(scenario);
        for (int round = 0; round < 60; ++round) {
            rig.serial.round(nullptr);
        }
        double waited = 0.0;
        for (const WorkerRow& row : rig.cluster.snapshot(rig.serial.now()).rows) {
            waited += row.waitedS;
        }
        QCOMPARE(waited == 0.0, overlap > 0.0);
        QVERIFY(std::abs(rig.totalWeight() - 1.0) < 1e-9);
    }
}

void TestNeighbourProtocols::dPsgdAfterACutTakesTheLargerGroups_data()
{
    QTest::addColumn<QString>("topology");
    QTest::addColumn<bool>("largerHasWorker0");
    for (const char* id : {"complete", "ring", "exponential"}) {
        QTest::addRow("%s, worker 0 in the larger group", id) << id << true;
        QTest::addRow("%s, worker 0 in the smaller group", id) << id << false;
    }
}

void TestNeighbourProtocols::dPsgdAfterACutTakesTheLargerGroups()
{
    QFETCH(QString, topology);
    QFETCH(bool, largerHasWorker0);
    Scenario scenario = on(qPrintable(topology), "d-psgd", {}, Workload::averaging, 8);
    scenario.protocol.timeoutS = 2.0;
    SerialRig rig(scenario);
    Fault cut = faultOf(FaultKind::partition);
    const std::vector<int> larger = largerHasWorker0 ? std::vector<int>{0, 1, 2, 3, 4} : std::vector<int>{3, 4, 5, 6, 7};
    cut.groups = {larger};
    rig.serial.apply(cut);
    for (int round = 0; round < 400; ++round) {
        rig.serial.round(nullptr);
    }
    const std::vector<FlatArray> apart = models(rig);
    std::vector<FlatArray> inLarger;
    for (const int worker : larger) {
        inLarger.push_back(apart[std::size_t(worker)]);
    }
    QVERIFY(spread(inLarger) < 1e-3);   // each group has agreed, on something else than the other
    QVERIFY(spread(apart) > 0.1);
    rig.serial.apply(faultOf(FaultKind::heal));
    for (int round = 0; round < 60; ++round) {
        rig.serial.round(nullptr);
    }
    std::vector<FlatArray> joined = models(rig);
    QVERIFY2(spread(joined) < 1e-3, qPrintable(QString::number(spread(joined))));
    joined.push_back(inLarger.front());
    QVERIFY2(spread(joined) < 1e-3, qPrintable(QString::number(spread(joined))));
}

void TestNeighbourProtocols::barriersStallUntilTheCrashedOneIsBack_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("topology");
    for (const char* id : {"d-psgd", "gossip-pga"}) {
        for (const char* topology : {"complete", "ring", "one-peer-exponential"}) {
            QTest::addRow("%s, %s", id, topology) << id << topology;
        }
    }
}

void TestNeighbourProtocols::barriersStallUntilTheCrashedOneIsBack()
{
    QFETCH(QString, id);
    QFETCH(QString, topology);
    for (int before = 1; before <= 12; ++before) {
        SerialRig rig(on(qPrintable(topology), qPrintable(id), {}, Workload::randomWalk, 8));
        const auto run = [&](int rounds) {
            for (int round = 0; round < rounds; ++round) {
                rig.serial.round(nullptr);
            }
            return rig.cluster.stepsDone();
        };
        QCOMPARE(run(before), std::uint64_t(8 * before));
        Fault crash = faultOf(FaultKind::crash);
        crash.workers = {2};
        rig.serial.apply(crash);
        const std::uint64_t stalled = run(10);   // the news travels round the graph
        QVERIFY(stalled <= std::uint64_t(8 * before + 7 * 8));
        QCOMPARE(run(30), stalled);
        Fault rejoin = faultOf(FaultKind::rejoin);
        rejoin.workers = {2};
        rig.serial.apply(rejoin);
        QVERIFY2(run(20) > stalled + 100, qPrintable(QStringLiteral("crash after %1 rounds").arg(before)));
    }
}

QTEST_GUILESS_MAIN(TestNeighbourProtocols)
#include "test_neighbour_protocols.moc"
