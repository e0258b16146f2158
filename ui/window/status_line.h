// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/lab.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QTimer>
#include <QWidget>

namespace gossip::ui {

/// The line at the foot: privacy, speed, frames drawn, samples skipped, recording folder.
class StatusLine : public QWidget {
    Q_OBJECT
public:
    /// \param painted  the widget whose paints are counted as frames
    StatusLine(Lab* lab, QWidget* painted, QWidget* parent = nullptr);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    [[nodiscard]] QString speedText() const;
    [[nodiscard]] QString folderText() const;

    Lab* m_lab;
    QWidget* m_painted;
    QLabel* m_privacy;
    QLabel* m_speed;
    QLabel* m_frames;
    QLabel* m_notes;
    QLabel* m_folder;
    QTimer m_timer;
    QElapsedTimer m_since;
    int m_paints = 0;
    double m_samplesPerSecond = 0.0;
};

}  // namespace gossip::ui
