// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/ad_psgd.h"
#include "protocols/elastic_gossip.h"
#include "protocols/entries.h"
#include "protocols/gosgd.h"
#include "protocols/gossip_average.h"

namespace gossip::protocol {

namespace {

Entry gosgd()
{
    return {{.id = "gosgd",
             .label = GOSSIP_TEXT("Gossip (GoSGD)"),
             .help = GOSSIP_TEXT("Every worker trains on its own and now and then pushes its parameters to one random peer. "
                                 "Nobody waits and there is no server."),
             .source = "Blot, Picard, Cord, Thome 2016, arXiv 1611.09726",
             .parameters = {exchangeProbability()}},
            [](const ProtocolSpec& spec, int workers) { return std::make_unique<GoSgd>(spec.parameters.at("probability"), workers); }};
}

Entry gossipAverage()
{
    return {{.id = "gossip-average",
             .label = GOSSIP_TEXT("Gossip, plain halves"),
             .help = GOSSIP_TEXT("As gossip, but the receiver simply takes the middle of both models. Nobody waits; without weights the "
                                 "mean of all workers wanders a little with every push."),
             .source = "Jin, Yuan, Iandola, Keutzer 2016, arXiv 1611.04581",
             .parameters = {exchangeProbability()}},
            [](const ProtocolSpec& spec, int workers) { return std::make_unique<GossipAverage>(spec.parameters.at("probability"), workers); }};
}

Entry elasticGossip()
{
    return {{.id = "elastic-gossip",
             .label = GOSSIP_TEXT("Gossip in pairs (Elastic Gossip)"),
             .help = GOSSIP_TEXT("Two workers move towards each other and keep the mean of all exactly. Closer together than one-way gossip "
                                 "at the same rate, but twice the traffic, and the one who asks waits for the answer."),
             .source = "Pramod 2018, arXiv 1812.02407",
             .parameters = {exchangeProbability(),
                            {.key = "rho",
                             .minimum = 0.01,
                             .maximum = 1.0,
                             .defaultValue = 0.5,
                             .unit = {},
                             .label = GOSSIP_TEXT("Pull rho"),
                             .help = GOSSIP_TEXT("How far both move towards each other: 0.5 meets in the middle.")}},
             .reliable = true},
            [](const ProtocolSpec& spec, int workers) {
                return std::make_unique<ElasticGossip>(spec.parameters.at("probability"), spec.parameters.at("rho"), workers, timeoutInForce(spec));
            }};
}

Entry adPsgd()
{
    return {{.id = "ad-psgd",
             .label = GOSSIP_TEXT("Asynchronous pairs (AD-PSGD)"),
             .help = GOSSIP_TEXT("In every step each worker averages with one random peer while it computes. Stands slow workers well and "
                                 "keeps the models close, but sends two models a step."),
             .source = "Lian, Zhang, Zhang, Liu 2018, arXiv 1710.06952",
             .parameters = {},
             .reliable = true},
            [](const ProtocolSpec& spec, int workers) { return std::make_unique<AdPsgd>(workers, timeoutInForce(spec)); }};
}

}  // namespace

ParameterInfo exchangeProbability()
{
    return {.key = "probability",
            .minimum = 0.0,
            .maximum = 1.0,
            .defaultValue = 0.02,
            .unit = {},
            .label = GOSSIP_TEXT("Exchange probability p"),
            .help = GOSSIP_TEXT("How likely a worker is to exchange parameters with one random peer after a step. "
                                "Higher keeps the models closer together and costs more traffic.")};
}

ParameterInfo localSteps(double usual)
{
    return {.key = "tau",
            .minimum = 1,
            .maximum = 1e6,
            .defaultValue = usual,
            .integer = true,
            .unit = {},
            .label = GOSSIP_TEXT("Local steps tau"),
            .help = GOSSIP_TEXT("So many steps of its own a worker makes between two exchanges. More saves traffic and lets the models drift apart.")};
}

std::vector<Entry> gossipEntries()
{
    return {gosgd(), gossipAverage(), elasticGossip(), adPsgd()};
}

}  // namespace gossip::protocol
