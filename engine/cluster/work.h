// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/batches.h"
#include "nn/net.h"

#include <gossip/dataset.h>
#include <gossip/scenario.h>

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace gossip {

/// What a step is made with: chosen when it starts and frozen from then on.
struct StepInput {
    std::uint64_t step = 0;   ///< this worker's local steps before it
    double epoch = 0.0;       ///< global epoch at its start
};

/// One worker's own work: its data, momentum and gradient.
/// Threading: one call at a time; compute() runs without the worker's lock, the others under it.
class LocalWork {
public:
    virtual ~LocalWork() = default;
    /// Picks the batch and the learning rate of the coming step.
    virtual void freeze(const StepInput& input) = 0;
    /// The step's expensive part; reads \p x, writes only into this object. \return the batch's loss [nat], 0 without data
    virtual float compute(std::span<const float> x, nn::Slot* slot) = 0;
    /// The update from what compute() found, applied to the current \p x.
    virtual void apply(std::span<float> x) = 0;
    /// Forgets the momentum (after a crash).
    virtual void reset() {}
    /// For a checkpoint. \param computed  between compute() and apply(), else between two steps; never at another time
    virtual void save(StateWriter&, bool /*computed*/) const {}
    virtual void load(StateReader&, bool /*computed*/) {}
};

/// What the workers do between exchanges: train on pictures, nothing at all, or a random walk.
/// Threading: immutable after construction.
class WorkFactory {
public:
    virtual ~WorkFactory() = default;
    [[nodiscard]] virtual std::size_t flatSize() const = 0;         ///< floats of a parameter array, padding included
    [[nodiscard]] virtual std::size_t parameterCount() const = 0;   ///< values that an exchange carries
    [[nodiscard]] virtual int samplesPerStep() const = 0;           ///< 0 without data
    [[nodiscard]] virtual std::size_t samplesPerEpoch() const = 0;  ///< 0 without data
    virtual void initialise(int worker, std::span<float> x) const = 0;
    [[nodiscard]] virtual std::unique_ptr<LocalWork> makeLocal(int worker) const = 0;
};

/// Training data as the workers see them; shared by all of them.
struct TrainingData {
    DatasetPtr dataset;
    std::vector<std::uint16_t> labels;   ///< with label noise
    data::Scaling scaling;
    data::Gather gather;
    data::Parts parts;                   ///< one per worker
    std::vector<std::uint32_t> testOrder;   ///< test pictures so that any first n have the classes in the whole set's proportions
};

/// \param net, data  null for workloads without data
std::unique_ptr<WorkFactory> makeWorkFactory(const Scenario& scenario, std::shared_ptr<const nn::Net> net, std::shared_ptr<const TrainingData> data);

}  // namespace gossip
