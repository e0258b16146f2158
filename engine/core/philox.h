// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace gossip {

class StateReader;
class StateWriter;

/// What random numbers are drawn for; streams of different purposes never meet.
enum class Purpose : std::uint32_t { init = 1, partition, shuffle, augment, dropout, exchange, jitter, link, noise, scheduler, topology };

/// Counter-based generator Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011).
///
/// The n-th draw of (seed, purpose, worker) is a pure function of n: streams can be skipped, stored as one number and
/// never depend on what else was drawn.
class RandomStream {
public:
    RandomStream(std::uint64_t seed, Purpose purpose, std::uint32_t worker, std::uint64_t counter = 0);

    std::uint32_t next();                       ///< uniform 32 bits
    double uniform();                           ///< [0, 1), 53 bits
    std::uint32_t below(std::uint32_t bound);   ///< uniform in [0, bound), unbiased; bound ≥ 1
    double normal();                            ///< standard normal (Box–Muller, one value a call)
    void skipTo(std::uint64_t block);           ///< continue at the beginning of a 4-word block
    [[nodiscard]] std::uint64_t block() const { return m_block; }

    void save(StateWriter& out) const;          ///< the position; what the stream is for is known to whoever owns it
    void load(StateReader& in);

    using result_type = std::uint32_t;          ///< usable with <random> and std::shuffle
    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return 0xFFFFFFFFU; }
    result_type operator()() { return next(); }

private:
    void refill();
    std::array<std::uint32_t, 2> m_key{};
    std::uint32_t m_worker;
    std::uint32_t m_purpose;
    std::uint64_t m_block;
    std::array<std::uint32_t, 4> m_words{};
    int m_left = 0;
};

/// One Philox4x32-10 block.
std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

}  // namespace gossip
