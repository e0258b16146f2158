// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/run.h>
#include <gossip/run_files.h>

#include <cstddef>
#include <optional>
#include <set>
#include <vector>

namespace gossip::ui {

/// Turns what a run folder says into the updates that a watcher of the run would have got: one per record, in order, or per few
/// records of long runs (at most kMostUpdates). What is not in the files (messages on their way, losses of single steps, who waited) is
/// not there. Pure logic.
class RunReplay {
public:
    static constexpr std::size_t kMostUpdates = 1500;

    explicit RunReplay(gossip::RunFiles files);

    /// The next update; false when there is none. The last one says how the run ended.
    bool next(gossip::RunUpdate& update);

private:
    void takeEvents(double untilS, std::vector<gossip::Event>& events);
    void takeStatus(const gossip::Record& record, gossip::RunUpdate& update) const;
    void take(const gossip::Event& event);
    void takeFault(const gossip::Fault& fault, bool ends);
    [[nodiscard]] std::vector<std::vector<int>> islandsOf(const gossip::Record& record) const;
    [[nodiscard]] gossip::WorkerStatus statusOf(const gossip::WorkerRow& row) const;

    gossip::RunFiles m_files;
    std::size_t m_record = 0;
    std::size_t m_event = 0;
    gossip::NetworkSpec m_network;                      ///< in force at the record, likewise the following
    double m_probability = 0.0;
    std::optional<std::vector<std::vector<int>>> m_cut;
    std::set<int> m_rejoining;
    std::set<int> m_diverged;
    bool m_meanCouldExist = true;                       ///< as last evaluated
};

}  // namespace gossip::ui
