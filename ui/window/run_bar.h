// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/lab.h"
#include "ui/window/value_slider.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QWidget>

namespace gossip::ui {

/// The bar below the menu: start, pause, single step, stop; what runs; its clock; progress while data are read.
class RunBar : public QWidget {
    Q_OBJECT
public:
    explicit RunBar(Lab* lab, QWidget* parent = nullptr);

    /// Starts, or goes on when paused: what F5 does.
    void startOrResume();
    void pauseOrResume();

Q_SIGNALS:
    void resultsRequested();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refresh();
    void refreshTitle();
    void showClock();

    Lab* m_lab;
    QPushButton* m_start;
    QPushButton* m_pause;
    QPushButton* m_step;
    QPushButton* m_stop;
    QPushButton* m_results;
    QLabel* m_title;
    ValueSlider* m_pace;          ///< on the simulated clock only
    QStackedWidget* m_right;
    QLabel* m_clock;
    QLabel* m_clockNote;
    QLabel* m_loading;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
};

}  // namespace gossip::ui
