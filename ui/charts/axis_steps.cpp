// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/axis_steps.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace gossip::ui {
namespace {

constexpr std::array kMantissas{1.0, 2.0, 5.0, 10.0};
constexpr double kSlack = 1e-9;  // relative; keeps 0.3 / 0.1 from counting as more than 3
constexpr int kIntervals = 4;    // five lines with both ends

std::vector<double> oneTwoFive(double low, double high)
{
    std::vector<double> values;
    for (double value = niceStep(low); value <= high * (1.0 + kSlack); value = niceStep(value * 1.5)) values.push_back(value);
    return values;
}

}  // namespace

double niceStep(double least)
{
    const double decade = std::pow(10.0, std::floor(std::log10(least)));
    for (const double mantissa : kMantissas) {
        if (mantissa * decade >= least * (1.0 - kSlack)) return mantissa * decade;
    }
    return 10.0 * decade;
}

double niceStepBelow(double most)
{
    const double decade = std::pow(10.0, std::floor(std::log10(most)));
    for (auto mantissa = kMantissas.rbegin(); mantissa != kMantissas.rend(); ++mantissa) {
        if (*mantissa * decade <= most * (1.0 + kSlack)) return *mantissa * decade;
    }
    return decade;
}

std::vector<double> linearTicks(double low, double high, int maxLines)
{
    std::vector<double> ticks;
    if (!(high > low)) return ticks;
    double step = niceStep((high - low) / maxLines);
    if (std::floor(high / step + kSlack) - std::ceil(low / step - kSlack) + 1 > maxLines) step = niceStep(step * 1.5);
    for (double i = std::ceil(low / step - kSlack); i * step <= high + step * kSlack; i += 1.0) ticks.push_back(i * step);
    return ticks;
}

std::vector<double> logTicks(double low, double high, int maxLines)
{
    std::vector<double> ticks = oneTwoFive(low, high);
    if (int(ticks.size()) <= maxLines) return ticks;
    const double first = std::ceil(std::log10(low) - kSlack);
    const double last = std::floor(std::log10(high) + kSlack);
    const double stride = std::max(1.0, std::ceil((last - first + 1.0) / maxLines));
    ticks.clear();
    for (double power = first; power <= last; power += stride) ticks.push_back(std::pow(10.0, power));
    return ticks;
}

void SteppedRange::growTo(double low, double high)
{
    if (m_empty) return settleTo(low, high);
    if (low >= m_low && high <= m_high) return;
    settleTo(std::min(low, m_low), std::max(high, m_high));
}

void SteppedRange::settleTo(double low, double high)
{
    m_empty = false;
    if (m_scale == Scale::logarithmic) {
        m_low = niceStepBelow(low);
        m_high = niceStep(high);
        if (m_high < 10.0 * m_low) m_high = niceStep(9.0 * m_low);
        return;
    }
    const double step = niceStep(std::max(high, 1e-12) / kIntervals);
    m_low = 0.0;
    m_high = step * std::max(1.0, std::ceil(high / step - kSlack));
}

void SteppedRange::clear()
{
    *this = SteppedRange(m_scale);
}

std::vector<double> SteppedRange::ticks(int maxLines) const
{
    return m_scale == Scale::logarithmic ? logTicks(m_low, m_high, maxLines) : linearTicks(m_low, m_high, maxLines);
}

}  // namespace gossip::ui
