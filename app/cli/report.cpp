// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/report.h"

#include "cli/text.h"

#include <algorithm>

namespace gossip::cli {
namespace {

std::string row(const std::string& name, const std::string& value)
{
    return padded(name, 16) + value + "\n";
}

std::string outcomeName(RunState outcome)
{
    switch (outcome) {
    case RunState::finished:
        return "finished";
    case RunState::stopped:
        return "stopped";
    case RunState::stalled:
        return "stalled";
    case RunState::failed:
        return "failed";
    case RunState::running:
    case RunState::paused:
    case RunState::stopping:
        break;
    }
    return "unfinished";
}

std::string workersText(const Scenario& resolved, const Summary& summary)
{
    const auto threads = std::uint64_t(summary.threads);
    const auto workers = std::uint64_t(resolved.workers.count);
    const std::string share = workers > threads ? " sharing " + count(threads) + (threads == 1 ? " thread" : " threads") : "";
    return count(workers) + (workers == 1 ? " worker" : " workers") + share;
}

std::string accuracyRows(const Summary& summary)
{
    const MetricsRow& metrics = summary.final.metrics;
    std::string text;
    if (metrics.testAccuracy) {
        text += row("Test accuracy", percent(*metrics.testAccuracy));
        if (!summary.final.meanModelCouldExist) {
            text += row("", "of a mean that nobody could form: not all workers could reach each other. Each part by itself:");
        }
    }
    for (const GroupRow& group : summary.final.groups) {
        text += row("  " + group.group, percent(group.testAccuracy));
    }
    if (metrics.workerAccuracyMean && metrics.workerAccuracyMin) {
        text += row("Single workers", percent(*metrics.workerAccuracyMean) + " on average, " + percent(*metrics.workerAccuracyMin) + " the lowest");
    }
    return text;
}

std::string targetRow(const Summary& summary)
{
    if (summary.target <= 0.0 || !summary.evaluation) {
        return {};
    }
    const std::string name = percent(summary.target) + " after";
    if (!summary.timeToTargetS) {
        return row(name, "not reached");
    }
    return row(name, decimal(*summary.timeToTargetS, 1) + " s" + (summary.bytesToTarget ? ", " + bytes(*summary.bytesToTarget) + " sent" : ""));
}

std::string classTable(const std::vector<ClassScore>& classes)
{
    std::size_t width = 5;
    for (const ClassScore& score : classes) {
        width = std::max(width, score.name.size());
    }
    const auto share = [](const std::optional<double>& value) { return padded(value ? percent(*value) : "-", 12, true); };
    std::string text("\n");
    text += padded("Class", int(width)) + "  pictures   precision      recall false alarm      missed\n";
    for (const ClassScore& score : classes) {
        text += padded(score.name, int(width)) + padded(count(score.samples), 10, true) + share(score.precision) + share(score.recall) +
                share(score.falseAlarmRate) + share(score.missRate) + "\n";
    }
    return text;
}

}  // namespace

std::string summaryText(const Scenario& resolved, const Summary& summary, const std::string& folder)
{
    const MetricsRow& metrics = summary.final.metrics;
    const auto title = resolved.title.find("en");
    std::string text = (title == resolved.title.end() ? resolved.name : title->second) + "\n";
    text += row("Outcome", outcomeName(summary.outcome) + ": " + summary.reason.str());
    text += row("Conditions", resolved.protocol.id + ", " + workersText(resolved, summary) + ", seed " +
                                  std::to_string(resolved.seed) +
                                  (resolved.clock == Clock::simulated ? ", simulated clock: times are virtual" : ", live clock"));
    text += row("Time", decimal(metrics.timeS, 1) + (resolved.clock == Clock::simulated ? " s of virtual time, " : " s, ") + count(metrics.steps) + " steps" +
                            (resolved.workload == Workload::training ? ", " + decimal(metrics.epochs, 2) + " epochs" : ""));
    text += accuracyRows(summary);
    if (metrics.consensusDistance) {
        text += row("Divergence", decimal(*metrics.consensusDistance, 4) + " (consensus distance)");
    }
    text += row("Messages", count(metrics.messagesSent) + " sent, " + count(metrics.messagesDelivered) + " delivered, " +
                                count(metrics.messagesLost) + " lost");
    text += row("Traffic", bytes(metrics.bytesSent) + " sent");
    text += targetRow(summary);
    text += row("Written to", folder);
    return summary.classes.empty() ? text : text + classTable(summary.classes);
}

}  // namespace gossip::cli
