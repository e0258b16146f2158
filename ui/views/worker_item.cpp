// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/worker_item.h"

#include "ui/look/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace gossip::ui {
namespace {

using gossip::WorkerState;

constexpr double kRingGap = 6.0;      // px from outline to the selection ring
constexpr double kRingPen = 2.0;
constexpr double kNameHeight = 20.0;

bool isSlow(WorkerState state)
{
    return state == WorkerState::slow || state == WorkerState::waiting;
}

bool same(double a, double b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}

/// A line style drawn in dashes of px, however thick the pen.
QPen dashed(QPen pen, std::initializer_list<double> px)
{
    QList<qreal> pattern;
    for (const double length : px) pattern.append(length / pen.widthF());
    pen.setDashPattern(pattern);
    return pen;
}

}  // namespace

bool WorkerLook::operator==(const WorkerLook& other) const
{
    return name == other.name && state == other.state && started == other.started && cut == other.cut
        && selected == other.selected && focused == other.focused && detailed == other.detailed && named == other.named
        && same(accuracy, other.accuracy) && radius == other.radius;
}

WorkerItem::WorkerItem(int worker) : m_worker(worker)
{
    setCacheMode(QGraphicsItem::DeviceCoordinateCache);  // messages pass by thirty times a second
}

void WorkerItem::setLook(const WorkerLook& look)
{
    if (look == m_look) return;
    if (look.radius != m_look.radius || look.name != m_look.name) prepareGeometryChange();
    m_look = look;
    update();
}

QRectF WorkerItem::boundingRect() const
{
    const double reach = m_look.radius + kRingGap + kRingPen + 1.0;
    const double nameReach = m_look.named ? std::max(reach, QFontMetricsF(uiFont()).horizontalAdvance(m_look.name) / 2.0 + 2.0) : reach;
    return QRectF(-nameReach, -reach, 2.0 * nameReach, 2.0 * reach + (m_look.named ? kNameHeight : 0.0));
}

QPainterPath WorkerItem::shape() const
{
    QPainterPath path;
    path.addEllipse(QPointF(), m_look.radius, m_look.radius);
    return path;
}

bool WorkerItem::isEmpty() const
{
    return !m_look.started || m_look.state == WorkerState::crashed || m_look.state == WorkerState::diverged
        || std::isnan(m_look.accuracy);
}

QPen WorkerItem::outline() const
{
    const Theme& t = theme();
    const double width = std::clamp(m_look.radius / 9.0, 1.5, 4.0);
    if (!m_look.started || m_look.state == WorkerState::rejoining) {
        QPen pen = dashed(QPen(t.resting, width), {0.1, 2.2 * width});
        pen.setCapStyle(Qt::RoundCap);
        return pen;
    }
    if (m_look.state == WorkerState::crashed || m_look.state == WorkerState::diverged) return QPen(t.failed, width);
    QPen pen(isSlow(m_look.state) ? t.slow : m_look.cut ? t.cut : t.running, width);
    if (m_look.cut) {
        pen = dashed(pen, {2.4 * width, 1.6 * width});
        pen.setCapStyle(Qt::FlatCap);
    }
    return pen;
}

void WorkerItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    painter->setRenderHint(QPainter::Antialiasing);
    paintGauge(*painter);
    paintBadge(*painter);
    if (m_look.selected) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(theme().ink, m_look.focused ? kRingPen + 0.8 : kRingPen));
        const double ring = m_look.radius + std::min(kRingGap, 0.4 * m_look.radius);
        painter->drawEllipse(QPointF(), ring, ring);
    }
    if (m_look.named) paintName(*painter);
}

void WorkerItem::paintGauge(QPainter& painter) const
{
    const Theme& t = theme();
    const double r = m_look.radius;
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.panel);
    painter.drawEllipse(QPointF(), r, r);
    if (!isEmpty()) {
        // The part of the disc below the level: a chord and the arc under it.
        const double level = std::clamp(m_look.accuracy, 0.0, 1.0);
        const double angle = std::acos(1.0 - 2.0 * level) * 180.0 / 3.14159265358979323846;
        QPainterPath fill;
        fill.arcMoveTo(-r, -r, 2 * r, 2 * r, 270.0 - angle);
        fill.arcTo(-r, -r, 2 * r, 2 * r, 270.0 - angle, 2.0 * angle);
        fill.closeSubpath();
        painter.fillPath(fill, t.gauge);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(outline());
    painter.drawEllipse(QPointF(), r, r);
    if (isEmpty() || !m_look.detailed) return;
    painter.setPen(t.ink);
    painter.setFont(uiFont(std::max(10, int(r * 0.56)), true));
    painter.drawText(QRectF(-r, -r, 2 * r, 2 * r), Qt::AlignCenter, QString::number(std::lround(100.0 * m_look.accuracy)));
}

void WorkerItem::paintBadge(QPainter& painter) const
{
    if (!m_look.started) return;
    const Theme& t = theme();
    const double r = m_look.radius;
    painter.setBrush(Qt::NoBrush);
    if (m_look.state == WorkerState::crashed) {
        painter.setPen(QPen(t.failed, std::clamp(r / 9.0, 1.5, 4.0), Qt::SolidLine, Qt::RoundCap));
        const double arm = 0.42 * r;
        painter.drawLine(QPointF(-arm, -arm), QPointF(arm, arm));
        painter.drawLine(QPointF(arm, -arm), QPointF(-arm, arm));
    } else if (m_look.state == WorkerState::diverged) {
        const double side = 0.62 * r;
        painter.setPen(QPen(t.failed, std::clamp(r / 12.0, 1.2, 3.0), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolygon(QPolygonF({{0.0, -0.9 * side}, {side, 0.75 * side}, {-side, 0.75 * side}}));
        painter.drawLine(QPointF(0, -0.3 * side), QPointF(0, 0.25 * side));
        painter.drawPoint(QPointF(0, 0.52 * side));
    } else if (isSlow(m_look.state)) {
        const double size = std::clamp(0.32 * r, 4.0, 11.0);
        const QPointF centre(0.72 * r, -0.72 * r);
        painter.setPen(QPen(t.slow, std::clamp(size / 4.5, 1.0, 2.0), Qt::SolidLine, Qt::RoundCap));
        painter.setBrush(t.panel);
        painter.drawEllipse(centre, size, size);
        painter.drawLine(centre, centre + QPointF(0, -0.62 * size));
        painter.drawLine(centre, centre + QPointF(0.5 * size, 0));
    }
}

void WorkerItem::paintName(QPainter& painter) const
{
    painter.setPen(theme().ink);
    painter.setFont(uiFont());
    const QRectF room = boundingRect();
    // Clear of the selection ring, so that selecting does not push the name.
    painter.drawText(QRectF(room.left(), m_look.radius + kRingGap, room.width(), kNameHeight), Qt::AlignHCenter | Qt::AlignVCenter,
                     m_look.name);
}

}  // namespace gossip::ui
