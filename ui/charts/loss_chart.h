// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/time_chart.h"

namespace gossip::ui {

/// Training loss: every worker a thin line up to 16 workers; from there the range and the quartiles as two tints.
/// The selected worker is drawn out in both.
class LossChart : public TimeChart {
    Q_OBJECT
public:
    static constexpr int kMostLines = 16;

    explicit LossChart(TimeAxis* axis, QWidget* parent = nullptr);

public Q_SLOTS:
    void selectWorker(int worker);   ///< -1: none

protected:
    void configure() override;
    void take(const gossip::RunUpdate& update) override;
    void forget() override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString emptyText() const override;
    [[nodiscard]] QString tickText(double value) const override;
    [[nodiscard]] QString valueText(double value) const override;

private:
    void takeBand(double timeS, std::vector<double> losses);

    ChartBand& m_range;
    ChartBand& m_quartiles;
    std::vector<ChartLine*> m_single;        // one per worker, while they are few
    ChartLine& m_mean;
    ChartLine& m_chosen;
    std::vector<SeriesBuffer> m_histories;   // of every worker
    int m_selected = -1;
};

}  // namespace gossip::ui
