// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/profile.h"

#include "core/philox.h"
#include "nn/bare_primitives.h"
#include "nn/executor.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>
#include <numeric>

namespace gossip::nn {
namespace {

using Clock = std::chrono::steady_clock;

double secondsBetween(Clock::time_point start, Clock::time_point end)
{
    return std::chrono::duration<double>(end - start).count();
}

void fillRandomly(std::span<float> values)
{
    RandomStream random(1, Purpose::noise, 0);
    for (float& value : values) {
        value = float(random.next()) * 0x1p-32F - 0.5F;
    }
}

struct StepTime {
    double chained = std::numeric_limits<double>::infinity();
    double alone = std::numeric_limits<double>::infinity();
};

/// A program with memory of its own, each step of which is run twice in place: first as it comes, then with its data in the cache.
class TimedProgram {
public:
    TimedProgram(const Program& program, const dnnl::engine& engine, std::size_t inputFloats, std::size_t flatSize)
        : m_program(program), m_stream(engine), m_input(inputFloats * sizeof(float)), m_arena(program.arenaBytes),
          m_scratchpad(program.scratchpadBytes), m_gradient(flatSize * sizeof(float)), m_times(program.steps.size())
    {
        fillRandomly(m_input.floats(inputFloats));
        fillRandomly(m_arena.floats(program.arenaBytes / sizeof(float)));
        m_frame.base = {m_input.data(), m_arena.data(), m_scratchpad.data(), nullptr, m_gradient.data()};
        m_bound = std::make_unique<BoundProgram>(program, engine, m_frame);
    }

    void round(std::byte* parameters, std::span<const std::uint16_t> labels)
    {
        m_frame.base[std::size_t(Home::parameters)] = parameters;
        m_frame.labels = labels;
        m_bound->point(m_frame);
        for (std::size_t i = 0; i < m_times.size(); ++i) {
            const auto start = Clock::now();
            m_bound->runStep(i, m_frame, m_stream);
            const auto middle = Clock::now();
            m_bound->runStep(i, m_frame, m_stream);
            const auto end = Clock::now();
            m_times[i].chained = std::min(m_times[i].chained, secondsBetween(start, middle));
            m_times[i].alone = std::min(m_times[i].alone, secondsBetween(middle, end));
        }
    }

    /// Calls visit(step, its times).
    template <class Visit>
    void visitSteps(Visit visit) const
    {
        for (std::size_t i = 0; i < m_times.size(); ++i) {
            visit(m_program.steps[i], m_times[i]);
        }
    }

private:
    const Program& m_program;
    dnnl::stream m_stream;
    Buffer m_input;
    Buffer m_arena;
    Buffer m_scratchpad;
    Buffer m_gradient;
    Frame m_frame;
    std::unique_ptr<BoundProgram> m_bound;
    std::vector<StepTime> m_times;
};

bool counts(LayerKind kind)
{
    return kind == LayerKind::convolution || kind == LayerKind::linear || kind == LayerKind::relu || kind == LayerKind::maxPool ||
           kind == LayerKind::averagePool;
}

bool isReorder(const Step& step)
{
    return !step.kernel && step.primitive.get_kind() == dnnl::primitive::kind::reorder;
}

}  // namespace

struct Profile::Impl {
    Impl(std::shared_ptr<const Net> shared, const CompiledNet& data, bool isTraining)
        : net(std::move(shared)), layers(data.options.layers), bare(barePrimitives(data, isTraining ? Pass::training : Pass::inference)),
          parameters(data.flatSize * sizeof(float)), labels(std::size_t(data.options.batch)),
          whole(isTraining ? data.training : data.inference, data.engine,
                data.options.input.size() * std::size_t(isTraining ? data.options.batch : data.options.inferenceBatch), data.flatSize)
    {
        net->initialise(1, parameters.floats(data.flatSize));
        for (std::size_t i = 0; i < labels.size(); ++i) {
            labels[i] = std::uint16_t(i % std::size_t(data.classes));
        }
        for (const Program& program : bare) {
            alone.emplace_back(program, data.engine, 0, 0);
        }
    }

    std::shared_ptr<const Net> net;
    const std::vector<LayerSpec>& layers;
    std::vector<Program> bare;                 ///< one per layer
    Buffer parameters;
    std::vector<std::uint16_t> labels;
    TimedProgram whole;
    std::vector<TimedProgram> alone;           ///< of `bare`
};

Profile::Profile(std::shared_ptr<const Net> net, bool isTraining)
{
    const CompiledNet& data = *net->m_impl;
    m_impl = std::make_unique<Impl>(std::move(net), data, isTraining);
}
Profile::~Profile() = default;
Profile::Profile(Profile&&) noexcept = default;

void Profile::round()
{
    m_impl->whole.round(m_impl->parameters.data(), m_impl->labels);
    for (TimedProgram& program : m_impl->alone) {
        program.round(nullptr, {});
    }
}

std::vector<PassTime> Profile::times() const
{
    struct Candidate {
        double asUsed = 0.0;
        double free = 0.0;
        bool hasKernel = false;
    };
    const std::size_t layers = m_impl->layers.size();
    std::vector<PassTime> times(2 * layers + 1);
    std::vector<Candidate> candidates(times.size());
    const auto rowOf = [&](const Part& part) { return part.layer < 0 ? 2 * layers : 2 * std::size_t(part.layer) + (part.isBackward ? 1 : 0); };
    m_impl->whole.visitSteps([&](const Step& step, const StepTime& time) {
        const std::size_t row = rowOf(step.part);
        times[row].chained += time.chained;
        candidates[row].asUsed += isReorder(step) ? 0.0 : time.alone;
        candidates[row].hasKernel |= bool(step.kernel);
    });
    for (const TimedProgram& program : m_impl->alone) {
        program.visitSteps([&](const Step& step, const StepTime& time) { candidates[rowOf(step.part)].free += time.alone; });
    }
    for (std::size_t row = 0; row < 2 * layers; ++row) {
        PassTime& time = times[row];
        const Candidate& candidate = candidates[row];
        time.layer = int(row / 2);
        time.isBackward = row % 2 == 1;
        if (candidate.asUsed > 0.0 && counts(m_impl->layers[row / 2].kind)) {
            const bool isFree = candidate.free > 0.0 && candidate.free < candidate.asUsed;
            time.limit = isFree ? candidate.free : candidate.asUsed;
            time.fastest = isFree ? Fastest::oneDnnFree : candidate.hasKernel ? Fastest::own : Fastest::oneDnnAsUsed;
        }
    }
    return times;
}

double Profile::limit() const
{
    const std::vector<PassTime> all = times();
    return std::accumulate(all.begin(), all.end(), 0.0, [](double sum, const PassTime& time) { return sum + time.limit; });
}

std::size_t Profile::slotBytes(const Net& net)
{
    const CompiledNet& data = *net.m_impl;
    const std::size_t inputs = data.options.input.size() * std::size_t(data.options.batch + data.options.inferenceBatch) * sizeof(float);
    return inputs + std::max(data.training.arenaBytes, data.inference.arenaBytes) + std::max(data.training.scratchpadBytes, data.inference.scratchpadBytes);
}

}  // namespace gossip::nn
