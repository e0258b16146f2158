// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/records.h>
#include <gossip/run.h>
#include <gossip/scenario.h>

#include <QString>

#include <vector>

namespace gossip::ui {

/// What one press did, and what plays the opposite: what is past cannot be taken back.
struct Disturbance {
    std::vector<gossip::Fault> commands;
    std::vector<gossip::Fault> opposite;
};

/// Two moves of one slider in a row: one step for undo.
bool isSameSlider(const Disturbance& a, const Disturbance& b);

/// The command together with what brings \p now back. Corrupted workers cannot be told apart afterwards: they rejoin.
Disturbance disturbance(const gossip::Fault& command, const gossip::RunUpdate& now);

/// Several commands that are one act.
/// \param links  faults of single links in force
Disturbance disturbance(const std::vector<gossip::Fault>& commands, const gossip::RunUpdate& now, const std::vector<gossip::Fault>& links = {});

/// Lays the network in force over the links of a link fault: undoes it.
gossip::Fault repairOf(const gossip::Fault& link, const gossip::NetworkSpec& network);
bool sameLinks(const gossip::Fault& a, const gossip::Fault& b);

/// Everything as the scenario says: line joined, all back at their speed, network and exchange probability as planned.
Disturbance restoreAll(const gossip::Scenario& scenario, const gossip::RunUpdate& now, const std::vector<gossip::Fault>& links = {});

/// The cut between groups; without groups, of the first half from the second.
gossip::Fault cutCommand(const gossip::Scenario& scenario);

/// "A-2 down", "Line cut", … for the timeline.
QString faultText(const gossip::Fault& fault, const gossip::Scenario& scenario);

}  // namespace gossip::ui
