// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/label_layout.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gossip::ui {
namespace {

/// Neighbours that touch and move as one.
struct Cluster {
    double sum = 0.0;     // of the wanted place of its first label, as each member sees it
    double count = 0.0;
    double low = 0.0;     // bounds of its first label
    double high = 0.0;

    [[nodiscard]] double place() const { return std::clamp(sum / count, low, high); }
};

}  // namespace

std::vector<double> placeLabels(const std::vector<double>& wanted, double gap, double low, double high)
{
    const auto room = std::size_t(std::max(0.0, std::floor((high - low) / gap + 1e-9) + 1.0));
    const std::size_t count = std::min(wanted.size(), room);
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return wanted[a] < wanted[b]; });

    // Pool adjacent violators: with z_i = y_i - i·gap the gaps become a plain order.
    std::vector<Cluster> clusters;
    for (std::size_t i = 0; i < count; ++i) {
        const double shift = double(i) * gap;
        const double slack = double(count - 1) * gap;
        clusters.push_back({wanted[order[i]] - shift, 1.0, low, std::max(low, high - slack)});
        while (clusters.size() > 1 && clusters[clusters.size() - 2].place() >= clusters.back().place()) {
            const Cluster last = clusters.back();
            clusters.pop_back();
            clusters.back().sum += last.sum;
            clusters.back().count += last.count;
        }
    }
    std::vector<double> places(count);
    std::size_t i = 0;
    for (const Cluster& cluster : clusters) {
        for (double n = 0.0; n < cluster.count; n += 1.0, ++i) places[order[i]] = cluster.place() + double(i) * gap;
    }
    return places;
}

}  // namespace gossip::ui
