// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/result.h>
#include <gossip/scenario.h>

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// Values that leave a running engine: rows of the CSV files and what a window draws. Plain copies, no pointers inside.
/// Times are seconds of the run's clock since its start, pauses excluded. Accuracies and losses of messages are 0–1.
namespace gossip {

/// One row of metrics.csv. An empty optional is "not measured".
struct MetricsRow {
    double timeS = 0.0;
    std::uint64_t steps = 0;                 ///< all workers together
    double epochs = 0.0;
    std::optional<double> trainLoss;         ///< mean cross-entropy [nat] of the steps since the previous row
    std::optional<double> testLoss;
    std::optional<double> testAccuracy;      ///< of the protocol's output model
    std::optional<double> workerAccuracyMin;
    std::optional<double> workerAccuracyMean;
    std::optional<double> consensusDistance; ///< √((1/M) Σ‖xᵢ − x̄‖²) over living workers
    std::optional<double> relativeConsensusDistance;
    std::uint64_t messagesSent = 0;          ///< cumulative, as all counts here
    std::uint64_t messagesDelivered = 0;
    std::uint64_t messagesLost = 0;
    std::uint64_t bytesSent = 0;             ///< payload and headers, retransmissions included
    std::optional<double> stalenessMean;     ///< [sender's local steps] of the models mixed since the previous row
    int workersAlive = 0;
    std::optional<double> samplesPerSecond;  ///< since the previous row
};

/// One row of workers.csv.
struct WorkerRow {
    double timeS = 0.0;
    int worker = 0;
    std::uint64_t steps = 0;
    std::optional<double> trainLoss;         ///< mean over this worker's steps since the previous row
    std::optional<double> distanceToMean;    ///< ‖xᵢ − x̄‖
    std::optional<double> sumWeight;         ///< GoSGD's w
    int inbox = 0;                           ///< models waiting to be mixed (0 or 1 for GoSGD)
    std::optional<double> staleness;
    bool alive = true;
    double speed = 1.0;                      ///< relative; a straggler 4 × slower has 0.25
    std::optional<double> log2SumWeight;
    std::optional<double> testAccuracy;      ///< on evaluation.worker_samples pictures, at evaluations
    double waitedS = 0.0;                    ///< time lost waiting for others, cumulative
    std::optional<double> probability;       ///< exchange probability in force, of protocols that have one
};

/// One row of groups.csv: the mean model of workers that can reach each other now.
struct GroupRow {
    double timeS = 0.0;
    std::string group;                       ///< a group's name, or the workers' names joined by "+"
    std::vector<int> workers;
    double testAccuracy = 0.0;
};

/// How far the workers are apart in one layer.
struct LayerDistance {
    std::string name;                        ///< "layer0", in the model's order
    std::size_t parameters = 0;
    double distance = 0.0;                   ///< consensus distance of this layer's parameters alone
};

/// Where models went, on the plane in which they move most (metrics/paths.h). It is fitted to the whole course, so the places of
/// another PathPlane do not compare with these.
struct PathPlane {
    struct Place {
        float x = 0.0F;
        float y = 0.0F;
    };
    std::vector<double> timesS;
    std::vector<Place> places;               ///< by instant, then by compared worker; NaN: not living
    double shownShare = 0.0;                 ///< of the models' movement and spread (variance) that lies in the plane
};

/// How the models of some workers lie to each other at one instant. Matrices are row by row, compared workers × compared workers.
struct Instruments {
    double timeS = 0.0;
    std::vector<int> workers;                ///< that are compared, ascending: all up to 64 (fewer of very large models), else evenly spread
    std::vector<LayerDistance> layers;       ///< over all living workers
    std::optional<double> contraction;       ///< factor on the consensus distance per round since the record before; > 1: it grew
    std::optional<double> predictedContraction;   ///< what exchanges alone would do now (gossip/topology.h)
    std::vector<float> distances;            ///< ‖xᵢ − xⱼ‖; this and what follows only at evaluations
    std::vector<float> sentPerStep;          ///< messages from row to column, by step of the row's worker, since the start
    std::vector<float> expectedPerStep;      ///< the same as expected now; empty for protocols without exchange probability
    std::shared_ptr<const PathPlane> paths;
};

/// All that was measured at one instant.
struct Record {
    MetricsRow metrics;
    std::vector<WorkerRow> workers;
    std::vector<GroupRow> groups;            ///< empty while everybody can reach everybody
    bool meanModelCouldExist = true;         ///< false: no one could have formed the mean over all workers
    std::shared_ptr<const Instruments> instruments = {};   ///< with recording.instruments, or while somebody watches (Run::watch)
};

/// Accuracy of a model that somebody could have had at that instant, which targets and races go by: the output model's or, while
/// workers cannot all reach each other, the mean of the islands' own models', by number of workers. Empty: not evaluated.
std::optional<double> attainableAccuracy(const Record& record);

/// One row of events.csv. Kinds:
/// of the run (subject "run"): started, paused, resumed, step, replanned (its timeline), and its end: finished, stopped, stalled, failed;
/// of faults as they act: the fault's kind (crash, rejoin, slow, partition, heal, link, network, corrupt, probability), and
/// "slow-end", "link-end", "network-end", "corrupt-end", "probability-end" where one ends by itself (a timed crash ends with a
/// rejoin, a timed partition with a heal); slow with factor 1 ends slowness, rejoin of a living worker its corruption;
/// of a worker: rejoined (detail from=PEER or alone), diverged, rejected (detail from=SENDER; the first of each sender).
struct Event {
    double timeS = 0.0;
    std::string kind;
    std::string subject;                     ///< worker number(s) separated by blanks, FROM>TO, "network", "run"
    std::string detail;                      ///< machine-readable: key=value pairs separated by ;
    std::optional<Fault> fault;              ///< of faults: what acted or ended
};

/// One row of exchanges.csv.
struct ExchangeRow {
    int from = 0;
    int to = 0;
    std::uint64_t sent = 0;
    std::uint64_t delivered = 0;
    std::uint64_t lost = 0;
    std::uint64_t bytes = 0;
};

/// What became of a message on its way.
enum class MessageFate { inFlight, delivered, lost, rejected };

/// A message, told when it is sent and again when its fate is known (same `id`). A server's number is that of workers.
struct MessageTrace {
    std::uint64_t id = 0;
    int from = 0;
    int to = 0;
    MessageFate fate = MessageFate::inFlight;
    double sentS = 0.0;
    double arrivesS = 0.0;                   ///< expected or actual
    bool resent = false;                     ///< a further try of a reliable message
    bool request = false;                    ///< asks for parameters instead of carrying them
    std::uint64_t ageSteps = 0;              ///< of delivered models: local steps that the sender has done since it sent
};

enum class WorkerState { running, slow, crashed, rejoining, diverged, waiting };

/// The newest that is known of a worker.
struct WorkerStatus {
    WorkerState state = WorkerState::running;
    std::uint64_t steps = 0;
    double trainLoss = std::numeric_limits<double>::quiet_NaN();  ///< of its newest step
    double speed = 1.0;
    int inbox = 0;
    double log2SumWeight = std::numeric_limits<double>::quiet_NaN();
    double probability = std::numeric_limits<double>::quiet_NaN();   ///< exchange probability in force
};

/// The newest that is known of a server.
struct ServerStatus {
    bool alive = true;
    int waiting = 0;                         ///< messages that have reached it and that it has not handled yet
};

/// One step of one worker.
struct LossSample {
    double timeS = 0.0;
    int worker = 0;
    float loss = 0.0F;                       ///< minibatch mean cross-entropy [nat]; NaN passes through
};

/// Precision, recall and their likes for one class, one against all.
struct ClassScore {
    std::string name;
    std::uint64_t samples = 0;
    std::optional<double> precision;
    std::optional<double> recall;
    std::optional<double> falseAlarmRate;    ///< share of the other classes' pictures called this class
    std::optional<double> missRate;          ///< 1 − recall
};

/// A test picture that a model takes for something else.
struct Mistake {
    std::uint32_t picture = 0;   ///< in the data set's test part
    int truth = 0;               ///< class
    int taken = 0;               ///< class that the model says

    bool operator==(const Mistake&) const = default;
};

/// Result of evaluating one model on test pictures.
struct Evaluation {
    double loss = 0.0;                                    ///< mean cross-entropy [nat]
    double accuracy = 0.0;
    std::vector<std::vector<std::uint64_t>> confusion;    ///< [true class][predicted class]
    std::vector<Mistake> mistakes = {};                   ///< as many as were asked for; ascending in the order of looking
};

enum class RunState { running, paused, stopping, finished, stopped, stalled, failed };

/// What a finished (or stopped) run leaves: the content of summary.json.
struct Summary {
    RunState outcome = RunState::finished;
    Message reason;                          ///< why it ended, for people
    std::string stoppedBy;                   ///< "epochs", "seconds", "steps", "target_accuracy", "user", "error", …
    Record final;
    std::vector<ExchangeRow> exchanges;
    std::vector<std::uint64_t> bytesByNode;  ///< sent + received, per worker and, behind them, the server
    std::vector<double> busySByNode;         ///< likewise: how long the busiest of uplink, downlink and a server's handling was in use
    double target = 0.0;                     ///< attainable accuracy that was timed
    std::optional<double> timeToTargetS;     ///< confirmed by the following evaluation; empty: not reached
    std::optional<std::uint64_t> bytesToTarget;
    std::optional<std::uint64_t> stepsToTarget;
    std::optional<Evaluation> evaluation;    ///< of the output model at the end
    std::optional<double> meanModelAccuracy; ///< of the workers' mean, where the output model is a server's
    std::vector<ClassScore> classes;
    double evaluationShare = 0.0;            ///< share of the cores' time that evaluations took (live clock)
    double wallSeconds = 0.0;
    std::uint64_t rejectedMessages = 0;
    double sumWeightLost = 0.0;              ///< GoSGD: weight lost, rejected or dead with a crash
    std::optional<double> consensusContraction;   ///< averaging: factor a round on the consensus distance (metrics/consensus_rate.h)
    std::size_t modelParameters = 0;
    int threads = 0;
};

}  // namespace gossip
