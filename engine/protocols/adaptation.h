// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocols/protocol.h"

namespace gossip {

/// A worker's exchange probability p, which it may tune itself within bounds by what it sees on its own:
/// - consensus: p ← p (D²/2 ÷ (target ‖x‖)²)^¼ at each exchange, where D is the distance to what came; the divergence goes as 1/p and D² is
///   on average twice its square, so that p settles where the relative consensus distance is the target. No paper adapts GoSGD's p;
///   the rule is ours, after Kong et al. 2021 (consensus control).
/// - network: p ← u × (time of a step ÷ time that the worker's line needs for a message), both running means, u = 0.8: as often as the
///   line can carry without a queue, after NetMax (arXiv 2009.05766).
/// - schedule: p goes evenly in its logarithm from the first value to \c end within so many of the worker's steps: often at first
///   and rarely later (post-local SGD, Kong et al.), or the other way round (AdaComm, arXiv 1810.08313).
/// A probability given by command is what adaptation goes on from; 0 stays.
class Adaptation {
public:
    enum class Kind { none, consensus, network, schedule };
    struct Options {
        double probability = 0.02;   ///< the first one
        Kind kind = Kind::none;
        double least = 0.0;
        double most = 1.0;
        double target = 0.05;        ///< consensus: relative distance to the mean
        double end = 0.02;           ///< schedule
        double steps = 1000.0;       ///< schedule
    };
    explicit Adaptation(const Options& options);

    [[nodiscard]] double probability() const { return m_probability; }
    /// A command; the same value again changes nothing.
    void command(double probability);
    /// A step is over. \return p for the draw that follows
    double stepped(const Peer& peer);
    /// The worker has sent its parameters.
    void pushed(const Peer& peer);
    /// What came from others is about to be mixed into \p x.
    void met(std::span<const float> x, std::span<const float> other);

    void save(StateWriter& out) const;
    void load(StateReader& in);

private:
    void bound(double probability);
    void measure(const Peer& peer);

    Options m_options;
    double m_commanded;              ///< the newest command, or the first value
    double m_probability;
    std::uint64_t m_steps = 0;
    double m_lastStepS = -1.0;       ///< none yet
    double m_stepS = 0.0;            ///< running means; 0: not measured yet
    double m_messageS = 0.0;
    bool m_pushed = false;           ///< since the last step
    double m_queueS = 0.0;           ///< that the newest push had before it
};

}  // namespace gossip
