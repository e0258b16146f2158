// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/downpour.h"
#include "protocols/easgd.h"
#include "protocols/entries.h"

#include <algorithm>

namespace gossip::protocol {

namespace {

std::vector<ParameterInfo> elasticParameters()
{
    return {localSteps(10),
            {.key = "alpha",
             .minimum = 0.0,
             .maximum = 1.0,
             .defaultValue = 0.0,
             .unit = {},
             .label = GOSSIP_TEXT("Pull alpha"),
             .help = GOSSIP_TEXT("How far worker and server move towards each other at each exchange; 0: 0.9 divided by the number of workers.")},
            {.key = "rho",
             .minimum = 0.0,
             .maximum = 1000.0,
             .defaultValue = 0.0,
             .unit = {},
             .label = GOSSIP_TEXT("Pull by rho"),
             .help = GOSSIP_TEXT("The paper's other way to set the pull: alpha is rho times the learning rate; 0: not used.")}};
}

std::unique_ptr<Protocol> makeEasgd(const ProtocolSpec& spec, int)
{
    return std::make_unique<Easgd>(int(spec.parameters.at("tau")), timeoutInForce(spec));
}

std::unique_ptr<Protocol> makeEasgdServer(const ProtocolSpec& spec, int workers)
{
    constexpr double kUsualBeta = 0.9;   // β = M α in the paper
    const double alpha = spec.parameters.at("alpha");
    return std::make_unique<EasgdServer>(alpha > 0.0 ? alpha : kUsualBeta / workers, timeoutInForce(spec));
}

/// The paper's α = η ρ.
void pullByRho(Scenario& scenario)
{
    auto& parameters = scenario.protocol.parameters;
    if (const double rho = parameters.at("rho"); rho > 0.0) {
        parameters["alpha"] = std::min(1.0, rho * scenario.training.learningRate);
    }
}

Entry easgd()
{
    return {{.id = "easgd",
             .label = GOSSIP_TEXT("Elastic server (EASGD)"),
             .help = GOSSIP_TEXT("A server holds a centre; now and then each worker and the centre pull on each other like springs. Steady "
                                 "with few exchanges, but all traffic meets at the server, and without it nobody exchanges."),
             .source = "Zhang, Choromanska, LeCun 2015, arXiv 1412.6651",
             .parameters = elasticParameters(),
             .reliable = true,
             .hasServer = true},
            makeEasgd, makeEasgdServer, pullByRho};
}

Entry eamsgd()
{
    std::vector<ParameterInfo> parameters = elasticParameters();
    parameters.push_back({.key = "delta",
                          .minimum = 0.0,
                          .maximum = 0.999,
                          .defaultValue = 0.99,
                          .unit = {},
                          .label = GOSSIP_TEXT("Momentum delta"),
                          .help = GOSSIP_TEXT("Nesterov momentum of the workers; it takes the place of the training's. High momentum needs a "
                                              "small learning rate.")});
    return {{.id = "eamsgd",
             .label = GOSSIP_TEXT("Elastic server with momentum (EAMSGD)"),
             .help = GOSSIP_TEXT("EASGD whose workers have Nesterov momentum. Stands long times between exchanges best of the server's "
                                 "methods, but wants its own small learning rate; the server stays the bottleneck."),
             .source = "Zhang, Choromanska, LeCun 2015, arXiv 1412.6651",
             .parameters = std::move(parameters),
             .reliable = true,
             .hasServer = true},
            makeEasgd, makeEasgdServer, [](Scenario& scenario) {
                pullByRho(scenario);
                scenario.training.momentum = scenario.protocol.parameters.at("delta");
                scenario.training.nesterov = scenario.training.momentum > 0.0;
            }};
}

Entry downpour()
{
    return {{.id = "downpour",
             .label = GOSSIP_TEXT("Parameter server (Downpour)"),
             .help = GOSSIP_TEXT("Workers push the sum of their steps to a server and go on from its parameters. Simple and quick with "
                                 "frequent exchanges, unstable with rare ones; the server is the bottleneck and what breaks."),
             .source = "Dean et al. 2012",
             .parameters = {localSteps(1)},
             .reliable = true,
             .hasServer = true},
            [](const ProtocolSpec& spec, int) {
                return std::make_unique<Downpour>(int(spec.parameters.at("tau")), timeoutInForce(spec));
            },
            [](const ProtocolSpec& spec, int) { return std::make_unique<DownpourServer>(timeoutInForce(spec)); }};
}

}  // namespace

std::vector<Entry> serverEntries()
{
    return {easgd(), eamsgd(), downpour()};
}

}  // namespace gossip::protocol
