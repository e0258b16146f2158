// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_decor.h"

#include "ui/charts/label_layout.h"
#include "ui/look/theme.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <map>

namespace gossip::ui {
namespace {

constexpr int kSmall = 12;         // px: ticks, names at line ends
constexpr double kMargin = 4.0;    // px between plot, sample and name
constexpr double kPxPerTick = 90.0;

QFont scaled(int px, double scale, bool bold = false)
{
    return uiFont(int(std::lround(px * scale)), bold);
}

QColor translucent(QColor color, double alpha)
{
    color.setAlphaF(float(alpha));
    return color;
}

QColor faultColor(FaultKind kind)
{
    switch (kind) {
    case FaultKind::crash:
    case FaultKind::corrupt: return theme().failed;
    case FaultKind::slow: return theme().slow;
    case FaultKind::partition: return theme().cut;
    default: return theme().resting;
    }
}

}  // namespace

double ChartFrame::share(double value) const
{
    if (range->scale() == SteppedRange::Scale::linear) return (value - range->low()) / (range->high() - range->low());
    if (!(value > 0.0)) return NAN;
    return std::log(value / range->low()) / std::log(range->high() / range->low());
}

void ChartDecor::ground()
{
    m_painter.fillRect(m_frame.all, theme().panel);
}

void ChartDecor::title(const QString& quantity, const QString& clock)
{
    const double scale = m_frame.scale;
    const QFont bold = scaled(13, scale, true);
    const QRectF line(m_frame.all.left() + 12 * scale, m_frame.all.top() + 6 * scale, m_frame.all.width() - 24 * scale, 20 * scale);
    m_painter.setFont(bold);
    m_painter.setPen(theme().ink);
    m_painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, quantity);
    const QRectF rest = line.adjusted(QFontMetricsF(bold).horizontalAdvance(quantity) + 20 * scale, 0, 0, 0);
    m_painter.setFont(scaled(kSmall, scale));
    m_painter.setPen(theme().muted);
    const QFontMetricsF metrics(m_painter.font());
    m_painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(clock, Qt::ElideRight, rest.width()));
}

void ChartDecor::bands(const FaultBands& faults)
{
    m_painter.save();
    m_painter.setClipRect(m_frame.plot);
    // Bands of one kind are one tint: sixteen machines down are not sixteen times as red.
    std::map<FaultKind, QPainterPath> tints;
    for (const FaultBand& one : faults.bands()) addBand(tints[one.kind], one);
    for (const auto& [kind, path] : tints) fillBands(kind, path);
    for (const FaultMark& one : faults.marks()) mark(one);
    m_painter.restore();
}

void ChartDecor::addBand(QPainterPath& path, const FaultBand& band) const
{
    const double end = std::min(band.endS, m_frame.newestS);
    if (end < m_frame.fromS || band.beginS > m_frame.toS) return;
    const double left = m_frame.x(band.beginS);
    path.setFillRule(Qt::WindingFill);
    path.addRect(left, m_frame.plot.top(), std::max(1.0, m_frame.x(end) - left), m_frame.plot.height());
}

void ChartDecor::fillBands(FaultKind kind, const QPainterPath& path)
{
    const QColor color = faultColor(kind);
    m_painter.fillPath(path, translucent(color, theme().dark ? 0.14 : 0.09));
    for (const QPolygonF& area : path.toSubpathPolygons()) {
        const QRectF rect = area.boundingRect();
        if (kind == FaultKind::partition) {
            m_painter.setPen(QPen(color, 2 * m_frame.scale, Qt::DashLine, Qt::FlatCap));
            m_painter.drawLine(rect.topLeft(), rect.bottomLeft());
        } else {
            m_painter.fillRect(QRectF(rect.topLeft(), QSizeF(rect.width(), 3 * m_frame.scale)), color);
        }
    }
}

void ChartDecor::mark(const FaultMark& mark)
{
    const double x = m_frame.x(mark.timeS);
    const double size = 5 * m_frame.scale;
    m_painter.setPen(QPen(theme().failed, 1.2 * m_frame.scale));
    m_painter.drawLine(QPointF(x, m_frame.plot.top()), QPointF(x, m_frame.plot.bottom()));
    const QPointF top(x, m_frame.plot.top() + 1);
    m_painter.setBrush(theme().failed);
    m_painter.drawPolygon(QPolygonF({top, top + QPointF(size, 1.8 * size), top + QPointF(-size, 1.8 * size)}));
}

void ChartDecor::grid(const std::vector<double>& ticks, const std::function<QString(double)>& text)
{
    const QRectF& plot = m_frame.plot;
    m_painter.setFont(scaled(kSmall, m_frame.scale));
    for (const double tick : ticks) {
        const double y = std::round(m_frame.y(tick)) + 0.5;  // hairlines sharp
        m_painter.setPen(QPen(theme().grid, 1));
        m_painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        m_painter.setPen(theme().muted);
        m_painter.drawText(QRectF(m_frame.all.left(), y - 10 * m_frame.scale, plot.left() - m_frame.all.left() - 6, 20 * m_frame.scale),
                           Qt::AlignRight | Qt::AlignVCenter, text(tick));
    }
}

void ChartDecor::timeTicks()
{
    const QRectF& plot = m_frame.plot;
    const int most = std::max(2, int(plot.width() / (kPxPerTick * m_frame.scale)));
    m_painter.setFont(scaled(kSmall, m_frame.scale));
    for (const double tick : linearTicks(m_frame.fromS, m_frame.toS, most)) {
        const double x = std::round(m_frame.x(tick)) + 0.5;
        m_painter.setPen(QPen(theme().border, 1));
        m_painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + 3));
        m_painter.setPen(theme().muted);
        m_painter.drawText(QRectF(x - 40 * m_frame.scale, plot.bottom() + 3, 80 * m_frame.scale, 16 * m_frame.scale),
                           Qt::AlignHCenter | Qt::AlignTop, QLocale().toString(tick, 'g', 6));
    }
}

void ChartDecor::referenceLine(double value, const QPen& pen)
{
    const double y = m_frame.y(value);
    if (!m_frame.plot.adjusted(0, -1, 0, 1).contains(m_frame.plot.left(), y)) return;
    m_painter.setPen(pen);
    m_painter.drawLine(QPointF(m_frame.plot.left(), y), QPointF(m_frame.plot.right(), y));
}

void ChartDecor::endLabels(std::vector<EndLabel> labels)
{
    const double scale = m_frame.scale;
    const QRectF& plot = m_frame.plot;
    std::vector<double> wanted;
    for (const EndLabel& label : labels) wanted.push_back(label.anchor.y());
    const std::vector<double> places = placeLabels(wanted, kLabelGap * scale, plot.top(), plot.bottom());
    m_painter.setFont(scaled(kSmall, scale));
    const QFontMetricsF metrics(m_painter.font());
    for (std::size_t i = 0; i < places.size(); ++i) {
        const EndLabel& label = labels[i];
        const double left = plot.right() + kMargin * scale;
        if (std::abs(places[i] - label.anchor.y()) > 3 || plot.right() - label.anchor.x() > 6) {
            m_painter.setPen(QPen(translucent(theme().muted, 0.6), 1));
            m_painter.drawLine(label.anchor, QPointF(plot.right(), label.anchor.y()));
            m_painter.drawLine(QPointF(plot.right(), label.anchor.y()), QPointF(left, places[i]));
        }
        m_painter.setPen(label.pen);
        m_painter.drawLine(QPointF(left, places[i]), QPointF(left + kSample * scale, places[i]));
        const double textLeft = left + (kSample + kMargin) * scale;
        m_painter.setPen(theme().ink);
        m_painter.drawText(QRectF(textLeft, places[i] - 10 * scale, m_frame.all.right() - textLeft, 20 * scale),
                           Qt::AlignLeft | Qt::AlignVCenter,
                           metrics.elidedText(label.text, Qt::ElideRight, m_frame.all.right() - textLeft));
    }
}

void ChartDecor::hover(double timeS, const std::vector<HoverValue>& values, const QStringList& notes)
{
    const double scale = m_frame.scale;
    const double x = m_frame.x(timeS);
    m_painter.setPen(QPen(theme().muted, 1));
    m_painter.drawLine(QPointF(x, m_frame.plot.top()), QPointF(x, m_frame.plot.bottom()));
    for (const HoverValue& value : values) {
        m_painter.setBrush(theme().panel);
        m_painter.setPen(QPen(value.pen.color(), 1.6 * scale));
        m_painter.drawEllipse(value.at, 3.5 * scale, 3.5 * scale);
    }
    m_painter.setFont(scaled(kSmall, scale));
    const QFontMetricsF metrics(m_painter.font());
    const QString head = tr("%1 s").arg(QLocale().toString(timeS, 'f', 1));
    double width = metrics.horizontalAdvance(head);
    for (const HoverValue& value : values) width = std::max(width, metrics.horizontalAdvance(value.text) + 18 * scale);
    for (const QString& note : notes) width = std::max(width, metrics.horizontalAdvance(note));
    const double row = 17 * scale;
    const QSizeF size(width + 16 * scale, row * double(1 + values.size() + notes.size()) + 8 * scale);
    const bool onLeft = x + 10 * scale + size.width() > m_frame.plot.right();
    QRectF box(QPointF(onLeft ? x - 10 * scale - size.width() : x + 10 * scale, m_frame.plot.top() + 6 * scale), size);
    m_painter.setPen(QPen(theme().border, 1));
    m_painter.setBrush(theme().panel);
    m_painter.drawRoundedRect(box, 4, 4);
    QRectF line(box.left() + 8 * scale, box.top() + 4 * scale, width, row);
    const auto write = [&](const QRectF& where, const QColor& color, const QString& text) {
        m_painter.setPen(color);
        m_painter.drawText(where, Qt::AlignLeft | Qt::AlignVCenter, text);
        line.translate(0, row);
    };
    write(line, theme().muted, head);
    for (const HoverValue& value : values) {
        m_painter.setPen(value.pen);
        m_painter.drawLine(QPointF(line.left(), line.center().y()), QPointF(line.left() + kSample * scale, line.center().y()));
        write(line.adjusted(18 * scale, 0, 0, 0), theme().ink, value.text);
    }
    for (const QString& note : notes) write(line, theme().muted, note);
}

void ChartDecor::moment(double timeS)
{
    const double size = 5 * m_frame.scale;
    const QPointF top(m_frame.x(timeS), m_frame.plot.top());
    m_painter.setPen(QPen(theme().ink, 1.6 * m_frame.scale));
    m_painter.drawLine(top, QPointF(top.x(), m_frame.plot.bottom()));
    m_painter.setBrush(theme().ink);
    m_painter.drawPolygon(QPolygonF({top, top + QPointF(size, -1.4 * size), top + QPointF(-size, -1.4 * size)}));
}

void ChartDecor::emptyText(const QString& text)
{
    m_painter.setFont(scaled(13, m_frame.scale));
    constexpr int kFlags = Qt::AlignCenter | Qt::TextWordWrap;
    const QRectF room = m_frame.plot.adjusted(12, 0, -12, 0);
    m_painter.fillRect(m_painter.boundingRect(room, kFlags, text).adjusted(-8, -2, 8, 2), theme().panel);  // over the grid
    m_painter.setPen(theme().muted);
    m_painter.drawText(room, kFlags, text);
}

double ChartDecor::labelWidth(const QString& text, double scale)
{
    return QFontMetricsF(scaled(kSmall, scale)).horizontalAdvance(text) + (kSample + 3 * kMargin) * scale;
}

QString ChartDecor::faultName(const FaultBand& band, const QString& worker)
{
    switch (band.kind) {
    case FaultKind::crash: return tr("Down: %1").arg(worker);
    case FaultKind::slow: return tr("Slow: %1").arg(worker);
    case FaultKind::corrupt: return tr("Sends corrupt data: %1").arg(worker);
    case FaultKind::partition: return tr("Line cut");
    default: return tr("Network disturbed");
    }
}

}  // namespace gossip::ui
