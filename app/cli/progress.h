// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/status_line.h"

#include <gossip/records.h>
#include <gossip/run.h>
#include <gossip/scenario.h>

#include <chrono>
#include <optional>
#include <string>

namespace gossip::cli {

/// Tells on stderr how a run is getting on; disturbances get a line of their own. Not thread-safe.
class Progress {
public:
    Progress(const Scenario& scenario, bool terminal);

    void loading(double share);
    void update(const RunUpdate& update);
    void stopping();
    void finish();

private:
    void tell(const Event& event);
    [[nodiscard]] std::string line(const RunUpdate& update) const;
    [[nodiscard]] std::string quality() const;
    [[nodiscard]] std::optional<double> secondsLeft(const RunUpdate& update) const;

    const Scenario& m_scenario;
    StatusLine m_status;
    std::optional<Record> m_evaluated;   ///< newest record with an accuracy, or with a distance for workloads without data
    std::optional<std::chrono::steady_clock::time_point> m_began;   ///< first news of the run
};

}  // namespace gossip::cli
