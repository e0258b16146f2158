// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/cluster.h"
#include "metrics/instruments.h"
#include "metrics/paths.h"

#include <gossip/topology.h>

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace gossip {

/// Takes the instruments from snapshots of a running cluster, when the scenario records them or somebody watches. Bounded, so that
/// training does not notice: at most 64 workers and 8 million parameters are compared, pairs only at evaluations.
/// Threading: watch() from any thread, all else from the one that records.
class InstrumentTaker {
public:
    /// \param net  null for workloads without a network: all numbers are then one layer
    InstrumentTaker(const Scenario& scenario, Cluster& cluster, const nn::Net* net);

    void watch(bool on) { m_watched = on; }
    /// Null when nobody wants them. \p mean is that of the living workers' models.
    std::shared_ptr<const Instruments> take(const ClusterSnapshot& snapshot, std::span<const float> mean, std::optional<double> distance, bool evaluated);
    void save(StateWriter& out) const;   ///< only what the scenario records; who watches begins anew
    void load(StateReader& in);

private:
    void comparePairs(const std::vector<const FlatArray*>& models, const ClusterSnapshot& snapshot, Instruments& taken);
    void compareExchanges(const ClusterSnapshot& snapshot, Instruments& taken) const;
    void followContraction(const ClusterSnapshot& snapshot, std::optional<double> distance, Instruments& taken);
    [[nodiscard]] std::optional<double> predicted();

    const Scenario& m_scenario;
    Cluster& m_cluster;
    std::vector<metrics::LayerSpan> m_layers;
    std::vector<int> m_compared;
    metrics::Paths m_paths;
    std::optional<Topology> m_topology;
    std::optional<SpectralGap> m_gap;            ///< computed when first wanted
    std::optional<std::pair<double, double>> m_last;   ///< round and consensus distance of the record before
    std::atomic<bool> m_watched{false};
};

}  // namespace gossip
