// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/consensus.h"

#include "core/vector_ops.h"

#include <cmath>

namespace gossip::metrics {

FlatArray meanModel(std::span<const FlatArray> models, std::span<const std::size_t> members)
{
    std::vector<double> sum(models[members.front()].size(), 0.0);
    for (const std::size_t member : members) {
        addTo(sum, models[member]);
    }
    FlatArray mean(sum.size());
    for (std::size_t i = 0; i < sum.size(); ++i) {
        mean[i] = float(sum[i] / double(members.size()));
    }
    return mean;
}

Consensus consensus(std::span<const FlatArray> models, std::span<const float> mean)
{
    Consensus found;
    double sum = 0.0;
    for (const FlatArray& model : models) {
        const double squared = squaredDistance(model, mean);
        found.distances.push_back(std::sqrt(squared));
        sum += squared;
    }
    found.distance = std::sqrt(sum / double(models.size()));
    const double norm = std::sqrt(squaredNorm(mean));
    found.relative = norm > 0.0 ? found.distance / norm : 0.0;
    return found;
}

}  // namespace gossip::metrics
