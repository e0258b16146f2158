// SPDX-License-Identifier: GPL-3.0-or-later
#include <gossip/catalogue.h>

#include <algorithm>

namespace gossip {

namespace {

ParameterInfo edgeProbability()
{
    return {.key = "edge_probability",
            .minimum = 0.0,
            .maximum = 1.0,
            .defaultValue = 0.0,
            .unit = {},
            .label = GOSSIP_TEXT("Probability of a link"),
            .help = GOSSIP_TEXT("How likely two workers are linked; 0: 2 ln n ÷ n for n workers, which nearly always reaches everybody.")};
}

ParameterInfo degree()
{
    return {.key = "degree",
            .minimum = 2,
            .maximum = 1000,
            .defaultValue = 4,
            .integer = true,
            .unit = {},
            .label = GOSSIP_TEXT("Links of each worker"),
            .help = GOSSIP_TEXT("So many nearest neighbours on the ring every worker is linked with at first; an even number.")};
}

ParameterInfo rewire()
{
    return {.key = "rewire",
            .minimum = 0.0,
            .maximum = 1.0,
            .defaultValue = 0.1,
            .unit = {},
            .label = GOSSIP_TEXT("Rewired links"),
            .help = GOSSIP_TEXT("Share of the links that lead to a random worker instead: a few shortcuts across the ring.")};
}

}  // namespace

const std::vector<TopologyInfo>& topologies()
{
    static const std::vector<TopologyInfo> infos = {
        {"complete", GOSSIP_TEXT("Every worker may send to every other.")},
        {"ring", GOSSIP_TEXT("Every worker has two neighbours. Cheap, but news travel slowly around a large ring.")},
        {"torus", GOSSIP_TEXT("A grid whose edges meet: four neighbours each. The number of workers must divide into rows and columns.")},
        {"exponential", GOSSIP_TEXT("Every worker may send to those 1, 2, 4, 8, … places ahead: few links, and news reach everybody quickly.")},
        {"one-peer-exponential",
         GOSSIP_TEXT("As exponential, but one place ahead at a time: 1, then 2, then 4 with each of the worker's own steps, and again.")},
        {"star", GOSSIP_TEXT("Worker 0 is linked with all others, and they only with it: everything depends on it.")},
        {"erdos-renyi", GOSSIP_TEXT("Random links: every pair of workers is linked with the same probability."), {edgeProbability()}},
        {"small-world", GOSSIP_TEXT("A ring with some links led elsewhere at random (Watts and Strogatz)."), {degree(), rewire()}},
        {"edges", GOSSIP_TEXT("An own list of links, [[from, to], …], each in one direction, workers counted from 0."), {}, true},
    };
    return infos;
}

const TopologyInfo* findTopology(const std::string& id)
{
    const auto found = std::find_if(topologies().begin(), topologies().end(), [&](const TopologyInfo& t) { return t.id == id; });
    return found == topologies().end() ? nullptr : &*found;
}

}  // namespace gossip
