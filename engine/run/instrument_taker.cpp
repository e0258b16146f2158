// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/instrument_taker.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gossip {

namespace {

constexpr int kMostCompared = 64;
constexpr int kFewestCompared = 8;
constexpr std::size_t kMostNumbers = 8'000'000;   // parameters of all compared models
constexpr int kQuickGap = 256;                    // workers up to which the spectral gap takes no time that anybody notices

std::vector<metrics::LayerSpan> layersOf(const nn::Net* net, const WorkFactory& work)
{
    if (net == nullptr) {
        return {{"values", 0, work.flatSize(), work.parameterCount()}};
    }
    std::vector<metrics::LayerSpan> layers;
    for (const nn::ParameterView& view : net->parameters()) {
        const std::string name = view.name.substr(0, view.name.find('.'));
        if (layers.empty() || layers.back().name != name) {
            layers.push_back({name, view.offset, 0, 0});
        }
        layers.back().length = view.offset + view.storage - layers.back().offset;   // weight and bias lie behind each other
        layers.back().parameters += view.count();
    }
    return layers;
}

int mostCompared(std::size_t flatSize)
{
    return std::clamp(int(kMostNumbers / std::max<std::size_t>(1, flatSize)), kFewestCompared, kMostCompared);
}

}  // namespace

InstrumentTaker::InstrumentTaker(const Scenario& scenario, Cluster& cluster, const nn::Net* net)
    : m_scenario(scenario),
      m_cluster(cluster),
      m_layers(layersOf(net, cluster.work())),
      m_compared(metrics::comparedWorkers(cluster.workers(), mostCompared(cluster.work().flatSize())))
{
    if (auto topology = Topology::make(scenario.topology, cluster.workers(), scenario.seed)) {
        m_topology = std::move(*topology);
    }
}

std::shared_ptr<const Instruments> InstrumentTaker::take(const ClusterSnapshot& snapshot, std::span<const float> mean,
                                                         std::optional<double> distance, bool evaluated)
{
    if (!m_scenario.recordInstruments && !m_watched) {
        return nullptr;
    }
    auto taken = std::make_shared<Instruments>();
    taken->timeS = snapshot.timeS;
    taken->workers = m_compared;
    taken->layers = metrics::layerDistances(snapshot.parameters, mean, m_layers);
    followContraction(snapshot, distance, *taken);
    std::vector<const FlatArray*> models(m_compared.size(), nullptr);
    std::vector<metrics::Sketch> sketches(m_compared.size());
    for (std::size_t i = 0; i < m_compared.size(); ++i) {
        const auto living = std::lower_bound(snapshot.living.begin(), snapshot.living.end(), m_compared[i]);
        if (living != snapshot.living.end() && *living == m_compared[i]) {
            models[i] = &snapshot.parameters[std::size_t(living - snapshot.living.begin())];
            sketches[i] = metrics::sketchOf(*models[i]);
        } else {
            sketches[i].fill(std::numeric_limits<float>::quiet_NaN());
        }
    }
    m_paths.add(snapshot.timeS, std::move(sketches));
    if (evaluated) {
        comparePairs(models, snapshot, *taken);
    }
    return taken;
}

void InstrumentTaker::comparePairs(const std::vector<const FlatArray*>& models, const ClusterSnapshot& snapshot, Instruments& taken)
{
    taken.distances = metrics::pairDistances(models);
    taken.paths = std::make_shared<const PathPlane>(m_paths.fit());
    compareExchanges(snapshot, taken);
}

void InstrumentTaker::compareExchanges(const ClusterSnapshot& snapshot, Instruments& taken) const
{
    const std::size_t count = m_compared.size();
    taken.sentPerStep.assign(count * count, 0.0F);
    const auto placeOf = [this](int worker) {
        const auto found = std::lower_bound(m_compared.begin(), m_compared.end(), worker);
        return found != m_compared.end() && *found == worker ? std::optional(std::size_t(found - m_compared.begin())) : std::nullopt;
    };
    for (const ExchangeRow& row : m_cluster.network().exchanges()) {
        const auto from = placeOf(row.from);
        const auto to = placeOf(row.to);
        const double steps = from ? double(snapshot.rows[std::size_t(row.from)].steps) : 0.0;
        if (from && to && steps > 0.0) {
            taken.sentPerStep[*from * count + *to] = float(double(row.sent) / steps);
        }
    }
    const bool known = std::all_of(snapshot.rows.begin(), snapshot.rows.end(), [](const WorkerRow& row) { return row.probability.has_value(); });
    for (std::size_t i = 0; i < count && known && m_topology; ++i) {
        for (std::size_t j = 0; j < count; ++j) {
            const double p = *snapshot.rows[std::size_t(m_compared[i])].probability;
            taken.expectedPerStep.push_back(float(expectedSends(*m_topology, m_compared[i], m_compared[j], p)));
        }
    }
}

void InstrumentTaker::followContraction(const ClusterSnapshot& snapshot, std::optional<double> distance, Instruments& taken)
{
    const double round = double(snapshot.metrics.steps) / double(m_cluster.workers());
    if (m_last && distance && m_last->second > 0.0 && round > m_last->first && *distance > 0.0) {
        taken.contraction = std::pow(*distance / m_last->second, 1.0 / (round - m_last->first));
    }
    if (distance) {
        m_last.emplace(round, *distance);
    }
    taken.predictedContraction = predicted();
}

std::optional<double> InstrumentTaker::predicted()
{
    if (!m_topology || (m_cluster.workers() > kQuickGap && !m_topology->isComplete() && !m_topology->isCirculant())) {
        return std::nullopt;
    }
    if (!m_gap) {
        m_gap = spectralGap(*m_topology);
    }
    // Of exchanges alone: what training or a walk adds is what the measured one shows beside it.
    Scenario undisturbed = m_scenario;
    undisturbed.workload = Workload::averaging;
    undisturbed.faults.clear();
    undisturbed.network.loss = m_cluster.network().common().loss;
    if (const auto p = undisturbed.protocol.parameters.find("probability"); p != undisturbed.protocol.parameters.end()) {
        p->second = m_cluster.probability();
    }
    return predictedContraction(undisturbed, *m_topology, *m_gap);
}

void InstrumentTaker::save(StateWriter& out) const
{
    if (!m_scenario.recordInstruments) {
        return;
    }
    m_paths.save(out);
    out.flag(m_last.has_value());
    out.number(m_last ? m_last->first : 0.0);
    out.number(m_last ? m_last->second : 0.0);
}

void InstrumentTaker::load(StateReader& in)
{
    if (!m_scenario.recordInstruments) {
        return;
    }
    m_paths.load(in, m_compared.size());
    const bool known = in.flag();
    const double round = in.number();
    const double distance = in.number();
    m_last = known ? std::optional(std::pair(round, distance)) : std::nullopt;
}

}  // namespace gossip
