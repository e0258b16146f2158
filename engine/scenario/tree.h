// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/document.h"

#include <gossip/scenario.h>

#include <string>
#include <string_view>
#include <vector>

/// A scenario as one JSON document.
namespace gossip::scenario {

std::vector<std::string> splitPath(std::string_view path);
/// The value at "a.b", or null.
const Json* findValue(const Json& document, std::string_view path);
/// Puts a value at "a.b"; sections on the way are made. They must be objects where they exist.
void putValue(Json& document, std::string_view path, Json value);

/// Refuses keys that are not in the table.
Result<void> checkKeys(const Json& document);

/// Lays "a.b=value" over the document.
Result<void> applyOverride(Json& document, const std::string& assignment);

/// Every key of the table with its value.
Json documentOf(const Scenario& scenario);
/// The scenario that a document describes, checked and with every default filled in.
Result<Scenario> readDocument(const Json& document);
/// Whole numbers without ".0", however they are stored.
void tidyNumbers(Json& json);

}  // namespace gossip::scenario
