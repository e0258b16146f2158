// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "cli/scenario_file.h"

#include <gossip/catalogue.h>

#include <CLI/CLI.hpp>

#include <QCoreApplication>

#include <cstdio>
#include <exception>
#include <string>
#include <vector>

namespace gossip::cli {

int print(const std::string& text)
{
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    if (std::fflush(stdout) != 0 || !written) {
        return complain("The results could not be written to standard output", kExitFailed);
    }
    return kExitDone;
}

int complain(const std::string& sentence, int exitCode)
{
    std::fprintf(stderr, "gossiplab-cli: %s\n", sentence.c_str());
    return exitCode;
}

namespace {

constexpr int kMostWorkersListed = 1000;   // more take minutes

void addRun(CLI::App& app, RunArguments& arguments)
{
    CLI::App* run = app.add_subcommand("run", "Run a scenario; results go into a folder of their own, a summary to standard output");
    run->add_option("SCENARIO", arguments.scenario, "A scenario file (JSON), or the name of a shipped one: " + shippedScenarios())->required();
    run->add_option("--set", arguments.settings, "Change one key of the scenario, e.g. protocol.probability=0.05; may be repeated")
        ->type_name("KEY=VALUE")
        ->allow_extra_args(false);
    run->add_option("--seed", arguments.seed, "The same as --set seed=N")->type_name("N");
    run->add_option("--out", arguments.folder, "Folder for the results, new or empty (default: runs/<name>-<time>)")
        ->type_name("DIR")
        ->check(CLI::Validator([](std::string& folder) { return folder.empty() ? "the folder's name is empty" : ""; }, ""));
    run->add_flag("--resume", arguments.resume,
                  "Go on with an interrupted run from its newest checkpoint; SCENARIO is its folder, or --out names it. "
                  "Only stop limits may be changed");
    run->add_option("--threads", arguments.threads, "Training threads (default: one per processor core)")->type_name("N")->check(CLI::Range(1, 1024));
    run->add_flag("--json", arguments.json, "Print the summary as JSON");
    run->add_flag("--quiet", arguments.quiet, "No progress on standard error");
    run->footer("Ctrl-C stops cleanly with everything written; a second one ends at once.\n"
                "Exit codes: 0 done, 1 the run failed, 2 bad usage or bad input.\n\n"
                "Examples:\n"
                "  gossiplab-cli run two-plants\n"
                "  gossiplab-cli run two-plants --set protocol.probability=0.02 --seed 3 --out results/p002\n"
                "  gossiplab-cli run results/p002 --resume --set stop.epochs=20\n"
                "  gossiplab-cli run my-scenario.json --json --quiet > summary.json");
}

void addRace(CLI::App& app, RaceArguments& arguments)
{
    CLI::App* race = app.add_subcommand("race", "Run several protocols under one scenario and compare them; results go into one folder, a table to standard output");
    race->add_option("SCENARIO", arguments.scenario, "A scenario file (JSON), or the name of a shipped one (see run --help)")->required();
    race->add_option("--protocols", arguments.protocols, "Who takes part, e.g. gosgd,easgd,allreduce (see list protocols)")
        ->required()
        ->type_name("ID,...")
        ->delimiter(',')
        ->allow_extra_args(false);
    race->add_option("--seeds", arguments.seeds, "Every protocol runs with each of them, e.g. 1,2,3 (default: the scenario's)")
        ->type_name("N,...")
        ->delimiter(',')
        ->check(CLI::NonNegativeNumber.description(""))
        ->allow_extra_args(false);
    race->add_option("--set", arguments.settings, "Change one key of the scenario; for one protocol e.g. protocol_overrides.easgd.learning_rate=0.05")
        ->type_name("KEY=VALUE")
        ->allow_extra_args(false);
    race->add_option("--out", arguments.folder, "Folder for the results, new or empty (default: runs/<name>-race-<time>)")
        ->type_name("DIR")
        ->check(CLI::Validator([](std::string& folder) { return folder.empty() ? "the folder's name is empty" : ""; }, ""));
    race->add_option("--threads", arguments.threads, "Training threads (default: one per processor core)")->type_name("N")->check(CLI::Range(1, 1024));
    race->add_flag("--json", arguments.json, "Print race.json instead of the table");
    race->add_flag("--quiet", arguments.quiet, "No progress on standard error");
    race->footer("All have equal data, initial parameters and faults. Timed is stop.target_accuracy or else evaluation.goal.\n"
                 "Ctrl-C stops cleanly with everything so far written; a second one ends at once.\n"
                 "Exit codes: 0 done, 1 no run came to its end, or the results could not be written, 2 bad usage or bad input.\n\n"
                 "Examples:\n"
                 "  gossiplab-cli race slow-network --protocols gosgd,easgd,allreduce --seeds 1,2,3\n"
                 "  gossiplab-cli race straggler --protocols gosgd,easgd --set protocol_overrides.easgd.tau=20 --out results/slow-one");
}

void addList(CLI::App& app, ListArguments& arguments)
{
    CLI::App* list = app.add_subcommand("list", "What there is to choose from");
    list->add_option("KIND", arguments.kind, "protocols, models, topologies or datasets")
        ->required()
        ->type_name("")
        ->check(CLI::IsMember({"protocols", "models", "topologies", "datasets"}).description(""));
    list->add_option("--workers", arguments.workers, "Of topologies: the spectral gap with so many workers (1: all agree after one round)")
        ->type_name("N")
        ->check(CLI::Range(1, kMostWorkersListed));
    list->add_flag("--json", arguments.json, "Print JSON");
    list->footer("Examples:\n  gossiplab-cli list protocols\n  gossiplab-cli list topologies --workers 16");
}

void addCost(CLI::App& app, CostArguments& arguments)
{
    CLI::App* cost = app.add_subcommand("cost", "What a run would cost with your prices: machines, data, outages");
    cost->add_option("RUN_FOLDER", arguments.folder, "Folder of a run")->required();
    cost->add_option("--machine-hour", arguments.prices.machineHour, "Price of one machine for an hour (default: 0)")
        ->type_name("PRICE")
        ->check(CLI::NonNegativeNumber);
    cost->add_option("--gigabyte", arguments.prices.gigabyte, "Price of a gigabyte sent (default: 0)")->type_name("PRICE")->check(CLI::NonNegativeNumber);
    cost->add_option("--currency", arguments.prices.currency, "What the prices are in (default: JPY)")->type_name("NAME");
    cost->add_flag("--json", arguments.json, "Print JSON");
    cost->footer("Seconds are the run's own: virtual ones on the simulated clock.\n\n"
                 "Example:\n  gossiplab-cli cost results/p002 --machine-hour 50 --gigabyte 10 --currency JPY");
}

void addBench(CLI::App& app, bench::Options& options, bool& json)
{
    CLI::App* bench = app.add_subcommand("bench", "How fast this machine trains and exchanges, beside its limits (two or three minutes)");
    bench->add_option("--threads", options.threads, "Threads of the live runs (default: one per processor core)")->type_name("N")->check(CLI::Range(1, 1024));
    bench->add_flag("--steps-only", options.stepsOnly, "Only the training steps (a quarter of a minute)");
    bench->add_flag("--json", json, "Print JSON: seconds, bytes, and rates per second");
    bench->footer("The limit of a step is the sum of the fastest bare primitives known here (convolutions, products, pooling, ReLU).\n"
                  "Ctrl-C prints what was measured so far.");
}

int dispatch(int argc, char** argv)
{
    CLI::App app("Gossip Lab on the command line: workers that learn together by gossip, without a server", "gossiplab-cli");
    RunArguments run;
    RaceArguments race;
    bench::Options measured;
    bool json = false;
    ListArguments list;
    CostArguments cost;
    addRun(app, run);
    addRace(app, race);
    addList(app, list);
    addCost(app, cost);
    addBench(app, measured, json);
    app.set_version_flag("--version", versions());
    app.require_subcommand(1);
    app.footer("Examples:\n  gossiplab-cli run two-plants\n  gossiplab-cli list datasets\n  gossiplab-cli run --help");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& stop) {
        if (stop.get_exit_code() == int(CLI::ExitCodes::Success)) {
            return app.exit(stop);   // --help, --version
        }
        const std::vector<std::string> extra = app.remaining();
        const bool noCommand = app.get_subcommands().empty() && !extra.empty();   // CLI11 would only say that one is required
        const std::string sentence = noCommand ? "\"" + extra.front() + "\" is neither a command (run, race, list, cost, bench) nor an option" : stop.what();
        return complain(sentence + "; see gossiplab-cli --help", kExitBadInput);
    }
    if (app.got_subcommand("bench")) {
        return benchCommand(measured, json);
    }
    if (app.got_subcommand("cost")) {
        return costCommand(cost);
    }
    if (app.got_subcommand("race")) {
        return raceCommand(race);
    }
    return app.got_subcommand("run") ? runCommand(run) : listCommand(list);
}

}  // namespace
}  // namespace gossip::cli

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    try {
        return gossip::cli::dispatch(argc, argv);
    } catch (const std::exception& unexpected) {
        return gossip::cli::complain(unexpected.what(), gossip::cli::kExitFailed);
    }
}
