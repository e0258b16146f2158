// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/instrument_history.h"

#include <gossip/run.h>

#include <QPointer>
#include <QWidget>

#include <optional>

class QGridLayout;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace gossip::ui {

class HeatMap;
class Lab;
class LayerBars;
class PathView;

/// How the workers' models lie to each other: distances of pairs, exchanges beside expected ones, distance by layer, agreement per round
/// beside the predicted one, everybody's path on one plane. The engine computes them while this is seen.
class InstrumentPanel : public QWidget {
    Q_OBJECT
public:
    /// \param columns  1 in the drawer; 2 in a window of its own
    InstrumentPanel(Lab* lab, int columns, QWidget* parent);
    ~InstrumentPanel() override;

    void begin();
    void apply(const gossip::RunUpdate& update);
    void setMoment(std::optional<double> timeS);   ///< empty: now
    void setSelectedWorker(int worker);
    void showLarge();                              ///< a window of its own beside this one
    [[nodiscard]] const InstrumentHistory& history() const { return m_history; }

Q_SIGNALS:
    void seenChanged();                            ///< of a large one: it was shown or hidden

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeContent(int columns);
    QWidget* makeExchanges();
    void watch();
    void refresh();
    void showPairs(const gossip::Instruments& taken);
    void showExchanges(const gossip::Instruments& taken);
    void showAgreement(const gossip::Instruments& taken);
    void retranslate();
    [[nodiscard]] QStringList namesOf(const std::vector<int>& workers) const;

    Lab* m_lab;
    InstrumentHistory m_history;
    std::optional<double> m_momentS;
    int m_selected = -1;
    QStackedWidget* m_pages;
    QLabel* m_empty;
    QLabel* m_note;
    QPushButton* m_large = nullptr;
    QLabel* m_titles[5];
    HeatMap* m_distances;
    HeatMap* m_sent;
    HeatMap* m_expected;
    QLabel* m_sentTitle;
    QLabel* m_expectedTitle;
    LayerBars* m_layers;
    QLabel* m_agreement;
    PathView* m_paths;
    QPointer<QWidget> m_window;                    ///< the large one
    QPointer<InstrumentPanel> m_twin;
};

}  // namespace gossip::ui
