// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

namespace gossip {

/// Orders what a thread did before it enqueued a task before what the task does. TBB does that too, but inside a library
/// that ThreadSanitizer cannot see into; with this the sanitizer can tell our own races from its ignorance.
class HandOver {
public:
    void give() { m_tasks.fetch_add(1, std::memory_order_release); }
    void take() { (void)m_tasks.load(std::memory_order_acquire); }

private:
    std::atomic<unsigned> m_tasks{0};
};

inline HandOver taskHandOver;   // outlives every pool, unlike a member, whose making the sanitizer would miss again

}  // namespace gossip
