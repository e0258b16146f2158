// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/narrow_convolution.h"

#include "nn/lanes.h"

#include <algorithm>
#include <array>

namespace gossip::nn {
namespace {

constexpr int kMaxChannels = 2;   // of three and more, oneDNN makes better use than we can
constexpr int kBlock = 8;         // filters of a block of the weights' layout
constexpr int kMaxTaps = 5;       // sums of 5 places × 8 filters fill 10 of the 16 registers that every x86-64 has

struct Sizes {
    int pictures = 0;
    int channels = 0;
    int inHeight = 0;
    int inWidth = 0;
    int filters = 0;
    int outHeight = 0;
    int outWidth = 0;
    int kernel = 0;
    int stride = 0;
    int padding = 0;
    std::size_t lanes = 0;        ///< filters that lie side by side in the output's gradient; a multiple of kBlock

    [[nodiscard]] int blocks() const { return (filters + kBlock - 1) / kBlock; }
    [[nodiscard]] int spreadHeight() const { return inHeight + 2 * padding; }
    [[nodiscard]] int spreadWidth() const { return inWidth + 2 * padding; }
    /// Floats in front of a block's first pixel in the output's gradient.
    [[nodiscard]] std::size_t outputOf(int picture, int block) const
    {
        const std::size_t blocksPerPlane = lanes / kBlock;
        const std::size_t planes = (std::size_t(blocks()) + blocksPerPlane - 1) / blocksPerPlane;
        const std::size_t plane = std::size_t(picture) * planes + std::size_t(block) / blocksPerPlane;
        return plane * std::size_t(outHeight) * std::size_t(outWidth) * lanes + std::size_t(block) % blocksPerPlane * kBlock;
    }
};

/// Where a pass over all outputs of one picture and one block of filters reads the input.
struct InputSteps {
    std::size_t pixel;            ///< floats from one output's pixel to that of the next
    std::size_t row;              ///< and from one row's first to that of the next
};

/// Adds up gradient × pixel for neighbouring places in a row of the kernel.
/// \param src  each pixel four times, from the first output's first place on
/// \param diffDst  eight filters a pixel
/// \param weights  is added to, eight filters a place
template <int Taps>
void addPicture(const Sizes& s, const float* src, InputSteps steps, const float* diffDst, float* weights, std::size_t weightsStep)
{
    std::array<float*, Taps> to;
    struct Eight {
        Four low;
        Four high;
    };
    std::array<Eight, Taps> sums;
    for (std::size_t t = 0; t < Taps; ++t) {
        to[t] = weights + t * weightsStep;
        sums[t].low = Four{};
        sums[t].high = Four{};
    }
    for (int y = 0; y < s.outHeight; ++y, src += steps.row) {
        const float* pixel = src;
        for (int x = 0; x < s.outWidth; ++x, pixel += steps.pixel, diffDst += s.lanes) {
            const Four low = loadFour(diffDst);
            const Four high = loadFour(diffDst + kFour);
            for (std::size_t t = 0; t < Taps; ++t) {
                const Four value = loadFour(pixel + t * kFour);
                sums[t].low += low * value;
                sums[t].high += high * value;
            }
        }
    }
    for (std::size_t t = 0; t < Taps; ++t) {
        storeFour(to[t], loadFour(to[t]) + sums[t].low);
        storeFour(to[t] + kFour, loadFour(to[t] + kFour) + sums[t].high);
    }
}

constexpr std::array kAddPicture{addPicture<1>, addPicture<2>, addPicture<3>, addPicture<4>, addPicture<5>};
static_assert(kAddPicture.size() == kMaxTaps);

class NarrowBackwardWeights final : public Kernel {
public:
    struct Places {
        Place src;
        Place diffDst;
        Place spread;             ///< of one channel of a picture with its padding, each pixel four times
        Place diffWeights;        ///< [block][y][x][channel][filter of the block]
        Place diffBias;
    };

    NarrowBackwardWeights(const Sizes& sizes, const Places& places) : m_sizes(sizes), m_places(places) {}

    void run(Frame& frame) const override
    {
        const Sizes& s = m_sizes;
        std::fill_n(frame.at(m_places.diffWeights), s.blocks() * s.kernel * s.kernel * s.channels * kBlock, 0.0F);
        std::fill_n(frame.at(m_places.spread), std::size_t(s.spreadHeight() * s.spreadWidth()) * kFour, 0.0F);
        for (int picture = 0; picture < s.pictures; ++picture) {
            for (int channel = 0; channel < s.channels; ++channel) {
                spread(frame, picture * s.channels + channel);
                for (int block = 0; block < s.blocks(); ++block) {
                    addWeights(frame, picture, channel, block);
                }
            }
        }
        sumBias(frame);
    }

private:
    /// Into the middle of the spread plane; its margins stay zero.
    void spread(const Frame& frame, int plane) const
    {
        const Sizes& s = m_sizes;
        const float* from = frame.at(m_places.src) + std::size_t(plane) * std::size_t(s.inHeight * s.inWidth);
        for (int y = 0; y < s.inHeight; ++y) {
            float* to = frame.at(m_places.spread) + std::size_t((y + s.padding) * s.spreadWidth() + s.padding) * kFour;
            for (int x = 0; x < s.inWidth; ++x, ++from, to += kFour) {
                storeFour(to, Four{} + *from);
            }
        }
    }

    void addWeights(const Frame& frame, int picture, int channel, int block) const
    {
        const Sizes& s = m_sizes;
        const std::size_t weightsStep = std::size_t(s.channels * kBlock);
        const InputSteps steps{std::size_t(s.stride) * kFour, std::size_t(s.stride * s.spreadWidth()) * kFour};
        for (int ky = 0; ky < s.kernel; ++ky) {
            for (int kx = 0; kx < s.kernel; kx += kMaxTaps) {
                const std::size_t taps = std::size_t(std::min(kMaxTaps, s.kernel - kx));
                const std::size_t place = std::size_t((block * s.kernel + ky) * s.kernel + kx) * weightsStep + std::size_t(channel * kBlock);
                kAddPicture[taps - 1](s, frame.at(m_places.spread) + std::size_t(ky * s.spreadWidth() + kx) * kFour, steps,
                                      frame.at(m_places.diffDst) + s.outputOf(picture, block), frame.at(m_places.diffWeights) + place, weightsStep);
            }
        }
    }

    void sumBias(const Frame& frame) const
    {
        const Sizes& s = m_sizes;
        alignas(Four) const std::array<float, kFour> one{1.0F, 1.0F, 1.0F, 1.0F};
        for (int block = 0; block < s.blocks(); ++block) {
            alignas(Four) std::array<float, kBlock> sum{};
            for (int picture = 0; picture < s.pictures; ++picture) {
                addPicture<1>(s, one.data(), {0, 0}, frame.at(m_places.diffDst) + s.outputOf(picture, block), sum.data(), 0);
            }
            std::copy_n(sum.data(), std::min(kBlock, s.filters - block * kBlock), frame.at(m_places.diffBias) + block * kBlock);
        }
    }

    Sizes m_sizes;
    Places m_places;
};

}  // namespace

bool appendNarrowBackwardWeights(Builder& builder, const ProductShape& shape, const Tensor& src, const Tensor& diffDst,
                                 const ProductParameters& parameters)
{
    const PixelOrder order = pixelOrder(diffDst.layout);
    if (shape.src[1] > kMaxChannels || src.layout != plainLayout(shape.src) || order.lanes % kBlock != 0) {
        return false;
    }
    const Sizes sizes{int(shape.src[0]), int(shape.src[1]), int(shape.src[2]), int(shape.src[3]), int(shape.dst[1]), int(shape.dst[2]),
                      int(shape.dst[3]), int(shape.weights[2]), int(shape.strides[0]), int(shape.padding[0]), order.lanes};
    const Layout layout{shape.weights, dnnl::memory::data_type::f32, dnnl::memory::format_tag::Ohwi8o};
    const Tensor spread = builder.allocate(plainLayout({sizes.spreadHeight(), sizes.spreadWidth(), Dims::value_type(kFour)}));
    const Tensor gradient = diff(parameters.weights);
    const bool isDirect = layout == gradient.layout;
    const Tensor written = isDirect ? gradient : builder.allocate(layout);
    builder.run(std::make_shared<NarrowBackwardWeights>(
        sizes, NarrowBackwardWeights::Places{src.place, diffDst.place, spread.place, written.place, diff(parameters.bias).place}));
    if (!isDirect) {
        builder.reorderInto(written, gradient);
    }
    return true;
}

}  // namespace gossip::nn
