// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/cluster.h"

#include <gossip/run.h>

#include <mutex>
#include <vector>

namespace gossip {

/// What the engine has produced and nobody has fetched yet. Records and events are kept until fetched; losses and message
/// traces are bounded: when nobody drains, the newest are refused and counted.
/// Threading: safe from every thread; no call waits for training.
class Feed : public ClusterListener {
public:
    void onEvent(const Event& event) override;
    void onMessage(const MessageTrace& trace) override;
    void onLoss(const LossSample& sample) override;
    void onRecord(const Record& record);

    /// Moves everything into \p update's vectors.
    void drain(RunUpdate& update);
    /// Events since the last call, for the run folder.
    std::vector<Event> takeUnwrittenEvents();
    /// Disturbances by command (not by the timeline) so far, with their times.
    [[nodiscard]] std::vector<Fault> faultsSoFar() const;
    void save(StateWriter& out) const;           ///< the disturbances; what was fetched or is on the way to be is no state
    /// \param workers  how many there are, for checks
    void load(StateReader& in, int nodes, bool hasServer);

private:
    mutable std::mutex m_mutex;
    std::vector<Record> m_records;
    std::vector<Event> m_events;
    std::vector<Event> m_unwritten;
    std::vector<LossSample> m_losses;
    std::vector<MessageTrace> m_messages;
    std::vector<Fault> m_faults;
    std::uint64_t m_lossesSkipped = 0;
    std::uint64_t m_messagesSkipped = 0;
};

}  // namespace gossip
