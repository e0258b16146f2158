// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/time_chart.h"

#include <gossip/dataset.h>

namespace gossip::ui {

/// Data sent since the start, and what all-reduce would have sent for the same steps, marked as computed.
class TrafficChart : public TimeChart {
    Q_OBJECT
public:
    explicit TrafficChart(TimeAxis* axis, QWidget* parent = nullptr);

    /// Gives the model's size; null: it is taken from what the messages carry.
    void setDataset(const gossip::DatasetPtr& dataset) { m_dataset = dataset; }

protected:
    void configure() override;
    void take(const gossip::RunUpdate& update) override;
    void forget() override {}
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString emptyText() const override;
    [[nodiscard]] QString tickText(double value) const override;
    [[nodiscard]] QString valueText(double value) const override;
    [[nodiscard]] QStringList labelsToReserve() const override;

private:
    gossip::DatasetPtr m_dataset;
    ChartLine& m_allReduce;
    ChartLine& m_sent;
};

}  // namespace gossip::ui
