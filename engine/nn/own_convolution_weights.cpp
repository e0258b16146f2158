// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/avx2.h"
#include "nn/own_convolution.h"

#include <algorithm>
#include <array>
#include <utility>

#ifdef GOSSIP_AVX2
#include <immintrin.h>
#endif

namespace gossip::nn {

#ifdef GOSSIP_AVX2

namespace {

constexpr std::size_t kBlock = 8;                 // channels side by side
constexpr std::size_t kNearestCache = 24 * 1024;  // bytes of the nearest cache that a tile's pictures may take
constexpr int kMaxPlainChannels = 3;              // of an input that lies plain

/// What one call of addTile() goes through; steps in floats.
struct Tile {
    int pictures, rows, columns;                  ///< of outputs
    std::size_t srcPicture, srcRow, srcPixel;     ///< from one output's first pixel to the next one's
    std::size_t srcTapRow;                        ///< from one row of places in the input to the next
    std::size_t diffPicture, diffRow, diffBlock;
    std::size_t weightsTap, weightsTapRow, weightsBlock;
};

/// weights += Σ over outputs of src × diffDst, for TapRows × Taps places of the input that lie side by side (channels of a
/// block, or pixels of a plain row) and Blocks blocks of filters. At most 12 sums, so that all stay in registers.
template <int TapRows, int Taps, int Blocks>
GOSSIP_AVX2 void addTile(const Tile& t, const float* src, const float* diffDst, float* weights)
{
    __m256 sums[TapRows][Taps][Blocks];
GOSSIP_UNROLL
    for (std::size_t r = 0; r < TapRows; ++r) {
GOSSIP_UNROLL
        for (std::size_t i = 0; i < Taps; ++i) {
GOSSIP_UNROLL
            for (std::size_t b = 0; b < Blocks; ++b) {
                sums[r][i][b] = _mm256_load_ps(weights + r * t.weightsTapRow + i * t.weightsTap + b * t.weightsBlock);
            }
        }
    }
    for (int row = 0; row < t.pictures * t.rows; ++row) {
        const auto picture = std::size_t(row / t.rows);
        const auto y = std::size_t(row % t.rows);
        const float* pixel = src + picture * t.srcPicture + y * t.srcRow;
        const float* diff = diffDst + picture * t.diffPicture + y * t.diffRow;
        for (int x = 0; x < t.columns; ++x, pixel += t.srcPixel, diff += kBlock) {
            __m256 d[Blocks];
GOSSIP_UNROLL
            for (std::size_t b = 0; b < Blocks; ++b) {
                d[b] = _mm256_load_ps(diff + b * t.diffBlock);
            }
GOSSIP_UNROLL
            for (std::size_t r = 0; r < TapRows; ++r) {
GOSSIP_UNROLL
                for (std::size_t i = 0; i < Taps; ++i) {
                    const __m256 value = _mm256_broadcast_ss(pixel + r * t.srcTapRow + i);
GOSSIP_UNROLL
                    for (std::size_t b = 0; b < Blocks; ++b) {
                        sums[r][i][b] = _mm256_fmadd_ps(value, d[b], sums[r][i][b]);
                    }
                }
            }
        }
    }
GOSSIP_UNROLL
    for (std::size_t r = 0; r < TapRows; ++r) {
GOSSIP_UNROLL
        for (std::size_t i = 0; i < Taps; ++i) {
GOSSIP_UNROLL
            for (std::size_t b = 0; b < Blocks; ++b) {
                _mm256_store_ps(weights + r * t.weightsTapRow + i * t.weightsTap + b * t.weightsBlock, sums[r][i][b]);
            }
        }
    }
}

using AddTile = void (*)(const Tile&, const float*, const float*, float*);

GOSSIP_AVX2 void sumBias(const ConvolutionSizes& s, const float* diffDst, float* diffBias)
{
    const std::size_t pixels = std::size_t(s.outHeight) * std::size_t(s.outWidth);
    for (int block = 0; block < s.outBlocks; ++block) {
        __m256 sum = _mm256_setzero_ps();
        for (int picture = 0; picture < s.pictures; ++picture) {
            const float* diff = diffDst + std::size_t(picture * s.outBlocks + block) * pixels * kBlock;
            for (std::size_t i = 0; i < pixels; ++i) {
                sum = _mm256_add_ps(sum, _mm256_load_ps(diff + i * kBlock));
            }
        }
        alignas(32) std::array<float, kBlock> values;
        _mm256_store_ps(values.data(), sum);
        std::copy_n(values.begin(), std::min(int(kBlock), s.filters - block * int(kBlock)), diffBias + block * int(kBlock));
    }
}

struct Places {
    Place src, diffDst, diffWeights, diffBias, padded;
};

/// Both inputs' common part: weights are zeroed, tiles added, the bias summed.
class BackwardWeights : public Kernel {
public:
    BackwardWeights(const ConvolutionSizes& sizes, const Places& places, std::size_t weightsFloats)
        : m_sizes(sizes), m_places(places), m_weightsFloats(weightsFloats),
          m_outPlane(std::size_t(sizes.outHeight) * std::size_t(sizes.outWidth) * kBlock)
    {
    }

    void run(Frame& frame) const override
    {
        std::fill_n(frame.at(m_places.diffWeights), m_weightsFloats, 0.0F);
        addWeights(frame);
        sumBias(m_sizes, frame.at(m_places.diffDst), frame.at(m_places.diffBias));
    }

protected:
    virtual void addWeights(const Frame& frame) const = 0;

    /// Groups of at most \p most; a rest of one is avoided, since few sums at a time wait for each other.
    static int groupOf(int left, int most) { return left == most + 1 && most > 2 ? most - 1 : std::min(left, most); }

    const ConvolutionSizes m_sizes;
    const Places m_places;
    const std::size_t m_weightsFloats;
    const std::size_t m_outPlane;
};

/// Of an input in blocks of eight channels: four channels × up to three blocks of filters at a time.
class BlockedBackwardWeights final : public BackwardWeights {
public:
    BlockedBackwardWeights(const ConvolutionSizes& sizes, const Places& places)
        : BackwardWeights(sizes, places, std::size_t(sizes.outBlocks * sizes.inBlocks * sizes.kernel * sizes.kernel) * kBlock * kBlock),
          m_inPlane(std::size_t(sizes.inHeight) * std::size_t(sizes.inWidth) * kBlock),
          m_together(std::max(1, int(kNearestCache / ((m_inPlane + kMostBlocks * m_outPlane) * sizeof(float)))))
    {
    }

private:
    static constexpr int kMostBlocks = 3;
    static constexpr std::size_t kTaps = 4;
    static constexpr std::array<AddTile, kMostBlocks> kAddTile{addTile<1, kTaps, 1>, addTile<1, kTaps, 2>, addTile<1, kTaps, 3>};

    void addWeights(const Frame& frame) const override
    {
        const ConvolutionSizes& s = m_sizes;
        for (int picture = 0; picture < s.pictures; picture += m_together) {
            for (int out = 0, blocks = 0; out < s.outBlocks; out += blocks) {
                blocks = groupOf(s.outBlocks - out, kMostBlocks);
                for (int in = 0; in < s.inBlocks; ++in) {
                    for (int tap = 0; tap < s.kernel * s.kernel; ++tap) {
                        addTap(frame, picture, out, blocks, in, tap);
                    }
                }
            }
        }
    }

    void addTap(const Frame& frame, int picture, int out, int blocks, int in, int tap) const
    {
        const ConvolutionSizes& s = m_sizes;
        const int ky = tap / s.kernel;
        const int kx = tap % s.kernel;
        const TapRange rows = outputsUnder(ky, s.inHeight, s.outHeight, s.stride, s.padding);
        const TapRange columns = outputsUnder(kx, s.inWidth, s.outWidth, s.stride, s.padding);
        const std::size_t area = std::size_t(s.kernel * s.kernel) * kBlock * kBlock;
        const Tile tile{.pictures = std::min(m_together, s.pictures - picture),
                        .rows = rows.end - rows.first,
                        .columns = columns.end - columns.first,
                        .srcPicture = std::size_t(s.inBlocks) * m_inPlane,
                        .srcRow = std::size_t(s.stride * s.inWidth) * kBlock,
                        .srcPixel = std::size_t(s.stride) * kBlock,
                        .srcTapRow = 0,
                        .diffPicture = std::size_t(s.outBlocks) * m_outPlane,
                        .diffRow = std::size_t(s.outWidth) * kBlock,
                        .diffBlock = m_outPlane,
                        .weightsTap = kBlock,
                        .weightsTapRow = 0,
                        .weightsBlock = std::size_t(s.inBlocks) * area};
        const int inY = rows.first * s.stride + ky - s.padding;
        const int inX = columns.first * s.stride + kx - s.padding;
        const float* src = frame.at(m_places.src) + std::size_t(picture * s.inBlocks + in) * m_inPlane + std::size_t(inY * s.inWidth + inX) * kBlock;
        const float* diff = frame.at(m_places.diffDst) + std::size_t(picture * s.outBlocks + out) * m_outPlane +
                            std::size_t(rows.first * s.outWidth + columns.first) * kBlock;
        float* weights = frame.at(m_places.diffWeights) + std::size_t(out * s.inBlocks + in) * area + std::size_t(tap) * kBlock * kBlock;
        for (std::size_t channel = 0; channel < kBlock && tile.rows > 0; channel += kTaps) {
            kAddTile[std::size_t(blocks) - 1](tile, src + channel, diff, weights + channel * kBlock);
        }
    }

    std::size_t m_inPlane;
    int m_together;               ///< pictures of a tile
};

/// Of a plain input with few channels: up to five places of a row of the kernel × two rows or two blocks at a time.
class PlainBackwardWeights final : public BackwardWeights {
public:
    PlainBackwardWeights(const ConvolutionSizes& sizes, const Places& places)
        : BackwardWeights(sizes, places, std::size_t(sizes.outBlocks * sizes.kernel * sizes.kernel * sizes.channels) * kBlock),
          m_paddedWidth(sizes.inWidth + 2 * sizes.padding)
    {
    }

private:
    static constexpr int kMostTaps = 5;
    static constexpr std::array<AddTile, kMostTaps> kOneBlock{addTile<1, 1, 1>, addTile<1, 2, 1>, addTile<1, 3, 1>, addTile<1, 4, 1>, addTile<1, 5, 1>};
    static constexpr std::array<AddTile, kMostTaps> kTwoRows{addTile<2, 1, 1>, addTile<2, 2, 1>, addTile<2, 3, 1>, addTile<2, 4, 1>, addTile<2, 5, 1>};
    static constexpr std::array<AddTile, kMostTaps> kTwoBlocks{addTile<1, 1, 2>, addTile<1, 2, 2>, addTile<1, 3, 2>, addTile<1, 4, 2>, addTile<1, 5, 2>};

    void addWeights(const Frame& frame) const override
    {
        const ConvolutionSizes& s = m_sizes;
        std::fill_n(frame.at(m_places.padded), std::size_t(s.inHeight + 2 * s.padding) * std::size_t(m_paddedWidth), 0.0F);
        for (int picture = 0; picture < s.pictures; ++picture) {
            for (int channel = 0; channel < s.channels; ++channel) {
                pad(frame, picture * s.channels + channel);
                for (int out = 0, blocks = 0; out < s.outBlocks; out += blocks) {
                    blocks = std::min(2, s.outBlocks - out);
                    addChannel(frame, picture, channel, out, blocks);
                }
            }
        }
    }

    void pad(const Frame& frame, int plane) const
    {
        const ConvolutionSizes& s = m_sizes;
        const float* from = frame.at(m_places.src) + std::size_t(plane) * std::size_t(s.inHeight * s.inWidth);
        float* to = frame.at(m_places.padded) + std::size_t(s.padding * m_paddedWidth + s.padding);
        for (int y = 0; y < s.inHeight; ++y, from += s.inWidth, to += m_paddedWidth) {
            std::copy_n(from, s.inWidth, to);
        }
    }

    void addChannel(const Frame& frame, int picture, int channel, int out, int blocks) const
    {
        const ConvolutionSizes& s = m_sizes;
        const std::size_t tapStep = std::size_t(s.channels) * kBlock;
        const Tile tile{.pictures = 1,
                        .rows = s.outHeight,
                        .columns = s.outWidth,
                        .srcPicture = 0,
                        .srcRow = std::size_t(s.stride * m_paddedWidth),
                        .srcPixel = std::size_t(s.stride),
                        .srcTapRow = std::size_t(m_paddedWidth),
                        .diffPicture = 0,
                        .diffRow = std::size_t(s.outWidth) * kBlock,
                        .diffBlock = m_outPlane,
                        .weightsTap = tapStep,
                        .weightsTapRow = std::size_t(s.kernel) * tapStep,
                        .weightsBlock = std::size_t(s.kernel * s.kernel) * tapStep};
        const float* diff = frame.at(m_places.diffDst) + std::size_t(picture * s.outBlocks + out) * m_outPlane;
        float* weights = frame.at(m_places.diffWeights) + std::size_t(out) * tile.weightsBlock + std::size_t(channel) * kBlock;
        for (int ky = 0, rows = 0; ky < s.kernel; ky += rows) {
            rows = blocks == 1 ? std::min(2, s.kernel - ky) : 1;
            const auto& add = blocks == 2 ? kTwoBlocks : rows == 2 ? kTwoRows : kOneBlock;
            for (int kx = 0; kx < s.kernel; kx += kMostTaps) {
                add[std::size_t(std::min(kMostTaps, s.kernel - kx) - 1)](tile, frame.at(m_places.padded) + std::size_t(ky * m_paddedWidth + kx), diff,
                                                                         weights + std::size_t(ky * s.kernel + kx) * tapStep);
            }
        }
    }

    int m_paddedWidth;
};

}  // namespace

bool appendOwnBackwardWeights(Builder& builder, const ProductShape& shape, const Tensor& src, const Tensor& diffDst,
                              const ProductParameters& parameters)
{
    using Tag = dnnl::memory::format_tag;
    const bool isBlocked = pixelOrder(src.layout).tag == Tag::nChw8c;
    const bool isPlain = src.layout == plainLayout(shape.src) && shape.src[1] <= kMaxPlainChannels;
    if (!prefersAvx2() || shape.type != Type::f32 || !(isBlocked || isPlain) || pixelOrder(diffDst.layout).tag != Tag::nChw8c) {
        return false;
    }
    const ConvolutionSizes sizes(shape);
    const Layout layout{shape.weights, dnnl::memory::data_type::f32, isBlocked ? Tag::OIhw8i8o : Tag::Ohwi8o};
    const Tensor gradient = diff(parameters.weights);
    const bool isDirect = layout == gradient.layout;
    const Tensor written = isDirect ? gradient : builder.allocate(layout);
    Places places{src.place, diffDst.place, written.place, diff(parameters.bias).place, {}};
    if (isBlocked) {
        builder.run(std::make_shared<BlockedBackwardWeights>(sizes, places));
    } else {
        const Tensor padded = builder.allocate(plainLayout({sizes.inHeight + 2 * sizes.padding, sizes.inWidth + 2 * sizes.padding}));
        places.padded = padded.place;
        builder.run(std::make_shared<PlainBackwardWeights>(sizes, places));
    }
    if (!isDirect) {
        builder.reorderInto(written, gradient);
    }
    return true;
}

#else

bool appendOwnBackwardWeights(Builder&, const ProductShape&, const Tensor&, const Tensor&, const ProductParameters&)
{
    return false;
}

#endif

}  // namespace gossip::nn
