// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/weight_sums.h"
#include "datasets/catalogue.h"
#include "run/setup.h"
#include "support/cluster_rig.h"
#include "support/random_fault.h"

#include <QTest>

#include <bit>

using namespace gossip;
using namespace gossip::test;

namespace {

template <class Rig>
std::string stateOf(const Rig& rig)
{
    StateWriter out;
    rig.serial.save(out);
    return out.finish();
}

template <class Rig>
Result<void> restore(Rig& rig, std::string_view bytes)
{
    StateReader in(bytes);
    rig.serial.load(in);
    return in.end();
}

/// Some rounds under faults that depend on nothing but \p random.
template <class Rig>
void disturb(Rig& rig, RandomStream& random, int rounds, nn::Slot* slot = nullptr)
{
    for (int round = 0; round < rounds; ++round) {
        if (random.below(6) == 0) {
            rig.serial.apply(randomFault(random, true));
        }
        rig.serial.round(slot);
    }
}

std::vector<std::uint32_t> bitsOf(const Cluster& cluster)
{
    std::vector<std::uint32_t> bits;
    FlatArray x;
    for (int worker = 0; worker < cluster.workers(); ++worker) {
        cluster.copyParameters(worker, x);
        for (const float value : x) {
            bits.push_back(std::bit_cast<std::uint32_t>(value));
        }
    }
    return bits;
}

/// The traces from number \p first on, as text.
std::vector<std::string> tracesFrom(const Listener& listener, std::size_t first)
{
    std::vector<std::string> texts;
    for (std::size_t i = first; i < listener.traces.size(); ++i) {
        const MessageTrace& t = listener.traces[i];
        texts.push_back(QStringLiteral("%1 %2>%3 fate %4 %5 %6")
                            .arg(t.id).arg(t.from).arg(t.to).arg(int(t.fate)).arg(t.sentS, 0, 'g', 17).arg(t.arrivesS, 0, 'g', 17).toStdString());
    }
    return texts;
}

std::vector<std::string> eventsFrom(const Listener& listener, std::size_t first)
{
    std::vector<std::string> texts;
    for (std::size_t i = first; i < listener.events.size(); ++i) {
        const Event& event = listener.events[i];
        texts.push_back(std::to_string(event.timeS) + event.kind + event.subject + event.detail);
    }
    return texts;
}

/// A training cluster on the serial scheduler.
struct TrainingRig {
    explicit TrainingRig(const RunSetup& setup) : cluster(setup.effective, setup.work, listener, ledger), serial(cluster, setup.effective), slot(setup.net) {}
    Listener listener;
    WeightSums ledger;
    Cluster cluster;
    SerialCluster serial;
    nn::Slot slot;
};

}  // namespace

/// A cluster whose state was saved and loaded into a new one goes on exactly as if nothing had happened.
class TestClusterState : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRestoredClusterGoesOnBitForBit_data();
    void aRestoredClusterGoesOnBitForBit();
    void trainingGoesOnBitForBit();
    void sumWeightsStillMakeOne();
    void damagedStatesAreRefused();
    void statesOfOtherClustersAreRefused();
};

void TestClusterState::aRestoredClusterGoesOnBitForBit_data()
{
    QTest::addColumn<QString>("protocol");
    QTest::addColumn<quint64>("seed");
    for (const ProtocolInfo& protocol : protocols()) {
        for (quint64 seed = 1; seed <= 10 && protocol.id != "pooled"; ++seed) {   // which is for pictures only
            QTest::addRow("%s, seed %d", protocol.id.c_str(), int(seed)) << QString::fromStdString(protocol.id) << seed;
        }
    }
}

void TestClusterState::aRestoredClusterGoesOnBitForBit()
{
    QFETCH(QString, protocol);
    QFETCH(quint64, seed);
    Scenario scenario = vectorScenario(Workload::randomWalk, kFaultWorkers, 16, 0.3, seed);
    scenario.protocol.id = protocol.toStdString();
    scenario.protocol.parameters.clear();
    const Result<Scenario> checked = checkScenario(scenario);
    QVERIFY(checked);
    SerialRig rig(*checked);
    RandomStream random(seed, Purpose::link, 1000);
    disturb(rig, random, 40 + int(seed) * 7);
    const std::string saved = stateOf(rig);
    const std::size_t traces = rig.listener.traces.size();
    const std::size_t events = rig.listener.events.size();

    SerialRig again(*checked);
    const Result<void> restored = restore(again, saved);
    QVERIFY2(restored, restored ? "" : restored.error().str().c_str());
    QVERIFY(stateOf(again) == saved);
    QCOMPARE(again.serial.now(), rig.serial.now());

    RandomStream same = random;
    disturb(rig, random, 100);
    disturb(again, same, 100);
    QVERIFY(bitsOf(again.cluster) == bitsOf(rig.cluster));
    QCOMPARE(tracesFrom(again.listener, 0), tracesFrom(rig.listener, traces));
    QCOMPARE(eventsFrom(again.listener, 0), eventsFrom(rig.listener, events));
    QVERIFY(stateOf(again) == stateOf(rig));
    const MetricsRow mine = again.cluster.snapshot(again.serial.now()).metrics;
    const MetricsRow theirs = rig.cluster.snapshot(rig.serial.now()).metrics;
    QCOMPARE(mine.steps, theirs.steps);
    QVERIFY(mine.stalenessMean == theirs.stalenessMean && mine.bytesSent == theirs.bytesSent && mine.messagesLost == theirs.messagesLost);
}

void TestClusterState::trainingGoesOnBitForBit()
{
    const Result<Scenario> scenario = parseScenario(R"({"schema_version": 1, "dataset": {"id": "stripes"}, "model": {"id": "mlp"},
        "workers": {"count": 8}, "protocol": {"id": "gosgd", "probability": 0.3},
        "training": {"batch": 16, "learning_rate": 0.05, "momentum": 0.9, "weight_decay": 1e-4}})");
    QVERIFY(scenario);
    DatasetSpec spec;
    spec.id = "stripes";
    const Result<RunSetup> setup = prepareRun(*scenario, *datasets::load(spec), 1);
    QVERIFY(setup);
    TrainingRig rig(*setup);
    RandomStream random(4, Purpose::link, 1000);
    disturb(rig, random, 15, &rig.slot);
    const std::string saved = stateOf(rig);
    TrainingRig again(*setup);
    QVERIFY(restore(again, saved));
    RandomStream same = random;
    disturb(rig, random, 10, &rig.slot);
    disturb(again, same, 10, &again.slot);
    QVERIFY(rig.cluster.stepsDone() > 60);
    QVERIFY(bitsOf(again.cluster) == bitsOf(rig.cluster));
}

void TestClusterState::sumWeightsStillMakeOne()
{
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        SerialRig rig(vectorScenario(Workload::randomWalk, kFaultWorkers, 16, 0.4, seed));
        RandomStream random(seed, Purpose::link, 1000);
        disturb(rig, random, 120);
        SerialRig again(rig.scenario);
        QVERIFY(restore(again, stateOf(rig)));
        QVERIFY(again.ledger.weight > 0.0);
        for (int part = 0; part < 5; ++part) {
            QVERIFY(std::abs(again.totalWeight() - 1.0) < 1e-9);
            disturb(again, random, 20);
        }
    }
}

void TestClusterState::damagedStatesAreRefused()
{
    SerialRig rig(vectorScenario(Workload::randomWalk, kFaultWorkers, 4, 0.4, 3));
    RandomStream random(3, Purpose::link, 1000);
    disturb(rig, random, 60);
    const std::string saved = stateOf(rig);
    for (std::size_t length = 0; length < saved.size(); length += 97) {
        SerialRig again(rig.scenario);
        QVERIFY(!restore(again, saved.substr(0, length)));
    }
    for (std::size_t place = 0; place < saved.size(); place += 131) {
        std::string flipped = saved;
        flipped[place] = char(flipped[place] ^ 0x10);
        SerialRig again(rig.scenario);
        QVERIFY(!restore(again, flipped));
    }
}

void TestClusterState::statesOfOtherClustersAreRefused()
{
    SerialRig rig(vectorScenario(Workload::randomWalk, 8, 16, 0.4, 3));
    rig.serial.round(nullptr);
    const std::string saved = stateOf(rig);
    SerialRig fewer(vectorScenario(Workload::randomWalk, 7, 16, 0.4, 3));
    QVERIFY(!restore(fewer, saved));
    SerialRig longer(vectorScenario(Workload::randomWalk, 8, 17, 0.4, 3));
    QVERIFY(!restore(longer, saved));
}

QTEST_GUILESS_MAIN(TestClusterState)
#include "test_state.moc"
