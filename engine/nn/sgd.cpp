// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/sgd.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace gossip::nn {

void sgdUpdate(std::span<float> x, std::span<float> velocity, std::span<const float> gradient, float rate, float momentum,
               float weightDecay, bool nesterov)
{
    // The arrays of one worker never overlap; without the promise the compiler would check for it, or not vectorise.
    float* __restrict px = x.data();
    float* __restrict pv = velocity.data();
    const float* __restrict pg = gradient.data();
    const std::size_t n = x.size();
    if (momentum == 0.0F) {
        for (std::size_t i = 0; i < n; ++i) {
            px[i] -= rate * (pg[i] + weightDecay * px[i]);
        }
        return;
    }
    // v counts in the step as a · g + b · v: b = momentum with Nesterov, else v alone.
    const float own = nesterov ? 1.0F : 0.0F;
    const float carried = nesterov ? momentum : 1.0F;
    for (std::size_t i = 0; i < n; ++i) {
        const float g = pg[i] + weightDecay * px[i];
        const float v = momentum * pv[i] + g;
        pv[i] = v;
        px[i] -= rate * (own * g + carried * v);
    }
}

double learningRateAt(const TrainingSpec& training, double epoch, double stopEpochs)
{
    const ScheduleSpec& schedule = training.schedule;
    double rate = training.learningRate;
    if (schedule.kind == Schedule::step) {
        const auto passed = std::count_if(schedule.atEpochs.begin(), schedule.atEpochs.end(), [&](double at) { return epoch >= at; });
        rate *= std::pow(schedule.factor, double(passed));
    } else if (schedule.kind == Schedule::cosine) {
        // Loshchilov & Hutter, "SGDR", arXiv 1608.03983, equation 5 without restarts.
        const double end = schedule.epochs > 0.0 ? schedule.epochs : stopEpochs;
        const double share = end > 0.0 ? std::clamp(epoch / end, 0.0, 1.0) : 0.0;
        rate *= 0.5 * (1.0 + std::cos(std::numbers::pi * share));
    }
    if (epoch < schedule.warmupEpochs) {
        rate *= std::max(epoch, 0.0) / schedule.warmupEpochs;
    }
    return rate;
}

}  // namespace gossip::nn
