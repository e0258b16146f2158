// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_line.h"

#include <QPen>

#include <algorithm>
#include <cmath>
#include <utility>

namespace gossip::ui {
namespace {

/// A stretch in shares of the plot; what the scale cannot show (zero on a logarithmic one) is left out.
QList<QPointF> heights(const QList<QPointF>& points, const DrawContext& context)
{
    QList<QPointF> mapped;
    mapped.reserve(points.size());
    for (const QPointF& point : points) {
        const double height = context.toHeight(point.y());
        if (!std::isnan(height)) mapped.append({(point.x() - context.fromS) / (context.toS - context.fromS), height});
    }
    return mapped;
}

void attachTo(const DrawContext& context, QAbstractSeries* series)
{
    context.chart->addSeries(series);
    series->attachAxis(context.timeAxis);
    series->attachAxis(context.valueAxis);
}

}  // namespace

ChartLine::ChartLine(QString columnName, QString shownLabel, LineStyle lineStyle)
    : column(std::move(columnName)), label(std::move(shownLabel)), style(std::move(lineStyle))
{
}

QPen ChartLine::pen(double scale) const
{
    QColor color = style.color();
    color.setAlphaF(float(style.opacity));
    QPen pen(color, style.width * scale, style.pen, Qt::FlatCap, Qt::BevelJoin);
    return pen;
}

QLineSeries* ChartLine::stretch(std::size_t index, const DrawContext& context)
{
    while (m_series.size() <= index) {
        auto* series = new QLineSeries;
        series->setPen(pen(context.scale));
        attachTo(context, series);
        m_series.push_back(series);
    }
    return m_series[index];
}

void ChartLine::draw(const DrawContext& context)
{
    const auto stretches = buffer.window(context.fromS, context.toS, std::min(maxPoints, context.mostPoints));
    for (std::size_t i = 0; i < stretches.size(); ++i) stretch(i, context)->replace(heights(stretches[i], context));
    for (std::size_t i = stretches.size(); i < m_series.size(); ++i) {
        if (m_series[i]->count() > 0) m_series[i]->clear();
    }
    const QPen wanted = pen(context.scale);
    for (QLineSeries* series : m_series) {
        if (series->pen() != wanted) series->setPen(wanted);
    }
}

ChartBand::ChartBand(std::function<QColor()> color, double opacity) : m_color(std::move(color)), m_opacity(opacity) {}

void ChartBand::append(double timeS, double lowest, double highest)
{
    const bool gap = std::isnan(lowest) || std::isnan(highest);
    low.append(timeS, gap ? NAN : lowest);
    high.append(timeS, gap ? NAN : highest);
}

void ChartBand::clear()
{
    low.clear();
    high.clear();
}

QAreaSeries* ChartBand::stretch(std::size_t index, const DrawContext& context)
{
    while (m_series.size() <= index) {
        auto* series = new QAreaSeries;
        series->setPen(Qt::NoPen);
        series->setUpperSeries(new QLineSeries(series));
        series->setLowerSeries(new QLineSeries(series));
        attachTo(context, series);
        m_series.push_back(series);
    }
    return m_series[index];
}

void ChartBand::draw(const DrawContext& context)
{
    const auto lower = low.window(context.fromS, context.toS, std::min(maxPoints, context.mostPoints));
    const auto upper = high.window(context.fromS, context.toS, std::min(maxPoints, context.mostPoints));
    QColor tint = m_color();
    tint.setAlphaF(float(m_opacity));
    for (std::size_t i = 0; i < lower.size(); ++i) {
        QAreaSeries* series = stretch(i, context);
        series->lowerSeries()->replace(heights(lower[i], context));
        series->upperSeries()->replace(heights(upper[i], context));
    }
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        m_series[i]->setVisible(i < lower.size());
        if (m_series[i]->color() != tint) m_series[i]->setColor(tint);
    }
}

}  // namespace gossip::ui
