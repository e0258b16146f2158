// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/state.h"
#include "exporters/run_folder.h"

#include <chrono>
#include <functional>
#include <future>
#include <memory>

namespace gossip {

/// Keeps the newest complete state of a run in its folder (checkpoint/state), so that an interrupted run can go on. The copy is
/// taken in memory, the file written by a thread of its own and put in place at once: a kill leaves the one before or this one.
/// Threading: one thread.
class Checkpointer {
public:
    /// \param folder  null: nothing is written
    /// \param wallSeconds  real time that the run took before it was interrupted
    Checkpointer(const Scenario& scenario, exporters::RunFolder* folder, double wallSeconds);

    /// Whether the set time since the last one is over and its file is written. Counts from the construction.
    [[nodiscard]] bool isDue() const;
    /// A state in memory: the head, then what \p save adds. Everything recorded must be in the folder's files.
    [[nodiscard]] std::string take(const std::function<void(StateWriter&)>& save);
    /// Begins to write it. After finish(), and before anything else is recorded.
    Result<void> write(std::string state);
    /// Waits until the newest is written.
    Result<void> finish();
    /// Real time that the run took so far, interruptions excluded.
    [[nodiscard]] double wallSeconds() const;

private:
    using Steady = std::chrono::steady_clock;
    const Scenario& m_scenario;
    exporters::RunFolder* m_folder;
    double m_earlierS;
    Steady::time_point m_started = Steady::now();
    Steady::time_point m_last = m_started;
    std::size_t m_expectedBytes = 0;
    std::future<Result<void>> m_writing;
};

/// A checkpoint being read: the head is read, the state follows in reader().
class Checkpoint {
public:
    /// Fails with one sentence when there is none, or it is damaged or of another format.
    static Result<std::unique_ptr<Checkpoint>> open(const std::string& folder);

    /// \p wanted with the step time that the run has measured, where it says "measure".
    [[nodiscard]] Result<Scenario> measured(Scenario wanted) const;
    /// Fails unless \p wanted is the scenario that the run was started with; stop limits and the time between checkpoints may differ.
    [[nodiscard]] Result<void> accepts(const Scenario& wanted) const;
    [[nodiscard]] StateReader& reader() { return m_reader; }
    /// To be asked when all is loaded.
    [[nodiscard]] Result<void> end();
    [[nodiscard]] const exporters::RunFolder::Lengths& lengths() const { return m_lengths; }
    [[nodiscard]] double wallSeconds() const { return m_wallSeconds; }

private:
    Checkpoint(const std::string& folder, std::string bytes);
    std::string m_folder;
    std::string m_bytes;
    StateReader m_reader;
    std::string m_scenario;
    exporters::RunFolder::Lengths m_lengths{};
    double m_wallSeconds = 0.0;
};

}  // namespace gossip
