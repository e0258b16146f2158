// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/d_psgd.h"
#include "protocols/entries.h"
#include "protocols/gossip_pga.h"
#include "protocols/local_sgd.h"

namespace gossip::protocol {

namespace {

Entry allReduce()
{
    return {{.id = "allreduce",
             .label = GOSSIP_TEXT("All in step (all-reduce)"),
             .help = GOSSIP_TEXT("After every step all workers take the exact mean, passed round in a ring: the same as one machine with a "
                                 "larger batch. Exact, but everybody waits for the slowest and one crash stops all."),
             .source = "Patarasu, Yuan 2009",
             .parameters = {},
             .reliable = true,
             .barrier = true},
            [](const ProtocolSpec& spec, int workers) { return std::make_unique<LocalSgd>(1, workers, timeoutInForce(spec)); }};
}

Entry localSgd()
{
    return {{.id = "local-sgd",
             .label = GOSSIP_TEXT("Mean now and then (local SGD)"),
             .help = GOSSIP_TEXT("Every worker trains alone for some steps, then all take the exact mean together. Little traffic, but at "
                                 "each mean everybody waits for the slowest and one crash stops all."),
             .source = "Stich 2018, arXiv 1805.09767",
             .parameters = {localSteps(50)},
             .reliable = true,
             .barrier = true},
            [](const ProtocolSpec& spec, int workers) {
                return std::make_unique<LocalSgd>(int(spec.parameters.at("tau")), workers, timeoutInForce(spec));
            }};
}

Entry dPsgd()
{
    return {{.id = "d-psgd",
             .label = GOSSIP_TEXT("Neighbours in step (D-PSGD)"),
             .help = GOSSIP_TEXT("In every step each worker takes a weighted mean of its neighbours' models, sent while it computes. Exact and "
                                 "without a centre, but neighbours wait for each other, and one crash soon stops all."),
             .source = "Lian et al. 2017, arXiv 1705.09056",
             .parameters = {},
             .reliable = true,
             .barrier = true},
            [](const ProtocolSpec& spec, int workers) { return std::make_unique<DPsgd>(workers, timeoutInForce(spec)); }};
}

Entry gossipPga()
{
    return {{.id = "gossip-pga",
             .label = GOSSIP_TEXT("Neighbours, and all now and then (Gossip-PGA)"),
             .help = GOSSIP_TEXT("Neighbours mix in every step, and every so often all workers take the exact mean together: gossip with a "
                                 "central average now and then. Keeps large sparse networks together; everybody waits."),
             .source = "Chen et al. 2021, arXiv 2105.09080",
             .parameters = {{.key = "period",
                             .minimum = 1,
                             .maximum = 1e6,
                             .defaultValue = 10,
                             .integer = true,
                             .unit = {},
                             .label = GOSSIP_TEXT("Steps between averages H"),
                             .help = GOSSIP_TEXT("Every so many steps all workers take the mean of all instead of their neighbours'; 1: always.")}},
             .reliable = true,
             .barrier = true},
            [](const ProtocolSpec& spec, int workers) {
                return std::make_unique<GossipPga>(int(spec.parameters.at("period")), workers, timeoutInForce(spec));
            }};
}

}  // namespace

std::vector<Entry> synchronousEntries()
{
    return {allReduce(), localSgd(), dPsgd(), gossipPga()};
}

}  // namespace gossip::protocol
