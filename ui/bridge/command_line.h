// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/scenario.h>

#include <QString>

namespace gossip::ui {

/// The gossiplab-cli line (for a shell of POSIX) that runs exactly this scenario: the file or shipped name with what was changed
/// as --set, or the whole scenario through standard input where that would not give the same.
/// \param path     file that the scenario was opened from or saved to; may be empty
/// \param command  run, or race
QString commandLine(const gossip::Scenario& scenario, const QString& path, const QString& command = QStringLiteral("run"));

/// \p text as one word of a shell.
QString shellQuoted(const QString& text);

}  // namespace gossip::ui
