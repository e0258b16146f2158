// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace gossip {

/// Size of one picture: channels × height × width.
struct ImageShape {
    int channels = 1;
    int height = 28;
    int width = 28;

    [[nodiscard]] std::size_t size() const { return std::size_t(channels) * std::size_t(height) * std::size_t(width); }
    bool operator==(const ImageShape&) const = default;
};

/// Pictures and their classes: one part (training or test) of a data set.
struct LabelledImages {
    std::vector<std::uint8_t> pixels;   ///< N × C × H × W, planar, 0–255
    std::vector<std::uint16_t> labels;  ///< N, each < the number of classes

    [[nodiscard]] std::size_t count() const { return labels.size(); }
};

/// A whole data set in memory. Immutable once shared; safe to read from every thread.
struct Dataset {
    std::string id;                        ///< as in the scenario, e.g. "fashion-mnist"
    ImageShape shape;
    std::vector<std::string> classNames;   ///< English; size = number of classes
    LabelledImages train;
    LabelledImages test;
};

using DatasetPtr = std::shared_ptr<const Dataset>;

}  // namespace gossip
