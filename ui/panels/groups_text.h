// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/scenario.h>

#include <QString>

#include <optional>

namespace gossip::ui {

/// Named lists of numbers as people write them: "A: 0-3; B: 4, 5, 7".
QString groupsToText(const gossip::Groups& groups);

/// The reverse. Full-width signs and digits are understood. Empty text: no groups.
/// \param why  filled with a sentence when the text cannot be read
std::optional<gossip::Groups> groupsFromText(const QString& text, QString* why);

/// \p count things divided into \p parts lists A, B, … of neighbours, as equal as possible (the first get one more).
gossip::Groups evenGroups(int parts, int count);

}  // namespace gossip::ui
