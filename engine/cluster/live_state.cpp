// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/later_state.h"
#include "cluster/live_cluster.h"
#include "cluster/overloaded.h"
#include "network/fault_state.h"

#include <variant>

namespace gossip {

void LiveCluster::hold(const std::function<void()>& look)
{
    std::unique_lock lock(m_mutex);
    m_holding = true;
    m_wake.notify_all();
    m_wake.wait(lock, [this] { return m_running == 0 && !m_happening && m_commands.empty(); });
    look();
    m_holding = false;
    scheduleAll();
    m_wake.notify_all();
}

void LiveCluster::save(StateWriter& out) const
{
    m_cluster.save(out);
    out.section("schedule");
    out.number(m_clock.now());
    std::multimap<double, const Later*> lasting;
    for (const auto& [timeS, what] : m_later) {
        // Whose turn it is follows from the workers, and the time limit from the scenario, which may raise it.
        if (!std::holds_alternative<WorkerDue>(what) && !std::holds_alternative<TimeLimit>(what)) {
            lasting.emplace(timeS, &what);
        }
    }
    saveLater(out, lasting, [&](const Later* what) { saveLaterOne(out, *what); });
}

void LiveCluster::load(StateReader& in)
{
    m_cluster.load(in);
    in.section("schedule");
    m_clock.set(in.number(0.0, kLongestS));
    loadLater(in, m_later, [&](Later& what) { loadLaterOne(in, what); });
    for (const auto& [timeS, what] : m_later) {
        m_timelineLeft += std::holds_alternative<TimelineEntry>(what) || std::holds_alternative<Expiry>(what) ? 1 : 0;
    }
}

void LiveCluster::saveLaterOne(StateWriter& out, const Later& what) const
{
    out.integer(std::uint8_t(what.index()));
    std::visit(Overloaded{
                   [](const WorkerDue&) {},
                   [&](const FirstBit& bit) {
                       bit.flight.message.save(out);
                       out.number(bit.flight.departure.firstBitS);
                       out.number(bit.flight.departure.durationS);
                       out.number(bit.flight.departure.leftS);
                   },
                   [&](const Arrival& arrival) { arrival.message.save(out); },
                   [&](const TimelineEntry& entry) { saveFault(out, entry.fault); },
                   [&](const Expiry& expiry) { out.integer(expiry.number); },
                   [&](const AnswerOverdue& overdue) {
                       out.integer(std::int32_t(overdue.worker));
                       out.integer(overdue.life);
                   },
                   [&](const Resend& resend) { resend.message.save(out); },
                   [&](const TimerDue& due) { due.ticket.save(out); },
                   [](const TimeLimit&) {},
               },
               what);
}

void LiveCluster::loadLaterOne(StateReader& in, Later& what)
{
    const int nodes = m_cluster.workers() + (m_cluster.server() ? 1 : 0);
    const auto loadMessage = [&](ModelMessage& message) { message.load(in, m_cluster.arrays(), nodes); };
    switch (in.integer<std::uint8_t>()) {
    case 1: {
        FirstBit& bit = what.emplace<FirstBit>();
        loadMessage(bit.flight.message);
        bit.flight.departure.firstBitS = in.number(0.0, kLongestS);
        bit.flight.departure.durationS = in.number(0.0, kLongestS);
        bit.flight.departure.leftS = in.number(0.0, kLongestS);
        break;
    }
    case 2:
        loadMessage(what.emplace<Arrival>().message);
        break;
    case 3:
        what = TimelineEntry{loadFault(in, nodes, m_cluster.server().has_value())};
        break;
    case 4:
        what = Expiry{in.integer<std::uint64_t>()};
        break;
    case 5: {
        const int worker = in.integer<std::int32_t>(0, nodes - 1);
        what = AnswerOverdue{worker, in.integer<std::uint64_t>()};
        break;
    }
    case 6:
        loadMessage(what.emplace<Resend>().message);
        break;
    case 7:
        what.emplace<TimerDue>().ticket.load(in, nodes);
        break;
    default:
        in.fail();
    }
}

}  // namespace gossip
