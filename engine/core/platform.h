// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/result.h>

#include <string>

/// The calls that differ between operating systems, in one place.
namespace gossip::platform {

/// Gives the calling thread a lower priority than the window's. Best effort.
void lowerThreadPriority();

/// Number of processor cores that this process may use; at least 1.
int coreCount();

/// Seconds of processor time that the calling thread has used so far.
double threadCpuSeconds();

/// Writes a whole file so that a kill at any moment leaves the old or the new content: temporary file beside it, fsync, rename.
Result<void> writeFileAtomically(const std::string& path, const std::string& bytes);

/// The processor's name and the number of cores, e.g. "AMD EPYC, 2 cores".
std::string machineName();

}  // namespace gossip::platform
