// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace gossip::ui {

/// Two sentences on the control or action of this object name, for "What's This?" (Shift+F1); empty: the control says so itself.
QString explanation(const QString& objectName);

/// Gives every control and action below \p root its explanation in the language in force.
void explainAll(QWidget* root);

}  // namespace gossip::ui
