// SPDX-License-Identifier: GPL-3.0-or-later
#include "topology/graphs.h"

#include "core/philox.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <string>

namespace gossip::topology {

namespace {

constexpr int kMostDraws = 100;

std::string text(double number)
{
    std::string digits = std::to_string(number);
    digits.erase(digits.find_last_not_of('0') + 1);
    return digits.back() == '.' ? digits + "0" : digits;
}

void connect(Links& links, int a, int b)
{
    links[std::size_t(a)].push_back(b);
    links[std::size_t(b)].push_back(a);
}

/// Ascending, each neighbour once, nobody its own.
void tidy(Links& links)
{
    for (std::size_t i = 0; i < links.size(); ++i) {
        auto& list = links[i];
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
        list.erase(std::remove(list.begin(), list.end(), int(i)), list.end());
    }
}

/// First worker that cannot be reached from 0.
std::optional<int> unreachedFromFirst(const Links& links)
{
    std::vector<bool> seen(links.size(), false);
    std::vector<int> queue{0};
    seen[0] = true;
    for (std::size_t next = 0; next < queue.size(); ++next) {
        for (const int to : links[std::size_t(queue[next])]) {
            if (!seen[std::size_t(to)]) {
                seen[std::size_t(to)] = true;
                queue.push_back(to);
            }
        }
    }
    const auto missing = std::find(seen.begin(), seen.end(), false);
    return missing == seen.end() ? std::nullopt : std::optional(int(missing - seen.begin()));
}

/// Pairs (i, j), i > j, each with the probability: jumps from one drawn pair to the next (Batagelj and Brandes 2005), so that
/// sparse graphs cost their links only.
Links drawPairs(int workers, double probability, RandomStream& random)
{
    Links links(std::size_t(workers), std::vector<int>{});
    const double logMiss = std::log1p(-probability);
    double column = -1.0;   // floating: a jump may be huge
    for (int row = 1; row < workers;) {
        column += 1.0 + (probability >= 1.0 ? 0.0 : std::floor(std::log1p(-random.uniform()) / logMiss));
        while (row < workers && column >= row) {
            column -= row;
            ++row;
        }
        if (row < workers) {
            connect(links, row, int(column));
        }
    }
    tidy(links);
    return links;
}

Links drawRewired(int workers, int degree, double rewire, RandomStream& random)
{
    Links links(std::size_t(workers), std::vector<int>{});
    const auto linked = [&](int a, int b) {
        const auto& list = links[std::size_t(a)];
        return std::find(list.begin(), list.end(), b) != list.end();
    };
    for (int hop = 1; hop <= degree / 2; ++hop) {
        for (int i = 0; i < workers; ++i) {
            connect(links, i, (i + hop) % workers);
        }
    }
    for (int hop = 1; hop <= degree / 2; ++hop) {
        for (int i = 0; i < workers; ++i) {
            if (random.uniform() >= rewire || links[std::size_t(i)].size() >= std::size_t(workers - 1)) {
                continue;
            }
            int to = i;
            while (to == i || linked(i, to)) {
                to = int(random.below(std::uint32_t(workers)));
            }
            const int old = (i + hop) % workers;
            std::erase(links[std::size_t(i)], old);
            std::erase(links[std::size_t(old)], i);
            connect(links, i, to);
        }
    }
    tidy(links);
    return links;
}

/// Draws until the graph is connected; every try has a stream of its own.
template <class Draw>
std::optional<Links> drawConnected(std::uint64_t seed, Draw draw)
{
    for (int attempt = 0; attempt < kMostDraws; ++attempt) {
        RandomStream random(seed, Purpose::topology, std::uint32_t(attempt));
        Links links = draw(random);
        if (!unreachedFromFirst(links)) {
            return links;
        }
    }
    return std::nullopt;
}

Error tooMany(const char* key, int workers)
{
    return error(GOSSIP_TEXT("%1: this gives %2 workers too many links; allowed: at most %3 in all, or the topology complete"),
                 {key, std::to_string(workers), std::to_string(kMostLinks)});
}

}  // namespace

Links ring(int workers)
{
    Links links(std::size_t(workers), std::vector<int>{});
    for (int i = 0; i < workers; ++i) {
        connect(links, i, (i + 1) % workers);
    }
    tidy(links);
    return links;
}

Result<Links> torus(int workers)
{
    int rows = int(std::sqrt(double(workers)));
    while (rows > 1 && workers % rows != 0) {
        --rows;
    }
    if (rows < 2) {
        return error(GOSSIP_TEXT("topology.id: a torus needs rows and columns, which %1 workers do not give; "
                                 "allowed: a workers.count such as 4, 6, 8, 9 or 16 that is no prime number"),
                     {std::to_string(workers)});
    }
    const int columns = workers / rows;
    Links links(std::size_t(workers), std::vector<int>{});
    for (int i = 0; i < workers; ++i) {
        const int row = i / columns;
        const int column = i % columns;
        connect(links, i, row * columns + (column + 1) % columns);
        connect(links, i, (row + 1) % rows * columns + column);
    }
    tidy(links);
    return links;
}

Links exponential(int workers, Way way)
{
    Links links(std::size_t(workers), std::vector<int>{});
    for (int i = 0; i < workers; ++i) {
        for (int hop = 1; hop < workers; hop *= 2) {
            links[std::size_t(i)].push_back((i + (way == Way::ahead ? hop : workers - hop)) % workers);
        }
    }
    return links;
}

Links star(int workers)
{
    Links links(std::size_t(workers), std::vector<int>{});
    for (int i = 1; i < workers; ++i) {
        connect(links, 0, i);
    }
    return links;
}

Result<Links> erdosRenyi(int workers, double probability, std::uint64_t seed)
{
    const double usual = std::min(1.0, 2.0 * std::log(double(workers)) / workers);
    const double drawn = probability > 0.0 ? probability : usual;
    if (drawn * double(workers) * double(workers - 1) > double(kMostLinks)) {
        return tooMany("topology.edge_probability", workers);
    }
    std::optional<Links> links =
        drawConnected(seed, [&](RandomStream& random) { return drawPairs(workers, drawn, random); });
    if (!links) {
        return error(GOSSIP_TEXT("topology.edge_probability: with %1 none of %2 graphs drawn for %3 workers was connected; "
                                 "allowed: more, such as %4, or 0 for the usual one"),
                     {text(drawn), std::to_string(kMostDraws), std::to_string(workers), text(usual)});
    }
    return *std::move(links);
}

Result<Links> smallWorld(int workers, int degree, double rewire, std::uint64_t seed)
{
    if (degree % 2 != 0 || degree >= workers) {
        return error(GOSSIP_TEXT("topology.degree: %1 is not allowed for %2 workers; allowed: an even number below the number of workers"),
                     {std::to_string(degree), std::to_string(workers)});
    }
    if (double(degree) * workers > double(kMostLinks)) {
        return tooMany("topology.degree", workers);
    }
    std::optional<Links> links =
        drawConnected(seed, [&](RandomStream& random) { return drawRewired(workers, degree, rewire, random); });
    if (!links) {
        return error(GOSSIP_TEXT("topology.rewire: with %1 and degree %2 none of %3 graphs drawn for %4 workers was connected; "
                                 "allowed: rewire less, or a higher degree"),
                     {text(rewire), std::to_string(degree), std::to_string(kMostDraws), std::to_string(workers)});
    }
    return *std::move(links);
}

Result<Links> edgeList(int workers, const std::vector<std::pair<int, int>>& edges)
{
    Links links(std::size_t(workers), std::vector<int>{});
    std::set<std::pair<int, int>> seen;
    for (std::size_t k = 0; k < edges.size(); ++k) {
        const auto [from, to] = edges[k];
        const std::string where = "topology.edges[" + std::to_string(k) + "]";
        if (std::min(from, to) < 0 || std::max(from, to) >= workers) {
            return error(GOSSIP_TEXT("%1: there is no worker %2; allowed: 0 to %3"),
                         {where, std::to_string(std::min(from, to) < 0 ? std::min(from, to) : std::max(from, to)),
                          std::to_string(workers - 1)});
        }
        if (from == to) {
            return error(GOSSIP_TEXT("%1: a link from worker %2 to itself is not allowed; allowed: two different workers"),
                         {where, std::to_string(from)});
        }
        if (!seen.insert(edges[k]).second) {
            return error(GOSSIP_TEXT("%1: the link from %2 to %3 is listed twice; allowed: once"),
                         {where, std::to_string(from), std::to_string(to)});
        }
        links[std::size_t(from)].push_back(to);
    }
    tidy(links);
    return links;
}

Links reversed(const Links& links)
{
    Links back(links.size(), std::vector<int>{});
    for (std::size_t from = 0; from < links.size(); ++from) {
        for (const int to : links[from]) {
            back[std::size_t(to)].push_back(int(from));
        }
    }
    return back;
}

std::optional<std::pair<int, int>> unreachable(const Links& links)
{
    if (const std::optional<int> to = unreachedFromFirst(links)) {
        return std::pair(0, *to);
    }
    if (const std::optional<int> from = unreachedFromFirst(reversed(links))) {
        return std::pair(*from, 0);
    }
    return std::nullopt;
}

}  // namespace gossip::topology
