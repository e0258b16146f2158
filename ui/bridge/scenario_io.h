// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/scenario.h>

#include <QString>

#include <optional>

namespace gossip::ui {

/// The scenario in a file, in ":/scenarios/…" or in a run folder, paths in it made absolute. Whatever else \p path may be (a folder
/// without one, a pipe, gigabytes) costs neither time nor memory; \p why then says what is wrong and what to do.
std::optional<gossip::Scenario> readScenario(const QString& path, QString* why);

/// Replaces the file as a whole or not at all.
bool writeScenario(const gossip::Scenario& scenario, const QString& path, QString* why);

}  // namespace gossip::ui
