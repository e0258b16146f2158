// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/scheduler.h"
#include "exporters/run_folder.h"
#include "metrics/consensus_rate.h"
#include "metrics/target_tracker.h"
#include "run/evaluation_job.h"
#include "run/feed.h"
#include "run/instrument_taker.h"

#include <algorithm>
#include <deque>
#include <memory>

namespace gossip {

/// Measures a running cluster: a record every `recording.every_s` and at each evaluation, in order of time, to the feed and
/// the run folder. On the live clock evaluations run as jobs beside the workers' steps, one at a time, each followed by as long
/// a rest; one that comes due meanwhile is skipped. A simulated clock waits for each of them.
///
/// Threading: the thread that calls the scheduler's advance(); it calls poll() after each time.
class Recorder {
public:
    /// \param net, data  null for workloads without data (nothing is evaluated then)
    /// \param folder  null: nothing is written
    Recorder(const Scenario& scenario, Cluster& cluster, Scheduler& scheduler, std::shared_ptr<const nn::Net> net,
             std::shared_ptr<const TrainingData> data, Feed& feed, exporters::RunFolder* folder);

    /// The record at time 0; before the cluster starts.
    void recordStart();
    /// Takes what is due and hands out what is finished. Fails once the folder cannot be written.
    Result<void> poll();
    /// The instant of the next record, in seconds of the run's clock.
    [[nodiscard]] double nextS() const { return std::min(m_nextRecordS, m_nextEvaluationS); }
    /// Whether every record taken is handed out. Only then, and within Scheduler::hold(), save().
    [[nodiscard]] bool isSettled() const { return m_pending.empty(); }
    /// Hands out every record taken. Blocks until their evaluations are done.
    void settle() { handOut(true); }
    void save(StateWriter& out) const;
    /// In place of recordStart().
    void load(StateReader& in);
    /// The last record, with an evaluation. Blocks until it is done. The cluster has ended.
    Record finish();
    /// Whether everything so far was written.
    [[nodiscard]] const Result<void>& written() const { return m_written; }

    /// See Run::watch(). From any thread.
    void watch(bool on) { m_instruments.watch(on); }

    [[nodiscard]] const metrics::TargetTracker& target() const { return m_target; }
    [[nodiscard]] const metrics::ConsensusRate& consensusRate() const { return m_consensusRate; }
    [[nodiscard]] const std::optional<Evaluation>& lastEvaluation() const { return m_lastEvaluation; }
    /// Of the workers' mean, where the output model is a server's; at the newest evaluation.
    [[nodiscard]] std::optional<double> meanModelAccuracy() const { return m_meanModelAccuracy; }
    [[nodiscard]] double evaluationCpuSeconds() const { return m_evaluationCpuSeconds; }

private:
    /// A record whose evaluation still runs, and which results belong to it.
    struct Pending {
        Record record;
        std::shared_ptr<EvaluationJob> job;   ///< null: complete
        std::optional<std::size_t> outputModel;
        std::optional<std::size_t> meanModel;     ///< beside a server's
        std::vector<std::pair<std::size_t, std::size_t>> workers;   ///< row in record.workers, number in the job
        std::vector<std::pair<std::size_t, std::size_t>> groups;    ///< row in record.groups, number in the job
    };
    void take(double nowS, bool evaluate);
    void planEvaluation(ClusterSnapshot snapshot, FlatArray mean, Pending& pending);
    void launch(const std::shared_ptr<EvaluationJob>& job);
    void complete(Pending& pending);
    void handOut(bool wait);
    void write(const Record& record, bool evaluated);
    [[nodiscard]] std::string nameOfIsland(const std::vector<int>& island) const;

    const Scenario& m_scenario;
    Cluster& m_cluster;
    Scheduler& m_scheduler;
    std::shared_ptr<const nn::Net> m_net;
    std::shared_ptr<const TrainingData> m_data;
    Feed& m_feed;
    exporters::RunFolder* m_folder;
    metrics::TargetTracker m_target;
    metrics::ConsensusRate m_consensusRate;
    InstrumentTaker m_instruments;
    std::deque<Pending> m_pending;
    double m_nextRecordS = 0.0;
    double m_nextEvaluationS = 0.0;
    double m_restUntilS = 0.0;
    double m_evaluationCpuSeconds = 0.0;
    std::optional<Evaluation> m_lastEvaluation;
    std::optional<double> m_meanModelAccuracy;
    std::optional<Record> m_lastRecord;
    double m_takenS = -1.0;          ///< instant of the newest record, and whether it has an evaluation
    bool m_takenEvaluated = false;
    Result<void> m_written;
};

}  // namespace gossip
