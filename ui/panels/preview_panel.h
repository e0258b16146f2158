// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/dataset.h>
#include <gossip/scenario.h>

#include <QWidget>

class QLabel;

namespace gossip::ui {

class DataSpreadView;

/// What follows from the form: how the data are spread, how large the model is, what exchanges cost.
class PreviewPanel : public QWidget {
    Q_OBJECT
public:
    explicit PreviewPanel(QWidget* parent = nullptr);

    /// \param dataset  the scenario's pictures when they are loaded; may be null: then equally large classes are assumed, and said
    void present(const gossip::Scenario& scenario, const gossip::DatasetPtr& dataset);

private:
    void showSpread(const gossip::Scenario& scenario, const gossip::DatasetPtr& dataset);
    void showCosts(const gossip::Scenario& scenario);
    void showSpreading(const gossip::Scenario& scenario);

    QLabel* m_spreadTitle;
    QLabel* m_spreadNote;
    DataSpreadView* m_spread;
    QLabel* m_costTitle;
    QLabel* m_costs;
    QLabel* m_spreading;       ///< how fast the topology lets news travel
    QLabel* m_spreadingNote;
};

}  // namespace gossip::ui
