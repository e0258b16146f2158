// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/message_layer.h"

#include "ui/look/theme.h"

#include <QPainter>

#include <algorithm>

namespace gossip::ui {
namespace {

constexpr double kLargestDot = 5.0;   // px radius: 10 px signs
constexpr double kSmallestDot = 3.0;
constexpr double kDiamond = 1.3;      // its corners reach farther than a disc of the same size

}  // namespace

void paintMessageSign(QPainter& painter, MessageSign sign, const QPointF& at, double size, const QColor& color)
{
    const bool hollow = sign == MessageSign::late || sign == MessageSign::stale || sign == MessageSign::request;
    const QColor line = sign == MessageSign::stale ? theme().slow : color;
    painter.setPen(QPen(line, 1.8, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.setBrush(hollow ? theme().panel : line);
    switch (sign) {
    case MessageSign::request:
    case MessageSign::answer:
        size *= kDiamond;
        painter.drawPolygon(QPolygonF({at + QPointF(0, -size), at + QPointF(size, 0), at + QPointF(0, size), at - QPointF(size, 0)}));
        break;
    case MessageSign::stale:
        painter.drawPolygon(QPolygonF({at + QPointF(-size, -0.8 * size), at + QPointF(size, -0.8 * size), at + QPointF(0, size)}));
        break;
    case MessageSign::late: painter.drawEllipse(at, size - 0.5, size - 0.5); break;
    case MessageSign::model: painter.drawEllipse(at, size - 0.9, size - 0.9); break;
    }
}

void paintLostSign(QPainter& painter, const QPointF& at)
{
    painter.setPen(QPen(theme().failed, 2.0, Qt::SolidLine, Qt::RoundCap));
    const double arm = kLargestDot;
    painter.drawLine(at + QPointF(-arm, -arm), at + QPointF(arm, arm));
    painter.drawLine(at + QPointF(-arm, arm), at + QPointF(arm, -arm));
}

void paintRejectedSign(QPainter& painter, const QPointF& at)
{
    const double half = kLargestDot + 0.5;
    painter.setPen(QPen(theme().failed, 1.8));
    painter.setBrush(theme().panel);
    painter.drawRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half));
    painter.drawLine(at - QPointF(0.55 * half, 0), at + QPointF(0.55 * half, 0));
}

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
    paintMessageSign(painter, flight.sign, position(flight), std::clamp(0.2 * m_layout.radius, kSmallestDot, kLargestDot), m_color);
}

void MessageLayer::paintLost(QPainter& painter, const Flight& flight) const
{
    painter.setOpacity(std::clamp(1.0 - (m_nowS - flight.phaseS) / FlightBook::kFadeS, 0.0, 1.0));
    paintLostSign(painter, position(flight));
    painter.setOpacity(1.0);
}

void MessageLayer::paintRejected(QPainter& painter, const Flight& flight) const
{
    paintRejectedSign(painter, position(flight));
}

void MessageLayer::paintArrival(QPainter& painter, const Flight& flight) const
{
    const double share = std::clamp((m_nowS - flight.phaseS) / FlightBook::kArrivalS, 0.0, 1.0);
    const double reach = m_layout.radius + 1.0 + 3.0 * share;
    painter.setOpacity(1.0 - 0.7 * share);
    painter.setPen(QPen(m_color, 2.0));
    painter.setBrush(Qt::NoBrush);
    const QPointF centre = m_layout.centres[std::size_t(flight.trace.to)];
    if (flight.trace.to == m_book.server()) painter.drawRoundedRect(QRectF(centre.x() - reach, centre.y() - reach, 2 * reach, 2 * reach), 0.3 * reach, 0.3 * reach);
    else painter.drawEllipse(centre, reach, reach);
    painter.setOpacity(1.0);
    if (flight.sign == MessageSign::stale) paintFlight(painter, flight);   // most are known to be stale only now
}

}  // namespace gossip::ui
