// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/race_report.h"

#include "cli/text.h"

#include <algorithm>
#include <functional>

namespace gossip::cli {
namespace {

using Show = std::function<std::string(double)>;

/// "21.0 ± 1.3"; without a spread where there is one run.
std::string cell(const std::optional<Spread>& spread, const Show& show, int width)
{
    const std::string text = !spread ? "-" : spread->count == 1 ? show(spread->mean) : show(spread->mean) + " ± " + show(spread->width());
    return padded(text, width, true);
}

std::string seconds(double value)
{
    return decimal(value, value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2);
}

std::string points(double share)
{
    return decimal(100.0 * share, 1);
}

std::string wholePercent(double share)
{
    return decimal(100.0 * share, 0);
}

/// When the goal was reached; if not by all, by how many.
std::string timeCell(const RaceStanding& standing, int width)
{
    if (standing.runs == 0) {
        return padded("not run", width, true);
    }
    if (standing.reached == 0) {
        return padded("not reached (" + seconds(standing.endS->maximum) + ")", width, true);
    }
    const std::string some = standing.reached < standing.runs ? " (" + std::to_string(standing.reached) + " of " + std::to_string(standing.runs) + ")" : "";
    return padded(cell(standing.timeToTargetS, seconds, 0) + some, width, true);
}

std::string rowOf(const RaceStanding& standing)
{
    const Show size = [](double value) { return bytes(std::uint64_t(value)); };
    return padded(standing.protocol, 16) + timeCell(standing, 22) + cell(standing.bytesToTarget, size, 22) + cell(standing.accuracy, points, 13) +
           cell(standing.workerAccuracyMin, points, 13) + cell(standing.consensusDistance, [](double value) { return decimal(value, 2); }, 15) +
           cell(standing.waitedShare, wholePercent, 12) + cell(standing.bottleneckShare, wholePercent, 12) + cell(standing.busiestNodeBytes, size, 22) + "\n";
}

std::string heading(double goal)
{
    const std::string target = percent(goal);
    return padded("", 16) + padded(target + " after [s]", 22, true) + padded("traffic until then", 22, true) + padded("accuracy %", 13, true) +
           padded("worst one %", 13, true) + padded("divergence", 15, true) + padded("waiting %", 12, true) + padded("busiest %", 12, true) +
           padded("busiest machine", 22, true) + "\n";
}

}  // namespace

std::string raceText(const Scenario& scenario, const RaceResult& result, const std::string& folder)
{
    const auto title = scenario.title.find("en");
    std::string text = (title == scenario.title.end() ? scenario.name : title->second) + "\n" + result.verdict.conditions.str() + "\n\n";
    text += heading(result.goal);
    for (const RaceStanding& standing : result.standings) {
        text += rowOf(standing);
    }
    const bool hasSpread = std::any_of(result.standings.begin(), result.standings.end(), [](const RaceStanding& s) { return s.runs > 1; });
    text += hasSpread ? "Mean over the seeds ± the seed furthest from it.\n\n" : "\n";
    text += result.verdict.headline.str() + "\n";
    for (const auto* part : {&result.verdict.reasons, &result.verdict.costs, &result.verdict.others, &result.verdict.notes}) {
        for (const Message& sentence : *part) {
            text += sentence.str() + "\n";
        }
    }
    return text + "Written to " + folder + "\n";
}

}  // namespace gossip::cli
