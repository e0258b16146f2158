// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/map_backdrop.h"

#include "ui/look/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <array>
#include <utility>

namespace gossip::ui {
namespace {

constexpr double kLabelHeight = 20.0;

QPen penOf(const MapBackdrop::Link& link)
{
    switch (link.state) {
    case MapBackdrop::LinkState::cut: return QPen(theme().cut, 2.0, Qt::DashLine, Qt::FlatCap);
    case MapBackdrop::LinkState::slow: return QPen(theme().slow, 2.0, Qt::DashDotLine, Qt::FlatCap);
    default: return QPen(link.strong ? theme().border : theme().grid, 1.0);
    }
}

/// The part of a long line inside a rectangle (Liang–Barsky).
QLineF clipped(const QLineF& line, const QRectF& room)
{
    double begin = 0.0;
    double end = 1.0;
    const std::array<std::pair<double, double>, 4> sides{{{-line.dx(), line.x1() - room.left()},
                                                          {line.dx(), room.right() - line.x1()},
                                                          {-line.dy(), line.y1() - room.top()},
                                                          {line.dy(), room.bottom() - line.y1()}}};
    for (const auto& [speed, distance] : sides) {
        if (speed < 0.0) begin = std::max(begin, distance / speed);
        else if (speed > 0.0) end = std::min(end, distance / speed);
    }
    return QLineF(line.pointAt(begin), line.pointAt(std::max(begin, end)));
}

}  // namespace

MapBackdrop::MapBackdrop()
{
    setZValue(-1.0);
    setAcceptedMouseButtons(Qt::NoButton);
    setCacheMode(QGraphicsItem::DeviceCoordinateCache);
}

void MapBackdrop::setRoom(const QRectF& room)
{
    prepareGeometryChange();
    m_room = room;
}

void MapBackdrop::setLinks(std::vector<Link> links)
{
    m_links = std::move(links);
    update();
}

void MapBackdrop::setWalls(std::vector<QLineF> walls, const QString& label)
{
    if (walls == m_walls && label == m_wallLabel) return;
    m_walls = std::move(walls);
    m_wallLabel = label;
    update();
}

void MapBackdrop::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    painter->setRenderHint(QPainter::Antialiasing);
    paintLinks(*painter);
    paintWalls(*painter);
}

void MapBackdrop::paintLinks(QPainter& painter) const
{
    painter.setFont(uiFont(11));
    const QFontMetricsF metrics(painter.font());
    for (const Link& link : m_links) {
        painter.setPen(penOf(link));
        painter.drawLine(link.line);
        if (link.state != LinkState::cut) continue;
        const QLineF way = link.line;
        const QPointF along = 4.0 * QPointF(way.dx(), way.dy()) / std::max(1.0, way.length());
        const QPointF across(-along.y(), along.x());
        painter.setPen(QPen(theme().cut, 2.0));
        painter.drawLine(way.center() - along - across, way.center() + along + across);
        painter.drawLine(way.center() - along + across, way.center() + along - across);
    }
    for (const Link& link : m_links) {
        if (link.count.isEmpty()) continue;
        QRectF box(QPointF(), QSizeF(metrics.horizontalAdvance(link.count) + 6, metrics.height()));
        box.moveCenter(link.line.pointAt(0.5));
        painter.fillRect(box, theme().panel);
        painter.setPen(theme().muted);
        painter.drawText(box, Qt::AlignCenter, link.count);
    }
}

void MapBackdrop::paintWalls(QPainter& painter) const
{
    const QRectF room = m_room.adjusted(0, kLabelHeight, 0, 0);
    for (const QLineF& wall : m_walls) {
        painter.setPen(QPen(theme().cut, 3.0, Qt::DashLine, Qt::FlatCap));
        painter.drawLine(clipped(wall, room));
    }
    if (m_walls.empty()) return;
    const QLineF first = clipped(m_walls.front(), room);
    const QPointF top = first.y1() <= first.y2() ? first.p1() : first.p2();
    painter.setFont(uiFont(13, true));
    const double width = QFontMetricsF(painter.font()).horizontalAdvance(m_wallLabel) + 4.0;
    const double left = std::clamp(top.x() - width / 2.0, m_room.left(), std::max(m_room.left(), m_room.right() - width));
    painter.setPen(theme().cut);
    // In the strip above the machines even when the wall lies flat between them.
    painter.drawText(QRectF(left, m_room.top(), width, kLabelHeight), Qt::AlignCenter, m_wallLabel);
}

}  // namespace gossip::ui
