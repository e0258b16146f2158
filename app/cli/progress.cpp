// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/progress.h"

#include "cli/text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace gossip::cli {

Progress::Progress(const Scenario& scenario, bool terminal) : m_scenario(scenario), m_status(terminal) {}

void Progress::loading(double share)
{
    if (m_status.onTerminal()) {
        m_status.show("Loading the data set: " + percent(share));
    }
}

void Progress::update(const RunUpdate& update)
{
    m_began = m_began.value_or(std::chrono::steady_clock::now());
    for (const Record& record : update.records) {
        const bool training = m_scenario.workload == Workload::training;
        if (training ? record.metrics.testAccuracy.has_value() : record.metrics.consensusDistance.has_value()) {
            m_evaluated = record;
        }
    }
    for (const Event& event : update.events) {
        if (event.fault || event.kind == "diverged") {
            tell(event);
        }
    }
    m_status.show(line(update));
}

void Progress::stopping()
{
    m_status.show("Stopping; a second Ctrl-C ends at once without writing", true);
    if (m_status.onTerminal()) {
        std::fputc('\n', stderr);
    }
}

void Progress::finish()
{
    m_status.clear();
}

void Progress::tell(const Event& event)
{
    const std::string detail = event.detail.empty() ? "" : " (" + event.detail + ")";
    m_status.tell(decimal(event.timeS, 1) + " s: " + event.kind + " " + event.subject + detail);
}

std::string Progress::line(const RunUpdate& update) const
{
    std::string text = decimal(update.timeS, 1) + (m_scenario.clock == Clock::simulated ? " s of virtual time" : " s");
    if (m_scenario.workload == Workload::training) {
        const double goal = m_scenario.stop.epochs;
        text += ", epoch " + decimal(update.epochs, 2);
        if (goal > 0.0) {
            text += " of " + decimal(goal, goal == std::floor(goal) ? 0 : 2);
        }
    } else {
        text += ", " + count(update.steps) + " steps";
    }
    text += quality();
    if (const std::optional<double> left = secondsLeft(update)) {
        text += ", " + duration(*left) + " left";
    }
    return text;
}

std::string Progress::quality() const
{
    if (!m_evaluated) {
        return {};
    }
    if (m_scenario.workload != Workload::training) {
        return ", distance " + decimal(*m_evaluated->metrics.consensusDistance, 4);
    }
    if (m_evaluated->meanModelCouldExist || m_evaluated->groups.empty()) {
        return ", accuracy " + percent(*m_evaluated->metrics.testAccuracy);
    }
    // Nobody could form the mean over all now; what each island has is what counts.
    std::string text = ", cut apart:";
    for (const GroupRow& group : m_evaluated->groups) {
        text += " " + group.group + " " + percent(group.testAccuracy);
    }
    return text;
}

std::optional<double> Progress::secondsLeft(const RunUpdate& update) const
{
    std::optional<double> left;
    const auto consider = [&](double goal, double done) {
        if (goal > 0.0 && done > 0.0) {
            const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - *m_began;
            const double seconds = passed.count() * std::max(0.0, goal - done) / done;
            left = std::min(left.value_or(seconds), seconds);
        }
    };
    consider(m_scenario.stop.epochs, update.epochs);
    consider(m_scenario.stop.seconds, update.timeS);
    consider(double(m_scenario.stop.steps), double(update.steps));
    return left;
}

}  // namespace gossip::cli
