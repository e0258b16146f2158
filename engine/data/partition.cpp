// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/batches.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

namespace gossip::data {
namespace {

using Numbers = std::vector<std::uint32_t>;

/// Fisher–Yates with our own draws: std::shuffle's are left to the library, and results must not depend on it.
void shuffle(Numbers& numbers, RandomStream& random)
{
    for (std::size_t i = numbers.size(); i > 1; --i) {
        std::swap(numbers[i - 1], numbers[random.below(std::uint32_t(i))]);
    }
}

Numbers shuffledNumbers(std::size_t count, RandomStream& random)
{
    Numbers numbers(count);
    std::iota(numbers.begin(), numbers.end(), 0U);
    shuffle(numbers, random);
    return numbers;
}

/// The pictures of every class, each list in random order.
std::vector<Numbers> byClass(std::span<const std::uint16_t> labels, int classes, RandomStream& random)
{
    std::vector<Numbers> pictures(std::size_t(classes), Numbers{});
    for (std::size_t i = 0; i < labels.size(); ++i) {
        pictures[labels[i]].push_back(std::uint32_t(i));
    }
    for (Numbers& ofClass : pictures) {
        shuffle(ofClass, random);
    }
    return pictures;
}

/// Deals \p pictures to the parts in proportion to \p shares (which sum to 1): cuts at rounded cumulative shares.
void dealByShare(const Numbers& pictures, const std::vector<double>& shares, Parts& parts)
{
    double cumulative = 0.0;
    std::size_t begin = 0;
    for (std::size_t w = 0; w < shares.size(); ++w) {
        cumulative += shares[w];
        const bool last = w + 1 == shares.size();
        const double cut = std::round(cumulative * double(pictures.size()));
        const std::size_t end = last ? pictures.size() : std::clamp(std::size_t(cut), begin, pictures.size());
        parts[w].insert(parts[w].end(), pictures.begin() + std::ptrdiff_t(begin), pictures.begin() + std::ptrdiff_t(end));
        begin = end;
    }
}

/// Deals \p pictures equally to the workers of \p takers; where it does not divide, \p turn says who gets one more, so that
/// the same worker is not favoured by every class.
void dealEqually(const Numbers& pictures, const std::vector<int>& takers, std::size_t turn, Parts& parts)
{
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        parts[std::size_t(takers[(i + turn) % takers.size()])].push_back(pictures[i]);
    }
}

/// Who was left without a picture takes one from the largest part (the first of equals).
void giveEveryoneOne(Parts& parts)
{
    const auto smaller = [](const Numbers& a, const Numbers& b) { return a.size() < b.size(); };
    for (Numbers& part : parts) {
        if (part.empty()) {
            Numbers& largest = *std::max_element(parts.begin(), parts.end(), smaller);
            part.push_back(largest.back());
            largest.pop_back();
        }
    }
}

/// Logarithm of a Gamma(alpha, 1) draw (Marsaglia and Tsang, "A simple method for generating gamma variables", 2000).
/// In logarithms because draws for small alpha fall below the smallest double.
double logGamma(double alpha, RandomStream& random)
{
    if (alpha < 1.0) {
        const double boost = std::log(1.0 - random.uniform()) / alpha;
        return logGamma(alpha + 1.0, random) + boost;
    }
    const double d = alpha - 1.0 / 3.0;
    const double c = 1.0 / std::sqrt(9.0 * d);
    while (true) {
        const double x = random.normal();
        const double root = 1.0 + c * x;
        if (root <= 0.0) {
            continue;
        }
        const double v = root * root * root;
        if (std::log(1.0 - random.uniform()) < 0.5 * x * x + d - d * v + d * std::log(v)) {
            return std::log(d * v);
        }
    }
}

std::vector<double> dirichlet(double alpha, int workers, RandomStream& random)
{
    std::vector<double> shares(std::size_t(workers), 0.0);
    std::generate(shares.begin(), shares.end(), [&] { return logGamma(alpha, random); });
    const double largest = *std::max_element(shares.begin(), shares.end());
    double sum = 0.0;
    for (double& share : shares) {
        share = std::exp(share - largest);
        sum += share;
    }
    for (double& share : shares) {
        share /= sum;
    }
    return shares;
}

Parts byDirichlet(double alpha, std::span<const std::uint16_t> labels, int classes, int workers, RandomStream& random)
{
    Parts parts(std::size_t(workers), Numbers{});
    for (const Numbers& ofClass : byClass(labels, classes, random)) {
        dealByShare(ofClass, dirichlet(alpha, workers, random), parts);
    }
    giveEveryoneOne(parts);
    return parts;
}

Parts byQuantity(double exponent, std::size_t count, int workers, RandomStream& random)
{
    std::vector<double> shares(std::size_t(workers), 0.0);
    double sum = 0.0;
    for (std::size_t w = 0; w < shares.size(); ++w) {
        shares[w] = std::pow(double(w + 1), -exponent);
        sum += shares[w];
    }
    for (double& share : shares) {
        share /= sum;
    }
    Parts parts(std::size_t(workers), Numbers{});
    dealByShare(shuffledNumbers(count, random), shares, parts);
    giveEveryoneOne(parts);
    return parts;
}

/// McMahan et al., "Communication-efficient learning of deep networks from decentralized data", 2017, section 3.
Result<Parts> byShards(int perWorker, std::span<const std::uint16_t> labels, int classes, int workers, RandomStream& random)
{
    const std::size_t shards = std::size_t(workers) * std::size_t(perWorker);
    if (labels.size() < shards) {
        return error(GOSSIP_TEXT("dataset.partition.shards_per_worker: %1 shards for each of %2 workers are more than the %3 "
                                 "training pictures; use fewer shards or workers"),
                     {std::to_string(perWorker), std::to_string(workers), std::to_string(labels.size())});
    }
    Numbers sorted;
    for (const Numbers& ofClass : byClass(labels, classes, random)) {
        sorted.insert(sorted.end(), ofClass.begin(), ofClass.end());
    }
    const Numbers order = shuffledNumbers(shards, random);
    Parts parts(std::size_t(workers), Numbers{});
    for (std::size_t i = 0; i < shards; ++i) {
        const std::size_t begin = order[i] * sorted.size() / shards;
        const std::size_t end = (order[i] + std::size_t{1}) * sorted.size() / shards;
        Numbers& part = parts[i / std::size_t(perWorker)];
        part.insert(part.end(), sorted.begin() + std::ptrdiff_t(begin), sorted.begin() + std::ptrdiff_t(end));
    }
    return parts;
}

/// Who takes which class; deals every class among its takers. Classes without a taker are used by nobody.
Parts dealClasses(const std::vector<Numbers>& pictures, const std::vector<std::vector<int>>& takers, int workers)
{
    Parts parts(std::size_t(workers), Numbers{});
    std::size_t turn = 0;
    for (std::size_t c = 0; c < pictures.size(); ++c) {
        if (!takers[c].empty()) {
            dealEqually(pictures[c], takers[c], turn++, parts);
        }
    }
    return parts;
}

Result<Parts> byLabels(int perWorker, std::span<const std::uint16_t> labels, int classes, int workers, RandomStream& random)
{
    if (perWorker > classes) {
        return error(GOSSIP_TEXT("dataset.partition.labels_per_worker: %1 is more than the %2 classes of the data set"),
                     {std::to_string(perWorker), std::to_string(classes)});
    }
    // Each worker takes the classes that fewest hold so far, ties at random: no class has two holders more than another.
    std::vector<std::vector<int>> takers(std::size_t(classes), std::vector<int>{});
    for (int w = 0; w < workers; ++w) {
        Numbers order = shuffledNumbers(std::size_t(classes), random);
        std::stable_sort(order.begin(), order.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return takers[a].size() < takers[b].size(); });
        for (int k = 0; k < perWorker; ++k) {
            takers[order[std::size_t(k)]].push_back(w);
        }
    }
    return dealClasses(byClass(labels, classes, random), takers, workers);
}

/// The workers that hold each class, in worker order.
Result<std::vector<std::vector<int>>> holdersOfClasses(const Scenario& scenario, int classes, int workers)
{
    std::vector<std::vector<int>> takers(std::size_t(classes), std::vector<int>{});
    for (const auto& [name, held] : scenario.dataset.partition.classes) {
        const auto group = std::find_if(scenario.workers.groups.begin(), scenario.workers.groups.end(),
                                        [&name = name](const auto& entry) { return entry.first == name; });
        if (group == scenario.workers.groups.end()) {
            return error(GOSSIP_TEXT("dataset.partition.classes: there is no group \"%1\" in workers.groups"), {name});
        }
        for (const int c : held) {
            if (c < 0 || c >= classes) {
                return error(GOSSIP_TEXT("dataset.partition.classes.%1: class %2 does not exist; the data set has classes 0 to %3"),
                             {name, std::to_string(c), std::to_string(classes - 1)});
            }
            std::vector<int>& takersOfClass = takers[std::size_t(c)];
            std::copy_if(group->second.begin(), group->second.end(), std::back_inserter(takersOfClass),
                         [&](int w) { return w >= 0 && w < workers; });
        }
    }
    for (std::vector<int>& ofClass : takers) {
        std::sort(ofClass.begin(), ofClass.end());
        ofClass.erase(std::unique(ofClass.begin(), ofClass.end()), ofClass.end());
    }
    return takers;
}

Result<Parts> divide(const Scenario& scenario, std::span<const std::uint16_t> labels, int classes, int workers)
{
    RandomStream random(scenario.seed, Purpose::partition, 0);
    const PartitionSpec& spec = scenario.dataset.partition;
    switch (spec.kind) {
    case PartitionKind::dirichlet:
        return byDirichlet(spec.alpha, labels, classes, workers, random);
    case PartitionKind::shards:
        return byShards(spec.shardsPerWorker, labels, classes, workers, random);
    case PartitionKind::labels:
        return byLabels(spec.labelsPerWorker, labels, classes, workers, random);
    case PartitionKind::quantity:
        return byQuantity(spec.exponent, labels.size(), workers, random);
    case PartitionKind::groups: {
        const auto takers = holdersOfClasses(scenario, classes, workers);
        if (!takers) {
            return takers.error();
        }
        return dealClasses(byClass(labels, classes, random), *takers, workers);
    }
    case PartitionKind::iid:
        break;
    }
    return byQuantity(0.0, labels.size(), workers, random);
}

}  // namespace

Result<Parts> partition(const Scenario& scenario, std::span<const std::uint16_t> labels, int classes, int workers)
{
    if (labels.size() < std::size_t(workers)) {
        return error(GOSSIP_TEXT("%1 training pictures are too few for %2 workers; each needs at least one"),
                     {std::to_string(labels.size()), std::to_string(workers)});
    }
    if (workers == 1 && scenario.workers.count > 1) {
        Numbers all(labels.size());
        std::iota(all.begin(), all.end(), 0U);
        return Parts{std::move(all)};
    }
    Result<Parts> parts = divide(scenario, labels, classes, workers);
    if (!parts) {
        return parts;
    }
    for (std::size_t w = 0; w < parts->size(); ++w) {
        if ((*parts)[w].empty()) {
            return error(GOSSIP_TEXT("dataset.partition: worker %1 would get no training picture; give it a group that holds "
                                     "classes, or use more pictures (dataset.train_limit) or another way to divide them"),
                         {scenario.workerName(int(w))});
        }
        std::sort((*parts)[w].begin(), (*parts)[w].end());
    }
    return parts;
}

}  // namespace gossip::data
