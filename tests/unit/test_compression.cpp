// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compression.h"
#include "support/protocol_rig.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace gossip;
using namespace gossip::test;

namespace {

std::vector<float> someValues(std::size_t count)
{
    RandomStream random(7, Purpose::noise, 1);
    std::vector<float> values(count);
    for (std::size_t i = 0; i < count; ++i) {
        values[i] = float(random.normal() * std::pow(10.0, double(i / 256) - 2.0));   // blocks of very different size
    }
    return values;
}

float largestOf(std::span<const float> values)
{
    float largest = 0.0F;
    for (const float value : values) {
        largest = std::max(largest, std::abs(value));
    }
    return largest;
}

Scenario compressed(const char* id, Compression compression, std::uint64_t seed)
{
    Scenario scenario = scenarioOf(id, often(id), Workload::averaging, seed, kWorkers, 300);
    scenario.network.compression = compression;
    return scenario;
}

}  // namespace

/// What is lost on the wire: rounding within its bounds, bytes as they are counted, and which invariants are left.
class TestCompression : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bf16();
    void int8();
    void whatIsNotFiniteStaysSo();
    void bytesOnTheWire();
    void largestAreKept();
    void messagesCountWhatTheyCarry_data();
    void messagesCountWhatTheyCarry();
    void receiversGetRoundedNumbers();
    void sumWeightsStayExactAndTheMeanWithinBounds_data();
    void sumWeightsStayExactAndTheMeanWithinBounds();
    void pairsKeepTheMeanWithinBounds();
};

void TestCompression::bf16()
{
    std::vector<float> exact = {0.0F, -0.0F, 1.0F, -2.5F, 1.0078125F, 3.0e38F};
    const std::vector<float> before = exact;
    roundAsSent({exact.data(), 5}, Compression::bf16);
    for (std::size_t i = 0; i < 5; ++i) {
        QCOMPARE(exact[i], before[i]);   // eight bits are enough for these
    }
    std::vector<float> ties = {1.00390625F, 1.01171875F};   // half way: to the even neighbour
    roundAsSent(ties, Compression::bf16);
    QCOMPARE(ties[0], 1.0F);
    QCOMPARE(ties[1], 1.015625F);
    std::vector<float> values = someValues(2000);
    const std::vector<float> were = values;
    roundAsSent(values, Compression::bf16);
    bool anyRounded = false;
    for (std::size_t i = 0; i < values.size(); ++i) {
        QVERIFY(std::abs(values[i] - were[i]) <= std::abs(were[i]) / 256.0F);
        anyRounded = anyRounded || values[i] != were[i];
    }
    QVERIFY(anyRounded);
}

void TestCompression::int8()
{
    std::vector<float> values = someValues(1000);
    const std::vector<float> were = values;
    roundAsSent(values, Compression::int8);
    for (std::size_t first = 0; first < values.size(); first += 256) {
        const std::size_t count = std::min<std::size_t>(256, values.size() - first);
        const float largest = largestOf({were.data() + first, count});
        QCOMPARE(largestOf({values.data() + first, count}), largest);
        for (std::size_t i = first; i < first + count; ++i) {
            QVERIFY(std::abs(values[i] - were[i]) <= largest / 254.0F * 1.0001F);
            const float steps = values[i] / (largest / 127.0F);
            QVERIFY(std::abs(steps - std::round(steps)) < 1e-3F && std::abs(steps) < 127.01F);
        }
    }
    std::vector<float> nothing(300, 0.0F);
    roundAsSent(nothing, Compression::int8);
    QCOMPARE(nothing, std::vector<float>(300, 0.0F));
    std::vector<float> untouched = were;
    roundAsSent(untouched, Compression::none);
    QCOMPARE(untouched, were);
}

void TestCompression::whatIsNotFiniteStaysSo()
{
    for (const Compression compression : {Compression::bf16, Compression::int8}) {
        for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
            for (const float other : {0.0F, 1.0F}) {
                std::vector<float> values(10, other);
                values[3] = bad;
                roundAsSent(values, compression);
                QVERIFY(!allFinite(values));
            }
        }
    }
    std::vector<float> values = someValues(100);
    values[5] = std::numeric_limits<float>::quiet_NaN();
    keepLargest(values, 0.1);
    QVERIFY(!allFinite(values));
}

void TestCompression::bytesOnTheWire()
{
    QCOMPARE(wireBytes(1000, Compression::none), std::size_t(4000));
    QCOMPARE(wireBytes(1000, Compression::bf16), std::size_t(2000));
    QCOMPARE(wireBytes(1000, Compression::int8), std::size_t(1000 + 4 * 4));
    QCOMPARE(wireBytes(256, Compression::int8), std::size_t(260));
    QCOMPARE(wireBytes(0, Compression::int8), std::size_t(0));
}

void TestCompression::largestAreKept()
{
    std::vector<float> values = {0.1F, -5.0F, 3.0F, -3.0F, 0.0F, 3.0F};
    QCOMPARE(keepLargest(values, 0.5), std::size_t(3));
    QCOMPARE(values, (std::vector<float>{0.0F, -5.0F, 3.0F, -3.0F, 0.0F, 0.0F}));   // of equals the first
    std::vector<float> one = {1.0F, 2.0F, -1.5F};
    QCOMPARE(keepLargest(one, 0.0001), std::size_t(1));
    QCOMPARE(one, (std::vector<float>{0.0F, 2.0F, 0.0F}));
    std::vector<float> all = someValues(100);
    const std::vector<float> were = all;
    QCOMPARE(keepLargest(all, 1.0), std::size_t(100));
    QCOMPARE(all, were);
}

void TestCompression::messagesCountWhatTheyCarry_data()
{
    QTest::addColumn<QString>("id");
    for (const char* id : {"gosgd", "elastic-gossip", "easgd", "d-psgd", "allreduce"}) {
        QTest::newRow(id) << id;
    }
}

void TestCompression::messagesCountWhatTheyCarry()
{
    QFETCH(QString, id);
    std::map<Compression, double> bytes;
    for (const Compression compression : {Compression::none, Compression::bf16, Compression::int8}) {
        SerialRig rig(compressed(qPrintable(id), compression, 3));
        for (int round = 0; round < 60; ++round) {
            rig.serial.round(nullptr);
        }
        const Network::Totals totals = rig.cluster.network().totals();
        bytes[compression] = double(totals.bytes) - double(totals.sent) * (kHeaderBytes + (id == "gosgd" ? 8.0 : 0.0));
    }
    const double shareOfInt8 = id == "allreduce" ? 41.5 / 150.0 : 308.0 / 1200.0;   // chunks of 37 or 38 have a block of their own
    QVERIFY(std::abs(bytes[Compression::bf16] / bytes[Compression::none] - 0.5) < 1e-9);
    QVERIFY(std::abs(bytes[Compression::int8] / bytes[Compression::none] - shareOfInt8) < 1e-3);
}

void TestCompression::receiversGetRoundedNumbers()
{
    Scenario scenario = scenarioOf("gossip-average", {{"probability", 1.0}}, Workload::averaging, 4, 2, 300);
    scenario.network.compression = Compression::int8;
    SerialRig rig(scenario);
    const std::vector<FlatArray> start = models(rig);
    rig.serial.round(nullptr);
    const MessageTrace& push = rig.listener.traces.front();   // mixed before its receiver stepped
    FlatArray sent = start[std::size_t(push.from)];
    roundAsSent(sent, Compression::int8);
    const FlatArray& mine = start[std::size_t(push.to)];
    const FlatArray found = models(rig)[std::size_t(push.to)];
    bool anyDiffers = false;
    for (std::size_t i = 0; i < found.size(); ++i) {
        QVERIFY(std::abs(found[i] - 0.5F * (mine[i] + sent[i])) < 1e-6F);
        anyDiffers = anyDiffers || std::abs(found[i] - 0.5F * (mine[i] + start[std::size_t(push.from)][i])) > 1e-4F;
    }
    QVERIFY(anyDiffers);
}

void TestCompression::sumWeightsStayExactAndTheMeanWithinBounds_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("compression");
    for (const char* id : {"gosgd", "push-sum"}) {
        QTest::addRow("%s, none", id) << id << 0;
        QTest::addRow("%s, bf16", id) << id << 1;
        QTest::addRow("%s, int8", id) << id << 2;
    }
}

void TestCompression::sumWeightsStayExactAndTheMeanWithinBounds()
{
    QFETCH(QString, id);
    QFETCH(int, compression);
    SerialRig rig(compressed(qPrintable(id), Compression(compression), 5));
    const std::vector<double> start = rig.totalWeighted();
    double bound = 1e-5;   // of float32's own rounding
    for (int round = 0; round < 100; ++round) {
        double heaviest = 0.0;
        rig.cluster.visitWeights([&](const SumWeight& w, std::span<const float>) { heaviest = std::max(heaviest, w.value()); });
        float largest = 0.0F;
        for (const FlatArray& model : models(rig)) {
            largest = std::max(largest, largestOf(model));
        }
        const std::uint64_t sentBefore = rig.cluster.network().totals().sent;
        rig.serial.round(nullptr);
        // A push of weight w moves Σ w·x by at most w times the rounding of one number; in a round merged weights may at most be all.
        const double rounding = double(largest) * (compression == 0 ? 0.0 : compression == 1 ? 1.0 / 256.0 : 1.0 / 254.0);
        bound += double(rig.cluster.network().totals().sent - sentBefore) * std::min(1.0, kWorkers * heaviest) * rounding;
        QVERIFY(std::abs(rig.totalWeight() - 1.0) < 1e-12);   // weights are not rounded
        QVERIFY2(largestGap(start, rig.totalWeighted()) <= bound, qPrintable(QString::number(bound)));
    }
    QCOMPARE(largestGap(start, rig.totalWeighted()) > 1e-5, compression != 0);   // and rounding does move it
    QVERIFY(spread(models(rig)) < (compression == 2 ? 1.0 : 0.5));
}

void TestCompression::pairsKeepTheMeanWithinBounds()
{
    SerialRig rig(compressed("elastic-gossip", Compression::int8, 6));
    const std::vector<double> start = sumOf(models(rig));
    double bound = 1e-4;
    for (int round = 0; round < 100; ++round) {
        const std::vector<FlatArray> now = models(rig);
        float apart = 0.0F;   // an answer is at most half of what two are apart
        for (std::size_t c = 0; c < now.front().size(); ++c) {
            const auto [low, high] = std::minmax_element(now.begin(), now.end(), [c](const FlatArray& a, const FlatArray& b) { return a[c] < b[c]; });
            apart = std::max(apart, (*high)[c] - (*low)[c]);
        }
        const std::uint64_t sentBefore = rig.cluster.network().totals().sent;
        rig.serial.round(nullptr);
        bound += double(rig.cluster.network().totals().sent - sentBefore) * double(apart + 0.1F) / 254.0;
        QVERIFY(largestGap(start, sumOf(models(rig))) <= bound);
    }
    QVERIFY(largestGap(start, sumOf(models(rig))) > 1e-4);
}

QTEST_GUILESS_MAIN(TestCompression)
#include "test_compression.moc"
