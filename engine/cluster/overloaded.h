// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gossip {

/// One handler for each alternative of a variant, for std::visit.
template <class... Handlers>
struct Overloaded : Handlers... {
    using Handlers::operator()...;
};

}  // namespace gossip
