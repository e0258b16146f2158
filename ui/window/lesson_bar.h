// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/lab.h"
#include "ui/window/page_rail.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>

#include <optional>

namespace gossip::ui {

class GuessMark;
class RunBar;
class RunPage;
class ScenarioFiles;
class Spotlight;
struct Lesson;

/// A lesson on the run page: what to guess, the run, how far off the guess was, and why. Stands above the page's figures, with a mark
/// on the accuracy chart and a ring around the control that the lesson is about; leaving takes all of it away again.
class LessonBar : public QFrame {
    Q_OBJECT
public:
    LessonBar(Lab* lab, ScenarioFiles* files, RunBar* runBar, RunPage* page);

    [[nodiscard]] QString heading() const { return m_heading->text(); }
    [[nodiscard]] QString text() const { return m_text->text(); }

public Q_SLOTS:
    /// Opens the lesson's experiment, after asking what becomes of unsaved edits.
    /// \param index  in lessons()
    void begin(int index);
    void startAgain();   ///< the experiment as it was, and a new guess; a run that goes on ends first
    void leave();        ///< the window as usual; the experiment stays open

Q_SIGNALS:
    void pageWanted(gossip::ui::Page page);   ///< the run's, or after the last lesson that of all lessons

protected:
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] const Lesson& lesson() const;
    [[nodiscard]] QString difference() const;
    void layOut();
    void connectLab();
    void light();
    void next();
    void tell();
    void refresh();

    Lab* m_lab;
    ScenarioFiles* m_files;
    RunBar* m_runBar;
    RunPage* m_page;
    std::optional<int> m_lesson;
    double m_paceBefore = 0.0;
    bool m_told = false;               ///< the run is over, guess and truth stand together
    bool m_touched = false;            ///< somebody had a hand in the run: it may have come out otherwise than the reason says
    bool m_again = false;              ///< starts again as soon as the run has ended
    std::optional<double> m_truth;     ///< 0–1; empty: nothing was measured
    GuessMark* m_mark;
    Spotlight* m_light;
    QLabel* m_heading;
    QLabel* m_text;
    QPushButton* m_run;
    QPushButton* m_next;
    QPushButton* m_startAgain;
    QPushButton* m_leave;
};

}  // namespace gossip::ui
