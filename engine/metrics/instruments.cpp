// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/instruments.h"

#include "core/vector_ops.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gossip::metrics {

std::vector<LayerDistance> layerDistances(std::span<const FlatArray> models, std::span<const float> mean, std::span<const LayerSpan> layers)
{
    std::vector<LayerDistance> found;
    for (const LayerSpan& layer : layers) {
        double sum = 0.0;
        for (const FlatArray& model : models) {
            sum += squaredDistance(std::span<const float>(model).subspan(layer.offset, layer.length), mean.subspan(layer.offset, layer.length));
        }
        found.push_back({layer.name, layer.parameters, std::sqrt(sum / double(std::max<std::size_t>(1, models.size())))});
    }
    return found;
}

std::vector<float> pairDistances(std::span<const FlatArray* const> models)
{
    const std::size_t count = models.size();
    std::vector<float> distances(count * count, std::numeric_limits<float>::quiet_NaN());
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t j = i; j < count; ++j) {
            if (models[i] != nullptr && models[j] != nullptr) {
                const auto distance = i == j ? 0.0F : float(std::sqrt(squaredDistance(*models[i], *models[j])));
                distances[i * count + j] = distance;
                distances[j * count + i] = distance;
            }
        }
    }
    return distances;
}

std::vector<int> comparedWorkers(int workers, int most)
{
    const int count = std::min(workers, most);
    std::vector<int> chosen;
    for (int i = 0; i < count; ++i) {
        chosen.push_back(int(std::int64_t(i) * workers / count));
    }
    return chosen;
}

}  // namespace gossip::metrics
