// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/simulated_cluster.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace gossip {

namespace {

constexpr Ticks kNever = std::numeric_limits<Ticks>::max();
constexpr std::uint64_t kAfterAll = std::uint64_t{1} << 63U;   ///< steps start after all else of their instant
constexpr unsigned kTokenBits = 40;                     ///< of a timer event's detail; above: the life
constexpr int kEventsPerLook = 256;                      ///< between two looks at the clock on the wall

double fastestOf(const std::vector<double>& speed)
{
    return speed.empty() ? 1.0 : *std::max_element(speed.begin(), speed.end());
}

}  // namespace

SimulatedCluster::SimulatedCluster(Cluster& cluster, const Scenario& scenario, std::shared_ptr<const nn::Net> net, const SchedulerOptions& options)
    : m_cluster(cluster),
      m_jitterSigma(scenario.workers.stepJitter),
      m_waitWhenStalled(options.waitWhenStalled),
      m_stepS(scenario.workers.stepMs * 1e-3 / fastestOf(scenario.workers.speed)),
      m_pool(cluster, std::move(net), options.threads),
      m_places(std::size_t(cluster.workers()))
{
    for (const Fault& fault : options.saved ? std::vector<Fault>() : scenario.faults) {
        planOne(toTicks(fault.atS), fault);
    }
    if (scenario.stop.seconds > 0.0) {
        m_queue.push({toTicks(scenario.stop.seconds), std::numeric_limits<std::uint64_t>::max(), kTimeLimit, 0, 0});
    }
    for (int worker = 0; scenario.workers.stepJitter > 0.0 && worker < cluster.workers(); ++worker) {
        m_jitter.emplace_back(scenario.seed, Purpose::jitter, std::uint32_t(worker));
    }
    if (options.saved) {
        load(*options.saved);
    }
    m_cluster.onRunnable = [this](int worker) { schedule(worker); };
    m_cluster.onAwaitingAnswer = [this](int worker, std::uint64_t life) {
        at(m_now.load() + toTicks(m_cluster.answerTimeoutS()), kAnswerOverdue, std::uint32_t(worker), life);
    };
    m_cluster.onResend = [this](ModelMessage message, double atS) { at(toTicks(atS), kResend, keep({std::move(message), {}})); };
    m_cluster.onTimer = [this](const TimerTicket& ticket, double atS) {
        at(toTicks(atS), kTimer, std::uint32_t(ticket.node), ticket.life << kTokenBits | ticket.token);
    };
}

SimulatedCluster::~SimulatedCluster()
{
    m_cluster.onRunnable = nullptr;
    m_cluster.onAwaitingAnswer = nullptr;
    m_cluster.onResend = nullptr;
    m_cluster.onTimer = nullptr;
}

// --- events ---

void SimulatedCluster::advance(double untilS)
{
    const Ticks until = toTicks(untilS);
    const auto deadline = Steady::now() + kLongestRest;
    do {
        takeOrders();
        for (int i = 0; i < kEventsPerLook && !m_orders.load(std::memory_order_relaxed); ++i) {
            if (!goOn(until)) {
                return;
            }
        }
    } while (isMidInstant() || Steady::now() < deadline);
}

/// One event, or one command. \return false when there is nothing to do for the moment
bool SimulatedCluster::goOn(Ticks until)
{
    if (!isMidInstant()) {
        if (m_now.load(std::memory_order_relaxed) >= until) {
            return false;
        }
        if (!m_waiting.empty()) {
            m_now.store(m_now.load() + 1);
            act(m_waiting.front());
            m_waiting.pop_front();
            return true;
        }
        const Ticks next = m_queue.isEmpty() ? kNever : m_queue.top().time;
        if (!mayPass(next, until)) {
            return false;
        }
        m_now.store(std::min(next, until), std::memory_order_release);
        if (next > until) {
            return false;
        }
    }
    happen(m_queue.pop());
    return true;
}

/// Whether time may go on from this instant to the next, or to \p until if that is earlier.
bool SimulatedCluster::mayPass(Ticks next, Ticks until)
{
    const bool idle = hasNothingToCome();
    if (m_mayHaveEnded || idle) {
        m_mayHaveEnded = false;
        m_stalled = nobodyGoesOn();
        const ClusterEnd end = endByNow();
        const std::lock_guard lock(m_mutex);
        m_end = m_end == ClusterEnd::none ? end : m_end;
        if (m_end != ClusterEnd::none) {
            return false;
        }
    }
    if (m_inTurns && !m_stands && turnsAreOver()) {
        const std::lock_guard lock(m_mutex);
        m_mode = m_mode == Mode::stepping && !m_turnsAsked ? Mode::paused : m_mode;
        m_stands = true;
    }
    if (m_stands || idle) {
        rest(kLongestRest);
        return false;
    }
    return keepsPace(std::min(next, until));
}

ClusterEnd SimulatedCluster::endByNow() const
{
    if (m_cluster.allDiverged()) {
        return ClusterEnd::diverged;
    }
    if (m_cluster.reachedLimit()) {
        return ClusterEnd::limit;
    }
    if (m_timeIsOver) {
        return ClusterEnd::seconds;
    }
    return m_stalled && !m_waitWhenStalled ? ClusterEnd::stalled : ClusterEnd::none;
}

bool SimulatedCluster::nobodyGoesOn() const
{
    const bool stuck = hasNothingToCome() && !m_inTurns && !m_stands;
    return m_timelineLeft == 0 && (stuck || (!m_cluster.anyoneCanStep() && !somethingMayArrive()));
}

bool SimulatedCluster::somethingMayArrive() const
{
    bool may = false;
    m_queue.visit([&](const SimEvent& event) {
        may = may || event.kind == kFirstBit || event.kind == kArrival || (event.kind == kTimer && m_cluster.isLiving(int(event.subject))) ||
              (event.kind == kResend && m_cluster.couldArrive(m_flights[event.subject].message));
    });
    return may;
}

void SimulatedCluster::happen(const SimEvent& event)
{
    switch (event.kind) {
    case kStepStart:
        startStep(int(event.subject));
        break;
    case kStepEnd:
        if (event.detail == m_places[event.subject].number) {
            endStep(int(event.subject), false);
        }
        break;
    case kFirstBit:
        arrive(event.subject);
        break;
    case kArrival:
        deliver(event.subject);
        break;
    case kTimeline:
        --m_timelineLeft;
        act(m_timeline.extract(m_timeline.begin()).mapped());
        break;
    case kExpiry:
        --m_timelineLeft;
        m_cluster.expire(event.detail, now(), m_outbox);
        m_mayHaveEnded = true;
        break;
    case kAnswerOverdue:
        m_cluster.askAgain(int(event.subject), event.detail, now(), m_outbox);
        break;
    case kResend:
        m_outbox.push_back(release(event.subject));
        m_mayHaveEnded = m_mayHaveEnded || !m_cluster.anyoneCanStep();
        break;
    case kTimer:
        m_cluster.timer({int(event.subject), event.detail >> kTokenBits, event.detail & ((std::uint64_t{1} << kTokenBits) - 1)}, now(), m_outbox);
        m_mayHaveEnded = m_mayHaveEnded || !m_cluster.anyoneCanStep();
        break;
    default:
        m_timeIsOver = true;
        m_mayHaveEnded = true;
    }
    dispatch();
}

void SimulatedCluster::startStep(int worker)
{
    Place& place = m_places[std::size_t(worker)];
    place.seat = Seat::idle;
    if (m_inTurns && place.turn != Turn::open) {
        return;
    }
    const std::optional<StepTicket> ticket = m_cluster.begin(worker, now(), m_outbox);
    if (!ticket) {
        place.turn = Turn::none;
        return;
    }
    place.seat = Seat::stepping;
    place.turn = place.turn == Turn::open ? Turn::underWay : Turn::none;
    place.ticket = *ticket;
    m_pool.add(*ticket);
    at(m_now.load() + stepTicks(worker), kStepEnd, std::uint32_t(worker), ++place.number);
}

void SimulatedCluster::endStep(int worker, bool dropped)
{
    Place& place = m_places[std::size_t(worker)];
    float loss = 0.0F;
    if (dropped) {
        ++place.number;
        m_pool.drop(place.ticket);
    } else {
        loss = m_pool.take(place.ticket);
    }
    const bool stepped = m_cluster.finish(place.ticket, loss, now(), m_outbox);
    place.seat = Seat::idle;
    place.turn = Turn::none;
    schedule(worker);
    if (!stepped) {
        scheduleAll();  // the dropped step may be anybody's now
    }
    m_mayHaveEnded = m_mayHaveEnded || !stepped || m_cluster.reachedLimit() || !m_cluster.anyoneCanStep();
}

void SimulatedCluster::arrive(std::uint32_t flight)
{
    const Flight& arriving = m_flights[flight];
    const Ticks delivered = toTicks(m_cluster.network().arrive(arriving.message.from, arriving.message.to, arriving.departure));
    if (delivered > m_now.load(std::memory_order_relaxed)) {
        at(delivered, kArrival, flight);
    } else {
        deliver(flight);
    }
}

void SimulatedCluster::deliver(std::uint32_t flight)
{
    m_cluster.deliver(release(flight), now(), m_outbox);
}

void SimulatedCluster::act(const Fault& fault)
{
    const std::uint64_t number = m_cluster.apply(fault, now(), m_outbox);
    if (fault.forS) {
        ++m_timelineLeft;
        at(m_now.load() + toTicks(*fault.forS), kExpiry, 0, number);
    }
    // A crash acts at once: whoever has no use for the step in flight need not wait for its end.
    for (int worker = 0; worker < m_cluster.workers(); ++worker) {
        const Place& place = m_places[std::size_t(worker)];
        if (place.seat == Seat::stepping && !m_cluster.isCurrent(place.ticket)) {
            endStep(worker, true);
        }
    }
    m_mayHaveEnded = true;
    dispatch();
}

void SimulatedCluster::dispatch()
{
    const double nowS = now();
    for (ModelMessage& message : m_outbox) {
        std::optional<Flight> flight = m_cluster.depart(std::move(message), nowS);
        if (!flight) {
            continue;
        }
        const Ticks firstBit = toTicks(flight->departure.firstBitS);
        at(firstBit, kFirstBit, keep(std::move(*flight)));
    }
    m_outbox.clear();
}

/// \return its number, until release()
std::uint32_t SimulatedCluster::keep(Flight flight)
{
    if (m_freeFlights.empty()) {
        m_freeFlights.push_back(std::uint32_t(m_flights.size()));
        m_flights.emplace_back();
    }
    const std::uint32_t place = m_freeFlights.back();
    m_freeFlights.pop_back();
    m_flights[place] = std::move(flight);
    return place;
}

ModelMessage SimulatedCluster::release(std::uint32_t flight)
{
    m_freeFlights.push_back(flight);
    return std::move(m_flights[flight].message);
}

void SimulatedCluster::at(Ticks time, Kind kind, std::uint32_t subject, std::uint64_t detail)
{
    const Ticks nowT = m_now.load(std::memory_order_relaxed);
    if (time <= nowT) {
        m_queue.pushDue({nowT, m_order++, kind, subject, detail});
    } else {
        m_queue.push({time, m_order++, kind, subject, detail});
    }
}

void SimulatedCluster::schedule(int worker)
{
    Place& place = m_places[std::size_t(worker)];
    const bool open = !m_inTurns || place.turn == Turn::open;
    if (place.seat == Seat::idle && open && m_cluster.isRunnable(worker)) {
        place.seat = Seat::starting;
        m_queue.pushLast({m_now.load(), kAfterAll | m_order++, kStepStart, std::uint32_t(worker), 0});
    }
}

void SimulatedCluster::scheduleAll()
{
    for (int worker = 0; worker < m_cluster.workers(); ++worker) {
        schedule(worker);
    }
}

Ticks SimulatedCluster::stepTicks(int worker)
{
    double seconds = m_stepS * m_cluster.slowFactor(worker);
    if (!m_jitter.empty()) {
        seconds *= std::exp(m_jitterSigma * m_jitter[std::size_t(worker)].normal() - 0.5 * m_jitterSigma * m_jitterSigma);
    }
    return std::max<Ticks>(1, toTicks(seconds));
}

}  // namespace gossip
