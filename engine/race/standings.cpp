// SPDX-License-Identifier: GPL-3.0-or-later
#include <gossip/race_result.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace gossip {

namespace {

using Figure = std::function<std::optional<double>(const RaceLane&)>;

std::optional<Spread> spreadOf(const std::vector<const RaceLane*>& lanes, const Figure& figure)
{
    std::vector<double> values;
    for (const RaceLane* lane : lanes) {
        if (const std::optional<double> value = figure(*lane); value && std::isfinite(*value)) {
            values.push_back(*value);
        }
    }
    if (values.empty()) {
        return std::nullopt;
    }
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
    return Spread{int(values.size()), std::clamp(mean, *least, *most), *least, *most};
}

Figure atTarget(double (*figure)(const RacePoint&))
{
    return [figure](const RaceLane& lane) { return lane.target ? std::optional(figure(*lane.target)) : std::nullopt; };
}

/// What diverged has no final figures.
Figure atEnd(std::optional<double> (*figure)(const RacePoint&))
{
    return [figure](const RaceLane& lane) { return lane.outcome == RunState::failed || lane.curve.empty() ? std::nullopt : figure(lane.curve.back()); };
}

bool counts(const RaceLane& lane)
{
    return lane.state == RaceLane::State::ended && lane.outcome != RunState::stopped;
}

RaceStanding standingOf(const std::string& protocol, const std::vector<const RaceLane*>& lanes)
{
    RaceStanding standing;
    standing.protocol = protocol;
    standing.runs = int(lanes.size());
    standing.reached = int(std::count_if(lanes.begin(), lanes.end(), [](const RaceLane* lane) { return lane->target.has_value(); }));
    standing.timeToTargetS = spreadOf(lanes, atTarget([](const RacePoint& p) { return p.timeS; }));
    standing.bytesToTarget = spreadOf(lanes, atTarget([](const RacePoint& p) { return double(p.bytes); }));
    standing.messagesToTarget = spreadOf(lanes, atTarget([](const RacePoint& p) { return double(p.messages); }));
    standing.stepsToTarget = spreadOf(lanes, atTarget([](const RacePoint& p) { return double(p.steps); }));
    standing.accuracy = spreadOf(lanes, atEnd([](const RacePoint& p) { return std::optional(p.accuracy); }));
    standing.workerAccuracyMin = spreadOf(lanes, atEnd([](const RacePoint& p) { return p.workerAccuracyMin; }));
    standing.consensusDistance = spreadOf(lanes, atEnd([](const RacePoint& p) { return p.consensusDistance; }));
    standing.waitedShare = spreadOf(lanes, [](const RaceLane& lane) { return lane.timeS > 0.0 ? std::optional(lane.waitedS / lane.timeS) : std::nullopt; });
    standing.bottleneckShare = spreadOf(lanes, [](const RaceLane& lane) { return std::optional(lane.bottleneckShare); });
    standing.busiestNodeBytes = spreadOf(lanes, [](const RaceLane& lane) { return std::optional(double(lane.busiestNodeBytes)); });
    standing.endS = spreadOf(lanes, [](const RaceLane& lane) { return std::optional(lane.timeS); });
    return standing;
}

}  // namespace

double Spread::width() const
{
    return std::max(maximum - mean, mean - minimum);
}

std::vector<RaceStanding> raceStandings(const std::vector<std::string>& protocols, const std::vector<RaceLane>& lanes)
{
    std::vector<RaceStanding> standings;
    for (const std::string& protocol : protocols) {
        std::vector<const RaceLane*> own;
        for (const RaceLane& lane : lanes) {
            if (lane.protocol == protocol && counts(lane)) {
                own.push_back(&lane);
            }
        }
        standings.push_back(standingOf(protocol, own));
    }
    return standings;
}

}  // namespace gossip
