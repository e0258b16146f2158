// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/recorder.h"

#include "metrics/consensus.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gossip {

namespace {

/// The first multiple of \p everyS after \p nowS, to the nanosecond as simulated clocks count.
double following(double nowS, double everyS)
{
    const auto rounded = [](double seconds) { return std::nearbyint(seconds * 1e9) / 1e9; };
    double count = std::floor(nowS / everyS);
    while (rounded(count * everyS) <= nowS) {
        ++count;
    }
    return rounded(count * everyS);
}

}  // namespace

Recorder::Recorder(const Scenario& scenario, Cluster& cluster, Scheduler& scheduler, std::shared_ptr<const nn::Net> net,
                   std::shared_ptr<const TrainingData> data, Feed& feed, exporters::RunFolder* folder)
    : m_scenario(scenario),
      m_cluster(cluster),
      m_scheduler(scheduler),
      m_net(std::move(net)),
      m_data(std::move(data)),
      m_feed(feed),
      m_folder(folder),
      m_target(scenario.goalInForce()),
      m_instruments(scenario, cluster, m_net.get())
{
}

void Recorder::recordStart()
{
    take(0.0, true);
    m_nextRecordS = following(0.0, m_scenario.recordingEveryS);
    m_nextEvaluationS = following(0.0, m_scenario.evaluation.everyS);
}

Result<void> Recorder::poll()
{
    const double nowS = m_scheduler.now();
    const bool evaluationRuns = std::any_of(m_pending.begin(), m_pending.end(), [](const Pending& p) { return p.job && !p.job->isDone(); });
    const bool mayEvaluate = m_scheduler.waitsForCaller() || (nowS >= m_restUntilS && !evaluationRuns);
    const bool evaluate = nowS >= m_nextEvaluationS && mayEvaluate;
    if (evaluate || nowS >= m_nextRecordS) {
        take(nowS, evaluate);
        // Late ones are not made up for: their instants are gone.
        m_nextRecordS = following(nowS, m_scenario.recordingEveryS);
        m_nextEvaluationS = following(nowS, m_scenario.evaluation.everyS);
    }
    handOut(m_scheduler.waitsForCaller());
    return m_written;
}

Record Recorder::finish()
{
    const double nowS = m_scheduler.now();
    if (m_takenS < nowS || (m_net && !m_takenEvaluated)) {
        take(nowS, true);
    }
    handOut(true);
    return *m_lastRecord;
}

void Recorder::take(double nowS, bool evaluate)
{
    ClusterSnapshot snapshot = m_cluster.snapshot(nowS);
    Pending pending;
    pending.record.metrics = snapshot.metrics;
    pending.record.workers = snapshot.rows;
    pending.record.meanModelCouldExist = snapshot.meanModelCouldExist;
    if (!snapshot.living.empty()) {
        std::vector<std::size_t> all(snapshot.living.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        FlatArray mean = metrics::meanModel(snapshot.parameters, all);
        const metrics::Consensus consensus = metrics::consensus(snapshot.parameters, mean);
        pending.record.metrics.consensusDistance = consensus.distance;
        pending.record.metrics.relativeConsensusDistance = consensus.relative;
        for (std::size_t i = 0; i < snapshot.living.size(); ++i) {
            pending.record.workers[std::size_t(snapshot.living[i])].distanceToMean = consensus.distances[i];
        }
        pending.record.instruments = m_instruments.take(snapshot, mean, consensus.distance, evaluate);
        if (evaluate && m_net) {
            planEvaluation(std::move(snapshot), std::move(mean), pending);
        }
    }
    m_pending.push_back(std::move(pending));
    m_takenS = nowS;
    m_takenEvaluated = evaluate;
}

void Recorder::planEvaluation(ClusterSnapshot snapshot, FlatArray mean, Pending& pending)
{
    pending.job = std::make_shared<EvaluationJob>(m_net, m_data);
    if (snapshot.server) {
        pending.meanModel = pending.job->add(std::move(mean), m_scenario.evaluation.samples);
    }
    pending.outputModel = pending.job->add(snapshot.server ? std::move(*snapshot.server) : std::move(mean), m_scenario.evaluation.samples);
    const auto indexOf = [&](int worker) { return std::size_t(std::lower_bound(snapshot.living.begin(), snapshot.living.end(), worker) - snapshot.living.begin()); };
    std::vector<std::size_t> numberOfWorker(pending.record.workers.size());
    for (const std::vector<int>& island : snapshot.islands) {
        if (snapshot.islands.size() > 1 && island.size() > 1) {
            std::vector<std::size_t> members;
            std::transform(island.begin(), island.end(), std::back_inserter(members), indexOf);
            pending.groups.emplace_back(pending.record.groups.size(),
                                        pending.job->add(metrics::meanModel(snapshot.parameters, members), m_scenario.evaluation.samples));
            pending.record.groups.push_back({snapshot.timeS, nameOfIsland(island), island, 0.0});
        }
    }
    for (std::size_t i = 0; i < snapshot.living.size(); ++i) {
        const auto row = std::size_t(snapshot.living[i]);
        numberOfWorker[row] = pending.job->add(std::move(snapshot.parameters[i]), m_scenario.evaluation.workerSamples);
        pending.workers.emplace_back(row, numberOfWorker[row]);
    }
    for (const std::vector<int>& island : snapshot.islands) {
        if (snapshot.islands.size() > 1 && island.size() == 1) {  // its mean model is the worker's own
            pending.groups.emplace_back(pending.record.groups.size(), numberOfWorker[std::size_t(island.front())]);
            pending.record.groups.push_back({snapshot.timeS, nameOfIsland(island), island, 0.0});
        }
    }
    launch(pending.job);
}

void Recorder::launch(const std::shared_ptr<EvaluationJob>& job)
{
    // Each chain takes one chunk, then lets a worker go first.
    struct Chain {
        Scheduler& scheduler;
        std::shared_ptr<EvaluationJob> job;
        void operator()(nn::Slot* slot) const
        {
            if (job->runChunk(*slot)) {
                scheduler.enqueue(*this);
            }
        }
    };
    for (int chain = 0; chain < m_scheduler.threads(); ++chain) {
        m_scheduler.enqueue(Chain{m_scheduler, job});
    }
}

void Recorder::complete(Pending& pending)
{
    if (!pending.job) {
        return;
    }
    MetricsRow& metrics = pending.record.metrics;
    m_lastEvaluation = pending.job->result(*pending.outputModel);
    if (pending.meanModel) {
        m_meanModelAccuracy = pending.job->result(*pending.meanModel).accuracy;
    }
    metrics.testLoss = m_lastEvaluation->loss;
    metrics.testAccuracy = m_lastEvaluation->accuracy;
    double sum = 0.0;
    double least = 1.0;
    for (const auto& [row, number] : pending.workers) {
        const double accuracy = pending.job->result(number).accuracy;
        pending.record.workers[row].testAccuracy = accuracy;
        sum += accuracy;
        least = std::min(least, accuracy);
    }
    metrics.workerAccuracyMin = least;
    metrics.workerAccuracyMean = sum / double(pending.workers.size());
    for (const auto& [row, number] : pending.groups) {
        pending.record.groups[row].testAccuracy = pending.job->result(number).accuracy;
    }
    m_evaluationCpuSeconds += pending.job->cpuSeconds();
    m_target.add(pending.record);
}

void Recorder::handOut(bool wait)
{
    while (!m_pending.empty()) {
        Pending& first = m_pending.front();
        while (first.job && !first.job->isDone()) {
            if (!wait) {
                return;
            }
            m_scheduler.work();
        }
        complete(first);
        if (first.job) {  // as long a rest as it took: many workers must not drown the training in evaluations
            m_restUntilS = 2.0 * m_scheduler.now() - first.record.metrics.timeS;
        }
        const bool evaluated = first.job != nullptr;
        m_lastRecord = std::move(first.record);
        m_consensusRate.add(m_lastRecord->metrics, m_scenario.workers.count);
        m_pending.pop_front();
        m_feed.onRecord(*m_lastRecord);
        write(*m_lastRecord, evaluated);
    }
}

void Recorder::write(const Record& record, bool evaluated)
{
    if (m_folder && m_written) {
        m_written = m_folder->append(record);
    }
    if (m_folder && m_written && evaluated) {  // totals are no log: rewritten now and then, so that a killed run leaves recent ones
        m_written = m_folder->writeExchanges(m_cluster.network().exchanges());
    }
}

std::string Recorder::nameOfIsland(const std::vector<int>& island) const
{
    for (const auto& [name, members] : m_scenario.workers.groups) {
        if (std::is_permutation(island.begin(), island.end(), members.begin(), members.end())) {
            return name;
        }
    }
    std::string joined;
    for (const int worker : island) {
        joined += (joined.empty() ? "" : "+") + m_scenario.workerName(worker);
    }
    return joined;
}

void Recorder::save(StateWriter& out) const
{
    out.section("recorder");
    m_target.save(out);
    m_consensusRate.save(out);
    m_instruments.save(out);
    for (const double value : {m_nextRecordS, m_nextEvaluationS, m_restUntilS, m_evaluationCpuSeconds}) {
        out.number(value);
    }
    out.flag(m_lastEvaluation.has_value());
    if (m_lastEvaluation) {
        out.number(m_lastEvaluation->loss);
        out.number(m_lastEvaluation->accuracy);
        for (const auto& row : m_lastEvaluation->confusion) {
            for (const std::uint64_t count : row) {
                out.integer(count);
            }
        }
    }
}

void Recorder::load(StateReader& in)
{
    in.section("recorder");
    m_target.load(in);
    m_consensusRate.load(in);
    m_instruments.load(in);
    for (double* value : {&m_nextRecordS, &m_nextEvaluationS, &m_restUntilS, &m_evaluationCpuSeconds}) {
        *value = in.number(0.0, kLongestS);
    }
    m_lastEvaluation.reset();
    if (in.flag() && m_net) {
        const auto classes = std::size_t(m_net->classes());
        Evaluation& last = m_lastEvaluation.emplace();
        last.loss = in.number();
        last.accuracy = in.number(0.0, 1.0);
        last.confusion.assign(classes, std::vector<std::uint64_t>(classes));
        for (auto& row : last.confusion) {
            for (std::uint64_t& count : row) {
                count = in.integer<std::uint64_t>();
            }
        }
    }
}

}  // namespace gossip
