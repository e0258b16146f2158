// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocols/protocol.h"

#include <vector>

/// Saving and loading of what several protocols hold.
namespace gossip {

/// An array of the parameters' size, or none.
inline void saveFlat(StateWriter& out, const FlatArray& array)
{
    out.flag(!array.empty());
    out.floats(array);
}
inline void loadFlat(StateReader& in, ArrayPool& arrays, FlatArray& array)
{
    array.clear();
    if (in.flag()) {
        const ArrayPool::Loan loan = arrays.take();
        in.floats(*loan);
        array = *loan;
    }
}

inline void saveMembership(StateWriter& out, const std::shared_ptr<const Membership>& members)
{
    out.flag(members != nullptr);
    if (members) {
        members->save(out);
    }
}
inline std::shared_ptr<const Membership> loadMembership(StateReader& in, int nodes)
{
    if (!in.flag()) {
        return nullptr;
    }
    Membership loaded;
    loaded.load(in, nodes);
    return std::make_shared<const Membership>(std::move(loaded));
}

inline void saveMessages(StateWriter& out, const std::vector<ModelMessage>& messages)
{
    out.integer(std::uint64_t(messages.size()));
    for (const ModelMessage& message : messages) {
        message.save(out);
    }
}
inline void loadMessages(StateReader& in, ArrayPool& arrays, int nodes, std::vector<ModelMessage>& messages)
{
    messages.clear();
    for (std::size_t left = in.count(1); left > 0 && !in.failed(); --left) {
        messages.emplace_back().load(in, arrays, nodes);
    }
}

}  // namespace gossip
