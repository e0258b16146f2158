// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace gossip {

/// Virtual time: whole nanoseconds, so that sums of step times are exact and equal instants are equal.
using Ticks = std::int64_t;
inline constexpr double kTicksPerSecond = 1e9;

inline Ticks toTicks(double seconds)
{
    constexpr double kLast = 9e18;
    const double ticks = std::nearbyint(seconds * kTicksPerSecond);
    return ticks < kLast ? Ticks(ticks) : Ticks(kLast);
}
inline double toSeconds(Ticks ticks) { return double(ticks) / kTicksPerSecond; }

/// What happens at an instant; `kind` and `subject` are the scheduler's.
struct SimEvent {
    Ticks time = 0;
    std::uint64_t order = 0;      ///< events of one instant happen in this order
    std::uint32_t kind = 0;
    std::uint32_t subject = 0;
    std::uint64_t detail = 0;
};

/// The events to come, by (time, order): an implicit four-way heap of small values, and plain queues for what is due at
/// once, which is more than half of all.
/// Threading: none of its own.
class EventQueue {
public:
    [[nodiscard]] bool isEmpty() const { return m_heap.empty() && m_due.isEmpty() && m_last.isEmpty(); }
    [[nodiscard]] std::size_t size() const { return m_heap.size() + m_due.size() + m_last.size(); }
    /// The first event. The queue is not empty.
    [[nodiscard]] const SimEvent& top() const
    {
        const SimEvent* first = m_heap.empty() ? nullptr : &m_heap.front();
        for (const Lane* lane : {&m_due, &m_last}) {
            first = !lane->isEmpty() && (!first || before(lane->front(), *first)) ? &lane->front() : first;
        }
        return *first;
    }
    void push(const SimEvent& event)
    {
        m_heap.push_back(event);
        siftUp(m_heap.size() - 1);
    }
    /// For an event at the present instant with a greater order than all pushed so: goes on in constant time.
    void pushDue(const SimEvent& event) { m_due.push(event); }
    /// Likewise, with an order greater than that of every event that pushDue() may ever get.
    void pushLast(const SimEvent& event) { m_last.push(event); }
    SimEvent pop()
    {
        const SimEvent* first = &top();
        const SimEvent taken = *first;
        if (!m_heap.empty() && first == &m_heap.front()) {
            popHeap();
        } else if (!m_due.isEmpty() && first == &m_due.front()) {
            m_due.pop();
        } else {
            m_last.pop();
        }
        return taken;
    }
    /// Takes out what was pushed for later and \p isMeant says yes to.
    template <class IsMeant>
    void remove(IsMeant isMeant)
    {
        for (const SimEvent& event : std::exchange(m_heap, {})) {
            if (!isMeant(event)) {
                push(event);
            }
        }
    }
    /// Calls \p visit with every event, in no particular order.
    template <class Visit>
    void visit(Visit visit) const
    {
        for (const SimEvent& event : m_heap) {
            visit(event);
        }
        for (const Lane* lane : {&m_due, &m_last}) {
            for (std::size_t i = lane->next; i < lane->events.size(); ++i) {
                visit(lane->events[i]);
            }
        }
    }

private:
    struct Lane {
        [[nodiscard]] bool isEmpty() const { return next == events.size(); }
        [[nodiscard]] std::size_t size() const { return events.size() - next; }
        [[nodiscard]] const SimEvent& front() const { return events[next]; }
        void push(const SimEvent& event) { events.push_back(event); }
        void pop()
        {
            if (++next == events.size()) {
                events.clear();
                next = 0;
            }
        }
        std::vector<SimEvent> events;
        std::size_t next = 0;
    };

    static constexpr std::size_t kBranches = 4;

    static bool before(const SimEvent& a, const SimEvent& b) { return a.time != b.time ? a.time < b.time : a.order < b.order; }

    void siftUp(std::size_t place)
    {
        const SimEvent event = m_heap[place];
        while (place > 0 && before(event, m_heap[(place - 1) / kBranches])) {
            m_heap[place] = m_heap[(place - 1) / kBranches];
            place = (place - 1) / kBranches;
        }
        m_heap[place] = event;
    }
    void popHeap()
    {
        const SimEvent last = m_heap.back();
        m_heap.pop_back();
        if (!m_heap.empty()) {
            siftDown(last);
        }
    }
    /// Puts \p event, which takes the place of the first, where it belongs.
    void siftDown(const SimEvent& event)
    {
        std::size_t place = 0;
        for (std::size_t child = 1; child < m_heap.size(); child = place * kBranches + 1) {
            std::size_t least = child;
            const std::size_t end = std::min(child + kBranches, m_heap.size());
            for (std::size_t other = child + 1; other < end; ++other) {
                least = before(m_heap[other], m_heap[least]) ? other : least;
            }
            if (!before(m_heap[least], event)) {
                break;
            }
            m_heap[place] = m_heap[least];
            place = least;
        }
        m_heap[place] = event;
    }

    std::vector<SimEvent> m_heap;
    Lane m_due;
    Lane m_last;
};

}  // namespace gossip
