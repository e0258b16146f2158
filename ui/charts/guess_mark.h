// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSlider>
#include <QtCharts/QChartView>

#include <optional>

namespace gossip::ui {

/// A guess that is dragged over a chart of 0–100 %, by mouse or keys; later what was measured stands beside it.
///
/// A slider for whoever cannot see it. Lies over the plot, wherever that goes, and leaves the rest of the chart to the chart.
class GuessMark : public QSlider {
    Q_OBJECT
public:
    /// \param view  whose vertical axis goes from 0 to 100; becomes the parent
    explicit GuessMark(QChartView* view);

    /// A locked guess can be seen but no longer moved.
    void setLocked(bool locked);
    /// \param percent  what was measured; empty: not yet
    void setTruth(std::optional<double> percent);
    /// Where the guess is taken hold of, in this widget.
    [[nodiscard]] QRect flag() const { return m_flag; }

protected:
    void sliderChange(SliderChange change) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void follow(const QRectF& plot);
    void arrange();
    [[nodiscard]] double yOf(double percent) const;
    [[nodiscard]] QRect flagAt(double percent, const QString& text, bool above) const;
    [[nodiscard]] QString guessText() const;
    [[nodiscard]] QString truthText() const;

    std::optional<double> m_truth;
    QRect m_flag;
    QRect m_truthFlag;
    double m_grabbed = 0.0;   ///< px between the pointer and the line
};

}  // namespace gossip::ui
