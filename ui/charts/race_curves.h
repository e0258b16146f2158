// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QWidget>

#include <string>
#include <vector>

namespace gossip::ui {

/// What a race's curves run over.
enum class RaceAxis { time, traffic, steps };

/// Accuracy of every protocol over virtual time, data sent or steps; one line a seed, thin, and named at the end of the first.
class RaceCurves : public QWidget {
    Q_OBJECT
public:
    struct Line {
        std::string protocol;
        bool named = true;
        std::vector<QPointF> points;   ///< seconds, bytes or steps; accuracy 0–1
    };

    explicit RaceCurves(QWidget* parent = nullptr);
    void setLines(RaceAxis axis, double goal, std::vector<Line> lines);
    void draw(QPainter& painter, const QSizeF& size) const;
    /// Places of the lines' names, for what overlaps; px of a widget of this size.
    [[nodiscard]] std::vector<QRectF> labelPlaces(const QSizeF& size) const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Label {
        std::string protocol;
        double y = 0.0;        ///< middle [px]
    };

    [[nodiscard]] QRectF plotIn(const QSizeF& size) const;
    [[nodiscard]] double longest() const;
    [[nodiscard]] std::vector<Label> labels(const QRectF& plot) const;
    void drawGrid(QPainter& painter, const QRectF& plot) const;
    void drawLines(QPainter& painter, const QRectF& plot) const;
    void drawLabels(QPainter& painter, const QRectF& plot) const;
    [[nodiscard]] QString tickText(double value) const;
    [[nodiscard]] QString axisTitle() const;

    RaceAxis m_axis = RaceAxis::time;
    double m_goal = 0.0;
    std::vector<Line> m_lines;
};

}  // namespace gossip::ui
