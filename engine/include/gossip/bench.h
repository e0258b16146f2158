// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/result.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

/// How fast this machine trains and exchanges, and how fast it could: what `gossiplab-cli bench` prints.
/// Times are the best of many rounds; what is compared was measured in turns, so that noise hits both.
namespace gossip::bench {

/// One layer of a training step [s]. The limit of a pass is its fastest bare primitive known here: oneDNN's in the network's
/// layouts, oneDNN's in layouts of its own choice, or our own kernel, whichever is fastest with its data in the cache.
struct LayerTime {
    std::string name;               ///< "0 convolution 5×5, 64"
    double forwardS = 0.0;          ///< inside the step, reorders included; 0 where it is fused into another layer
    double backwardS = 0.0;
    double forwardLimitS = 0.0;
    double backwardLimitS = 0.0;
    std::string forwardBy;          ///< who sets the limit: "own", "oneDNN", "oneDNN, free layouts", "" where nothing counts
    std::string backwardBy;
};

/// A whole training step of one worker on one thread: gathering the batch, both passes, momentum update.
struct StepTime {
    std::string model;
    std::string precision;
    int batch = 0;
    double stepS = 0.0;
    double gatherS = 0.0;           ///< parts of stepS
    double updateS = 0.0;
    double limitS = 0.0;            ///< sum of the layers' limits
    std::vector<LayerTime> layers;
};

/// Scoring test pictures on one thread: gathering, forward pass, counting; and the forward pass' own limit. From the best of many
/// calls of the largest inference batch.
struct EvaluationTime {
    std::string model;
    std::string precision;
    std::size_t pictures = 0;
    double seconds = 0.0;
    double limitS = 0.0;
};

/// Passes over flat arrays [bytes/s], reads and writes counted; one thread.
struct ExchangeTime {
    std::size_t bytes = 0;          ///< of one array
    double push = 0.0;              ///< a message array from the pool, filled with the parameters
    double copy = 0.0;              ///< memcpy, for comparison
    double mix = 0.0;               ///< y + s (x − y)
    double plain = 0.0;             ///< a·x + b·y, vectorised, for comparison
    double check = 0.0;             ///< the receiver's look for values that are not finite
};

/// Live runs of easgd-cnn on all threads, with and without exchange [pictures/s].
struct GossipCost {
    int workers = 0;
    double probability = 0.0;
    double isolated = 0.0;
    double gossip = 0.0;
    double exchangeShare = 0.0;     ///< computed: time of a push, a check and a mix × probability ÷ step time
};

/// A live run with so many workers, recording but not evaluating.
struct ScalingRow {
    int workers = 0;
    int threads = 0;
    double picturesPerSecond = 0.0;
    double cores = 0.0;             ///< processor cores that the process used on average
    double stepsEach = 0.0;         ///< mean steps of a worker
    double fewest = 0.0;            ///< steps of the worker that did fewest ÷ of the one that did most
};

struct Scaling {
    std::string model;
    std::vector<ScalingRow> rows;
    double bareGain = 1.0;          ///< throughput of a copy of the bare passes on every thread ÷ of one copy
};

/// Bytes; measured ones are what the process' resident memory grew by.
struct Memory {
    std::string model;
    std::size_t parameters = 0;     ///< learnable values
    std::size_t worker = 0;
    std::size_t workerComputed = 0; ///< parameters, gradient and momentum
    std::size_t slot = 0;           ///< activations and scratchpads of one thread
    std::size_t slotComputed = 0;
    int workers = 0;
    std::size_t peak = 0;           ///< of the whole process, while so many workers ran and exchanged
};

/// How much else went on in the machine.
struct Quiet {
    double spread = 0.0;            ///< of a fixed short loop: median ÷ best − 1
    double othersCores = 0.0;       ///< processor cores that other processes used, on average
    double stolenShare = 0.0;       ///< of the machine's time that the hypervisor gave to others
    std::uint64_t switches = 0;     ///< times a thread of ours had to make way
    double seconds = 0.0;
};

struct Report {
    bool isComplete = false;        ///< false: stopped before the end; what was not reached is empty
    int threads = 0;
    std::string machine;
    std::string versions;
    bool hasBf16 = false;           ///< oneDNN computes in it on this processor; else no step in bf16 is measured
    std::vector<StepTime> steps;
    std::vector<EvaluationTime> evaluations;
    std::vector<ExchangeTime> exchanges;
    std::optional<GossipCost> gossip;
    std::vector<Scaling> scaling;
    std::optional<Memory> memory;
    Quiet quiet;
};

/// Told what is measured now and how much is done (0–1). \return false to stop
using Progress = std::function<bool(const std::string& what, double share)>;

struct Options {
    int threads = 0;                ///< of the live runs; 0: one per core
    bool stepsOnly = false;         ///< nothing but the training steps: a quarter of a minute instead of two or three
};
Result<Report> measure(const Options& options, const Progress& progress);

}  // namespace gossip::bench
