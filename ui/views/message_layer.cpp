// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/message_layer.h"

#include "ui/look/theme.h"

#include <QPainter>

#include <algorithm>

namespace gossip::ui {
namespace {

constexpr double kLargestDot = 5.0;   // px radius: 10 px signs
constexpr double kSmallestDot = 3.0;

}  // namespace

MessageLayer::MessageLayer(const FlightBook& book, const MapLayout& layout) : m_book(book), m_layout(layout)
{
    setZValue(2.0);
    setAcceptedMouseButtons(Qt::NoButton);
}

void MessageLayer::setRoom(const QRectF& room)
{
    prepareGeometryChange();
    m_room = room;
}

void MessageLayer::setWalls(const std::vector<QLineF>& walls)
{
    m_walls = walls;
}

/// A message that a cut swallows ends at the wall, never beyond it.
double MessageLayer::shareOfWay(const Flight& flight, const QLineF& way) const
{
    if (flight.trace.fate != gossip::MessageFate::lost)
        return flight.where;
    double end = FlightBook::kLostAt;
    for (const QLineF& wall : m_walls) {
        QPointF crossing;
        if (way.intersects(wall, &crossing) == QLineF::BoundedIntersection)
            end = std::min(end, QLineF(way.p1(), crossing).length() / way.length());
    }
    return flight.where / FlightBook::kLostAt * end;
}

QPointF MessageLayer::position(const Flight& flight) const
{
    const QPointF from = m_layout.centres[std::size_t(flight.trace.from)];
    const QPointF to = m_layout.centres[std::size_t(flight.trace.to)];
    const QLineF way(from, to);
    // From outline to outline; one lane for each direction, so that two that meet are not one.
    const double edge = std::min(m_layout.radius / std::max(1.0, way.length()), 0.45);
    const QLineF normal = way.normalVector().unitVector();
    const QPointF lane = 3.0 * QPointF(normal.dx(), normal.dy());
    const QLineF gap(way.pointAt(edge), way.pointAt(1.0 - edge));
    return gap.pointAt(shareOfWay(flight, gap)) + lane;
}

void MessageLayer::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    painter->setRenderHint(QPainter::Antialiasing);
    for (const Flight& flight : m_book.flights()) {
        switch (flight.phase) {
        case Flight::Phase::flying:
        case Flight::Phase::waiting: paintFlight(*painter, flight); break;
        case Flight::Phase::lost: paintLost(*painter, flight); break;
        case Flight::Phase::rejected: paintRejected(*painter, flight); break;
        case Flight::Phase::arrived: paintArrival(*painter, flight); break;
        }
    }
    painter->setOpacity(1.0);
}

void MessageLayer::paintFlight(QPainter& painter, const Flight& flight) const
{
    const double size = std::clamp(0.2 * m_layout.radius, kSmallestDot, kLargestDot);
    const QPointF at = position(flight);
    const bool hollow = flight.late || flight.trace.resent || flight.trace.request;
    painter.setPen(QPen(m_color, 1.8));
    painter.setBrush(hollow ? theme().panel : m_color);
    if (flight.trace.request) {
        painter.drawPolygon(QPolygonF({at + QPointF(0, -size), at + QPointF(size, 0), at + QPointF(0, size), at - QPointF(size, 0)}));
    } else {
        painter.drawEllipse(at, hollow ? size - 0.5 : size - 0.9, hollow ? size - 0.5 : size - 0.9);
    }
}

void MessageLayer::paintLost(QPainter& painter, const Flight& flight) const
{
    const QPointF at = position(flight);
    painter.setOpacity(std::clamp(1.0 - (m_nowS - flight.phaseS) / FlightBook::kFadeS, 0.0, 1.0));
    painter.setPen(QPen(theme().failed, 2.0, Qt::SolidLine, Qt::RoundCap));
    const double arm = kLargestDot;
    painter.drawLine(at + QPointF(-arm, -arm), at + QPointF(arm, arm));
    painter.drawLine(at + QPointF(-arm, arm), at + QPointF(arm, -arm));
    painter.setOpacity(1.0);
}

void MessageLayer::paintRejected(QPainter& painter, const Flight& flight) const
{
    const QPointF at = position(flight);
    const double half = kLargestDot + 0.5;
    painter.setPen(QPen(theme().failed, 1.8));
    painter.setBrush(theme().panel);
    painter.drawRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half));
    painter.drawLine(at - QPointF(0.55 * half, 0), at + QPointF(0.55 * half, 0));
}

void MessageLayer::paintArrival(QPainter& painter, const Flight& flight) const
{
    const double share = std::clamp((m_nowS - flight.phaseS) / FlightBook::kArrivalS, 0.0, 1.0);
    const double reach = m_layout.radius + 1.0 + 3.0 * share;
    painter.setOpacity(1.0 - 0.7 * share);
    painter.setPen(QPen(m_color, 2.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(m_layout.centres[std::size_t(flight.trace.to)], reach, reach);
    painter.setOpacity(1.0);
}

}  // namespace gossip::ui
