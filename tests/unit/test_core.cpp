// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aligned.h"
#include "core/philox.h"
#include "core/sum_weight.h"
#include "core/vector_ops.h"

#include <gossip/result.h>

#include <QTest>

#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <set>

using namespace gossip;

class TestCore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void philoxGivesThePublishedAnswers();
    void streamsOfDifferentKeysDiffer();
    void aStreamContinuesWhereItsBlockSays();
    void boundedDrawsAreUniform();
    void normalsHaveMeanZeroAndVarianceOne();
    void sumWeightsAddLikeDoubles();
    void sumWeightsSurviveFarBelowTheSmallestDouble();
    void mixingMatchesANaiveLoop();
    void nonFiniteValuesAreFoundAnywhere();
    void pooledArraysAreAlignedAndComeBack();
    void messagesFillTheirGaps();
};

void TestCore::philoxGivesThePublishedAnswers()
{
    // Known-answer vectors of Random123 (Salmon et al. 2011), philox4x32 with 10 rounds.
    using Words = std::array<std::uint32_t, 4>;
    QCOMPARE(philox4x32({0, 0, 0, 0}, {0, 0}), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    QCOMPARE(philox4x32({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}),
             (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    QCOMPARE(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
             (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

void TestCore::streamsOfDifferentKeysDiffer()
{
    std::set<std::uint64_t> firsts;
    for (const std::uint64_t seed : {1ULL, 2ULL, 1ULL << 40}) {
        for (const Purpose purpose : {Purpose::init, Purpose::shuffle, Purpose::noise}) {
            for (const std::uint32_t worker : {0U, 1U, 1000U}) {
                RandomStream stream(seed, purpose, worker);
                firsts.insert(std::uint64_t(stream.next()) << 32 | stream.next());
            }
        }
    }
    QCOMPARE(firsts.size(), std::size_t(27));
}

void TestCore::aStreamContinuesWhereItsBlockSays()
{
    RandomStream whole(5, Purpose::exchange, 2);
    for (int i = 0; i < 8; ++i) {
        whole.next();
    }
    RandomStream resumed(5, Purpose::exchange, 2, whole.block());
    for (int i = 0; i < 20; ++i) {
        QCOMPARE(resumed.next(), whole.next());
    }
}

void TestCore::boundedDrawsAreUniform()
{
    RandomStream stream(1, Purpose::exchange, 0);
    std::array<int, 7> counts{};
    constexpr int kDraws = 70000;
    for (int i = 0; i < kDraws; ++i) {
        ++counts[stream.below(7)];
    }
    for (const int count : counts) {
        QVERIFY2(std::abs(count - kDraws / 7) < 500, qPrintable(QString::number(count)));  // 5 standard deviations
    }
}

void TestCore::normalsHaveMeanZeroAndVarianceOne()
{
    RandomStream stream(1, Purpose::noise, 0);
    double sum = 0.0;
    double squares = 0.0;
    constexpr int kDraws = 100000;
    for (int i = 0; i < kDraws; ++i) {
        const double value = stream.normal();
        sum += value;
        squares += value * value;
    }
    QVERIFY(std::abs(sum / kDraws) < 0.016);
    QVERIFY(std::abs(squares / kDraws - 1.0) < 0.023);
}

void TestCore::sumWeightsAddLikeDoubles()
{
    RandomStream stream(1, Purpose::noise, 1);
    for (int i = 0; i < 1000; ++i) {
        const double a = stream.uniform();
        const double b = stream.uniform() * 1e-6;
        QCOMPARE((SumWeight(a) + SumWeight(b)).value(), a + b);
        QCOMPARE(SumWeight(a).half().value(), a / 2.0);
        QVERIFY(std::abs(SumWeight::share(SumWeight(a), SumWeight(b)) - a / (a + b)) < 1e-15);
    }
    QVERIFY((SumWeight() + SumWeight()).isZero());
    QCOMPARE((SumWeight(0.25) + SumWeight()).value(), 0.25);
}

void TestCore::sumWeightsSurviveFarBelowTheSmallestDouble()
{
    SumWeight tiny(1.0);
    for (int i = 0; i < 100000; ++i) {
        tiny = tiny.half();
    }
    QCOMPARE(tiny.log2(), -100000.0);
    QCOMPARE(tiny.value(), 0.0);
    QCOMPARE(SumWeight::share(tiny, tiny.half()), 2.0 / 3.0);
    QCOMPARE(SumWeight::share(tiny, SumWeight(1.0)), 0.0);
    QCOMPARE(SumWeight::share(SumWeight(1.0), tiny), 1.0);
    QCOMPARE((SumWeight(0.5) + tiny).value(), 0.5);
}

void TestCore::mixingMatchesANaiveLoop()
{
    for (const std::size_t size : {1U, 7U, 16U, 1001U}) {
        RandomStream stream(size, Purpose::noise, 0);
        FlatArray x(size);
        FlatArray y(size);
        for (std::size_t i = 0; i < size; ++i) {
            x[i] = float(stream.normal());
            y[i] = float(stream.normal());
        }
        const FlatArray before = y;
        double distance = 0.0;
        for (std::size_t i = 0; i < size; ++i) {
            distance += (double(x[i]) - double(y[i])) * (double(x[i]) - double(y[i]));
        }
        QVERIFY(std::abs(squaredDistance(x, y) - distance) <= 1e-12 * distance);
        mixInto(y, x, 0.25F);
        for (std::size_t i = 0; i < size; ++i) {
            QVERIFY(std::abs(double(y[i]) - (0.75 * double(before[i]) + 0.25 * double(x[i]))) < 1e-6);
        }
    }
}

void TestCore::nonFiniteValuesAreFoundAnywhere()
{
    for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(), -std::numeric_limits<float>::infinity()}) {
        for (std::size_t at = 0; at < 37; ++at) {
            FlatArray x(37, std::numeric_limits<float>::max());
            QVERIFY(allFinite(x));
            x[at] = bad;
            QVERIFY(!allFinite(x));
        }
    }
}

void TestCore::pooledArraysAreAlignedAndComeBack()
{
    ArrayPool pool(100);
    const float* first = nullptr;
    {
        const ArrayPool::Loan loan = pool.take();
        first = loan->data();
        QCOMPARE(loan->size(), std::size_t(100));
        QCOMPARE(reinterpret_cast<std::uintptr_t>(first) % 64, std::uintptr_t(0));
    }
    QCOMPARE(pool.take()->data(), first);
}

void TestCore::messagesFillTheirGaps()
{
    QCOMPARE(error("%2 before %1, 100 % and %3", {"one", "two"}).str(), std::string("two before one, 100 % and %3"));
}

QTEST_GUILESS_MAIN(TestCore)
#include "test_core.moc"
