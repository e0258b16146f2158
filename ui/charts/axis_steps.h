// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace gossip::ui {

/// The smallest of 1, 2, 5 × 10^k that is not below \p least. \p least > 0.
double niceStep(double least);

/// The largest of 1, 2, 5 × 10^k that is not above \p most. \p most > 0.
double niceStepBelow(double most);

/// Multiples of a 1-2-5 step between two values, at most \p maxLines of them.
std::vector<double> linearTicks(double low, double high, int maxLines);

/// Values 1, 2, 5 × 10^k between two positive values; whole decades, then every n-th, when those are more than \p maxLines.
std::vector<double> logTicks(double low, double high, int maxLines);

/// Range of a value axis: grows in 1-2-5 steps as soon as the data ask for it, shrinks only when told that all is at rest.
class SteppedRange {
public:
    enum class Scale { linear, logarithmic };

    explicit SteppedRange(Scale scale = Scale::linear) : m_scale(scale), m_low(scale == Scale::linear ? 0.0 : 0.1) {}

    /// Makes room for data between two values; linear ranges always begin at 0. Logarithmic: \p low > 0.
    void growTo(double low, double high);
    /// Fits the range to the data, smaller too.
    void settleTo(double low, double high);
    void clear();

    [[nodiscard]] Scale scale() const { return m_scale; }
    [[nodiscard]] double low() const { return m_low; }
    [[nodiscard]] double high() const { return m_high; }
    [[nodiscard]] std::vector<double> ticks(int maxLines) const;

private:
    Scale m_scale;
    bool m_empty = true;
    double m_low;
    double m_high = 1.0;
};

}  // namespace gossip::ui
