// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/pooling.h"

#include "nn/lanes.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

namespace gossip::nn {
namespace {

using Origin = std::uint16_t;   // kernels have at most 255 × 255 places

/// The part of the input that one window sees.
struct Window {
    int top;                    ///< of the whole window, may lie in the padding
    int left;
    int firstY;
    int endY;
    int firstX;
    int endX;
};

/// Calls visit(offset of the pixel's first float in its plane, place in the window) for every pixel that the window sees.
template <class Visit>
void overPixels(const MaxPoolingShape& s, const Window& w, Visit visit)
{
    for (int y = w.firstY; y < w.endY; ++y) {
        for (int x = w.firstX; x < w.endX; ++x) {
            visit(std::size_t(y * s.inWidth + x) * s.lanes, (y - w.top) * s.kernel + (x - w.left));
        }
    }
}

/// The same for a whole window of a kernel whose size the compiler knows, so that nothing of the loops remains.
template <int Kernel, class Visit>
void overWholeWindow(const MaxPoolingShape& s, const Window& w, Visit visit)
{
    const std::size_t corner = std::size_t(w.top * s.inWidth + w.left) * s.lanes;
    for (int place = 0; place < Kernel * Kernel; ++place) {
        visit(corner + std::size_t(place / Kernel * s.inWidth + place % Kernel) * s.lanes, place);
    }
}

/// Of one channel, or of four side by side.
struct OneChannel {
    using Values = float;
    using Places = std::int32_t;
    static constexpr std::size_t kWidth = 1;
    static Values load(const float* from) { return *from; }
    static void store(float* to, Values values) { *to = values; }
    static void store(Origin* to, Places places) { *to = Origin(places); }
};

struct FourChannels {
    using Values = Four;
    using Places = FourInts;
    static constexpr std::size_t kWidth = kFour;
    static Values load(const float* from) { return loadFour(from); }
    static void store(float* to, Values values) { storeFour(to, values); }
    static void store(Origin* to, Places places) { *reinterpret_cast<FourShorts*>(to) = __builtin_convertvector(places, FourShorts); }
};

/// \tparam Kernel  the kernel's size, or 0: read it from \p s
template <class Channels, int Kernel, bool IsTraining>
void forwardWindow(const MaxPoolingShape& s, const Window& w, const float* src, float* dst, Origin* origin)
{
    const bool isWhole = w.endY - w.firstY == Kernel && w.endX - w.firstX == Kernel;
    for (std::size_t lane = 0; lane < s.lanes; lane += Channels::kWidth) {
        auto largest = typename Channels::Values{} - std::numeric_limits<float>::infinity();
        typename Channels::Places from{};
        const auto see = [&](std::size_t pixel, int place) {
            const auto values = Channels::load(src + pixel + lane);
            const auto isLarger = values > largest;
            from = isLarger ? typename Channels::Places{} + place : from;
            largest = isLarger ? values : largest;
        };
        if constexpr (Kernel > 0) {
            if (isWhole) {
                overWholeWindow<Kernel>(s, w, see);
            } else {
                overPixels(s, w, see);
            }
        } else {
            overPixels(s, w, see);
        }
        Channels::store(dst + lane, largest);
        if constexpr (IsTraining) {
            Channels::store(origin + lane, from);
        }
    }
}

/// \param origin  written only when \p IsTraining
template <class Channels, int Kernel, bool IsTraining>
void forwardPass(const MaxPoolingShape& s, const float* src, float* dst, Origin* origin)
{
    const std::size_t plane = std::size_t(s.inHeight) * std::size_t(s.inWidth) * s.lanes;
    for (std::size_t i = 0; i < s.planes; ++i, src += plane) {
        for (int oy = 0; oy < s.outHeight; ++oy) {
            const int top = oy * s.stride - s.padding;
            const int firstY = std::max(top, 0);
            const int endY = std::min(top + s.kernel, s.inHeight);
            for (int ox = 0; ox < s.outWidth; ++ox, dst += s.lanes) {
                const int left = ox * s.stride - s.padding;
                const Window window{top, left, firstY, endY, std::max(left, 0), std::min(left + s.kernel, s.inWidth)};
                forwardWindow<Channels, Kernel, IsTraining>(s, window, src, dst, origin);
                origin += IsTraining ? s.lanes : 0;
            }
        }
    }
}

template <class Channels, bool IsTraining>
auto forwardPassFor(int kernel)
{
    return kernel == 2 ? forwardPass<Channels, 2, IsTraining> : kernel == 3 ? forwardPass<Channels, 3, IsTraining> : forwardPass<Channels, 0, IsTraining>;
}

/// The outputs of a row whose windows see a pixel at column kx of theirs.
struct Range {
    int first;
    int end;
};

Range outputsThatSee(const MaxPoolingShape& s, int kx)
{
    const int before = s.padding - kx;   // pixels that the first window's column lies outside on the left
    return {before > 0 ? (before + s.stride - 1) / s.stride : 0, std::min(s.outWidth, (s.inWidth - 1 + before) / s.stride + 1)};
}

// The loops over Width lanes have a fixed length and no branches, so that they can become vector instructions.

/// \tparam Adds  windows overlap or leave pixels out: diffSrc is zero at first and is added to; else it is written
template <std::size_t Width, bool Adds>
void backwardRow(const MaxPoolingShape& s, std::int32_t place, Range range, const float* __restrict diffDst,
                 const Origin* __restrict origin, float* __restrict diffSrc)
{
    const std::size_t step = std::size_t(s.stride) * s.lanes;
    for (int ox = range.first; ox < range.end; ++ox, diffDst += s.lanes, origin += s.lanes, diffSrc += step) {
        for (std::size_t lane = 0; lane < s.lanes; lane += Width) {
            for (std::size_t k = lane; k < lane + Width; ++k) {
                // Selecting by bits: written as a choice, GCC makes a branch of it, three times slower.
                const std::uint32_t mask = std::int32_t(origin[k]) == place ? 0xFFFFFFFFU : 0U;
                const float own = std::bit_cast<float>(std::bit_cast<std::uint32_t>(diffDst[k]) & mask);
                diffSrc[k] = Adds ? diffSrc[k] + own : own;
            }
        }
    }
}

/// Row by row, one place of the windows after the other: short loops over memory that is in the nearest cache.
template <std::size_t Width, bool Adds>
void backwardLanes(const MaxPoolingShape& s, const float* diffDst, const Origin* origin, float* diffSrc)
{
    for (std::size_t row = 0; row < s.planes * std::size_t(s.outHeight); ++row) {
        const std::size_t plane = row / std::size_t(s.outHeight);
        const int top = int(row % std::size_t(s.outHeight)) * s.stride - s.padding;
        for (int place = 0; place < s.kernel * s.kernel; ++place) {
            const int y = top + place / s.kernel;
            const Range range = outputsThatSee(s, place % s.kernel);
            if (y < 0 || y >= s.inHeight || range.first >= range.end) {
                continue;
            }
            const int x = range.first * s.stride - s.padding + place % s.kernel;
            const std::size_t out = (row * std::size_t(s.outWidth) + std::size_t(range.first)) * s.lanes;
            const std::size_t pixel = (plane * std::size_t(s.inHeight) + std::size_t(y)) * std::size_t(s.inWidth) + std::size_t(x);
            backwardRow<Width, Adds>(s, place, range, diffDst + out, origin + out, diffSrc + pixel * s.lanes);
        }
    }
}

constexpr std::size_t kWidth = 8;   // of the blocks that oneDNN uses with AVX2; its other blocks are multiples

class MaxPoolingForward final : public Kernel {
public:
    MaxPoolingForward(const MaxPoolingShape& sizes, const Tensor& src, const Tensor& dst, const Tensor& origin)
        : m_sizes(sizes), m_src(src.place), m_dst(dst.place), m_origin(origin.place), m_isTraining(bool(origin.layout)),
          m_pass(passFor(sizes, m_isTraining))
    {
    }

    void run(Frame& frame) const override
    {
        Origin* origin = m_isTraining ? reinterpret_cast<Origin*>(frame.at(m_origin)) : nullptr;
        m_pass(m_sizes, frame.at(m_src), frame.at(m_dst), origin);
    }

private:
    using Pass = void (*)(const MaxPoolingShape&, const float* src, float* dst, Origin* origin);

    static Pass passFor(const MaxPoolingShape& sizes, bool isTraining)
    {
        if (sizes.lanes % kFour == 0) {
            return isTraining ? forwardPassFor<FourChannels, true>(sizes.kernel) : forwardPassFor<FourChannels, false>(sizes.kernel);
        }
        return isTraining ? forwardPassFor<OneChannel, true>(sizes.kernel) : forwardPassFor<OneChannel, false>(sizes.kernel);
    }

    MaxPoolingShape m_sizes;
    Place m_src;
    Place m_dst;
    Place m_origin;
    bool m_isTraining;
    Pass m_pass;
};

class MaxPoolingBackward final : public Kernel {
public:
    MaxPoolingBackward(const MaxPoolingShape& sizes, const Tensor& diffDst, const Tensor& origin, const Tensor& diffSrc)
        : m_sizes(sizes), m_diffDst(diffDst.place), m_origin(origin.place), m_diffSrc(diffSrc.place)
    {
    }

    void run(Frame& frame) const override
    {
        const auto* origin = reinterpret_cast<const Origin*>(frame.at(m_origin));
        const bool isWide = m_sizes.lanes % kWidth == 0;
        float* diffSrc = frame.at(m_diffSrc);
        if (isTiling()) {
            const auto pass = isWide ? backwardLanes<kWidth, false> : backwardLanes<1, false>;
            pass(m_sizes, frame.at(m_diffDst), origin, diffSrc);
        } else {
            std::fill_n(diffSrc, m_sizes.planes * m_sizes.lanes * std::size_t(m_sizes.inHeight) * std::size_t(m_sizes.inWidth), 0.0F);
            const auto pass = isWide ? backwardLanes<kWidth, true> : backwardLanes<1, true>;
            pass(m_sizes, frame.at(m_diffDst), origin, diffSrc);
        }
    }

private:
    /// Whether every pixel lies in exactly one window.
    [[nodiscard]] bool isTiling() const
    {
        const MaxPoolingShape& s = m_sizes;
        return s.stride == s.kernel && s.padding == 0 && s.inHeight % s.kernel == 0 && s.inWidth % s.kernel == 0;
    }

    MaxPoolingShape m_sizes;
    Place m_diffDst;
    Place m_origin;
    Place m_diffSrc;
};

}  // namespace

Tensor MaxPooling::forward(Builder& builder, const Tensor& src)
{
    const Dims in = src.layout.dims();
    const Dims out{in[0], m_shape.out.channels, m_shape.out.height, m_shape.out.width};
    const PixelOrder order = pixelOrder(src.layout);
    const Tensor known = builder.reordered(src, order.layout(in));
    const MaxPoolingShape sizes{order.planes, order.lanes, int(in[2]), int(in[3]), m_shape.out.height, m_shape.out.width,
                                m_spec.kernel, poolingStride(m_spec), m_spec.padding};
    Tensor dst = builder.allocate(order.layout(out));
    Tensor origin;
    if (builder.isTraining()) {
        const Dims places{Dims::value_type(dst.layout.get_size() / sizeof(float) * sizeof(Origin))};
        origin = builder.allocate({places, dnnl::memory::data_type::u8, Dims{1}});
        m_origin = origin;
        m_sizes = sizes;
        m_srcLayout = known.layout;
        m_dstLayout = dst.layout;
    }
    builder.run(std::make_shared<MaxPoolingForward>(sizes, known, dst, origin));
    return dst;
}

Tensor MaxPooling::backward(Builder& builder, const Tensor& diffDst, bool wantsDiffSrc)
{
    if (!wantsDiffSrc) {
        return {};
    }
    const Tensor wanted = builder.reordered(diffDst, m_dstLayout);
    Tensor diffSrc = builder.allocate(m_srcLayout);
    builder.run(std::make_shared<MaxPoolingBackward>(m_sizes, wanted, m_origin, diffSrc));
    m_origin = {};
    return diffSrc;
}

}  // namespace gossip::nn
