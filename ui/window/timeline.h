// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/run.h>
#include <gossip/scenario.h>

#include <QWidget>

#include <vector>

namespace gossip::ui {

/// The run's course from left to right: what is planned (hollow), what happened (filled), and now.
class Timeline : public QWidget {
    Q_OBJECT
public:
    static constexpr double kMargin = 16.0;   // px at both ends

    explicit Timeline(QWidget* parent = nullptr);
    void setScenario(const gossip::Scenario& scenario);
    void apply(const gossip::RunUpdate& update);
    [[nodiscard]] double endS() const { return m_endS; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Mark {
        gossip::Fault fault;
        bool past = false;
    };
    [[nodiscard]] double xOf(double timeS) const;
    [[nodiscard]] double expectedEndS(const gossip::RunUpdate& update) const;
    void paintMark(QPainter& painter, const Mark& mark) const;

    gossip::Scenario m_scenario;
    std::vector<Mark> m_marks;
    double m_nowS = 0.0;
    double m_endS = 60.0;
};

}  // namespace gossip::ui
