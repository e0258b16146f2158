// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/records.h>
#include <gossip/run.h>
#include <gossip/scenario.h>

#include <chrono>
#include <optional>
#include <string>

namespace gossip::cli {

/// Tells on stderr how a run is getting on: on a terminal one line rewritten in place, elsewhere a line every few seconds;
/// disturbances get a line of their own. Not thread-safe.
class Progress {
public:
    Progress(const Scenario& scenario, bool terminal);

    void loading(double share);
    void update(const RunUpdate& update);
    void stopping();
    /// Takes the rewritten line away, so that what follows starts on a clean one.
    void finish();

private:
    void show(const std::string& line, bool now = false);
    void tell(const Event& event);
    [[nodiscard]] std::string line(const RunUpdate& update) const;
    [[nodiscard]] std::string quality() const;
    [[nodiscard]] std::optional<double> secondsLeft(const RunUpdate& update) const;

    const Scenario& m_scenario;
    bool m_terminal;
    std::optional<Record> m_evaluated;   ///< newest record with an accuracy, or with a distance for workloads without data
    std::optional<std::chrono::steady_clock::time_point> m_shown;
    std::optional<std::chrono::steady_clock::time_point> m_began;   ///< first news of the run
};

}  // namespace gossip::cli
