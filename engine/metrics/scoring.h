// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/records.h>

#include <cstdint>
#include <span>

namespace gossip::metrics {

/// Counts right and wrong answers of one model from its logits.
class Scoring {
public:
    explicit Scoring(int classes);
    /// \param logits  one picture's, one per class; a NaN among them makes the loss NaN and the answer wrong
    /// \return the class that they say
    int add(std::span<const float> logits, int label);
    void add(const Scoring& other);
    /// Loss and accuracy are NaN when nothing was added.
    [[nodiscard]] Evaluation result() const;

private:
    std::vector<std::vector<std::uint64_t>> m_confusion;
    double m_lossSum = 0.0;
    std::uint64_t m_correct = 0;
    std::uint64_t m_count = 0;
};

}  // namespace gossip::metrics
