// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/executor.h"
#include "nn/net_impl.h"

#include <algorithm>

namespace gossip::nn {
namespace {

std::byte* bytes(std::span<const float> floats)
{
    // oneDNN has one memory type for what it reads and what it writes; parameters are only read.
    return reinterpret_cast<std::byte*>(const_cast<float*>(floats.data()));
}

Frame frameOf(const Buffer& input, const Buffer& arena, const Buffer& scratchpad)
{
    Frame frame;
    frame.base[std::size_t(Home::input)] = input.data();
    frame.base[std::size_t(Home::arena)] = arena.data();
    frame.base[std::size_t(Home::scratchpad)] = scratchpad.data();
    return frame;
}

}  // namespace

struct Slot::Impl {
    explicit Impl(std::shared_ptr<const Net> shared)
        : net(std::move(shared)), data(*net->m_impl), stream(data.engine),
          trainingFloats(data.options.input.size() * std::size_t(data.options.batch)),
          inferenceFloats(data.options.input.size() * std::size_t(data.options.inferenceBatch)),
          trainingInput(trainingFloats * sizeof(float)), inferenceInput(inferenceFloats * sizeof(float)),
          arena(std::max(data.training.arenaBytes, data.inference.arenaBytes)),
          scratchpad(std::max(data.training.scratchpadBytes, data.inference.scratchpadBytes)),
          trainingFrame(frameOf(trainingInput, arena, scratchpad)), inferenceFrame(frameOf(inferenceInput, arena, scratchpad)),
          training(data.training, data.engine, trainingFrame), inference(data.inference, data.engine, inferenceFrame)
    {
    }

    std::shared_ptr<const Net> net;
    const CompiledNet& data;
    dnnl::stream stream;
    std::size_t trainingFloats;
    std::size_t inferenceFloats;
    Buffer trainingInput;
    Buffer inferenceInput;
    Buffer arena;             ///< training and inference take turns in it
    Buffer scratchpad;
    Frame trainingFrame;
    Frame inferenceFrame;
    BoundProgram training;
    BoundProgram inference;
};

Slot::Slot(std::shared_ptr<const Net> net) : m_impl(std::make_unique<Impl>(std::move(net))) {}
Slot::~Slot() = default;
Slot::Slot(Slot&&) noexcept = default;

std::span<float> Slot::trainingInput()
{
    return m_impl->trainingInput.floats(m_impl->trainingFloats);
}

std::span<float> Slot::inferenceInput()
{
    return m_impl->inferenceInput.floats(m_impl->inferenceFloats);
}

float Slot::gradient(std::span<const float> parameters, std::span<float> gradient, std::span<const std::uint16_t> labels,
                     const DropoutKey& dropout)
{
    Frame& frame = m_impl->trainingFrame;
    frame.base[std::size_t(Home::parameters)] = bytes(parameters);
    frame.base[std::size_t(Home::gradient)] = bytes(gradient);
    frame.labels = labels;
    frame.dropout = dropout;
    m_impl->training.run(frame, m_impl->stream);
    for (const Gap& gap : m_impl->data.gaps) {
        std::fill_n(gradient.data() + gap.offset, gap.count, 0.0F);
    }
    return float(frame.loss);
}

std::span<const float> Slot::infer(std::span<const float> parameters, int count)
{
    Frame& frame = m_impl->inferenceFrame;
    frame.base[std::size_t(Home::parameters)] = bytes(parameters);
    m_impl->inference.run(frame, m_impl->stream);
    return {frame.at(m_impl->data.inference.output), std::size_t(count) * std::size_t(m_impl->data.classes)};
}

}  // namespace gossip::nn
