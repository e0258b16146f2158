// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/normal.h"

#include <QTest>

#include <array>
#include <cmath>
#include <numbers>
#include <vector>

using namespace gossip;

/// Deviates in single precision against Box–Muller in double, from the same words.
class TestNormal : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void agreesWithTheFormula();
    void tailsAndMomentsAreThoseOfANormal();
    void partsOfSixteenAddOnlyToWhatIsThere();
};

void TestNormal::agreesWithTheFormula()
{
    RandomStream random(3, Purpose::noise, 7);
    RandomStream words(3, Purpose::noise, 7);
    for (int round = 0; round < 5000; ++round) {
        std::array<float, 16> x{};
        addNormals(x, random);
        std::array<double, 16> uniform{};
        for (double& u : uniform) {
            u = double(words.next() >> 8U);
        }
        for (std::size_t i = 0; i < 8; ++i) {
            const double radius = std::sqrt(-2.0 * std::log((uniform[i] + 0.5) / 16777216.0));
            const double angle = 2.0 * std::numbers::pi * uniform[8 + i] / 16777216.0;
            // Just below u = 1 the logarithm sees u rounded to 24 bits; the radius is then at most 3e-4.
            const double allowed = radius < 2e-3 ? 3e-4 : 3e-5;
            QVERIFY(std::abs(double(x[i]) - radius * std::cos(angle)) < allowed);
            QVERIFY(std::abs(double(x[8 + i]) - radius * std::sin(angle)) < allowed);
        }
    }
}

void TestNormal::tailsAndMomentsAreThoseOfANormal()
{
    RandomStream random(1, Purpose::noise, 0);
    std::vector<float> x(1000000, 0.0F);
    addNormals(x, random);
    double sum = 0.0;
    double squares = 0.0;
    double fourth = 0.0;
    double beyondTwo = 0.0;
    for (const double value : x) {
        sum += value;
        squares += value * value;
        fourth += value * value * value * value;
        beyondTwo += std::abs(value) > 2.0 ? 1.0 : 0.0;
    }
    const double n = double(x.size());   // five standard errors each
    QVERIFY(std::abs(sum / n) < 0.005);
    QVERIFY(std::abs(squares / n - 1.0) < 0.0071);
    QVERIFY(std::abs(fourth / n - 3.0) < 0.049);
    QVERIFY(std::abs(beyondTwo / n - 0.0455003) < 0.00105);
}

void TestNormal::partsOfSixteenAddOnlyToWhatIsThere()
{
    RandomStream random(5, Purpose::noise, 1);
    RandomStream again(5, Purpose::noise, 1);
    std::vector<float> whole(16, 10.0F);
    std::vector<float> part(5, 10.0F);
    addNormals(whole, random);
    addNormals(part, again);
    QVERIFY(std::equal(part.begin(), part.end(), whole.begin()));
    QCOMPARE(random.next(), again.next());
}

QTEST_GUILESS_MAIN(TestNormal)
#include "test_normal.moc"
