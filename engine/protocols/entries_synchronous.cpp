// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/entries.h"
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

}  // namespace

std::vector<Entry> synchronousEntries()
{
    return {allReduce(), localSgd()};
}

}  // namespace gossip::protocol
