// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <thread>
#include <utility>

#ifdef _WIN32
#define NOMINMAX
#include <windows.h>
#else
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#endif
#ifdef __linux__
#include <sched.h>
#endif

namespace gossip::platform {

namespace {

constexpr std::intptr_t kNoHandle = -1;

/// What the system said about a file, and what a person can do about it.
Error fileError(const std::string& path, const std::error_code& code)
{
    const char* text = GOSSIP_TEXT("%1: %2; choose another place");
    if (code == std::errc::no_space_on_device || code == std::errc::file_too_large) {
        text = GOSSIP_TEXT("%1: %2; free some space or choose another disk");
    } else if (code == std::errc::permission_denied || code == std::errc::read_only_file_system
               || code == std::errc::operation_not_permitted) {
        text = GOSSIP_TEXT("%1: %2; choose a folder that you may write to");
    } else if (code == std::errc::no_such_file_or_directory) {
        text = GOSSIP_TEXT("%1: %2; its folder does not exist or was removed");
    }
    return error(text, {path, code.message()});
}

#ifdef _WIN32

std::error_code lastError()
{
    return {int(::GetLastError()), std::system_category()};
}

std::intptr_t openNew(const std::string& path, bool mayExist)
{
    const std::filesystem::path native = std::filesystem::u8path(path);
    HANDLE handle = ::CreateFileW(native.c_str(), GENERIC_WRITE, FILE_SHARE_READ, nullptr, mayExist ? CREATE_ALWAYS : CREATE_NEW,
                                  FILE_ATTRIBUTE_NORMAL, nullptr);
    return reinterpret_cast<std::intptr_t>(handle);
}

std::intptr_t openExisting(const std::string& path)
{
    const std::filesystem::path native = std::filesystem::u8path(path);
    HANDLE handle = ::CreateFileW(native.c_str(), GENERIC_WRITE, FILE_SHARE_READ, nullptr, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr);
    return reinterpret_cast<std::intptr_t>(handle);
}

bool writeAll(std::intptr_t handle, std::string_view bytes)
{
    while (!bytes.empty()) {
        DWORD written = 0;
        const DWORD part = DWORD(std::min<std::size_t>(bytes.size(), 1U << 30));
        if (!::WriteFile(reinterpret_cast<HANDLE>(handle), bytes.data(), part, &written, nullptr)) {
            return false;
        }
        bytes.remove_prefix(written);
    }
    return true;
}

void truncateTo(std::intptr_t handle, std::uint64_t size)
{
    LARGE_INTEGER position;
    position.QuadPart = LONGLONG(size);
    ::SetFilePointerEx(reinterpret_cast<HANDLE>(handle), position, nullptr, FILE_BEGIN);
    ::SetEndOfFile(reinterpret_cast<HANDLE>(handle));
}

bool flush(std::intptr_t handle)
{
    return ::FlushFileBuffers(reinterpret_cast<HANDLE>(handle)) != 0;
}

bool close(std::intptr_t handle)
{
    return ::CloseHandle(reinterpret_cast<HANDLE>(handle)) != 0;
}

bool replaceFile(const std::string& from, const std::string& to)
{
    return ::MoveFileExW(std::filesystem::u8path(from).c_str(), std::filesystem::u8path(to).c_str(),
                         MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH) != 0;
}

#else

std::error_code lastError()
{
    return {errno, std::generic_category()};
}

std::intptr_t openNew(const std::string& path, bool mayExist)
{
    // O_APPEND: after a failed piece is taken back, the next one starts at the file's new end.
    return ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | (mayExist ? O_TRUNC : O_EXCL), 0666);
}

std::intptr_t openExisting(const std::string& path)
{
    return ::open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
}

bool writeAll(std::intptr_t handle, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(int(handle), bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) {
            return false;
        }
        bytes.remove_prefix(std::size_t(std::max<ssize_t>(written, 0)));
    }
    return true;
}

void truncateTo(std::intptr_t handle, std::uint64_t size)
{
    // Best effort: a reader drops a torn last line anyway.
    [[maybe_unused]] const int ignored = ::ftruncate(int(handle), off_t(size));
}

bool flush(std::intptr_t handle)
{
    return ::fsync(int(handle)) == 0;
}

bool close(std::intptr_t handle)
{
    return ::close(int(handle)) == 0;
}

/// Renames and makes the new name itself durable: without the folder's fsync a power cut could bring the old name back.
bool replaceFile(const std::string& from, const std::string& to)
{
    if (::rename(from.c_str(), to.c_str()) != 0) {
        return false;
    }
    const std::string parent = std::filesystem::path(to).parent_path().string();
    const int folder = ::open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        ::fsync(folder);  // best effort: some file systems refuse it for folders
        ::close(folder);
    }
    return true;
}

#endif

std::string processorName()
{
    std::ifstream cpuinfo("/proc/cpuinfo");
    for (std::string line; std::getline(cpuinfo, line);) {
        const std::size_t colon = line.find(": ");
        if (line.starts_with("model name") && colon != std::string::npos) {
            return line.substr(colon + 2);
        }
    }
    return "unknown processor";
}

}  // namespace

void lowerThreadPriority()
{
#if defined(_WIN32)
    ::SetThreadPriority(::GetCurrentThread(), THREAD_PRIORITY_BELOW_NORMAL);
#elif defined(__linux__)
    // On Linux "who" may be a thread. A process that was started with a still lower priority keeps it.
    constexpr int kNice = 10;
    const id_t thread = id_t(::gettid());
    ::setpriority(PRIO_PROCESS, thread, std::max(kNice, ::getpriority(PRIO_PROCESS, thread)));
#endif
}

int coreCount()
{
#ifdef __linux__
    cpu_set_t allowed;
    if (::sched_getaffinity(0, sizeof(allowed), &allowed) == 0) {
        return std::max(1, CPU_COUNT(&allowed));
    }
#endif
    return std::max(1, int(std::thread::hardware_concurrency()));
}

double threadCpuSeconds()
{
#ifdef _WIN32
    FILETIME created, ended, kernel, user;
    if (!::GetThreadTimes(::GetCurrentThread(), &created, &ended, &kernel, &user)) {
        return 0.0;
    }
    const auto seconds = [](const FILETIME& t) { return double((std::uint64_t(t.dwHighDateTime) << 32) | t.dwLowDateTime) * 1e-7; };
    return seconds(kernel) + seconds(user);
#else
    timespec used{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return double(used.tv_sec) + double(used.tv_nsec) * 1e-9;
#endif
}

ProcessUse processUse()
{
    ProcessUse use;
#ifndef _WIN32
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    use.cpuSeconds = double(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + double(used.ru_utime.tv_usec + used.ru_stime.tv_usec) * 1e-6;
    use.involuntarySwitches = std::uint64_t(used.ru_nivcsw);
    use.peakResidentBytes = std::size_t(used.ru_maxrss) * 1024;   // Linux counts kilobytes
    std::size_t total = 0;
    std::size_t resident = 0;
    if (std::ifstream("/proc/self/statm") >> total >> resident) {
        use.residentBytes = resident * std::size_t(::sysconf(_SC_PAGESIZE));
    }
#endif
    return use;
}

MachineUse machineUse()
{
    MachineUse use;
#ifndef _WIN32
    // "cpu user nice system idle iowait irq softirq steal …", in clock ticks
    std::ifstream stat("/proc/stat");
    std::string name;
    std::array<double, 8> ticks{};
    stat >> name;
    for (double& tick : ticks) {
        stat >> tick;
    }
    const double ticksPerSecond = double(::sysconf(_SC_CLK_TCK));
    if (stat && name == "cpu") {
        use.busySeconds = (ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6]) / ticksPerSecond;
        use.stolenSeconds = ticks[7] / ticksPerSecond;
    }
#endif
    return use;
}

Result<void> writeFileAtomically(const std::string& path, const std::string& bytes)
{
    const std::string temporary = path + ".part";
    const std::intptr_t handle = openNew(temporary, true);
    if (handle == kNoHandle) {
        return fileError(path, lastError());
    }
    std::error_code failure;
    if (!writeAll(handle, bytes) || !flush(handle)) {
        failure = lastError();
    }
    if (!close(handle) && !failure) {
        failure = lastError();
    }
    if (!failure && !replaceFile(temporary, path)) {
        failure = lastError();
    }
    if (failure) {
        std::error_code ignored;
        std::filesystem::remove(temporary, ignored);
        return fileError(path, failure);
    }
    return {};
}

Result<AppendFile> AppendFile::create(const std::string& path)
{
    const std::intptr_t handle = openNew(path, false);
    if (handle == kNoHandle) {
        return fileError(path, lastError());
    }
    return AppendFile(path, handle);
}

Result<AppendFile> AppendFile::goOn(const std::string& path, std::uint64_t size)
{
    std::error_code failure;
    const std::uint64_t found = std::filesystem::file_size(path, failure);
    if (failure) {
        return fileError(path, failure);
    }
    if (found < size) {
        return error(GOSSIP_TEXT("%1: it is shorter than at the checkpoint, so the run cannot go on"), {path});
    }
    const std::intptr_t handle = openExisting(path);
    if (handle == kNoHandle) {
        return fileError(path, lastError());
    }
    truncateTo(handle, size);
    return AppendFile(path, handle, size);
}

AppendFile::AppendFile(std::string path, std::intptr_t handle, std::uint64_t size) : m_path(std::move(path)), m_handle(handle), m_size(size) {}

AppendFile::AppendFile(AppendFile&& other) noexcept
    : m_path(std::move(other.m_path)), m_handle(std::exchange(other.m_handle, kNoHandle)), m_size(other.m_size)
{
}

AppendFile& AppendFile::operator=(AppendFile&& other) noexcept
{
    std::swap(m_path, other.m_path);
    std::swap(m_handle, other.m_handle);
    std::swap(m_size, other.m_size);
    return *this;
}

AppendFile::~AppendFile()
{
    if (m_handle != kNoHandle) {
        close(m_handle);
    }
}

Result<void> AppendFile::append(std::string_view bytes)
{
    if (!writeAll(m_handle, bytes)) {
        const std::error_code failure = lastError();
        truncateTo(m_handle, m_size);
        return fileError(m_path, failure);
    }
    m_size += bytes.size();
    return {};
}

Result<void> AppendFile::sync()
{
    return flush(m_handle) ? Result<void>() : Result<void>(fileError(m_path, lastError()));
}

std::string machineName()
{
    const int cores = coreCount();
    return processorName() + ", " + std::to_string(cores) + (cores == 1 ? " core" : " cores");
}

}  // namespace gossip::platform
