// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/serial_cluster.h"
#include "core/vector_ops.h"

#include <gossip/catalogue.h>

#include <cmath>
#include <memory>
#include <mutex>
#include <vector>

namespace gossip::test {

/// Keeps everything it is told.
class Listener : public ClusterListener {
public:
    void onEvent(const Event& event) override
    {
        const std::lock_guard lock(m_mutex);
        events.push_back(event);
    }
    void onMessage(const MessageTrace& trace) override
    {
        const std::lock_guard lock(m_mutex);
        traces.push_back(trace);
    }
    void onLoss(const LossSample&) override {}
    std::size_t eventsSoFar()
    {
        const std::lock_guard lock(m_mutex);
        return events.size();
    }

    std::vector<Event> events;
    std::vector<MessageTrace> traces;

private:
    std::mutex m_mutex;
};

/// A ledger that also keeps Σ w·x of what is gone.
class FullLedger : public WeightLedger {
public:
    explicit FullLedger(std::size_t dimension) : weighted(dimension, 0.0) {}
    void add(WeightLoss, const SumWeight& w, std::span<const float> x) override { book(w.value(), x); }
    void takeBack(const SumWeight& w, std::span<const float> x) override { book(-w.value(), x); }

    void save(StateWriter& out) const override
    {
        out.number(weight);
        for (const double value : weighted) {
            out.number(value);
        }
    }
    void load(StateReader& in) override
    {
        weight = in.number();
        for (double& value : weighted) {
            value = in.number();
        }
    }

    double weight = 0.0;
    std::vector<double> weighted;

private:
    void book(double w, std::span<const float> x)
    {
        const std::lock_guard lock(m_mutex);
        weight += w;
        for (std::size_t i = 0; i < x.size(); ++i) {
            weighted[i] += w * double(x[i]);
        }
    }
    std::mutex m_mutex;
};

/// A checked scenario for vectors without data.
inline Scenario vectorScenario(Workload workload, int workers, int dimension, double probability, std::uint64_t seed)
{
    Scenario scenario;
    scenario.workload = workload;
    scenario.dimension = dimension;
    scenario.workers.count = workers;
    scenario.seed = seed;
    scenario.protocol.id = "gosgd";
    scenario.protocol.parameters = {{"probability", probability}};
    return *checkScenario(scenario);
}

/// A cluster of vectors on the serial scheduler, with everything that the invariants need.
struct SerialRig {
    explicit SerialRig(const Scenario& wanted)
        : scenario(wanted),
          work(makeWorkFactory(scenario, nullptr, nullptr)),
          ledger(work->flatSize()),
          cluster(scenario, work, listener, ledger),
          serial(cluster, scenario)
    {
    }

    /// Σ w over workers, inboxes, messages on their way and the ledger: 1.
    double totalWeight()
    {
        SumWeight sum;
        cluster.visitWeights([&](const SumWeight& w, std::span<const float>) { sum += w; });
        serial.visitFlying([&](const ModelMessage& m) { sum += m.weight; });
        return sum.value() + ledger.weight;
    }
    /// Σ w·x over the same.
    std::vector<double> totalWeighted()
    {
        std::vector<double> sum = ledger.weighted;
        const auto add = [&](const SumWeight& w, std::span<const float> x) {
            for (std::size_t i = 0; i < x.size(); ++i) {
                sum[i] += w.value() * double(x[i]);
            }
        };
        cluster.visitWeights(add);
        serial.visitFlying([&](const ModelMessage& m) {
            if (m.parameters) {
                add(m.weight, *m.parameters);
            }
        });
        return sum;
    }

    Scenario scenario;
    std::shared_ptr<const WorkFactory> work;
    Listener listener;
    FullLedger ledger;
    Cluster cluster;
    SerialCluster serial;
};

}  // namespace gossip::test
