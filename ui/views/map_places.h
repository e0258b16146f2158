// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/map_layout.h"

#include <gossip/scenario.h>

#include <QPointF>
#include <QString>

#include <map>

namespace gossip::ui {

/// How a person has arranged a scenario's machines and which they have moved; kept in the application's settings, by the
/// scenario's name and size, for the scenarios that were arranged last.
class MapPlaces {
public:
    static constexpr int kMostKept = 64;

    /// Takes over what is known of this scenario; nothing known: arrangement best, nobody moved.
    void open(const gossip::Scenario& scenario);

    [[nodiscard]] MapArrangement arrangement() const { return m_arrangement; }
    /// Everybody is placed anew.
    void arrange(MapArrangement arrangement);
    /// Node → where it stands, as shares of the room.
    [[nodiscard]] const std::map<int, QPointF>& moved() const { return m_moved; }
    void move(int node, const QPointF& share);
    void save() const;

private:
    QString m_key;
    MapArrangement m_arrangement = MapArrangement::best;
    std::map<int, QPointF> m_moved;
};

}  // namespace gossip::ui
