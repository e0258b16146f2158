// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/work.h"

#include "core/aligned.h"
#include "core/normal.h"
#include "nn/sgd.h"

#include <utility>

namespace gossip {

namespace {

/// SGD on one worker's part of the pictures.
class TrainingWork : public LocalWork {
public:
    TrainingWork(const Scenario& scenario, const nn::Net& net, std::shared_ptr<const TrainingData> data, int worker)
        : m_training(scenario.training),
          m_stopEpochs(scenario.stop.epochs),
          m_seed(scenario.seed),
          m_worker(std::uint32_t(worker)),
          m_data(std::move(data)),
          m_order(m_data->parts[std::size_t(worker)], scenario.seed, m_worker),
          m_pictures(std::size_t(net.options().batch)),
          m_views(m_pictures.size()),
          m_labels(m_pictures.size()),
          m_gradient(net.flatSize()),
          m_velocity(m_training.momentum > 0.0 ? net.flatSize() : 0)
    {
    }

    void freeze(const StepInput& input) override
    {
        m_order.next(m_pictures);
        for (std::size_t i = 0; i < m_pictures.size(); ++i) {
            m_labels[i] = m_data->labels[m_pictures[i]];
        }
        m_rate = float(nn::learningRateAt(m_training, input.epoch, m_stopEpochs));
        m_dropout = {m_seed, m_worker, input.step};
        const AugmentSpec& augment = m_training.augment;
        if (augment.crop > 0 || augment.flip) {
            data::drawViews(m_data->dataset->shape, m_data->gather.window(), augment.flip, m_seed, m_worker, input.step, m_views);
        }
    }

    float compute(std::span<const float> x, nn::Slot* slot) override
    {
        m_data->gather(m_data->dataset->train, m_pictures, m_views, slot->trainingInput());
        return slot->gradient(x, m_gradient, m_labels, m_dropout);
    }

    void apply(std::span<float> x) override
    {
        nn::sgdUpdate(x, m_velocity, m_gradient, m_rate, float(m_training.momentum), float(m_training.weightDecay), m_training.nesterov);
    }

    void reset() override { std::fill(m_velocity.begin(), m_velocity.end(), 0.0F); }

    void save(StateWriter& out, bool computed) const override
    {
        m_order.save(out);
        out.floats(m_velocity);
        if (computed) {
            out.floats(m_gradient);
            out.number(double(m_rate));
        }
    }
    void load(StateReader& in, bool computed) override
    {
        m_order.load(in);
        in.floats(m_velocity);
        if (computed) {
            in.floats(m_gradient);
            m_rate = float(in.number());
        }
    }

private:
    TrainingSpec m_training;
    double m_stopEpochs;
    std::uint64_t m_seed;
    std::uint32_t m_worker;
    std::shared_ptr<const TrainingData> m_data;
    data::BatchOrder m_order;
    std::vector<std::uint32_t> m_pictures;
    std::vector<data::View> m_views;   ///< without augmentation whole pictures as they are
    std::vector<std::uint16_t> m_labels;
    FlatArray m_gradient;
    FlatArray m_velocity;
    float m_rate = 0.0F;
    nn::DropoutKey m_dropout;
};

class TrainingWorkFactory : public WorkFactory {
public:
    TrainingWorkFactory(const Scenario& scenario, std::shared_ptr<const nn::Net> net, std::shared_ptr<const TrainingData> data)
        : m_scenario(scenario), m_net(std::move(net)), m_data(std::move(data))
    {
    }
    [[nodiscard]] std::size_t flatSize() const override { return m_net->flatSize(); }
    [[nodiscard]] std::size_t parameterCount() const override { return m_net->parameterCount(); }
    [[nodiscard]] int samplesPerStep() const override { return m_net->options().batch; }
    [[nodiscard]] std::size_t samplesPerEpoch() const override { return m_data->labels.size(); }
    void initialise(int /*worker*/, std::span<float> x) const override { m_net->initialise(m_scenario.seed, x); }
    [[nodiscard]] std::unique_ptr<LocalWork> makeLocal(int worker) const override
    {
        return std::make_unique<TrainingWork>(m_scenario, *m_net, m_data, worker);
    }

private:
    Scenario m_scenario;
    std::shared_ptr<const nn::Net> m_net;
    std::shared_ptr<const TrainingData> m_data;
};

/// Nothing between exchanges, or one standard normal step in every dimension.
class VectorWork : public LocalWork {
public:
    VectorWork(std::uint64_t seed, int worker, bool walks) : m_walks(walks), m_noise(seed, Purpose::noise, std::uint32_t(worker)) {}
    void freeze(const StepInput&) override {}
    float compute(std::span<const float>, nn::Slot*) override { return 0.0F; }
    void apply(std::span<float> x) override
    {
        if (m_walks) {
            addNormals(x, m_noise);
        }
    }
    void save(StateWriter& out, bool /*computed*/) const override { m_noise.save(out); }
    void load(StateReader& in, bool /*computed*/) override { m_noise.load(in); }

private:
    bool m_walks;
    RandomStream m_noise;
};

/// A vector per worker and no data: averaging starts from different random vectors, a random walk from zero.
class VectorWorkFactory : public WorkFactory {
public:
    explicit VectorWorkFactory(const Scenario& scenario)
        : m_seed(scenario.seed), m_dimension(std::size_t(scenario.dimension)), m_walks(scenario.workload == Workload::randomWalk)
    {
    }
    [[nodiscard]] std::size_t flatSize() const override { return m_dimension; }
    [[nodiscard]] std::size_t parameterCount() const override { return m_dimension; }
    [[nodiscard]] int samplesPerStep() const override { return 0; }
    [[nodiscard]] std::size_t samplesPerEpoch() const override { return 0; }
    void initialise(int worker, std::span<float> x) const override
    {
        RandomStream random(m_seed, Purpose::init, std::uint32_t(worker));
        for (float& value : x) {
            value = m_walks ? 0.0F : float(random.normal());
        }
    }
    [[nodiscard]] std::unique_ptr<LocalWork> makeLocal(int worker) const override
    {
        return std::make_unique<VectorWork>(m_seed, worker, m_walks);
    }

private:
    std::uint64_t m_seed;
    std::size_t m_dimension;
    bool m_walks;
};

}  // namespace

std::unique_ptr<WorkFactory> makeWorkFactory(const Scenario& scenario, std::shared_ptr<const nn::Net> net, std::shared_ptr<const TrainingData> data)
{
    if (net) {
        return std::make_unique<TrainingWorkFactory>(scenario, std::move(net), std::move(data));
    }
    return std::make_unique<VectorWorkFactory>(scenario);
}

}  // namespace gossip
