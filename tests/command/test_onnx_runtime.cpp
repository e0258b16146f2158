// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves as ONNX computes the same in a runtime that shares no code with us (onnxruntime, run by Node.js).
#include "core/aligned.h"
#include "core/philox.h"
#include "exporters/onnx.h"
#include "nn/net.h"

#include <gossip/catalogue.h>

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <cstring>

using namespace gossip;

namespace {

constexpr int kPictures = 100;
constexpr int kNotThere = 77;
constexpr float kTolerance = 1e-4F;

QString nodeModules()
{
    const QString given = qEnvironmentVariable("GOSSIP_NODE_MODULES");
    return given.isEmpty() ? QStringLiteral(GOSSIP_SOURCE_DIR "/build/node/node_modules") : given;
}

/// A model with random parameters, its pictures, and what our own forward pass makes of them.
struct Trial {
    exporters::TrainedModel model;
    std::vector<float> pictures;   ///< 0–255, of the model's `pictures` shape
    std::vector<float> logits;
    int classes = 0;
};

std::vector<float> standardised(const Trial& trial)
{
    const ImageShape& whole = trial.model.pictures;
    const ImageShape& part = trial.model.input;
    std::vector<float> scaled;
    for (int plane = 0; plane < kPictures * whole.channels; ++plane) {
        const auto channel = std::size_t(plane % whole.channels);
        for (int y = 0; y < part.height; ++y) {
            for (int x = 0; x < part.width; ++x) {
                const int row = y + (whole.height - part.height) / 2;
                const int column = x + (whole.width - part.width) / 2;
                const float pixel = trial.pictures[std::size_t((plane * whole.height + row) * whole.width + column)];
                scaled.push_back((pixel - trial.model.mean[channel]) / trial.model.deviation[channel]);
            }
        }
    }
    return scaled;
}

Trial makeTrial(const std::vector<LayerSpec>& layers, const ImageShape& pictures, const ImageShape& input, int classes)
{
    nn::useOneThread();
    const auto net = nn::Net::compile({.layers = layers, .input = input, .batch = 4, .inferenceBatch = kPictures});
    if (!net) {
        qFatal("%s", net.error().str().c_str());
    }
    FlatArray flat((*net)->flatSize(), 0.0F);
    (*net)->initialise(5, flat);
    Trial trial;
    trial.classes = classes;
    trial.model.layers = layers;
    trial.model.pictures = pictures;
    trial.model.input = input;
    for (const nn::ParameterView& view : (*net)->parameters()) {
        trial.model.dims.push_back(view.dims);
    }
    trial.model.parameters.resize((*net)->parameterCount());
    (*net)->exportPlain(flat, trial.model.parameters);
    RandomStream random(9, Purpose::noise, 0);
    for (int channel = 0; channel < input.channels; ++channel) {
        trial.model.mean.push_back(float(100 + 20 * channel));
        trial.model.deviation.push_back(float(50 + 10 * channel));
    }
    for (int i = 0; i < classes; ++i) {
        trial.model.classNames.push_back("class " + std::to_string(i));
    }
    trial.pictures.resize(pictures.size() * kPictures);
    std::generate(trial.pictures.begin(), trial.pictures.end(), [&] { return float(random.below(256)); });
    nn::Slot slot(*net);
    const std::vector<float> scaled = standardised(trial);
    std::copy(scaled.begin(), scaled.end(), slot.inferenceInput().begin());
    const auto logits = slot.infer(flat, kPictures);
    trial.logits.assign(logits.begin(), logits.end());
    return trial;
}

bool save(const QString& path, const char* bytes, std::size_t count)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes, qint64(count)) == qint64(count);
}

float largestDifference(const float* a, const float* b, std::size_t count)
{
    float largest = 0.0F;
    for (std::size_t i = 0; i < count; ++i) {
        // A NaN must not hide behind a comparison that is false.
        largest = std::isfinite(a[i]) && std::isfinite(b[i]) ? std::max(largest, std::abs(a[i] - b[i])) : INFINITY;
    }
    return largest;
}

std::vector<float> softmax(const std::vector<float>& logits, std::size_t classes)
{
    std::vector<float> shares(logits.size());
    for (std::size_t row = 0; row < logits.size(); row += classes) {
        double sum = 0.0;
        for (std::size_t k = 0; k < classes; ++k) {
            sum += std::exp(double(logits[row + k]));
        }
        for (std::size_t k = 0; k < classes; ++k) {
            shares[row + k] = float(std::exp(double(logits[row + k])) / sum);
        }
    }
    return shares;
}

std::vector<LayerSpec> named(const char* id, const ImageShape& input, int classes)
{
    const auto layers = resolveModel({.id = id, .layers = {}}, input, classes);
    if (!layers) {
        qFatal("%s", layers.error().str().c_str());
    }
    return *layers;
}

}  // namespace

class TestOnnxRuntime : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void foreignRuntimeComputesOurOutputs_data();
    void foreignRuntimeComputesOurOutputs();
};

void TestOnnxRuntime::foreignRuntimeComputesOurOutputs_data()
{
    QTest::addColumn<QString>("id");
    for (const char* id : {"softmax", "mlp", "lenet5", "easgd-cnn", "easgd-cnn on the centre of CIFAR-10's pictures", "strided, average pooling, padding"}) {
        QTest::newRow(id) << QString::fromLatin1(id);
    }
}

void TestOnnxRuntime::foreignRuntimeComputesOurOutputs()
{
    QFETCH(QString, id);
    ImageShape input{1, 28, 28};
    ImageShape pictures = input;
    int classes = 10;
    std::vector<LayerSpec> layers;
    if (id.startsWith(QLatin1String("strided"))) {
        input = {2, 19, 23};
        pictures = input;
        classes = 7;
        layers = {{.kind = LayerKind::convolution, .filters = 9, .kernel = 3, .stride = 2, .padding = 2},
                  {.kind = LayerKind::relu},
                  {.kind = LayerKind::averagePool, .kernel = 3, .stride = 2, .padding = 1},
                  {.kind = LayerKind::maxPool, .kernel = 2, .stride = 1, .padding = 1},
                  {.kind = LayerKind::flatten},
                  {.kind = LayerKind::linear, .units = 20},
                  {.kind = LayerKind::relu},
                  {.kind = LayerKind::linear, .units = classes}};
    } else {
        if (id.startsWith(QLatin1String("easgd-cnn"))) {
            input = {3, 28, 28};
            pictures = id.contains(QLatin1String("centre")) ? ImageShape{3, 32, 33} : input;
        }
        layers = named(id.section(QLatin1Char(' '), 0, 0).toLatin1().constData(), input, classes);
    }
    const Trial trial = makeTrial(layers, pictures, input, classes);
    const auto bytes = exporters::toOnnx(trial.model);
    QVERIFY2(bytes, bytes ? "" : bytes.error().str().c_str());

    QTemporaryDir folder;
    const QString model = folder.filePath(QStringLiteral("model.onnx"));
    const QString given = folder.filePath(QStringLiteral("pictures"));
    const QString out = folder.filePath(QStringLiteral("out"));
    QVERIFY(save(model, bytes->data(), bytes->size()));
    QVERIFY(save(given, reinterpret_cast<const char*>(trial.pictures.data()), trial.pictures.size() * sizeof(float)));
    QProcess node;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("GOSSIP_NODE_MODULES"), nodeModules());
    node.setProcessEnvironment(environment);
    node.start(QStringLiteral("node"), {QStringLiteral(GOSSIP_SOURCE_DIR "/tests/support/run_onnx.cjs"), model, given,
                                        QString::number(pictures.channels), QString::number(pictures.height), QString::number(pictures.width), out});
    if (!node.waitForStarted()) {
        QSKIP("Node.js is not installed: nothing was compared with onnxruntime");
    }
    QVERIFY(node.waitForFinished(120000));
    if (node.exitCode() == kNotThere) {
        QSKIP("onnxruntime-node is not installed (tests/run.sh does it): nothing was compared");
    }
    const QByteArray complaint = node.readAllStandardError();
    QVERIFY2(node.exitCode() == 0, complaint.constData());

    QFile result(out);
    QVERIFY(result.open(QIODevice::ReadOnly));
    const QByteArray raw = result.readAll();
    const std::size_t values = trial.logits.size();
    QCOMPARE(values, std::size_t(kPictures * classes));
    QCOMPARE(std::size_t(raw.size()), (2 * values + std::size_t(classes)) * sizeof(float));
    std::vector<float> theirs(std::size_t(raw.size()) / sizeof(float));
    std::memcpy(theirs.data(), raw.constData(), std::size_t(raw.size()));
    const auto [low, high] = std::minmax_element(trial.logits.begin(), trial.logits.end());
    QVERIFY2(*high - *low > 0.05F, "our outputs hardly differ from each other: agreement would mean nothing");
    QVERIFY(largestDifference(theirs.data(), trial.logits.data(), values) < kTolerance);
    QVERIFY(largestDifference(theirs.data() + values, softmax(trial.logits, std::size_t(classes)).data(), values) < kTolerance);
    QVERIFY(largestDifference(theirs.data() + 2 * values, trial.logits.data(), std::size_t(classes)) < kTolerance);
}

QTEST_GUILESS_MAIN(TestOnnxRuntime)
#include "test_onnx_runtime.moc"
