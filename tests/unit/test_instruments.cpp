// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/state.h"
#include "exporters/csv_headers.h"
#include "metrics/consensus.h"
#include "metrics/instruments.h"
#include "metrics/paths.h"
#include "support/run_files.h"

#include <gossip/topology.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

using namespace gossip;
using namespace gossip::test;

namespace {

FlatArray randomModel(std::size_t size, std::mt19937& random)
{
    std::normal_distribution<float> normal;
    FlatArray model(size);
    for (float& number : model) {
        number = normal(random);
    }
    return model;
}

double distanceOf(const FlatArray& a, const FlatArray& b)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sum += (double(a[i]) - double(b[i])) * (double(a[i]) - double(b[i]));
    }
    return std::sqrt(sum);
}

double distanceOf(const PathPlane::Place& a, const PathPlane::Place& b)
{
    return std::hypot(double(a.x) - double(b.x), double(a.y) - double(b.y));
}

/// Three workers that walk on one plane of a large space, each in its own direction.
std::vector<FlatArray> walkersAt(double t, const FlatArray& one, const FlatArray& other)
{
    std::vector<FlatArray> models;
    for (int worker = 0; worker < 3; ++worker) {
        FlatArray model(one.size());
        const auto along = float(3.0 * t);
        const auto across = float(t * (worker - 1));
        for (std::size_t i = 0; i < model.size(); ++i) {
            model[i] = along * one[i] + across * other[i];
        }
        models.push_back(std::move(model));
    }
    return models;
}

std::vector<metrics::Sketch> sketchesOf(const std::vector<FlatArray>& models)
{
    std::vector<metrics::Sketch> sketches;
    for (const FlatArray& model : models) {
        sketches.push_back(metrics::sketchOf(model));
    }
    return sketches;
}

const char* const kAveraging = R"({"schema_version": 1, "workload": "averaging", "workload_options": {"dimension": 500}, "clock": "simulated",
    "workers": {"count": 6, "step_ms": 10}, "protocol": {"id": "gosgd", "probability": 0.5}, "recording": {"every_s": 0.5, "instruments": true},
    "evaluation": {"every_s": 1}, "topology": {"id": "ring"}, "stop": {"seconds": 20}})";

std::vector<QList<QByteArray>> rowsOf(const std::string& folder, const char* name)
{
    std::vector<QList<QByteArray>> rows;
    for (const QByteArray& line : contentOf(folder + "/" + name).split('\n')) {
        rows.push_back(line.split(','));
    }
    rows.pop_back();   // behind the last line's end
    return rows;
}

}  // namespace

class TestInstruments : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void layersAddUpToTheWhole();
    void pairsAreWhatLoopsFind();
    void chosenWorkersAreEvenlySpread();
    void sketchesKeepDistancesInTheMean();
    void aWalkOnAPlaneIsShownWhole();
    void pathsKeepTheirSenseAndStayBounded();
    void savedPathsGoOnAsIfNeverInterrupted();
    void expectedExchangesAddUpToTheProbability();
    void filesSayWhatRecordsSay();
    void filesDoNotDependOnThreadsAndSurviveResuming();
    void withoutBeingAskedNothingIsComputed();
};

void TestInstruments::layersAddUpToTheWhole()
{
    std::mt19937 random(1);
    std::vector<FlatArray> models;
    for (int i = 0; i < 5; ++i) {
        models.push_back(randomModel(1000, random));
    }
    std::vector<std::size_t> all(5);
    std::iota(all.begin(), all.end(), std::size_t{0});
    const FlatArray mean = metrics::meanModel(models, all);
    const std::vector<metrics::LayerSpan> layers{{"layer0", 0, 100, 100}, {"layer1", 100, 650, 640}, {"layer2", 750, 250, 250}};
    const auto found = metrics::layerDistances(models, mean, layers);
    QCOMPARE(found.size(), layers.size());
    double sum = 0.0;
    for (std::size_t l = 0; l < layers.size(); ++l) {
        double own = 0.0;
        for (const FlatArray& model : models) {
            for (std::size_t i = layers[l].offset; i < layers[l].offset + layers[l].length; ++i) {
                own += (double(model[i]) - double(mean[i])) * (double(model[i]) - double(mean[i]));
            }
        }
        QVERIFY(std::abs(found[l].distance - std::sqrt(own / 5.0)) < 1e-5 * found[l].distance);
        QCOMPARE(found[l].parameters, layers[l].parameters);
        sum += found[l].distance * found[l].distance;
    }
    const double whole = metrics::consensus(models, mean).distance;
    QVERIFY(std::abs(std::sqrt(sum) - whole) < 1e-6 * whole);
}

void TestInstruments::pairsAreWhatLoopsFind()
{
    std::mt19937 random(2);
    const std::vector<FlatArray> models{randomModel(333, random), randomModel(333, random), randomModel(333, random)};
    const std::vector<const FlatArray*> some{&models[0], nullptr, &models[1], &models[2]};
    const auto distances = metrics::pairDistances(some);
    QCOMPARE(distances.size(), std::size_t(16));
    for (std::size_t i = 0; i < 4; ++i) {
        for (std::size_t j = 0; j < 4; ++j) {
            const float found = distances[i * 4 + j];
            if (i == 1 || j == 1) {
                QVERIFY(std::isnan(found));
            } else {
                QVERIFY(std::abs(double(found) - distanceOf(*some[i], *some[j])) < 1e-4);
            }
        }
    }
}

void TestInstruments::chosenWorkersAreEvenlySpread()
{
    QCOMPARE(metrics::comparedWorkers(3, 64), (std::vector<int>{0, 1, 2}));
    const auto chosen = metrics::comparedWorkers(1000, 64);
    QCOMPARE(chosen.size(), std::size_t(64));
    QCOMPARE(chosen.front(), 0);
    for (std::size_t i = 1; i < chosen.size(); ++i) {
        QVERIFY(chosen[i] - chosen[i - 1] >= 15 && chosen[i] - chosen[i - 1] <= 16);
    }
    QVERIFY(chosen.back() < 1000);
}

void TestInstruments::sketchesKeepDistancesInTheMean()
{
    std::mt19937 random(3);
    double ratios = 0.0;
    constexpr int kPairs = 300;
    for (int pair = 0; pair < kPairs; ++pair) {
        const FlatArray a = randomModel(2000, random);
        const FlatArray b = randomModel(2000, random);
        const auto sa = metrics::sketchOf(a);
        const auto sb = metrics::sketchOf(b);
        double squared = 0.0;
        for (std::size_t j = 0; j < sa.size(); ++j) {
            squared += (double(sa[j]) - double(sb[j])) * (double(sa[j]) - double(sb[j]));
        }
        ratios += squared / (distanceOf(a, b) * distanceOf(a, b));
    }
    // Each ratio has mean 1 and deviation √(2/64) = 0.18; four deviations of the mean of 300.
    QVERIFY2(std::abs(ratios / kPairs - 1.0) < 4.0 * 0.18 / std::sqrt(double(kPairs)), qPrintable(QString::number(ratios / kPairs)));
}

void TestInstruments::aWalkOnAPlaneIsShownWhole()
{
    std::mt19937 random(4);
    const FlatArray one = randomModel(5000, random);
    const FlatArray other = randomModel(5000, random);
    metrics::Paths paths;
    for (int t = 0; t <= 20; ++t) {
        paths.add(t, sketchesOf(walkersAt(t, one, other)));
    }
    const PathPlane plane = paths.fit();
    QCOMPARE(plane.timesS.size(), std::size_t(21));
    QCOMPARE(plane.places.size(), std::size_t(63));
    QVERIFY2(plane.shownShare > 0.9999, qPrintable(QString::number(plane.shownShare)));
    const auto first = walkersAt(0, one, other);
    const auto last = walkersAt(20, one, other);
    for (std::size_t worker = 0; worker < 3; ++worker) {
        const double shown = distanceOf(plane.places[worker], plane.places[60 + worker]);
        const double real = distanceOf(first[worker], last[worker]);
        QVERIFY2(std::abs(shown / real - 1.0) < 0.35, qPrintable(QString::number(shown / real)));   // one sketch: 18 % on the square
    }
    // The second worker walks between the two others.
    QVERIFY(distanceOf(plane.places[60], plane.places[62]) > 1.9 * distanceOf(plane.places[60], plane.places[61]));
}

void TestInstruments::pathsKeepTheirSenseAndStayBounded()
{
    std::mt19937 random(5);
    const FlatArray one = randomModel(800, random);
    const FlatArray other = randomModel(800, random);
    metrics::Paths paths;
    QVERIFY(paths.fit().places.empty());
    PathPlane before;
    for (int t = 0; t < 1500; ++t) {
        auto sketches = sketchesOf(walkersAt(t, one, other));
        if (t % 3 == 0) {
            sketches[1].fill(std::numeric_limits<float>::quiet_NaN());
        }
        paths.add(t, std::move(sketches));
        if (t % 50 != 49) {
            continue;
        }
        PathPlane now = paths.fit();
        QVERIFY(now.timesS.size() <= metrics::Paths::kMostInstants);
        QCOMPARE(now.timesS.front(), 0.0);
        if (!before.places.empty()) {   // the third worker's way from the first to the newest instant points as before
            const std::size_t end = (before.timesS.size() - 1) * 3 + 2;
            const double dx = double(before.places[end].x - before.places[2].x) * double(now.places[(now.timesS.size() - 1) * 3 + 2].x - now.places[2].x);
            QVERIFY(dx > 0.0);
        }
        before = std::move(now);
    }
    QVERIFY(std::isnan(before.places[1].x));
    QVERIFY(before.timesS.back() > 1400.0);
}

void TestInstruments::savedPathsGoOnAsIfNeverInterrupted()
{
    std::mt19937 random(6);
    const FlatArray one = randomModel(640, random);
    const FlatArray other = randomModel(640, random);
    metrics::Paths whole;
    for (int t = 0; t < 300; ++t) {
        whole.add(t, sketchesOf(walkersAt(t, one, other)));
        if (t == 270) {
            (void)whole.fit();
        }
    }
    StateWriter out;
    whole.save(out);
    const std::string bytes = out.finish();
    StateReader in(bytes);
    metrics::Paths resumed;
    resumed.load(in, 3);
    QVERIFY(bool(in.end()));
    for (int t = 300; t < 330; ++t) {
        whole.add(t, sketchesOf(walkersAt(t, one, other)));
        resumed.add(t, sketchesOf(walkersAt(t, one, other)));
    }
    const PathPlane a = whole.fit();
    const PathPlane b = resumed.fit();
    QCOMPARE(b.timesS, a.timesS);
    for (std::size_t i = 0; i < a.places.size(); ++i) {
        QVERIFY(a.places[i].x == b.places[i].x && a.places[i].y == b.places[i].y);
    }
}

void TestInstruments::expectedExchangesAddUpToTheProbability()
{
    for (const char* id : {"complete", "ring", "star", "torus", "exponential", "one-peer-exponential"}) {
        TopologySpec spec;
        spec.id = id;
        const auto topology = Topology::make(spec, 16, 1);
        QVERIFY2(bool(topology), id);
        for (int from = 0; from < 16; ++from) {
            double sum = 0.0;
            for (int to = 0; to < 16; ++to) {
                const double share = expectedSends(*topology, from, to, 0.25);
                QVERIFY2((share > 0.0) == topology->linked(from, to), id);
                sum += share;
            }
            QVERIFY2(std::abs(sum - 0.25) < 1e-12, id);
        }
    }
}

void TestInstruments::filesSayWhatRecordsSay()
{
    const QTemporaryDir dir;
    const std::string folder = dir.filePath(QStringLiteral("run")).toStdString();
    const auto run = startRun(scenarioFrom(kAveraging), {.folder = folder});
    run->wait();
    RunUpdate update;
    run->drain(update);
    const auto layers = rowsOf(folder, "layers.csv");
    const auto instruments = rowsOf(folder, "instruments.csv");
    QCOMPARE(layers.size(), update.records.size() + 1);
    QCOMPARE(instruments.size(), update.records.size() + 1);
    QCOMPARE(instruments[0].join(','), QByteArray(exporters::kInstrumentsHeader));
    for (std::size_t i = 0; i < update.records.size(); ++i) {
        const auto& taken = update.records[i].instruments;
        QVERIFY(taken != nullptr);
        // One layer that is all: its distance is the run's.
        QVERIFY(std::abs(taken->layers.at(0).distance - *update.records[i].metrics.consensusDistance) < 1e-6 * (1.0 + *update.records[i].metrics.consensusDistance));
        QCOMPARE(layers[i + 1][3].toDouble(), taken->layers[0].distance);
        QCOMPARE(instruments[i + 1][1].isEmpty(), !taken->contraction.has_value());
        if (taken->contraction) {
            QCOMPARE(instruments[i + 1][1].toDouble(), *taken->contraction);
        }
        QVERIFY(taken->predictedContraction && *taken->predictedContraction < 1.0);
    }
    const auto& last = *update.records.back().instruments;
    const auto pairs = rowsOf(folder, "pairs.csv");
    QCOMPARE(pairs.size(), std::size_t(1 + 6 * 5));
    for (std::size_t row = 1; row < pairs.size(); ++row) {
        const std::size_t at = std::size_t(pairs[row][0].toInt()) * 6 + std::size_t(pairs[row][1].toInt());
        QCOMPARE(pairs[row][2].toFloat(), last.distances[at]);
        const double expected = pairs[row][4].toDouble();
        const double sent = pairs[row][3].toDouble();
        // On a ring half of p to each side; 2,000 steps: deviation 0.01.
        const bool neighbours = (pairs[row][0].toInt() + 1) % 6 == pairs[row][1].toInt() || (pairs[row][1].toInt() + 1) % 6 == pairs[row][0].toInt();
        QCOMPARE(expected, neighbours ? 0.25 : 0.0);
        QVERIFY2(std::abs(sent - expected) < (neighbours ? 0.05 : 1e-12), qPrintable(QString::number(sent)));
    }
    QCOMPARE(rowsOf(folder, "paths.csv").size(), 1 + last.paths->places.size());
}

void TestInstruments::filesDoNotDependOnThreadsAndSurviveResuming()
{
    const std::vector<const char*> names{"instruments.csv", "layers.csv", "pairs.csv", "paths.csv", "metrics.csv"};
    const auto training = [](const char* seconds) {
        return scenarioFrom(R"({"schema_version": 1, "dataset": {"id": "stripes"}, "model": {"id": "softmax"}, "clock": "simulated",
            "workers": {"count": 3, "step_ms": 10}, "protocol": {"id": "gosgd", "probability": 0.3},
            "recording": {"every_s": 0.25, "instruments": true}, "evaluation": {"every_s": 0.5}, "checkpoint": {"every_s": 0}})",
                            {std::string("stop.seconds=") + seconds});
    };
    const QTemporaryDir dir;
    const auto folder = [&dir](const char* name) { return dir.filePath(QString::fromLatin1(name)).toStdString(); };
    startRun(training("6"), {.folder = folder("one"), .threads = 1})->wait();
    startRun(training("6"), {.folder = folder("two"), .threads = 2})->wait();
    startRun(training("3.1"), {.folder = folder("resumed"), .threads = 2})->wait();
    startRun(training("6"), {.folder = folder("resumed"), .threads = 1, .resume = true})->wait();
    for (const char* name : names) {
        const QByteArray whole = contentOf(folder("one") + "/" + name);
        QVERIFY2(whole.size() > 100, name);
        QVERIFY2(contentOf(folder("two") + "/" + name) == whole, name);
        QVERIFY2(contentOf(folder("resumed") + "/" + name) == whole, name);
    }
}

void TestInstruments::withoutBeingAskedNothingIsComputed()
{
    const QTemporaryDir dir;
    const std::string folder = dir.filePath(QStringLiteral("run")).toStdString();
    const auto run = startRun(scenarioFrom(kAveraging, {"recording.instruments=false", "stop.seconds=2"}), {.folder = folder});
    run->wait();
    RunUpdate update;
    run->drain(update);
    for (const Record& record : update.records) {
        QVERIFY(record.instruments == nullptr);
    }
    QVERIFY(!QFile::exists(QString::fromStdString(folder + "/layers.csv")) && !QFile::exists(QString::fromStdString(folder + "/pairs.csv")));
    const auto watched = startRun(scenarioFrom(kAveraging, {"recording.instruments=false", "clock=live", "workers.step_ms=1", "stop.seconds=1"}));
    watched->watch(true);
    watched->wait();
    watched->drain(update);
    QVERIFY(std::any_of(update.records.begin(), update.records.end(), [](const Record& record) { return record.instruments != nullptr; }));
}

QTEST_GUILESS_MAIN(TestInstruments)
#include "test_instruments.moc"
