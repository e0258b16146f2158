// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/state.h"

#include <map>

namespace gossip {

/// Saves what a schedule holds for later: the times and, by \p saveOne, the things, in their order (also of equal times).
template <class What, class SaveOne>
void saveLater(StateWriter& out, const std::multimap<double, What>& later, SaveOne saveOne)
{
    out.integer(std::uint64_t(later.size()));
    for (const auto& [timeS, what] : later) {
        out.number(timeS);
        saveOne(what);
    }
}

template <class What, class LoadOne>
void loadLater(StateReader& in, std::multimap<double, What>& later, LoadOne loadOne)
{
    later.clear();
    for (std::size_t left = in.count(sizeof(double)); left > 0 && !in.failed(); --left) {
        const double timeS = in.number(0.0, kLongestS);
        What what{};
        loadOne(what);
        later.emplace_hint(later.end(), timeS, std::move(what));
    }
}

}  // namespace gossip
