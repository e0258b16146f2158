// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/scoring.h"

#include <algorithm>
#include <cmath>

namespace gossip::metrics {

Scoring::Scoring(int classes) : m_confusion(std::size_t(classes), std::vector<std::uint64_t>(std::size_t(classes), 0)) {}

int Scoring::add(std::span<const float> logits, int label)
{
    const auto best = std::max_element(logits.begin(), logits.end());
    double exponentials = 0.0;
    for (const float logit : logits) {
        exponentials += std::exp(double(logit) - double(*best));
    }
    m_lossSum += std::log(exponentials) + double(*best) - double(logits[std::size_t(label)]);
    const auto answer = std::size_t(best - logits.begin());
    ++m_confusion[std::size_t(label)][answer];
    m_correct += std::isfinite(exponentials) && answer == std::size_t(label) ? 1 : 0;
    ++m_count;
    return int(answer);
}

void Scoring::add(const Scoring& other)
{
    for (std::size_t row = 0; row < m_confusion.size(); ++row) {
        std::transform(m_confusion[row].begin(), m_confusion[row].end(), other.m_confusion[row].begin(), m_confusion[row].begin(), std::plus<>());
    }
    m_lossSum += other.m_lossSum;
    m_correct += other.m_correct;
    m_count += other.m_count;
}

Evaluation Scoring::result() const
{
    return {m_lossSum / double(m_count), double(m_correct) / double(m_count), m_confusion};
}

}  // namespace gossip::metrics
