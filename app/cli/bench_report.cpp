// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/bench_report.h"

#include "cli/text.h"

#include <cmath>

namespace gossip::cli {
namespace {

using bench::Report;

std::string cell(const std::string& text, int width = 12)
{
    return padded(text, width, true);
}

std::string ms(double seconds)
{
    return cell(decimal(seconds * 1e3, seconds < 0.01 ? 3 : 2));
}

/// "-" where nothing was run: fused into another layer.
std::string msOrDash(double seconds)
{
    return seconds > 0.0 ? ms(seconds) : cell("-");
}

std::string gigabytes(double bytesPerSecond)
{
    return cell(decimal(bytesPerSecond * 1e-9, 1));
}

std::string ratio(double value)
{
    return cell(std::isfinite(value) ? decimal(value, 3) : "-");
}

std::string stepTable(const Report& report)
{
    std::string text = "Training step, one worker on one thread (gather, forward, backward, update)\n" + padded("", 24) + cell("ms") + cell("pictures/s") +
                       cell("limit ms") + cell("of limit") + cell("gather ms") + cell("update ms") + "\n";
    for (const bench::StepTime& step : report.steps) {
        text += padded(step.model + " " + step.precision + ", " + std::to_string(step.batch), 24) + ms(step.stepS) + cell(count(std::uint64_t(step.batch / step.stepS))) +
                ms(step.limitS) + ratio(step.limitS / step.stepS) + ms(step.gatherS) + ms(step.updateS) + "\n";
    }
    return report.hasBf16 ? text : text + padded("bf16", 24) + "  this CPU has none (oneDNN needs AVX-512)\n";
}

std::string layerTable(const bench::StepTime& step)
{
    std::string text = "\nLayers of " + step.model + " " + step.precision + " [ms]\n" + padded("", 26) + cell("forward") + cell("limit") + cell("backward") +
                       cell("limit") + "  limit set by\n";
    for (const bench::LayerTime& layer : step.layers) {
        text += padded(layer.name, 26) + msOrDash(layer.forwardS) + msOrDash(layer.forwardLimitS) + msOrDash(layer.backwardS) + msOrDash(layer.backwardLimitS);
        if (!layer.forwardBy.empty() || !layer.backwardBy.empty()) {
            text += "  " + (layer.forwardBy.empty() ? "-" : layer.forwardBy) + "; " + (layer.backwardBy.empty() ? "-" : layer.backwardBy);
        }
        text += "\n";
    }
    return text;
}

std::string evaluationTable(const Report& report)
{
    std::string text = "\nEvaluation on one thread (gather, forward, scoring)\n" + padded("", 24) + cell("pictures") + cell("ms") + cell("pictures/s") +
                       cell("limit ms") + cell("of limit") + "\n";
    for (const bench::EvaluationTime& time : report.evaluations) {
        text += padded(time.model + " " + time.precision, 24) + cell(count(time.pictures)) + ms(time.seconds) + cell(count(std::uint64_t(double(time.pictures) / time.seconds))) +
                ms(time.limitS) + ratio(time.limitS / time.seconds) + "\n";
    }
    return text;
}

std::string exchangeTable(const Report& report)
{
    std::string text = "\nExchange, one thread [GB/s, reads and writes]\n" + padded("size of a model", 24) + cell("push") + cell("memcpy") + cell("ratio") +
                       cell("mix") + cell("a*x + b*y") + cell("ratio") + cell("check") + "\n";
    for (const bench::ExchangeTime& time : report.exchanges) {
        text += padded(bytes(time.bytes), 24) + gigabytes(time.push) + gigabytes(time.copy) + ratio(time.push / time.copy) + gigabytes(time.mix) +
                gigabytes(time.plain) + ratio(time.mix / time.plain) + gigabytes(time.check) + "\n";
    }
    return text;
}

std::string gossipText(const bench::GossipCost& cost)
{
    return "\nGoSGD with easgd-cnn, " + std::to_string(cost.workers) + " workers\n" + padded("", 24) + cell("p = 0") +
           cell("p = " + decimal(cost.probability, 1)) + cell("cost") + cell("of passes") + "\n" + padded("pictures/s", 24) + cell(decimal(cost.isolated, 0)) +
           cell(decimal(cost.gossip, 0)) + cell(percent(1.0 - cost.gossip / cost.isolated)) + cell(decimal(100.0 * cost.exchangeShare, 2) + " %") + "\n";
}

std::string scalingTable(const bench::Scaling& scaling)
{
    std::string text = "\nLive runs of " + scaling.model + ", p = 0.1\n" + padded("", 24) + cell("threads") + cell("pictures/s") + cell("of 1 worker") +
                       cell("cores used") + cell("steps each") + cell("min / max") + "\n";
    const double one = scaling.rows.front().picturesPerSecond;
    for (const bench::ScalingRow& row : scaling.rows) {
        text += padded(std::to_string(row.workers) + (row.workers == 1 ? " worker" : " workers"), 24) + cell(std::to_string(row.threads)) +
                cell(decimal(row.picturesPerSecond, 0)) + ratio(row.picturesPerSecond / one) + cell(decimal(row.cores, 2)) + cell(decimal(row.stepsEach, 1)) +
                ratio(row.fewest) + "\n";
    }
    return text + padded("bare primitives, a copy on every thread", 48) + ratio(scaling.bareGain) + "\n";
}

std::string memoryTable(const bench::Memory& memory)
{
    const auto size = [](std::size_t value) { return cell(bytes(value)); };
    return "\nMemory of " + memory.model + ", " + count(memory.parameters) + " parameters\n" + padded("", 24) + cell("measured") + cell("computed") + "\n" +
           padded("a worker", 24) + size(memory.worker) + size(memory.workerComputed) + "\n" + padded("a thread's slot", 24) + size(memory.slot) +
           size(memory.slotComputed) + "\n" + padded("peak, " + std::to_string(memory.workers) + " workers", 24) + size(memory.peak) + "\n";
}

std::string quietText(const bench::Quiet& quiet)
{
    const bool isQuiet = quiet.spread < 0.02 && quiet.othersCores < 0.05 && quiet.stolenShare < 0.01;
    return "\nThe machine was " + std::string(isQuiet ? "quiet" : "NOT QUIET: repeat when nothing else runs") + "\n  a fixed loop took " +
           percent(quiet.spread) + " longer than at best (median); other processes used " + decimal(quiet.othersCores, 2) + " cores; stolen " +
           percent(quiet.stolenShare) + "; " + count(quiet.switches) + " forced switches in " + duration(quiet.seconds) + "\n";
}

}  // namespace

std::string benchText(const Report& report)
{
    std::string text = report.machine + ", " + std::to_string(report.threads) + (report.threads == 1 ? " thread" : " threads") + "; " + report.versions + "\n\n";
    text += report.steps.empty() ? "" : stepTable(report);
    for (const bench::StepTime& step : report.steps) {
        text += layerTable(step);
    }
    text += report.evaluations.empty() ? "" : evaluationTable(report);
    text += report.exchanges.empty() ? "" : exchangeTable(report);
    text += report.gossip ? gossipText(*report.gossip) : "";
    for (const bench::Scaling& scaling : report.scaling) {
        text += scalingTable(scaling);
    }
    text += report.memory ? memoryTable(*report.memory) : "";
    text += quietText(report.quiet);
    return report.isComplete ? text : text + "\nStopped before the end.\n";
}

}  // namespace gossip::cli
