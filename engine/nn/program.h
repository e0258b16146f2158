// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "nn/descriptors.h"
#include "nn/net.h"

#include <array>
#include <memory>
#include <utility>

/// A network pass as a list of steps over places in memory, made once and then run by any slot.
namespace gossip::nn {

/// The memory blocks that a pass works on. Parameters and gradient are the caller's, the others the slot's.
enum class Home { input, arena, scratchpad, parameters, gradient };
inline constexpr std::size_t kHomes = 5;

struct Place {
    Home home = Home::arena;
    std::size_t offset = 0;   ///< bytes
};

/// A tensor while a program is being built. Its memory in the arena is given to others once all copies are gone.
struct Tensor {
    Layout layout;
    Place place;
    std::shared_ptr<void> claim;
};

/// What own kernels see while a pass runs.
struct Frame {
    std::array<std::byte*, kHomes> base{};
    std::span<const std::uint16_t> labels;
    DropoutKey dropout;
    double loss = 0.0;

    [[nodiscard]] float* at(const Place& place) const
    {
        return reinterpret_cast<float*>(base[std::size_t(place.home)] + place.offset);
    }
};

/// A step of our own. Immutable, shared by all slots.
class Kernel {
public:
    virtual ~Kernel() = default;
    virtual void run(Frame& frame) const = 0;
};

struct Argument {
    int role = 0;             ///< DNNL_ARG_…
    Layout layout;
    Place place;
};

/// What a step is done for, so that measuring can tell the layers apart.
struct Part {
    int layer = -1;           ///< place in NetOptions::layers; -1: none, e.g. the loss
    bool isBackward = false;
};

/// A oneDNN primitive with its arguments, or else a kernel.
struct Step {
    dnnl::primitive primitive;
    std::vector<Argument> arguments;
    std::shared_ptr<const Kernel> kernel;
    Part part;
};

struct Program {
    std::vector<Step> steps;
    std::size_t arenaBytes = 0;
    std::size_t scratchpadBytes = 0;
    Place output;             ///< logits, plain
};

/// A parameter tensor: what the world sees, and where and how it lies.
struct Parameter {
    ParameterView view;
    Layout layout;
};

/// Hands out places in the arena; a freed range is used again by what is built later, which is also what runs later.
class ArenaPlan {
public:
    std::size_t take(std::size_t bytes);
    void release(std::size_t offset, std::size_t bytes);
    [[nodiscard]] std::size_t size() const { return m_size; }

private:
    std::vector<std::pair<std::size_t, std::size_t>> m_free;   ///< offset, bytes; by offset, never adjacent
    std::size_t m_size = 0;
};

/// Collects the steps of one program in the order in which they run.
class Builder {
public:
    /// \param factors  type of what products multiply
    Builder(dnnl::engine engine, Pass pass, Type factors, std::vector<std::string>& implementations);

    [[nodiscard]] const dnnl::engine& engine() const { return m_engine; }
    [[nodiscard]] Pass pass() const { return m_pass; }
    [[nodiscard]] Type factors() const { return m_factors; }
    [[nodiscard]] bool isTraining() const { return m_pass == Pass::training; }

    /// What the steps from here on are done for.
    void enter(const Part& part) { m_part = part; }
    Tensor allocate(const Layout& layout);
    /// The same values in another layout; the tensor itself where it has it already.
    Tensor reordered(const Tensor& tensor, const Layout& layout);
    void reorderInto(const Tensor& from, const Tensor& to);
    void run(const dnnl::primitive& primitive, const Layout& scratchpad, const std::vector<std::pair<int, Tensor>>& arguments);
    void run(std::shared_ptr<const Kernel> kernel);
    /// Notes which implementation a product got, for Net::implementations().
    void note(const std::string& what, const char* implementation);
    Program finish(const Place& output);

private:
    dnnl::engine m_engine;
    Pass m_pass;
    Type m_factors;
    std::vector<std::string>& m_implementations;
    std::shared_ptr<ArenaPlan> m_arena;
    Part m_part;
    Program m_program;
};

}  // namespace gossip::nn
