// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineF>
#include <QPointF>
#include <QRectF>

#include <optional>
#include <vector>

namespace gossip::ui {

/// How the machines stand. best: groups where there are some, else a ring up to 16 machines, else a grid.
enum class MapArrangement { best, groups, ring, circle, grid };

/// Where the machines stand. Depends on nothing but the scenario, the choice and the room, so nothing moves by itself.
struct MapLayout {
    static constexpr int kMostDetailed = 16;   ///< up to so many workers: accuracy inside, all links
    static constexpr double kRing = 8.0;       ///< px outside a node for the selection ring

    std::vector<QPointF> centres;              ///< of the workers, then of the server
    double radius = 0.0;
    bool named = false;                        ///< there is room for a name below each node
    double nameHeight = 0.0;

    /// Node and its name: what no other node may reach into.
    [[nodiscard]] QRectF footprint(int node) const;
    /// How wide a name in the middle below its node may be, so that it touches neither another node, nor the room of that one's
    /// name, nor an edge of \p room.
    [[nodiscard]] double nameRoom(int node, const QRectF& room) const;
};

/// What is to be placed.
struct MapContent {
    int workers = 0;
    bool server = false;                       ///< one more node, behind the workers' numbers
    std::vector<int> groupOfWorker;            ///< -1 for none; empty: no groups
    MapArrangement arrangement = MapArrangement::best;
};

/// Places the nodes: groups together and apart from others (side by side, or above each other in a tall room); on one line along
/// the edge (ring); in circles around the middle (circle); in rows (grid). A server stands in the middle of rings and circles,
/// and above everybody otherwise. The radius is the largest that fits.
/// \param nameHeight  px that a name needs below its node
MapLayout layOutMap(const MapContent& content, const QRectF& room, double nameHeight);

/// The straight line through the room that keeps two sets of points apart with the widest margin;
/// nothing when they are mixed or nearer than \p clearance to it.
std::optional<QLineF> wallBetween(const std::vector<QPointF>& one, const std::vector<QPointF>& other, const QRectF& room,
                                  double clearance);

}  // namespace gossip::ui
