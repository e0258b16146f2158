// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/why_notes.h"

#include "ui/charts/computed_lines.h"
#include "ui/models/words.h"

#include <algorithm>
#include <cmath>

namespace gossip::ui {

namespace {

constexpr double kAfterS = 5.0;          // how long after a disturbance its outcome is looked at
constexpr double kPaceS = 3.0;           // stretch over which steps a second are counted
constexpr double kTogetherS = 1.0;       // disturbances of one kind so close are one
constexpr double kChanged = 0.02;        // accuracy points that are more than the usual wavering
constexpr double kStood = 0.01;
constexpr double kDistanceRose = 1.25;
constexpr double kDistanceFell = 0.8;
constexpr double kRateFell = 0.6;        // a fall in steps of the schedule shows far more than wavering
constexpr double kPaceKept = 0.85;
constexpr double kPaceLost = 0.6;
constexpr std::size_t kNamesAtMost = 4;

std::optional<double> meanOf(const std::vector<std::optional<double>>& values, const std::vector<int>& which)
{
    double sum = 0.0;
    for (const int i : which) {
        if (i < 0 || std::size_t(i) >= values.size() || !values[std::size_t(i)])
            return std::nullopt;
        sum += *values[std::size_t(i)];
    }
    return which.empty() ? std::nullopt : std::optional(sum / double(which.size()));
}

}  // namespace

void WhyFinder::start(const gossip::Scenario& scenario, const gossip::DatasetPtr& dataset)
{
    *this = {};
    m_scenario = scenario;
    m_groupLimit = onePlantLimit(scenario, dataset);
}

std::vector<WhyNote> WhyFinder::apply(const gossip::RunUpdate& update)
{
    std::vector<WhyNote> notes;
    // What is measured up to an event is what was before it.
    auto event = update.events.begin();
    for (const gossip::Record& record : update.records) {
        for (; event != update.events.end() && event->timeS <= record.metrics.timeS; ++event)
            take(*event);
        take(record, notes);
    }
    for (; event != update.events.end(); ++event)
        take(*event);
    notes.insert(notes.end(), m_early.begin(), m_early.end());
    m_early.clear();
    return notes;
}

void WhyFinder::take(const gossip::Event& event)
{
    if (event.kind == "diverged" || event.kind == "rejected") {
        WhyNote told;
        told.kind = event.kind == "diverged" ? WhyNote::Kind::diverged : WhyNote::Kind::refused;
        told.atS = told.seenS = event.timeS;
        told.name = m_scenario.workerName(std::atoi(event.subject.c_str()));
        const std::size_t from = event.detail.find("from=");
        if (from != std::string::npos)
            told.other = m_scenario.workerName(std::atoi(event.detail.c_str() + from + 5));
        m_early.push_back(told);
        m_open.reset();
        return;
    }
    if (!event.fault)
        return;
    const gossip::Fault& fault = *event.fault;
    const bool ends = event.kind.size() > 4 && event.kind.compare(event.kind.size() - 4, 4, "-end") == 0;
    const bool goesOn = m_open && event.timeS - m_open->atS < kTogetherS;
    if (!ends && fault.kind == gossip::FaultKind::crash && goesOn && m_open->what == Open::What::crash) {
        m_open->workers.insert(m_open->workers.end(), fault.workers.begin(), fault.workers.end());
        return;
    }
    m_open.reset();   // whatever follows now could have two causes
    if (ends)
        return;
    switch (fault.kind) {
    case gossip::FaultKind::partition: return open(Open::What::cut, event.timeS, fault);
    case gossip::FaultKind::heal: return open(Open::What::heal, event.timeS, fault);
    case gossip::FaultKind::crash: return open(Open::What::crash, event.timeS, fault);
    case gossip::FaultKind::network: return open(Open::What::network, event.timeS, fault);
    case gossip::FaultKind::probability: return open(Open::What::probability, event.timeS, fault);
    case gossip::FaultKind::slow:
        if (fault.factor > 1.0)
            open(Open::What::slow, event.timeS, fault);
        return;
    default: return;
    }
}

void WhyFinder::open(Open::What what, double atS, const gossip::Fault& fault)
{
    m_open = Open{what, atS, fault.workers, fault.probability, m_now, pace(atS - kPaceS)};
}

std::vector<double> WhyFinder::pace(double sinceS) const
{
    const auto from = std::find_if(m_past.begin(), m_past.end(), [sinceS](const Steps& steps) { return steps.timeS >= sinceS; });
    if (from == m_past.end())
        return {};
    const Steps& last = m_past.back();
    const double seconds = last.timeS - from->timeS;
    if (seconds < 0.5 * kPaceS || from->workers.size() != last.workers.size())
        return {};
    std::vector<double> perSecond;
    for (std::size_t i = 0; i < last.workers.size(); ++i)
        perSecond.push_back((double(last.workers[i]) - double(from->workers[i])) / seconds);
    return perSecond;
}

void WhyFinder::take(const gossip::Record& record, std::vector<WhyNote>& notes)
{
    const double epochsBefore = m_now.epochs;
    measure(record);
    findGoals(record, notes);
    findRateStep(epochsBefore);
    if (m_open && m_now.timeS >= m_open->atS + kAfterS && record.metrics.testAccuracy) {
        conclude(record, notes);
        m_open.reset();
    }
}

void WhyFinder::measure(const gossip::Record& record)
{
    const gossip::MetricsRow& row = record.metrics;
    m_now.timeS = row.timeS;
    m_now.epochs = row.epochs;
    m_now.sent = row.messagesSent;
    m_now.lost = row.messagesLost;
    if (row.testAccuracy)
        m_now.accuracy = record.meanModelCouldExist ? row.testAccuracy : std::nullopt;
    if (row.workerAccuracyMean)
        m_now.ownModels = row.workerAccuracyMean;
    if (row.consensusDistance)
        m_now.distance = row.consensusDistance;
    for (const gossip::WorkerRow& worker : record.workers) {
        if (worker.worker < 0)
            continue;
        if (std::size_t(worker.worker) >= m_now.workers.size())
            m_now.workers.resize(std::size_t(worker.worker) + 1);
        if (worker.testAccuracy)
            m_now.workers[std::size_t(worker.worker)] = worker.testAccuracy;
    }
    Steps steps{row.timeS, {}};
    for (const gossip::WorkerRow& worker : record.workers)
        steps.workers.push_back(worker.steps);
    m_past.push_back(std::move(steps));
    while (m_past.size() > 2 && m_past.front().timeS < row.timeS - 2.0 * kPaceS)
        m_past.pop_front();
}

void WhyFinder::findGoals(const gossip::Record& record, std::vector<WhyNote>& notes)
{
    if (!record.metrics.testAccuracy || !record.meanModelCouldExist)
        return;
    const double accuracy = *record.metrics.testAccuracy;
    const auto tell = [&](WhyNote::Kind kind, double atS, double level, std::uint64_t bytes) {
        WhyNote told;
        told.kind = kind;
        told.atS = atS;
        told.seenS = m_now.timeS;
        told.share = level;
        told.bytes = bytes;
        notes.push_back(told);
    };
    if (m_groupLimit && !m_limitTold && accuracy > *m_groupLimit) {
        m_limitTold = true;
        tell(WhyNote::Kind::limitPassed, m_now.timeS, *m_groupLimit, record.metrics.bytesSent);
    }
    const double goal = m_scenario.goalInForce();
    if (goal <= 0.0 || m_goalTold)
        return;
    if (accuracy < goal) {
        m_goalCandidate.reset();
    } else if (!m_goalCandidate) {
        m_goalCandidate = {m_now.timeS, record.metrics.bytesSent};
    } else {
        m_goalTold = true;
        tell(WhyNote::Kind::goalReached, m_goalCandidate->first, goal, m_goalCandidate->second);
    }
}

void WhyFinder::findRateStep(double epochsBefore)
{
    const gossip::ScheduleSpec& schedule = m_scenario.training.schedule;
    if (schedule.kind != gossip::Schedule::step || schedule.factor >= 1.0)
        return;
    for (const double epoch : schedule.atEpochs) {
        if (epochsBefore < epoch && m_now.epochs >= epoch)
            open(Open::What::rate, m_now.timeS, {});
    }
}

WhyNote WhyFinder::note(WhyNote::Kind kind) const
{
    WhyNote told;
    told.kind = kind;
    told.atS = m_open->atS;
    told.seenS = m_now.timeS;
    told.share = m_open->share;
    told.name = namesOf(m_open->workers);
    return told;
}

void WhyFinder::conclude(const gossip::Record& record, std::vector<WhyNote>& notes) const
{
    const Sample& before = m_open->before;
    const auto tell = [&](WhyNote::Kind kind, std::optional<double> was, std::optional<double> is) {
        notes.push_back(note(kind));
        notes.back().before = was.value_or(0.0);
        notes.back().after = is.value_or(0.0);
    };
    const bool distances = before.distance && m_now.distance && *before.distance > 0.0;
    const double ratio = distances ? *m_now.distance / *before.distance : 1.0;
    const bool means = before.accuracy && m_now.accuracy;
    switch (m_open->what) {
    case Open::What::cut:
        return concludeCut(record, notes);
    case Open::What::heal:
        if (before.ownModels && m_now.ownModels && *m_now.ownModels - *before.ownModels >= kChanged)
            tell(WhyNote::Kind::cameTogether, before.ownModels, m_now.ownModels);
        return;
    case Open::What::crash:
        if (means)
            tell(*m_now.accuracy > *before.accuracy - kChanged ? WhyNote::Kind::keptLevel : WhyNote::Kind::fell, before.accuracy, m_now.accuracy);
        return;
    case Open::What::slow:
        return concludeSlow(notes);
    case Open::What::rate:
        if (distances && ratio <= kRateFell)
            tell(WhyNote::Kind::rateFell, before.distance, m_now.distance);
        return;
    case Open::What::network:
        if (means && m_now.lost > before.lost) {
            tell(WhyNote::Kind::messagesLost, before.accuracy, m_now.accuracy);
            notes.back().share = double(m_now.lost - before.lost) / double(std::max<std::uint64_t>(1, m_now.sent - before.sent));
        }
        return;
    case Open::What::probability:
        if (distances && (ratio >= kDistanceRose || ratio <= kDistanceFell))
            tell(WhyNote::Kind::frequencyChanged, before.distance, m_now.distance);
        return;
    }
}

void WhyFinder::concludeCut(const gossip::Record& record, std::vector<WhyNote>& notes) const
{
    const Sample& before = m_open->before;
    if (before.distance && m_now.distance && *m_now.distance >= kDistanceRose * *before.distance) {
        notes.push_back(note(WhyNote::Kind::driftApart));
        notes.back().before = *before.distance;
        notes.back().after = *m_now.distance;
    }
    if (record.groups.size() > kNamesAtMost)
        return;
    const std::vector<std::string> names = islandNames(record.groups, m_scenario);
    for (std::size_t i = 0; i < names.size(); ++i) {
        const gossip::GroupRow& part = record.groups[i];
        const auto was = meanOf(before.workers, part.workers);
        const auto is = meanOf(m_now.workers, part.workers);
        if (!was || !is || (std::abs(*is - *was) > kStood && std::abs(*is - *was) < kChanged))
            continue;   // nothing that could be told from wavering
        const bool stood = std::abs(*is - *was) <= kStood;
        notes.push_back(note(stood ? WhyNote::Kind::partStood : *is < *was ? WhyNote::Kind::partFell : WhyNote::Kind::partRose));
        notes.back().name = names[i];
        notes.back().before = *was;
        notes.back().after = *is;
    }
}

void WhyFinder::concludeSlow(std::vector<WhyNote>& notes) const
{
    const std::vector<double> now = pace(m_now.timeS - kPaceS);
    const std::vector<double>& was = m_open->paceBefore;
    if (now.size() != was.size() || now.empty())
        return;
    double before = 0.0;
    double after = 0.0;
    for (std::size_t i = 0; i < now.size(); ++i) {
        if (std::find(m_open->workers.begin(), m_open->workers.end(), int(i)) != m_open->workers.end())
            continue;
        before += was[i];
        after += now[i];
    }
    const auto others = double(now.size() - m_open->workers.size());
    if (others < 1.0 || before <= 0.0 || (after > kPaceLost * before && after < kPaceKept * before))
        return;
    notes.push_back(note(after >= kPaceKept * before ? WhyNote::Kind::othersKeptPace : WhyNote::Kind::othersSlowed));
    notes.back().before = before / others;
    notes.back().after = after / others;
}

std::string WhyFinder::namesOf(const std::vector<int>& workers) const
{
    std::string names;
    for (std::size_t i = 0; i < workers.size() && i < kNamesAtMost; ++i)
        names += (i > 0 ? ", " : "") + m_scenario.workerName(workers[i]);
    return workers.size() > kNamesAtMost ? names + ", …" : names;
}

}  // namespace gossip::ui
