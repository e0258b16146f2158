// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/lab.h"
#include "ui/models/run_facts.h"
#include "ui/models/run_recording.h"

#include <QFrame>
#include <QLabel>
#include <QList>
#include <QTimer>
#include <QWidget>

class QGridLayout;

namespace gossip::ui {

class AccuracyChart;
class ClusterMap;
class DetailDrawer;
class DivergenceChart;
class FaultStrip;
class Figures;
class RunEdits;
class TimeAxis;
class TimeChart;

/// 実験: figures, map with the sentence of now, charts, drawer, fault strip. RunEdits carries out what the strip and the map ask for.
class RunPage : public QWidget {
    Q_OBJECT
public:
    explicit RunPage(Lab* lab, QWidget* parent = nullptr);
    ~RunPage() override;

    [[nodiscard]] ClusterMap* map() const { return m_map; }
    [[nodiscard]] FaultStrip* strip() const { return m_strip; }
    [[nodiscard]] QList<TimeChart*> charts() const;
    [[nodiscard]] AccuracyChart* accuracyChart() const { return m_accuracy; }
    [[nodiscard]] const Figures& figures() const { return *m_figures; }
    [[nodiscard]] const RunFacts& facts() const { return m_watch.facts(); }
    /// Gives \p bar the room above the figures while it is shown.
    void showAbove(QWidget* bar);
    /// Puts map and accuracy back to their places after somebody else showed them.
    void takeBackViews();
    [[nodiscard]] QString sentence() const { return m_now->text(); }
    [[nodiscard]] bool canLookBack() const { return !m_recording.isEmpty(); }
    [[nodiscard]] std::optional<double> momentS() const { return m_momentS; }   ///< the moment of the past that is shown
    [[nodiscard]] RunEdits* edits() const { return m_edits; }
    void setDetailed(bool detailed);
    void setLarge(bool large);

public Q_SLOTS:
    void restoreEverything();
    /// Shows the run as it was then; what goes on is recorded meanwhile.
    void lookBack(double timeS);
    void lookBackBy(double seconds);       ///< from what is shown now; negative: later
    void backToLive();

Q_SIGNALS:
    void momentChanged();                  ///< another moment is shown, or now again, or there is one to look back at
    void detailedChanged(bool detailed);   ///< the drawer was opened or closed by its handle

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeMapPanel();
    QWidget* makeCharts();
    QFrame* makePanel(QWidget* chart);
    void placeCharts();
    void connectLab();
    void showScenario();
    void beginRun();
    void showSelection();
    void apply(const gossip::RunUpdate& update);
    void present(const RunRecording::Moment& moment);
    void showRecordedFaults();
    void forgetRecording();
    void showHint(const QString& sentence);
    void refreshSentence();
    void dress();

    Lab* m_lab;
    RunWatch m_watch;
    RunRecording m_recording;
    std::optional<double> m_momentS;
    std::string m_ranAs;          ///< the scenario that the run shown was started with, as JSON; empty: none has ended yet
    RunFacts m_shownFacts;        ///< while the past is shown
    RunEdits* m_edits;
    Figures* m_figures;
    ClusterMap* m_map;
    QFrame* m_mapPanel = nullptr;
    QFrame* m_accuracyPanel = nullptr;
    QGridLayout* m_chartGrid = nullptr;
    QFrame* m_lossPanel = nullptr;
    QFrame* m_trafficPanel = nullptr;
    bool m_fourCharts = false;    ///< loss and traffic beside accuracy and divergence
    QLabel* m_now;
    TimeAxis* m_axis;
    AccuracyChart* m_accuracy;
    DivergenceChart* m_divergence;
    DetailDrawer* m_drawer;
    FaultStrip* m_strip;
    QTimer m_hint;                ///< while it runs, the sentence is a hint
    bool m_large = false;
};

}  // namespace gossip::ui
