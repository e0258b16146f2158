// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <mutex>

namespace gossip {

/// Seconds of real time since the start of a run, pauses excluded. Threading: safe from every thread.
class RunClock {
public:
    using Steady = std::chrono::steady_clock;

    [[nodiscard]] double now() const
    {
        const std::lock_guard lock(m_mutex);
        return m_running ? m_elapsed + secondsSince(m_since) : m_elapsed;
    }
    /// Before it runs for the first time: it goes on from here.
    void set(double elapsedS)
    {
        const std::lock_guard lock(m_mutex);
        m_elapsed = elapsedS;
    }
    void run()
    {
        const std::lock_guard lock(m_mutex);
        if (!m_running) {
            m_since = Steady::now();
            m_running = true;
        }
    }
    void halt()
    {
        const std::lock_guard lock(m_mutex);
        if (m_running) {
            m_elapsed += secondsSince(m_since);
            m_running = false;
        }
    }

private:
    static double secondsSince(Steady::time_point since) { return std::chrono::duration<double>(Steady::now() - since).count(); }

    mutable std::mutex m_mutex;
    Steady::time_point m_since;
    double m_elapsed = 0.0;
    bool m_running = false;
};

}  // namespace gossip
