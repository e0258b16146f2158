// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/class_score_model.h"
#include "ui/models/confusion_model.h"
#include "ui/models/run_facts.h"

#include <gossip/records.h>

#include <QElapsedTimer>
#include <QWidget>

class QFrame;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace gossip::ui {

class ExportPanel;
class FigureCard;
class Lab;
class TimeChart;

/// The page "Results": how good the model became, class by class, what it mixes up, and everything that can be taken away.
/// Empty until a run has begun; while one lasts it shows the newest figures, and what was evaluated on demand.
class ResultsPage : public QWidget {
    Q_OBJECT
public:
    explicit ResultsPage(Lab* lab, QWidget* parent = nullptr);

    /// The charts that "Charts (PNG, SVG)" writes; they stay the caller's.
    void setCharts(const QList<TimeChart*>& charts);
    [[nodiscard]] ExportPanel* exports() const { return m_exports; }

Q_SIGNALS:
    void startRequested();   ///< from the empty page

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeEmpty();
    QWidget* makeFull();
    QWidget* makeFigures();
    QFrame* makeScores();
    QFrame* makeConfusions();
    void connectLab();
    void begin();
    void finish();
    void showFigures();
    void showTraining(const gossip::Scenario& scenario);
    void showNumbers();
    void showConditions();
    void showEvaluation(const gossip::Evaluation& evaluation, int worker);
    void showMistakes();
    void retranslate();

    Lab* m_lab;
    RunWatch m_watch;
    gossip::Evaluation m_evaluation;
    int m_evaluatedWorker = -1;   ///< -1: the mean model
    ClassScoreModel* m_scores;    // children: the views close only when members are gone
    ConfusionModel* m_confusion;
    QElapsedTimer m_shown;
    QStackedWidget* m_stack = nullptr;
    QLabel* m_emptyText = nullptr;
    QPushButton* m_emptyStart = nullptr;
    FigureCard* m_cards[4] = {};
    QLabel* m_conditions = nullptr;
    QLabel* m_island = nullptr;
    QWidget* m_tables = nullptr;
    QLabel* m_scoresTitle = nullptr;
    QLabel* m_scoresEmpty = nullptr;
    QTableView* m_scoreTable = nullptr;
    QLabel* m_mistakesTitle = nullptr;
    QLabel* m_mistakes = nullptr;
    QLabel* m_confusionTitle = nullptr;
    QLabel* m_confusionNote = nullptr;
    QLabel* m_confusionEmpty = nullptr;
    QTableView* m_confusionTable = nullptr;
    ExportPanel* m_exports = nullptr;
};

}  // namespace gossip::ui
