// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/executor.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace gossip::nn {
namespace {

bool isVisitor(Home home)
{
    return home == Home::parameters || home == Home::gradient;
}

}  // namespace

Buffer::Buffer(std::size_t bytes)
{
    constexpr std::size_t kAlignment = 64;
    const std::size_t size = (std::max<std::size_t>(bytes, 1) + kAlignment - 1) / kAlignment * kAlignment;
    m_data.reset(static_cast<std::byte*>(std::aligned_alloc(kAlignment, size)));
    if (!m_data) {
        throw std::bad_alloc();
    }
    std::memset(m_data.get(), 0, size);
}

BoundProgram::BoundProgram(const Program& program, const dnnl::engine& engine, const Frame& home) : m_program(program)
{
    for (const Step& step : program.steps) {
        m_spans.push_back({m_arguments.size(), step.arguments.size()});
        for (const Argument& argument : step.arguments) {
            const bool visits = isVisitor(argument.place.home);
            dnnl::memory memory(argument.layout, engine, visits ? DNNL_MEMORY_NONE : static_cast<void*>(home.at(argument.place)));
            m_arguments.push_back({argument.role, memory.get()});
            if (visits) {
                m_visitors.push_back({memory, argument.place});
            }
            m_memories.push_back(std::move(memory));
        }
    }
}

void BoundProgram::run(Frame& frame, dnnl::stream& stream)
{
    point(frame);
    for (std::size_t i = 0; i < m_spans.size(); ++i) {
        runStep(i, frame, stream);
    }
    stream.wait();
}

void BoundProgram::point(Frame& frame)
{
    for (Visitor& visitor : m_visitors) {
        visitor.memory.set_data_handle(frame.at(visitor.place));
    }
}

void BoundProgram::runStep(std::size_t i, Frame& frame, dnnl::stream& stream)
{
    const Step& step = m_program.steps[i];
    if (step.kernel) {
        step.kernel->run(frame);
        return;
    }
    // The C call takes the arguments as they lie; the C++ one would copy them to the heap on every step.
    const Span& span = m_spans[i];
    dnnl::error::wrap_c_api(dnnl_primitive_execute(step.primitive.get(), stream.get(), int(span.count), m_arguments.data() + span.first),
                            "a layer could not be computed");
}

}  // namespace gossip::nn
