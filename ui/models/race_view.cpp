// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/race_view.h"

#include "ui/bridge/messages.h"

#include <QStringList>

#include <algorithm>

namespace gossip::ui {

namespace {

using State = gossip::RaceLane::State;

constexpr double kSlowSpeed = 0.25;
constexpr double kBandwidthMbps = 100.0;
constexpr double kLatencyMs = 20.0;
constexpr double kStepMs = 10.0;
constexpr int kWorkerSamples = 100;   // the picture shows the output model only
constexpr double kMostEpochs = 8.0;   // all of the usual racers have shown by then what they can

bool isDecided(const gossip::RaceLane& lane)
{
    return lane.target || lane.state == State::ended;
}

double secondsOf(const gossip::RaceLane& lane)
{
    return lane.target ? lane.target->timeS : lane.timeS;
}

/// Those of a protocol that count now.
std::vector<const gossip::RaceLane*> counting(const std::string& protocol, const std::vector<gossip::RaceLane>& lanes)
{
    std::vector<const gossip::RaceLane*> all;
    bool decided = false;
    for (const gossip::RaceLane& lane : lanes)
        if (lane.protocol == protocol && lane.state != State::queued) {
            all.push_back(&lane);
            decided = decided || isDecided(lane);
        }
    if (decided)
        std::erase_if(all, [](const gossip::RaceLane* lane) { return !isDecided(*lane); });
    // With some at the goal, the time is theirs.
    if (std::any_of(all.begin(), all.end(), [](const gossip::RaceLane* lane) { return lane->target.has_value(); }))
        std::erase_if(all, [](const gossip::RaceLane* lane) { return !lane->target; });
    return all;
}

QString cell(const std::optional<gossip::Spread>& spread)
{
    if (!spread)
        return QStringLiteral(",,");
    return QStringLiteral("%1,%2,%3").arg(spread->mean, 0, 'g', 10).arg(spread->minimum, 0, 'g', 10).arg(spread->maximum, 0, 'g', 10);
}

}  // namespace

std::vector<std::string> usualRacers()
{
    return {"gosgd", "easgd", "allreduce", "isolated"};
}

gossip::Scenario onClock(gossip::Scenario scenario, gossip::Clock clock)
{
    scenario.clock = clock;
    if (clock == gossip::Clock::simulated && scenario.workers.stepMs <= 0.0)
        scenario.workers.stepMs = kStepMs;
    return scenario;
}

gossip::Scenario usualRaceConditions(const gossip::Scenario& scenario)
{
    gossip::Scenario race = onClock(scenario, gossip::Clock::simulated);
    race.workers.speed.assign(std::size_t(race.workers.count), 1.0);
    race.workers.speed.back() = kSlowSpeed;
    race.network.bandwidthMbps = kBandwidthMbps;
    race.network.latencyMs = kLatencyMs;
    race.faults.clear();
    race.evaluation.workerSamples = kWorkerSamples;
    if (race.stop.epochs <= 0.0 || race.stop.epochs > kMostEpochs)
        race.stop.epochs = kMostEpochs;
    return race;
}

std::vector<RaceBar> raceBars(const std::vector<std::string>& protocols, const std::vector<gossip::RaceLane>& lanes)
{
    std::vector<RaceBar> bars;
    for (const std::string& protocol : protocols) {
        RaceBar bar;
        bar.protocol = protocol;
        bar.seeds = 0;
        bool open = false;
        for (const gossip::RaceLane& lane : lanes)
            if (lane.protocol == protocol) {
                ++bar.seeds;
                bar.reached += lane.target ? 1 : 0;
                open = open || !isDecided(lane);
            }
        const auto counted = counting(protocol, lanes);
        double waited = 0.0;
        double accuracy = 0.0;
        double bytes = 0.0;
        int measured = 0;
        for (const gossip::RaceLane* lane : counted) {
            const double seconds = secondsOf(*lane);
            bar.fromS = lane == counted.front() ? seconds : std::min(bar.fromS, seconds);
            bar.toS = std::max(bar.toS, seconds);
            bar.seconds += seconds / double(counted.size());
            waited += lane->target ? lane->target->waitedS : lane->waitedS;
            bytes += double(lane->target ? lane->target->bytes : lane->bytes) / double(counted.size());
            if (!lane->curve.empty()) {
                accuracy += lane->curve.back().accuracy;
                ++measured;
            }
        }
        bar.bytes = std::uint64_t(bytes + 0.5);
        if (measured > 0)
            bar.accuracy = accuracy / measured;
        if (bar.seconds > 0.0)
            bar.waitedShare = waited / double(counted.size()) / bar.seconds;
        if (!counted.empty())
            bar.state = bar.reached > 0 ? RaceBar::State::reached : open ? RaceBar::State::running : RaceBar::State::missed;
        bars.push_back(bar);
    }
    return bars;
}

std::vector<RaceCurves::Line> raceLines(RaceAxis axis, const std::vector<gossip::RaceLane>& lanes)
{
    std::vector<RaceCurves::Line> lines;
    for (const gossip::RaceLane& lane : lanes) {
        RaceCurves::Line line;
        line.protocol = lane.protocol;
        line.named = std::none_of(lines.begin(), lines.end(), [&](const RaceCurves::Line& other) { return other.protocol == lane.protocol; });
        for (const gossip::RacePoint& point : lane.curve) {
            const double x = axis == RaceAxis::time ? point.timeS : axis == RaceAxis::traffic ? double(point.bytes) : double(point.steps);
            line.points.emplace_back(x, point.accuracy);
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

double raceShare(const std::vector<gossip::RaceLane>& lanes)
{
    double done = 0.0;
    for (const gossip::RaceLane& lane : lanes)
        done += lane.state == State::ended ? 1.0 : lane.share;
    return lanes.empty() ? 0.0 : done / double(lanes.size());
}

QString raceText(const gossip::Message& message)
{
    gossip::Message translated = message;
    for (std::string& argument : translated.arguments)
        argument = engineText(argument).toStdString();
    return engineText(translated);
}

QString standingsCsv(const gossip::RaceResult& result)
{
    const char* names[] = {"time_to_target_s", "bytes_to_target", "messages_to_target", "steps_to_target", "accuracy",
                           "worker_accuracy_min", "consensus_distance", "waited_share", "end_s"};
    QStringList heading{QStringLiteral("protocol"), QStringLiteral("runs"), QStringLiteral("reached")};
    for (const char* name : names)
        for (const char* part : {"mean", "min", "max"})
            heading << QStringLiteral("%1_%2").arg(QLatin1String(name), QLatin1String(part));
    QString csv = heading.join(QLatin1Char(',')) + QLatin1Char('\n');
    for (const gossip::RaceStanding& s : result.standings) {
        QStringList cells{QString::fromStdString(s.protocol), QString::number(s.runs), QString::number(s.reached)};
        for (const auto* spread : {&s.timeToTargetS, &s.bytesToTarget, &s.messagesToTarget, &s.stepsToTarget, &s.accuracy, &s.workerAccuracyMin,
                                   &s.consensusDistance, &s.waitedShare, &s.endS})
            cells << cell(*spread);
        csv += cells.join(QLatin1Char(',')) + QLatin1Char('\n');
    }
    return csv;
}

}  // namespace gossip::ui
