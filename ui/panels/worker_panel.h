// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/worker_histories.h"
#include "ui/models/worker_table_model.h"
#include "ui/panels/background_job.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace gossip::ui {

class AnswersView;
class ClassBars;
class HistoryStrip;
class Lab;

/// The lens: all that is known of the selected worker (figures, their course, its data, its answers), and what can be done to it:
/// take it down, bring it back, slow it.
class WorkerPanel : public QWidget {
    Q_OBJECT
public:
    WorkerPanel(Lab* lab, const WorkerTableModel* workers, QWidget* parent = nullptr);

    void setWorker(int worker);      ///< -1: none
    void begin();                    ///< another run, or another scenario before the first
    void apply(const gossip::RunUpdate& update);
    /// The moment that the workers' model shows; empty: now. Nothing can be done to a worker of the past.
    void setMoment(std::optional<double> timeS);
    void refresh();
    [[nodiscard]] AnswersView* answers() const { return m_answers; }

Q_SIGNALS:
    void command(const gossip::Fault& fault);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void makeContent(QVBoxLayout* column);
    void retranslate();
    void retranslateViews();
    void refreshHistories();
    void countClasses();
    void showClasses();
    void toggleCrash();
    void toggleSlow();
    [[nodiscard]] bool hasWorker() const;

    struct Line {
        QLabel* title = nullptr;
        QLabel* value = nullptr;
    };

    Lab* m_lab;
    const WorkerTableModel* m_workers;
    WorkerHistories m_histories;
    int m_worker = -1;
    std::optional<double> m_momentS;
    QLabel* m_name;
    QLabel* m_state;
    Line m_lines[WorkerTableModel::ColumnCount];   ///< by column; name and state stand above
    QPushButton* m_crash;
    QPushButton* m_slow;
    HistoryStrip* m_accuracy;
    HistoryStrip* m_loss;
    HistoryStrip* m_probability;
    QLabel* m_dataTitle;
    QLabel* m_dataNote;
    ClassBars* m_classes;
    AnswersView* m_answers;
    std::vector<std::vector<std::uint32_t>> m_counts;   ///< pictures by worker and class; empty: not known yet
    BackgroundJob m_counting;
};

}  // namespace gossip::ui
