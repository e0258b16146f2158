// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/faults.h"
#include "support/random_fault.h"
#include "support/run_files.h"

#include <gossip/catalogue.h>

#include <QString>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <thread>

/// Protocols on the live clock, through the public interface only.
namespace gossip::test {

/// A small network on stripes, kFaultWorkers workers, no end of its own.
inline Scenario liveScenario(const std::string& protocol)
{
    return scenarioFrom(R"({"schema_version": 1, "clock": "live", "dataset": {"id": "stripes"}, "model": {"id": "mlp"},
        "workers": {"count": 8}, "protocol": {"id": ")" + protocol + R"(", "timeout_s": 0.05}, "stop": {"epochs": 100000},
        "training": {"batch": 16, "learning_rate": 0.1}, "evaluation": {"every_s": 2, "samples": 200, "worker_samples": 20}, "recording": {"every_s": 0.05}})");
}

/// A random disturbance in the times of the live clock: seconds become milliseconds.
inline Fault randomLiveFault(RandomStream& random, bool server)
{
    Fault fault = randomFault(random, true, server);
    if (fault.forS) {
        *fault.forS /= 100.0;
    }
    for (auto* delay : {&fault.latencyMs, &fault.jitterMs}) {
        if (*delay) {
            **delay /= 200.0;
        }
    }
    if (fault.bandwidthMbps) {
        *fault.bandwidthMbps *= 1e5;
    }
    return fault;
}

/// Posts so many random faults, with pauses and single steps among them.
inline void disturb(Run& run, RandomStream& random, int faults, bool server)
{
    RunUpdate update;
    for (int i = 0; i < faults; ++i) {
        run.post(randomLiveFault(random, server));
        if (random.below(20) == 0) {
            run.pause();
            run.singleStep();
        }
        run.resume();
        run.drain(update);
        std::this_thread::sleep_for(std::chrono::milliseconds(random.below(8)));
    }
}

/// Ends all disturbances and brings everybody back.
inline void mend(Run& run, bool server)
{
    for (int time = 0; time < 2; ++time) {
        for (const Fault& fault : mendingFaults(kFaultWorkers, server)) {
            run.post(fault);
        }
        if (time == 0) {
            std::this_thread::sleep_for(std::chrono::milliseconds(300));   // the timed ones end, perhaps with a return to what was before
        }
    }
}

/// Waits up to 20 s until every worker made so many more steps (or diverged, as corrupted ones may). \return whether they did
inline bool everybodySteps(Run& run, std::uint64_t more)
{
    RunUpdate update;
    run.drain(update);
    const std::vector<WorkerStatus> before = update.workers;
    for (int i = 0; i < 2000; ++i) {
        run.drain(update);
        const bool all = std::equal(before.begin(), before.end(), update.workers.begin(), [&](const WorkerStatus& old, const WorkerStatus& now) {
            return now.steps >= old.steps + more || now.state == WorkerState::diverged;
        });
        if (all) {
            return true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

/// What is wrong after so many random faults on the live clock; empty: nothing.
inline QString surviveLiveFaults(const std::string& protocol, std::uint64_t seed, int faults)
{
    const auto run = startRun(liveScenario(protocol), {.folder = {}, .threads = 3, .waitWhenStalled = true});
    RunUpdate update;
    run->drain(update);
    const bool server = update.server.has_value();
    RandomStream random(seed, Purpose::link, 7);
    disturb(*run, random, faults, server);
    mend(*run, server);
    if (!everybodySteps(*run, 5)) {
        return QStringLiteral("a living worker never stepped again");
    }
    run->requestStop();
    const Summary& summary = run->wait();
    for (const WorkerRow& row : summary.final.workers) {
        if (row.distanceToMean && !std::isfinite(*row.distanceToMean)) {
            return QStringLiteral("worker %1 is not finite").arg(row.worker);
        }
    }
    return {};
}

}  // namespace gossip::test
