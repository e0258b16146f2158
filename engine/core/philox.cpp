// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/philox.h"

#include "core/state.h"

#include <cmath>
#include <numbers>

namespace gossip {

std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> c, std::array<std::uint32_t, 2> k)
{
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t p0 = std::uint64_t{0xD2511F53U} * c[0];
        const std::uint64_t p1 = std::uint64_t{0xCD9E8D57U} * c[2];
        c = {std::uint32_t(p1 >> 32) ^ c[1] ^ k[0], std::uint32_t(p1), std::uint32_t(p0 >> 32) ^ c[3] ^ k[1], std::uint32_t(p0)};
        k[0] += 0x9E3779B9U;
        k[1] += 0xBB67AE85U;
    }
    return c;
}

RandomStream::RandomStream(std::uint64_t seed, Purpose purpose, std::uint32_t worker, std::uint64_t counter)
    : m_key{std::uint32_t(seed), std::uint32_t(seed >> 32)}, m_worker(worker), m_purpose(std::uint32_t(purpose)), m_block(counter)
{
}

void RandomStream::refill()
{
    m_words = philox4x32({std::uint32_t(m_block), std::uint32_t(m_block >> 32), m_worker, m_purpose}, m_key);
    ++m_block;
    m_left = 4;
}

std::uint32_t RandomStream::next()
{
    if (m_left == 0) {
        refill();
    }
    return m_words[std::size_t(4 - m_left--)];
}

double RandomStream::uniform()
{
    const std::uint64_t high = next() >> 5;
    const std::uint64_t low = next() >> 6;
    return double(high * 67108864U + low) / 9007199254740992.0;
}

std::uint32_t RandomStream::below(std::uint32_t bound)
{
    // Lemire, "Fast random integer generation in an interval", 2019: reject the few values that would bias.
    std::uint64_t product = std::uint64_t{next()} * bound;
    if (std::uint32_t(product) < bound) {
        const std::uint32_t threshold = (0U - bound) % bound;
        while (std::uint32_t(product) < threshold) {
            product = std::uint64_t{next()} * bound;
        }
    }
    return std::uint32_t(product >> 32);
}

double RandomStream::normal()
{
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

void RandomStream::skipTo(std::uint64_t block)
{
    m_block = block;
    m_left = 0;
}

void RandomStream::save(StateWriter& out) const
{
    out.integer(m_block);
    out.integer(std::uint8_t(m_left));
}

void RandomStream::load(StateReader& in)
{
    m_block = in.integer<std::uint64_t>();
    const int left = in.integer<std::uint8_t>(0, 4);
    if (left > 0) {  // words of the block before are still to be drawn
        --m_block;
        refill();
    }
    m_left = left;
}

}  // namespace gossip
