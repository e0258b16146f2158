// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/records.h>
#include <gossip/result.h>
#include <gossip/scenario.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What a race shows while it runs, and what it comes to.
namespace gossip {

/// An evaluation of one run. Counts are cumulative.
struct RacePoint {
    double timeS = 0.0;
    std::uint64_t steps = 0;
    double epochs = 0.0;
    std::uint64_t messages = 0;           ///< sent
    std::uint64_t bytes = 0;
    double waitedS = 0.0;                 ///< mean over the workers
    double accuracy = 0.0;                ///< attainableAccuracy()
    std::optional<double> workerAccuracyMin;
    std::optional<double> workerAccuracyMean;
    std::optional<double> consensusDistance;
};

/// How far one run of a race is, or what it came to.
struct RaceLane {
    enum class State { queued, running, ended };
    std::string protocol;
    std::uint64_t seed = 0;
    State state = State::queued;
    RunState outcome = RunState::running; ///< ended: finished, stopped, stalled or failed
    Message reason;                       ///< ended: why
    double share = 0.0;                   ///< done of what its stop limits allow, 0–1
    double timeS = 0.0;                   ///< of the run's clock; computing time is this less waitedS
    double waitedS = 0.0;                 ///< lost waiting for others, mean over the workers, as of the newest record
    std::uint64_t steps = 0;
    std::uint64_t messages = 0;
    std::uint64_t bytes = 0;
    std::vector<RacePoint> curve;         ///< in order of time
    std::optional<RacePoint> target;      ///< where the goal was reached, once the evaluation after it confirmed that

    // Of the run's end:
    std::string busiestNode;              ///< the one that handled most bytes: a worker's number, or "server"
    std::uint64_t busiestNodeBytes = 0;
    std::string bottleneckNode;           ///< the one whose busiest line (uplink, downlink, a server's handling) was longest in use
    double bottleneckShare = 0.0;         ///< for this share of the run's time
};

/// A figure over the seeds of one protocol.
struct Spread {
    int count = 0;                        ///< seeds that have it
    double mean = 0.0;
    double minimum = 0.0;
    double maximum = 0.0;
    /// How far the seed furthest from the mean is: mean ± this covers all.
    [[nodiscard]] double width() const;
};

/// One protocol over all seeds that have ended. A figure is empty when no seed has it.
struct RaceStanding {
    std::string protocol;
    int runs = 0;
    int reached = 0;                      ///< runs that reached the goal; the four after it are over these
    std::optional<Spread> timeToTargetS;
    std::optional<Spread> bytesToTarget;
    std::optional<Spread> messagesToTarget;
    std::optional<Spread> stepsToTarget;
    std::optional<Spread> accuracy;       ///< final, attainable
    std::optional<Spread> workerAccuracyMin;
    std::optional<Spread> consensusDistance;
    std::optional<Spread> waitedShare;    ///< of the run's time
    std::optional<Spread> bottleneckShare;
    std::optional<Spread> busiestNodeBytes;
    std::optional<Spread> endS;
};

enum class RaceMeasure { time, traffic, quality };

/// Who is best in one measure.
struct RaceRanking {
    std::vector<std::string> order;       ///< best first; those without the figure left out
    std::vector<std::string> equals;      ///< whose ranges over the seeds overlap with the first's: no clear winner
};

/// What a race comes to, for people. Labels of protocols among the arguments are GOSSIP_TEXT themselves.
struct RaceVerdict {
    RaceRanking time;
    RaceRanking traffic;                  ///< until the goal; those that never send by design left out
    RaceRanking quality;                  ///< final accuracy
    Message headline;                     ///< who was fastest; where gossip lost, that first
    std::vector<Message> reasons;         ///< why, as far as the figures show
    std::vector<Message> costs;           ///< what the winner lost in, or that it lost in nothing
    std::vector<Message> others;          ///< who won on traffic and on quality
    std::vector<Message> notes;           ///< what to keep in mind
    Message conditions;                   ///< one line
};

struct RaceResult {
    std::vector<RaceLane> lanes;          ///< by seed, then in the order of RaceOptions::protocols
    std::vector<RaceStanding> standings;  ///< in the order of RaceOptions::protocols
    RaceVerdict verdict;
    double goal = 0.0;                    ///< accuracy that is timed
    bool isComplete = false;              ///< false: stopped before the end
    std::optional<Error> failure;         ///< the folder could not be written; nothing ran after that
    double wallSeconds = 0.0;
};

/// Figures over the seeds and what they mean; \p lanes that have not ended or were stopped by hand do not count.
std::vector<RaceStanding> raceStandings(const std::vector<std::string>& protocols, const std::vector<RaceLane>& lanes);
RaceVerdict raceVerdict(const Scenario& scenario, const std::vector<RaceStanding>& standings);

/// race.json's text.
std::string raceJson(const Scenario& scenario, const RaceResult& result);

}  // namespace gossip
