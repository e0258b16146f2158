// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aligned.h"
#include "core/philox.h"
#include "core/state.h"
#include "core/sum_weight.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gossip {

struct ProtocolSpec;

/// Parameters on their way from one worker to another. The array is a snapshot taken when it was sent.
struct ModelMessage {
    int from = 0;
    int to = 0;
    ArrayPool::Loan parameters;      ///< null for a rejoiner's request
    SumWeight weight;                ///< GoSGD's share that travels with them; zero for other protocols
    std::uint64_t senderStep = 0;    ///< local steps the sender had done
    std::uint64_t id = 0;            ///< set when it is handed to the network
    double sentS = 0.0;

    void save(StateWriter& out) const;
    /// \param workers  how many there are, for checks
    void load(StateReader& in, ArrayPool& arrays, int workers);
};

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

/// All that a protocol sees of the cluster: its own worker. Valid only during the call that passes it; that call holds
/// the worker's lock, so the protocol needs none.
class Peer {
public:
    virtual ~Peer() = default;
    [[nodiscard]] virtual std::span<float> parameters() = 0;
    [[nodiscard]] virtual RandomStream& random() = 0;                      ///< purpose exchange, this worker's
    [[nodiscard]] virtual std::span<const int> neighbours() const = 0;     ///< by topology, reachable or not
    [[nodiscard]] virtual WeightLedger& ledger() = 0;
    /// Hands a copy of \p x to the network; returns at once. Delivered, lost or rejected later.
    virtual void send(int to, std::span<const float> x, const SumWeight& weight) = 0;
    /// The age of a model that is being mixed in now, for the staleness measure.
    virtual void noteMixed(int from, std::uint64_t senderStep, double share) = 0;
};

/// Who sends what to whom, when: one instance per worker. The same class runs unchanged on every cluster and clock.
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
    /// Takes over the parameters of the first peer that answered after a crash.
    virtual void adopt(Peer&, const ModelMessage&) {}
    /// Sends this worker's parameters to one that comes back after a crash. False: this protocol never sends.
    virtual bool welcome(Peer&, int /*rejoiner*/) { return false; }
    /// The worker crashed or diverged: what it held is out of reach.
    virtual void leave(Peer&) {}
    /// The worker goes on from its own last state, alone.
    virtual void comeBack(Peer&) {}
    /// Exchange probability in force from the next step on.
    virtual void setProbability(double) {}

    [[nodiscard]] virtual int waitingModels() const { return 0; }
    [[nodiscard]] virtual std::optional<SumWeight> sumWeight() const { return std::nullopt; }
    /// Weight that waits in the inbox (part of the invariant Σ w = 1).
    [[nodiscard]] virtual SumWeight waitingWeight() const { return SumWeight(); }
    [[nodiscard]] virtual std::span<const float> waitingParameters() const { return {}; }

    /// For a checkpoint: everything that this object has which its scenario does not say. Between two steps of its worker.
    virtual void save(StateWriter&) const {}
    /// Into a newly made protocol of the same scenario. \p arrays lends arrays of the parameters' size.
    virtual void load(StateReader&, ArrayPool&) {}
};

/// Makes one worker's instance of a registered protocol. \p spec is resolved (every parameter present).
std::unique_ptr<Protocol> makeProtocol(const ProtocolSpec& spec, int workers);

}  // namespace gossip
