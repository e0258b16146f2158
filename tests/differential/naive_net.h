// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/dataset.h>
#include <gossip/scenario.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

/// Networks in plain loops and double precision, straight from the definitions: what oneDNN is compared with.
namespace gossip::test {

/// N × C × H × W, row-major. A vector has height and width 1.
struct Values {
    int n = 0;
    ImageShape shape;
    std::vector<double> v;

    Values(int count, const ImageShape& size) : n(count), shape(size), v(std::size_t(count) * size.size(), 0.0) {}
    [[nodiscard]] std::size_t at(int i, int c, int y, int x) const
    {
        return ((std::size_t(i) * std::size_t(shape.channels) + std::size_t(c)) * std::size_t(shape.height) + std::size_t(y)) * std::size_t(shape.width) + std::size_t(x);
    }
    [[nodiscard]] bool holds(int y, int x) const { return y >= 0 && y < shape.height && x >= 0 && x < shape.width; }
};

class NaiveNet {
public:
    /// \param plain  parameters in the order weight, bias of each layer, row-major
    NaiveNet(std::vector<LayerSpec> layers, std::span<const float> plain) : m_layers(std::move(layers)), m_plain(plain.begin(), plain.end()) {}

    std::vector<double> logits(const Values& input)
    {
        m_inputs = {input};
        m_firstParameter.clear();
        std::size_t next = 0;
        for (const LayerSpec& layer : m_layers) {
            m_firstParameter.push_back(next);
            m_inputs.push_back(forward(layer, m_inputs.back(), next));
        }
        return m_inputs.back().v;
    }

    /// \return mean cross-entropy; gradient() then holds its derivative by every parameter
    double train(const Values& input, std::span<const std::uint16_t> labels)
    {
        const std::vector<double> z = logits(input);
        Values diff = m_inputs.back();
        const std::size_t classes = std::size_t(diff.shape.channels);
        double loss = 0.0;
        for (std::size_t s = 0; s < labels.size(); ++s) {
            double sum = 0.0;
            for (std::size_t c = 0; c < classes; ++c) {
                sum += std::exp(z[s * classes + c]);
            }
            for (std::size_t c = 0; c < classes; ++c) {
                const double hit = c == labels[s] ? 1.0 : 0.0;
                diff.v[s * classes + c] = (std::exp(z[s * classes + c]) / sum - hit) / double(labels.size());
            }
            loss += (std::log(sum) - z[s * classes + labels[s]]) / double(labels.size());
        }
        m_gradient.assign(m_plain.size(), 0.0);
        for (std::size_t l = m_layers.size(); l-- > 0;) {
            diff = backward(m_layers[l], m_inputs[l], diff, m_firstParameter[l]);
        }
        return loss;
    }
    [[nodiscard]] const std::vector<double>& gradient() const { return m_gradient; }

private:
    static int stride(const LayerSpec& layer) { return layer.stride == 0 ? layer.kernel : layer.stride; }
    static int side(const LayerSpec& layer, int pixels) { return (pixels + 2 * layer.padding - layer.kernel) / stride(layer) + 1; }

    /// Calls what(sample, output channel, oy, ox, ky, kx, input y, input x) for every place of the window, padding included.
    template <class What>
    static void overWindows(const LayerSpec& layer, const Values& dst, What what)
    {
        for (int i = 0; i < dst.n; ++i)
            for (int c = 0; c < dst.shape.channels; ++c)
                for (int oy = 0; oy < dst.shape.height; ++oy)
                    for (int ox = 0; ox < dst.shape.width; ++ox)
                        for (int ky = 0; ky < layer.kernel; ++ky)
                            for (int kx = 0; kx < layer.kernel; ++kx)
                                what(i, c, oy, ox, ky, kx, oy * stride(layer) + ky - layer.padding, ox * stride(layer) + kx - layer.padding);
    }

    Values forward(const LayerSpec& layer, const Values& src, std::size_t& next) const
    {
        switch (layer.kind) {
        case LayerKind::linear:
            return linear(layer, src, next);
        case LayerKind::convolution:
            return convolution(layer, src, next);
        case LayerKind::maxPool:
        case LayerKind::averagePool:
            return pool(layer, src);
        case LayerKind::flatten: {
            Values dst(src.n, {int(src.shape.size()), 1, 1});
            dst.v = src.v;
            return dst;
        }
        case LayerKind::relu: {
            Values dst = src;
            std::transform(dst.v.begin(), dst.v.end(), dst.v.begin(), [](double x) { return std::max(x, 0.0); });
            return dst;
        }
        case LayerKind::dropout:
            break;   // as in inference
        }
        return src;
    }

    Values linear(const LayerSpec& layer, const Values& src, std::size_t& next) const
    {
        const std::size_t in = src.shape.size();
        Values dst(src.n, {layer.units, 1, 1});
        const double* bias = m_plain.data() + next + in * std::size_t(layer.units);
        for (std::size_t i = 0; i < std::size_t(src.n); ++i) {
            for (std::size_t o = 0; o < std::size_t(layer.units); ++o) {
                double sum = bias[o];
                for (std::size_t k = 0; k < in; ++k) {
                    sum += m_plain[next + o * in + k] * src.v[i * in + k];
                }
                dst.v[i * std::size_t(layer.units) + o] = sum;
            }
        }
        next += (in + 1) * std::size_t(layer.units);
        return dst;
    }

    static std::size_t weightAt(const LayerSpec& layer, const Values& src, int o, int c, int ky, int kx)
    {
        return std::size_t(((o * src.shape.channels + c) * layer.kernel + ky) * layer.kernel + kx);
    }

    Values convolution(const LayerSpec& layer, const Values& src, std::size_t& next) const
    {
        Values dst(src.n, {layer.filters, side(layer, src.shape.height), side(layer, src.shape.width)});
        const std::size_t weights = weightAt(layer, src, layer.filters, 0, 0, 0);
        overWindows(layer, dst, [&](int i, int o, int oy, int ox, int ky, int kx, int y, int x) {
            double& sum = dst.v[dst.at(i, o, oy, ox)];
            if (ky == 0 && kx == 0) {
                sum += m_plain[next + weights + std::size_t(o)];
            }
            for (int c = 0; c < src.shape.channels && src.holds(y, x); ++c) {
                sum += m_plain[next + weightAt(layer, src, o, c, ky, kx)] * src.v[src.at(i, c, y, x)];
            }
        });
        next += weights + std::size_t(layer.filters);
        return dst;
    }

    static Values pool(const LayerSpec& layer, const Values& src)
    {
        const bool isMax = layer.kind == LayerKind::maxPool;
        Values dst(src.n, {src.shape.channels, side(layer, src.shape.height), side(layer, src.shape.width)});
        std::fill(dst.v.begin(), dst.v.end(), isMax ? -std::numeric_limits<double>::infinity() : 0.0);
        overWindows(layer, dst, [&](int i, int c, int oy, int ox, int, int, int y, int x) {
            double& value = dst.v[dst.at(i, c, oy, ox)];
            if (src.holds(y, x)) {
                const double seen = src.v[src.at(i, c, y, x)];
                value = isMax ? std::max(value, seen) : value + seen / (layer.kernel * layer.kernel);
            }
        });
        return dst;
    }

    Values backward(const LayerSpec& layer, const Values& src, const Values& diffDst, std::size_t first)
    {
        Values diffSrc(src.n, src.shape);
        switch (layer.kind) {
        case LayerKind::linear:
            linearBackward(layer, src, diffDst, first, diffSrc);
            return diffSrc;
        case LayerKind::convolution:
            convolutionBackward(layer, src, diffDst, first, diffSrc);
            return diffSrc;
        case LayerKind::maxPool:
        case LayerKind::averagePool:
            poolBackward(layer, src, diffDst, diffSrc);
            return diffSrc;
        case LayerKind::relu:
            for (std::size_t k = 0; k < src.v.size(); ++k) {
                diffSrc.v[k] = src.v[k] > 0.0 ? diffDst.v[k] : 0.0;
            }
            return diffSrc;
        case LayerKind::flatten:
        case LayerKind::dropout:
            break;
        }
        diffSrc.v = diffDst.v;
        return diffSrc;
    }

    void linearBackward(const LayerSpec& layer, const Values& src, const Values& diffDst, std::size_t first, Values& diffSrc)
    {
        const std::size_t in = src.shape.size();
        const std::size_t units = std::size_t(layer.units);
        for (std::size_t i = 0; i < std::size_t(src.n); ++i) {
            for (std::size_t o = 0; o < units; ++o) {
                const double diff = diffDst.v[i * units + o];
                m_gradient[first + in * units + o] += diff;
                for (std::size_t k = 0; k < in; ++k) {
                    m_gradient[first + o * in + k] += diff * src.v[i * in + k];
                    diffSrc.v[i * in + k] += diff * m_plain[first + o * in + k];
                }
            }
        }
    }

    void convolutionBackward(const LayerSpec& layer, const Values& src, const Values& diffDst, std::size_t first, Values& diffSrc)
    {
        const std::size_t weights = weightAt(layer, src, layer.filters, 0, 0, 0);
        overWindows(layer, diffDst, [&](int i, int o, int oy, int ox, int ky, int kx, int y, int x) {
            const double diff = diffDst.v[diffDst.at(i, o, oy, ox)];
            if (ky == 0 && kx == 0) {
                m_gradient[first + weights + std::size_t(o)] += diff;
            }
            for (int c = 0; c < src.shape.channels && src.holds(y, x); ++c) {
                const std::size_t weight = first + weightAt(layer, src, o, c, ky, kx);
                m_gradient[weight] += diff * src.v[src.at(i, c, y, x)];
                diffSrc.v[src.at(i, c, y, x)] += diff * m_plain[weight];
            }
        });
    }

    static void poolBackward(const LayerSpec& layer, const Values& src, const Values& diffDst, Values& diffSrc)
    {
        const Values dst = pool(layer, src);
        std::vector<bool> given(dst.v.size(), false);   // of equal maxima the first gets all
        overWindows(layer, diffDst, [&](int i, int c, int oy, int ox, int, int, int y, int x) {
            const std::size_t out = dst.at(i, c, oy, ox);
            if (!src.holds(y, x)) {
                return;
            }
            if (layer.kind == LayerKind::averagePool) {
                diffSrc.v[src.at(i, c, y, x)] += diffDst.v[out] / (layer.kernel * layer.kernel);
            } else if (!given[out] && src.v[src.at(i, c, y, x)] == dst.v[out]) {
                given[out] = true;
                diffSrc.v[src.at(i, c, y, x)] += diffDst.v[out];
            }
        });
    }

    std::vector<LayerSpec> m_layers;
    std::vector<double> m_plain;
    std::vector<double> m_gradient;
    std::vector<Values> m_inputs;                ///< of each layer; last: the logits
    std::vector<std::size_t> m_firstParameter;   ///< of each layer
};

}  // namespace gossip::test
