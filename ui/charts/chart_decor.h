// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/axis_steps.h"
#include "ui/charts/fault_bands.h"

#include <QCoreApplication>
#include <QPen>
#include <QRectF>
#include <QString>

#include <functional>
#include <vector>

class QPainter;
class QPainterPath;

namespace gossip::ui {

/// Where things are in a chart at one moment, in px of the view.
struct ChartFrame {
    QRectF all;
    QRectF plot;
    double fromS = 0.0;
    double toS = 1.0;
    double newestS = 0.0;
    double scale = 1.0;
    const SteppedRange* range = nullptr;

    [[nodiscard]] double x(double timeS) const { return plot.left() + (timeS - fromS) / (toS - fromS) * plot.width(); }
    [[nodiscard]] double timeAt(double px) const { return fromS + (px - plot.left()) / plot.width() * (toS - fromS); }
    /// Share of the range's height, 0 at the bottom; NaN for what the scale cannot show.
    [[nodiscard]] double share(double value) const;
    [[nodiscard]] double y(double value) const { return plot.bottom() - share(value) * plot.height(); }
};

/// A name beside the end of what it names.
struct EndLabel {
    QString text;
    QPen pen;             ///< of the sample
    QPointF anchor;       ///< end of the line [px]
};

/// A value under the pointer.
struct HoverValue {
    QString text;
    QPen pen;
    QPointF at;
};

/// The parts of a chart that are not lines of data.
class ChartDecor {
    Q_DECLARE_TR_FUNCTIONS(gossip::ui::ChartDecor)
public:
    static constexpr double kLabelGap = 16.0;   // px between two line names at scale 1
    static constexpr double kSample = 12.0;     // px of a line shown before its name
    static constexpr int kMaxGridLines = 5;

    ChartDecor(QPainter& painter, const ChartFrame& frame) : m_painter(painter), m_frame(frame) {}

    void ground();
    void title(const QString& quantity, const QString& clock);
    void bands(const FaultBands& faults);
    void grid(const std::vector<double>& ticks, const std::function<QString(double)>& text);
    void timeTicks();
    void referenceLine(double value, const QPen& pen);
    void endLabels(std::vector<EndLabel> labels);
    void hover(double timeS, const std::vector<HoverValue>& values, const QStringList& notes);
    /// The moment of the past that the window shows.
    void moment(double timeS);
    void emptyText(const QString& text);

    /// Width that a line's name needs right of the plot, sample and margins included [px].
    static double labelWidth(const QString& text, double scale);
    /// "Line cut", "Machine down: A-2", …
    static QString faultName(const FaultBand& band, const QString& worker);

private:
    void addBand(QPainterPath& path, const FaultBand& band) const;
    void fillBands(FaultKind kind, const QPainterPath& path);
    void mark(const FaultMark& mark);

    QPainter& m_painter;
    const ChartFrame& m_frame;
};

}  // namespace gossip::ui
