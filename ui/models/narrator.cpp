// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/narrator.h"

#include "ui/models/words.h"

#include <QStringList>

#include <algorithm>
#include <iterator>

namespace gossip::ui {

namespace {

constexpr double kNewsS = 6.0;       // how long something that happened stays the news
constexpr double kHintAtS = 25.0;    // when a person who has not cut the line yet is told of it
constexpr int kNamesAtMost = 3;

QString names(const gossip::Scenario& scenario, const std::vector<int>& workers)
{
    QStringList list;
    for (const int worker : workers)
        list << workerText(scenario, worker);
    if (list.size() > kNamesAtMost)
        return Narrator::tr("%n workers", nullptr, int(list.size()));
    return list.join(Narrator::tr(" and ", "between names of workers"));
}

bool isNews(const std::optional<double>& sinceS, double nowS)
{
    return sinceS && nowS - *sinceS < kNewsS;
}

}  // namespace

QString Narrator::beforeRun(const gossip::Scenario& scenario, bool loading)
{
    if (loading)
        return tr("The data are being read.\nThe workers start by themselves as soon as they are there.");
    const QString count = tr("%n workers are ready.", nullptr, scenario.workers.count);
    return count + QLatin1Char('\n') + tr("Press [Start the run]: they learn and teach each other.");
}

QString Narrator::sentence(const gossip::Scenario& scenario, const RunFacts& facts)
{
    if (facts.state != gossip::RunState::running && facts.state != gossip::RunState::paused)
        return ended(facts);
    if (facts.state == gossip::RunState::paused)
        return tr("Paused. Everything stands still.\nSpace goes on, F10 makes one step of every worker.");
    if (!facts.diverged.empty())
        return tr("%1 diverged and stopped.\nThe other %2 go on. A smaller learning rate helps.")
            .arg(names(scenario, facts.diverged)).arg(facts.alive());
    if (facts.cutSinceS)
        return cut(scenario, facts);
    if (isNews(facts.healedS, facts.timeS)) {
        const QString first = tr("The line has been back for %1 s; all learn together.")
            .arg(int(facts.timeS - *facts.healedS));
        if (!facts.workersMeanAtHeal || !facts.workersMean)
            return first;
        return first + QLatin1Char('\n') + tr("The workers' own models: %1 at the repair, now %2.")
            .arg(percentText(facts.workersMeanAtHeal, 0), percentText(facts.workersMean, 0));
    }
    if (!facts.down.empty() || !facts.slow.empty())
        return disturbed(scenario, facts);
    return calm(scenario, facts);
}

QString Narrator::scene(const gossip::Scenario& scenario, const RunFacts& facts)
{
    const bool disturbed = facts.cutSinceS || !facts.down.empty() || !facts.slow.empty();
    if (facts.state != gossip::RunState::running || (disturbed && scenario.faults.empty()))
        return {};
    const auto next = std::upper_bound(scenario.scenes.begin(), scenario.scenes.end(), facts.timeS,
                                       [](double timeS, const gossip::Scene& scene) { return timeS < scene.atS; });
    if (next == scenario.scenes.begin() || facts.timeS >= std::prev(next)->atS + std::prev(next)->forS)
        return {};
    return sceneText(*std::prev(next));
}

QString Narrator::ended(const RunFacts& facts)
{
    switch (facts.state) {
    case gossip::RunState::stopping:
        return tr("The run is ending: last evaluation, files are written.");
    case gossip::RunState::stalled:
        return tr("Nobody can go on: every worker waits or is down.\nBring one back, restore the line, or end the run.");
    case gossip::RunState::failed:
        return tr("The run broke off; the reason stands above.\nWhat was recorded until then is kept.");
    default:
        break;
    }
    const QString first = facts.accuracy && facts.meanCouldExist
        ? tr("The run is over. Mean model: %1 accuracy.").arg(percentText(facts.accuracy))
        : tr("The run is over.");
    return first + QLatin1Char('\n') + tr("[Results] shows every class and exports the model.");
}

QString Narrator::cut(const gossip::Scenario& scenario, const RunFacts& facts)
{
    const int seconds = int(facts.timeS - *facts.cutSinceS);
    const bool plants = scenario.workers.groups.size() == 2 && facts.islands.size() <= 2;
    const QString first = plants ? tr("The line has been cut for %1 s. The two plants learn apart.").arg(seconds)
                                 : tr("The line has been cut for %1 s. The parts learn apart.").arg(seconds);
    return first + QLatin1Char('\n') + tr("Nobody stops. Once joined, they recover in seconds.");
}

QString Narrator::disturbed(const gossip::Scenario& scenario, const RunFacts& facts)
{
    QStringList lines;
    if (facts.alive() == 0)
        lines << tr("Every worker is down. [Restore all] brings them back.");
    else if (!facts.down.empty())
        lines << tr("Down: %1. The other %2 go on without waiting.").arg(names(scenario, facts.down)).arg(facts.alive());
    if (!facts.slow.empty())
        lines << tr("Slow: %1. Nobody waits for it.").arg(names(scenario, facts.slow));
    if (lines.size() == 1 && !facts.down.empty() && facts.alive() > 0)
        lines << tr("What it knew lives on in the others' models.");
    return lines.join(QLatin1Char('\n'));
}

QString Narrator::calm(const gossip::Scenario& scenario, const RunFacts& facts)
{
    if (!facts.exchanges) {
        return scenario.protocol.id == "pooled"
            ? tr("One worker learns from all the data.\nThis is the limit that sharing models aims at.")
            : tr("No exchange: every worker learns from its own data only.\nTheir mean is a model that nobody could form.");
    }
    if (isNews(facts.goalReachedS, facts.timeS - 2.0))
        return tr("The mean model has reached the goal of %1 at %2.")
            .arg(percentText(facts.goal, 0), timeText(*facts.goalReachedS));
    if (isNews(facts.groupLimitPassedS, facts.timeS))
        return tr("The mean model beats the limit of one plant (%1).\nNo picture left its plant; only models travelled.")
            .arg(percentText(facts.groupLimit, 0));
    const bool canCut = scenario.workers.count > 1 && !facts.everCut;
    if (canCut && facts.timeS > kHintAtS && facts.timeS < 2 * kHintAtS && scenario.workload == gossip::Workload::training)
        return scenario.workers.groups.empty() ? tr("All is well. Try [Cut the line]:\nwhat happens when the halves cannot reach each other?")
                                               : tr("All is well. Try [Cut the line]:\nwhat happens when the plants cannot reach each other?");
    if (facts.loss >= 0.2)
        return tr("%1 of the messages get lost on their way.\nLearning goes on with those that arrive.").arg(percentText(facts.loss, 0));
    if (scenario.workload != gossip::Workload::training)
        return tr("%n workers exchange their numbers now and then.", nullptr, facts.alive());
    return tr("%n workers learn from their own pictures", nullptr, facts.alive()) + QLatin1Char('\n') +
           tr("and send their model to a random peer now and then.");
}

}  // namespace gossip::ui
