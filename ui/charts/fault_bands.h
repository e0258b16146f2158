// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/records.h>
#include <gossip/scenario.h>

#include <limits>
#include <vector>

namespace gossip::ui {

/// A disturbance as a stretch of time.
struct FaultBand {
    FaultKind kind = FaultKind::crash;
    int worker = -1;                                         ///< -1: network or groups
    double beginS = 0.0;
    double endS = std::numeric_limits<double>::infinity();   ///< infinite: still going on

    [[nodiscard]] bool covers(double timeS) const { return beginS <= timeS && timeS < endS; }
};

/// A moment worth a mark: a worker diverged.
struct FaultMark {
    int worker = -1;
    double timeS = 0.0;
};

/// Turns the events of a run into bands and marks for charts. What ends by itself (`for_s`) ends without an event.
class FaultBands {
public:
    /// \param network  undisturbed state of the network, to know when a disturbance of it is over
    void reset(const NetworkSpec& network);
    void apply(const Event& event);

    [[nodiscard]] const std::vector<FaultBand>& bands() const { return m_bands; }
    [[nodiscard]] const std::vector<FaultMark>& marks() const { return m_marks; }

private:
    void applyFault(const Fault& fault, double timeS);
    void applyNetwork(const Fault& fault, double timeS);
    void open(FaultKind kind, int worker, double timeS, const std::optional<double>& forS);
    void close(FaultKind kind, int worker, double timeS);

    std::vector<FaultBand> m_bands;
    std::vector<FaultMark> m_marks;
    NetworkSpec m_calm;
    NetworkSpec m_now;
};

}  // namespace gossip::ui
