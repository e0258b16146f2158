// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocols/protocol.h"

#include <gossip/catalogue.h>
#include <gossip/scenario.h>

#include <functional>
#include <memory>
#include <vector>

/// The registered protocols: each one's description, and how a node's instance is made.
namespace gossip::protocol {

struct Entry {
    ProtocolInfo info;
    std::function<std::unique_ptr<Protocol>(const ProtocolSpec&, int workers)> make;
    std::function<std::unique_ptr<Protocol>(const ProtocolSpec&, int workers)> makeServer = {};   ///< empty: no server
    /// What the parameters mean for other settings of the scenario; empty: nothing.
    std::function<void(Scenario&)> choose = {};
};

std::vector<Entry> gossipEntries();        ///< nobody waits for all
std::vector<Entry> synchronousEntries();   ///< everybody waits for everybody, or for the neighbours
std::vector<Entry> serverEntries();        ///< one node in the middle
std::vector<Entry> referenceEntries();     ///< nobody sends

/// Parameters that several protocols have.
ParameterInfo exchangeProbability();
ParameterInfo localSteps(double usual);

}  // namespace gossip::protocol
