// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/flight_book.h"
#include "ui/views/map_layout.h"

#include <QColor>
#include <QGraphicsItem>
#include <QLineF>

#include <vector>

namespace gossip::ui {

/// The signs of messages, for the map and whoever explains it. \p size: half the sign [px].
void paintMessageSign(QPainter& painter, MessageSign sign, const QPointF& at, double size, const QColor& color);
void paintLostSign(QPainter& painter, const QPointF& at);
void paintRejectedSign(QPainter& painter, const QPointF& at);

/// The messages in flight, as one item over the whole map.
class MessageLayer : public QGraphicsItem {
public:
    /// \param book, layout  must outlive the item
    MessageLayer(const FlightBook& book, const MapLayout& layout);

    void setRoom(const QRectF& room);
    void setColor(const QColor& color) { m_color = color; }
    void setWalls(const std::vector<QLineF>& walls);
    /// Moment that fading signs are drawn for; the animation's clock.
    void setNow(double nowS) { m_nowS = nowS; }
    /// Centre of a flight's sign.
    [[nodiscard]] QPointF position(const Flight& flight) const;

    [[nodiscard]] QRectF boundingRect() const override { return m_room; }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    [[nodiscard]] double shareOfWay(const Flight& flight, const QLineF& way) const;
    void paintFlight(QPainter& painter, const Flight& flight) const;
    void paintLost(QPainter& painter, const Flight& flight) const;
    void paintRejected(QPainter& painter, const Flight& flight) const;
    void paintArrival(QPainter& painter, const Flight& flight) const;

    const FlightBook& m_book;
    const MapLayout& m_layout;
    QRectF m_room;
    std::vector<QLineF> m_walls;
    QColor m_color;
    double m_nowS = 0.0;
};

}  // namespace gossip::ui
