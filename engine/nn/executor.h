// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "nn/program.h"

#include <cstdlib>

namespace gossip::nn {

/// Zeroed memory at a 64-byte boundary.
class Buffer {
public:
    explicit Buffer(std::size_t bytes);
    [[nodiscard]] std::byte* data() const { return m_data.get(); }
    [[nodiscard]] std::span<float> floats(std::size_t count) const { return {reinterpret_cast<float*>(m_data.get()), count}; }

private:
    struct Free {
        void operator()(std::byte* data) const { std::free(data); }
    };
    std::unique_ptr<std::byte[], Free> m_data;
};

/// A program bound to one slot's memory. Everything is allocated by the constructor.
///
/// Threading: run() by one thread at a time. The program must outlive it.
class BoundProgram {
public:
    /// \param home  base addresses of the slot's own blocks; those of parameters and gradient come with each run
    BoundProgram(const Program& program, const dnnl::engine& engine, const Frame& home);

    void run(Frame& frame, dnnl::stream& stream);

    /// The two halves of run(), for measuring: points the program at the frame's arrays, then runs one step of it.
    void point(Frame& frame);
    void runStep(std::size_t step, Frame& frame, dnnl::stream& stream);

private:
    struct Span {
        std::size_t first = 0;
        std::size_t count = 0;
    };
    struct Visitor {
        dnnl::memory memory;
        Place place;
    };
    const Program& m_program;
    std::vector<dnnl::memory> m_memories;
    std::vector<Visitor> m_visitors;             ///< tensors in the caller's arrays, pointed at them for each run
    std::vector<dnnl_exec_arg_t> m_arguments;    ///< of all steps, one behind the other
    std::vector<Span> m_spans;                   ///< each step's arguments
};

}  // namespace gossip::nn
