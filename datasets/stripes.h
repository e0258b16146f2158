// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/dataset.h>

namespace gossip::datasets {

inline constexpr int kStripesTrainCount = 2000;
inline constexpr int kStripesTestCount = 500;
inline constexpr ImageShape kStripesShape{1, 12, 12};

/// A small data set that needs no file: stripes in four directions (the classes), of random width, place, contrast and
/// brightness, under noise. The position of the stripes is random, so no single pixel tells anything: a linear model stays
/// near chance, a network with a hidden layer learns it. Whole-number arithmetic: the same pictures on every machine.
Dataset makeStripes();

}  // namespace gossip::datasets
