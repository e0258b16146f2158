// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/program.h"

#include <algorithm>

namespace gossip::nn {
namespace {

constexpr std::size_t kAlignment = 64;   // bytes: a cache line, and the widest vector register

std::size_t aligned(std::size_t bytes)
{
    return (bytes + kAlignment - 1) / kAlignment * kAlignment;
}

}  // namespace

std::size_t ArenaPlan::take(std::size_t bytes)
{
    // Best fit keeps the large gaps for the large tensors.
    auto best = m_free.end();
    for (auto it = m_free.begin(); it != m_free.end(); ++it) {
        if (it->second >= bytes && (best == m_free.end() || it->second < best->second)) {
            best = it;
        }
    }
    if (best == m_free.end()) {
        const std::size_t offset = m_size;
        m_size += bytes;
        return offset;
    }
    const std::size_t offset = best->first;
    best->first += bytes;
    best->second -= bytes;
    if (best->second == 0) {
        m_free.erase(best);
    }
    return offset;
}

void ArenaPlan::release(std::size_t offset, std::size_t bytes)
{
    auto at = m_free.insert(std::lower_bound(m_free.begin(), m_free.end(), std::pair{offset, bytes}), {offset, bytes});
    if (const auto next = at + 1; next != m_free.end() && at->first + at->second == next->first) {
        at->second += next->second;
        m_free.erase(next);
    }
    if (at != m_free.begin() && (at - 1)->first + (at - 1)->second == at->first) {
        (at - 1)->second += at->second;
        m_free.erase(at);
    }
}

Builder::Builder(dnnl::engine engine, Pass pass, Type factors, std::vector<std::string>& implementations)
    : m_engine(std::move(engine)), m_pass(pass), m_factors(factors), m_implementations(implementations), m_arena(std::make_shared<ArenaPlan>())
{
}

Tensor Builder::allocate(const Layout& layout)
{
    const std::size_t bytes = aligned(std::max<std::size_t>(layout.get_size(), 1));
    const std::size_t offset = m_arena->take(bytes);
    const auto release = [arena = m_arena, offset, bytes](void*) { arena->release(offset, bytes); };
    return {layout, {Home::arena, offset}, std::shared_ptr<void>(nullptr, release)};
}

Tensor Builder::reordered(const Tensor& tensor, const Layout& layout)
{
    if (tensor.layout == layout) {
        return tensor;
    }
    Tensor result = allocate(layout);
    reorderInto(tensor, result);
    return result;
}

void Builder::reorderInto(const Tensor& from, const Tensor& to)
{
    const auto descriptor = reorder(m_engine, from.layout, to.layout);
    run(dnnl::reorder(descriptor), descriptor.scratchpad_desc(), {{DNNL_ARG_FROM, from}, {DNNL_ARG_TO, to}});
}

void Builder::run(const dnnl::primitive& primitive, const Layout& scratchpad, const std::vector<std::pair<int, Tensor>>& arguments)
{
    Step step;
    step.primitive = primitive;
    step.part = m_part;
    for (const auto& [role, tensor] : arguments) {
        step.arguments.push_back({role, tensor.layout, tensor.place});
    }
    step.arguments.push_back({DNNL_ARG_SCRATCHPAD, scratchpad, {Home::scratchpad, 0}});
    m_program.scratchpadBytes = std::max(m_program.scratchpadBytes, aligned(scratchpad.get_size()));
    m_program.steps.push_back(std::move(step));
}

void Builder::run(std::shared_ptr<const Kernel> kernel)
{
    m_program.steps.push_back({{}, {}, std::move(kernel), m_part});
}

void Builder::note(const std::string& what, const char* implementation)
{
    m_implementations.push_back(what + (isTraining() ? ": " : " (inference): ") + implementation);
}

Program Builder::finish(const Place& output)
{
    m_program.output = output;
    m_program.arenaBytes = m_arena->size();
    return std::move(m_program);
}

}  // namespace gossip::nn
