// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporters/instrument_files.h"

#include <algorithm>
#include <cmath>

namespace gossip::exporters {

namespace {

/// Of all pairs of different workers that live; empty without any.
struct PairFigures {
    std::optional<double> mean;
    std::optional<double> largest;
};

PairFigures figuresOf(const Instruments& taken)
{
    PairFigures figures;
    double sum = 0.0;
    std::size_t pairs = 0;
    const std::size_t count = taken.workers.size();
    for (std::size_t at = 0; at < taken.distances.size(); ++at) {
        const double distance = taken.distances[at];
        if (at / count < at % count && !std::isnan(distance)) {
            sum += distance;
            figures.largest = std::max(figures.largest.value_or(0.0), distance);
            ++pairs;
        }
    }
    if (pairs > 0) {
        figures.mean = sum / double(pairs);
    }
    return figures;
}

std::optional<double> measured(float value)
{
    return std::isnan(value) ? std::nullopt : std::optional(double(value));
}

}  // namespace

void addInstruments(CsvText& csv, const Instruments& taken)
{
    const PairFigures pairs = figuresOf(taken);
    csv.field(taken.timeS).field(taken.contraction).field(taken.predictedContraction).field(pairs.mean).field(pairs.largest);
    csv.field(taken.paths ? std::optional(taken.paths->shownShare) : std::nullopt).endLine();
}

void addLayers(CsvText& csv, const Instruments& taken)
{
    for (const LayerDistance& layer : taken.layers) {
        csv.field(taken.timeS).field(layer.name).field(layer.parameters).field(layer.distance).endLine();
    }
}

void addPairs(CsvText& csv, const Instruments& taken)
{
    const std::size_t count = taken.workers.size();
    for (std::size_t at = 0; at < taken.distances.size(); ++at) {
        const std::size_t from = at / count;
        const std::size_t to = at % count;
        if (from == to) {
            continue;
        }
        csv.field(taken.workers[from]).field(taken.workers[to]).field(measured(taken.distances[at])).field(double(taken.sentPerStep[at]));
        csv.field(taken.expectedPerStep.empty() ? std::nullopt : measured(taken.expectedPerStep[at])).endLine();
    }
}

void addPaths(CsvText& csv, const Instruments& taken)
{
    const std::size_t count = taken.workers.size();
    for (std::size_t at = 0; at < taken.paths->places.size(); ++at) {
        const PathPlane::Place& place = taken.paths->places[at];
        if (!std::isnan(place.x)) {
            csv.field(taken.paths->timesS[at / count]).field(taken.workers[at % count]).field(double(place.x)).field(double(place.y)).endLine();
        }
    }
}

}  // namespace gossip::exporters
