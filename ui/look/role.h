// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAnyStringView>
#include <QStyle>
#include <QVariant>
#include <QWidget>

namespace gossip::ui {

/// Tells the style sheet (resources/themes/window.css) what a widget is for: "primary", "panel", "muted", … or nothing.
/// Counts at once, on a widget that is already shown, too.
inline void setRole(QWidget* widget, QAnyStringView role)
{
    if (widget->property("role").toString() == role)
        return;
    widget->setProperty("role", role.toString());
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

}  // namespace gossip::ui
