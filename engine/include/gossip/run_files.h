// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/records.h>
#include <gossip/result.h>
#include <gossip/scenario.h>

#include <optional>
#include <string>
#include <vector>

/// Reading a run folder back: what a run that is over, or was interrupted, has left.
namespace gossip {

/// Content of a run folder, as far as it was written.
struct RunFiles {
    Scenario scenario;                     ///< resolved
    std::vector<Record> records;           ///< ascending in time; waitedS is not in the files
    std::size_t recordsLeftOut = 0;        ///< of very long runs only some are kept, evenly spread, evaluations first
    std::vector<Event> events;             ///< with their faults; the first 20,000
    std::vector<ExchangeRow> exchanges;    ///< at most 100,000
    std::optional<Summary> summary;        ///< empty: the run did not come to its end
    std::vector<std::string> classNames;   ///< from the summary
    std::vector<Message> damages;          ///< files that end early or hold what no run writes: from there on nothing is taken
};

/// Reads scenario.json, the CSV files and summary.json. Whatever the files hold, memory stays bounded (about 100 MB). Blocks for up to
/// seconds for runs of thousands of workers.
/// Fails when scenario.json or metrics.csv cannot be read as such.
Result<RunFiles> readRunFolder(const std::string& folder);

/// The disturbance that an event's text describes; empty for all other events and for texts that no run writes.
std::optional<Fault> faultOf(const Event& event);

}  // namespace gossip
