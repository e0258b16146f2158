// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/bench_report.h"
#include "cli/commands.h"
#include "cli/signals.h"
#include "cli/text.h"

#include <gossip/bench.h>

#include <chrono>
#include <cstdio>

namespace gossip::cli {
namespace {

constexpr std::chrono::milliseconds kPause{500};

/// On a terminal one line rewritten in place, elsewhere a line for each new part.
class BenchProgress {
public:
    bool operator()(const std::string& what, double share)
    {
        const auto now = std::chrono::steady_clock::now();
        const bool isNews = what != m_what;
        if (isNews || (m_terminal && now - m_shown >= kPause)) {
            const std::string line = "Measuring (" + decimal(100.0 * share, 0) + " %): " + what;
            std::fputs(m_terminal ? ("\r" + line + "\x1b[K").c_str() : (line + "\n").c_str(), stderr);
            std::fflush(stderr);
            m_what = what;
            m_shown = now;
        }
        return !stopRequested();
    }
    void finish() const
    {
        if (m_terminal) {
            std::fputs("\r\x1b[K", stderr);
        }
    }

private:
    bool m_terminal = progressOnTerminal();
    std::string m_what;
    std::chrono::steady_clock::time_point m_shown;
};

}  // namespace

int benchCommand(const bench::Options& options, bool json)
{
    catchSignals();
    BenchProgress progress;
    const Result<bench::Report> report = bench::measure(options, std::ref(progress));
    progress.finish();
    if (!report) {
        return complain(report.error().str(), kExitFailed);
    }
    return print(json ? benchJson(*report) : benchText(*report));
}

}  // namespace gossip::cli
