// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_decor.h"
#include "ui/charts/chart_line.h"
#include "ui/charts/time_axis.h"

#include <gossip/run.h>

#include <QTimer>
#include <QtCharts/QChartView>

#include <memory>

class QPushButton;

namespace gossip::ui {

/// Quantities of a run over its time: base of all live charts.
///
/// Fed with every update; draws at most ten times a second and only while visible. Charts that share a TimeAxis show the
/// same stretch of time, with the same fault bands. Wheel zooms, drag pans, double click follows the newest again;
/// the context menu saves PNG, SVG and CSV and shows a table.
class TimeChart : public QChartView {
    Q_OBJECT
public:
    /// \param axis  shared with the other charts; must outlive this one
    explicit TimeChart(TimeAxis* axis, QWidget* parent = nullptr);

    /// Forgets the past and prepares for a run of this scenario.
    void setScenario(const gossip::Scenario& scenario);
    void apply(const gossip::RunUpdate& update);
    void clear();
    /// Size of texts and of lines; 1 in the window, more when shown to a room.
    void setScale(double text, double lines);

    /// Writes the stretch of time now shown, in the colours of figures; the picture has twice the screen's resolution; false when the file cannot be written.
    bool savePng(const QString& path);
    bool saveSvg(const QString& path);
    /// All values as measured, one row per time, UTF-8.
    bool saveCsv(const QString& path) const;
    /// Heading and rows of what saveCsv() writes; empty cells where a quantity was not measured.
    [[nodiscard]] std::vector<QStringList> table() const;
    /// The chart's title without its clock.
    [[nodiscard]] QString name() const { return title(); }
    void showTable();
    [[nodiscard]] const FaultBands& faultBands() const { return m_faults; }

Q_SIGNALS:
    void saveFailed(const QString& sentence);

protected:
    struct ReferenceLine {
        double value = 0.0;
        QString label;
        Qt::PenStyle pen = Qt::DashLine;
    };

    [[nodiscard]] const gossip::Scenario& scenario() const { return m_scenario; }
    ChartLine& addLine(const QString& column, LineStyle style);
    ChartBand& addBand(std::function<QColor()> color, double opacity);
    void setReferenceLines(std::vector<ReferenceLine> lines);
    void setFixedRange(double low, double high, std::vector<double> ticks);
    void setScaleKind(SteppedRange::Scale scale);
    void refreshSoon();
    void linesChanged();   ///< as refreshSoon(), with the lines themselves
    [[nodiscard]] QColor protocolColor() const;

    virtual void configure() = 0;                                  ///< a new scenario; also after a change of language
    virtual void take(const gossip::RunUpdate& update) = 0;
    virtual void forget() = 0;                                     ///< clear what is beside the lines' buffers
    [[nodiscard]] virtual QString title() const = 0;
    [[nodiscard]] virtual QString emptyText() const = 0;
    [[nodiscard]] virtual QString tickText(double value) const = 0;
    [[nodiscard]] virtual QString valueText(double value) const = 0;
    [[nodiscard]] virtual QStringList labelsToReserve() const { return {}; }

    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void refresh();
    void layOut();
    void updateRange();
    void renameAll();
    void renderTo(QPainter& painter);
    void askAndSave(const QString& filter, const std::function<bool(const QString&)>& save);
    [[nodiscard]] bool hasData() const;
    [[nodiscard]] QPen referencePen(const ReferenceLine& line) const;
    [[nodiscard]] std::vector<EndLabel> endLabels() const;
    [[nodiscard]] std::vector<HoverValue> hoverValues(double timeS) const;
    [[nodiscard]] QStringList hoverNotes(double timeS) const;
    [[nodiscard]] DrawContext drawContext();

    TimeAxis* m_axis;
    QValueAxis* m_unitX;
    QValueAxis* m_unitY;
    QPushButton* m_toNewest;
    QTimer m_refresh;
    gossip::Scenario m_scenario;
    FaultBands m_faults;
    std::vector<std::unique_ptr<ChartBand>> m_tints;
    std::vector<std::unique_ptr<ChartLine>> m_lines;
    std::vector<ReferenceLine> m_references;
    SteppedRange m_range;
    std::vector<double> m_fixedTicks;   ///< empty: the range follows the data
    ChartFrame m_frame;
    double m_scale = 1.0;               ///< of texts
    double m_lineScale = 1.0;
    double m_dragX = -1.0;              ///< px; negative: not dragging
    bool m_started = false;
    bool m_atRest = false;
    bool m_linesStale = true;           ///< lines differ from what the series hold
};

}  // namespace gossip::ui
