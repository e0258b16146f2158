// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/state.h"

#include <cmath>
#include <cstdint>

namespace gossip {

/// GoSGD's sum-weight w ≥ 0: a float64 mantissa with its own integer exponent, so that halving for ever under message
/// loss never underflows. Value semantics; no rounding beyond that of float64 addition.
class SumWeight {
public:
    SumWeight() = default;
    explicit SumWeight(double value) : m_mantissa(value) { normalise(); }

    [[nodiscard]] SumWeight half() const
    {
        SumWeight halved = *this;
        --halved.m_exponent;
        return halved;
    }
    SumWeight& operator+=(const SumWeight& other)
    {
        if (isZero()) {
            *this = other;
        } else if (!other.isZero()) {
            m_mantissa += std::ldexp(other.m_mantissa, clampedGap(other.m_exponent - m_exponent));
            normalise();
        }
        return *this;
    }
    friend SumWeight operator+(SumWeight a, const SumWeight& b) { return a += b; }

    /// part / (part + rest), in [0, 1]; both may be far below the smallest double.
    [[nodiscard]] static double share(const SumWeight& part, const SumWeight& rest)
    {
        if (part.isZero()) {
            return 0.0;
        }
        const double ratio = std::ldexp(rest.m_mantissa / part.m_mantissa, clampedGap(rest.m_exponent - part.m_exponent));
        return 1.0 / (1.0 + ratio);
    }
    [[nodiscard]] bool isZero() const { return m_mantissa == 0.0; }
    /// As a double; 0 where it is too small for one.
    [[nodiscard]] double value() const { return std::ldexp(m_mantissa, clampedGap(m_exponent)); }
    [[nodiscard]] double log2() const { return std::log2(m_mantissa) + double(m_exponent); }

    void save(StateWriter& out) const
    {
        out.number(m_mantissa);
        out.integer(m_exponent);
    }
    void load(StateReader& in)
    {
        m_mantissa = in.number();
        m_exponent = in.integer<std::int64_t>(-kMostExponent, kMostExponent);
        if (m_mantissa != 0.0 && !(m_mantissa >= 0.5 && m_mantissa < 1.0)) {
            in.fail();
            *this = SumWeight();
        }
    }

private:
    // Beyond ±2000 the smaller of two summands does not count, and ldexp takes an int.
    static constexpr std::int64_t kMostExponent = std::int64_t{1} << 60;   // no run halves or adds so often
    static int clampedGap(std::int64_t gap) { return int(gap < -2000 ? -2000 : gap > 2000 ? 2000 : gap); }
    void normalise()
    {
        int shift = 0;
        m_mantissa = std::frexp(m_mantissa, &shift);
        m_exponent = m_mantissa == 0.0 ? 0 : m_exponent + shift;
    }

    double m_mantissa = 0.0;  ///< 0 or in [0.5, 1)
    std::int64_t m_exponent = 0;
};

}  // namespace gossip
