// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/dataset.h>
#include <gossip/race_result.h>
#include <gossip/result.h>
#include <gossip/scenario.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

/// Several protocols under one scenario, each with every seed: equal data, initial parameters, fault times and clock.
namespace gossip {

struct RaceOptions {
    std::vector<std::string> protocols;   ///< ids, each once
    std::vector<std::uint64_t> seeds;     ///< each once; empty: the scenario's
    std::string folder;                   ///< race folder to create and fill; empty: nothing is written
    int threads = 0;                      ///< training threads; 0: one per core
    /// Simulated clock: the runs of one seed go on together in virtual time, in turns, so that the first to reach the goal can be
    /// seen to; all of them are in memory then. Otherwise, and always on the live clock, one run after the other.
    bool sideBySide = false;
};

/// Threading: all members may be called from any one controlling thread; only wait() blocks. The destructor stops the race.
class Race {
public:
    /// Checks everything and starts. Fails on unknown or repeated protocols and seeds, workloads without accuracy, no goal,
    /// scenarios that do not fit the data, and folders that are not empty.
    /// The goal is `stop.target_accuracy` (then each run ends there) or `evaluation.goal`.
    static Result<std::unique_ptr<Race>> start(const Scenario& scenario, DatasetPtr dataset, const RaceOptions& options);
    ~Race();
    Race(const Race&) = delete;
    Race& operator=(const Race&) = delete;

    /// Ends the runs under way; what was done so far is written. Does not block.
    void requestStop();
    /// Every run as it is now; same order always.
    [[nodiscard]] std::vector<RaceLane> lanes() const;
    [[nodiscard]] bool hasEnded() const;
    /// Blocks until all is done and written.
    const RaceResult& wait();

private:
    struct Impl;
    explicit Race(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// What one protocol runs in a race: the scenario with that protocol, its `protocol_overrides` and that seed, checked.
Result<Scenario> raceScenario(const Scenario& scenario, const std::string& protocol, std::uint64_t seed);

}  // namespace gossip
