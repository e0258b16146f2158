// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/cross_entropy.h"

#include <algorithm>
#include <cmath>

namespace gossip::nn {
namespace {

class CrossEntropy final : public Kernel {
public:
    CrossEntropy(const Tensor& logits, const Tensor& gradient)
        : m_logits(logits.place), m_gradient(gradient.place), m_batch(std::size_t(logits.layout.dims()[0])),
          m_classes(std::size_t(logits.layout.dims()[1]))
    {
    }

    void run(Frame& frame) const override
    {
        const float* logits = frame.at(m_logits);
        float* gradient = frame.at(m_gradient);
        double loss = 0.0;
        for (std::size_t n = 0; n < m_batch; ++n, logits += m_classes, gradient += m_classes) {
            loss += row(logits, gradient, frame.labels[n]);
        }
        frame.loss = loss / double(m_batch);
    }

private:
    /// Loss of one picture, −log softmax(logits)[label], shifted by the largest logit against overflow.
    double row(const float* logits, float* gradient, std::size_t label) const
    {
        const float largest = *std::max_element(logits, logits + m_classes);
        double sum = 0.0;
        for (std::size_t c = 0; c < m_classes; ++c) {
            gradient[c] = std::exp(logits[c] - largest);
            sum += double(gradient[c]);
        }
        const float scale = float(1.0 / (sum * double(m_batch)));
        for (std::size_t c = 0; c < m_classes; ++c) {
            gradient[c] *= scale;
        }
        gradient[label] -= 1.0F / float(m_batch);
        return std::log(sum) - double(logits[label] - largest);
    }

    Place m_logits;
    Place m_gradient;
    std::size_t m_batch;
    std::size_t m_classes;
};

}  // namespace

Tensor appendCrossEntropy(Builder& builder, const Tensor& logits)
{
    Tensor gradient = builder.allocate(logits.layout);
    builder.run(std::make_shared<CrossEntropy>(logits, gradient));
    return gradient;
}

}  // namespace gossip::nn
