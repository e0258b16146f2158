// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/run_facts.h"

#include <gossip/dataset.h>
#include <gossip/scenario.h>

#include <QElapsedTimer>
#include <QFrame>
#include <QLabel>
#include <QString>

namespace gossip::ui {

/// One figure: title, large digits, a note beside them.
class FigureCard : public QFrame {
    Q_OBJECT
public:
    explicit FigureCard(QWidget* parent = nullptr);
    void display(const QString& title, const QString& digits, const QString& note, bool healthy = true);
    void setLarge(bool large);
    [[nodiscard]] QString title() const { return m_title->text(); }
    [[nodiscard]] QString digits() const { return m_digits->text(); }
    [[nodiscard]] QString note() const { return m_note->text(); }
    [[nodiscard]] bool isHealthy() const { return m_healthy; }

private:
    void dress();

    QLabel* m_title;
    QLabel* m_digits;
    QLabel* m_note;
    bool m_large = false;
    bool m_healthy = true;
};

/// The four figures of the run page. Digits change at most four times a second.
class Figures : public QWidget {
    Q_OBJECT
public:
    explicit Figures(QWidget* parent = nullptr);
    /// \param dataset  null before a run and for workloads without data
    void start(const gossip::Scenario& scenario, const gossip::DatasetPtr& dataset);
    void apply(const RunFacts& facts);
    void showAtOnce(const RunFacts& facts);   ///< as apply(), however soon after the last
    enum Card { accuracy, ownModels, running, traffic };
    [[nodiscard]] const FigureCard& card(Card which) const { return *m_cards[which]; }
    void setLarge(bool large);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void showAccuracy();
    void showDistance();
    void showWorkers();
    void showTraffic();

    FigureCard* m_cards[4];
    gossip::Scenario m_scenario;
    RunFacts m_facts;
    gossip::DatasetPtr m_dataset;
    bool m_started = false;
    QElapsedTimer m_shown;
};

}  // namespace gossip::ui
