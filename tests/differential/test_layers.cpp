// SPDX-License-Identifier: GPL-3.0-or-later
#include "differential/naive_net.h"
#include "support/nn_fixtures.h"

#include <QTest>

#include <optional>

using namespace gossip;
using namespace gossip::test;

namespace {

struct Case {
    const char* name;
    std::vector<LayerSpec> layers;
    ImageShape input;
    int batch;
};

const LayerSpec kRelu = layerOf(LayerKind::relu);
const LayerSpec kFlatten = layerOf(LayerKind::flatten);

/// A first convolution shows, in its own gradient, what the layer behind it passes back.
const std::vector<Case>& cases()
{
    const auto maxPool = [](int k, int s = 0, int p = 0) { return pooling(LayerKind::maxPool, k, s, p); };
    const auto averagePool = [](int k, int s = 0, int p = 0) { return pooling(LayerKind::averagePool, k, s, p); };
    static const std::vector<Case> all{
        {"linear alone", {kFlatten, linear(3)}, {1, 5, 5}, 4},
        {"linear on pictures, odd channels", {convolution(17, 3), linear(4)}, {3, 7, 6}, 3},
        {"linear on pictures, whole blocks", {convolution(16, 3), linear(9)}, {2, 6, 6}, 5},
        {"linear after linear, batch 1", {linear(13), linear(7), linear(5)}, {2, 4, 3}, 1},
        {"linear with relu", {linear(33), kRelu, linear(6)}, {1, 6, 6}, 8},
        {"convolution 1x1, stride 3", {convolution(5, 1, 3), linear(3)}, {4, 10, 10}, 2},
        {"convolution stride 2, padding 1, not square", {convolution(20, 3, 2, 1), linear(4)}, {3, 11, 8}, 4},
        {"convolution padding 2, odd channels twice", {convolution(7, 5, 1, 2), convolution(6, 3, 2, 2), linear(3)}, {1, 9, 9}, 3},
        {"convolution batch 1, one channel", {convolution(5, 3), convolution(1, 3), linear(3)}, {1, 9, 9}, 1},
        {"convolution whole blocks", {convolution(32, 3, 1, 1), convolution(16, 3), linear(5)}, {8, 8, 8}, 2},
        {"convolution of several blocks, rests everywhere", {convolution(33, 3), convolution(25, 3), kRelu, linear(5)}, {3, 11, 12}, 5},
        {"convolution of several blocks, padding 2, kernel 5", {convolution(16, 1), convolution(32, 5, 1, 2), linear(5)}, {3, 7, 10}, 9},
        {"convolution of several blocks, stride 2, padding 1", {convolution(40, 1), convolution(20, 4, 2, 1), linear(5)}, {2, 11, 9}, 2},
        {"convolution of several blocks, stride 3, kernel 2, pixels left out", {convolution(24, 1), convolution(24, 2, 3), linear(5)}, {2, 10, 11}, 2},
        {"convolution whose padding is as wide as the picture", {convolution(16, 1), convolution(16, 5, 1, 4), linear(3)}, {2, 3, 2}, 2},
        {"convolution stride 2 passed back", {convolution(9, 3), convolution(12, 3, 2, 1), linear(3)}, {3, 12, 12}, 3},
        {"first convolution, one channel, batch 1", {convolution(8, 5), linear(3)}, {1, 9, 7}, 1},
        {"first convolution, one channel, padding 2, rest of a block", {convolution(6, 5, 1, 2), kRelu, maxPool(2), linear(4)}, {1, 12, 12}, 5},
        {"first convolution, two channels, kernel 7, not square", {convolution(16, 7, 1, 3), linear(4)}, {2, 9, 13}, 3},
        {"first convolution, two channels, kernel 11, stride 4", {convolution(20, 11, 4, 5), kRelu, linear(4)}, {2, 23, 19}, 2},
        {"first convolution, one channel, even kernel, stride 2, rows left over", {convolution(9, 4, 2, 1), linear(4)}, {1, 12, 11}, 3},
        {"first convolution, one channel, kernel 1, stride 2", {convolution(24, 1, 2), linear(3)}, {1, 7, 8}, 4},
        {"first convolution, one channel, kernel 2, stride 3", {convolution(5, 2, 3), linear(3)}, {1, 11, 10}, 2},
        {"first convolution, three channels, padding 2", {convolution(6, 5, 1, 2), linear(4)}, {3, 9, 8}, 2},
        {"convolution with relu", {convolution(6, 3), kRelu, convolution(11, 3), kRelu, linear(4)}, {2, 9, 9}, 3},
        {"max pooling", {convolution(6, 3), maxPool(2), linear(4)}, {1, 10, 10}, 3},
        {"max pooling with a rest", {convolution(10, 3), maxPool(2), linear(4)}, {3, 11, 9}, 2},
        {"max pooling overlapping, padded", {convolution(5, 3), maxPool(3, 2, 1), linear(4)}, {2, 11, 11}, 3},
        {"max pooling behind relu", {convolution(6, 3), kRelu, maxPool(2), linear(4)}, {1, 10, 10}, 5},
        {"max pooling overlapping behind relu", {convolution(8, 3), kRelu, maxPool(3, 1, 1), linear(4)}, {1, 8, 8}, 4},
        {"max pooling of 3 with a rest", {convolution(12, 3), maxPool(3), linear(4)}, {1, 13, 12}, 2},
        {"max pooling of 4, padded", {convolution(8, 3), maxPool(4, 2, 2), linear(4)}, {2, 11, 10}, 2},
        {"max pooling of the pictures", {maxPool(2), convolution(6, 3), maxPool(3, 2, 1), linear(4)}, {3, 17, 15}, 2},
        {"average pooling", {convolution(6, 3), averagePool(2), linear(4)}, {1, 10, 10}, 3},
        {"average pooling overlapping, padded", {convolution(9, 3), averagePool(3, 1, 1), linear(4)}, {2, 9, 8}, 2},
        {"relu behind average pooling", {convolution(6, 3), averagePool(2), kRelu, maxPool(2), linear(4)}, {1, 12, 12}, 3},
        {"relu behind flatten", {convolution(6, 3), averagePool(2), kFlatten, kRelu, linear(4)}, {1, 10, 10}, 3},
        {"no parameters in front", {kRelu, averagePool(2), convolution(6, 3), maxPool(2), linear(4)}, {3, 14, 14}, 3},
        {"whole network", {convolution(20, 3, 2, 1), kRelu, convolution(33, 3, 1, 1), kRelu, averagePool(2), kFlatten, linear(21), kRelu, linear(7)},
         {3, 16, 16}, 6},
    };
    return all;
}

/// Empty where the two agree in direction and in every entry; else how not. Two times nothing is no agreement.
QString difference(std::span<const float> actual, std::span<const double> expected)
{
    double squares = 0.0;
    double error = 0.0;
    double largest = 0.0;
    double worst = 0.0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const double e = double(actual[i]) - expected[i];
        squares += expected[i] * expected[i];
        error += e * e;
        largest = std::max(largest, std::abs(expected[i]));
        worst = std::max(worst, std::abs(e));
    }
    if (actual.size() != expected.size() || largest == 0.0) {
        return "nothing to compare";
    }
    const bool isEqual = std::sqrt(error) <= 1e-5 * std::sqrt(squares) && worst <= 2e-5 * largest;   // false for NaN as well
    return isEqual ? QString() : QString("norm of the error %1 of %2, largest %3 of %4").arg(std::sqrt(error)).arg(std::sqrt(squares)).arg(worst).arg(largest);
}

/// One network with parameters, input and labels.
class Bench {
public:
    explicit Bench(const Case& tested)
        : m_net(*nn::Net::compile({tested.layers, tested.input, tested.batch, 5})), m_slot(m_net), m_plain(m_net->parameterCount()),
          m_flat(m_net->flatSize()), m_gradient(m_net->flatSize(), 7.0F)
    {
        m_net->initialise(3, m_flat);
        m_net->exportPlain(m_flat, m_plain);
        const auto input = fill(m_slot.trainingInput().size(), 11, 1.0);
        std::copy(input.begin(), input.end(), m_slot.trainingInput().begin());
        for (int i = 0; i < tested.batch; ++i) {
            m_labels.push_back(std::uint16_t((3 * i + 1) % m_net->classes()));
        }
    }

    double loss() { return double(m_slot.gradient(m_flat, m_gradient, m_labels, {})); }
    [[nodiscard]] std::vector<float> plainGradient() const
    {
        std::vector<float> plain(m_net->parameterCount());
        m_net->exportPlain(m_gradient, plain);
        return plain;
    }
    [[nodiscard]] Values input()
    {
        Values values(m_net->options().batch, m_net->options().input);
        std::copy(m_slot.trainingInput().begin(), m_slot.trainingInput().end(), values.v.begin());
        return values;
    }
    void moveTo(std::span<const float> plain) { m_net->importPlain(plain, m_flat); }

    std::shared_ptr<const nn::Net> m_net;
    nn::Slot m_slot;
    std::vector<float> m_plain;
    Floats m_flat;
    Floats m_gradient;
    std::vector<std::uint16_t> m_labels;
};

}  // namespace

class TestLayers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { nn::useOneThread(); }
    void gradientsAreThoseOfPlainLoops_data() { addCases(); }
    void gradientsAreThoseOfPlainLoops();
    void inferenceIsThatOfPlainLoops_data() { addCases(); }
    void inferenceIsThatOfPlainLoops();
    void gradientsAreTheSlopesOfTheLoss_data() { addCases(); }
    void gradientsAreTheSlopesOfTheLoss();
    void paddingOfTheGradientIsZero();
    void comparatorRefusesNothingAndNoticesLittle();

private:
    void addCases()
    {
        QTest::addColumn<int>("number");
        for (std::size_t i = 0; i < cases().size(); ++i) {
            QTest::newRow(cases()[i].name) << int(i);
        }
    }
};

void TestLayers::gradientsAreThoseOfPlainLoops()
{
    QFETCH(int, number);
    const Case& tested = cases()[std::size_t(number)];
    Bench bench(tested);
    NaiveNet naive(tested.layers, bench.m_plain);
    const double expected = naive.train(bench.input(), bench.m_labels);
    const double actual = bench.loss();
    QVERIFY2(std::abs(actual - expected) <= 1e-6 * expected, qPrintable(QString("loss %1 instead of %2").arg(actual).arg(expected)));

    const std::vector<float> gradient = bench.plainGradient();
    std::size_t first = 0;
    for (const auto& view : bench.m_net->parameters()) {
        const QString failure = difference(std::span(gradient).subspan(first, view.count()), std::span(naive.gradient()).subspan(first, view.count()));
        QVERIFY2(failure.isEmpty(), qPrintable(QString(view.name.c_str()) + ": " + failure));
        first += view.count();
    }
}

void TestLayers::inferenceIsThatOfPlainLoops()
{
    QFETCH(int, number);
    const Case& tested = cases()[std::size_t(number)];
    Bench bench(tested);
    NaiveNet naive(tested.layers, bench.m_plain);
    Values input(3, tested.input);   // fewer than the inference batch of 5
    for (std::size_t i = 0; i < input.v.size(); ++i) {
        bench.m_slot.inferenceInput()[i] = float(std::cos(double(i)));
        input.v[i] = double(bench.m_slot.inferenceInput()[i]);
    }
    const std::vector<double> expected = naive.logits(input);
    const auto actual = bench.m_slot.infer(bench.m_flat, 3);
    QCOMPARE(actual.size(), std::size_t(3 * bench.m_net->classes()));
    const QString failure = difference(actual, expected);
    QVERIFY2(failure.isEmpty(), qPrintable(failure));
}

void TestLayers::gradientsAreTheSlopesOfTheLoss()
{
    QFETCH(int, number);
    const Case& tested = cases()[std::size_t(number)];
    Bench bench(tested);
    bench.loss();
    const std::vector<float> gradient = bench.plainGradient();
    std::size_t first = 0;
    for (const auto& view : bench.m_net->parameters()) {
        // Along each tensor's own gradient, where the slope is its norm.
        double squares = 0.0;
        for (std::size_t i = first; i < first + view.count(); ++i) {
            squares += double(gradient[i]) * double(gradient[i]);
        }
        const double slope = std::sqrt(squares);
        QVERIFY(slope > 0.0);
        const double reach = 5e-5 / slope;   // little, so that few kinks of ReLU are crossed, yet far above the loss' grain of 1e-7
        const auto lossAt = [&](double length) {
            std::vector<float> moved = bench.m_plain;
            for (std::size_t i = first; i < first + view.count(); ++i) {
                moved[i] += float(length * double(gradient[i]) / slope);
            }
            bench.moveTo(moved);
            return bench.loss();
        };
        const double measured = (lossAt(reach) - lossAt(-reach)) / (2.0 * reach);
        QVERIFY2(std::abs(measured - slope) <= 0.02 * slope,
                 qPrintable(QString("%1: slope %2, gradient's norm %3").arg(view.name.c_str()).arg(measured).arg(slope)));
        first += view.count();
    }
}

void TestLayers::paddingOfTheGradientIsZero()
{
    Bench bench(cases().back());   // 20 and 33 channels, 7 classes: blocks with rests
    bench.loss();                  // the gradient array was full of sevens
    std::size_t zeros = std::size_t(std::count(bench.m_gradient.begin(), bench.m_gradient.end(), 0.0F));
    const auto plain = bench.plainGradient();
    zeros -= std::size_t(std::count(plain.begin(), plain.end(), 0.0F));
    QVERIFY(bench.m_net->flatSize() > bench.m_net->parameterCount());
    QCOMPARE(zeros, bench.m_net->flatSize() - bench.m_net->parameterCount());
}

void TestLayers::comparatorRefusesNothingAndNoticesLittle()
{
    const std::vector<float> zero(4, 0.0F);
    const std::vector<double> nothing(4, 0.0);
    QVERIFY(!difference(zero, nothing).isEmpty());
    const std::vector<double> some{1.0, -2.0, 3.0, 0.5};
    std::vector<float> same{1.0F, -2.0F, 3.0F, 0.5F};
    QVERIFY(difference(same, some).isEmpty());
    same[3] += 1e-4F;
    QVERIFY(!difference(same, some).isEmpty());
    same[3] = std::numeric_limits<float>::quiet_NaN();
    QVERIFY(!difference(same, some).isEmpty());
}

QTEST_GUILESS_MAIN(TestLayers)
#include "test_layers.moc"
