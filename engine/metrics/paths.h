// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/state.h"

#include <gossip/records.h>

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace gossip::metrics {

/// A model of any size as 64 numbers: number j is the sum of every 64th parameter from j on, each with a random sign of its own (a
/// sparse random projection; Charikar, Chen, Farach-Colton 2004; Achlioptas 2003). It is linear, and squared distances between sketches
/// are those between models in the mean over the signs, within about 18 % (√(2/64)) in any one case.
constexpr std::size_t kSketchSize = 64;
using Sketch = std::array<float, kSketchSize>;
Sketch sketchOf(std::span<const float> model);

/// Where workers' models went, seen on the plane in which they move most: the first two principal components of all sketches so far.
/// The plane is fitted anew each time over the whole course, so that all of it lies in one plane, newest and oldest alike. Bounded: at
/// kMostInstants every second instant goes, and from then on only every second (fourth, …) is taken.
class Paths {
public:
    static constexpr std::size_t kMostInstants = 256;

    /// \param sketches  one per compared worker, always the same workers; NaN: not living. Times ascend.
    void add(double timeS, std::vector<Sketch> sketches);
    /// Everybody's course on the plane fitted now. Empty until something has moved. Directions keep their sense from fit to fit.
    PathPlane fit();

    void save(StateWriter& out) const;
    /// \param workers  how many are compared
    void load(StateReader& in, std::size_t workers);

private:
    using Axis = std::array<double, kSketchSize>;
    struct Instant {
        double timeS = 0.0;
        std::vector<Sketch> sketches;
    };
    using Matrix = std::vector<Axis>;
    [[nodiscard]] Axis mean() const;
    [[nodiscard]] Matrix covariance(const Axis& mean) const;

    std::vector<Instant> m_instants;
    std::size_t m_every = 1;
    std::size_t m_offered = 0;
    std::array<Axis, 2> m_axes{};   ///< of the last fit; zero before
};

}  // namespace gossip::metrics
