// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/background_job.h"

#include <gossip/records.h>

#include <QPointer>
#include <QWidget>

#include <vector>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace gossip::ui {

class Lab;
class TimeChart;

/// Which model to look at or take away, and what else can be taken out of a run: figures, charts, the run folder.
/// Everything that may last runs on another thread and says in plain words how it went.
class ExportPanel : public QWidget {
    Q_OBJECT
public:
    explicit ExportPanel(Lab* lab, QWidget* parent = nullptr);

    void setCharts(const QList<TimeChart*>& charts);
    void refresh();                                      ///< follows the lab's run
    [[nodiscard]] QString said() const;                  ///< how the last export or evaluation went
    [[nodiscard]] bool isBusy() const { return m_job.isBusy(); }

public Q_SLOTS:
    void evaluateNow();
    void exportOnnx(const QString& path);
    void exportCsv(const QString& folder);
    void exportCharts(const QString& folder, const QString& suffix);   ///< "png" or "svg"

Q_SIGNALS:
    /// \param worker  -1: the mean model
    void evaluated(const gossip::Evaluation& evaluation, int worker);

protected:
    void changeEvent(QEvent* event) override;

private:
    void makeLayout();
    void retranslate();
    void fillModels();
    void askOnnx();
    void askCsv();
    void askCharts(const QString& suffix);
    void say(const QString& sentence, bool wentWell);
    void run(const QString& sentence, BackgroundJob::Work work);

    Lab* m_lab;
    QList<QPointer<TimeChart>> m_charts;
    QLabel* m_modelLabel;
    QComboBox* m_model;
    QPushButton* m_evaluate;
    QPushButton* m_onnx;
    QPushButton* m_csv;
    QPushButton* m_png;
    QPushButton* m_svg;
    QPushButton* m_folder;
    QProgressBar* m_progress;
    QLabel* m_said;
    QPointer<QWidget> m_focused;   ///< gets the keyboard back when the job is done
    BackgroundJob m_job;
};

}  // namespace gossip::ui
