// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/work.h"
#include "core/aligned.h"
#include "network/active_faults.h"
#include "network/network.h"
#include "protocols/protocol.h"

#include <gossip/records.h>
#include <gossip/scenario.h>
#include <gossip/topology.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace gossip {

/// Told what happens in a cluster, as it happens. Called on any engine thread, some calls under a worker's lock: must return
/// quickly and must not call back.
class ClusterListener {
public:
    virtual ~ClusterListener() = default;
    virtual void onEvent(const Event& event) = 0;
    virtual void onMessage(const MessageTrace& trace) = 0;
    virtual void onLoss(const LossSample& sample) = 0;
};

/// Messages that a call produced; whoever made the call hands them to the network after all locks are released.
using Outbox = std::vector<ModelMessage>;

/// A message on its way through the network.
struct Flight {
    ModelMessage message;
    Network::Departure departure;
};

/// A step between its start and its end.
struct StepTicket {
    int worker = 0;
    std::uint64_t life = 0;   ///< the worker's crash count when it started
};

/// A timer that a protocol has set.
struct TimerTicket {
    int node = 0;
    std::uint64_t life = 0;
    std::uint64_t token = 0;

    void save(StateWriter& out) const;
    void load(StateReader& in, int nodes);
};

/// A copy of the workers' parameters and figures at one instant.
struct ClusterSnapshot {
    double timeS = 0.0;
    std::vector<int> living;                      ///< workers whose parameters follow
    std::vector<FlatArray> parameters;            ///< one per living worker
    std::optional<FlatArray> server;              ///< the server's parameters, of protocols that have one
    std::vector<WorkerRow> rows;                  ///< one per worker; distance and accuracy still empty
    MetricsRow metrics;                           ///< counts, loss and staleness since the previous snapshot
    std::vector<std::vector<int>> islands;
    bool meanModelCouldExist = true;
};

/// The replicas, their protocols, the network between them and the faults upon them: everything that live and other
/// schedulers have in common. It has no threads and no clock of its own; the scheduler calls it and passes the time.
///
/// Threading: every member is safe from every thread, snapshot() from one at a time. One lock per worker; no call holds two.
class Cluster {
public:
    Cluster(const Scenario& scenario, std::shared_ptr<const WorkFactory> work, ClusterListener& listener, WeightLedger& ledger);
    ~Cluster();

    [[nodiscard]] int workers() const { return m_scenario.workers.count; }
    /// Node number of the server; empty: the protocol has none.
    [[nodiscard]] std::optional<int> server() const;
    [[nodiscard]] const WorkFactory& work() const { return *m_work; }
    [[nodiscard]] Network& network() { return m_network; }
    [[nodiscard]] ArrayPool& arrays() { return m_arrays; }   ///< lends the messages' arrays

    // --- a step, in three parts (DESIGN section 5) ---

    /// Mixes the inbox and freezes the step's input. Empty when the worker cannot step now or the run's step limit is reached.
    std::optional<StepTicket> begin(int worker, double nowS, Outbox& outbox);
    /// The gradient; holds no lock. \return the loss
    float compute(const StepTicket& ticket, nn::Slot* slot);
    /// Applies the update and lets the protocol send. \return false when the step was dropped (its worker crashed or diverged)
    bool finish(const StepTicket& ticket, float loss, double nowS, Outbox& outbox);

    // --- messages ---

    /// Hands a message to the network. Empty when it was lost on the way (already accounted, or given to onResend).
    std::optional<Flight> depart(ModelMessage message, double nowS);
    /// The message is there: mixed into the inbox, answered, adopted, rejected or (cut, crashed receiver) lost.
    void deliver(ModelMessage message, double nowS, Outbox& outbox);
    /// Whether a message that waits to be sent again could arrive as things are now.
    [[nodiscard]] bool couldArrive(const ModelMessage& message) const;
    /// A timer is due.
    void timer(const TimerTicket& ticket, double nowS, Outbox& outbox);

    // --- faults ---

    /// Applies a disturbance and logs it. \return its number, for expire()
    std::uint64_t apply(const Fault& fault, double nowS, Outbox& outbox);
    /// Ends one that was applied with `for_s`.
    void expire(std::uint64_t number, double nowS, Outbox& outbox);
    /// A rejoiner's peer did not answer in time: asks the next. False when it waits no longer.
    bool askAgain(int rejoiner, std::uint64_t life, double nowS, Outbox& outbox);
    /// How long a rejoiner waits for each answer.
    [[nodiscard]] double answerTimeoutS() const;
    /// Called (not under a lock) when a worker can step again, and when a rejoiner starts to wait for an answer.
    std::function<void(int worker)> onRunnable;
    std::function<void(int worker, std::uint64_t life)> onAwaitingAnswer;
    /// Called likewise: at that time the scheduler is to hand the message to depart() again, or to call timer().
    std::function<void(ModelMessage message, double atS)> onResend;
    std::function<void(const TimerTicket& ticket, double atS)> onTimer;

    // --- looking ---

    [[nodiscard]] bool isRunnable(int worker) const;       ///< it lives, waits for nobody and the run has steps left to start
    [[nodiscard]] bool isLiving(int node) const;
    [[nodiscard]] bool isCurrent(const StepTicket& ticket) const;   ///< false: the step was dropped, its worker crashed
    [[nodiscard]] double slowFactor(int worker) const;     ///< 1: as fast as the others
    [[nodiscard]] bool allDiverged() const;
    [[nodiscard]] bool anyoneCanStep() const;              ///< somebody runs and waits for nobody, or is about to rejoin
    [[nodiscard]] std::uint64_t stepsDone() const { return m_stepsDone.load(); }
    [[nodiscard]] double epochsDone() const;
    [[nodiscard]] bool reachedLimit() const;               ///< every step of the run is done
    [[nodiscard]] std::vector<WorkerStatus> statuses() const;
    [[nodiscard]] std::vector<std::vector<int>> islands() const;
    [[nodiscard]] double probability() const;              ///< of most workers
    [[nodiscard]] std::uint64_t rejectedCount() const { return m_rejected.load(); }
    /// Calls \p visit with every sum-weight that workers hold, and what it stands for: their parameters, then their inboxes.
    /// For the invariant; under each worker's lock.
    void visitWeights(const WeightVisitor& visit) const;

    /// Copies everything and starts a new measuring interval.
    ClusterSnapshot snapshot(double nowS);
    /// The living workers, or all when none lives.
    [[nodiscard]] std::vector<int> workersOfOutputModel() const;
    /// Everything that the scenario does not say, for going on later exactly from here. While no worker computes: between
    /// two steps or, for those whose step is open, between compute() and finish(). What the scheduler has for later is its own.
    void save(StateWriter& out) const;
    /// Into a new cluster of the same scenario (stop limits may differ), before anything else is called.
    void load(StateReader& in);

    /// Copies one node's parameters.
    void copyParameters(int node, FlatArray& out) const;

private:
    struct Worker;
    class PeerView;
    enum class Life : std::uint8_t { running, crashed, rejoining, diverged };

    void crash(Worker& worker, double nowS);
    void diverge(Worker& worker, double nowS);
    void leave(Worker& worker, Life becomes, double nowS);
    void rejoin(Worker& worker, double nowS, Outbox& outbox);
    void repair(int worker);
    bool askNextPeer(Worker& rejoiner, double nowS, Outbox& outbox);
    void adopt(Worker& worker, const ModelMessage& message, PeerView& view);
    void comeBackAlone(Worker& worker, PeerView& view);
    void goOn(Worker& worker, PeerView& view, const std::string& detail);
    void take(Worker& worker, ModelMessage message, PeerView& view);
    void reject(Worker& receiver, ModelMessage message, PeerView& view);
    void lose(ModelMessage message, double nowS);
    void giveUp(const ModelMessage& message);
    [[nodiscard]] bool mayRetry(const ModelMessage& message, double atS) const;
    [[nodiscard]] Compression compressionOf(const Parcel& parcel) const;
    [[nodiscard]] std::size_t payloadOf(const Parcel& parcel) const;
    [[nodiscard]] Fault numbered(Fault fault) const;
    [[nodiscard]] std::string nameOf(int node) const;
    void applyToWorkers(const Fault& fault, double nowS, Outbox& outbox);
    void refreshWorkers();
    void trace(const ModelMessage& message, MessageFate fate, double arrivesS);
    void logEvent(double nowS, std::string kind, std::string subject, std::string detail = {}, std::optional<Fault> fault = {});
    [[nodiscard]] std::optional<int> nextPeerToAsk(Worker& rejoiner);
    [[nodiscard]] std::vector<bool> reached(int start, const std::vector<bool>& living, bool backwards) const;
    [[nodiscard]] std::vector<int> peersToAsk(int rejoiner) const;
    [[nodiscard]] Neighbours partnersOf(int worker, bool backwards) const;
    [[nodiscard]] std::vector<int> everyone() const;
    [[nodiscard]] std::span<const std::unique_ptr<Worker>> trainers() const { return {m_workers.data(), std::size_t(workers())}; }

    Scenario m_scenario;
    std::shared_ptr<const WorkFactory> m_work;
    ClusterListener& m_listener;
    WeightLedger& m_ledger;
    Topology m_topology;
    Network m_network;
    ArrayPool m_arrays;                       // outlives the workers' inboxes
    std::vector<std::unique_ptr<Worker>> m_workers;   // by node number: a server stands behind the workers
    double m_fastest = 1.0;                   ///< the highest of the workers' speeds
    bool m_exchanges = true;                  ///< the protocol ever sends
    bool m_reliable = false;                  ///< lost messages are sent again

    std::uint64_t m_stepLimit = 0;            ///< 0: none
    std::atomic<std::uint64_t> m_stepsStarted{0};
    std::atomic<std::uint64_t> m_stepsDone{0};
    std::atomic<std::uint64_t> m_messageIds{0};
    std::atomic<std::uint64_t> m_rejected{0};

    /// A timed fault in force and the handle that ends it.
    struct TimedFault {
        std::uint64_t number = 0;
        Fault fault;
        std::uint64_t handle = 0;
    };
    mutable std::mutex m_faultMutex;          ///< guards what follows; never held with a worker's lock
    ActiveFaults m_workerFaults;
    std::vector<TimedFault> m_timed;
    std::uint64_t m_faultNumbers = 0;

    double m_lastSnapshotS = 0.0;             ///< both only used by snapshot(), which one thread calls
    std::uint64_t m_stepsAtSnapshot = 0;
};

}  // namespace gossip
