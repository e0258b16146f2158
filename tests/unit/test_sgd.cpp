// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/sgd.h"

#include <QTest>

#include <cmath>
#include <vector>

using namespace gossip;

namespace {

TrainingSpec training(Schedule kind, double rate)
{
    TrainingSpec spec;
    spec.learningRate = rate;
    spec.schedule.kind = kind;
    return spec;
}

}  // namespace

class TestSgd : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void plainStepsShrinkAParabolaGeometrically();
    void momentumSumsPastGradients();
    void nesterovLooksOneStepFurther();
    void weightDecayPullsToZeroAndPassesThroughMomentum();
    void withoutMomentumNoVelocityIsNeeded();
    void constantRateStays();
    void stepRateFallsAtItsEpochs();
    void cosineEndsAtItsOwnEpochOrAtTheStop();
    void warmUpRisesFromZeroAndThenLetsGo();
};

void TestSgd::plainStepsShrinkAParabolaGeometrically()
{
    // f = x²/2: x_k = (1 − rate)^k
    std::vector<float> x(37, 1.0F);   // an odd length: the vectorised loop has a rest
    for (int step = 0; step < 10; ++step) {
        const std::vector<float> gradient = x;
        nn::sgdUpdate(x, {}, gradient, 0.25F, 0.0F, 0.0F, false);
    }
    for (const float value : x) {
        QVERIFY(std::abs(double(value) - std::pow(0.75, 10)) < 1e-7);
    }
}

void TestSgd::momentumSumsPastGradients()
{
    // Constant gradient 1: v_k = (1 − m^k) / (1 − m), so x_n = −rate Σ v_k = −rate (n − m (1 − m^n) / (1 − m)) / (1 − m)
    std::vector<float> x(5, 0.0F);
    std::vector<float> velocity(5, 0.0F);
    const std::vector<float> gradient(5, 1.0F);
    const double m = 0.9;
    const int steps = 20;
    for (int step = 0; step < steps; ++step) {
        nn::sgdUpdate(x, velocity, gradient, 0.1F, 0.9F, 0.0F, false);
    }
    const double expected = -0.1 * (steps - m * (1.0 - std::pow(m, steps)) / (1.0 - m)) / (1.0 - m);
    QVERIFY(std::abs(double(x[4]) - expected) < 1e-5);
    QVERIFY(std::abs(double(velocity[0]) - (1.0 - std::pow(m, steps)) / (1.0 - m)) < 1e-5);
}

void TestSgd::nesterovLooksOneStepFurther()
{
    // Constant gradient 1: every step moves by rate · (1 + m · v_k) with v_1 = 1, v_2 = 1.5.
    std::vector<float> x{0.0F};
    std::vector<float> velocity{0.0F};
    const std::vector<float> gradient{1.0F};
    nn::sgdUpdate(x, velocity, gradient, 0.5F, 0.5F, 0.0F, true);
    QCOMPARE(x[0], -0.75F);
    nn::sgdUpdate(x, velocity, gradient, 0.5F, 0.5F, 0.0F, true);
    QCOMPARE(x[0], -0.75F - 0.5F * 1.75F);
    QCOMPARE(velocity[0], 1.5F);
}

void TestSgd::weightDecayPullsToZeroAndPassesThroughMomentum()
{
    std::vector<float> x{8.0F};
    std::vector<float> velocity{2.0F};
    nn::sgdUpdate(x, velocity, std::vector<float>{0.0F}, 0.5F, 0.5F, 0.25F, false);
    QCOMPARE(velocity[0], 3.0F);   // 0.5 · 2 + 0.25 · 8
    QCOMPARE(x[0], 6.5F);
    nn::sgdUpdate(x, {}, std::vector<float>{0.0F}, 0.5F, 0.0F, 0.25F, false);
    QCOMPARE(x[0], 6.5F * 0.875F);
}

void TestSgd::withoutMomentumNoVelocityIsNeeded()
{
    std::vector<float> with{1.0F, -2.0F, 3.0F};
    std::vector<float> without = with;
    std::vector<float> velocity(3, 0.0F);
    const std::vector<float> gradient{0.5F, 0.25F, -1.0F};
    nn::sgdUpdate(with, velocity, gradient, 0.1F, 1e-30F, 0.01F, false);   // momentum that vanishes
    nn::sgdUpdate(without, {}, gradient, 0.1F, 0.0F, 0.01F, false);
    QCOMPARE(with, without);
}

void TestSgd::constantRateStays()
{
    const TrainingSpec spec = training(Schedule::constant, 0.3);
    QCOMPARE(nn::learningRateAt(spec, 0.0, 0.0), 0.3);
    QCOMPARE(nn::learningRateAt(spec, 1e6, 3.0), 0.3);
}

void TestSgd::stepRateFallsAtItsEpochs()
{
    TrainingSpec spec = training(Schedule::step, 1.0);
    spec.schedule.atEpochs = {2.0, 5.0};
    spec.schedule.factor = 0.1;
    QCOMPARE(nn::learningRateAt(spec, 1.999, 6.0), 1.0);
    QCOMPARE(nn::learningRateAt(spec, 2.0, 6.0), 0.1);
    QCOMPARE(nn::learningRateAt(spec, 4.999, 6.0), 0.1);
    QCOMPARE(nn::learningRateAt(spec, 5.0, 6.0), 0.01);
    QCOMPARE(nn::learningRateAt(spec, 50.0, 6.0), 0.01);
}

void TestSgd::cosineEndsAtItsOwnEpochOrAtTheStop()
{
    TrainingSpec spec = training(Schedule::cosine, 2.0);
    QCOMPARE(nn::learningRateAt(spec, 0.0, 8.0), 2.0);
    QVERIFY(std::abs(nn::learningRateAt(spec, 4.0, 8.0) - 1.0) < 1e-12);
    QVERIFY(std::abs(nn::learningRateAt(spec, 2.0, 8.0) - (1.0 + std::sqrt(0.5))) < 1e-12);
    QCOMPARE(nn::learningRateAt(spec, 8.0, 8.0), 0.0);
    QCOMPARE(nn::learningRateAt(spec, 9.0, 8.0), 0.0);   // not up again
    spec.schedule.epochs = 4.0;
    QCOMPARE(nn::learningRateAt(spec, 4.0, 8.0), 0.0);
}

void TestSgd::warmUpRisesFromZeroAndThenLetsGo()
{
    TrainingSpec spec = training(Schedule::constant, 0.4);
    spec.schedule.warmupEpochs = 2.0;
    QCOMPARE(nn::learningRateAt(spec, 0.0, 8.0), 0.0);
    QCOMPARE(nn::learningRateAt(spec, 0.5, 8.0), 0.1);
    QCOMPARE(nn::learningRateAt(spec, 2.0, 8.0), 0.4);
    spec.schedule.kind = Schedule::step;
    spec.schedule.atEpochs = {1.0};
    QCOMPARE(nn::learningRateAt(spec, 1.0, 8.0), 0.4 * 0.5 * 0.1);
}

QTEST_GUILESS_MAIN(TestSgd)
#include "test_sgd.moc"
