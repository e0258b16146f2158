// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/scrub_bar.h"
#include "ui/window/timeline.h"
#include "ui/window/value_slider.h"

#include <gossip/run.h>
#include <gossip/scenario.h>

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>

namespace gossip::ui {

/// 障害を試す: four buttons, three sliders, the timeline. Says what is wanted; who owns the run carries it out.
class FaultStrip : public QFrame {
    Q_OBJECT
public:
    explicit FaultStrip(QWidget* parent = nullptr);
    /// A new scenario: its values on the sliders, its faults on the timeline.
    void setScenario(const gossip::Scenario& scenario);
    void apply(const gossip::RunUpdate& update);
    void setSelectedWorker(int worker);
    [[nodiscard]] Timeline* timeline() const { return m_timeline; }
    /// Folded: 44 px, without the timeline. Large: 132 px instead of 104.
    void setExtent(bool folded, bool large);
    /// The moment of the past that the page shows, in place of the controls (nothing can be done to it); empty: now.
    void setMoment(std::optional<double> timeS);
    /// How far there is something to look back at.
    void setRecorded(double newestS);

    /// What a press would do now, in words.
    [[nodiscard]] QString crashText() const { return m_crash->text(); }
    [[nodiscard]] QString cutText() const { return m_cut->text(); }
    [[nodiscard]] QString restoreText() const { return m_restore->text(); }

Q_SIGNALS:
    void commandRequested(const gossip::Fault& command);
    void restoreRequested();
    void momentPicked(double timeS);
    void livePicked();

public Q_SLOTS:
    void crashOrRejoin();
    void slowOrNormal();
    void cutOrJoin();

protected:
    void changeEvent(QEvent* event) override;

private:
    void layOut();
    QWidget* makePast();
    void refreshPast();
    void connectControls();
    void retranslate();
    void refreshButtons();
    [[nodiscard]] gossip::WorkerState selectedState() const;

    gossip::Scenario m_scenario;
    gossip::RunUpdate m_now;      ///< only what has a newest state; no rows, no traces
    gossip::RunState m_runState = gossip::RunState::running;   ///< of the run that was recorded, whatever is planned meanwhile
    double m_newestS = 0.0;                                    ///< so far there is something to look back at
    int m_selected = 0;
    bool m_isCut = false;
    QString m_shownLook;          ///< what the buttons' texts were made for
    QLabel* m_title;
    QPushButton* m_crash;
    QPushButton* m_slow;
    QPushButton* m_cut;
    QPushButton* m_restore;
    ValueSlider* m_probability;
    ValueSlider* m_latency;
    ValueSlider* m_loss;
    Timeline* m_timeline;
    ScrubBar* m_scrub;
    QStackedWidget* m_rows;       ///< controls, or what tells that the past is shown
    QLabel* m_past;
    QLabel* m_pastNote;
    QPushButton* m_toLive;
    std::optional<double> m_momentS;
};

}  // namespace gossip::ui
