// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/history_strip.h"

#include "ui/charts/axis_steps.h"
#include "ui/look/theme.h"
#include "ui/models/words.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace gossip::ui {

namespace {

constexpr double kHead = 24.0;       // px: name and value
constexpr double kFoot = 16.0;       // px: times
constexpr double kPlot = 40.0;
constexpr double kAxis = 44.0;       // px: values left of the plot
constexpr double kShortestS = 10.0;

}  // namespace

HistoryStrip::HistoryStrip(std::function<QColor()> color, double lowest, std::optional<double> highest, QWidget* parent)
    : QWidget(parent), m_color(std::move(color)), m_valueText([](double) { return QString(); }), m_lowest(lowest), m_highest(highest)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&ThemeStore::instance(), &ThemeStore::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize HistoryStrip::sizeHint() const
{
    return {220, int(kHead + kPlot + kFoot) + 4};
}

void HistoryStrip::setTexts(const QString& title, const QString& whatsThis, std::function<QString(double)> valueText)
{
    m_title = title;
    m_valueText = std::move(valueText);
    setAccessibleName(title);
    setWhatsThis(whatsThis);
    setToolTip(whatsThis);
    describe();
    update();
}

void HistoryStrip::setPoints(std::vector<QPointF> points, double toS)
{
    m_points = std::move(points);
    m_toS = std::max(kShortestS, toS);
    describe();
    update();
}

void HistoryStrip::setMarker(std::optional<double> timeS)
{
    m_markerS = timeS;
    describe();
    update();
}

std::optional<QPointF> HistoryStrip::shownPoint() const
{
    for (auto point = m_points.rbegin(); point != m_points.rend(); ++point)
        if ((!m_markerS || point->x() <= *m_markerS) && !std::isnan(point->y()))
            return *point;
    return std::nullopt;
}

QString HistoryStrip::shownValue() const
{
    const auto point = shownPoint();
    return point ? m_valueText(point->y()) : QStringLiteral("–");
}

void HistoryStrip::describe()
{
    setAccessibleDescription(shownValue());
}

double HistoryStrip::top() const
{
    if (m_highest)
        return *m_highest;
    double most = 0.0;
    for (const QPointF& point : m_points)
        most = std::isfinite(point.y()) ? std::max(most, point.y()) : most;
    return most > 0.0 ? niceStep(most) : 1.0;
}

QPointF HistoryStrip::place(const QPointF& point, const QRectF& plot) const
{
    const double share = std::clamp((point.y() - m_lowest) / (top() - m_lowest), 0.0, 1.0);
    return {plot.left() + point.x() / m_toS * plot.width(), plot.bottom() - share * plot.height()};
}

void HistoryStrip::paintAxes(QPainter& painter, const QRectF& plot) const
{
    painter.setFont(uiFont(11));
    painter.setPen(QPen(theme().grid, 1));
    for (const double y : {plot.top(), plot.bottom()})
        painter.drawLine(QPointF(plot.left(), std::round(y) + 0.5), QPointF(plot.right(), std::round(y) + 0.5));
    painter.setPen(theme().muted);
    const auto value = [&](double y, double shown) {
        painter.drawText(QRectF(0, y - 8, kAxis - 6, 16), int(Qt::AlignRight | Qt::AlignVCenter), numberText(shown));
    };
    value(plot.top() + 3, top());
    value(plot.bottom() - 3, m_lowest);
    const QRectF foot(plot.left(), plot.bottom() + 1, plot.width(), kFoot);
    painter.drawText(foot, int(Qt::AlignLeft | Qt::AlignVCenter), timeText(0.0));
    painter.drawText(foot, int(Qt::AlignRight | Qt::AlignVCenter), timeText(m_toS));
}

void HistoryStrip::paintLine(QPainter& painter, const QRectF& plot) const
{
    QPainterPath path;
    bool open = false;
    for (const QPointF& point : m_points) {
        if (std::isnan(point.y())) {
            open = false;
            continue;
        }
        const QPointF at = place(point, plot);
        open ? path.lineTo(at) : path.moveTo(at);
        open = true;
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(m_color(), 2.0, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin));
    painter.drawPath(path);
    if (m_markerS) {
        const double x = plot.left() + std::min(1.0, *m_markerS / m_toS) * plot.width();
        painter.setPen(QPen(theme().ink, 1.4));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    }
    if (const auto shown = shownPoint()) {
        painter.setPen(QPen(m_color(), 1.6));
        painter.setBrush(theme().panel);
        painter.drawEllipse(place(*shown, plot), 3.0, 3.0);
    }
}

void HistoryStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF head(0, 0, width(), kHead - 4.0);   // clear of the highest value
    painter.setFont(uiFont(12, true));
    painter.setPen(theme().ink);
    const QString value = shownValue();
    painter.drawText(head, int(Qt::AlignRight | Qt::AlignVCenter), value);
    const double room = head.width() - painter.fontMetrics().horizontalAdvance(value) - 12;
    painter.setFont(uiFont(12));
    painter.setPen(theme().muted);
    painter.drawText(head, int(Qt::AlignLeft | Qt::AlignVCenter), QFontMetricsF(painter.font()).elidedText(m_title, Qt::ElideRight, room));
    const QRectF plot(kAxis, kHead, width() - kAxis - 6, kPlot);
    paintAxes(painter, plot);
    paintLine(painter, plot);
}

}  // namespace gossip::ui
