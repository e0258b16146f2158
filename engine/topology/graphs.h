// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/result.h>
#include <gossip/scenario.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

/// The links of each kind of topology.
namespace gossip::topology {

inline constexpr std::size_t kMostLinks = 4'000'000;   ///< directed; more is as good as complete, which stores none

/// For every worker the workers that it may send to, ascending unless said otherwise.
using Links = std::vector<std::vector<int>>;

Links ring(int workers);
/// Rows × columns, as square as the count allows.
Result<Links> torus(int workers);
/// Hops 1, 2, 4, … < n in this order: ahead, or back (who leads to a worker).
enum class Way { ahead, back };
Links exponential(int workers, Way way);
/// Worker 0 and everyone.
Links star(int workers);
/// Every pair with one probability (0: 2 ln n ÷ n), drawn again until connected.
Result<Links> erdosRenyi(int workers, double probability, std::uint64_t seed);
/// Watts and Strogatz 1998: a ring of `degree` neighbours whose links are rewired with a probability; drawn until connected.
Result<Links> smallWorld(int workers, int degree, double rewire, std::uint64_t seed);
Result<Links> edgeList(int workers, const std::vector<std::pair<int, int>>& edges);

/// For every worker those that may send to it, ascending.
Links reversed(const Links& links);

/// A worker that cannot be reached from another one, {from, to}; none: strongly connected.
std::optional<std::pair<int, int>> unreachable(const Links& links);

}  // namespace gossip::topology
