// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/entries.h"

#include <gossip/catalogue.h>

#include <algorithm>

namespace gossip {

namespace {

using protocol::Entry;

const std::vector<Entry>& registry()
{
    static const std::vector<Entry> entries = [] {
        std::vector<Entry> all;
        for (auto& some : {protocol::gossipEntries(), protocol::synchronousEntries(), protocol::serverEntries(), protocol::referenceEntries()}) {
            all.insert(all.end(), some.begin(), some.end());
        }
        return all;
    }();
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

double timeoutInForce(const ProtocolSpec& spec)
{
    constexpr double kUsualS = 1.0;
    return spec.timeoutS.value_or(findProtocol(spec.id)->barrier ? 0.0 : kUsualS);
}

bool isReliable(Delivery delivery, const ProtocolSpec& spec)
{
    return delivery == Delivery::protocolDefault ? findProtocol(spec.id)->reliable : delivery == Delivery::reliable;
}

namespace {

const Entry& entryOf(const ProtocolSpec& spec)
{
    return *std::find_if(registry().begin(), registry().end(), [&](const Entry& e) { return e.info.id == spec.id; });
}

}  // namespace

void letProtocolChoose(Scenario& scenario)
{
    if (const Entry& entry = entryOf(scenario.protocol); entry.choose) {
        entry.choose(scenario);
    }
}

std::unique_ptr<Protocol> makeProtocol(const ProtocolSpec& spec, int workers)
{
    return entryOf(spec).make(spec, workers);
}

std::unique_ptr<Protocol> makeServer(const ProtocolSpec& spec, int workers)
{
    const Entry& entry = entryOf(spec);
    return entry.makeServer ? entry.makeServer(spec, workers) : nullptr;
}

}  // namespace gossip
