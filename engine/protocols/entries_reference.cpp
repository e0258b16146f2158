// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/entries.h"

namespace gossip::protocol {

std::vector<Entry> referenceEntries()
{
    return {
        {{.id = "isolated",
          .label = GOSSIP_TEXT("No exchange (isolated)"),
          .help = GOSSIP_TEXT("Every worker trains alone on its own data and never sends anything: what is lost without any exchange."),
          .source = {},
          .parameters = {},
          .exchanges = false},
         [](const ProtocolSpec&, int) { return std::make_unique<Protocol>(); }},
        {{.id = "pooled",
          .label = GOSSIP_TEXT("All data in one place (pooled)"),
          .help = GOSSIP_TEXT("One worker holds all the data, as if they had been collected first: what is possible at best. "
                              "The number of workers is ignored."),
          .source = {},
          .parameters = {{.key = "batch_multiple",
                          .minimum = 1,
                          .maximum = 1024,
                          .defaultValue = 1,
                          .integer = true,
                          .unit = {},
                          .label = GOSSIP_TEXT("Batch multiple"),
                          .help = GOSSIP_TEXT("The batch is this many times the scenario's, to compare with as many workers in step.")}},
          .exchanges = false},
         [](const ProtocolSpec&, int) { return std::make_unique<Protocol>(); },
         {},
         [](Scenario& scenario) {
             scenario.workers.count = 1;
             scenario.workers.speed.clear();
             scenario.training.batch *= int(scenario.protocol.parameters.at("batch_multiple"));
         }},
    };
}

}  // namespace gossip::protocol
