// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/result.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// The calls that differ between operating systems, in one place.
namespace gossip::platform {

/// Gives the calling thread a lower priority than the window's. Best effort.
void lowerThreadPriority();

/// Number of processor cores that this process may use; at least 1.
int coreCount();

/// Seconds of processor time that the calling thread has used so far.
double threadCpuSeconds();

/// What this process has used so far.
struct ProcessUse {
    double cpuSeconds = 0.0;
    std::uint64_t involuntarySwitches = 0;   ///< times that one of its threads had to make way for another process
    std::size_t residentBytes = 0;           ///< memory it holds now; 0 where the system does not tell
    std::size_t peakResidentBytes = 0;       ///< the most it held at any time
};
ProcessUse processUse();

/// Processor seconds of the whole machine since it started, all cores together; zero where the system does not tell.
struct MachineUse {
    double busySeconds = 0.0;
    double stolenSeconds = 0.0;              ///< wanted, but given to other virtual machines
};
MachineUse machineUse();

/// Writes a whole file so that a kill at any moment leaves the old or the new content: temporary file beside it, fsync, rename.
Result<void> writeFileAtomically(const std::string& path, const std::string& bytes);

/// A new file that only grows, in whole pieces.
///
/// A piece goes to the system with one call, so a killed process tears at most the newest (where it crosses a page). Should
/// the disk fill up in the middle, the beginning of the piece is taken back. Threading: one thread at a time.
class AppendFile {
public:
    /// Fails when the file exists already or cannot be created.
    static Result<AppendFile> create(const std::string& path);
    /// Goes on with an existing file behind its first \p size bytes; what else it holds is cut off. Fails when it is shorter.
    static Result<AppendFile> goOn(const std::string& path, std::uint64_t size);
    ~AppendFile();
    AppendFile(AppendFile&& other) noexcept;
    AppendFile& operator=(AppendFile&& other) noexcept;

    Result<void> append(std::string_view bytes);
    /// What was appended so far survives a power cut from here on.
    Result<void> sync();
    [[nodiscard]] std::uint64_t size() const { return m_size; }

private:
    AppendFile(std::string path, std::intptr_t handle, std::uint64_t size = 0);
    std::string m_path;
    std::intptr_t m_handle;          ///< of the operating system
    std::uint64_t m_size;            ///< [bytes] written whole
};

/// The processor's name and the number of cores, e.g. "AMD EPYC, 2 cores".
std::string machineName();

}  // namespace gossip::platform
