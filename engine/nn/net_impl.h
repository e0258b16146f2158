// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "nn/program.h"

namespace gossip::nn {

/// Floats of the flat array that belong to no tensor; zero in every gradient.
struct Gap {
    std::size_t offset = 0;
    std::size_t count = 0;
};

/// What compile() makes; nothing in it changes afterwards.
struct CompiledNet {
    NetOptions options;
    int classes = 0;
    Type factors = Type::f32;
    dnnl::engine engine{dnnl::engine::kind::cpu, 0};
    std::vector<ParameterView> views;
    std::vector<Layout> layouts;              ///< of the parameters
    std::vector<Layout> plainLayouts;         ///< row-major, with the same logical dimensions as in `layouts`
    std::size_t parameterCount = 0;
    std::size_t flatSize = 0;
    std::vector<Gap> gaps;
    Program training;
    Program inference;
    std::vector<std::string> implementations;
};

struct Net::Impl : CompiledNet {};

}  // namespace gossip::nn
