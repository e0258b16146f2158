// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/simulated_cluster.h"
#include "network/fault_state.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace gossip {

namespace {

constexpr double kLastTickS = 9e9;   ///< [s] what fits into ticks

}  // namespace

void SimulatedCluster::hold(const std::function<void()>& look)
{
    m_pool.settle();   // advance() returns between two instants only
    look();
}

void SimulatedCluster::save(StateWriter& out) const
{
    m_cluster.save(out);
    out.section("virtual time");
    out.integer(m_now.load());
    out.integer(m_order);
    for (const Place& place : m_places) {
        out.integer(std::uint8_t(place.seat));
        out.integer(place.number);
        out.integer(place.ticket.life);
        out.number(place.seat == Seat::stepping ? double(m_pool.loss(place.ticket)) : 0.0);
    }
    for (const RandomStream& jitter : m_jitter) {
        jitter.save(out);
    }
    std::vector<SimEvent> events;
    m_queue.visit([&](const SimEvent& event) {
        if (event.kind != kTimeLimit && event.kind != kTimeline) {   // follow from the scenario, which may raise it, and from the timeline
            events.push_back(event);
        }
    });
    out.section("events");
    out.integer(std::uint64_t(events.size()));
    for (const SimEvent& event : events) {
        out.integer(event.time);
        out.integer(event.order);
        out.integer(event.kind);
        out.integer(event.subject);
        out.integer(event.detail);
        if (isFlight(event)) {
            const Flight& flight = m_flights[event.subject];
            flight.message.save(out);
            out.number(flight.departure.firstBitS);
            out.number(flight.departure.durationS);
            out.number(flight.departure.leftS);
        }
    }
    out.section("timeline");
    out.integer(std::uint64_t(m_timeline.size()));
    for (const auto& [time, fault] : m_timeline) {
        out.integer(time);
        saveFault(out, fault);
    }
}

void SimulatedCluster::loadTimeline(StateReader& in)
{
    in.section("timeline");
    const int nodes = m_cluster.workers() + (m_cluster.server() ? 1 : 0);
    for (std::size_t left = in.count(sizeof(Ticks)); left > 0 && !in.failed(); --left) {
        const Ticks time = in.integer<Ticks>(m_now.load());
        planOne(time, loadFault(in, nodes, m_cluster.server().has_value()));
    }
}

void SimulatedCluster::load(StateReader& in)
{
    m_cluster.load(in);
    in.section("virtual time");
    m_now = in.integer<Ticks>(0);
    m_order = in.integer<std::uint64_t>(0, std::uint64_t{1} << 62U);
    for (std::size_t worker = 0; worker < m_places.size(); ++worker) {
        Place& place = m_places[worker];
        place.seat = Seat(in.integer<std::uint8_t>(0, std::uint8_t(Seat::stepping)));
        place.number = in.integer<std::uint32_t>();
        place.ticket = {int(worker), in.integer<std::uint64_t>()};
        const double loss = in.number();
        if (place.seat == Seat::stepping) {
            m_pool.restore(place.ticket, float(loss));
        }
    }
    for (RandomStream& jitter : m_jitter) {
        jitter.load(in);
    }
    loadEvents(in);
    loadTimeline(in);
}

void SimulatedCluster::loadEvents(StateReader& in)
{
    in.section("events");
    const auto nodes = std::uint32_t(m_cluster.workers()) + (m_cluster.server() ? 1 : 0);
    for (std::size_t left = in.count(sizeof(SimEvent)); left > 0 && !in.failed(); --left) {
        SimEvent event;
        event.time = in.integer<Ticks>(0);
        event.order = in.integer<std::uint64_t>();
        event.kind = in.integer<std::uint32_t>(0, kTimeLimit - 1);
        event.subject = in.integer<std::uint32_t>();
        event.detail = in.integer<std::uint64_t>();
        if (isFlight(event)) {
            Flight flight;
            flight.message.load(in, m_cluster.arrays(), int(nodes));
            flight.departure.firstBitS = in.number(0.0, kLastTickS);
            flight.departure.durationS = in.number(0.0, kLastTickS);
            flight.departure.leftS = in.number(0.0, kLastTickS);
            event.subject = keep(std::move(flight));
        } else if (event.kind == kExpiry) {
            ++m_timelineLeft;
        }
        const std::size_t subjects = event.kind == kTimeline ? 0 : event.kind == kExpiry ? 1 : event.kind <= kStepEnd ? std::uint32_t(m_cluster.workers()) : nodes;
        if (!isFlight(event) && event.subject >= subjects) {
            in.fail();
        }
        m_queue.push(event);
    }
}

}  // namespace gossip
