// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/signals.h"

#include <csignal>
#include <cstdlib>

#ifdef _WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

namespace gossip::cli {
namespace {

volatile std::sig_atomic_t g_requests = 0;   // all that a signal handler may touch

extern "C" void onSignal(int)
{
    if (g_requests > 0) {
        std::_Exit(130);
    }
    g_requests = 1;
}

}  // namespace

void catchSignals()
{
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
#ifdef SIGHUP
    // A closed terminal stops the run cleanly too, unless started with nohup.
    if (std::signal(SIGHUP, onSignal) == SIG_IGN) {
        std::signal(SIGHUP, SIG_IGN);
    }
#endif
}

bool stopRequested()
{
    return g_requests > 0;
}

bool progressOnTerminal()
{
#ifdef _WIN32
    return _isatty(2) != 0;
#else
    return isatty(STDERR_FILENO) != 0;
#endif
}

}  // namespace gossip::cli
