// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/time_chart.h"

namespace gossip::ui {

/// How far the workers' models are apart (consensus distance), on a logarithmic scale.
class DivergenceChart : public TimeChart {
    Q_OBJECT
public:
    explicit DivergenceChart(TimeAxis* axis, QWidget* parent = nullptr);

protected:
    void configure() override;
    void take(const gossip::RunUpdate& update) override;
    void forget() override {}
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString emptyText() const override;
    [[nodiscard]] QString tickText(double value) const override;
    [[nodiscard]] QString valueText(double value) const override;

private:
    ChartLine& m_distance;
};

}  // namespace gossip::ui
