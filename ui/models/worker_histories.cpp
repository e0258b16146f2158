// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/worker_histories.h"

#include <cmath>

namespace gossip::ui {

namespace {

constexpr std::size_t kNumbersPerWorker = 3;

void fillGaps(std::vector<float>& kept, const std::vector<float>& dropped)
{
    for (std::size_t i = 0; i < kept.size(); ++i)
        if (std::isnan(kept[i]))
            kept[i] = dropped[i];
}

}  // namespace

void WorkerHistories::begin(int workers)
{
    m_workers = workers;
    m_instants.clear();
}

void WorkerHistories::apply(const gossip::RunUpdate& update)
{
    const auto count = std::size_t(m_workers);
    for (const gossip::Record& record : update.records) {
        Instant instant{record.metrics.timeS, std::vector<float>(count, NAN), std::vector<float>(count, NAN),
                        std::vector<float>(count, NAN), std::vector<bool>(count, true)};
        for (const gossip::WorkerRow& row : record.workers) {
            if (row.worker < 0 || row.worker >= m_workers)
                continue;
            const auto i = std::size_t(row.worker);
            instant.accuracy[i] = float(row.testAccuracy.value_or(NAN));
            instant.loss[i] = float(row.trainLoss.value_or(NAN));
            instant.probability[i] = float(row.probability.value_or(NAN));
            instant.alive[i] = row.alive;
        }
        m_instants.push_back(std::move(instant));
        if (m_instants.size() * count * kNumbersPerWorker > kMostNumbers && m_instants.size() > 2)
            thin();
    }
}

void WorkerHistories::thin()
{
    std::vector<Instant> kept;
    for (std::size_t i = 0; i < m_instants.size(); ++i) {
        if (i % 2 == 0) {
            kept.push_back(std::move(m_instants[i]));
        } else {
            fillGaps(kept.back().accuracy, m_instants[i].accuracy);
            fillGaps(kept.back().loss, m_instants[i].loss);
        }
    }
    m_instants = std::move(kept);
}

std::vector<QPointF> WorkerHistories::series(std::vector<float> Instant::*quantity, int worker, bool withGaps) const
{
    std::vector<QPointF> points;
    if (worker < 0 || worker >= m_workers)
        return points;
    for (const Instant& instant : m_instants) {
        const float value = (instant.*quantity)[std::size_t(worker)];
        const bool gap = withGaps && !instant.alive[std::size_t(worker)];
        if (gap || !std::isnan(value))
            points.emplace_back(instant.timeS, gap ? NAN : double(value));
    }
    return points;
}

}  // namespace gossip::ui
