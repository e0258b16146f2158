// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/result.h>
#include <gossip/scenario.h>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// Who may send to whom, and how fast that makes workers agree.
namespace gossip {

/// The neighbours of one worker: a list, or "everyone else" without a list. Valid as long as its topology.
class Neighbours {
public:
    Neighbours() = default;
    explicit Neighbours(std::span<const int> list) : m_list(list.data()), m_size(list.size()) {}
    static Neighbours everyoneBut(int worker, int workers)
    {
        Neighbours all;
        all.m_size = std::size_t(workers - 1);
        all.m_skipped = worker;
        return all;
    }

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    int operator[](std::size_t k) const { return m_list != nullptr ? m_list[k] : int(k) + (int(k) >= m_skipped ? 1 : 0); }

    class Iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = int;
        using difference_type = std::ptrdiff_t;
        using pointer = const int*;
        using reference = int;
        Iterator(const Neighbours& all, std::size_t k) : m_all(&all), m_k(k) {}
        int operator*() const { return (*m_all)[m_k]; }
        Iterator& operator++()
        {
            ++m_k;
            return *this;
        }
        Iterator operator++(int)
        {
            const Iterator before = *this;
            ++m_k;
            return before;
        }
        bool operator==(const Iterator& other) const { return m_k == other.m_k; }

    private:
        const Neighbours* m_all;
        std::size_t m_k;
    };
    /// One of a list alone.
    [[nodiscard]] Neighbours only(std::size_t k) const { return Neighbours(std::span(m_list + k, 1)); }
    [[nodiscard]] Iterator begin() const { return {*this, 0}; }
    [[nodiscard]] Iterator end() const { return {*this, m_size}; }

private:
    const int* m_list = nullptr;
    std::size_t m_size = 0;
    int m_skipped = 0;
};

/// An immutable graph of workers 0 … n−1. Its links are directed: from → to means that `from` may send to `to`.
/// The complete graph stores nothing; every other one its lists. Threading: const, safe from every thread.
class Topology {
public:
    /// One column of a mixing matrix's row.
    struct Weight {
        int worker;
        double weight;
    };

    /// The topology of a resolved scenario; of one worker alone, whatever the id says, no links. Random ones are drawn by
    /// \p seed, again until they are connected. Fails with a sentence when the number of workers does not suit, an own
    /// list of links is wrong, somebody cannot be reached, or no connected graph was found.
    static Result<Topology> make(const TopologySpec& spec, int workers, std::uint64_t seed);

    [[nodiscard]] int workers() const { return m_workers; }
    [[nodiscard]] const std::string& id() const { return m_id; }
    [[nodiscard]] bool isComplete() const { return m_complete; }
    /// Whoever may send to a worker may receive from it.
    [[nodiscard]] bool isSymmetric() const { return m_symmetric; }
    /// Neighbours of a worker depend on its own round modulo this; 1 for all but one-peer-exponential.
    [[nodiscard]] int period() const { return m_period; }
    /// Every worker's links lead equally far (a circulant graph): eigenvalues have a closed form.
    [[nodiscard]] bool isCirculant() const { return m_circulant; }
    [[nodiscard]] std::uint64_t linkCount() const;   ///< directed links, of all rounds

    /// Whom a worker may ever send to, and who may ever send to it. Ascending; exponential ones by hop: 1, 2, 4, …
    [[nodiscard]] Neighbours out(int worker) const;
    [[nodiscard]] Neighbours in(int worker) const;
    /// The same in one of the worker's rounds, counted from 0.
    [[nodiscard]] Neighbours out(int worker, std::uint64_t round) const;
    [[nodiscard]] Neighbours in(int worker, std::uint64_t round) const;
    [[nodiscard]] bool linked(int from, int to) const;

    /// Row of the mixing matrix W: how much of each worker's parameters \p worker takes in one of its rounds, itself first.
    /// Symmetric graphs: Metropolis weights 1/(1 + max(degᵢ, degⱼ)), symmetric and doubly stochastic (Xiao, Boyd, Lall 2005).
    /// Directed ones: column-stochastic, 1/(1 + out-degree of the sender), as push-sum needs it.
    [[nodiscard]] std::vector<Weight> mixingRow(int worker, std::uint64_t round = 0) const;

private:
    /// Lists of all workers, one after the other.
    struct Lists {
        Lists() = default;
        explicit Lists(const std::vector<std::vector<int>>& links);
        std::vector<std::size_t> begin;   ///< workers + 1
        std::vector<int> workers;
    };

    Topology(std::string id, int workers) : m_id(std::move(id)), m_workers(workers) {}
    [[nodiscard]] Neighbours neighbours(const Lists& lists, int worker) const;

    std::string m_id;
    int m_workers;
    bool m_complete = false;
    bool m_symmetric = true;
    bool m_circulant = false;
    int m_period = 1;
    Lists m_out;
    Lists m_in;   ///< empty when symmetric
};

/// How fast repeated mixing makes the workers agree.
struct SpectralGap {
    double gap = 1.0;         ///< 1 − max_{k≥2} |λₖ| of W; one-peer: 1 − the same of one period's product, per round
    bool converged = true;    ///< false: the bounded iteration ended first; then `gap` is an estimate
};

/// Closed form for circulant graphs, dense up to 1,024 workers, else iterative. Takes up to seconds for 1,000 workers.
SpectralGap spectralGap(const Topology& topology);

/// How many messages a step of \p from sends to \p to in the mean, when each step is followed by one with probability \p p to a
/// neighbour drawn evenly.
double expectedSends(const Topology& topology, int from, int to, double p);

/// By what factor one round (a step of every worker) of undisturbed exchanges shrinks the consensus distance when nothing else happens.
/// D-PSGD: max_{k≥2} |λₖ| of W, in the long run. GoSGD: 1 − 0.39 p (1 − λ₂(P)), where 0.39 is a receiver's mean share of what it mixes
/// in at small p and P the walk to a random neighbour; of regular graphs 1 − λ₂(P) = gap · (d + 1)/d with d links each. A rule of thumb:
/// −ln(measured) is 0.7 to 1.9 times −ln(predicted) on complete graphs and rings of 4 to 32 workers at p from 0.05 to 1.
/// Empty where neither holds: other workloads and protocols, faults, loss; for GoSGD also directed or irregular graphs and own links.
std::optional<double> predictedContraction(const Scenario& scenario, const Topology& topology, const SpectralGap& gap);

}  // namespace gossip
