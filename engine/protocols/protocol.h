// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aligned.h"
#include "core/philox.h"
#include "core/state.h"
#include "core/sum_weight.h"

#include <gossip/topology.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gossip {

struct ProtocolSpec;
struct Scenario;

/// What a message carries.
enum class Content : std::uint8_t {
    model,     ///< a worker's parameters: whoever comes back from a crash may take them over
    part,      ///< some of them, a difference or the like
    nothing,   ///< only the protocol's own numbers
    request,   ///< nothing: a rejoiner asks for parameters (sent by the cluster itself)
};

/// Who takes part in a collective average, as its sender knows it.
struct Membership {
    std::uint32_t number = 0;   ///< grows with every change
    std::uint32_t rank = 0;     ///< of the state that the sender holds: whoever has more is right
    std::vector<int> nodes;     ///< ascending, not empty

    /// What a state is worth that these share: more workers are right, of two halves that with worker 0.
    [[nodiscard]] static std::uint32_t rankOf(const std::vector<int>& nodes);
    void save(StateWriter& out) const;
    void load(StateReader& in, int nodeCount);
};

/// What a protocol hands to the network.
struct Parcel {
    int to = 0;
    std::span<const float> values = {};        ///< copied at once
    SumWeight weight = {};                     ///< GoSGD's share that travels with them; zero for other protocols
    Content content = Content::model;
    std::uint8_t kind = 0;                     ///< these three mean what the protocol likes
    std::uint32_t round = 0;
    std::uint32_t mark = 0;
    std::size_t offset = 0;                    ///< where `values` belong in the parameter array
    std::optional<std::size_t> bytes = {};     ///< payload on the wire; empty: that of the parameters, and 8 for a weight
    bool exact = false;                        ///< the network's lossy compression leaves the values alone
    double patienceS = 0.0;                    ///< reliable delivery gives up after so long; 0: never
    std::shared_ptr<const Membership> members = {};
};

/// A message on its way from one node to another. The array is a snapshot taken when it was sent.
struct ModelMessage {
    int from = 0;
    int to = 0;
    ArrayPool::Loan parameters;      ///< null: nothing but numbers
    std::size_t offset = 0;          ///< what of the array is carried
    std::size_t count = 0;
    SumWeight weight;
    Content content = Content::model;
    std::uint8_t kind = 0;
    std::uint32_t round = 0;
    std::uint32_t mark = 0;
    std::shared_ptr<const Membership> members;
    std::size_t payloadBytes = 0;
    std::uint64_t senderStep = 0;    ///< local steps the sender had done
    std::uint64_t senderLife = 0;    ///< its crash count: what waits to be sent again dies with it
    std::uint64_t id = 0;            ///< set when it is handed to the network
    double sentS = 0.0;              ///< the newest try
    double giveUpS = 0.0;            ///< no further try after this; 0: never gives up
    double retryS = 0.0;             ///< pause before the next try
    std::uint32_t tries = 0;

    [[nodiscard]] std::span<const float> values() const
    {
        return parameters ? std::span<const float>(*parameters).subspan(offset, count) : std::span<const float>();
    }

    void save(StateWriter& out) const;
    /// \param nodes  how many there are, for checks
    void load(StateReader& in, ArrayPool& arrays, int nodes);
};

using WeightVisitor = std::function<void(const SumWeight& weight, std::span<const float> x)>;

/// Why sum-weight left the living workers.
enum class WeightLoss { lost, rejected, dead };

/// Keeps account of sum-weight that no living worker holds, so that Σ w + ledger = 1 at all times.
/// Threading: safe from every thread.
class WeightLedger {
public:
    virtual ~WeightLedger() = default;
    /// \p x is what the weight stood for; only valid during the call.
    virtual void add(WeightLoss why, const SumWeight& weight, std::span<const float> x) = 0;
    /// A crashed worker that found no peer took its own weight back.
    virtual void takeBack(const SumWeight& weight, std::span<const float> x) = 0;
    virtual void save(StateWriter& out) const = 0;
    virtual void load(StateReader& in) = 0;
};

/// All that a protocol sees of the cluster: its own node. Valid only during the call that passes it; that call holds
/// the node's lock, so the protocol needs none.
///
/// Parameters may be written in mix() and afterStep(), while the node is held, and by a server at any time; during a step
/// only by a protocol whose gradientPoint() is not the parameters themselves.
class Peer {
public:
    static constexpr std::size_t kMostUnderWay = 2;   ///< one on the link, one behind it

    virtual ~Peer() = default;
    [[nodiscard]] virtual int id() const = 0;                              ///< 0 … workers() − 1; the server is workers()
    [[nodiscard]] virtual int workers() const = 0;
    [[nodiscard]] virtual double nowS() const = 0;                         ///< of the run's clock
    [[nodiscard]] virtual std::span<float> parameters() = 0;
    [[nodiscard]] virtual RandomStream& random() = 0;                      ///< purpose exchange, this worker's
    [[nodiscard]] virtual Neighbours neighbours() const = 0;               ///< by topology in the worker's own round, reachable or not
    [[nodiscard]] virtual const Topology& topology() const = 0;
    /// The other node lives and no cut is between: a failed connection is noticed at once.
    [[nodiscard]] virtual bool reaches(int node) const = 0;
    [[nodiscard]] virtual WeightLedger& ledger() = 0;
    /// How long the node's uplink is still busy with what was handed to it [s].
    [[nodiscard]] virtual double uplinkBusyS() const = 0;
    /// Hands a copy to the network; returns at once. Delivered, lost or rejected later.
    virtual void send(const Parcel& parcel) = 0;
    /// Messages of this node that are on a link of limited bandwidth or wait for one, or for the server.
    [[nodiscard]] virtual int messagesUnderWay() const = 0;
    /// Whether a link would soon take a message to each of so many. Protocols begin an exchange only then, so that what waits for slow
    /// links (each message holds its copy of the parameters) stays bounded; those that wait for ever for all that was sent need not ask.
    [[nodiscard]] bool linkIsFree(std::size_t receivers = 1) const { return std::size_t(messagesUnderWay()) < kMostUnderWay * receivers; }
    /// The age of a model that is being mixed in now, for the staleness measure.
    virtual void noteMixed(int from, std::uint64_t senderStep, double share) = 0;

    /// The worker waits: it starts no further step until resume(). A crash ends waiting too.
    virtual void hold() = 0;
    virtual void resume() = 0;
    [[nodiscard]] virtual bool isStepping() const = 0;                     ///< between a step's start and its end
    /// Calls Protocol::onTimer(token) after \p delayS, unless the worker crashes before.
    virtual void after(double delayS, std::uint64_t token) = 0;
};

/// Who sends what to whom, when: one instance per node. The same class runs unchanged on every cluster and clock.
///
/// Threading: no call overlaps another for the same worker.
class Protocol {
public:
    virtual ~Protocol() = default;

    /// At a step's start: mixes what waits into the parameters, before they are frozen for the gradient.
    virtual void mix(Peer&) {}
    /// At a step's end, after the update: may send.
    virtual void afterStep(Peer&) {}
    /// A message with finite parameters arrived at this living worker.
    virtual void receive(Peer&, ModelMessage) {}
    /// Takes over the parameters of the first peer that answered after a crash. This one copies them.
    virtual void adopt(Peer& peer, const ModelMessage& message);
    /// Sends this worker's parameters to one that comes back after a crash. False: this protocol never sends.
    virtual bool welcome(Peer&, int /*rejoiner*/) { return false; }
    /// The worker crashed or diverged: what it held is out of reach.
    virtual void leave(Peer&) {}
    /// The worker goes on from its own last state, alone.
    virtual void comeBack(Peer&) {}
    /// A message arrived whose values are not finite; it is counted and logged already.
    virtual void rejected(Peer&, ModelMessage) {}
    /// What Peer::after() asked for.
    virtual void onTimer(Peer&, std::uint64_t /*token*/) {}
    /// Where the coming step's gradient is taken; asked after mix(), must stay as it is until afterStep().
    virtual std::span<const float> gradientPoint(std::span<const float> x) { return x; }
    /// Exchange probability in force from the next step on.
    virtual void setProbability(double) {}

    [[nodiscard]] virtual int waitingModels() const { return 0; }
    [[nodiscard]] virtual std::optional<SumWeight> sumWeight() const { return std::nullopt; }
    /// Every weight that waits in the inbox, and what it stands for (part of the invariant Σ w = 1).
    virtual void visitWaiting(const WeightVisitor&) const {}
    /// The exchange probability in force, where the protocol has one.
    [[nodiscard]] virtual std::optional<double> probability() const { return std::nullopt; }

    /// For a checkpoint: everything that this object has which its scenario does not say. Between two steps of its worker.
    virtual void save(StateWriter&) const {}
    /// Into a newly made protocol of the same scenario. \p arrays lends arrays of the parameters' size.
    virtual void load(StateReader&, ArrayPool&) {}
};

/// One of the neighbours, each as likely; empty: none.
std::optional<int> randomNeighbour(Peer& peer);
/// The worker itself and all others that it reaches, ascending.
std::vector<int> reachableFrom(const Peer& peer);

/// Sets what the protocol's parameters mean for other settings of a resolved scenario, e.g. momentum.
void letProtocolChoose(Scenario& scenario);
/// Makes one worker's instance of a registered protocol. \p spec is resolved (every parameter present).
std::unique_ptr<Protocol> makeProtocol(const ProtocolSpec& spec, int workers);
/// Makes the server's instance; null: the protocol has no server.
std::unique_ptr<Protocol> makeServer(const ProtocolSpec& spec, int workers);

}  // namespace gossip
