// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/parts.h"

#include "core/platform.h"

#include <gossip/catalogue.h>

namespace gossip::bench {
namespace {

constexpr double kSecondsInAll = 65.0;
constexpr double kSecondsOfSteps = 13.0;
constexpr std::size_t kLargeModel = 64'000'000;   // bytes: beyond every cache

Result<void> measureModel(Session& session, Report& report, const Subject& subject, double seconds, bool stepsOnly)
{
    const std::string precision = subject.precision == Precision::bf16 ? " in bf16" : "";
    if (!session.begin("training step of " + subject.model + precision)) {
        return {};
    }
    const Result<RunSetup> setup = prepare(subject);
    if (!setup) {
        return setup.error();
    }
    const Result<StepTime> step = measureStep(session, *setup, seconds);
    if (!step) {
        return step.error();
    }
    report.steps.push_back(*step);
    if (!stepsOnly && session.begin("evaluation of " + subject.model + precision)) {
        report.evaluations.push_back(measureEvaluation(session, *setup, seconds / 3.0));
    }
    return {};
}

/// Runs a part of the report and hands its value to \p keep, unless it was stopped in the middle.
template <class Part, class Keep>
Result<void> measurePart(Session& session, const std::string& what, Part part, Keep keep)
{
    if (!session.begin(what)) {
        return {};
    }
    auto measured = part();
    if (!measured) {
        return measured.error();
    }
    if (session.goesOn()) {
        keep(std::move(*measured));
    }
    return {};
}

/// What the exchanges of a step cost by themselves, from the passes measured at the model's size.
double exchangeShareOf(const Report& report)
{
    const ExchangeTime& passes = report.exchanges.front();
    const double size = double(passes.bytes);
    return report.gossip->probability * (2.0 * size / passes.push + size / passes.check + 3.0 * size / passes.mix) / report.steps.front().stepS;
}

Result<void> measureAll(Session& session, Report& report, bool stepsOnly)
{
    Result<void> done;
    if (!stepsOnly) {
        done = measurePart(
            session, "memory", [&] { return measureMemory(session, report.threads); }, [&](Memory memory) { report.memory = std::move(memory); });
    }
    done = done ? measureModel(session, report, kEasgdCnn, 10.0, stepsOnly) : done;
    done = done ? measureModel(session, report, kLenet5, 3.0, stepsOnly) : done;
    done = done && report.hasBf16 ? measureModel(session, report, kEasgdCnnBf16, 6.0, stepsOnly) : done;
    if (!done || stepsOnly) {
        return done;
    }
    for (const std::size_t bytes : {report.memory ? report.memory->workerComputed / 3 : 0, kLargeModel}) {
        if (session.begin("exchange")) {
            report.exchanges.push_back(measureExchange(session, bytes, 1.5));
        }
    }
    done = measurePart(
        session, "gossip", [&] { return measureGossip(session, report.threads, 12.0); }, [&](GossipCost cost) { report.gossip = cost; });
    if (done && report.gossip) {
        report.gossip->exchangeShare = exchangeShareOf(report);
    }
    for (const Subject& subject : {kEasgdCnn, kLenet5}) {
        done = done ? measurePart(
                          session, "scaling of " + subject.model, [&] { return measureScaling(session, subject, report.threads, 12.0); },
                          [&](Scaling scaling) { report.scaling.push_back(std::move(scaling)); })
                    : done;
    }
    return done;
}

}  // namespace

Result<Report> measure(const Options& options, const Progress& progress)
{
    nn::useOneThread();
    Report report;
    report.threads = options.threads > 0 ? options.threads : platform::coreCount();
    report.machine = platform::machineName();
    report.versions = versions();
    report.hasBf16 = nn::canComputeIn(Precision::bf16);
    Session session(progress, options.stepsOnly ? kSecondsOfSteps : kSecondsInAll);
    if (const Result<void> done = measureAll(session, report, options.stepsOnly); !done) {
        return done.error();
    }
    report.isComplete = session.goesOn();
    report.quiet = session.quiet();
    return report;
}

}  // namespace gossip::bench
