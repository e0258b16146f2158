// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/series_buffer.h"

#include <QColor>
#include <QString>
#include <QtCharts/QAreaSeries>
#include <QtCharts/QChart>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>

#include <functional>
#include <memory>

namespace gossip::ui {

/// How a line looks; the colour is asked for at each drawing, so that a change of theme shows.
struct LineStyle {
    std::function<QColor()> color;
    double width = 2.0;              ///< px at scale 1
    Qt::PenStyle pen = Qt::SolidLine;
    double opacity = 1.0;
};

/// Where a line is drawn. The axes stay at 0…1 and points are mapped to that: a moving axis would make Qt Charts
/// work out every line once more.
struct DrawContext {
    QChart* chart = nullptr;
    QValueAxis* timeAxis = nullptr;
    QValueAxis* valueAxis = nullptr;
    double fromS = 0.0;
    double toS = 1.0;
    double scale = 1.0;
    int mostPoints = SeriesBuffer::kMaxPoints;   ///< more than the plot has columns show nothing more
    std::function<double(double)> toHeight;   ///< value to 0…1; NaN: cannot be drawn
};

/// One drawn quantity: its history and the Qt Charts series that show it, one per stretch without gaps.
class ChartLine {
public:
    ChartLine(QString column, QString label, LineStyle style);

    SeriesBuffer buffer;
    QString column;          ///< heading in CSV and table
    QString label;           ///< at the line's end and in hover values; empty: unnamed
    LineStyle style;
    bool atEnd = true;       ///< named at the line's end
    bool inHover = true;
    const SeriesBuffer* digits = nullptr;   ///< values as measured, at the same times, where the line itself is smoothed
    int maxPoints = SeriesBuffer::kMaxPoints;

    /// Puts the line in front of everything attached before it.
    void attach(const DrawContext& context) { stretch(0, context); }
    /// One replace() per stretch. Stretches that are no longer needed stay, emptied, for the next gap.
    void draw(const DrawContext& context);
    [[nodiscard]] QPen pen(double scale) const;

private:
    QLineSeries* stretch(std::size_t index, const DrawContext& context);

    std::vector<QLineSeries*> m_series;   // owned by the chart
};

/// The room between two quantities, as a tint.
class ChartBand {
public:
    ChartBand(std::function<QColor()> color, double opacity);

    SeriesBuffer low;
    SeriesBuffer high;       ///< same times and gaps as `low`
    int maxPoints = SeriesBuffer::kMaxPoints;

    void append(double timeS, double lowest, double highest);
    void clear();
    void attach(const DrawContext& context) { stretch(0, context); }
    void draw(const DrawContext& context);

private:
    QAreaSeries* stretch(std::size_t index, const DrawContext& context);

    std::function<QColor()> m_color;
    double m_opacity;
    std::vector<QAreaSeries*> m_series;   // owned by the chart
};

}  // namespace gossip::ui
