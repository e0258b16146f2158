// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/quiet.h"

#include <gossip/bench.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <string>

namespace gossip::bench {

using Clock = std::chrono::steady_clock;

inline double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// The least time that something took.
class Best {
public:
    template <class Work>
    void time(Work work)
    {
        const auto start = Clock::now();
        work();
        m_seconds = std::min(m_seconds, secondsSince(start));
    }
    [[nodiscard]] double seconds() const { return m_seconds; }

private:
    double m_seconds = std::numeric_limits<double>::infinity();
};

/// What the parts of a measurement share: the way to report progress and to be stopped, and the watch on the machine.
class Session {
public:
    Session(const Progress& progress, double secondsInAll) : m_progress(progress), m_secondsInAll(secondsInAll) {}

    /// Says what comes now. \return false when it shall not come any more
    bool begin(const std::string& what)
    {
        m_what = what;
        return goesOn();
    }
    [[nodiscard]] bool goesOn()
    {
        m_stopped = m_stopped || !m_progress(m_what, std::min(0.99, secondsSince(m_start) / m_secondsInAll));
        return !m_stopped;
    }
    /// Calls round() for so long, at least three times, looking at the machine in between.
    template <class Round>
    void rounds(double seconds, Round round)
    {
        const auto start = Clock::now();
        for (int i = 0; goesOn() && (i < 3 || secondsSince(start) < seconds); ++i) {
            m_watch.look();
            round();
        }
    }
    [[nodiscard]] Quiet quiet() const { return m_watch.result(); }

private:
    const Progress& m_progress;
    double m_secondsInAll;
    Clock::time_point m_start = Clock::now();
    std::string m_what;
    bool m_stopped = false;
    Watch m_watch;
};

}  // namespace gossip::bench
