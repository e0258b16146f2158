// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/ad_psgd.h"
#include "protocols/choco.h"
#include "protocols/elastic_gossip.h"
#include "protocols/entries.h"
#include "protocols/gosgd.h"
#include "protocols/gossip_average.h"
#include "protocols/push_sum.h"

namespace gossip::protocol {

namespace {

ParameterInfo probabilityParameter(const char* key, double usual, const char* label, const char* help, std::vector<std::string> onlyFor)
{
    return {.key = key, .defaultValue = usual, .unit = {}, .label = label, .help = help, .onlyFor = std::move(onlyFor)};
}

std::vector<ParameterInfo> gosgdParameters()
{
    const std::vector<std::string> adaptive = {"consensus", "network", "schedule"};
    return {exchangeProbability(),
            {.key = "adapt",
             .maximum = 3,
             .integer = true,
             .unit = {},
             .label = GOSSIP_TEXT("Adapt p"),
             .help = GOSSIP_TEXT("none: p stays. consensus: each worker exchanges more often the farther what it receives is from its own model. "
                                 "network: as often as its line can carry. schedule: p goes from its first to its last value."),
             .choices = {"none", "consensus", "network", "schedule"}},
            probabilityParameter("p_min", 0.001, GOSSIP_TEXT("Least p"), GOSSIP_TEXT("Adapting never makes p smaller."), adaptive),
            probabilityParameter("p_max", 0.5, GOSSIP_TEXT("Largest p"), GOSSIP_TEXT("Adapting never makes p larger."), adaptive),
            {.key = "target",
             .minimum = 0.0001,
             .maximum = 10.0,
             .defaultValue = 0.05,
             .unit = {},
             .label = GOSSIP_TEXT("Wanted distance"),
             .help = GOSSIP_TEXT("How far apart the models may be, relative to their size; p follows."),
             .onlyFor = {"consensus"}},
            probabilityParameter("p_end", 0.01, GOSSIP_TEXT("Last p"),
                                 GOSSIP_TEXT("Where p ends. Smaller than the first: often at first, rarely later; larger: the other way round."), {"schedule"}),
            {.key = "schedule_steps",
             .minimum = 1,
             .maximum = 1e9,
             .defaultValue = 1000,
             .integer = true,
             .unit = {},
             .label = GOSSIP_TEXT("Steps to the last p"),
             .help = GOSSIP_TEXT("After so many steps of its own a worker's p is at its last value."),
             .onlyFor = {"schedule"}}};
}

Entry gosgd()
{
    return {{.id = "gosgd",
             .label = GOSSIP_TEXT("Gossip (GoSGD)"),
             .help = GOSSIP_TEXT("Every worker trains on its own and now and then pushes its parameters to one random peer. "
                                 "Nobody waits and there is no server."),
             .source = "Blot, Picard, Cord, Thome 2016, arXiv 1611.09726",
             .parameters = gosgdParameters()},
            [](const ProtocolSpec& spec, int workers) {
                const auto& given = spec.parameters;
                return std::make_unique<GoSgd>(Adaptation::Options{.probability = given.at("probability"),
                                                                   .kind = Adaptation::Kind(int(given.at("adapt"))),
                                                                   .least = given.at("p_min"),
                                                                   .most = given.at("p_max"),
                                                                   .target = given.at("target"),
                                                                   .end = given.at("p_end"),
                                                                   .steps = given.at("schedule_steps")},
                                               workers);
            }};
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

Entry pushSum()
{
    return {{.id = "push-sum",
             .label = GOSSIP_TEXT("Pushes in turn (SGP)"),
             .help = GOSSIP_TEXT("In every step each worker pushes half of its weight to the next peer in turn. Weights keep the mean right even "
                                 "over one-way links; one model a step, and a short wait unless transfers overlap with the next step."),
             .source = "Assran, Loizou, Ballas, Rabbat 2019, arXiv 1811.10792",
             .parameters = {{.key = "overlap",
                             .minimum = 0,
                             .maximum = 1,
                             .defaultValue = 0,
                             .integer = true,
                             .unit = {},
                             .label = GOSSIP_TEXT("Overlap transfers"),
                             .help = GOSSIP_TEXT("1 (OSGP): nobody waits, what arrives is mixed at the next step. 0 (SGP): each step waits for its push.")}},
             .reliable = true},
            [](const ProtocolSpec& spec, int workers) {
                return std::make_unique<PushSum>(spec.parameters.at("overlap") > 0.0, workers, timeoutInForce(spec));
            }};
}

std::vector<ParameterInfo> chocoParameters()
{
    return {{.key = "gamma",
             .minimum = 0.001,
             .maximum = 1.0,
             .defaultValue = 0.3,
             .unit = {},
             .label = GOSSIP_TEXT("Consensus step gamma"),
             .help = GOSSIP_TEXT("How far a worker moves towards its neighbours' public copies in each step. The less is sent, the smaller it has to be.")},
            {.key = "compressor",
             .maximum = 2,
             .defaultValue = 1,
             .integer = true,
             .unit = {},
             .label = GOSSIP_TEXT("What is sent"),
             .help = GOSSIP_TEXT("none: all differences as they are. top-k: only the largest. int8: all, rounded to 8 bits."),
             .choices = {"none", "top-k", "int8"}},
            {.key = "keep",
             .minimum = 0.0001,
             .maximum = 1.0,
             .defaultValue = 0.1,
             .unit = {},
             .label = GOSSIP_TEXT("Share sent by top-k"),
             .help = GOSSIP_TEXT("This share of all values is sent in each step, those that differ most from what the neighbours know."),
             .onlyFor = {"top-k"}}};
}

Entry choco()
{
    return {{.id = "choco",
             .label = GOSSIP_TEXT("Compressed gossip (CHOCO-SGD)"),
             .help = GOSSIP_TEXT("Neighbours in step that send only the most important changes. What is left out is caught up later, so the mean "
                                 "stays exact with a fraction of the traffic; needs memory for a copy of every neighbour."),
             .source = "Koloskova, Stich, Jaggi 2019, arXiv 1902.00340",
             .parameters = chocoParameters(),
             .reliable = true},
            [](const ProtocolSpec& spec, int workers) {
                const auto& given = spec.parameters;
                return std::make_unique<Choco>(Choco::Options{.gamma = given.at("gamma"),
                                                              .compressor = Choco::Compressor(int(given.at("compressor"))),
                                                              .keep = given.at("keep"),
                                                              .workers = workers,
                                                              .timeoutS = timeoutInForce(spec)});
            }};
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
    return {gosgd(), gossipAverage(), elasticGossip(), adPsgd(), pushSum(), choco()};
}

}  // namespace gossip::protocol
