// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/worker_item.h"

#include "ui/look/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <numbers>

namespace gossip::ui {
namespace {

using gossip::WorkerState;

constexpr double kRingGap = 6.0;      // px from outline to the selection ring
constexpr double kRingPen = 2.0;
constexpr double kChosenPen = 1.2;
constexpr double kNameHeight = 20.0;
constexpr double kQueueSign = 6.0;    // px: one message that waits at the server
constexpr int kMostQueued = 12;       // signs; the number is written anyway

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
        && chosen == other.chosen && corrupt == other.corrupt && server == other.server && waiting == other.waiting && same(accuracy, other.accuracy)
        && radius == other.radius && nameRoom == other.nameRoom;
}

WorkerItem::WorkerItem(int worker) : m_worker(worker)
{
    setCacheMode(QGraphicsItem::DeviceCoordinateCache);  // messages pass by thirty times a second
}

void WorkerItem::setLook(const WorkerLook& look)
{
    if (look == m_look) return;
    if (look.radius != m_look.radius || look.name != m_look.name || look.waiting != m_look.waiting || look.nameRoom != m_look.nameRoom) prepareGeometryChange();
    m_look = look;
    update();
}

QRectF WorkerItem::boundingRect() const
{
    const double own = m_look.radius + kRingGap + kRingPen + 1.0;
    const double reach = m_look.server ? own + kQueueSign + 2.0 : own;
    const double nameReach = m_look.named ? std::max(reach, nameWidth() / 2.0 + 2.0) : reach;
    return QRectF(-nameReach, -reach, 2.0 * nameReach, 2.0 * reach + (m_look.named ? kNameHeight : 0.0));
}

double WorkerItem::nameWidth() const
{
    return std::min(QFontMetricsF(uiFont()).horizontalAdvance(caption()), m_look.nameRoom);
}

QPainterPath WorkerItem::shape() const
{
    return outlinePath(m_look.radius);
}

/// A circle; of a server a square with round corners.
QPainterPath WorkerItem::outlinePath(double radius) const
{
    QPainterPath path;
    if (m_look.server) path.addRoundedRect(QRectF(-radius, -radius, 2.0 * radius, 2.0 * radius), 0.3 * radius, 0.3 * radius);
    else path.addEllipse(QPointF(), radius, radius);
    return path;
}

QString WorkerItem::caption() const
{
    return m_look.server && m_look.waiting > 0 ? tr("%1: %n waiting", nullptr, m_look.waiting).arg(m_look.name) : m_look.name;
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
    if (m_look.selected || m_look.chosen) {
        const double pen = m_look.selected ? (m_look.focused ? kRingPen + 0.8 : kRingPen) : kChosenPen;
        painter->strokePath(outlinePath(m_look.radius + std::min(kRingGap, 0.4 * m_look.radius)), QPen(theme().ink, pen));
    }
    if (m_look.server) paintQueue(*painter);
    if (m_look.named) paintName(*painter);
}

void WorkerItem::paintGauge(QPainter& painter) const
{
    const Theme& t = theme();
    const double r = m_look.radius;
    const QPainterPath body = outlinePath(r);
    painter.fillPath(body, t.panel);
    if (!isEmpty()) {
        const double level = std::clamp(m_look.accuracy, 0.0, 1.0);
        QPainterPath fill;
        if (m_look.server) {
            QPainterPath below;
            below.addRect(QRectF(-r, r - 2.0 * r * level, 2.0 * r, 2.0 * r * level));
            fill = body.intersected(below);
        } else {   // a chord and the arc under it
            const double angle = std::acos(1.0 - 2.0 * level) * 180.0 / std::numbers::pi;
            fill.arcMoveTo(-r, -r, 2 * r, 2 * r, 270.0 - angle);
            fill.arcTo(-r, -r, 2 * r, 2 * r, 270.0 - angle, 2.0 * angle);
            fill.closeSubpath();
        }
        painter.fillPath(fill, t.gauge);
    }
    painter.strokePath(body, outline());
    if (isEmpty() || !m_look.detailed) return;
    painter.setPen(t.ink);
    painter.setFont(uiFont(std::max(10, int(r * 0.56)), true));
    painter.drawText(QRectF(-r, -r, 2 * r, 2 * r), Qt::AlignCenter, QString::number(std::lround(100.0 * m_look.accuracy)));
}

/// One sign for each message that waits, beside the server from its foot upwards.
void WorkerItem::paintQueue(QPainter& painter) const
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().slow);
    const double left = m_look.radius + kRingGap + 2.0;
    const double step = std::min(kQueueSign + 2.0, 2.0 * m_look.radius / kMostQueued);
    for (int i = 0; i < std::min(m_look.waiting, kMostQueued); ++i)
        painter.drawRect(QRectF(left, m_look.radius - (i + 1) * step, kQueueSign, std::max(1.0, step - 1.5)));
}

void WorkerItem::paintBadge(QPainter& painter) const
{
    if (!m_look.started) return;
    const Theme& t = theme();
    const double r = m_look.radius;
    if (m_look.corrupt && !isEmpty()) {   // the sign of its rejected messages
        const double half = std::clamp(0.24 * r, 3.0, 9.0);
        const QPointF at(0.72 * r, 0.72 * r);
        painter.setPen(QPen(t.failed, std::clamp(half / 4.0, 1.0, 2.0)));
        painter.setBrush(t.panel);
        painter.drawRect(QRectF(at.x() - half, at.y() - half, 2.0 * half, 2.0 * half));
        painter.drawLine(at - QPointF(0.55 * half, 0), at + QPointF(0.55 * half, 0));
    }
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
        if (m_look.state == WorkerState::waiting) {   // held, as on a player
            painter.setPen(QPen(t.slow, 0.36 * size, Qt::SolidLine, Qt::FlatCap));
            for (const double x : {-0.32 * size, 0.32 * size})
                painter.drawLine(centre + QPointF(x, -0.5 * size), centre + QPointF(x, 0.5 * size));
        } else {
            painter.drawLine(centre, centre + QPointF(0, -0.62 * size));
            painter.drawLine(centre, centre + QPointF(0.5 * size, 0));
        }
    }
}

void WorkerItem::paintName(QPainter& painter) const
{
    painter.setPen(theme().ink);
    painter.setFont(uiFont());
    const QRectF room = boundingRect();
    // Clear of the selection ring, so that selecting does not push the name.
    // Names of one place begin alike and end in what tells them apart.
    painter.drawText(QRectF(room.left(), m_look.radius + kRingGap, room.width(), kNameHeight), Qt::AlignHCenter | Qt::AlignVCenter,
                     QFontMetricsF(painter.font()).elidedText(caption(), Qt::ElideMiddle, m_look.nameRoom));
}

}  // namespace gossip::ui
