// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineF>
#include <QPointF>
#include <QRectF>

#include <map>
#include <set>

namespace gossip::ui {

/// What a held mouse button is doing on the map; scene coordinates.
struct MapGesture {
    enum class Kind { none, pressed, moving, band, cutting, linking };

    Kind kind = Kind::none;
    int node = -1;                     ///< pressed on; -1: between the machines
    QPointF from;
    QPointF to;
    std::map<int, QPointF> places;     ///< moving: where those that move were
    std::set<int> before;              ///< band: chosen already, which it adds to

    [[nodiscard]] QLineF line() const { return {from, to}; }
    [[nodiscard]] QRectF area() const { return QRectF(from, to).normalized(); }
};

}  // namespace gossip::ui
