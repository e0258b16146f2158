// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QWidget>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gossip::ui {

/// One protocol of a race, over its seeds.
struct RaceBar {
    enum class State { waiting, running, reached, missed };
    std::string protocol;
    State state = State::waiting;
    double seconds = 0.0;          ///< to the goal; not there yet: how far; missed: where it ended. Mean over the seeds
    double fromS = 0.0;            ///< whisker; equal to `toS`: none
    double toS = 0.0;
    double waitedShare = 0.0;      ///< of `seconds`, 0–1
    std::optional<double> accuracy;
    std::uint64_t bytes = 0;       ///< sent until there
    int reached = 0;               ///< seeds at the goal, of `seeds`
    int seeds = 1;
};

/// The race's one picture: a bar of time for each protocol, those at the goal first and the fastest on top; solid while they
/// compute, hatched while they wait; quality and traffic as numbers beside it.
class RaceBars : public QWidget {
    Q_OBJECT
public:
    explicit RaceBars(QWidget* parent = nullptr);

    void setGoal(double accuracy);
    /// In the order of the protocols; they are sorted here.
    void setBars(std::vector<RaceBar> bars);
    [[nodiscard]] const std::vector<RaceBar>& bars() const { return m_bars; }   ///< top first
    /// Draws into any device; \p size in px.
    void draw(QPainter& painter, const QSizeF& size) const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Columns;
    void drawHeading(QPainter& painter, const Columns& columns) const;
    void drawBar(QPainter& painter, const Columns& columns, const RaceBar& bar, const QRectF& row) const;
    void drawMissed(QPainter& painter, const Columns& columns, const RaceBar& bar, const QRectF& box) const;
    void drawEnd(QPainter& painter, const Columns& columns, const RaceBar& bar, const QRectF& box) const;
    void drawNumbers(QPainter& painter, const Columns& columns, const RaceBar& bar, const QRectF& row) const;
    [[nodiscard]] Columns columnsFor(const QSizeF& size) const;
    void describe();

    std::vector<RaceBar> m_bars;
    double m_goal = 0.0;
};

}  // namespace gossip::ui
