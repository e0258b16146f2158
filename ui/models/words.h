// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/records.h>
#include <gossip/scenario.h>

#include <QString>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

/// Texts and numbers as people read them, in the language in force.
namespace gossip::ui {

/// "80.7 %"; a dash when not measured.
QString percentText(std::optional<double> share, int decimals = 1);

/// A number with \p digits significant digits and without needless zeros; a dash when it is missing or not finite.
QString numberText(std::optional<double> value, int digits = 3);

/// "0.29 GB": 10^n bytes.
QString dataText(std::uint64_t bytes);

/// Seconds as "0:31" or "1:02:03".
QString timeText(double seconds);

/// A share like a sum-weight that may be far below anything that decimals show: "12.5 %", else "2^-37".
QString weightText(double log2Weight);

QString stateText(gossip::WorkerState state);

/// How a run stands or ended, in a word or two.
QString outcomeText(gossip::RunState state);

/// A protocol by its name in this window ("gossip (GoSGD)").
QString protocolText(const std::string& id);

/// The value of a choice, e.g. "iid" of "dataset.partition.kind"; the value itself where it has no other name.
QString choiceText(std::string_view path, const std::string& value);

/// The text in the window's language, else in English.
QString byLanguage(const std::map<std::string, std::string>& texts);

/// The scenario's title or description in the window's language, else in English, else its name (empty for descriptions).
QString scenarioTitle(const gossip::Scenario& scenario);
QString scenarioDescription(const gossip::Scenario& scenario);

/// A scene's sentence in the window's language, else in English.
QString sceneText(const gossip::Scene& scene);

/// What to call each of a record's islands: the group that its workers belong to, even while some of the group are down, else its
/// workers' names joined by "+".
std::vector<std::string> islandNames(const std::vector<gossip::GroupRow>& islands, const gossip::Scenario& scenario);

/// Such a name in short: "A", "A-1+A-2", "A-1 and 3 more".
QString islandText(const std::string& name);

/// A worker's name, or "the server".
QString workerText(const gossip::Scenario& scenario, int worker);

}  // namespace gossip::ui
