// SPDX-License-Identifier: GPL-3.0-or-later
#include <gossip/race.h>

#include "core/platform.h"
#include "exporters/run_folder.h"
#include "metrics/target_tracker.h"
#include "race/race_files.h"
#include "run/setup.h"
#include "scenario/overrides.h"

#include <gossip/catalogue.h>
#include <gossip/run.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <set>
#include <thread>
#include <utility>

namespace gossip {

namespace {

namespace fs = std::filesystem;
using Steady = std::chrono::steady_clock;

constexpr std::size_t kMostSeeds = 100;
constexpr double kFirstSliceS = 0.01;    // of the run's clock
constexpr double kRoundS = 0.1;          // of real time: how long one slice of all runs under way should take

double secondsSince(Steady::time_point began)
{
    return std::chrono::duration<double>(Steady::now() - began).count();
}

/// A run under way and the lane that shows it.
struct Runner {
    std::size_t lane;
    std::unique_ptr<Run> run;
    metrics::TargetTracker target;
    bool hasEnded = false;
};

double shareDone(const StopSpec& stop, const RunUpdate& update)
{
    double share = 0.0;
    const auto consider = [&share](double done, double most) { share = most > 0.0 ? std::max(share, done / most) : share; };
    consider(update.epochs, stop.epochs);
    consider(update.timeS, stop.seconds);
    consider(double(update.steps), double(stop.steps));
    return std::min(1.0, share);
}

double meanWaitS(const std::vector<WorkerRow>& rows)
{
    double sum = 0.0;
    for (const WorkerRow& row : rows) {
        sum += row.waitedS;
    }
    return rows.empty() ? 0.0 : sum / double(rows.size());
}

RacePoint pointOf(const Record& record)
{
    const MetricsRow& row = record.metrics;
    return {row.timeS, row.steps, row.epochs, row.messagesSent, row.bytesSent, meanWaitS(record.workers), *attainableAccuracy(record),
            row.workerAccuracyMin, row.workerAccuracyMean, row.consensusDistance};
}

std::string nodeName(std::size_t node, const Scenario& scenario)
{
    const bool isServer = findProtocol(scenario.protocol.id)->hasServer && node == std::size_t(scenario.workers.count);
    return isServer ? "server" : std::to_string(node);
}

template <class Value>
Result<void> needDistinct(const std::vector<Value>& values, const std::string& what, const auto& shown)
{
    std::set<Value> seen;
    for (const Value& value : values) {
        if (!seen.insert(value).second) {
            return error(GOSSIP_TEXT("%1: %2 is listed twice; allowed: once"), {what, shown(value)});
        }
    }
    return {};
}

Result<void> checkOptions(const RaceOptions& options)
{
    if (options.protocols.empty()) {
        return error(GOSSIP_TEXT("A race needs at least one protocol"));
    }
    for (const std::string& protocol : options.protocols) {
        if (findProtocol(protocol) == nullptr) {
            std::string known;
            for (const ProtocolInfo& each : protocols()) {
                known += (known.empty() ? "" : ", ") + each.id;
            }
            return error(GOSSIP_TEXT("protocols: \"%1\" is not known; allowed: %2"), {protocol.substr(0, 40), known});
        }
    }
    if (Result<void> distinct = needDistinct(options.protocols, "protocols", [](const std::string& id) { return id; }); !distinct) {
        return distinct;
    }
    if (options.seeds.size() > kMostSeeds) {
        return error(GOSSIP_TEXT("seeds: %1 are not allowed; allowed: at most %2"), {std::to_string(options.seeds.size()), std::to_string(kMostSeeds)});
    }
    return needDistinct(options.seeds, "seeds", [](std::uint64_t seed) { return std::to_string(seed); });
}

Result<double> goalOf(const Scenario& scenario)
{
    if (scenario.workload != Workload::training) {
        return error(GOSSIP_TEXT("A race compares accuracies, which this workload has none of; set workload to training"));
    }
    const double goal = scenario.goalInForce();
    if (goal <= 0.0) {
        return error(GOSSIP_TEXT("A race needs a goal; set evaluation.goal above 0"));
    }
    return goal;
}

}  // namespace

Result<Scenario> raceScenario(const Scenario& scenario, const std::string& protocol, std::uint64_t seed)
{
    Scenario own = scenario::withProtocol(scenario, protocol);
    own.seed = seed;
    Result<Scenario> checked = checkScenario(own);
    if (!checked) {
        return error(GOSSIP_TEXT("For %1: %2"), {protocol, checked.error().str()});
    }
    return checked;
}

struct Race::Impl {
    Impl(Scenario common, DatasetPtr data, RaceOptions wanted) : m_scenario(std::move(common)), m_data(std::move(data)), m_options(std::move(wanted)) {}
    ~Impl();

    Result<void> prepare();
    void begin() { m_conductor = std::jthread([this] { conduct(); }); }
    void conduct();
    void runTogether(std::size_t first, std::size_t count);
    void startLane(std::size_t lane, std::vector<Runner>& runners);
    void note(Runner& runner);
    void finish(Runner& runner);
    void writeTables();
    [[nodiscard]] std::vector<RaceLane> lanesNow() const;
    [[nodiscard]] std::string file(const std::string& name) const { return (fs::path(m_options.folder) / name).string(); }
    [[nodiscard]] bool isOver() const { return m_stopWanted || m_result.failure.has_value(); }

    Scenario m_scenario;
    DatasetPtr m_data;
    RaceOptions m_options;
    std::vector<Scenario> m_scenarios;     // of each lane
    std::atomic<bool> m_stopWanted{false};

    mutable std::mutex m_mutex;            // guards what follows
    std::condition_variable m_ended;
    std::vector<RaceLane> m_lanes;
    bool m_hasEnded = false;
    RaceResult m_result;                   // written by the conductor before m_hasEnded
    std::jthread m_conductor;              // last: joined before what it uses dies
};

Race::Impl::~Impl()
{
    m_stopWanted = true;
}

std::vector<RaceLane> Race::Impl::lanesNow() const
{
    const std::lock_guard lock(m_mutex);
    return m_lanes;
}

/// Makes the lanes and the folder.
Result<void> Race::Impl::prepare()
{
    const Result<double> goal = goalOf(m_scenario);
    if (!goal) {
        return goal.error();
    }
    m_result.goal = *goal;
    for (const std::uint64_t seed : m_options.seeds) {
        for (const std::string& protocol : m_options.protocols) {
            Result<Scenario> own = raceScenario(m_scenario, protocol, seed);
            if (!own) {
                return own.error();
            }
            m_scenarios.push_back(std::move(*own));
            m_lanes.emplace_back();
            m_lanes.back().protocol = protocol;
            m_lanes.back().seed = seed;
        }
    }
    // Whether scenario and data fit together; and steps that are to be measured are measured once, for all.
    const Result<RunSetup> setup = prepareRun(m_scenarios.front(), m_data, m_options.threads);
    if (!setup) {
        return setup.error();
    }
    for (Scenario& own : m_scenarios) {
        own.workers.stepMs = setup->scenario.workers.stepMs;
        own.workers.measureStep = false;
    }
    if (m_options.folder.empty()) {
        return {};
    }
    if (const Result<bool> made = exporters::makeFolder(m_options.folder); !made) {
        return made.error();
    }
    return platform::writeFileAtomically(file("scenario.json"), toJson(m_scenario));
}

void Race::Impl::conduct()
{
    const Steady::time_point began = Steady::now();
    const bool together = m_options.sideBySide && m_scenario.clock == Clock::simulated;
    const std::size_t step = together ? m_options.protocols.size() : 1;
    for (std::size_t first = 0; first < m_lanes.size() && !isOver(); first += step) {
        runTogether(first, step);
    }
    m_result.lanes = lanesNow();
    m_result.isComplete = !isOver();
    m_result.standings = raceStandings(m_options.protocols, m_result.lanes);
    m_result.verdict = raceVerdict(m_scenario, m_result.standings);
    m_result.wallSeconds = secondsSince(began);
    writeTables();
    if (!m_options.folder.empty() && !m_result.failure) {
        if (Result<void> written = platform::writeFileAtomically(file("race.json"), raceJson(m_scenario, m_result)); !written) {
            m_result.failure = written.error();
        }
    }
    const std::lock_guard lock(m_mutex);
    m_hasEnded = true;
    m_ended.notify_all();
}

/// Lets the lanes go on in turns, each by the same slice of its clock, until all have ended. A lane alone just runs.
void Race::Impl::runTogether(std::size_t first, std::size_t count)
{
    std::vector<Runner> runners;
    for (std::size_t lane = first; lane < first + count; ++lane) {
        startLane(lane, runners);
    }
    double slice = kFirstSliceS;
    for (double untilS = slice; !runners.empty(); untilS += slice) {
        const Steady::time_point began = Steady::now();
        for (Runner& runner : runners) {
            if (m_stopWanted) {
                runner.run->requestStop();
            }
            runner.hasEnded = !runner.run->goUntil(untilS);
            runner.hasEnded ? finish(runner) : note(runner);
        }
        std::erase_if(runners, [](const Runner& runner) { return runner.hasEnded; });
        slice *= std::clamp(kRoundS / std::max(secondsSince(began), 1e-6), 0.5, 2.0);
    }
}

void Race::Impl::startLane(std::size_t lane, std::vector<Runner>& runners)
{
    RunOptions options{.folder = {}, .threads = m_options.threads, .keepsState = false, .horizonS = 0.0};
    {
        const std::lock_guard lock(m_mutex);
        if (!m_options.folder.empty()) {
            options.folder = file("runs/" + m_lanes[lane].protocol + "-" + std::to_string(m_lanes[lane].seed));
        }
    }
    Result<std::unique_ptr<Run>> run = Run::start(m_scenarios[lane], m_data, options);
    const std::lock_guard lock(m_mutex);
    if (run) {
        m_lanes[lane].state = RaceLane::State::running;
        runners.push_back({lane, std::move(*run), metrics::TargetTracker(m_result.goal)});
    } else {
        m_lanes[lane].state = RaceLane::State::ended;
        m_lanes[lane].outcome = RunState::failed;
        m_lanes[lane].reason = run.error().message;
    }
}

/// What is new of a run, onto its lane.
void Race::Impl::note(Runner& runner)
{
    RunUpdate update;
    runner.run->drain(update);
    const std::lock_guard lock(m_mutex);
    RaceLane& lane = m_lanes[runner.lane];
    lane.timeS = update.timeS;
    lane.steps = update.steps;
    lane.messages = update.messagesSent;
    lane.bytes = update.bytesSent;
    lane.share = shareDone(m_scenarios[runner.lane].stop, update);
    for (const Record& record : update.records) {
        lane.waitedS = meanWaitS(record.workers);
        if (attainableAccuracy(record)) {
            lane.curve.push_back(pointOf(record));
            runner.target.add(record);
        }
    }
    if (const auto reached = runner.target.reached(); reached && !lane.target) {
        lane.target = *std::find_if(lane.curve.begin(), lane.curve.end(), [&](const RacePoint& point) { return point.timeS == reached->timeS; });
    }
}

void Race::Impl::finish(Runner& runner)
{
    const Summary summary = runner.run->wait();
    note(runner);
    {
        const std::lock_guard lock(m_mutex);
        RaceLane& lane = m_lanes[runner.lane];
        lane.state = RaceLane::State::ended;
        lane.outcome = summary.outcome;
        lane.reason = summary.reason;
        lane.share = 1.0;
        const Scenario& own = m_scenarios[runner.lane];
        const auto most = std::max_element(summary.bytesByNode.begin(), summary.bytesByNode.end());
        lane.busiestNode = nodeName(std::size_t(most - summary.bytesByNode.begin()), own);
        lane.busiestNodeBytes = *most;
        const auto longest = std::max_element(summary.busySByNode.begin(), summary.busySByNode.end());
        lane.bottleneckNode = nodeName(std::size_t(longest - summary.busySByNode.begin()), own);
        lane.bottleneckShare = lane.timeS > 0.0 ? *longest / lane.timeS : 0.0;
    }
    if (summary.stoppedBy == "error") {
        m_result.failure = Error{summary.reason};
    }
    runner.run.reset();
    writeTables();
}

void Race::Impl::writeTables()
{
    if (m_options.folder.empty() || m_result.failure) {
        return;
    }
    const std::vector<RaceLane> lanes = lanesNow();
    Result<void> written = platform::writeFileAtomically(file("race.csv"), race::runsCsv(lanes));
    if (written) {
        written = platform::writeFileAtomically(file("curves.csv"), race::curvesCsv(lanes));
    }
    if (!written) {
        m_result.failure = written.error();
    }
}

Race::Race(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Race::~Race() = default;

Result<std::unique_ptr<Race>> Race::start(const Scenario& scenario, DatasetPtr dataset, const RaceOptions& options)
{
    Result<Scenario> checked = checkScenario(scenario);
    if (!checked) {
        return checked.error();
    }
    if (Result<void> accepted = checkOptions(options); !accepted) {
        return accepted.error();
    }
    RaceOptions resolved = options;
    if (resolved.seeds.empty()) {
        resolved.seeds = {checked->seed};
    }
    auto impl = std::make_unique<Impl>(std::move(*checked), std::move(dataset), std::move(resolved));
    if (Result<void> prepared = impl->prepare(); !prepared) {
        return prepared.error();
    }
    impl->begin();
    return std::unique_ptr<Race>(new Race(std::move(impl)));
}

void Race::requestStop()
{
    m_impl->m_stopWanted = true;
}

std::vector<RaceLane> Race::lanes() const
{
    return m_impl->lanesNow();
}

bool Race::hasEnded() const
{
    const std::lock_guard lock(m_impl->m_mutex);
    return m_impl->m_hasEnded;
}

const RaceResult& Race::wait()
{
    std::unique_lock lock(m_impl->m_mutex);
    m_impl->m_ended.wait(lock, [this] { return m_impl->m_hasEnded; });
    return m_impl->m_result;
}

}  // namespace gossip
