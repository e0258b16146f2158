// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/nn_fixtures.h"

#include "nn/avx2.h"

#include <gossip/catalogue.h>

#include <QTest>

#include <algorithm>
#include <optional>
#include <thread>

using namespace gossip;
using namespace gossip::test;

namespace {

constexpr int kHidden = 4000;

std::shared_ptr<const nn::Net> netOf(const char* id, int batch, const ImageShape& input, int inferenceBatch = 20)
{
    ModelSpec model;
    model.id = id;
    return *nn::Net::compile({*resolveModel(model, input, 10), input, batch, inferenceBatch});
}

/// Parameters as the network has them after initialise(), in plain order.
std::vector<float> initialPlain(const nn::Net& net, std::uint64_t seed)
{
    Floats flat(net.flatSize(), 9.0F);
    net.initialise(seed, flat);
    std::vector<float> plain(net.parameterCount());
    net.exportPlain(flat, plain);
    return plain;
}

/// The mask of a dropout layer, seen from outside: one picture, hidden values all 1, so that the gradient of the last
/// layer's weights is the mask times a constant, and that of the hidden biases is it once more on the way back.
class MaskedNet {
public:
    explicit MaskedNet(double rate, int dropouts = 1)
    {
        std::vector<LayerSpec> layers{layerOf(LayerKind::flatten), linear(kHidden)};
        for (int i = 0; i < dropouts; ++i) {
            layers.push_back(layerOf(LayerKind::dropout));
            layers.back().rate = rate;
        }
        layers.push_back(linear(2));
        m_net = *nn::Net::compile({layers, {1, 1, 2}, 1, 1});
        std::vector<float> plain(m_net->parameterCount(), 0.0F);
        std::fill_n(plain.begin() + 2 * kHidden, kHidden, 1.0F);            // hidden biases
        std::fill_n(plain.begin() + 3 * kHidden, kHidden, 1.0F / kHidden);  // weights to class 0; those to class 1 stay 0
        m_x.resize(m_net->flatSize());
        m_gradient.resize(m_net->flatSize());
        m_net->importPlain(plain, m_x);
        m_slot.emplace(m_net);
    }

    void draw(const nn::DropoutKey& key)
    {
        m_slot->gradient(m_x, m_gradient, std::vector<std::uint16_t>{1}, key);
        std::vector<float> plain(m_net->parameterCount());
        m_net->exportPlain(m_gradient, plain);
        hiddenBias.assign(plain.begin() + 2 * kHidden, plain.begin() + 3 * kHidden);
        lastWeight.assign(plain.begin() + 3 * kHidden, plain.begin() + 4 * kHidden);
        lastBias = plain[5 * kHidden];
    }
    [[nodiscard]] std::vector<float> mask(const nn::DropoutKey& key)
    {
        draw(key);
        return lastWeight;
    }
    [[nodiscard]] float inferred() { return m_slot->infer(m_x, 1)[0]; }

    std::vector<float> hiddenBias;
    std::vector<float> lastWeight;
    float lastBias = 0.0F;

private:
    std::shared_ptr<const nn::Net> m_net;
    std::optional<nn::Slot> m_slot;
    Floats m_x;
    Floats m_gradient;
};

}  // namespace

class TestNet : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { nn::useOneThread(); }
    void plainValuesSurviveTheBlockedLayout();
    void tensorsLieAlignedAndApart();
    void initialValuesDoNotDependOnLayouts();
    void initialValuesFillTheirRange();
    void slotsGiveTheSameBitsOnAnyThread();
    void inferenceDoesNotDisturbTraining();
    void fewPicturesAreInferredAsMany();
    void dropoutDropsItsShareAndScalesTheRest();
    void dropoutPassesBackWhatItPassedOn();
    void dropoutMasksDependOnTheirKeyOnly();
    void dropoutLayersDrawApart();
    void dropoutRestsInInference();
    void tooLargeBatchesAreRefused();
    void convolutionsTakeTheOwnPassesWithAvx2_data();
    void convolutionsTakeTheOwnPassesWithAvx2();
    void bf16FollowsF32OrIsRefused_data();
    void bf16FollowsF32OrIsRefused();
};

void TestNet::plainValuesSurviveTheBlockedLayout()
{
    const auto net = netOf("easgd-cnn", 3, {3, 28, 28});
    const std::vector<float> plain = fill(net->parameterCount(), 5, 1.0);
    Floats flat(net->flatSize(), 3.0F);
    net->importPlain(plain, flat);
    std::vector<float> back(plain.size());
    net->exportPlain(flat, back);
    QCOMPARE(back, plain);
    // What is no parameter is zero: distances and means over flat arrays must not see it.
    const auto used = plain.size() - std::size_t(std::count(plain.begin(), plain.end(), 0.0F));
    QCOMPARE(flat.size() - std::size_t(std::count(flat.begin(), flat.end(), 0.0F)), used);
}

void TestNet::tensorsLieAlignedAndApart()
{
    const auto net = netOf("lenet5", 4, {1, 28, 28});
    QCOMPARE(net->parameterCount(), std::size_t(61'706));
    QCOMPARE(net->parameters().size(), std::size_t(10));
    QCOMPARE(net->parameters()[0].name, std::string("layer0.weight"));
    QCOMPARE(net->parameters()[0].dims, (std::vector<int>{6, 1, 5, 5}));
    QCOMPARE(net->parameters()[4].dims, (std::vector<int>{120, 400}));
    QCOMPARE(net->parameters()[5].fanIn, 400);
    std::size_t end = 0;
    for (const auto& view : net->parameters()) {
        QCOMPARE(view.offset % 16, std::size_t(0));
        QVERIFY(view.offset >= end);
        QVERIFY(view.storage >= view.count());
        end = view.offset + view.storage;
    }
    QVERIFY(net->flatSize() >= end);
    QCOMPARE(net->flatSize() % 16, std::size_t(0));
}

void TestNet::initialValuesDoNotDependOnLayouts()
{
    const std::vector<float> one = initialPlain(*netOf("lenet5", 1, {1, 28, 28}), 7);
    QCOMPARE(initialPlain(*netOf("lenet5", 64, {1, 28, 28}), 7), one);
    QVERIFY(initialPlain(*netOf("lenet5", 64, {1, 28, 28}), 8) != one);
}

void TestNet::initialValuesFillTheirRange()
{
    const auto net = netOf("lenet5", 2, {1, 28, 28});
    const std::vector<float> plain = initialPlain(*net, 1);
    auto first = plain.begin();
    for (const auto& view : net->parameters()) {
        const double bound = 1.0 / std::sqrt(double(view.fanIn));
        double squares = 0.0;
        for (auto it = first; it != first + std::ptrdiff_t(view.count()); ++it) {
            QVERIFY(std::abs(double(*it)) <= bound * (1.0 + 1e-6));
            squares += double(*it) * double(*it);
        }
        if (view.count() >= 1000) {
            const double ratio = squares / double(view.count()) / (bound * bound / 3.0);
            QVERIFY2(std::abs(ratio - 1.0) < 0.1, view.name.c_str());   // variance of U(±b) is b²/3
        }
        first += std::ptrdiff_t(view.count());
    }
}

void TestNet::slotsGiveTheSameBitsOnAnyThread()
{
    const auto net = netOf("easgd-cnn", 5, {3, 28, 28});
    Floats x(net->flatSize());
    net->initialise(1, x);
    const std::vector<float> input = fill(5 * 3 * 28 * 28, 3, 1.0);
    const std::vector<std::uint16_t> labels{1, 2, 3, 9, 0};
    const auto gradient = [&](Floats& result) {
        nn::useOneThread();
        nn::Slot slot(net);
        std::copy(input.begin(), input.end(), slot.trainingInput().begin());
        slot.gradient(x, result, labels, {1, 2, 3});
    };
    Floats here(x.size());
    Floats there(x.size(), 5.0F);
    gradient(here);
    std::thread(gradient, std::ref(there)).join();
    QCOMPARE(there, here);
    QVERIFY(std::count(here.begin(), here.end(), 0.0F) < std::ptrdiff_t(here.size() / 2));
}

void TestNet::inferenceDoesNotDisturbTraining()
{
    const auto net = netOf("lenet5", 3, {1, 28, 28});
    Floats x(net->flatSize());
    net->initialise(1, x);
    nn::Slot slot(net);
    const std::vector<float> input = fill(slot.trainingInput().size(), 3, 1.0);
    std::copy(input.begin(), input.end(), slot.trainingInput().begin());
    const std::vector<std::uint16_t> labels{1, 2, 3};
    Floats before(x.size());
    Floats after(x.size());
    const float loss = slot.gradient(x, before, labels, {});
    std::fill(slot.inferenceInput().begin(), slot.inferenceInput().end(), 0.5F);
    slot.infer(x, 20);
    QCOMPARE(slot.gradient(x, after, labels, {}), loss);
    QCOMPARE(after, before);
}

void TestNet::fewPicturesAreInferredAsMany()
{
    const auto net = netOf("lenet5", 3, {1, 28, 28});
    Floats x(net->flatSize());
    net->initialise(1, x);
    nn::Slot slot(net);
    const std::vector<float> input = fill(slot.inferenceInput().size(), 3, 1.0);
    std::copy(input.begin(), input.end(), slot.inferenceInput().begin());
    const auto all = slot.infer(x, 20);
    const std::vector<float> many(all.begin(), all.end());
    QCOMPARE(many.size(), std::size_t(200));
    QVERIFY(many[0] != many[10]);
    const auto some = slot.infer(x, 2);
    QCOMPARE(std::vector<float>(some.begin(), some.end()), std::vector<float>(many.begin(), many.begin() + 20));
}

void TestNet::dropoutDropsItsShareAndScalesTheRest()
{
    MaskedNet net(0.3);
    const std::vector<float> mask = net.mask({1, 0, 0});
    const auto dropped = std::count(mask.begin(), mask.end(), 0.0F);
    const double deviation = std::sqrt(kHidden * 0.3 * 0.7);
    QVERIFY2(std::abs(double(dropped) - kHidden * 0.3) < 4.0 * deviation, qPrintable(QString::number(dropped)));
    for (const float value : mask) {
        QVERIFY(value == 0.0F || std::abs(double(value / net.lastBias) - 1.0 / 0.7) < 1e-5);
    }
}

void TestNet::dropoutPassesBackWhatItPassedOn()
{
    MaskedNet net(0.5);
    net.draw({1, 0, 4});
    for (std::size_t i = 0; i < std::size_t(kHidden); ++i) {
        QCOMPARE(net.hiddenBias[i] == 0.0F, net.lastWeight[i] == 0.0F);
    }
    QVERIFY(std::count(net.hiddenBias.begin(), net.hiddenBias.end(), 0.0F) < kHidden);
}

void TestNet::dropoutMasksDependOnTheirKeyOnly()
{
    MaskedNet net(0.5);
    MaskedNet other(0.5);
    const std::vector<float> mask = net.mask({1, 2, 3});
    QVERIFY(net.mask({2, 2, 3}) != mask);
    QVERIFY(net.mask({1, 3, 3}) != mask);
    QVERIFY(net.mask({1, 2, 4}) != mask);
    QCOMPARE(other.mask({1, 2, 3}), mask);
    QCOMPARE(net.mask({1, 2, 3}), mask);
}

void TestNet::dropoutLayersDrawApart()
{
    // Two masks of one half each let a quarter through if they are independent, a half if they are one.
    MaskedNet net(0.5, 2);
    const std::vector<float> mask = net.mask({1, 0, 0});
    const auto passed = kHidden - std::count(mask.begin(), mask.end(), 0.0F);
    QVERIFY(std::abs(double(passed) - kHidden * 0.25) < 4.0 * std::sqrt(kHidden * 0.25 * 0.75));
}

void TestNet::dropoutRestsInInference()
{
    MaskedNet net(0.5);
    QVERIFY(std::abs(net.inferred() - 1.0F) < 1e-5F);   // 4000 hidden ones, each times 1/4000
}

void TestNet::tooLargeBatchesAreRefused()
{
    const nn::NetOptions options{{linear(2)}, {3, 1000, 1000}, 1000, 1};
    const auto net = nn::Net::compile(options);
    QVERIFY(!net);
    QVERIFY(net.error().str().find("batch of 1000") != std::string::npos);
}

/// Without this, tests of those passes could all have tested oneDNN's.
void TestNet::convolutionsTakeTheOwnPassesWithAvx2_data()
{
    QTest::addColumn<int>("channels");
    QTest::addColumn<int>("filters");
    QTest::addColumn<int>("firstWeights");
    QTest::addColumn<int>("secondWeights");
    QTest::addColumn<int>("secondData");
    QTest::newRow("one channel, whole blocks") << 1 << 16 << 1 << 1 << 1;
    QTest::newRow("three channels, a part of a block") << 3 << 6 << 1 << 0 << 0;   // the second reads six channels plain
    QTest::newRow("four channels") << 4 << 24 << 0 << 1 << 1;
}

void TestNet::convolutionsTakeTheOwnPassesWithAvx2()
{
    QFETCH(int, channels);
    QFETCH(int, filters);
    if (!nn::prefersAvx2()) {
        QSKIP("The own passes are for processors with AVX2 and without AVX-512.");
    }
    const auto net = *nn::Net::compile({{convolution(filters, 5, 1, 2), convolution(8, 3), linear(4)}, {channels, 9, 9}, 3, 2});
    const std::vector<std::string> passes = net->implementations();
    QTEST(int(std::count(passes.begin(), passes.end(), "layer0 backward weights: own")), "firstWeights");
    QTEST(int(std::count(passes.begin(), passes.end(), "layer1 backward weights: own")), "secondWeights");
    QTEST(int(std::count(passes.begin(), passes.end(), "layer1 backward data: own")), "secondData");
}

void TestNet::bf16FollowsF32OrIsRefused_data()
{
    QTest::addColumn<std::vector<LayerSpec>>("layers");
    QTest::addColumn<double>("bound");
    QTest::newRow("smooth") << std::vector<LayerSpec>{convolution(16, 5, 1, 2), pooling(LayerKind::averagePool, 2), convolution(24, 3), linear(10)} << 0.01;
    QTest::newRow("rectified") << std::vector<LayerSpec>{convolution(16, 5, 1, 2), layerOf(LayerKind::relu), pooling(LayerKind::maxPool, 2), convolution(24, 3), linear(10)} << 0.1;
}

/// Eight bits of mantissa: each factor is off by up to 2⁻⁹, a smooth gradient by a small multiple of that. Where a ReLU or a maximum is
/// nearly undecided, rounding decides it: a share s of such places moves the gradient by about √s.
void TestNet::bf16FollowsF32OrIsRefused()
{
    QFETCH(std::vector<LayerSpec>, layers);
    QFETCH(double, bound);
    nn::NetOptions options{layers, {3, 12, 12}, 8, 4};
    const auto exact = *nn::Net::compile(options);
    options.precision = Precision::bf16;
    const auto net = nn::Net::compile(options);
    if (!net) {
        QVERIFY2(net.error().str().find("AVX-512") != std::string::npos, net.error().str().c_str());
        QSKIP("This processor does not compute in bf16; only the refusal was tested.");
    }
    std::vector<float> plain(exact->parameterCount());
    const auto gradientOf = [&](const nn::Net& of, const std::shared_ptr<const nn::Net>& shared) {
        Floats x(of.flatSize());
        Floats gradient(of.flatSize());
        of.initialise(7, x);
        nn::Slot slot(shared);
        std::ranges::generate(slot.trainingInput(), [i = 0]() mutable { return std::sin(float(++i)); });
        const std::vector<std::uint16_t> labels{0, 1, 2, 3, 4, 5, 6, 7};
        const float loss = slot.gradient(x, gradient, labels, {});
        of.exportPlain(gradient, plain);
        return std::pair{loss, plain};
    };
    const auto [loss, gradient] = gradientOf(*exact, exact);
    const auto [halfLoss, halfGradient] = gradientOf(**net, *net);
    double error = 0.0;
    double norm = 0.0;
    for (std::size_t i = 0; i < gradient.size(); ++i) {
        error += std::pow(double(halfGradient[i]) - double(gradient[i]), 2);
        norm += std::pow(double(gradient[i]), 2);
    }
    const double difference = std::sqrt(error / norm);
    QVERIFY2(difference < bound, qPrintable(QString::number(difference)));
    QVERIFY2(difference > 1e-4, qPrintable(QString::number(difference)));   // it really computed in bf16
    QVERIFY(std::abs(double(halfLoss) - double(loss)) < 0.01);
}

QTEST_GUILESS_MAIN(TestNet)
#include "test_net.moc"
