// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/race_lab.h"
#include "ui/charts/race_curves.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QWidget>

#include <string>
#include <vector>

class QButtonGroup;
class QPainter;

namespace gossip::ui {

class Lab;
class RaceBars;

/// 比較: several protocols under the same conditions, who is first and at what price, in one picture and one sentence.
class RacePage : public QWidget {
    Q_OBJECT
public:
    explicit RacePage(Lab* lab, QWidget* parent = nullptr);
    ~RacePage() override;

    [[nodiscard]] RaceLab& race() { return *m_race; }
    [[nodiscard]] std::vector<std::string> picked() const;
    /// What would race now.
    [[nodiscard]] gossip::Scenario scenario() const;
    [[nodiscard]] gossip::Scenario shownScenario() const;
    /// The line for a shell that runs the same race.
    [[nodiscard]] QString command() const;
    bool savePng(const QString& path) const;   ///< the picture that is shown, twice the screen's resolution
    bool saveSvg(const QString& path) const;
    bool saveCsv(const QString& path) const;   ///< figures over the seeds

public Q_SLOTS:
    void start();

Q_SIGNALS:
    void failed(const QString& sentence);

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeControls();
    QWidget* makeSentences();
    QWidget* makeCurves();
    void makeExports();
    void fillProtocols();
    void connectRace();
    void refresh();
    void refreshControls();
    void refreshProgress();
    void showRace();
    void showVerdict();
    void pickChanged();
    void ask(const QString& filter, bool (RacePage::*save)(const QString&) const);
    void drawShown(QPainter& painter, const QSizeF& size) const;
    [[nodiscard]] QSizeF shownSize() const;
    void retranslate();
    void showHelp();
    [[nodiscard]] QString conditionsText() const;

    Lab* m_lab;
    RaceLab* m_race;
    QPushButton* m_protocols;
    QMenu* m_protocolMenu;
    QLabel* m_conditionsLabel;
    QComboBox* m_conditions;     ///< usual, as the scenario
    QLabel* m_clockLabel;
    QComboBox* m_clock;          ///< simulated, live
    QLabel* m_seedsLabel;
    QSpinBox* m_seeds;
    QLabel* m_epochsLabel;
    QDoubleSpinBox* m_epochs;
    QPushButton* m_start;
    QPushButton* m_cancel;
    QPushButton* m_export;
    QAction *m_png, *m_svg, *m_csv, *m_copy;
    QProgressBar* m_progress;
    QLabel* m_left;
    QLabel* m_headline;
    QLabel* m_reasons;
    QLabel* m_grey;
    QTabWidget* m_tabs;
    RaceBars* m_bars;
    RaceCurves* m_curves;
    QButtonGroup* m_axes;
};

}  // namespace gossip::ui
