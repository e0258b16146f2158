// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/dropout.h"

#include "core/philox.h"

#include <cmath>

namespace gossip::nn {
namespace {

constexpr std::size_t kBlock = 4;   // 32-bit words that one Philox block gives

/// Draws the mask (0 or 1 / (1 − rate)) and applies it.
class DropoutForward final : public Kernel {
public:
    DropoutForward(double rate, const Tensor& src, const Tensor& mask, const Tensor& dst, std::shared_ptr<const DropoutCounter> counter,
                   std::uint64_t firstBlock)
        : m_scale(float(1.0 / (1.0 - rate))), m_threshold(std::uint64_t(std::llround(rate * 4294967296.0))), m_src(src.place),
          m_mask(mask.place), m_dst(dst.place), m_count(dst.layout.get_size() / sizeof(float)), m_counter(std::move(counter)),
          m_firstBlock(firstBlock)
    {
    }

    void run(Frame& frame) const override
    {
        const float* src = frame.at(m_src);
        float* mask = frame.at(m_mask);
        float* dst = frame.at(m_dst);
        const std::array<std::uint32_t, 2> key{std::uint32_t(frame.dropout.seed), std::uint32_t(frame.dropout.seed >> 32)};
        std::uint64_t block = frame.dropout.step * m_counter->blocksPerStep + m_firstBlock;
        for (std::size_t i = 0; i < m_count; i += kBlock, ++block) {
            const auto words = philox4x32({std::uint32_t(block), std::uint32_t(block >> 32), frame.dropout.worker, std::uint32_t(Purpose::dropout)}, key);
            for (std::size_t k = 0; k < std::min(kBlock, m_count - i); ++k) {
                mask[i + k] = words[k] < m_threshold ? 0.0F : m_scale;
            }
        }
        for (std::size_t i = 0; i < m_count; ++i) {
            dst[i] = src[i] * mask[i];
        }
    }

private:
    float m_scale;
    std::uint64_t m_threshold;
    Place m_src;
    Place m_mask;
    Place m_dst;
    std::size_t m_count;
    std::shared_ptr<const DropoutCounter> m_counter;
    std::uint64_t m_firstBlock;
};

class DropoutBackward final : public Kernel {
public:
    DropoutBackward(const Tensor& mask, const Tensor& gradient)
        : m_mask(mask.place), m_gradient(gradient.place), m_count(gradient.layout.get_size() / sizeof(float))
    {
    }

    void run(Frame& frame) const override
    {
        const float* mask = frame.at(m_mask);
        float* gradient = frame.at(m_gradient);
        for (std::size_t i = 0; i < m_count; ++i) {
            gradient[i] *= mask[i];
        }
    }

private:
    Place m_mask;
    Place m_gradient;
    std::size_t m_count;
};

}  // namespace

Dropout::Dropout(double rate, std::shared_ptr<DropoutCounter> counter) : m_rate(rate), m_counter(std::move(counter)) {}

Tensor Dropout::forward(Builder& builder, const Tensor& src)
{
    if (!builder.isTraining()) {
        return src;
    }
    m_mask = builder.allocate(src.layout);
    Tensor dst = builder.allocate(src.layout);
    builder.run(std::make_shared<DropoutForward>(m_rate, src, m_mask, dst, m_counter, m_counter->blocksPerStep));
    m_counter->blocksPerStep += (src.layout.get_size() / sizeof(float) + kBlock - 1) / kBlock;
    return dst;
}

Tensor Dropout::backward(Builder& builder, const Tensor& diffDst, bool wantsDiffSrc)
{
    if (!wantsDiffSrc) {
        return {};
    }
    Tensor gradient = builder.reordered(diffDst, m_mask.layout);
    builder.run(std::make_shared<DropoutBackward>(m_mask, gradient));
    m_mask = {};
    return gradient;
}

}  // namespace gossip::nn
