// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/narrow_convolution.h"

#include "nn/lanes.h"

#include <algorithm>
#include <array>

namespace gossip::nn {
namespace {

constexpr int kMaxChannels = 3;   // with more, oneDNN's wider vectors win though it computes with padding
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
    /// Floats in front of a block's pixel at the beginning of a row of the output's gradient.
    [[nodiscard]] std::size_t rowOf(int picture, int block, int y) const
    {
        const std::size_t perPlane = lanes / kBlock;
        const std::size_t planes = (std::size_t(blocks()) + perPlane - 1) / perPlane;
        const std::size_t plane = std::size_t(picture) * planes + std::size_t(block) / perPlane;
        return (plane * std::size_t(outHeight) + std::size_t(y)) * std::size_t(outWidth) * lanes + std::size_t(block) % perPlane * kBlock;
    }
};

/// One row of the output's gradient against one row of the input, for neighbouring places in a row of the kernel.
struct RowPair {
    const float* src;             ///< each pixel four times, from the first output's first place on
    std::size_t srcStep;          ///< floats from one output to the next
    const float* diffDst;         ///< eight filters a pixel
    std::size_t diffDstStep;
    int count;                    ///< outputs
};

/// Adds to \p weights, eight filters a place. Summing each row by itself first also keeps rounding errors small.
template <int Taps>
void addRow(RowPair r, float* weights, std::size_t weightsStep)
{
    struct Eight {
        Four low{};
        Four high{};
    };
    std::array<Eight, Taps> sums;
    for (int i = 0; i < r.count; ++i, r.src += r.srcStep, r.diffDst += r.diffDstStep) {
        const Four first = loadFour(r.diffDst);
        const Four second = loadFour(r.diffDst + kFour);
        for (std::size_t t = 0; t < Taps; ++t) {
            const Four pixel = loadFour(r.src + t * kFour);
            sums[t].low += first * pixel;
            sums[t].high += second * pixel;
        }
    }
    for (const Eight& sum : sums) {
        storeFour(weights, loadFour(weights) + sum.low);
        storeFour(weights + kFour, loadFour(weights + kFour) + sum.high);
        weights += weightsStep;
    }
}

constexpr std::array kAddRow{addRow<1>, addRow<2>, addRow<3>, addRow<4>, addRow<5>};
static_assert(kAddRow.size() == kMaxTaps);

class NarrowBackwardWeights final : public Kernel {
public:
    struct Places {
        Place src;
        Place diffDst;
        Place row;                ///< of one input row with its padding, each pixel four times
        Place diffWeights;        ///< [block][y][x][channel][filter of the block]
        Place diffBias;
    };

    NarrowBackwardWeights(const Sizes& sizes, const Places& places) : m_sizes(sizes), m_places(places) {}

    void run(Frame& frame) const override
    {
        const Sizes& s = m_sizes;
        std::fill_n(frame.at(m_places.diffWeights), s.blocks() * s.kernel * s.kernel * s.channels * kBlock, 0.0F);
        const float* src = frame.at(m_places.src);
        for (int picture = 0; picture < s.pictures; ++picture) {
            for (int y = 0; y < s.inHeight; ++y) {
                for (int channel = 0; channel < s.channels; ++channel) {
                    const int row = (picture * s.channels + channel) * s.inHeight + y;
                    spread(src + std::size_t(row) * std::size_t(s.inWidth), frame.at(m_places.row));
                    addInputRow(frame, picture, y, channel);
                }
            }
        }
        sumBias(frame);
    }

private:
    void spread(const float* src, float* row) const
    {
        const std::size_t margin = std::size_t(m_sizes.padding) * kFour;
        row = std::fill_n(row, margin, 0.0F);
        for (int x = 0; x < m_sizes.inWidth; ++x, row += kFour) {
            storeFour(row, Four{} + src[x]);
        }
        std::fill_n(row, margin, 0.0F);
    }

    /// All that one row of one channel contributes: to each row of the kernel, from the output row that sees it there.
    void addInputRow(const Frame& frame, int picture, int y, int channel) const
    {
        const Sizes& s = m_sizes;
        for (int ky = 0; ky < s.kernel; ++ky) {
            const int top = y + s.padding - ky;
            if (top < 0 || top % s.stride != 0 || top / s.stride >= s.outHeight) {
                continue;
            }
            for (int block = 0; block < s.blocks(); ++block) {
                const std::size_t place = std::size_t((block * s.kernel + ky) * s.kernel * s.channels + channel) * kBlock;
                addOutputRow(frame, s.rowOf(picture, block, top / s.stride), place);
            }
        }
    }

    void addOutputRow(const Frame& frame, std::size_t diffDst, std::size_t weights) const
    {
        const Sizes& s = m_sizes;
        const std::size_t weightsStep = std::size_t(s.channels * kBlock);
        for (int kx = 0; kx < s.kernel; kx += kMaxTaps) {
            const std::size_t taps = std::size_t(std::min(kMaxTaps, s.kernel - kx));
            const RowPair rows{frame.at(m_places.row) + std::size_t(kx) * kFour, std::size_t(s.stride) * kFour,
                               frame.at(m_places.diffDst) + diffDst, s.lanes, s.outWidth};
            kAddRow[taps - 1](rows, frame.at(m_places.diffWeights) + weights + std::size_t(kx) * weightsStep, weightsStep);
        }
    }

    void sumBias(const Frame& frame) const
    {
        const Sizes& s = m_sizes;
        alignas(Four) std::array<float, kFour> one{1.0F, 1.0F, 1.0F, 1.0F};
        for (int block = 0; block < s.blocks(); ++block) {
            alignas(Four) std::array<float, kBlock> sum{};
            for (int picture = 0; picture < s.pictures; ++picture) {
                for (int y = 0; y < s.outHeight; ++y) {
                    addRow<1>({one.data(), 0, frame.at(m_places.diffDst) + s.rowOf(picture, block, y), s.lanes, s.outWidth}, sum.data(), 0);
                }
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
    const Tensor row = builder.allocate(plainLayout({sizes.inWidth + 2 * sizes.padding, Dims::value_type(kFour)}));
    const Tensor gradient = diff(parameters.weights);
    const bool isDirect = layout == gradient.layout;
    const Tensor written = isDirect ? gradient : builder.allocate(layout);
    builder.run(std::make_shared<NarrowBackwardWeights>(
        sizes, NarrowBackwardWeights::Places{src.place, diffDst.place, row.place, written.place, diff(parameters.bias).place}));
    if (!isDirect) {
        builder.reorderInto(written, gradient);
    }
    return true;
}

}  // namespace gossip::nn
