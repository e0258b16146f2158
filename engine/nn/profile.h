// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "nn/net.h"

#include <memory>
#include <vector>

namespace gossip::nn {

/// Who computes a layer's pass fastest when it is timed alone.
enum class Fastest { nobody, own, oneDnnAsUsed, oneDnnFree };

/// One layer's pass; times are the least of all rounds [s].
struct PassTime {
    int layer = -1;           ///< place in NetOptions::layers; -1: what belongs to none (the loss, a last reorder)
    bool isBackward = false;
    double chained = 0.0;     ///< inside the whole pass, reorders included
    double limit = 0.0;       ///< see Profile; 0 where nothing counts
    Fastest fastest = Fastest::nobody;
};

/// Times a network's training or inference pass layer by layer, and its limit: the sum of the fastest bare primitives known
/// here. Convolutions, products, pooling and ReLU count; reorders, dropout, loss, gathering and update do not. Each
/// layer's pass is timed alone with its data in the cache, once as the network runs it (oneDNN's primitive or our own kernel, in
/// the network's layouts) and once as oneDNN does it with layouts of its own choice; the faster counts. A pass
/// that the network has fused into another one counts there.
///
/// Threading: one thread, which must have called useOneThread() first. The constructor throws dnnl::error.
class Profile {
public:
    Profile(std::shared_ptr<const Net> net, bool isTraining);
    ~Profile();
    Profile(Profile&&) noexcept;

    /// Runs everything once more; takes about five whole passes.
    void round();
    /// Layer by layer, forward before backward.
    [[nodiscard]] std::vector<PassTime> times() const;
    /// Sum of the layers' limits for one pass [s].
    [[nodiscard]] double limit() const;
    /// Bytes of a slot's own memory: input, activations, scratchpad of both passes.
    static std::size_t slotBytes(const Net& net);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace gossip::nn
