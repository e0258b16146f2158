// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/role.h"

#include <QLabel>
#include <QMenu>
#include <QWidgetAction>

namespace gossip::ui {

/// Says what a menu's entries are about. QMenu::addSection() would do, but styled menus do not draw its text.
inline void addHeading(QMenu& menu, const QString& text)
{
    auto* label = new QLabel(text);
    setRole(label, "muted");
    label->setTextFormat(Qt::PlainText);
    label->setContentsMargins(14, 5, 14, 3);
    auto* action = new QWidgetAction(&menu);
    action->setText(text);   // for who reads the menu aloud
    action->setDefaultWidget(label);
    action->setEnabled(false);
    menu.addAction(action);
}

}  // namespace gossip::ui
