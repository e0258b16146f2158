// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <utility>

namespace gossip {

inline std::atomic<unsigned> tasksHandedOver{0};   // outlives every pool, unlike a member, whose making the sanitizer would miss again

/// A function to enqueue in TBB that finds in order what was done before, its own captures included. TBB sees to that too, but
/// inside a library that ThreadSanitizer cannot see into; with this the sanitizer can tell our own races from its ignorance.
template <typename Function>
class HandedOver {
public:
    explicit HandedOver(Function function) : m_function(std::move(function)) {}
    /// TBB copies the function into its task: only then is all of it there.
    HandedOver(const HandedOver& other) : m_function(other.m_function) { tasksHandedOver.fetch_add(1, std::memory_order_release); }

    void operator()() const
    {
        (void)tasksHandedOver.load(std::memory_order_acquire);
        m_function();
    }

private:
    Function m_function;
};

}  // namespace gossip
