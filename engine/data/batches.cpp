// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/batches.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

namespace gossip::data {
namespace {

/// Streams of purpose noise belong to workers; the labels' own stream takes a number that no worker has.
constexpr std::uint32_t kLabelNoiseStream = 0xFFFFFFFFU;

using Histogram = std::array<std::uint64_t, 256>;

Histogram countPixels(const LabelledImages& images, const ImageShape& shape, int channel)
{
    // Four tables in turn: most pixels are background, and counting the same cell again must wait for the last store.
    std::array<Histogram, 4> counts{};
    const std::size_t plane = std::size_t(shape.height) * std::size_t(shape.width);
    for (std::size_t n = 0; n < images.count(); ++n) {
        const std::uint8_t* pixels = images.pixels.data() + n * shape.size() + std::size_t(channel) * plane;
        for (std::size_t i = 0; i < plane; ++i) {
            ++counts[i & 3U][pixels[i]];
        }
    }
    for (std::size_t value = 0; value < 256; ++value) {
        counts[0][value] += counts[1][value] + counts[2][value] + counts[3][value];
    }
    return counts[0];
}

}  // namespace

std::vector<std::uint16_t> noisyLabels(std::span<const std::uint16_t> labels, int classes, double share, std::uint64_t seed)
{
    std::vector<std::uint16_t> noisy(labels.begin(), labels.end());
    if (classes < 2) {
        return noisy;
    }
    // A Fisher–Yates shuffle stopped early: exactly the share asked for, and a smaller share changes a subset of a larger one's.
    const auto changed = std::size_t(std::clamp(std::round(share * double(labels.size())), 0.0, double(labels.size())));
    std::vector<std::uint32_t> order(labels.size());
    std::iota(order.begin(), order.end(), 0U);
    RandomStream random(seed, Purpose::noise, kLabelNoiseStream);
    for (std::size_t i = 0; i < changed; ++i) {
        std::swap(order[i], order[i + random.below(std::uint32_t(order.size() - i))]);
        const std::uint32_t step = 1 + random.below(std::uint32_t(classes - 1));
        std::uint16_t& label = noisy[order[i]];
        label = std::uint16_t((label + step) % std::uint32_t(classes));
    }
    return noisy;
}

Scaling measureScaling(const LabelledImages& images, const ImageShape& shape)
{
    Scaling scaling;
    const double count = double(images.count()) * double(shape.height) * double(shape.width);
    for (int channel = 0; channel < shape.channels; ++channel) {
        const Histogram counts = countPixels(images, shape, channel);
        std::uint64_t sum = 0;
        std::uint64_t squares = 0;
        for (std::uint64_t value = 0; value < 256; ++value) {
            sum += value * counts[value];
            squares += value * value * counts[value];
        }
        const double mean = count > 0.0 ? double(sum) / count : 0.0;
        const double variance = count > 0.0 ? double(squares) / count - mean * mean : 0.0;
        scaling.mean.push_back(float(mean));
        // Pixels are whole numbers, so any two that differ give far more than this; below it is rounding of a constant channel.
        scaling.deviation.push_back(variance > 1e-9 ? float(std::sqrt(variance)) : 1.0F);
    }
    return scaling;
}

BatchOrder::BatchOrder(std::vector<std::uint32_t> part, std::uint64_t seed, std::uint32_t worker)
    : m_part(std::move(part)), m_seed(seed), m_worker(worker)
{
    assert(!m_part.empty());
    shuffle();
}

void BatchOrder::next(std::span<std::uint32_t> pictures)
{
    for (std::uint32_t& picture : pictures) {
        if (m_position == m_part.size()) {
            ++m_pass;
            m_position = 0;
            shuffle();
        }
        picture = m_part[m_position++];
    }
    m_drawn += pictures.size();
}

void BatchOrder::save(StateWriter& out) const
{
    out.integer(m_pass);
    out.integer(std::uint64_t(m_position));
    out.integer(m_drawn);
    // Each pass shuffles the one before, so the order itself is part of the state.
    for (const std::uint32_t picture : m_part) {
        out.integer(picture);
    }
}

void BatchOrder::load(StateReader& in)
{
    std::vector<std::uint32_t> before = m_part;
    m_pass = in.integer<std::uint64_t>();
    m_position = in.integer<std::uint64_t>(0, m_part.size());
    m_drawn = in.integer<std::uint64_t>();
    for (std::uint32_t& picture : m_part) {
        picture = in.integer<std::uint32_t>();
    }
    std::sort(before.begin(), before.end());
    std::vector<std::uint32_t> after = m_part;
    std::sort(after.begin(), after.end());
    if (before != after) {
        in.fail();
        m_part = std::move(before);
    }
}

void BatchOrder::shuffle()
{
    // A pass has its own stretch of the stream, so no pass depends on how many draws another one took.
    RandomStream random(m_seed, Purpose::shuffle, m_worker, m_pass << 32U);
    for (std::size_t i = m_part.size(); i > 1; --i) {
        std::swap(m_part[i - 1], m_part[random.below(std::uint32_t(i))]);
    }
}

Gather::Gather(const ImageShape& shape, const Scaling& scaling) : m_shape(shape)
{
    assert(scaling.mean.size() == std::size_t(shape.channels) && scaling.deviation.size() == scaling.mean.size());
    m_table.reserve(scaling.mean.size() * 256);
    for (std::size_t channel = 0; channel < scaling.mean.size(); ++channel) {
        for (int value = 0; value < 256; ++value) {
            m_table.push_back((float(value) - scaling.mean[channel]) / scaling.deviation[channel]);
        }
    }
}

void Gather::operator()(const LabelledImages& images, std::span<const std::uint32_t> pictures, std::span<float> out) const
{
    assert(out.size() >= pictures.size() * m_shape.size());
    const std::size_t plane = std::size_t(m_shape.height) * std::size_t(m_shape.width);
    float* to = out.data();
    for (const std::uint32_t picture : pictures) {
        const std::uint8_t* pixels = images.pixels.data() + picture * m_shape.size();
        for (int channel = 0; channel < m_shape.channels; ++channel) {
            const float* table = m_table.data() + std::size_t(channel) * 256;
            for (std::size_t i = 0; i < plane; ++i) {
                *to++ = table[*pixels++];
            }
        }
    }
}

}  // namespace gossip::data
