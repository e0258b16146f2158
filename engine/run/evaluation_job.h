// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/work.h"
#include "core/aligned.h"
#include "metrics/scoring.h"
#include "nn/net.h"

#include <gossip/records.h>

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace gossip {

/// Evaluates several models on test pictures, in chunks that any thread with a slot may take.
///
/// Threading: runChunk() from every thread at once; results() after isDone().
class EvaluationJob {
public:
    EvaluationJob(std::shared_ptr<const nn::Net> net, std::shared_ptr<const TrainingData> data);

    /// Adds a model; \p samples test pictures with the classes in the whole set's proportions, 0: all. Before the first runChunk().
    /// \param mistakes  how many wrong answers to keep, those to the first pictures
    /// \return its number in result()
    std::size_t add(FlatArray parameters, int samples, int mistakes = 0);
    /// Works off one chunk. \return false when none is left to take
    bool runChunk(nn::Slot& slot);
    [[nodiscard]] bool isDone() const { return m_chunksDone.load() == m_chunks.size(); }
    [[nodiscard]] double shareDone() const { return double(m_chunksDone.load()) / double(m_chunks.size()); }
    [[nodiscard]] Evaluation result(std::size_t model) const;
    [[nodiscard]] double cpuSeconds() const { return m_cpuSeconds.load(); }

private:
    struct Model {
        FlatArray parameters;
        metrics::Scoring scoring;
        std::size_t scored;                                      ///< first pictures that `scoring` has
        std::map<std::size_t, metrics::Scoring> early;           ///< of chunks done before their turn, by first picture
        std::size_t keptMistakes;
        std::vector<std::pair<std::size_t, Mistake>> mistakes;   ///< with the picture's place in the order of looking, ascending
    };
    struct Chunk {
        std::size_t model = 0;
        std::size_t first = 0;
        int count = 0;
    };
    void score(Model& model, std::size_t first, metrics::Scoring chunk) const;
    static void keep(Model& model, const std::vector<std::pair<std::size_t, Mistake>>& found);

    std::shared_ptr<const nn::Net> m_net;
    std::shared_ptr<const TrainingData> m_data;
    std::vector<Model> m_models;
    std::vector<Chunk> m_chunks;
    std::atomic<std::size_t> m_next{0};
    std::atomic<std::size_t> m_chunksDone{0};
    std::atomic<double> m_cpuSeconds{0.0};
    std::mutex m_mutex;   // guards the models' scoring
};

}  // namespace gossip
