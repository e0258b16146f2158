// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/dataset.h>
#include <gossip/records.h>
#include <gossip/result.h>
#include <gossip/scenario.h>

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gossip {

struct RunOptions {
    std::string folder;   ///< run folder to create and fill; empty: nothing is written
    int threads = 0;      ///< training threads; 0: one per core
    bool waitWhenStalled = false;   ///< when nobody can step: wait for somebody who brings workers back, instead of ending
    bool resume = false;  ///< go on from the folder's checkpoint; the scenario must be the run's, stop limits may differ
    bool keepsState = true;   ///< writes checkpoints into the folder
    double horizonS = std::numeric_limits<double>::infinity();   ///< simulated clock: time stands there until goUntil() moves it
    double pace = 0.0;    ///< as setPace(), from the first step on
};

/// What happened since the last call of Run::drain(), and the newest state of everything that has one.
struct RunUpdate {
    RunState state = RunState::running;
    double timeS = 0.0;
    std::uint64_t steps = 0;
    double epochs = 0.0;
    double paceShare = 1.0;                  ///< achieved ÷ asked pace (live: of paced workers' steps), over the last seconds
    std::vector<WorkerStatus> workers;       ///< one per worker
    std::optional<ServerStatus> server;      ///< of protocols that have one
    std::vector<std::vector<int>> islands;   ///< living workers that can reach each other; one entry: all can
    NetworkSpec network;                     ///< as in force now
    double probability = 0.0;                ///< exchange probability in force now; 0 for protocols without
    std::uint64_t messagesSent = 0;
    std::uint64_t bytesSent = 0;

    std::vector<Record> records;             ///< never lost
    std::vector<Event> events;               ///< never lost
    std::vector<LossSample> losses;          ///< newest refused when nobody drains, and counted
    std::vector<MessageTrace> messages;      ///< likewise
    std::uint64_t lossesSkipped = 0;         ///< since the start
    std::uint64_t messagesSkipped = 0;       ///< since the start
};

/// Which model to take out of a run.
struct ModelChoice {
    int worker = -1;      ///< -1: the protocol's output model (for gossip: the mean of the living workers)
};

/// How to evaluate a model by hand.
struct EvaluateOptions {
    int samples = 0;      ///< test pictures, with the classes in the whole set's proportions; 0: all
    int mistakes = 0;     ///< of the first pictures that are wrong, tell so many
    /// Told the share that is done after every few hundred pictures, on the calling thread; false gives up.
    std::function<bool(double share)> progress;
};

/// One execution of a scenario: worker replicas, network, recorder.
///
/// Threading: all members may be called from any one controlling thread; drain(), post() and the
/// flow controls never wait for training. Ownership: the destructor stops the run and joins its
/// threads; it may block for up to one minibatch per thread.
class Run {
public:
    /// Checks the scenario against the data and starts the workers.
    /// Fails when they do not fit together or the folder cannot be written (or is not empty). With `resume` the folder's run
    /// goes on; fails when it has no readable checkpoint, had another scenario or is finished.
    /// \param dataset  may be null for workloads without data
    static Result<std::unique_ptr<Run>> start(const Scenario& scenario, DatasetPtr dataset, const RunOptions& options);

    ~Run();
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    void pause();
    void resume();
    /// One step of every living worker, then paused again.
    void singleStep();
    /// Ends the run after the steps in flight; evaluates and writes everything. Does not block.
    void requestStop();
    /// Simulated clock: so many virtual seconds in a second of real time at most; 0, as it starts: as fast as possible.
    void setPace(double timesRealTime);
    /// Blocks until the run's time is \p untilS and everything due by then is done, or the run has ended. A simulated clock stands
    /// from there on until the next call; the live clock goes on. Not while paused. \return false when the run has ended
    bool goUntil(double untilS);
    /// Applies a disturbance now; `atS` is ignored. Recorded in events.csv.
    void post(const Fault& command);
    /// Puts \p faults in place of what is still to come of the timeline; those whose time is over are left out. Logged as "replanned".
    /// Fails, and changes nothing, when the scenario would not take them.
    Result<void> setTimeline(const std::vector<Fault>& faults);

    /// Whether records are to have instruments although the scenario does not record them; they cost some milliseconds each.
    void watch(bool on);

    /// Moves out what was produced since the last call. \p update's vectors are replaced.
    void drain(RunUpdate& update);

    /// Blocks until the run has ended and all files are written.
    const Summary& wait();
    /// True once wait() would not block.
    [[nodiscard]] bool hasEnded() const;
    /// The scenario with every default filled in.
    [[nodiscard]] const Scenario& scenario() const;
    /// The scenario with the disturbances that acted so far, and what is still to come, on its timeline, for replaying.
    [[nodiscard]] Scenario recordedScenario() const;

    /// Writes a model as ONNX (input: 0–255 floats, N×C×H×W); while running too, of the newest step boundary.
    /// Blocks until the workers reached one. Atomic: a half-written file never appears under \p path.
    Result<void> exportOnnx(const std::string& path, ModelChoice choice);
    /// Evaluates a model on test pictures; same moment as exportOnnx would take. Blocks; safe from any thread, also after the end.
    /// Fails for workloads without pictures, and when `progress` gave up.
    Result<Evaluation> evaluate(ModelChoice choice, const EvaluateOptions& options = {});

private:
    struct Impl;
    explicit Run(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// Per-class scores from a confusion matrix.
std::vector<ClassScore> classScores(const std::vector<std::vector<std::uint64_t>>& confusion,
                                    const std::vector<std::string>& classNames);

}  // namespace gossip
