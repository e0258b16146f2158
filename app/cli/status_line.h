// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace gossip::cli {

/// How something is getting on, on stderr: on a terminal one line rewritten in place, elsewhere a line every few seconds.
/// Not thread-safe.
class StatusLine {
public:
    explicit StatusLine(bool terminal) : m_terminal(terminal) {}
    [[nodiscard]] bool onTerminal() const { return m_terminal; }

    /// Shown unless the last one is too fresh, or \p now.
    void show(const std::string& line, bool now = false);
    /// A line that stays.
    void tell(const std::string& line);
    /// Takes the rewritten line away, so that what follows starts on a clean one.
    void clear();

private:
    bool m_terminal;
    std::optional<std::chrono::steady_clock::time_point> m_shown;
};

}  // namespace gossip::cli
