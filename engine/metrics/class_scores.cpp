// SPDX-License-Identifier: GPL-3.0-or-later
#include <gossip/run.h>

#include <numeric>

namespace gossip {

namespace {

std::optional<double> share(std::uint64_t part, std::uint64_t whole)
{
    return whole == 0 ? std::nullopt : std::optional(double(part) / double(whole));
}

}  // namespace

std::vector<ClassScore> classScores(const std::vector<std::vector<std::uint64_t>>& confusion, const std::vector<std::string>& classNames)
{
    std::vector<std::uint64_t> predicted(confusion.size(), 0);
    std::uint64_t all = 0;
    for (const auto& row : confusion) {
        for (std::size_t k = 0; k < row.size() && k < predicted.size(); ++k) {
            predicted[k] += row[k];
            all += row[k];
        }
    }
    std::vector<ClassScore> scores(confusion.size());
    for (std::size_t k = 0; k < confusion.size(); ++k) {
        const std::uint64_t samples = std::accumulate(confusion[k].begin(), confusion[k].end(), std::uint64_t{0});
        const std::uint64_t right = confusion[k].at(k);
        scores[k].name = k < classNames.size() ? classNames[k] : std::to_string(k);
        scores[k].samples = samples;
        scores[k].precision = share(right, predicted[k]);
        scores[k].recall = share(right, samples);
        scores[k].falseAlarmRate = share(predicted[k] - right, all - samples);
        scores[k].missRate = share(samples - right, samples);
    }
    return scores;
}

}  // namespace gossip
