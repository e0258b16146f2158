// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/philox.h"

#include <gossip/dataset.h>
#include <gossip/result.h>
#include <gossip/scenario.h>

#include <cstdint>
#include <span>
#include <vector>

namespace gossip::data {

/// Training picture numbers of every worker; they partition 0 … count−1 (each picture in exactly one part).
using Parts = std::vector<std::vector<std::uint32_t>>;

/// Divides the training set among workers as the scenario says; depends on seed and labels only.
/// Fails with a sentence when a worker would get no picture (it could not fill a batch).
Result<Parts> partition(const Scenario& scenario, std::span<const std::uint16_t> labels, int classes, int workers);

/// Labels with `dataset.label_noise` applied: that share of pictures gets a random other class.
std::vector<std::uint16_t> noisyLabels(std::span<const std::uint16_t> labels, int classes, double share, std::uint64_t seed);

/// Per-channel standardisation by the training set: (pixel − mean) / deviation, pixel 0–255.
struct Scaling {
    std::vector<float> mean;       ///< per channel
    std::vector<float> deviation;  ///< per channel, never 0
};
Scaling measureScaling(const LabelledImages& images, const ImageShape& shape);

/// Endless order of one worker's pictures: its part reshuffled each pass (Philox, purpose shuffle); batches run across passes.
class BatchOrder {
public:
    BatchOrder(std::vector<std::uint32_t> part, std::uint64_t seed, std::uint32_t worker);
    /// Fills \p pictures with the next picture numbers. O(1) a picture, no allocation.
    void next(std::span<std::uint32_t> pictures);
    [[nodiscard]] std::uint64_t drawn() const { return m_drawn; }   ///< pictures handed out so far

private:
    void shuffle();
    std::vector<std::uint32_t> m_part;
    std::uint64_t m_seed;
    std::uint32_t m_worker;
    std::uint64_t m_pass = 0;
    std::size_t m_position = 0;
    std::uint64_t m_drawn = 0;
};

/// Copies pictures into plain N × C × H × W floats, standardised; one pass, a table look-up a pixel.
class Gather {
public:
    Gather(const ImageShape& shape, const Scaling& scaling);
    void operator()(const LabelledImages& images, std::span<const std::uint32_t> pictures, std::span<float> out) const;

private:
    ImageShape m_shape;
    std::vector<float> m_table;    ///< [channel][256]
};

}  // namespace gossip::data
