// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/evaluation_job.h"

#include "core/platform.h"

#include <algorithm>

namespace gossip {

EvaluationJob::EvaluationJob(std::shared_ptr<const nn::Net> net, std::shared_ptr<const TrainingData> data)
    : m_net(std::move(net)), m_data(std::move(data))
{
}

std::size_t EvaluationJob::add(FlatArray parameters, int samples, int mistakes)
{
    const std::size_t available = m_data->dataset->test.count();
    const std::size_t wanted = samples == 0 ? available : std::min(available, std::size_t(samples));
    const std::size_t model = m_models.size();
    m_models.push_back({std::move(parameters), metrics::Scoring(m_net->classes()), 0, {}, std::size_t(mistakes), {}});
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
    std::vector<std::pair<std::size_t, Mistake>> mistakes;
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        const int label = test.labels[pictures[i]];
        const int answer = scoring.add(logits.subspan(i * classes, classes), label);
        if (answer != label && mistakes.size() < model.keptMistakes) {
            mistakes.emplace_back(chunk.first + i, Mistake{pictures[i], label, answer});
        }
    }
    const std::lock_guard lock(m_mutex);
    score(model, chunk.first, std::move(scoring));
    keep(model, mistakes);
    m_cpuSeconds = m_cpuSeconds.load() + platform::threadCpuSeconds() - startedS;
    ++m_chunksDone;
    return true;
}

/// In the order of the pictures, whatever chunk is done first: in another, the sum of the losses would be rounded differently.
void EvaluationJob::score(Model& model, std::size_t first, metrics::Scoring chunk) const
{
    model.early.emplace(first, std::move(chunk));
    for (auto next = model.early.begin(); next != model.early.end() && next->first == model.scored; next = model.early.erase(next)) {
        model.scoring.add(next->second);
        model.scored += std::size_t(m_net->options().inferenceBatch);
    }
}

/// Whatever chunk is done first, the first pictures' mistakes stay.
void EvaluationJob::keep(Model& model, const std::vector<std::pair<std::size_t, Mistake>>& found)
{
    const auto earlier = [](const auto& a, const auto& b) { return a.first < b.first; };
    const auto old = std::ptrdiff_t(model.mistakes.size());
    model.mistakes.insert(model.mistakes.end(), found.begin(), found.end());
    std::inplace_merge(model.mistakes.begin(), model.mistakes.begin() + old, model.mistakes.end(), earlier);
    model.mistakes.resize(std::min(model.mistakes.size(), model.keptMistakes));
}

Evaluation EvaluationJob::result(std::size_t number) const
{
    const Model& model = m_models[number];
    Evaluation result = model.scoring.result();
    for (const auto& [place, mistake] : model.mistakes) {
        result.mistakes.push_back(mistake);
    }
    return result;
}

}  // namespace gossip
