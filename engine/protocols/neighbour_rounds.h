// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocols/protocol.h"

#include <set>
#include <vector>

namespace gossip {

/// How much of each neighbour's parameters a worker takes in a round: its row of the topology's mixing matrix without itself.
/// Where that is not doubly stochastic (directed, irregular) the row is divided by its sum.
std::vector<Topology::Weight> neighbourWeights(const Peer& peer, std::uint32_t round);
/// Whoever may send to a worker or receive from it in some round.
std::set<int> neighboursBothWays(const Peer& peer);

/// One worker's part in synchronous mixing with its neighbours, x_i ← x_i + Σ_j W_ij (y_j − y_i): in every numbered round each
/// worker sends its parameters y to its neighbours and waits for theirs. W is
/// neighbourWeights().
///
/// Faults. Who comes back from a crash greets its neighbours with its parameters and gets theirs of whatever round they are
/// in; parameters of a later round than the worker's own count. With a time-out a neighbour that did not send is left out, its
/// weight going to the worker itself, until it is heard again; and a worker whose link is busy (Peer::linkIsFree) sends nothing in that
/// round. Rejected parameters count as the worker's own.
class NeighbourRounds {
public:
    NeighbourRounds(double timeoutS, int workers) : m_timeoutS(timeoutS), m_workers(workers) {}

    /// Sends the parameters as they are now. \p members travel with every message until the next round.
    void begin(Peer& peer, std::uint32_t round, std::shared_ptr<const Membership> members = {});
    /// Mixes if all that is waited for is there. \return whether it did
    bool mix(Peer& peer);
    /// The worker waits from now on.
    void wait(Peer& peer);
    /// Takes a message in; a waiting worker should then try mix() again. The same after rejected() and onTimer().
    void receive(Peer& peer, ModelMessage message);
    void rejected(Peer& peer, ModelMessage message);
    void onTimer(Peer& peer, std::uint64_t token);
    /// Goes on at that round with the parameters as they are now, and tells the neighbours.
    void greet(Peer& peer, std::uint32_t round, std::shared_ptr<const Membership> members = {});
    /// Forgets what came and what was under way, to go on at that round.
    void restart(std::uint32_t round);
    /// The round to begin with: \p next, or later if neighbours are farther than they can be where nothing went wrong.
    [[nodiscard]] std::uint32_t caughtUp(const Peer& peer, std::uint32_t next) const;
    [[nodiscard]] static bool isOurs(const ModelMessage& message);
    [[nodiscard]] int waiting() const { return int(m_inbox.size()); }

    void save(StateWriter& out) const;
    void load(StateReader& in, ArrayPool& arrays);

private:
    [[nodiscard]] const ModelMessage* from(int neighbour) const;
    void keep(const Peer& peer, ModelMessage message);
    /// How many rounds a neighbour may be ahead of a worker that is about to begin one.
    [[nodiscard]] static std::uint32_t slack(const Peer& peer);
    void send(Peer& peer, int to, std::uint8_t kind);
    [[nodiscard]] std::uint64_t timerToken() const { return 2 * m_waits + 1; }   ///< odd; RingAverage has the even ones

    double m_timeoutS;
    int m_workers;
    bool m_open = false;                 ///< parameters were sent and not mixed yet
    std::uint32_t m_round = 0;
    std::uint64_t m_waits = 0;           ///< tells timers of earlier waits apart
    FlatArray m_own;                     ///< what was sent
    std::shared_ptr<const Membership> m_members;
    std::vector<ModelMessage> m_inbox;   ///< of this round and later ones
    std::set<int> m_absent;              ///< left out until they are heard again
};

}  // namespace gossip
