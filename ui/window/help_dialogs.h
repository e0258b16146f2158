// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace gossip::ui {

class Actions;

/// What the program is, its versions and licence. Does not block.
void showAbout(QWidget* parent);

/// All keys, from the actions themselves. Does not block.
void showShortcuts(QWidget* parent, const Actions& actions);

}  // namespace gossip::ui
