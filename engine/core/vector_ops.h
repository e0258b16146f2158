// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

/// Single passes over flat parameter arrays. All spans of one call have the same length; sums are taken in float64 in a
/// fixed order, so that results do not depend on threads.
namespace gossip {

/// y ← y + share · (x − y), share in [0, 1].
void mixInto(std::span<float> y, std::span<const float> x, float share);
/// y ← y + factor · x.
void addScaled(std::span<float> y, std::span<const float> x, float factor);
/// sum ← sum + x, in float64.
void addTo(std::span<double> sum, std::span<const float> x);
/// ‖x − y‖².
double squaredDistance(std::span<const float> x, std::span<const float> y);
/// ‖x‖².
double squaredNorm(std::span<const float> x);
/// False when any value is NaN or infinite.
bool allFinite(std::span<const float> x);

}  // namespace gossip
