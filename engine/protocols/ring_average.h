// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocols/protocol.h"

#include <functional>
#include <vector>

namespace gossip {

/// One worker's part in averages of everybody's parameters by ring all-reduce (Patarasu and Yuan, "Bandwidth optimal
/// all-reduce algorithms for clusters of workstations", 2009): the array is cut into n chunks; in n − 1 messages each worker
/// adds its own to the chunk that comes from its predecessor and passes it on, in n − 1 more the finished chunks go round.
/// 2(n − 1) messages and 2(n − 1)/n arrays sent by each worker an average. It is a barrier: nobody goes on before all took part.
///
/// Faults. Who takes part is a membership with a number. Who comes back from a crash continues with a higher number; whoever
/// hears of one starts the average under way again. The message that tells it also tells which average its sender is at and
/// how large its group was (the rank): who is behind asks for the other's state, who is ahead sends its own. With a time-out,
/// workers that cannot be reached are left out when it is over, and taken in again at the first average that finds them back;
/// the larger group's state wins (equal: that of the group with worker 0). Without one the average waits.
class RingAverage {
public:
    /// What the protocol around does when its state is replaced: \p phase is the other's, as it gave it to begin() or phase().
    struct Host {
        std::function<std::uint32_t()> phase;                             ///< of the round under way, for who takes over our state
        std::function<void(Peer&, std::uint32_t phase)> taken;            ///< another's parameters were taken over
        std::function<void(Peer&)> done;                                  ///< the parameters are now the mean; the worker is resumed
    };
    RingAverage(int workers, double timeoutS, Host host);

    /// Contributes the parameters; the worker is held until the mean is there.
    void begin(Peer& peer);
    [[nodiscard]] bool isActive() const { return m_active; }
    /// Tells all members the membership and which average this worker is at: who is behind will ask for its state. For protocols in which
    /// the next average may not come before that.
    void announce(Peer& peer);
    /// At a step's start and end: takes over a state that had to wait for it.
    void workOff(Peer& peer);
    [[nodiscard]] std::uint32_t round() const { return m_round; }

    [[nodiscard]] static bool isOurs(const ModelMessage& message);

    // Calls that the protocol passes on.
    void receive(Peer& peer, ModelMessage message);
    void rejected(Peer& peer, ModelMessage message);
    void onTimer(Peer& peer, std::uint64_t token);
    void adopt(Peer& peer, const ModelMessage& message);
    void welcome(Peer& peer, int rejoiner);
    void leave();
    void comeBack(Peer& peer);
    void save(StateWriter& out) const;
    void load(StateReader& in, ArrayPool& arrays);

private:
    [[nodiscard]] bool isNewer(const Membership& other) const;
    [[nodiscard]] std::pair<std::size_t, std::size_t> chunk(const Peer& peer, std::uint32_t number) const;
    [[nodiscard]] std::uint32_t next(const Peer& peer) const;
    void change(std::uint32_t number, std::vector<int> nodes);
    void start(Peer& peer);
    void setTimer(Peer& peer);
    void sendStep(Peer& peer);
    void use(Peer& peer, const ModelMessage& message);
    void useEarly(Peer& peer);
    void finish(Peer& peer);
    void join(Peer& peer, const ModelMessage& message);
    void ask(Peer& peer, int node);
    [[nodiscard]] int after(const Peer& peer, int node) const;   ///< the member behind it, but not ourselves
    void sendState(Peer& peer, int to);
    void takeState(Peer& peer, const ModelMessage& message);
    [[nodiscard]] std::uint64_t timerToken() const { return 2 * m_starts; }   ///< even, from 2 on; NeighbourRounds has the odd ones

    int m_workers;
    double m_timeoutS;
    Host m_host;
    std::shared_ptr<const Membership> m_members;
    std::uint32_t m_round = 0;               ///< averages done
    bool m_active = false;
    std::uint32_t m_step = 0;                ///< of 2(n − 1): the next chunk to come
    std::uint32_t m_stepAtTimer = 0;         ///< m_step when the timer was set: none since means that somebody must be missing
    std::uint32_t m_restarts = 0;            ///< of this average, by time-outs; each doubles the next wait
    std::uint64_t m_starts = 0;              ///< tells timers of earlier starts apart
    FlatArray m_work;                        ///< own contribution, chunk by chunk replaced by sums and means
    std::vector<ModelMessage> m_early;       ///< chunks that are not due yet
    std::optional<ModelMessage> m_state;     ///< another's state that waits for a step's end
    int m_askNext = -1;                      ///< whom to ask for the state, after one that was rubbish; −1: nobody
};

}  // namespace gossip
