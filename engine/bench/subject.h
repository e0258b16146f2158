// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/setup.h"

#include <string>

namespace gossip::bench {

/// A model and the batch that it is measured with.
struct Subject {
    std::string model;
    int batch = 0;
    Precision precision = Precision::f32;
};
inline const Subject kEasgdCnn{"easgd-cnn", 64};
inline const Subject kLenet5{"lenet5", 32};
inline const Subject kEasgdCnnBf16{"easgd-cnn", 64, Precision::bf16};

/// Pictures of random pixels: what is in them costs nothing more or less. lenet5 gets 1 × 28 × 28, easgd-cnn
/// 3 × 32 × 32, of which it is trained on random crops of 28 × 28, mirrored at random.
DatasetPtr randomPictures(const Subject& subject, int train, int test);

/// A run of this subject with SGD and momentum 0.9 that never ends by itself, nor evaluates in the first minutes.
Scenario scenarioOf(const Subject& subject, int workers, double probability);

/// One worker's work of such a run, prepared.
Result<RunSetup> prepare(const Subject& subject);

}  // namespace gossip::bench
