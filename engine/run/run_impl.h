// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/run.h>

#include "cluster/scheduler.h"
#include "cluster/weight_sums.h"
#include "exporters/run_folder.h"
#include "run/checkpoint.h"
#include "run/feed.h"
#include "run/recorder.h"
#include "run/setup.h"

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace gossip {

/// One run: the cluster, its scheduler, and the conductor's thread, which records, evaluates and writes in between.
struct Run::Impl {
    /// \param checkpoint  null: from the beginning
    Impl(RunSetup prepared, std::unique_ptr<exporters::RunFolder> folder, const RunOptions& options, Checkpoint* checkpoint);
    ~Impl();
    static Result<std::unique_ptr<Impl>> resumed(const Scenario& wanted, DatasetPtr dataset, const RunOptions& options);

    void begin(bool resumed) { m_conductor = std::jthread([this, resumed] { conduct(resumed); }); }
    void conduct(bool resumed);
    Result<void> writeEvents();
    Result<void> saveState();
    double keepToHorizon();
    void requestStop();
    [[nodiscard]] bool isOver() const;
    void conclude(const Result<void>& recorded);
    Result<void> writeResults();
    void describeEnd(const Result<void>& recorded);
    void logRun(const std::string& kind, const std::string& detail = {});
    [[nodiscard]] FlatArray parametersOf(ModelChoice choice) const;
    [[nodiscard]] Result<std::string> onnxOf(ModelChoice choice) const;
    [[nodiscard]] RunState stateNow() const;
    [[nodiscard]] std::vector<Fault> timeline() const;
    void setTimeline(std::vector<Fault> faults);

    RunSetup m_setup;
    std::unique_ptr<exporters::RunFolder> m_folder;
    Feed m_feed;
    WeightSums m_ledger;
    Cluster m_cluster;
    std::unique_ptr<Scheduler> m_scheduler;
    Recorder m_recorder;
    Checkpointer m_checkpointer;
    bool m_keepsState;

    mutable std::mutex m_timelineMutex;    // guards what follows; nothing else is locked meanwhile
    std::vector<Fault> m_timeline;         // as planned, also what is over; the scenario's until somebody changed it

    mutable std::mutex m_mutex;            // guards what follows
    std::condition_variable m_changed;     // any of it
    double m_horizonS;                     // the clock goes no further
    double m_settledS = 0.0;               // all that was due by then is done and recorded
    bool m_hasEnded = false;
    Summary m_summary;                     // written by the conductor before m_hasEnded
    std::atomic<bool> m_stopWanted{false};
    std::jthread m_conductor;              // last: joined before what it uses dies
};

}  // namespace gossip
