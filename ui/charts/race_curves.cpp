// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/race_curves.h"

#include "ui/charts/axis_steps.h"
#include "ui/charts/label_layout.h"
#include "ui/look/theme.h"
#include "ui/models/words.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace gossip::ui {

namespace {

constexpr double kLeft = 52.0;      // px around the plot
constexpr double kTop = 34.0;
constexpr double kBottom = 44.0;
constexpr double kLabelGap = 18.0;
constexpr double kSample = 16.0;
constexpr double kMargin = 6.0;
constexpr int kTicks = 6;

}  // namespace

RaceCurves::RaceCurves(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("raceCurves"));
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(400, 220);
    setAccessibleName(tr("Accuracy of each protocol in the race"));
    connect(&ThemeStore::instance(), &ThemeStore::changed, this, qOverload<>(&QWidget::update));
}

void RaceCurves::setLines(RaceAxis axis, double goal, std::vector<Line> lines)
{
    m_axis = axis;
    m_goal = goal;
    m_lines = std::move(lines);
    update();
}

void RaceCurves::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    draw(painter, size());
}

void RaceCurves::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Accuracy of each protocol in the race"));
        update();
    }
    QWidget::changeEvent(event);
}

QRectF RaceCurves::plotIn(const QSizeF& size) const
{
    double widest = 60.0;
    for (const Line& line : m_lines)
        widest = std::max(widest, QFontMetricsF(uiFont(12)).horizontalAdvance(protocolText(line.protocol)));
    return QRectF(QPointF(kLeft, kTop), QPointF(size.width() - widest - kSample - 3 * kMargin, size.height() - kBottom));
}

double RaceCurves::longest() const
{
    double most = 0.0;
    for (const Line& line : m_lines)
        for (const QPointF& point : line.points)
            most = std::max(most, point.x());
    return most > 0.0 ? most : 1.0;
}

void RaceCurves::draw(QPainter& painter, const QSizeF& size) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF plot = plotIn(size);
    drawGrid(painter, plot);
    drawLines(painter, plot);
    drawLabels(painter, plot);
}

QString RaceCurves::axisTitle() const
{
    switch (m_axis) {
    case RaceAxis::time: return tr("Time of the race [s]");
    case RaceAxis::traffic: return tr("Data sent");
    case RaceAxis::steps: break;
    }
    return tr("Steps of all workers");
}

QString RaceCurves::tickText(double value) const
{
    return m_axis == RaceAxis::traffic ? dataText(std::uint64_t(value)) : QLocale().toString(value, 'f', 0);
}

void RaceCurves::drawGrid(QPainter& painter, const QRectF& plot) const
{
    painter.setPen(theme().ink);
    painter.setFont(uiFont(13, true));
    painter.drawText(QRectF(kMargin, 6, plot.right(), 20), int(Qt::AlignLeft | Qt::AlignVCenter), tr("Accuracy [%]"));
    painter.setFont(uiFont(12));
    for (int percent = 0; percent <= 100; percent += 25) {
        const double y = plot.bottom() - plot.height() * percent / 100.0;
        painter.setPen(QPen(theme().grid, 1.0));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(theme().muted);
        painter.drawText(QRectF(0, y - 10, kLeft - kMargin, 20), int(Qt::AlignRight | Qt::AlignVCenter), QLocale().toString(percent));
    }
    for (const double tick : linearTicks(0.0, longest(), kTicks)) {
        const double x = plot.left() + plot.width() * tick / longest();
        painter.drawText(QRectF(x - 60, plot.bottom() + 3, 120, 16), int(Qt::AlignHCenter | Qt::AlignTop), tickText(tick));
    }
    painter.drawText(QRectF(plot.left(), plot.bottom() + 20, plot.width(), 20), int(Qt::AlignRight | Qt::AlignVCenter), axisTitle());
    if (m_goal > 0.0) {
        const double y = plot.bottom() - plot.height() * m_goal;
        painter.setPen(QPen(theme().muted, 1.4, Qt::DashDotLine, Qt::FlatCap));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        // Where curves are least likely: they rise steeply at the left and end above the goal.
        painter.drawText(QRectF(plot.right() - 200 - kMargin, y + 1, 200, 18), int(Qt::AlignRight | Qt::AlignVCenter), tr("Goal %1").arg(percentText(m_goal, 0)));
    }
}

void RaceCurves::drawLines(QPainter& painter, const QRectF& plot) const
{
    const double longestX = longest();
    for (const Line& line : m_lines) {
        QPolygonF path;
        for (const QPointF& point : line.points)
            path << QPointF(plot.left() + plot.width() * point.x() / longestX, plot.bottom() - plot.height() * point.y());
        QColor color = theme().protocolColor(line.protocol);
        painter.setBrush(color);
        painter.setPen(Qt::NoPen);
        if (line.named && !path.isEmpty())
            painter.drawEllipse(path.back(), 3.5, 3.5);   // where its name belongs to
        color.setAlphaF(line.named ? 1.0F : 0.45F);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color, line.named ? 2.4 : 1.2, theme().protocolPen(line.protocol), Qt::FlatCap, Qt::BevelJoin));
        painter.drawPolyline(path);
    }
}

std::vector<RaceCurves::Label> RaceCurves::labels(const QRectF& plot) const
{
    std::vector<Label> labels;
    std::vector<double> wanted;
    for (const Line& line : m_lines) {
        if (!line.named || line.points.empty())
            continue;
        labels.push_back({line.protocol, 0.0});
        wanted.push_back(plot.bottom() - plot.height() * line.points.back().y());
    }
    const std::vector<double> places = placeLabels(wanted, kLabelGap, plot.top(), plot.bottom());
    labels.resize(places.size());
    for (std::size_t i = 0; i < places.size(); ++i)
        labels[i].y = places[i];
    return labels;
}

std::vector<QRectF> RaceCurves::labelPlaces(const QSizeF& size) const
{
    const QRectF plot = plotIn(size);
    std::vector<QRectF> places;
    for (const Label& label : labels(plot))
        places.emplace_back(plot.right() + kMargin, label.y - kLabelGap / 2, size.width() - plot.right() - kMargin, kLabelGap);
    return places;
}

void RaceCurves::drawLabels(QPainter& painter, const QRectF& plot) const
{
    painter.setFont(uiFont(12));
    for (const Label& label : labels(plot)) {
        const double left = plot.right() + kMargin;
        painter.setPen(QPen(theme().protocolColor(label.protocol), 2.4, theme().protocolPen(label.protocol), Qt::FlatCap));
        painter.drawLine(QPointF(left, label.y), QPointF(left + kSample, label.y));
        painter.setPen(theme().ink);
        painter.drawText(QRectF(left + kSample + kMargin, label.y - 10, 400, 20), int(Qt::AlignLeft | Qt::AlignVCenter), protocolText(label.protocol));
    }
}

}  // namespace gossip::ui
