// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/run_facts.h"

#include <gossip/run.h>

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace gossip::ui {

/// What a run looked like, to look back at. Every update is a moment until kMostMoments or kMostBytes are kept; then every second one
/// goes and from there only every second update (fourth, eighth, …) is kept, so that a run of any length stays within the bound and
/// its moments evenly spread. The newest is always there. Pure logic; lives on the window's thread.
class RunRecording {
public:
    static constexpr std::size_t kMostMoments = 2000;
    static constexpr std::size_t kMostBytes = 48 << 20;
    static constexpr std::size_t kMostEvents = 5000;   ///< as the log keeps; beyond, the oldest go

    /// All that views need to show an instant, as one update of a run that only just began: the newest record and the newest
    /// evaluation of that time (which may have become known later), and all events. No losses, no messages.
    struct Moment {
        gossip::RunUpdate update;
        RunFacts facts;
    };

    void begin();
    void add(const gossip::RunUpdate& update, const RunFacts& facts);

    [[nodiscard]] bool isEmpty() const { return !m_newest; }
    [[nodiscard]] double newestS() const { return m_newest ? m_newest->status.timeS : 0.0; }
    /// The last moment at or before \p timeS, or the first. Not while empty.
    [[nodiscard]] Moment at(double timeS) const;
    [[nodiscard]] Moment newest() const { return momentOf(*m_newest); }
    [[nodiscard]] std::size_t moments() const { return m_moments.size(); }
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }

private:
    struct Stored {
        gossip::RunUpdate status;                          ///< without what happened
        std::shared_ptr<const gossip::Record> record;      ///< shared by the moments up to the next one
        std::shared_ptr<const gossip::Record> evaluated;
        RunFacts facts;
        std::size_t events = 0;                            ///< how many had happened
    };
    [[nodiscard]] static std::size_t sizeOf(const gossip::Record& record);
    [[nodiscard]] std::size_t sizeOf(const Stored& moment, const Stored* before) const;
    [[nodiscard]] Moment momentOf(Stored stored) const;
    void thin();

    std::vector<Stored> m_moments;
    std::optional<Stored> m_newest;
    std::deque<gossip::Event> m_events;
    std::size_t m_eventsGone = 0;
    std::size_t m_every = 1;      ///< every how many updates a moment is kept
    std::size_t m_updates = 0;
    std::size_t m_bytes = 0;
};

}  // namespace gossip::ui
