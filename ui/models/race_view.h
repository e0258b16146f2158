// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/race_bars.h"
#include "ui/charts/race_curves.h"

#include <gossip/race.h>

#include <QString>

#include <string>
#include <vector>

/// What the race page shows, from what the engine tells. Pure logic.
namespace gossip::ui {

/// Protocols that a race begins with.
std::vector<std::string> usualRacers();

/// The scenario as a race runs it by itself: virtual time, one machine four times slower, lines of 100 Mbit/s and 20 ms.
gossip::Scenario usualRaceConditions(const gossip::Scenario& scenario);
/// The scenario on another clock, with the step time that the clock needs.
gossip::Scenario onClock(gossip::Scenario scenario, gossip::Clock clock);

/// One bar a protocol, in the order of \p protocols. With several seeds those that are decided count, so that bars never shrink.
std::vector<RaceBar> raceBars(const std::vector<std::string>& protocols, const std::vector<gossip::RaceLane>& lanes);
std::vector<RaceCurves::Line> raceLines(RaceAxis axis, const std::vector<gossip::RaceLane>& lanes);

/// Share of all runs that is done, 0–1.
double raceShare(const std::vector<gossip::RaceLane>& lanes);

/// A sentence of the verdict in the window's language; labels among its arguments, too.
QString raceText(const gossip::Message& message);

/// The standings as CSV: one row a protocol, English headings, empty where nothing was measured.
QString standingsCsv(const gossip::RaceResult& result);

}  // namespace gossip::ui
