// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/philox.h"
#include "core/state.h"

#include <gossip/dataset.h>
#include <gossip/result.h>
#include <gossip/scenario.h>

#include <cstdint>
#include <span>
#include <vector>

namespace gossip::data {

/// Training picture numbers of every worker, ascending; no picture is in two parts. Together they hold every picture, except
/// that for partition kinds `groups` and `labels` the pictures of a class that nobody holds are used by nobody.
using Parts = std::vector<std::vector<std::uint32_t>>;

/// Divides the training set among workers as the scenario says; depends on seed, labels and workers only.
/// - iid: parts of equal size (± 1) at random;
/// - dirichlet: of each class, worker i gets the share q_i with q ~ Dir(alpha · 1) (no redraws, no grouping of workers);
///   a worker left with nothing takes one picture from the largest part;
/// - shards: sorted by class, cut into workers × shards_per_worker shards, dealt out at random;
/// - labels: each worker holds labels_per_worker classes, every class held equally often (± 1), divided among its holders;
/// - quantity: worker k has a share ∝ (k+1)^−exponent at random, at least one picture;
/// - groups: a class is divided equally among the workers of all groups that hold it.
/// With \p workers = 1 of a scenario of several (the pooled reference) the one part is everything.
/// Fails with a sentence when a worker would get no picture (it could not fill a batch).
/// \param labels  each < \p classes
Result<Parts> partition(const Scenario& scenario, std::span<const std::uint16_t> labels, int classes, int workers);

/// Labels with `dataset.label_noise` applied: exactly that share of pictures (rounded) gets a random other class. With the
/// same seed, the pictures changed at a smaller share are among those changed at a larger one.
std::vector<std::uint16_t> noisyLabels(std::span<const std::uint16_t> labels, int classes, double share, std::uint64_t seed);

/// Per-channel standardisation by the training set: (pixel − mean) / deviation, pixel 0–255.
struct Scaling {
    std::vector<float> mean;       ///< per channel
    std::vector<float> deviation;  ///< per channel, of the population (÷ N); 1 for a constant channel, so never 0
};
Scaling measureScaling(const LabelledImages& images, const ImageShape& shape);

/// Endless order of one worker's pictures: its part reshuffled each pass (Philox, purpose shuffle); batches run across passes.
class BatchOrder {
public:
    /// \param part  at least one picture
    BatchOrder(std::vector<std::uint32_t> part, std::uint64_t seed, std::uint32_t worker);
    /// Fills \p pictures with the next picture numbers. O(1) a picture, no allocation.
    /// A new pass shuffles the part first, in its length's time.
    void next(std::span<std::uint32_t> pictures);
    [[nodiscard]] std::uint64_t drawn() const { return m_drawn; }   ///< pictures handed out so far
    void save(StateWriter& out) const;
    void load(StateReader& in);   ///< saved by an order of the same part, seed and worker


private:
    void shuffle();
    std::vector<std::uint32_t> m_part;
    std::uint64_t m_seed;
    std::uint32_t m_worker;
    std::uint64_t m_pass = 0;
    std::size_t m_position = 0;
    std::uint64_t m_drawn = 0;
};

/// What is seen of one picture: the window's upper left corner, and whether it is mirrored left to right.
struct View {
    int top = 0;
    int left = 0;
    bool mirrored = false;
    bool operator==(const View&) const = default;
};

/// Random views (Philox, purpose augment): picture i of a worker's step has its own draws, so they depend on nothing else.
/// \param window  no larger than \p pictures
/// \param views   of the step's batch
void drawViews(const ImageShape& pictures, const ImageShape& window, bool flip, std::uint64_t seed, std::uint32_t worker, std::uint64_t step,
               std::span<View> views);

/// Copies windows of pictures into plain N × C × H × W floats, standardised; one pass, a table look-up a pixel.
class Gather {
public:
    /// \param window  what is taken of a picture; the same number of channels, no larger than \p pictures
    Gather(const ImageShape& pictures, const ImageShape& window, const Scaling& scaling);
    /// One view a picture.
    void operator()(const LabelledImages& images, std::span<const std::uint32_t> pictures, std::span<const View> views, std::span<float> out) const;
    /// The centre of every picture (of an odd margin the smaller half is above and to the left).
    void operator()(const LabelledImages& images, std::span<const std::uint32_t> pictures, std::span<float> out) const;
    [[nodiscard]] const ImageShape& window() const { return m_window; }

private:
    void copy(const std::uint8_t* picture, const View& view, float* to) const;

    ImageShape m_pictures;
    ImageShape m_window;
    std::vector<float> m_table;    ///< [channel][256]
};

}  // namespace gossip::data
