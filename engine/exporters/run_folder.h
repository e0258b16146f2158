// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/dataset.h>
#include <gossip/records.h>
#include <gossip/result.h>
#include <gossip/scenario.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace gossip::exporters {

/// Makes the folder (parents too), or accepts an empty one. \return whether it is new
Result<bool> makeFolder(const std::string& folder);

/// The folder of one run (contract: engine/README.md, "Run folder"). CSV lines are written whole, each with one write(), so that
/// a kill at any moment leaves what was recorded readable; the other files appear atomically (temporary file, fsync, rename).
///
/// Threading: one thread at a time. Errors (disk full, folder removed) are kept: the first is returned by every later call.
class RunFolder {
public:
    /// Creates the folder (parents too) with scenario.json and the CSV headers. Refuses a folder that exists and is not empty.
    static Result<std::unique_ptr<RunFolder>> create(const std::string& folder, const Scenario& resolved);
    /// The folder of a run that stopped; goOn() makes it ready.
    static std::unique_ptr<RunFolder> reopen(const std::string& folder);
    ~RunFolder();

    /// Bytes in metrics.csv, workers.csv, events.csv, groups.csv, instruments.csv and layers.csv; 0 for those that are not written.
    using Lengths = std::array<std::uint64_t, 6>;
    [[nodiscard]] Lengths lengths() const;
    /// What was appended so far survives a power cut from here on.
    Result<void> sync();
    /// Cuts the CSV files off to \p lengths, takes away what the run left when it stopped, and appends from there.
    Result<void> goOn(const Lengths& lengths, const Scenario& resolved);

    Result<void> append(const Record& record);             ///< metrics.csv, workers.csv, groups.csv
    Result<void> append(const Event& event);               ///< events.csv
    Result<void> writeExchanges(const std::vector<ExchangeRow>& rows);
    Result<void> writeSummary(const Scenario& resolved, const Summary& summary, const std::vector<std::string>& classNames);
    Result<void> writeFile(const std::string& name, const std::string& bytes);   ///< model.onnx and the like, atomic
    [[nodiscard]] const std::string& path() const;
    /// A run writes it last: with it, the folder is complete.
    [[nodiscard]] bool hasSummary() const;

private:
    Result<void> appendInstruments(const Instruments& taken);
    struct Impl;
    explicit RunFolder(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace gossip::exporters
