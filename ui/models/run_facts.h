// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/dataset.h>
#include <gossip/records.h>
#include <gossip/run.h>
#include <gossip/scenario.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace gossip::ui {

/// What the figures and the sentence say: the newest of everything, and since when.
/// Times are seconds of the run's clock; accuracies 0–1.
struct RunFacts {
    gossip::RunState state = gossip::RunState::running;
    double timeS = 0.0;
    int workers = 0;
    std::optional<double> accuracy;          ///< of the mean model, as last evaluated
    std::optional<double> workersMean;
    std::optional<double> workersMin;
    std::optional<double> distance;          ///< consensus distance
    std::optional<double> relativeDistance;
    std::optional<double> samplesPerSecond;
    bool meanCouldExist = true;
    std::vector<gossip::GroupRow> islands;   ///< of the newest evaluation; empty while all reach all
    std::vector<int> down;                   ///< crashed or diverged
    std::vector<int> diverged;
    std::vector<int> slow;
    std::uint64_t steps = 0;
    std::uint64_t bytesSent = 0;
    std::uint64_t messagesSent = 0;
    double loss = 0.0;                       ///< share of messages lost by the network in force
    bool exchanges = true;                   ///< the protocol sends, with the probability in force
    double goal = 0.0;
    std::optional<double> goalReachedS;      ///< first evaluation at the goal whose successor is, too
    std::optional<double> groupLimit;        ///< best that one group's classes allow; only with classes by group
    std::optional<double> groupLimitPassedS;
    std::optional<double> cutSinceS;         ///< set while the living workers cannot all reach each other
    std::optional<double> healedS;           ///< end of the latest cut
    std::optional<double> workersMeanAtHeal;
    bool everCut = false;

    [[nodiscard]] int alive() const { return workers - int(down.size()); }
};

/// Takes over what a record measured.
void applyRecord(const gossip::Record& record, RunFacts& facts);

/// Gathers RunFacts from a run's updates. Pure logic; lives on the window's thread.
class RunWatch {
public:
    /// Begins anew. \param dataset  may be null: then all classes count the same for the limit of a group
    void start(const gossip::Scenario& scenario, const gossip::DatasetPtr& dataset);
    void apply(const gossip::RunUpdate& update);
    [[nodiscard]] const RunFacts& facts() const { return m_facts; }

private:
    void applyRecord(const gossip::Record& record);
    void applyWorkers(const gossip::RunUpdate& update);
    void applyCut(const gossip::RunUpdate& update);

    RunFacts m_facts;
    bool m_protocolSends = true;
    bool m_hasProbability = false;
    std::optional<double> m_goalCandidateS;
};

}  // namespace gossip::ui
