// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/time_chart.h"

#include <gossip/dataset.h>

namespace gossip::ui {

/// Accuracy over time: the mean model, the workers' own models and, while the network is cut, each island's mean model.
///
/// While nobody could have formed the mean over all workers its line is grey and says so: it would look healthy
/// though no plant has such a model.
class AccuracyChart : public TimeChart {
    Q_OBJECT
public:
    explicit AccuracyChart(TimeAxis* axis, QWidget* parent = nullptr);

    /// Test pictures that the limit of one plant is counted on; null: all classes count the same.
    void setDataset(const gossip::DatasetPtr& dataset);
    /// Goal and limit of one plant; not while somebody is to guess without them.
    void setReferencesShown(bool shown);

protected:
    void configure() override;
    void take(const gossip::RunUpdate& update) override;
    void forget() override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString emptyText() const override;
    [[nodiscard]] QString tickText(double value) const override;
    [[nodiscard]] QString valueText(double value) const override;
    [[nodiscard]] QStringList labelsToReserve() const override;

private:
    void takeMean(const gossip::Record& record);
    void takeWorkers(const gossip::Record& record);
    void takeIslands(const gossip::Record& record);
    void updateReferences();
    [[nodiscard]] QString islandLabel(const std::string& name) const;

    gossip::DatasetPtr m_dataset;
    bool m_referencesShown = true;
    SeriesBuffer m_rawMean;        // all evaluations, whoever could have formed that model
    SeriesBuffer m_medianMean;
    std::vector<bool> m_possible;  // beside m_rawMean
    ChartBand& m_workerBand;
    ChartLine& m_raw;
    ChartLine& m_own;
    ChartLine& m_collected;
    ChartLine& m_mean;
    std::vector<ChartLine*> m_islands;
    std::vector<std::string> m_islandGroups;   // group that a line of m_islands shows
};

}  // namespace gossip::ui
