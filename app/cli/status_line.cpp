// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/status_line.h"

#include <cstdio>

namespace gossip::cli {
namespace {

constexpr std::chrono::milliseconds kTerminalPause{200};
constexpr std::chrono::milliseconds kLinePause{5000};

}  // namespace

void StatusLine::show(const std::string& line, bool now)
{
    const auto time = std::chrono::steady_clock::now();
    if (!now && m_shown && time - *m_shown < (m_terminal ? kTerminalPause : kLinePause)) {
        return;
    }
    m_shown = time;
    std::fputs(m_terminal ? ("\r" + line + "\x1b[K").c_str() : (line + "\n").c_str(), stderr);
    std::fflush(stderr);
}

void StatusLine::tell(const std::string& line)
{
    clear();
    std::fputs((line + "\n").c_str(), stderr);
    if (m_terminal) {
        m_shown.reset();   // the rewritten line comes back at once
    }
}

void StatusLine::clear()
{
    if (m_terminal && m_shown) {
        std::fputs("\r\x1b[K", stderr);
    }
}

}  // namespace gossip::cli
