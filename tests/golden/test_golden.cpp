// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/sgd.h"
#include "support/nn_fixtures.h"

#include <gossip/catalogue.h>

#include <nlohmann/json.hpp>

#include <QFile>
#include <QTest>

#include <algorithm>
#include <optional>

using gossip::LayerKind;
using gossip::LayerSpec;
using gossip::test::Floats;
using nlohmann::json;

namespace {

/// Three SGD steps of one net under one setting, compared with what PyTorch computed (support/data/golden.json).
class GoldenRun {
public:
    explicit GoldenRun(const json& golden) : m_golden(golden) {}

    QString compare()
    {
        if (!compile()) {
            return m_failure;
        }
        prepare();
        for (std::size_t step = 0; step < 3 && m_failure.isEmpty(); ++step) {
            const float loss = m_slot->gradient(m_x, m_gradient, m_labels, {});
            check("loss", loss, m_golden["losses"][step], 1e-5 * std::abs(double(m_golden["losses"][step])));
            if (step == 0) {
                compareTensors("gradient", m_gradient, m_golden["first_gradients"]);
            }
            gossip::nn::sgdUpdate(m_x, m_velocity, m_gradient, m_golden["lr"], m_golden["momentum"], m_golden["weight_decay"], m_golden["nesterov"]);
        }
        compareTensors("parameter", m_x, m_golden["final_parameters"]);
        return m_failure;
    }
    [[nodiscard]] int compared() const { return m_compared; }

private:
    std::vector<LayerSpec> layers() const
    {
        using namespace gossip::test;
        const std::string name = m_golden["net"];
        const LayerSpec relu = layerOf(LayerKind::relu);
        if (name == "strided-cnn") {
            return {convolution(20, 3, 2, 1), relu, convolution(33, 3, 1, 1), relu, pooling(LayerKind::averagePool, 2),
                    layerOf(LayerKind::flatten), linear(7)};
        }
        gossip::ModelSpec model;
        model.id = name;
        auto resolved = *gossip::resolveModel(model, shape(), m_golden["classes"]);
        // PyTorch's run has no dropout: its masks could not be the same.
        std::erase_if(resolved, [](const LayerSpec& layer) { return layer.kind == LayerKind::dropout; });
        return resolved;
    }

    [[nodiscard]] gossip::ImageShape shape() const { return {m_golden["input"][1], m_golden["input"][2], m_golden["input"][3]}; }

    bool compile()
    {
        const auto net = gossip::nn::Net::compile({layers(), shape(), m_golden["input"][0], 8});
        if (!net) {
            m_failure = QString::fromStdString(net.error().str());
            return false;
        }
        m_net = *net;
        m_slot.emplace(m_net);
        return true;
    }

    void prepare()
    {
        std::vector<float> plain;
        int seed = 1;
        for (const auto& view : m_net->parameters()) {
            const double amplitude = std::sqrt(2.0 / view.fanIn) * (view.dims.size() > 1 ? 1.0 : 0.1);
            const auto values = gossip::test::fill(view.count(), seed++, amplitude);
            plain.insert(plain.end(), values.begin(), values.end());
        }
        m_x.resize(m_net->flatSize());
        m_gradient.resize(m_x.size());
        m_velocity.resize(m_x.size());
        m_net->importPlain(plain, m_x);
        const auto input = gossip::test::fill(m_slot->trainingInput().size(), 101, 1.0);
        std::copy(input.begin(), input.end(), m_slot->trainingInput().begin());
        for (int s = 0; s < m_net->options().batch; ++s) {
            m_labels.push_back(std::uint16_t((3 * s + 1) % m_net->classes()));
        }
    }

    void compareTensors(const char* what, const Floats& flat, const json& expected)
    {
        std::vector<float> plain(m_net->parameterCount());
        m_net->exportPlain(flat, plain);
        std::span<const float> rest = plain;
        if (expected.size() != m_net->parameters().size()) {
            m_failure += QString("%1 tensors instead of %2; ").arg(m_net->parameters().size()).arg(expected.size());
            return;
        }
        for (std::size_t t = 0; t < expected.size(); ++t) {
            const auto& view = m_net->parameters()[t];
            compareTensor(QString("%1 %2").arg(what, view.name.c_str()), rest.first(view.count()), expected[t]);
            rest = rest.subspan(view.count());
        }
    }

    void compareTensor(const QString& name, std::span<const float> values, const json& expected)
    {
        double sum = 0.0;
        double squares = 0.0;
        for (const float value : values) {
            sum += double(value);
            squares += double(value) * double(value);
        }
        const double l2 = expected["l2"];
        const double root = std::sqrt(double(values.size()));
        check(name + " norm", std::sqrt(squares), l2, 1e-5 * l2);
        check(name + " sum", sum, expected["sum"], 2e-5 * l2 * root);
        for (const auto& sample : expected["samples"]) {
            const double value = sample[1];
            check(name + " entry", double(values[sample[0]]), value, 2e-5 * std::max(std::abs(value), l2 / root));
        }
    }

    void check(const QString& what, double actual, double expected, double tolerance)
    {
        ++m_compared;
        if (!(std::abs(actual - expected) <= tolerance)) {   // also when not a number
            m_failure += QString("%1 is %2 instead of %3 ± %4; ").arg(what).arg(actual, 0, 'g', 9).arg(expected, 0, 'g', 9).arg(tolerance);
        }
    }

    const json& m_golden;
    QString m_failure;
    int m_compared = 0;
    std::shared_ptr<const gossip::nn::Net> m_net;
    std::optional<gossip::nn::Slot> m_slot;
    Floats m_x;
    Floats m_gradient;
    Floats m_velocity;
    std::vector<std::uint16_t> m_labels;
};

}  // namespace

class TestGolden : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void threeStepsAreThoseOfPyTorch_data();
    void threeStepsAreThoseOfPyTorch();
    void aWrongRateIsNoticed();

private:
    json m_golden;
};

void TestGolden::initTestCase()
{
    gossip::nn::useOneThread();
    QFile file(GOSSIP_TEST_DATA "/golden.json");
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_golden = json::parse(file.readAll().toStdString());
    QCOMPARE(m_golden["cases"].size(), std::size_t(15));
}

void TestGolden::threeStepsAreThoseOfPyTorch_data()
{
    QTest::addColumn<int>("number");
    for (std::size_t i = 0; i < m_golden["cases"].size(); ++i) {
        const json& golden = m_golden["cases"][i];
        const std::string name = golden["net"];
        QTest::newRow(qPrintable(QString("%1 momentum %2 nesterov %3")
                                     .arg(name.c_str())
                                     .arg(double(golden["momentum"]))
                                     .arg(bool(golden["nesterov"]))))
            << int(i);
    }
}

void TestGolden::threeStepsAreThoseOfPyTorch()
{
    QFETCH(int, number);
    GoldenRun run(m_golden["cases"][std::size_t(number)]);
    const QString failure = run.compare();
    QVERIFY2(failure.isEmpty(), qPrintable(failure));
    QVERIFY(run.compared() > 60);
}

void TestGolden::aWrongRateIsNoticed()
{
    json golden = m_golden["cases"][0];
    golden["lr"] = 1.0001 * double(golden["lr"]);
    QVERIFY(!GoldenRun(golden).compare().isEmpty());
}

QTEST_GUILESS_MAIN(TestGolden)
#include "test_golden.moc"
