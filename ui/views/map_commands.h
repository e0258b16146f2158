// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/scenario.h>

#include <utility>
#include <vector>

/// What gestures on the map mean as disturbances and edits. Nodes are numbered as in message traces: a server behind the workers.
namespace gossip::ui {

/// Two nodes with a link between them, either way; the lower number first.
using NodePair = std::pair<int, int>;

/// Keeps these together and apart from all others. With a server on the wrong side of what a partition can say (it stays with
/// worker 0), all their links lose everything instead.
gossip::Fault cutOffCommand(const gossip::Scenario& scenario, const std::vector<int>& nodes);

/// Each of these alone.
gossip::Fault isolateCommand(const gossip::Scenario& scenario, const std::vector<int>& nodes);

/// Cuts links: one partition when everybody falls apart into islands by it, else every link by itself.
/// \param links  all that there are; \p cut is some of them
std::vector<gossip::Fault> cutLinksCommands(const gossip::Scenario& scenario, const std::vector<NodePair>& links,
                                            const std::vector<NodePair>& cut);

/// Own links as the given ones, each both ways, with \p toggled switched: all on unless all are on already.
gossip::TopologySpec editedLinks(const std::vector<std::pair<int, int>>& directed, const std::vector<NodePair>& toggled);

}  // namespace gossip::ui
