// SPDX-License-Identifier: GPL-3.0-or-later
#include "race/figures.h"

#include <gossip/catalogue.h>
#include <gossip/race_result.h>

#include <algorithm>
#include <functional>
#include <limits>

namespace gossip {

namespace {

using race::bytesText;
using race::factorText;
using race::percentText;
using race::pointsText;
using race::secondsText;

using Field = std::optional<Spread> RaceStanding::*;
using Standings = std::vector<RaceStanding>;

constexpr double kMuchWaiting = 0.2;     // of the time: worth telling
constexpr double kBusyLine = 0.8;

const RaceStanding& standingOf(const Standings& standings, const std::string& protocol)
{
    return *std::find_if(standings.begin(), standings.end(), [&](const RaceStanding& s) { return s.protocol == protocol; });
}

std::string labelOf(const std::string& protocol)
{
    return findProtocol(protocol)->label;
}

bool isGossip(const std::string& protocol)
{
    const ProtocolInfo& info = *findProtocol(protocol);
    return info.exchanges && !info.barrier && !info.hasServer;
}

bool contains(const std::vector<std::string>& names, const std::string& name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Ranks by how many seeds have the figure, then by its mean. A seed without it is worse than any that has it.
/// \param sign  1: less is better; −1: more is
RaceRanking ranking(const Standings& standings, Field field, double sign)
{
    struct Place {
        const RaceStanding* standing;
        int missing;
        double mean, best, worst;   // in the sense that less is better
    };
    std::vector<Place> places;
    for (const RaceStanding& standing : standings) {
        if (const std::optional<Spread>& spread = standing.*field) {
            const int missing = standing.runs - spread->count;
            const double best = std::min(sign * spread->minimum, sign * spread->maximum);
            const double worst = std::max(sign * spread->minimum, sign * spread->maximum);
            places.push_back({&standing, missing, sign * spread->mean, best, missing > 0 ? std::numeric_limits<double>::infinity() : worst});
        }
    }
    std::stable_sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
        return a.missing != b.missing ? a.missing < b.missing : a.mean < b.mean;
    });
    RaceRanking found;
    for (const Place& place : places) {
        if (!found.order.empty() && place.best <= places.front().worst) {
            found.equals.push_back(place.standing->protocol);
        }
        found.order.push_back(place.standing->protocol);
    }
    return found;
}

/// Writes the sentences of one race.
class Judge {
public:
    Judge(const Scenario& scenario, const Standings& standings) : m_scenario(scenario), m_standings(standings)
    {
        m_verdict.time = ranking(standings, &RaceStanding::timeToTargetS, 1.0);
        Standings exchanging = standings;   // who never sends has no traffic to compare
        std::erase_if(exchanging, [](const RaceStanding& s) { return !findProtocol(s.protocol)->exchanges; });
        m_verdict.traffic = ranking(exchanging, &RaceStanding::bytesToTarget, 1.0);
        m_verdict.quality = ranking(standings, &RaceStanding::accuracy, -1.0);
    }
    RaceVerdict verdict()
    {
        m_verdict.headline = headline();
        if (!m_verdict.time.order.empty()) {
            tellReasons();
            tellCosts();
            tellTraffic();
        }
        tellQuality();
        tellNotes();
        m_verdict.conditions = conditions();
        return std::move(m_verdict);
    }

private:
    [[nodiscard]] std::string goal() const { return percentText(m_scenario.goalInForce()); }
    [[nodiscard]] double mean(const std::string& protocol, Field field) const { return (standingOf(m_standings, protocol).*field)->mean; }
    [[nodiscard]] std::string timeOf(const std::string& protocol) const { return secondsText(mean(protocol, &RaceStanding::timeToTargetS)); }
    [[nodiscard]] double trafficOf(const std::string& protocol) const { return mean(protocol, &RaceStanding::bytesToTarget); }
    [[nodiscard]] double accuracyOf(const std::string& protocol) const { return mean(protocol, &RaceStanding::accuracy); }

    [[nodiscard]] Message headline() const;
    [[nodiscard]] Message levelHeadline() const;
    [[nodiscard]] Message clearHeadline() const;
    void tellReasons();
    void tellCosts();
    void tellTraffic();
    void tellQuality();
    void tellNotes();
    [[nodiscard]] Message conditions() const;

    const Scenario& m_scenario;
    const Standings& m_standings;
    RaceVerdict m_verdict;
};

Message Judge::headline() const
{
    const RaceRanking& time = m_verdict.time;
    if (time.order.empty()) {
        if (m_verdict.quality.order.empty()) {
            return {GOSSIP_TEXT("No run has come to its end yet."), {}};
        }
        const std::string& best = m_verdict.quality.order.front();
        return {GOSSIP_TEXT("Nobody reached %1. %2 came closest, with %3."), {goal(), labelOf(best), percentText(accuracyOf(best))}};
    }
    if (!time.equals.empty()) {
        return levelHeadline();
    }
    const std::string& first = time.order.front();
    const bool gossipRuns = std::any_of(m_standings.begin(), m_standings.end(), [](const RaceStanding& s) { return s.runs > 0 && isGossip(s.protocol); });
    if (isGossip(first) || !gossipRuns) {
        return clearHeadline();
    }
    const auto gossip = std::find_if(time.order.begin(), time.order.end(), isGossip);
    if (gossip == time.order.end()) {
        return {GOSSIP_TEXT("Gossip did not get there: %1 reached %2 after %3 s, no gossip did."), {labelOf(first), goal(), timeOf(first)}};
    }
    return {GOSSIP_TEXT("Gossip was not the fastest: %1 reached %2 after %3 s, the best gossip, %4, after %5 s."),
            {labelOf(first), goal(), timeOf(first), labelOf(*gossip), timeOf(*gossip)}};
}

Message Judge::levelHeadline() const
{
    const RaceRanking& time = m_verdict.time;
    const std::string& first = time.order.front();
    const std::string& next = time.equals.front();
    const RaceStanding& other = standingOf(m_standings, next);
    if (other.reached < standingOf(m_standings, first).reached) {
        return {GOSSIP_TEXT("%1 got to %2 with more seeds than anybody, after %3 s; %4 with %5 of %6, after %7 s."),
                {labelOf(first), goal(), timeOf(first), labelOf(next), std::to_string(other.reached), std::to_string(other.runs), timeOf(next)}};
    }
    if (mean(first, &RaceStanding::timeToTargetS) == mean(next, &RaceStanding::timeToTargetS)) {
        return {GOSSIP_TEXT("%1 and %2 were equally fast: %3 after %4 s."), {labelOf(first), labelOf(next), goal(), timeOf(first)}};
    }
    if (time.equals.size() == 1) {
        return {GOSSIP_TEXT("%1 was the fastest on average, %2 after %3 s, but the difference to %4 (%5 s) is within the spread of the seeds."),
                {labelOf(first), goal(), timeOf(first), labelOf(next), timeOf(next)}};
    }
    return {GOSSIP_TEXT("%1 was the fastest on average, %2 after %3 s, but the differences to %4 others, first of all %5 (%6 s), are within the "
                        "spread of the seeds."),
            {labelOf(first), goal(), timeOf(first), std::to_string(time.equals.size()), labelOf(next), timeOf(next)}};
}

Message Judge::clearHeadline() const
{
    const std::vector<std::string>& order = m_verdict.time.order;
    const std::string& first = order.front();
    if (order.size() == 1) {
        return {GOSSIP_TEXT("Only %1 reached %2, after %3 s."), {labelOf(first), goal(), timeOf(first)}};
    }
    const std::string& next = order[1];
    const double faster = mean(next, &RaceStanding::timeToTargetS) / mean(first, &RaceStanding::timeToTargetS);
    if (trafficOf(next) == 0.0) {
        return {GOSSIP_TEXT("%1 was the fastest: %2 after %3 s, %4 times as fast as %5."),
                {labelOf(first), goal(), timeOf(first), factorText(faster), labelOf(next)}};
    }
    return {GOSSIP_TEXT("%1 was the fastest: %2 after %3 s, %4 times as fast as %5, with %6 times its traffic."),
            {labelOf(first), goal(), timeOf(first), factorText(faster), labelOf(next), factorText(trafficOf(first) / trafficOf(next))}};
}

/// What slowed others down, where the winner is clear.
void Judge::tellReasons()
{
    if (!m_verdict.time.equals.empty()) {
        return;
    }
    const std::string& first = m_verdict.time.order.front();
    const auto most = [&](Field field) {
        const RaceStanding* found = nullptr;
        for (const RaceStanding& each : m_standings) {
            if (each.protocol != first && each.*field && (found == nullptr || (each.*field)->mean > (found->*field)->mean)) {
                found = &each;
            }
        }
        return found;
    };
    const RaceStanding* waiting = most(&RaceStanding::waitedShare);
    const double own = mean(first, &RaceStanding::waitedShare);
    if (waiting != nullptr && waiting->waitedShare->mean >= std::max(kMuchWaiting, 2.0 * own)) {
        m_verdict.reasons.push_back({GOSSIP_TEXT("%1 lost %2 of its time waiting for others, %3 lost %4."),
                                     {labelOf(waiting->protocol), percentText(waiting->waitedShare->mean), labelOf(first), percentText(own)}});
    }
    const RaceStanding* busy = most(&RaceStanding::bottleneckShare);
    if (busy != nullptr && busy->bottleneckShare->mean >= kBusyLine) {
        m_verdict.reasons.push_back({findProtocol(busy->protocol)->hasServer ? GOSSIP_TEXT("With %1 the server's line was in use for %2 of the time.")
                                                                             : GOSSIP_TEXT("With %1 the busiest machine's line was in use for %2 of the time."),
                                     {labelOf(busy->protocol), percentText(busy->bottleneckShare->mean)}});
    }
}

/// What the fastest lost in beyond the spread of the seeds.
void Judge::tellCosts()
{
    const std::string& first = m_verdict.time.order.front();
    const RaceStanding& standing = standingOf(m_standings, first);
    const auto lost = [&](const RaceRanking& in) { return !in.order.empty() && in.order.front() != first && !contains(in.equals, first); };
    if (lost(m_verdict.traffic) && contains(m_verdict.traffic.order, first) && trafficOf(m_verdict.traffic.order.front()) > 0.0) {
        const std::string& least = m_verdict.traffic.order.front();
        m_verdict.costs.push_back({GOSSIP_TEXT("For that %1 sent %2, %3 times as much as %4."),
                                   {labelOf(first), bytesText(trafficOf(first)), factorText(trafficOf(first) / trafficOf(least)), labelOf(least)}});
    }
    if (standing.accuracy && lost(m_verdict.quality)) {
        const std::string& best = m_verdict.quality.order.front();
        m_verdict.costs.push_back({GOSSIP_TEXT("%1 ends at %2, %3 points below %4."),
                                   {labelOf(first), percentText(accuracyOf(first)), pointsText(accuracyOf(best) - accuracyOf(first)), labelOf(best)}});
    }
    if (m_verdict.costs.empty()) {
        m_verdict.costs.push_back({GOSSIP_TEXT("%1 lost neither in traffic nor in final accuracy."), {labelOf(first)}});
    }
    if (standing.reached < standing.runs) {
        m_verdict.costs.push_back({GOSSIP_TEXT("%1 got there with %2 of %3 seeds only."),
                                   {labelOf(first), std::to_string(standing.reached), std::to_string(standing.runs)}});
    }
}

void Judge::tellTraffic()
{
    const RaceRanking& traffic = m_verdict.traffic;
    if (traffic.order.empty()) {
        return;
    }
    const std::string& least = traffic.order.front();
    const std::string amount = bytesText(trafficOf(least));
    if (!traffic.equals.empty()) {
        const std::string& next = traffic.equals.front();
        m_verdict.others.push_back({GOSSIP_TEXT("Least traffic until then: %1 with %2, but %3 (%4) is within the spread of the seeds."),
                                    {labelOf(least), amount, labelOf(next), bytesText(trafficOf(next))}});
    } else {
        m_verdict.others.push_back({GOSSIP_TEXT("Least traffic until then: %1 with %2."), {labelOf(least), amount}});
    }
}

void Judge::tellQuality()
{
    const RaceRanking& quality = m_verdict.quality;
    if (quality.order.empty()) {
        return;
    }
    const std::string& best = quality.order.front();
    const std::string accuracy = percentText(accuracyOf(best));
    if (!quality.equals.empty()) {
        const std::string& next = quality.equals.front();
        m_verdict.others.push_back({GOSSIP_TEXT("Best final accuracy: %1 with %2, but %3 (%4) is within the spread of the seeds."),
                                    {labelOf(best), accuracy, labelOf(next), percentText(accuracyOf(next))}});
    } else {
        m_verdict.others.push_back({GOSSIP_TEXT("Best final accuracy: %1 with %2."), {labelOf(best), accuracy}});
    }
}

void Judge::tellNotes()
{
    const int runs = std::max_element(m_standings.begin(), m_standings.end(), [](const auto& a, const auto& b) { return a.runs < b.runs; })->runs;
    const bool someMissed = std::any_of(m_standings.begin(), m_standings.end(), [](const RaceStanding& s) { return s.reached < s.runs; });
    if (someMissed && m_scenario.stop.epochs > 0.0) {
        m_verdict.notes.push_back({GOSSIP_TEXT("Everybody had %1 epochs: with more, others may reach the goal, too."), {race::plainText(m_scenario.stop.epochs)}});
    }
    if (runs == 1) {
        m_verdict.notes.push_back({GOSSIP_TEXT("One seed only: how much of the differences is chance is not known."), {}});
    }
    if (std::any_of(m_standings.begin(), m_standings.end(), [runs](const RaceStanding& s) { return s.runs < runs; }) || runs == 0) {
        m_verdict.notes.push_back({GOSSIP_TEXT("The race was stopped before all runs came to their end."), {}});
    }
}

Message Judge::conditions() const
{
    const NetworkSpec& network = m_scenario.network;
    const std::string bandwidth = network.bandwidthMbps > 0.0 ? race::plainText(network.bandwidthMbps) + " Mbit/s" : GOSSIP_TEXT("unlimited");
    return {m_scenario.clock == Clock::simulated ? GOSSIP_TEXT("%1 workers; latency %2 ms, bandwidth %3, message loss %4; virtual time (simulated clock)")
                                                 : GOSSIP_TEXT("%1 workers; latency %2 ms, bandwidth %3, message loss %4; real time (live clock)"),
            {std::to_string(m_scenario.workers.count), race::plainText(network.latencyMs), bandwidth, percentText(network.loss)}};
}

}  // namespace

RaceVerdict raceVerdict(const Scenario& scenario, const std::vector<RaceStanding>& standings)
{
    return standings.empty() ? RaceVerdict() : Judge(scenario, standings).verdict();
}

}  // namespace gossip
