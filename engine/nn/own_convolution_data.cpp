// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/avx2.h"
#include "nn/own_convolution.h"

#include <algorithm>
#include <array>

#ifdef GOSSIP_AVX2
#include <immintrin.h>
#endif

namespace gossip::nn {

ConvolutionSizes::ConvolutionSizes(const ProductShape& shape)
    : pictures(int(shape.src[0])), channels(int(shape.src[1])), inHeight(int(shape.src[2])), inWidth(int(shape.src[3])),
      filters(int(shape.dst[1])), outHeight(int(shape.dst[2])), outWidth(int(shape.dst[3])), kernel(int(shape.weights[2])),
      stride(int(shape.strides[0])), padding(int(shape.padding[0])), inBlocks((channels + 7) / 8), outBlocks((filters + 7) / 8)
{
}

TapRange outputsUnder(int tap, int in, int out, int stride, int padding)
{
    const int before = padding - tap;   // pixels that the first window's place lies outside
    const int first = before > 0 ? (before + stride - 1) / stride : 0;
    return {first, std::max(first, std::min(out, (in - 1 + before + stride) / stride))};
}

#ifdef GOSSIP_AVX2

namespace {

constexpr std::size_t kBlock = 8;      // channels side by side
constexpr int kPixels = 4;             // 4 pixels × 3 blocks are 12 sums: with weights and pixel all 16 registers
constexpr int kBlocks = 3;
constexpr int kPictures = 4;           // share what is in the caches of a kernel place's weights

/// Floats between neighbours, and how many filters there are.
struct Steps {
    std::size_t diffSrcPixel;          ///< of two neighbouring outputs
    std::size_t diffSrcBlock;
    std::size_t filters;               ///< side by side in each pixel of diffDst
};

/// diffSrc += Σ over filters of diffDst × weights, for neighbouring output pixels and one place of the kernel.
template <int Pixels, int Blocks>
GOSSIP_AVX2 void addPixels(const Steps& s, const float* diffDst, const float* weights, float* diffSrc)
{
    __m256 sums[Pixels][Blocks];
GOSSIP_UNROLL
    for (std::size_t p = 0; p < Pixels; ++p) {
GOSSIP_UNROLL
        for (std::size_t b = 0; b < Blocks; ++b) {
            sums[p][b] = _mm256_load_ps(diffSrc + p * s.diffSrcPixel + b * s.diffSrcBlock);
        }
    }
    for (std::size_t filter = 0; filter < s.filters; ++filter, weights += Blocks * kBlock) {
        __m256 w[Blocks];
GOSSIP_UNROLL
        for (std::size_t b = 0; b < Blocks; ++b) {
            w[b] = _mm256_load_ps(weights + b * kBlock);
        }
GOSSIP_UNROLL
        for (std::size_t p = 0; p < Pixels; ++p) {
            const __m256 value = _mm256_broadcast_ss(diffDst + p * s.filters + filter);
GOSSIP_UNROLL
            for (std::size_t b = 0; b < Blocks; ++b) {
                sums[p][b] = _mm256_fmadd_ps(value, w[b], sums[p][b]);
            }
        }
    }
GOSSIP_UNROLL
    for (std::size_t p = 0; p < Pixels; ++p) {
GOSSIP_UNROLL
        for (std::size_t b = 0; b < Blocks; ++b) {
            _mm256_store_ps(diffSrc + p * s.diffSrcPixel + b * s.diffSrcBlock, sums[p][b]);
        }
    }
}

using AddPixels = void (*)(const Steps&, const float*, const float*, float*);
constexpr std::array<std::array<AddPixels, kBlocks>, kPixels> kAddPixels{{
    {addPixels<1, 1>, addPixels<1, 2>, addPixels<1, 3>},
    {addPixels<2, 1>, addPixels<2, 2>, addPixels<2, 3>},
    {addPixels<3, 1>, addPixels<3, 2>, addPixels<3, 3>},
    {addPixels<4, 1>, addPixels<4, 2>, addPixels<4, 3>},
}};

class OwnBackwardData final : public Kernel {
public:
    OwnBackwardData(const ConvolutionSizes& sizes, const Tensor& diffDst, const Tensor& weights, const Tensor& packed, const Tensor& diffSrc)
        : m_sizes(sizes), m_diffDst(diffDst.place), m_weights(weights.place), m_packed(packed.place), m_diffSrc(diffSrc.place),
          m_inPlane(std::size_t(sizes.inHeight) * std::size_t(sizes.inWidth) * kBlock),
          m_steps{std::size_t(sizes.stride) * kBlock, m_inPlane, std::size_t(sizes.filters)}
    {
    }

    void run(Frame& frame) const override
    {
        const ConvolutionSizes& s = m_sizes;
        pack(frame);
        std::fill_n(frame.at(m_diffSrc), std::size_t(s.pictures) * std::size_t(s.inBlocks) * m_inPlane, 0.0F);
        for (int first = 0; first < s.pictures; first += kPictures) {
            const int end = std::min(first + kPictures, s.pictures);
            for (int block = 0; block < s.inBlocks; block += kBlocks) {
                for (int tap = 0; tap < s.kernel * s.kernel; ++tap) {
                    for (int picture = first; picture < end; ++picture) {
                        addTap(frame, picture, block, tap);
                    }
                }
            }
        }
    }

private:
    /// Weights of a group of blocks and a place of the kernel: side by side in the order in which addPixels() reads them.
    [[nodiscard]] float* packed(const Frame& frame, int block, int tap) const
    {
        const std::size_t blocks = std::size_t(std::min(kBlocks, m_sizes.inBlocks - block));
        const std::size_t before = std::size_t(block * m_sizes.kernel * m_sizes.kernel) + std::size_t(tap) * blocks;
        return frame.at(m_packed) + before * m_steps.filters * kBlock;
    }

    void pack(const Frame& frame) const
    {
        const int taps = m_sizes.kernel * m_sizes.kernel;
        for (int block = 0; block < m_sizes.inBlocks; block += kBlocks) {
            for (int tap = 0; tap < taps; ++tap) {
                float* to = packed(frame, block, tap);
                for (int filter = 0; filter < m_sizes.filters; ++filter) {
                    for (int b = block; b < std::min(block + kBlocks, m_sizes.inBlocks); ++b, to += kBlock) {
                        const auto area = std::size_t((filter / int(kBlock) * m_sizes.inBlocks + b) * taps + tap);
                        std::copy_n(frame.at(m_weights) + (area * kBlock + std::size_t(filter) % kBlock) * kBlock, kBlock, to);
                    }
                }
            }
        }
    }

    void addTap(const Frame& frame, int picture, int block, int tap) const
    {
        const ConvolutionSizes& s = m_sizes;
        const int ky = tap / s.kernel;
        const int kx = tap % s.kernel;
        const TapRange rows = outputsUnder(ky, s.inHeight, s.outHeight, s.stride, s.padding);
        const TapRange columns = outputsUnder(kx, s.inWidth, s.outWidth, s.stride, s.padding);
        const auto blocks = std::size_t(std::min(kBlocks, s.inBlocks - block));
        const float* weights = packed(frame, block, tap);
        const float* diffDst = frame.at(m_diffDst) + std::size_t(picture * s.outHeight * s.outWidth) * m_steps.filters;
        float* diffSrc = frame.at(m_diffSrc) + std::size_t(picture * s.inBlocks + block) * m_inPlane;
        for (int y = rows.first; y < rows.end; ++y) {
            for (int x = columns.first; x < columns.end; x += kPixels) {
                const auto pixels = std::size_t(std::min(kPixels, columns.end - x));
                const int inY = y * s.stride + ky - s.padding;
                const int inX = x * s.stride + kx - s.padding;
                kAddPixels[pixels - 1][blocks - 1](m_steps, diffDst + std::size_t(y * s.outWidth + x) * m_steps.filters, weights,
                                                   diffSrc + std::size_t(inY * s.inWidth + inX) * kBlock);
            }
        }
    }

    ConvolutionSizes m_sizes;
    Place m_diffDst;
    Place m_weights;
    Place m_packed;
    Place m_diffSrc;
    std::size_t m_inPlane;
    Steps m_steps;
};

}  // namespace

Tensor appendOwnBackwardData(Builder& builder, const ProductShape& shape, const Layout& src, const Tensor& diffDst,
                             const ProductParameters& parameters)
{
    using Tag = dnnl::memory::format_tag;
    const bool isWide = shape.src[1] > Dims::value_type(kBlock);   // with one block, too few sums hide an addition's latency
    if (!prefersAvx2() || shape.type != Type::f32 || !isWide || pixelOrder(src).tag != Tag::nChw8c || pixelOrder(diffDst.layout).tag != Tag::nChw8c) {
        return {};
    }
    // All that a sum over filters reads lies side by side: at the tensors' own strides it would fall into few cache sets.
    const auto type = dnnl::memory::data_type::f32;
    const Tensor weights = builder.reordered(parameters.weights, {shape.weights, type, Tag::OIhw8o8i});
    const Tensor packed = builder.allocate(weights.layout);
    const Tensor wanted = builder.reordered(diffDst, {shape.dst, type, Tag::nhwc});
    Tensor diffSrc = builder.allocate(src);
    builder.run(std::make_shared<OwnBackwardData>(ConvolutionSizes(shape), wanted, weights, packed, diffSrc));
    return diffSrc;
}

#else

Tensor appendOwnBackwardData(Builder&, const ProductShape&, const Layout&, const Tensor&, const ProductParameters&)
{
    return {};
}

#endif

}  // namespace gossip::nn
