// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStyle>
#include <QVariant>
#include <QWidget>

namespace gossip::ui {

/// Gives a widget another role of the style sheet ("muted", "error", … or none) and makes it count at once.
inline void setRole(QWidget* widget, const QString& role)
{
    if (widget->property("role").toString() == role)
        return;
    widget->setProperty("role", role);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

}  // namespace gossip::ui
