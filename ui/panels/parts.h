// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QLabel>
#include <QString>

/// Small pieces that pages are made of. The roles are the style sheet's (resources/themes/window.css).
namespace gossip::ui {

inline QLabel* label(const QString& role, QWidget* parent)
{
    auto* made = new QLabel(parent);
    made->setProperty("role", role);
    made->setWordWrap(true);
    return made;
}

inline QFrame* panel(QWidget* parent)
{
    auto* frame = new QFrame(parent);
    frame->setProperty("role", QStringLiteral("panel"));
    return frame;
}

}  // namespace gossip::ui
