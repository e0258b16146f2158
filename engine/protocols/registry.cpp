// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/gosgd.h"
#include "protocols/protocol.h"

#include <gossip/catalogue.h>

#include <algorithm>
#include <functional>

namespace gossip {

namespace {

/// A protocol's description and how one worker's instance is made; null: it does nothing at all.
struct Entry {
    ProtocolInfo info;
    std::function<std::unique_ptr<Protocol>(const ProtocolSpec&, int workers)> make;
};

ParameterInfo exchangeProbability()
{
    return {.key = "probability",
            .minimum = 0.0,
            .maximum = 1.0,
            .defaultValue = 0.02,
            .unit = {},
            .label = GOSSIP_TEXT("Exchange probability p"),
            .help = GOSSIP_TEXT("How likely a worker is to push its parameters to one random peer after a step. "
                                "Higher keeps the models closer together and costs more traffic.")};
}

const std::vector<Entry>& registry()
{
    static const std::vector<Entry> entries = {
        {{.id = "gosgd",
          .label = GOSSIP_TEXT("Gossip (GoSGD)"),
          .help = GOSSIP_TEXT("Every worker trains on its own and now and then pushes its parameters to one random peer. "
                              "Nobody waits and there is no server."),
          .source = "Blot, Picard, Cord, Thome 2016, arXiv 1611.09726",
          .parameters = {exchangeProbability()}},
         [](const ProtocolSpec& spec, int workers) { return std::make_unique<GoSgd>(spec.parameters.at("probability"), workers); }},
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
         [](const ProtocolSpec&, int) { return std::make_unique<Protocol>(); }},
    };
    return entries;
}

}  // namespace

const std::vector<ProtocolInfo>& protocols()
{
    static const std::vector<ProtocolInfo> infos = [] {
        std::vector<ProtocolInfo> all;
        std::transform(registry().begin(), registry().end(), std::back_inserter(all), [](const Entry& e) { return e.info; });
        return all;
    }();
    return infos;
}

const ProtocolInfo* findProtocol(const std::string& id)
{
    const auto found = std::find_if(protocols().begin(), protocols().end(), [&](const ProtocolInfo& p) { return p.id == id; });
    return found == protocols().end() ? nullptr : &*found;
}

std::unique_ptr<Protocol> makeProtocol(const ProtocolSpec& spec, int workers)
{
    const auto found = std::find_if(registry().begin(), registry().end(), [&](const Entry& e) { return e.info.id == spec.id; });
    return found->make(spec, workers);
}

}  // namespace gossip
