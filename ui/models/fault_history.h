// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/records.h>
#include <gossip/run.h>
#include <gossip/scenario.h>

#include <QString>

#include <vector>

namespace gossip::ui {

/// What one press did, and what plays the opposite.
struct Disturbance {
    std::vector<gossip::Fault> commands;
    std::vector<gossip::Fault> opposite;
};

/// The presses of a run, for undo and redo: what is past cannot be taken back, so undo plays the opposite.
class FaultHistory {
public:
    void clear();
    void add(Disturbance disturbance);
    [[nodiscard]] bool canUndo() const { return m_done > 0; }
    [[nodiscard]] bool canRedo() const { return m_done < m_all.size(); }
    std::vector<gossip::Fault> undo();   ///< commands to post now
    std::vector<gossip::Fault> redo();

private:
    std::vector<Disturbance> m_all;
    std::size_t m_done = 0;
};

/// The command together with what brings \p now back. Corrupted workers cannot be told apart afterwards: they rejoin.
Disturbance disturbance(const gossip::Fault& command, const gossip::RunUpdate& now);

/// Everything as the scenario says: line joined, all back at their speed, network and exchange probability as planned.
Disturbance restoreAll(const gossip::Scenario& scenario, const gossip::RunUpdate& now);

/// The cut between groups; without groups, of the first half from the second.
gossip::Fault cutCommand(const gossip::Scenario& scenario);

/// "A-2 down", "Line cut", … for the timeline.
QString faultText(const gossip::Fault& fault, const gossip::Scenario& scenario);

}  // namespace gossip::ui
