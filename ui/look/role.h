// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVariant>
#include <QWidget>

namespace gossip::ui {

/// Tells the style sheet (resources/themes/window.css) what a widget is for: "primary", "panel", "muted", …
inline void setRole(QWidget* widget, const char* role)
{
    widget->setProperty("role", QVariant(QLatin1String(role)));
}

}  // namespace gossip::ui
