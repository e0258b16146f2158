// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "cli/race_report.h"
#include "cli/scenario_file.h"
#include "cli/signals.h"
#include "cli/status_line.h"
#include "cli/text.h"

#include <gossip/export.h>
#include <gossip/race.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <thread>

namespace gossip::cli {
namespace {

constexpr std::chrono::milliseconds kPoll{50};

/// Tells on stderr how a race is getting on.
class RaceProgress {
public:
    explicit RaceProgress(const Scenario& scenario) : m_scenario(scenario), m_status(progressOnTerminal()) {}

    void loading(double share)
    {
        if (m_status.onTerminal()) {
            m_status.show("Loading the data set: " + percent(share));
        }
    }
    void update(const std::vector<RaceLane>& lanes)
    {
        m_told.resize(lanes.size(), false);
        for (std::size_t i = 0; i < lanes.size(); ++i) {
            if (lanes[i].state == RaceLane::State::ended && !m_told[i]) {
                m_told[i] = true;
                m_status.tell(nameOf(lanes, i) + ": " + result(lanes[i]));
            }
        }
        const auto running = std::find_if(lanes.begin(), lanes.end(), [](const RaceLane& lane) { return lane.state == RaceLane::State::running; });
        if (running != lanes.end()) {
            m_status.show(nameOf(lanes, std::size_t(running - lanes.begin())) + ": " + state(*running) + timeLeft(lanes));
        }
    }
    void stopping() { m_status.show("Stopping; a second Ctrl-C ends at once without writing", true); }
    void finish() { m_status.clear(); }

private:
    static std::string nameOf(const std::vector<RaceLane>& lanes, std::size_t lane)
    {
        return lanes[lane].protocol + ", seed " + std::to_string(lanes[lane].seed) + " (" + std::to_string(lane + 1) + " of " + std::to_string(lanes.size()) + ")";
    }
    [[nodiscard]] std::string state(const RaceLane& lane) const
    {
        return decimal(lane.timeS, 1) + (m_scenario.clock == Clock::simulated ? " s of virtual time" : " s") +
               (lane.curve.empty() ? "" : ", accuracy " + percent(lane.curve.back().accuracy));
    }
    [[nodiscard]] std::string result(const RaceLane& lane) const
    {
        if (lane.outcome == RunState::failed) {
            return lane.reason.str();
        }
        const std::string goal = lane.target ? "goal after " + decimal(lane.target->timeS, 1) + " s" : "goal not reached (stopped at " + decimal(lane.timeS, 1) + " s)";
        return goal + (lane.curve.empty() ? "" : ", accuracy " + percent(lane.curve.back().accuracy));
    }
    [[nodiscard]] std::string timeLeft(const std::vector<RaceLane>& lanes) const
    {
        double done = 0.0;
        for (const RaceLane& lane : lanes) {
            done += lane.share / double(lanes.size());
        }
        const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - m_began;
        return done > 0.0 ? ", " + duration(passed.count() * (1.0 - done) / done) + " left" : "";
    }

    const Scenario& m_scenario;
    StatusLine m_status;
    std::chrono::steady_clock::time_point m_began = std::chrono::steady_clock::now();
    std::vector<bool> m_told;   ///< of each run: its end
};

void follow(Race& race, std::optional<RaceProgress>& progress)
{
    bool stopping = false;
    while (!race.hasEnded()) {
        if (stopRequested() && !stopping) {
            stopping = true;
            race.requestStop();
            if (progress) {
                progress->stopping();
            }
        }
        if (progress && !stopping) {
            progress->update(race.lanes());
        }
        std::this_thread::sleep_for(kPoll);
    }
}

std::string folderOf(const RaceArguments& arguments, Scenario scenario)
{
    scenario.name += "-race";
    return arguments.folder.empty() ? defaultRunFolder(scenario) : arguments.folder;
}

}  // namespace

int raceCommand(const RaceArguments& arguments)
{
    catchSignals();
    const Result<Scenario> scenario = readScenario(arguments.scenario, arguments.settings);
    if (!scenario) {
        return complain(scenario.error().str(), kExitBadInput);
    }
    std::optional<RaceProgress> progress;
    if (!arguments.quiet) {
        progress.emplace(*scenario);
    }
    const Result<DatasetPtr> data = loadData(*scenario, [&](double share) {
        if (progress) {
            progress->loading(share);
        }
    });
    if (progress) {
        progress->finish();
    }
    if (!data) {
        return complain(data.error().str(), stopRequested() ? kExitFailed : kExitBadInput);
    }
    const std::string folder = folderOf(arguments, *scenario);
    const Result<std::unique_ptr<Race>> race =
        Race::start(*scenario, *data, {.protocols = arguments.protocols, .seeds = arguments.seeds, .folder = folder, .threads = arguments.threads});
    if (!race) {
        return complain(race.error().str(), kExitBadInput);
    }
    follow(**race, progress);
    const RaceResult& result = (*race)->wait();
    if (progress) {
        progress->update(result.lanes);
        progress->finish();
    }
    const int printed = print(arguments.json ? raceJson(*scenario, result) : raceText(*scenario, result, folder));
    if (result.failure) {
        return complain(result.failure->str(), kExitFailed);
    }
    const bool allFailed = std::all_of(result.lanes.begin(), result.lanes.end(), [](const RaceLane& lane) {
        return lane.state == RaceLane::State::ended && lane.outcome == RunState::failed;
    });
    return allFailed ? complain(result.lanes.front().reason.str(), kExitFailed) : printed;
}

}  // namespace gossip::cli
