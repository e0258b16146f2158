// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPointF>
#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

namespace gossip::ui {

/// One quantity of one worker over the run, small: its name, its value, a line on two labelled axes.
/// Points are (seconds of the run's clock, value), ascending in time; NaN is a gap.
class HistoryStrip : public QWidget {
    Q_OBJECT
public:
    /// \param lowest, highest  fixed range; without \p highest it grows in 1-2-5 steps
    HistoryStrip(std::function<QColor()> color, double lowest, std::optional<double> highest, QWidget* parent);

    void setTexts(const QString& title, const QString& whatsThis, std::function<QString(double)> valueText);
    void setPoints(std::vector<QPointF> points, double toS);
    /// A moment to mark; its value is then the one that is written out. Empty: the newest.
    void setMarker(std::optional<double> timeS);
    /// What is written out at the right: the value at the marker or the newest; a dash without any.
    [[nodiscard]] QString shownValue() const;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] std::optional<QPointF> shownPoint() const;
    [[nodiscard]] double top() const;
    void paintAxes(QPainter& painter, const QRectF& plot) const;
    void paintLine(QPainter& painter, const QRectF& plot) const;
    [[nodiscard]] QPointF place(const QPointF& point, const QRectF& plot) const;
    void describe();

    std::function<QColor()> m_color;
    std::function<QString(double)> m_valueText;
    double m_lowest;
    std::optional<double> m_highest;
    QString m_title;
    std::vector<QPointF> m_points;
    double m_toS = 10.0;
    std::optional<double> m_markerS;
};

}  // namespace gossip::ui
