// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/philox.h"
#include "core/state.h"

#include <gossip/records.h>
#include <gossip/scenario.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace gossip {

/// What a message adds to its payload on the wire [bytes].
inline constexpr std::size_t kHeaderBytes = 64;
/// `to` of a row that counts all that a node sent.
inline constexpr int kAllPeers = -2;

/// The modelled network between workers: links with latency, jitter, bandwidth and loss, cuts, and the count of all traffic.
///
/// Every node has one uplink and one downlink that serialise its transfers (DESIGN: ser = 8·bytes / min(rates);
/// tx = max(now, uplink free); first bit at tx + latency + jitter; rx = max(first bit, downlink free); delivered at rx + ser).
/// Times are seconds of the run's clock, given by the caller, so that live and simulated clusters share this class.
/// Random draws are keyed by sender and by how many messages it sent before: strength 0 is exactly no disturbance.
/// Threading: safe from every thread.
class Network {
public:
    /// \param hasServer  one more node, numbered \p workers, which handles one message at a time (`server_ms`)
    Network(const NetworkSpec& base, int workers, std::uint64_t seed, bool hasServer = false);

    struct Departure {
        bool lost = false;        ///< dropped on the way; the uplink was busy all the same
        double firstBitS = 0.0;   ///< when its first bit reaches the receiver's downlink
        double durationS = 0.0;   ///< serialisation time
        double leftS = 0.0;       ///< when its last bit has left the sender
        double retryS = 0.0;      ///< how long a reliable sender waits before it sends again: 2 × (latency + serialisation)
    };
    /// A message leaves now. Counts it as sent.
    Departure depart(int from, int to, std::size_t bytes, double nowS);
    /// Its first bit is there: occupies the downlink, and the server. Call in the order of first bits. \return when it is delivered
    double arrive(int from, int to, const Departure& departure);
    /// How long a node's uplink is still busy with what has left so far [s].
    [[nodiscard]] double uplinkBusyS(int node, double nowS) const;
    /// How many messages of a node's are on a link of limited bandwidth or wait for one, or for the server.
    [[nodiscard]] int underWay(int node, double nowS) const;
    /// Messages whose first bit has reached the server and that it has not handled at \p nowS. For looking: no part of the state.
    [[nodiscard]] int waitingAtServer(double nowS) const;
    void countDelivered(int from, int to);
    void countLost(int from, int to);

    /// Lays a `link` or `network` fault over what is in force; later ones win. \return a handle to lift it again
    std::uint64_t disturb(const Fault& fault);
    void lift(std::uint64_t handle);

    /// Cuts every link between different groups; workers of no list form one more, a server of no list stays with worker 0.
    /// Replaces an earlier cut.
    void cut(const std::vector<std::vector<int>>& groups);
    void heal();
    [[nodiscard]] bool connected(int a, int b) const;
    [[nodiscard]] bool isCut() const;

    /// What is in force for all links together (faults of single links left out).
    [[nodiscard]] NetworkSpec common() const;

    struct Totals {
        std::uint64_t sent = 0, delivered = 0, lost = 0, bytes = 0;
    };
    [[nodiscard]] Totals totals() const;
    [[nodiscard]] std::vector<ExchangeRow> exchanges() const;          ///< ordered by (from, to)
    [[nodiscard]] std::vector<std::uint64_t> bytesByNode() const;      ///< sent and received
    /// How long [s] the busiest part of each node (uplink, downlink, a server's handling) was in use up to \p nowS.
    [[nodiscard]] std::vector<double> busyByNode(double nowS) const;

    void save(StateWriter& out) const;
    void load(StateReader& in);   ///< saved by a network of as many workers and the same seed

private:
    struct Disturbance {
        std::uint64_t handle = 0;
        Fault fault;
    };
    [[nodiscard]] NetworkSpec linkInForce(int from, int to) const;
    ExchangeRow& row(int from, int to);

    /// Something that serves one message after the other.
    struct Line {
        double freeS = 0.0;   ///< when it is done with all that it was given
        double busyS = 0.0;   ///< how long all that takes, together
        /// Serves from \p fromS on, or as soon as it is free. \return when it begins
        double serve(double fromS, double durationS);
        [[nodiscard]] double busyUntil(double nowS) const;
        void save(StateWriter& out) const;
        void load(StateReader& in);
    };

    mutable std::mutex m_mutex;
    NetworkSpec m_base;
    std::vector<Disturbance> m_disturbances;
    std::uint64_t m_lastHandle = 0;
    int m_server;                            ///< its node number; -1: none
    Line m_handling;                         ///< of the server
    std::deque<double> m_serverDueS;         ///< when it will have handled each message that is with it; ascending
    std::vector<int> m_side;                 ///< side of the cut of every node; all 0: no cut
    std::vector<RandomStream> m_random;      ///< per sender
    std::vector<Line> m_uplinks;
    std::vector<Line> m_downlinks;
    std::vector<std::vector<double>> m_occupiedUntilS;   ///< per sender, of every message: when it leaves the link that it is on
    std::vector<std::uint64_t> m_bytesByNode;
    std::unordered_map<std::uint64_t, ExchangeRow> m_byPair;   ///< one of the two
    std::vector<ExchangeRow> m_bySender;
    Totals m_totals;
};

}  // namespace gossip
