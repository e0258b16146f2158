// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "cli/scenario_file.h"
#include "cli/signals.h"

#include <gossip/export.h>
#include <gossip/run.h>
#include <gossip/scenario.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

namespace gossip::cli {
namespace {

constexpr std::chrono::milliseconds kPoll{50};

/// With --resume a run folder may stand for its scenario; otherwise --out says which run it is.
Result<RunArguments> resolved(RunArguments arguments)
{
    const bool isFolder = std::filesystem::is_directory(arguments.scenario);
    if (!arguments.resume || (!isFolder && !arguments.folder.empty())) {
        return arguments;
    }
    if (!isFolder || !arguments.folder.empty()) {
        return error("--resume needs the run's folder once: in place of the scenario, or by --out beside the scenario");
    }
    arguments.folder = std::exchange(arguments.scenario, (std::filesystem::path(arguments.scenario) / "scenario.json").string());
    return arguments;
}

void follow(Run& run, std::optional<Progress>& progress)
{
    RunUpdate update;
    bool stopping = false;
    while (!run.hasEnded()) {
        if (stopRequested() && !stopping) {
            stopping = true;
            run.requestStop();
            if (progress) {
                progress->stopping();
            }
        }
        run.drain(update);
        if (progress && !stopping) {
            progress->update(update);
        }
        std::this_thread::sleep_for(kPoll);
    }
}

}  // namespace

int runCommand(const RunArguments& given)
{
    catchSignals();
    const Result<RunArguments> complete = resolved(given);
    if (!complete) {
        return complain(complete.error().str(), kExitBadInput);
    }
    const RunArguments& arguments = *complete;
    std::vector<std::string> settings = arguments.settings;
    if (arguments.seed) {
        settings.push_back("seed=" + std::to_string(*arguments.seed));
    }
    const Result<Scenario> scenario = readScenario(arguments.scenario, settings);
    if (!scenario) {
        return complain(scenario.error().str(), kExitBadInput);
    }
    std::optional<Progress> progress;
    if (!arguments.quiet) {
        progress.emplace(*scenario, progressOnTerminal());
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
    const std::string folder = arguments.folder.empty() ? defaultRunFolder(*scenario) : arguments.folder;
    const Result<std::unique_ptr<Run>> run = Run::start(*scenario, *data, {.folder = folder, .threads = arguments.threads, .resume = arguments.resume});
    if (!run) {
        return complain(run.error().str(), kExitBadInput);
    }
    follow(**run, progress);
    const Summary& summary = (*run)->wait();
    if (progress) {
        progress->finish();
    }
    const Scenario& resolved = (*run)->scenario();
    const auto classNames = *data ? (*data)->classNames : std::vector<std::string>{};
    const int printed = print(arguments.json ? summaryJson(resolved, summary, classNames) + "\n" : summaryText(resolved, summary, folder));
    return summary.outcome == RunState::failed ? complain(summary.reason.str(), kExitFailed) : printed;
}

}  // namespace gossip::cli
