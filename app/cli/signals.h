// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gossip::cli {

/// From here on the first Ctrl-C (or request to end) only sets a flag; the second one ends the process at once (exit 130).
void catchSignals();

/// Whether the person or the system asked to stop.
bool stopRequested();

/// Whether progress goes to a terminal, where a line can be rewritten.
bool progressOnTerminal();

}  // namespace gossip::cli
