// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/state.h"

#include <gossip/scenario.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace gossip {

/// The disturbances of workers that last (slow, corrupt, probability): of those that touch a worker, the latest wins, and
/// when it ends the one before it is back.
/// Threading: none of its own; the owner locks.
class ActiveFaults {
public:
    /// \return a handle to end it again
    std::uint64_t add(const Fault& fault);
    void remove(std::uint64_t handle);
    /// Ends every fault of a kind for one worker.
    void clear(FaultKind kind, int worker);

    [[nodiscard]] double slowFactor(int worker) const;                            ///< 1 when nothing slows it
    [[nodiscard]] std::optional<CorruptMode> corruption(int worker) const;
    [[nodiscard]] std::optional<double> probability(int worker) const;

    void save(StateWriter& out) const;
    /// \param nodes  how many there are, a server included
    void load(StateReader& in, int nodes, bool hasServer);

private:
    struct Entry {
        std::uint64_t handle = 0;
        Fault fault;
    };
    [[nodiscard]] const Fault* latest(FaultKind kind, int worker) const;

    std::vector<Entry> m_entries;
    std::uint64_t m_lastHandle = 0;
};

}  // namespace gossip
