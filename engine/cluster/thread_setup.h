// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/platform.h"
#include "nn/net.h"

#include <tbb/task_arena.h>
#include <tbb/task_scheduler_observer.h>

namespace gossip {

/// Prepares a thread that computes steps: oneDNN alone on it, and below the window's priority.
inline void prepareThread()
{
    nn::useOneThread();
    platform::lowerThreadPriority();
}

/// Prepares every thread that enters the arena while this lives.
class ThreadSetup : public tbb::task_scheduler_observer {
public:
    explicit ThreadSetup(tbb::task_arena& arena) : tbb::task_scheduler_observer(arena) { observe(true); }
    ~ThreadSetup() override { observe(false); }
    void on_scheduler_entry(bool) override { prepareThread(); }
};

}  // namespace gossip
