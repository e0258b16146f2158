// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/philox.h"
#include "core/state.h"
#include "core/sum_weight.h"
#include "data/batches.h"
#include "network/active_faults.h"
#include "network/fault_state.h"
#include "network/network.h"
#include "protocols/protocol.h"

#include <QTest>

#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

using namespace gossip;

namespace {

constexpr std::size_t kHeadBytes = 20;       // magic and version
constexpr std::size_t kChecksumBytes = 4;

/// What \p load makes of what \p save wrote; everything must be read.
template <class Save, class Load>
void throughBytes(Save save, Load load)
{
    StateWriter out;
    save(out);
    const std::string bytes = out.finish();
    StateReader in(bytes);
    load(in);
    const Result<void> end = in.end();
    QVERIFY2(end, end ? "" : end.error().str().c_str());
}

Fault faultOf(FaultKind kind, std::vector<int> workers, std::optional<double> Fault::*setting, double value, std::optional<double> forS = {})
{
    Fault fault;
    fault.kind = kind;
    fault.workers = std::move(workers);
    fault.*setting = value;
    fault.forS = forS;
    return fault;
}

Fault slowness(std::vector<int> workers, double factor)
{
    Fault fault;
    fault.kind = FaultKind::slow;
    fault.workers = std::move(workers);
    fault.factor = factor;
    return fault;
}

std::string someState()
{
    StateWriter out;
    out.section("first");
    out.integer(std::int64_t(-5));
    out.text("words");
    out.section("second");
    out.integer(std::uint64_t(3));
    for (const std::uint32_t value : {7U, 8U, 9U}) {
        out.integer(value);
    }
    return out.finish();
}

Result<void> readSomeState(std::string_view bytes)
{
    StateReader in(bytes);
    in.section("first");
    (void)in.integer<std::int64_t>(-10, 10);
    (void)in.text();
    in.section("second");
    for (std::size_t left = in.count(sizeof(std::uint32_t)); left > 0; --left) {
        (void)in.integer<std::uint32_t>();
    }
    return in.end();
}

}  // namespace

class TestState : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void valuesComeBack();
    void lentArraysComeBack();
    void everyTruncationAndEveryFlippedBitIsNoticed();
    void anotherVersionIsNamed();
    void hostileSizesAllocateNothing();
    void theFirstFailureNamesItsPart();
    void impossibleValuesAreRefused();
    void aStreamGoesOnAfterAnyNumberOfDraws();
    void aTinySumWeightComesBackExactly();
    void batchesGoOnInTheMiddleOfAPass();
    void ordersOfOtherPicturesAreRefused();
    void aNetworkGoesOnUnderItsFaults();
    void faultsOfWorkersAndMessagesComeBack();
    void theServerIsKnownOnlyWhereThereIsOne();
};

void TestState::valuesComeBack()
{
    const std::string text("a\0b\xff", 4);
    const double numbers[] = {0.0, -0.0, 0.1, -1e308, 5e-324, std::numeric_limits<double>::infinity(), std::nan("7")};
    const float floats[] = {1.5F, -0.0F, std::numeric_limits<float>::denorm_min()};
    throughBytes(
        [&](StateWriter& out) {
            out.integer(std::numeric_limits<std::int64_t>::min());
            out.integer(std::uint8_t(200));
            out.integer(std::int32_t(-2));
            out.flag(true);
            out.text(text);
            for (const double number : numbers) {
                out.number(number);
            }
            out.floats(floats);
        },
        [&](StateReader& in) {
            QCOMPARE(in.integer<std::int64_t>(), std::numeric_limits<std::int64_t>::min());
            QCOMPARE(in.integer<std::uint8_t>(), std::uint8_t(200));
            QCOMPARE(in.integer<std::int32_t>(), std::int32_t(-2));
            QVERIFY(in.flag());
            QCOMPARE(in.text(), text);
            for (const double number : numbers) {
                QCOMPARE(std::bit_cast<std::uint64_t>(in.number()), std::bit_cast<std::uint64_t>(number));
            }
            float back[3] = {};
            in.floats(back);
            for (int i = 0; i < 3; ++i) {
                QCOMPARE(std::bit_cast<std::uint32_t>(back[i]), std::bit_cast<std::uint32_t>(floats[i]));
            }
        });
    // The layout itself, so that it stays the same on every machine.
    StateWriter out;
    out.integer(std::uint32_t(0x01020304));
    QCOMPARE(out.finish().substr(kHeadBytes, 4), std::string("\x04\x03\x02\x01"));
}

void TestState::lentArraysComeBack()
{
    ArrayPool arrays(3);
    ArrayPool::Loan lent = arrays.take();
    *lent = {1.0F, 2.0F, 3.0F};
    throughBytes(
        [&](StateWriter& out) {
            out.array(lent);
            out.array(nullptr);
        },
        [&](StateReader& in) {
            const ArrayPool::Loan back = in.array(arrays);
            QVERIFY(back && *back == *lent);
            QVERIFY(!in.array(arrays));
        });
}

void TestState::everyTruncationAndEveryFlippedBitIsNoticed()
{
    const std::string whole = someState();
    QVERIFY(readSomeState(whole));
    for (std::size_t length = 0; length < whole.size(); ++length) {
        QVERIFY(!readSomeState(whole.substr(0, length)));
    }
    for (std::size_t bit = 0; bit < 8 * whole.size(); ++bit) {
        std::string flipped = whole;
        flipped[bit / 8] = char(flipped[bit / 8] ^ (1 << (bit % 8)));
        QVERIFY(!readSomeState(flipped));
    }
    QVERIFY(!readSomeState(whole + '\0'));
}

void TestState::anotherVersionIsNamed()
{
    std::string newer = someState();
    newer[kHeadBytes - 4] = 77;
    const Result<void> read = readSomeState(newer);
    QVERIFY(!read && read.error().str().find("77") != std::string::npos);
}

void TestState::hostileSizesAllocateNothing()
{
    // Counts that the few bytes behind them cannot hold, where a text, a count and floats are expected.
    for (const std::uint64_t size : {std::uint64_t(5), std::uint64_t(1) << 40, ~std::uint64_t(0)}) {
        StateWriter out;
        out.integer(size);
        out.integer(std::uint32_t(0));
        const std::string bytes = out.finish();
        StateReader text(bytes);
        QVERIFY(text.text().empty() && text.failed());
        StateReader count(bytes);
        QCOMPARE(count.count(1), std::size_t(0));
        QVERIFY(count.failed());
        StateReader floats(bytes);
        float values[4] = {1.0F, 1.0F, 1.0F, 1.0F};
        floats.floats(values);
        QVERIFY(floats.failed() && values[0] == 1.0F);
    }
}

void TestState::theFirstFailureNamesItsPart()
{
    const std::string bytes = someState();
    StateReader in(bytes);
    in.section("first");
    QCOMPARE(in.integer<std::int64_t>(0, 10), std::int64_t(0));   // it is −5
    in.section("second");
    QVERIFY(in.text().empty());                                     // nothing is read any more
    QVERIFY(in.end().error().str().find("\"first\"") != std::string::npos);
    StateReader other(bytes);
    other.section("last");
    QVERIFY(other.end().error().str().find("\"last\"") != std::string::npos);
    StateReader early(bytes);
    QVERIFY(!early.end());                                          // something is left
}

void TestState::impossibleValuesAreRefused()
{
    for (const double number : {-1e-9, 1.5, std::nan(""), std::numeric_limits<double>::infinity()}) {
        StateWriter out;
        out.number(number);
        const std::string bytes = out.finish();
        StateReader in(bytes);
        QCOMPARE(in.number(0.0, 1.0), 0.0);
        QVERIFY(in.failed());
    }
    StateWriter out;
    out.number(3.0);   // no mantissa
    out.integer(std::int64_t(0));
    const std::string bytes = out.finish();
    StateReader in(bytes);
    SumWeight weight;
    weight.load(in);
    QVERIFY(in.failed() && weight.isZero());
}

void TestState::aStreamGoesOnAfterAnyNumberOfDraws()
{
    for (int draws = 0; draws < 9; ++draws) {
        RandomStream stream(42, Purpose::exchange, 3);
        for (int i = 0; i < draws; ++i) {
            stream.next();
        }
        RandomStream again(42, Purpose::exchange, 3);
        throughBytes([&](StateWriter& out) { stream.save(out); }, [&](StateReader& in) { again.load(in); });
        for (int i = 0; i < 9; ++i) {
            QCOMPARE(again.next(), stream.next());
        }
    }
}

void TestState::aTinySumWeightComesBackExactly()
{
    SumWeight tiny(0.3);
    for (int i = 0; i < 5000; ++i) {
        tiny = tiny.half();
    }
    SumWeight back;
    throughBytes([&](StateWriter& out) { tiny.save(out); }, [&](StateReader& in) { back.load(in); });
    QCOMPARE(back.log2(), tiny.log2());
    QCOMPARE(SumWeight::share(back, tiny), 0.5);
}

void TestState::batchesGoOnInTheMiddleOfAPass()
{
    std::vector<std::uint32_t> part(10);
    std::iota(part.begin(), part.end(), 100U);
    data::BatchOrder order(part, 5, 2);
    std::vector<std::uint32_t> batch(7);
    order.next(batch);
    order.next(batch);   // in the second pass
    data::BatchOrder again(part, 5, 2);
    throughBytes([&](StateWriter& out) { order.save(out); }, [&](StateReader& in) { again.load(in); });
    QCOMPARE(again.drawn(), std::uint64_t(14));
    std::vector<std::uint32_t> other(7);
    for (int i = 0; i < 10; ++i) {
        order.next(batch);
        again.next(other);
        QCOMPARE(other, batch);
    }
}

void TestState::ordersOfOtherPicturesAreRefused()
{
    const data::BatchOrder order({1, 2, 3}, 5, 2);
    StateWriter out;
    order.save(out);
    const std::string bytes = out.finish();
    data::BatchOrder another({1, 2, 4}, 5, 2);
    StateReader in(bytes);
    another.load(in);
    QVERIFY(in.failed());
    std::vector<std::uint32_t> batch(3);
    another.next(batch);
    QVERIFY(std::is_permutation(batch.begin(), batch.end(), std::vector<std::uint32_t>{1, 2, 4}.begin()));
}

void TestState::aNetworkGoesOnUnderItsFaults()
{
    NetworkSpec base;
    base.latencyMs = 5.0;
    base.jitterMs = 2.0;
    base.bandwidthMbps = 1.0;
    base.loss = 0.2;
    Network network(base, 4, 9);
    network.disturb(faultOf(FaultKind::network, {}, &Fault::latencyMs, 8.0));   // permanent: becomes part of the base
    network.disturb(faultOf(FaultKind::link, {1}, &Fault::loss, 0.5));
    const std::uint64_t timed = network.disturb(faultOf(FaultKind::network, {}, &Fault::bandwidthMbps, 2.0, 3.0));
    network.cut({{0, 1}});
    for (int i = 0; i < 20; ++i) {
        const auto departure = network.depart(i % 4, (i + 1) % 4, 1000, 0.001 * i);
        if (departure.lost) {
            network.countLost(i % 4, (i + 1) % 4);
        } else {
            network.arrive(i % 4, (i + 1) % 4, departure);
            network.countDelivered(i % 4, (i + 1) % 4);
        }
    }
    Network again(NetworkSpec{}, 4, 9);
    throughBytes([&](StateWriter& out) { network.save(out); }, [&](StateReader& in) { again.load(in); });
    QVERIFY(again.isCut() && !again.connected(1, 2) && again.connected(0, 1));
    for (Network* each : {&network, &again}) {
        each->heal();
        each->lift(timed);
    }
    for (int i = 0; i < 40; ++i) {
        const auto expected = network.depart(i % 4, (i + 2) % 4, 500, 0.05);
        const auto departure = again.depart(i % 4, (i + 2) % 4, 500, 0.05);
        QCOMPARE(departure.lost, expected.lost);
        QCOMPARE(departure.firstBitS, expected.firstBitS);
        QCOMPARE(departure.durationS, expected.durationS);
        QCOMPARE(again.arrive(i % 4, (i + 2) % 4, departure), network.arrive(i % 4, (i + 2) % 4, expected));
    }
    QCOMPARE(again.totals().sent, network.totals().sent);
    QCOMPARE(again.totals().lost, network.totals().lost);
    QCOMPARE(again.bytesByNode(), network.bytesByNode());
    QCOMPARE(again.busyByNode(1e6), network.busyByNode(1e6));
    QVERIFY(network.busyByNode(1e6)[0] > 0.0);
    QCOMPARE(again.exchanges().size(), network.exchanges().size());
    QCOMPARE(again.exchanges()[3].delivered, network.exchanges()[3].delivered);
}

void TestState::faultsOfWorkersAndMessagesComeBack()
{
    ActiveFaults faults;
    faults.add(slowness({0, 2}, 4.0));
    const std::uint64_t timed = faults.add(slowness({2}, 9.0));
    Fault corruption = slowness({1}, 1.0);
    corruption.kind = FaultKind::corrupt;
    corruption.mode = CorruptMode::noise;
    faults.add(corruption);
    ArrayPool arrays(2);
    ModelMessage message;
    message.from = 2;
    message.to = 1;
    message.weight = SumWeight(0.125);
    message.senderStep = 77;
    message.id = 9;
    message.sentS = 1.5;
    message.parameters = arrays.take();
    *message.parameters = {4.0F, -4.0F};
    message.count = 2;

    ActiveFaults again;
    ModelMessage back;
    const auto save = [&](StateWriter& out) {
        faults.save(out);
        message.save(out);
    };
    throughBytes(save, [&](StateReader& in) {
        again.load(in, 3, false);
        back.load(in, arrays, 3);
    });
    QCOMPARE(again.slowFactor(2), 9.0);
    again.remove(timed);
    QCOMPARE(again.slowFactor(2), 4.0);
    QVERIFY(again.corruption(1) == CorruptMode::noise && !again.corruption(0));
    QVERIFY(back.from == 2 && back.to == 1 && back.senderStep == 77 && back.id == 9 && back.sentS == 1.5);
    QVERIFY(back.weight.value() == 0.125 && *back.parameters == *message.parameters);

    // The same bytes where there are only two workers: worker 2 does not exist.
    StateWriter out;
    save(out);
    const std::string bytes = out.finish();
    StateReader in(bytes);
    again.load(in, 2, false);
    QVERIFY(in.failed());
}

void TestState::theServerIsKnownOnlyWhereThereIsOne()
{
    std::vector<Fault> faults(3);
    faults[0].workers = {0, kServerNode};
    faults[1].kind = FaultKind::partition;
    faults[1].groups = {{0}, {1, kServerNode}};
    faults[2].kind = FaultKind::link;
    faults[2].from = kServerNode;
    faults[2].to = 1;
    for (const Fault& fault : faults) {
        StateWriter out;
        saveFault(out, fault);
        const std::string bytes = out.finish();
        StateReader with(bytes);
        const Fault back = loadFault(with, 3, true);
        QVERIFY(with.end() && back.workers == fault.workers && back.groups == fault.groups && back.from == fault.from);
        StateReader without(bytes);
        (void)loadFault(without, 3, false);
        QVERIFY(without.failed());
    }
}

QTEST_GUILESS_MAIN(TestState)
#include "test_state.moc"
