// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/flight_book.h"

#include "ui/charts/axis_steps.h"

#include <algorithm>
#include <cmath>

namespace gossip::ui {
namespace {

constexpr double kWindowS = 1.0;           // over which the rate of messages is measured
constexpr std::size_t kMostSkipped = 65536;

}  // namespace

void FlightBook::add(const std::vector<gossip::MessageTrace>& traces, double nowS)
{
    thinOut(traces);
    for (const gossip::MessageTrace& trace : traces) {
        const auto known = std::find_if(m_flights.begin(), m_flights.end(),
                                        [&](const Flight& flight) { return flight.trace.id == trace.id; });
        if (known != m_flights.end()) {
            known->trace = trace;
            known->sign = signOf(*known);
            continue;
        }
        if (m_skipped.contains(trace.id)) {
            if (trace.fate != gossip::MessageFate::inFlight) m_skipped.erase(trace.id);
            continue;
        }
        launch(trace, nowS);
    }
    adjustSampling(nowS);
}

void FlightBook::thinOut(const std::vector<gossip::MessageTrace>& traces)
{
    std::unordered_set<std::uint64_t> known;
    for (const Flight& flight : m_flights) known.insert(flight.trace.id);
    std::unordered_set<std::uint64_t> fresh;
    for (const gossip::MessageTrace& trace : traces) {
        if (!known.contains(trace.id) && !m_skipped.contains(trace.id)) fresh.insert(trace.id);
    }
    if (fresh.size() / m_oneOf + m_flights.size() <= kMost) return;
    // A burst: do not wait for the measured rate, or the first ones would be shown and the rest not.
    const double wanted = double(fresh.size() + m_flights.size()) / double(kMost);
    m_oneOf = std::max(m_oneOf, std::uint64_t(std::llround(niceStep(wanted))));
}

void FlightBook::launch(const gossip::MessageTrace& trace, double nowS)
{
    const double durationS = std::max(kLeastS, trace.arrivesS - trace.sentS);
    const bool answer = answersSomebody(trace);
    m_windowFlightS += durationS;
    if (m_counter++ % m_oneOf != 0 || m_flights.size() >= kMost) {
        if (m_skipped.size() >= kMostSkipped) m_skipped.clear();
        if (trace.fate == gossip::MessageFate::inFlight) m_skipped.insert(trace.id);
        return;
    }
    Flight flight;
    flight.trace = trace;
    flight.startS = nowS;
    flight.durationS = durationS;
    flight.answer = answer;
    flight.sentAtStep = stepsOf(trace.from);
    flight.sign = signOf(flight);
    m_flights.push_back(flight);
}

void FlightBook::adjustSampling(double nowS)
{
    if (nowS - m_windowStartS < kWindowS) return;
    const double lengthS = nowS - m_windowStartS;
    const double inFlight = m_windowFlightS / lengthS;  // Little's law: rate × mean duration
    // One step denser only when that leaves room, so that the note does not flicker.
    const double wanted = inFlight / kMost;
    if (wanted > double(m_oneOf)) m_oneOf = std::uint64_t(std::llround(niceStep(wanted)));
    else if (m_oneOf > 1 && wanted * 1.25 <= niceStepBelow(double(m_oneOf) * 0.9))
        m_oneOf = std::uint64_t(std::max(1.0, std::round(niceStepBelow(double(m_oneOf) * 0.9))));
    m_windowStartS = nowS;
    m_windowFlightS = 0.0;
}

void FlightBook::advance(double nowS)
{
    for (Flight& flight : m_flights) follow(flight, nowS);
    std::erase_if(m_flights, [&](const Flight& flight) {
        switch (flight.phase) {
        case Flight::Phase::flying: return false;
        case Flight::Phase::waiting: return nowS - flight.phaseS > kForgottenS;
        case Flight::Phase::arrived: return nowS - flight.phaseS > kArrivalS;
        default: return nowS - flight.phaseS > kFadeS;
        }
    });
}

void FlightBook::follow(Flight& flight, double nowS) const
{
    if (flight.phase != Flight::Phase::flying && flight.phase != Flight::Phase::waiting) return;
    const auto enter = [&](Flight::Phase phase) {
        if (flight.phase == phase) return;
        flight.phase = phase;
        flight.phaseS = nowS;
    };
    flight.where = std::clamp((nowS - flight.startS) / flight.durationS, 0.0, 1.0);
    if (flight.trace.fate == gossip::MessageFate::lost && flight.where >= kLostAt) return enter(Flight::Phase::lost);
    if (flight.where < 1.0) return;
    if (flight.trace.fate == gossip::MessageFate::delivered) enter(Flight::Phase::arrived);
    else if (flight.trace.fate == gossip::MessageFate::rejected) enter(Flight::Phase::rejected);
    else enter(Flight::Phase::waiting);
}

void FlightBook::setSteps(const std::vector<gossip::WorkerStatus>& workers)
{
    m_steps.clear();
    for (const gossip::WorkerStatus& worker : workers) m_steps.push_back(worker.steps);
    for (Flight& flight : m_flights) flight.sign = signOf(flight);
}

std::uint64_t FlightBook::stepsOf(int node) const
{
    return std::size_t(node) < m_steps.size() ? m_steps[std::size_t(node)] : 0;
}

/// Remembers who asked, whether that message is shown or not.
bool FlightBook::answersSomebody(const gossip::MessageTrace& trace)
{
    if (trace.request) {
        m_asked.insert({trace.from, trace.to});
        return false;
    }
    return m_asked.erase({trace.to, trace.from}) > 0 || trace.from == m_server;
}

MessageSign FlightBook::signOf(const Flight& flight) const
{
    const gossip::MessageTrace& trace = flight.trace;
    if (trace.request || trace.to == m_server) return MessageSign::request;
    if (flight.answer) return MessageSign::answer;
    // Still on its way it ages with every step of its sender; what it was on arrival the engine tells.
    const bool onTheWay = trace.fate == gossip::MessageFate::inFlight;
    const std::uint64_t age = onTheWay ? stepsOf(trace.from) - std::min(flight.sentAtStep, stepsOf(trace.from)) : trace.ageSteps;
    if (age >= kStaleSteps) return MessageSign::stale;
    return trace.resent || trace.arrivesS - trace.sentS >= kLateS ? MessageSign::late : MessageSign::model;
}

void FlightBook::clear()
{
    const int server = m_server;
    *this = FlightBook();
    m_server = server;
}

}  // namespace gossip::ui
