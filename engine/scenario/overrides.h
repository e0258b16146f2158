// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/document.h"

#include <gossip/scenario.h>

#include <string>

/// `protocol_overrides`: what a race sets differently for some protocols.
namespace gossip::scenario {

Json writeOverrides(const ProtocolOverrides& overrides);
Result<ProtocolOverrides> readOverrides(const Json& json, const std::string& path);

/// The scenario with another protocol, as if `protocol.id` had been set (parameters of the same name stay), and with what is
/// overridden for it; \c protocolOverrides is empty. Not checked.
Scenario withProtocol(const Scenario& scenario, const std::string& protocol);

}  // namespace gossip::scenario
