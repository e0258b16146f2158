// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QPainterPath>

class QPainter;

namespace gossip::ui {

enum class Sign { play, pause, step, stop, prepare, nodes, bars, results, learn, crash, slow, cut, restore, close };

/// Draws a sign into the square \p area with the given colour. Paths, because fonts lack these signs.
void drawSign(QPainter& painter, Sign sign, const QRectF& area, const QColor& color);

/// An icon that takes its colour from the theme in force whenever it is painted.
/// \param onPrimary  it stands on the blue button
QIcon signIcon(Sign sign, bool onPrimary = false);

}  // namespace gossip::ui
