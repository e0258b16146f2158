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

void copyRow(const std::uint8_t* from, std::size_t count, const float* table, float* to)
{
    for (float* const end = to + count; to != end;) {
        *to++ = table[*from++];
    }
}

void mirrorRow(const std::uint8_t* from, std::size_t count, const float* table, float* to)
{
    for (float* at = to + count; at != to;) {
        *--at = table[*from++];
    }
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

void drawViews(const ImageShape& pictures, const ImageShape& window, bool flip, std::uint64_t seed, std::uint32_t worker, std::uint64_t step,
               std::span<View> views)
{
    const auto places = [](int whole, int part) { return std::uint32_t(whole - part + 1); };
    RandomStream random(seed, Purpose::augment, worker);
    for (std::size_t i = 0; i < views.size(); ++i) {
        // A block of draws for each picture: what one setting uses never shifts another picture's.
        random.skipTo(step * views.size() + i);
        const std::uint32_t top = random.below(places(pictures.height, window.height));
        const std::uint32_t left = random.below(places(pictures.width, window.width));
        const bool mirrored = random.below(2) == 1;
        views[i] = {int(top), int(left), flip && mirrored};
    }
}

Gather::Gather(const ImageShape& pictures, const ImageShape& window, const Scaling& scaling) : m_pictures(pictures), m_window(window)
{
    assert(scaling.mean.size() == std::size_t(pictures.channels) && scaling.deviation.size() == scaling.mean.size());
    assert(window.channels == pictures.channels && window.height <= pictures.height && window.width <= pictures.width);
    m_table.reserve(scaling.mean.size() * 256);
    for (std::size_t channel = 0; channel < scaling.mean.size(); ++channel) {
        for (int value = 0; value < 256; ++value) {
            m_table.push_back((float(value) - scaling.mean[channel]) / scaling.deviation[channel]);
        }
    }
}

void Gather::copy(const std::uint8_t* picture, const View& view, float* to) const
{
    const auto rowBytes = std::size_t(m_pictures.width);
    const auto planeBytes = std::size_t(m_pictures.height) * rowBytes;
    const auto length = std::size_t(m_window.width);
    for (std::size_t channel = 0; channel < std::size_t(m_pictures.channels); ++channel) {
        const float* table = m_table.data() + channel * 256;
        const std::uint8_t* from = picture + channel * planeBytes + std::size_t(view.top) * rowBytes + std::size_t(view.left);
        for (int row = 0; row < m_window.height; ++row, from += rowBytes, to += length) {
            if (view.mirrored) {
                mirrorRow(from, length, table, to);
            } else {
                copyRow(from, length, table, to);
            }
        }
    }
}

void Gather::operator()(const LabelledImages& images, std::span<const std::uint32_t> pictures, std::span<const View> views,
                        std::span<float> out) const
{
    assert(views.size() >= pictures.size() && out.size() >= pictures.size() * m_window.size());
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        copy(images.pixels.data() + pictures[i] * m_pictures.size(), views[i], out.data() + i * m_window.size());
    }
}

void Gather::operator()(const LabelledImages& images, std::span<const std::uint32_t> pictures, std::span<float> out) const
{
    assert(out.size() >= pictures.size() * m_window.size());
    const View centre{(m_pictures.height - m_window.height) / 2, (m_pictures.width - m_window.width) / 2, false};
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        copy(images.pixels.data() + pictures[i] * m_pictures.size(), centre, out.data() + i * m_window.size());
    }
}

}  // namespace gossip::data
