// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineF>
#include <QPointF>
#include <QRectF>

#include <optional>
#include <vector>

namespace gossip::ui {

/// Where the machines stand. Depends on nothing but the scenario and the room, so nothing moves by itself.
struct MapLayout {
    static constexpr int kMostDetailed = 16;   ///< up to so many: accuracy inside, all links
    static constexpr double kRing = 8.0;       ///< px outside a node for the selection ring

    std::vector<QPointF> centres;
    double radius = 0.0;
    bool named = false;                        ///< there is room for a name below each node
    double nameHeight = 0.0;

    /// Node and its name: what no other node may reach into.
    [[nodiscard]] QRectF footprint(int worker) const;
};

/// Places machines of the same group together and groups apart (side by side, or above each other in a tall room);
/// without groups on an oval up to 16 machines, on a grid beyond. The radius is the largest that fits.
/// \param groupOfWorker  group index of every worker, -1 for none; empty: no groups
/// \param nameHeight     px that a name needs below its node
MapLayout layOutMap(int workers, const std::vector<int>& groupOfWorker, const QRectF& room, double nameHeight);

/// The straight line through the room that keeps two sets of points apart with the widest margin;
/// nothing when they are mixed or nearer than \p clearance to it.
std::optional<QLineF> wallBetween(const std::vector<QPointF>& one, const std::vector<QPointF>& other, const QRectF& room,
                                  double clearance);

}  // namespace gossip::ui
