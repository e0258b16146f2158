// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/result.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Everything that defines a run, as one value. The JSON form is the contract that window and command line share.
namespace gossip {

enum class Workload { training, averaging, randomWalk };
enum class PartitionKind { iid, dirichlet, shards, labels, quantity, groups };
enum class Schedule { constant, step, cosine };
enum class Compression { none, bf16, int8 };
enum class Delivery { protocolDefault, bestEffort, reliable };
enum class FaultKind { crash, rejoin, slow, partition, heal, link, network, corrupt, probability };
enum class CorruptMode { nan, noise };
enum class Clock { live, simulated };
enum class LayerKind { linear, convolution, relu, maxPool, averagePool, flatten, dropout };

/// The number that stands for the server of centralised protocols in `Fault`. Message traces number it behind the workers.
inline constexpr int kServerNode = -1;

/// Named lists of workers, in the order they were written.
using Groups = std::vector<std::pair<std::string, std::vector<int>>>;

struct PartitionSpec {
    PartitionKind kind = PartitionKind::iid;
    double alpha = 0.5;          ///< dirichlet: smaller is more skewed
    int shardsPerWorker = 2;     ///< shards
    int labelsPerWorker = 2;     ///< labels
    double exponent = 1.0;       ///< quantity: part k has a share ∝ (k+1)^-exponent
    Groups classes;              ///< groups: group name → the classes that it holds
};

struct DatasetSpec {
    std::string id = "fashion-mnist";
    std::string path;            ///< folder or archive of a data set; empty: the catalogue's
    int trainLimit = 0;          ///< use only so many training pictures; 0: all
    int testLimit = 0;
    PartitionSpec partition;
    double labelNoise = 0.0;     ///< share of training labels replaced by a random other class
};

/// One layer of a network, as data. Which fields count depends on `kind`.
struct LayerSpec {
    LayerKind kind = LayerKind::linear;
    int units = 0;               ///< linear: outputs
    int filters = 0;             ///< convolution: output channels
    int kernel = 0;              ///< convolution, pooling: side of the square window [pixels]
    int stride = 1;              ///< convolution; pooling: 0 or absent means = kernel
    int padding = 0;             ///< convolution, pooling [pixels on each side]
    double rate = 0.5;           ///< dropout: share of values dropped
    bool operator==(const LayerSpec&) const = default;
};

struct ModelSpec {
    std::string id = "lenet5";   ///< a named model; empty when `layers` is given
    std::vector<LayerSpec> layers;  ///< the last linear layer must give the number of classes
};

struct ScheduleSpec {
    Schedule kind = Schedule::constant;
    std::vector<double> atEpochs;   ///< step: epochs at which the rate is multiplied by `factor`
    double factor = 0.1;
    double warmupEpochs = 0.0;      ///< linear rise from 0 over these epochs, before any kind
    double epochs = 0.0;            ///< cosine: where the rate reaches 0; 0 = stop.epochs
};

/// What training does to each picture anew, every time it is drawn (seed, worker and step decide, nothing else).
struct AugmentSpec {
    int crop = 0;                   ///< side of the square window at a random place; testing takes the centre's; 0: whole pictures
    bool flip = false;              ///< mirrors every other picture left to right, at random
};

/// Number format of convolutions and products; parameters, momentum and losses are always f32.
enum class Precision { f32, bf16 };

struct TrainingSpec {
    int batch = 32;
    double learningRate = 0.1;
    double momentum = 0.0;
    bool nesterov = false;
    double weightDecay = 0.0;
    Precision precision = Precision::f32;
    AugmentSpec augment;
    ScheduleSpec schedule;
};

struct WorkersSpec {
    int count = 8;
    std::vector<double> speed;        ///< relative speed of each worker; empty: all 1
    double stepMs = 0.0;              ///< live clock: least interval between a worker's step starts; simulated: a step's mean duration
    bool measureStep = false;         ///< simulated clock: stepMs is measured when the run starts
    double stepJitter = 0.0;          ///< simulated clock: σ of the steps' log-normal durations
    std::vector<std::string> names;   ///< empty: "0", "1", …
    Groups groups;                    ///< group name → worker numbers; empty: no groups
};

struct ProtocolSpec {
    std::string id = "gosgd";
    std::optional<double> timeoutS;             ///< how long waits last; 0: for ever; empty: as usual for the protocol
    std::map<std::string, double> parameters;   ///< e.g. {"probability", 0.02}; resolved: all of the protocol's
};

/// What a race sets differently for some protocols: protocol → key → value. Keys are `learning_rate`, `momentum`, `nesterov`
/// (0 or 1) and `weight_decay` of the training, `timeout_s`, and the protocol's own parameters.
using ProtocolOverrides = std::map<std::string, std::map<std::string, double>>;

struct TopologySpec {
    std::string id = "complete";
    std::map<std::string, double> parameters;   ///< e.g. {"degree", 4}; resolved: all of the topology's
    std::vector<std::pair<int, int>> edges;     ///< edges: {from, to}; from may send to to
};

struct NetworkSpec {
    double latencyMs = 0.0;
    double jitterMs = 0.0;         ///< standard deviation of a half-normal extra delay
    double bandwidthMbps = 0.0;    ///< 10^6 bit/s of each node's uplink and downlink; 0: unlimited
    double loss = 0.0;             ///< probability that a message is lost
    Delivery delivery = Delivery::protocolDefault;
    Compression compression = Compression::none;   ///< of all parameters on the wire; sum-weights stay as they are
    double serverMs = 0.0;         ///< how long a server takes for each message
};

/// One disturbance: an entry of the timeline, or a command given while running (then `atS` is when it acted).
struct Fault {
    double atS = 0.0;
    FaultKind kind = FaultKind::crash;
    std::optional<double> forS;                 ///< ends by itself after so long
    std::vector<int> workers;                   ///< crash, rejoin, slow, corrupt, probability (empty: all), link (all links of these)
    int from = -2;                              ///< link: one direction from → to
    int to = -2;
    std::vector<std::vector<int>> groups;       ///< partition: who stays together; workers of no list form one more
    double factor = 1.0;                        ///< slow: > 1 is slower; 1 restores
    std::optional<double> latencyMs;            ///< link, network: only what is given changes
    std::optional<double> jitterMs;
    std::optional<double> bandwidthMbps;
    std::optional<double> loss;
    double probability = 0.0;                   ///< probability: the new exchange probability
    CorruptMode mode = CorruptMode::nan;

    bool operator==(const Fault&) const = default;
};

/// A sentence that a person reads at some time of the run, while it is shown to a room.
struct Scene {
    double atS = 0.0;
    double forS = 6.0;                               ///< how long it stands, at most until the next one
    std::map<std::string, std::string> sentence;     ///< by language ("en", "ja")
};

struct StopSpec {                  ///< the first one reached; 0 = not set
    double epochs = 0.0;
    double seconds = 0.0;          ///< of the run's clock, pauses excluded
    std::uint64_t steps = 0;       ///< all workers together
    double targetAccuracy = 0.0;   ///< 0–1, confirmed by the next evaluation
};

struct EvaluationSpec {
    double everyS = 2.0;
    int samples = 0;               ///< test pictures for the output model; 0: all
    int workerSamples = 1000;      ///< test pictures for each single worker
    double goal = 0.8;             ///< accuracy 0–1 that is drawn and timed, without stopping
};

struct Scenario {
    std::string name = "untitled";
    std::uint64_t seed = 1;
    Workload workload = Workload::training;
    int dimension = 60;            ///< averaging, random-walk: numbers per worker
    DatasetSpec dataset;
    ModelSpec model;
    TrainingSpec training;
    WorkersSpec workers;
    ProtocolSpec protocol;
    ProtocolOverrides protocolOverrides;   ///< only races heed them
    TopologySpec topology;
    NetworkSpec network;
    std::vector<Fault> faults;     ///< the timeline
    std::vector<Scene> scenes;     ///< what is said when, in rising order; without effect on the run
    Clock clock = Clock::live;
    StopSpec stop;
    double recordingEveryS = 0.5;
    bool recordInstruments = false;   ///< instruments.csv, layers.csv, pairs.csv and paths.csv, too
    EvaluationSpec evaluation;
    double checkpointEveryS = 30.0;   ///< of real time; 0: only when the run ends
    std::map<std::string, std::string> title;        ///< shown name by language ("en", "ja"); `name` when absent
    std::map<std::string, std::string> description;  ///< what it shows, by language

    /// Group index of every worker, or empty when there are no groups.
    [[nodiscard]] std::vector<int> groupOfWorker() const;
    /// The worker's name, or its number.
    [[nodiscard]] std::string workerName(int worker) const;
    /// The test accuracy whose time is taken, 0–1: stop.target_accuracy, or else evaluation.goal; 0: none.
    [[nodiscard]] double goalInForce() const { return stop.targetAccuracy > 0.0 ? stop.targetAccuracy : evaluation.goal; }
};

/// Reads and checks a scenario. Every default is filled in (a "resolved" scenario).
/// Unknown keys, wrong types and out-of-range values are refused: key path, value, and what is allowed.
/// \param json  UTF-8 text of at most 1 MiB
Result<Scenario> parseScenario(std::string_view json);

/// As parseScenario, with "a.b=value" overrides laid over the document first (`--set`); value is JSON, or else a string.
Result<Scenario> parseScenario(std::string_view json, const std::vector<std::string>& overrides);

/// Checks a scenario that was put together in memory, as parseScenario does.
Result<Scenario> checkScenario(const Scenario& scenario);

/// The resolved scenario as JSON, indented; parseScenario reads the same value back.
std::string toJson(const Scenario& scenario);

/// What a form or a help page needs to know of one scenario key.
struct FieldInfo {
    enum class Type { integer, number, boolean, choice, text };
    std::string path;                 ///< "training.batch"
    Type type = Type::number;
    double minimum = 0.0;
    double maximum = 0.0;
    std::string unit;                 ///< "ms", "Mbit/s", ""
    std::vector<std::string> choices; ///< JSON values
    std::string label;                ///< GOSSIP_TEXT
    std::string help;                 ///< GOSSIP_TEXT, one or two sentences
};

/// All simple keys of a scenario, in the order of the document; protocol parameters are in ProtocolInfo.
const std::vector<FieldInfo>& scenarioFields();

/// The value of a simple key as JSON text ("0.1", "\"iid\"", "true"), and setting it by JSON text with the same checks.
std::string fieldValue(const Scenario& scenario, std::string_view path);
Result<void> setFieldValue(Scenario& scenario, std::string_view path, std::string_view jsonValue);

}  // namespace gossip
