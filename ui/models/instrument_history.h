// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/records.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace gossip::ui {

/// The instruments of a run's records, to look back at: at most kMostKept, thinned by halves like RunRecording. Pure logic.
class InstrumentHistory {
public:
    static constexpr std::size_t kMostKept = 100;   ///< with 64 workers and full paths 20 MB

    void begin();
    void add(const gossip::Record& record);

    /// The newest at or before a moment; null when there is none.
    [[nodiscard]] std::shared_ptr<const gossip::Instruments> at(std::optional<double> timeS) const;
    /// The same with pairs and paths: those of the newest evaluation.
    [[nodiscard]] std::shared_ptr<const gossip::Instruments> evaluatedAt(std::optional<double> timeS) const;
    /// The newest course; it holds all earlier ones.
    [[nodiscard]] const std::shared_ptr<const gossip::Instruments>& newestEvaluated() const { return m_newestEvaluated; }

private:
    std::vector<std::shared_ptr<const gossip::Instruments>> m_kept;
    std::shared_ptr<const gossip::Instruments> m_newest;
    std::shared_ptr<const gossip::Instruments> m_newestEvaluated;
    std::size_t m_every = 1;
    std::size_t m_offered = 0;
};

}  // namespace gossip::ui
