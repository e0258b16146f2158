// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/evaluation_job.h"

#include "core/platform.h"

#include <algorithm>

namespace gossip {

EvaluationJob::EvaluationJob(std::shared_ptr<const nn::Net> net, std::shared_ptr<const TrainingData> data)
    : m_net(std::move(net)), m_data(std::move(data))
{
}

std::size_t EvaluationJob::add(FlatArray parameters, int samples)
{
    const std::size_t available = m_data->dataset->test.count();
    const std::size_t wanted = samples == 0 ? available : std::min(available, std::size_t(samples));
    const std::size_t model = m_models.size();
    m_models.push_back({std::move(parameters), metrics::Scoring(m_net->classes())});
    const auto perChunk = std::size_t(m_net->options().inferenceBatch);
    for (std::size_t first = 0; first < wanted; first += perChunk) {
        m_chunks.push_back({model, first, int(std::min(perChunk, wanted - first))});
    }
    return model;
}

bool EvaluationJob::runChunk(nn::Slot& slot)
{
    const std::size_t taken = m_next.fetch_add(1);
    if (taken >= m_chunks.size()) {
        return false;
    }
    const double startedS = platform::threadCpuSeconds();
    const Chunk& chunk = m_chunks[taken];
    Model& model = m_models[chunk.model];
    const LabelledImages& test = m_data->dataset->test;
    const auto pictures = std::span(m_data->testOrder).subspan(chunk.first, std::size_t(chunk.count));
    const std::size_t floats = pictures.size() * m_data->gather.window().size();
    m_data->gather(test, pictures, slot.inferenceInput().first(floats));
    const std::span<const float> logits = slot.infer(model.parameters, chunk.count);

    const auto classes = std::size_t(m_net->classes());
    metrics::Scoring scoring(m_net->classes());
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        scoring.add(logits.subspan(i * classes, classes), test.labels[pictures[i]]);
    }
    const std::lock_guard lock(m_mutex);
    model.scoring.add(scoring);
    m_cpuSeconds = m_cpuSeconds.load() + platform::threadCpuSeconds() - startedS;
    ++m_chunksDone;
    return true;
}

}  // namespace gossip
