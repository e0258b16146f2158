// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/icons.h"

#include "ui/look/theme.h"

#include <QIconEngine>
#include <QPainter>

namespace gossip::ui {

namespace {

/// A sign on a field of 16 × 16: lines are stroked, areas filled.
struct Drawing {
    QPainterPath lines;
    QPainterPath areas;
};

void line(QPainterPath& path, double x1, double y1, double x2, double y2)
{
    path.moveTo(x1, y1);
    path.lineTo(x2, y2);
}

Drawing flowControl(Sign sign)
{
    Drawing d;
    if (sign == Sign::play || sign == Sign::step) {
        const double left = sign == Sign::play ? 4 : 3;
        d.areas.addPolygon(QPolygonF({{left, 2.5}, {left + 9, 8}, {left, 13.5}, {left, 2.5}}));
        if (sign == Sign::step)
            d.areas.addRect(12.2, 2.5, 2.0, 11);
    } else if (sign == Sign::pause) {
        d.areas.addRect(3.5, 2.5, 3.2, 11);
        d.areas.addRect(9.3, 2.5, 3.2, 11);
    } else {
        d.areas.addRoundedRect(3, 3, 10, 10, 1, 1);
    }
    return d;
}

Drawing pageSign(Sign sign)
{
    Drawing d;
    if (sign == Sign::prepare) {
        for (const auto& [y, x] : {std::pair{3.5, 10.5}, {8.0, 5.0}, {12.5, 9.0}}) {
            line(d.lines, 1.5, y, 14.5, y);
            d.areas.addEllipse(QPointF(x, y), 2.1, 2.1);
        }
    } else if (sign == Sign::nodes) {
        d.lines.addPolygon(QPolygonF({{3.5, 3.5}, {12.5, 3.5}, {12.5, 12.5}, {3.5, 12.5}, {3.5, 3.5}, {12.5, 12.5}}));
        for (const auto& at : {QPointF(3.5, 3.5), QPointF(12.5, 3.5), QPointF(12.5, 12.5), QPointF(3.5, 12.5)})
            d.areas.addEllipse(at, 2.4, 2.4);
    } else if (sign == Sign::bars) {
        d.areas.addRect(2, 2.5, 6, 2.6);
        d.areas.addRect(2, 6.7, 9, 2.6);
        d.areas.addRect(2, 10.9, 12, 2.6);
    } else if (sign == Sign::results) {
        d.lines.addRoundedRect(2.5, 2, 11, 12, 1.2, 1.2);
        d.lines.addPolygon(QPolygonF({{5, 8.2}, {7.2, 10.4}, {11, 5.6}}));
    } else {
        d.lines.addPolygon(QPolygonF({{8, 4}, {5, 2.8}, {1.5, 3.2}, {1.5, 12.4}, {5, 12}, {8, 13.4}, {11, 12}, {14.5, 12.4},
                                      {14.5, 3.2}, {11, 2.8}, {8, 4}}));
        line(d.lines, 8, 4, 8, 13.4);
    }
    return d;
}

Drawing disturbance(Sign sign)
{
    Drawing d;
    if (sign == Sign::crash || sign == Sign::close) {
        line(d.lines, 3.5, 3.5, 12.5, 12.5);
        line(d.lines, 12.5, 3.5, 3.5, 12.5);
    } else if (sign == Sign::slow) {
        d.lines.addEllipse(QPointF(8, 8), 6, 6);
        d.lines.addPolygon(QPolygonF({{8, 4.4}, {8, 8}, {10.6, 9.6}}));
    } else if (sign == Sign::cut) {
        line(d.lines, 1, 8, 5, 8);
        line(d.lines, 11, 8, 15, 8);
        for (const double y : {1.5, 6.5, 11.5})
            line(d.lines, 8, y, 8, y + 3);
    } else {
        d.lines.arcMoveTo(2.5, 2.5, 11, 11, 60);
        d.lines.arcTo(2.5, 2.5, 11, 11, 60, 290);
        d.areas.addPolygon(QPolygonF({{9.6, 0.6}, {14.4, 2.2}, {11.0, 5.8}, {9.6, 0.6}}));
    }
    return d;
}

Drawing drawing(Sign sign)
{
    if (sign <= Sign::stop)
        return flowControl(sign);
    return sign <= Sign::learn ? pageSign(sign) : disturbance(sign);
}

class SignIconEngine : public QIconEngine {
public:
    SignIconEngine(Sign sign, bool onPrimary) : m_sign(sign), m_onPrimary(onPrimary) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const Theme& t = theme();
        QColor color = m_onPrimary ? t.primaryText : state == QIcon::On ? t.primary : t.muted;
        if (mode == QIcon::Disabled)
            color = t.resting;
        drawSign(*painter, m_sign, rect, color);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap result(size);
        result.fill(Qt::transparent);
        QPainter painter(&result);
        paint(&painter, result.rect(), mode, state);
        return result;
    }
    QIconEngine* clone() const override { return new SignIconEngine(*this); }

private:
    Sign m_sign;
    bool m_onPrimary;
};

}  // namespace

void drawSign(QPainter& painter, Sign sign, const QRectF& area, const QColor& color)
{
    const Drawing d = drawing(sign);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(area.topLeft());
    painter.scale(area.width() / 16.0, area.height() / 16.0);
    painter.strokePath(d.lines, QPen(color, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.fillPath(d.areas, color);
    painter.restore();
}

QIcon signIcon(Sign sign, bool onPrimary)
{
    return QIcon(new SignIconEngine(sign, onPrimary));
}

}  // namespace gossip::ui
