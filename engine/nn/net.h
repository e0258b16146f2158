// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/dataset.h>
#include <gossip/result.h>
#include <gossip/scenario.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace gossip::nn {

/// Where one parameter tensor lies in a worker's flat parameter array.
struct ParameterView {
    std::string name;             ///< "layer0.weight", "layer0.bias"
    std::vector<int> dims;        ///< logical: linear [out][in], convolution [out][in][kh][kw], bias [out]
    std::size_t offset = 0;       ///< first float in the flat array
    std::size_t storage = 0;      ///< floats it takes there: ≥ the product of dims (blocked layouts pad with zeros)
    int fanIn = 1;                ///< of its layer; a bias has its layer's

    [[nodiscard]] std::size_t count() const;  ///< product of dims
};

struct NetOptions {
    std::vector<LayerSpec> layers;   ///< resolved: the last linear layer gives the classes
    ImageShape input;
    int batch = 32;                  ///< pictures of a training step
    int inferenceBatch = 50;         ///< pictures of one inference call at most; so few stay in the L2 cache from layer to layer
    Precision precision = Precision::f32;
};

/// A network compiled for fixed batch sizes: oneDNN primitives and the layout of the parameters, but no values.
///
/// Weights lie in oneDNN's own blocked layout inside the flat array, biases plain; padding is zero and stays zero
/// under any linear combination of arrays. Threading: immutable, shared by all slots; compile() and every thread that
/// uses a Slot must have called useOneThread() first.
class Net {
public:
    /// Fails when the layers do not fit the input, and where oneDNN cannot compute in bf16 on this processor.
    static Result<std::shared_ptr<const Net>> compile(const NetOptions& options);
    ~Net();

    [[nodiscard]] const NetOptions& options() const;
    [[nodiscard]] int classes() const;
    [[nodiscard]] const std::vector<ParameterView>& parameters() const;
    [[nodiscard]] std::size_t parameterCount() const;  ///< learnable values, without padding
    [[nodiscard]] std::size_t flatSize() const;        ///< floats of a flat array, padding included; a multiple of 16

    /// Fills a flat array with U(±1/√fan_in), keyed by \p seed only: the same for all workers.
    void initialise(std::uint64_t seed, std::span<float> flat) const;
    /// Between the flat array and plain row-major tensors concatenated in parameters() order (parameterCount() floats).
    void importPlain(std::span<const float> plain, std::span<float> flat) const;
    void exportPlain(std::span<const float> flat, std::span<float> plain) const;

    /// oneDNN's name of the implementation of every pass of a convolution or product, for tests: "layer0 forward:
    /// jit:avx2"; "own" where it is ours.
    [[nodiscard]] std::vector<std::string> implementations() const;

private:
    friend class Slot;
    friend class Profile;
    struct Impl;
    explicit Net(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// Key of the dropout mask of one step; the same key gives the same mask.
struct DropoutKey {
    std::uint64_t seed = 0;
    std::uint32_t worker = 0;
    std::uint64_t step = 0;
};

/// Activations and scratchpads of one executing thread. No allocation after construction.
///
/// Threading: used by one thread at a time; any worker's parameters may pass through it.
class Slot {
public:
    explicit Slot(std::shared_ptr<const Net> net);
    ~Slot();
    Slot(Slot&&) noexcept;

    /// Where the caller writes the next batch: plain N × C × H × W, standardised. batch × input floats for training,
    /// inferenceBatch × input floats for inference.
    [[nodiscard]] std::span<float> trainingInput();
    [[nodiscard]] std::span<float> inferenceInput();

    /// Forward and backward pass over trainingInput().
    /// \param parameters, gradient  flat arrays (flatSize(), 64-byte aligned); gradient is overwritten, its padding is 0
    /// \param labels  batch classes
    /// \return mean cross-entropy of the batch [nat]
    float gradient(std::span<const float> parameters, std::span<float> gradient,
                   std::span<const std::uint16_t> labels, const DropoutKey& dropout);

    /// Forward pass over the first \p count pictures of inferenceInput(), dropout off.
    /// \return logits, count × classes, row-major; valid until the next call
    std::span<const float> infer(std::span<const float> parameters, int count);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// Whether oneDNN computes in it on this processor.
bool canComputeIn(Precision precision);

/// Restricts oneDNN's OpenMP runtime to the calling thread. To be called on every thread that compiles a Net or uses
/// a Slot (the setting is per thread).
void useOneThread();

}  // namespace gossip::nn
