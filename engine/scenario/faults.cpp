// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/names.h"
#include "scenario/structured.h"

#include <algorithm>
#include <set>

namespace gossip::scenario {

namespace {

constexpr std::size_t kMaxFaults = 10000;
constexpr double kMaxSeconds = 1e7;
constexpr double kMaxDelayMs = 60000;

/// The keys that a kind of fault takes besides at_s and kind; the first `needed` of them must be given.
struct FaultShape {
    std::vector<std::string> keys;
    std::size_t needed = 0;
};

FaultShape shapeOf(FaultKind kind)
{
    switch (kind) {
    case FaultKind::crash:
        return {{"workers", "for_s"}, 1};
    case FaultKind::rejoin:
        return {{"workers"}, 1};
    case FaultKind::slow:
        return {{"workers", "factor", "for_s"}, 2};
    case FaultKind::partition:
        return {{"groups", "for_s"}, 1};
    case FaultKind::heal:
        return {};
    case FaultKind::link:
        return {{"workers", "from", "to", "latency_ms", "jitter_ms", "bandwidth_mbps", "loss", "for_s"}, 0};
    case FaultKind::network:
        return {{"latency_ms", "jitter_ms", "bandwidth_mbps", "loss", "for_s"}, 0};
    case FaultKind::corrupt:
        return {{"workers", "mode", "for_s"}, 1};
    case FaultKind::probability:
        return {{"probability", "workers", "for_s"}, 1};
    }
    return {};
}

/// One entry of the timeline while it is being read.
struct FaultReader {
    const Json& json;
    std::string path;
    const WorkersSpec& workers;
    Fault fault = {};

    [[nodiscard]] const Json* find(const std::string& key) const
    {
        const auto found = json.find(key);
        return found == json.end() ? nullptr : &*found;
    }

    [[nodiscard]] int lastWorker() const { return workers.count - 1; }

    Result<void> number(const std::string& key, double minimum, double maximum, double& out) const
    {
        const Json* value = find(key);
        if (value == nullptr)
            return {};
        const Result<double> read = readNumber(*value, pathTo(path, key), minimum, maximum);
        if (!read)
            return read.error();
        out = *read;
        return {};
    }

    Result<void> optionalNumber(const std::string& key, double maximum, std::optional<double>& out) const
    {
        double value = 0.0;
        if (Result<void> read = number(key, 0.0, maximum, value); !read)
            return read;
        if (find(key) != nullptr)
            out = value;
        return {};
    }

    Result<void> keysFitKind();
    Result<void> readWorkers();
    Result<void> readDirection();
    Result<void> readGroups();
    Result<std::vector<int>> readGroup(const Json& group, const std::string& where) const;
    Result<void> readLinkValues();
    Result<void> readOthers();
    Result<Fault> read();
};

bool isServer(const Json& value)
{
    return value == Json("server") || value == Json(kServerNode);
}

Result<void> FaultReader::keysFitKind()
{
    const Json* word = find("kind");
    const std::optional<FaultKind> kind =
        word != nullptr && word->is_string() ? valueOf<FaultKind>(word->get<std::string>()) : std::nullopt;
    if (!kind)
        return notAllowed(pathTo(path, "kind"), word == nullptr ? Json() : *word, allNames<FaultKind>());
    fault.kind = *kind;
    const FaultShape shape = shapeOf(*kind);
    std::vector<std::string> allowed{"at_s", "kind"};
    allowed.insert(allowed.end(), shape.keys.begin(), shape.keys.end());
    for (const auto& [key, value] : json.items()) {
        if (std::find(allowed.begin(), allowed.end(), key) == allowed.end())
            return unknownKey(pathTo(path, key), key, allowed);
    }
    for (std::size_t i = 0; i < shape.needed; ++i) {
        if (find(shape.keys[i]) == nullptr)
            return error(GOSSIP_TEXT("%1: a fault of kind %2 needs this key"), {pathTo(path, shape.keys[i]), nameOf(*kind)});
    }
    return {};
}

Result<void> FaultReader::readWorkers()
{
    const Json* list = find("workers");
    if (list == nullptr)
        return {};
    const std::string where = pathTo(path, "workers");
    if (Result<void> isList = needList(*list, where, kMaxWorkers); !isList)
        return isList;
    if (list->empty())
        return error(GOSSIP_TEXT("%1: this list is empty; allowed: at least one number"), {where});
    Json workersOnly = Json::array();
    for (const Json& each : *list) {
        if (!isServer(each))
            workersOnly.push_back(each);
    }
    if (list->size() > workersOnly.size() + 1)
        return error(GOSSIP_TEXT("%1: the server is listed twice; allowed: once"), {where});
    const Result<std::vector<int>> numbers = readDistinct(workersOnly, where, lastWorker());
    if (!numbers)
        return numbers.error();
    fault.workers = *numbers;
    if (list->size() > workersOnly.size())
        fault.workers.push_back(kServerNode);
    return {};
}

Result<void> FaultReader::readDirection()
{
    const Json* from = find("from");
    const Json* to = find("to");
    const bool direction = from != nullptr && to != nullptr;
    if ((from != nullptr || to != nullptr) && (!direction || !fault.workers.empty()))
        return error(GOSSIP_TEXT("%1: a link is named by from and to together, or by workers alone"), {path});
    if (!direction)
        return fault.workers.empty() ? Result<void>(error(GOSSIP_TEXT("%1: a link needs from and to, or workers"), {path}))
                                     : Result<void>();
    for (const auto& [key, value, out] : {std::tuple{"from", from, &fault.from}, std::tuple{"to", to, &fault.to}}) {
        if (isServer(*value)) {
            *out = kServerNode;
            continue;
        }
        const Result<std::int64_t> number = readInteger(*value, pathTo(path, key), 0, lastWorker());
        if (!number)
            return number.error();
        *out = static_cast<int>(*number);
    }
    if (fault.from == fault.to)
        return error(GOSSIP_TEXT("%1: a link leads from one worker to another; from and to are both %2"), {path, shown(*from)});
    return {};
}

Result<std::vector<int>> FaultReader::readGroup(const Json& group, const std::string& where) const
{
    if (group.is_string()) {
        std::vector<std::string> names;
        for (const auto& [name, members] : workers.groups) {
            if (group == Json(name))
                return members;
            names.push_back(name);
        }
        if (names.empty())
            return error(GOSSIP_TEXT("%1: there is no group %2, workers.groups is empty; allowed: lists of workers"), {where, shown(group)});
        return error(GOSSIP_TEXT("%1: there is no group %2 in workers.groups; allowed: %3"), {where, shown(group), join(names)});
    }
    if (Result<void> list = needList(group, where, kMaxWorkers); !list)
        return list.error();
    if (group.empty())
        return error(GOSSIP_TEXT("%1: this list is empty; allowed: at least one number"), {where});
    return readDistinct(group, where, lastWorker());
}

Result<void> FaultReader::readGroups()
{
    const Json* list = find("groups");
    if (list == nullptr)
        return {};
    const std::string where = pathTo(path, "groups");
    if (Result<void> isList = needList(*list, where, kMaxWorkers); !isList)
        return isList;
    if (list->empty())
        return error(GOSSIP_TEXT("%1: this list is empty; allowed: lists of workers, or names of groups"), {where});
    std::set<int> seen;
    for (std::size_t i = 0; i < list->size(); ++i) {
        const Result<std::vector<int>> group = readGroup((*list)[i], pathTo(where, i));
        if (!group)
            return group.error();
        for (const int worker : *group) {
            if (!seen.insert(worker).second)
                return error(GOSSIP_TEXT("%1: worker %2 is in two groups; allowed: one"),
                             {pathTo(where, i), std::to_string(worker)});
        }
        fault.groups.push_back(*group);
    }
    return {};
}

Result<void> FaultReader::readLinkValues()
{
    if (Result<void> read = optionalNumber("latency_ms", kMaxDelayMs, fault.latencyMs); !read)
        return read;
    if (Result<void> read = optionalNumber("jitter_ms", kMaxDelayMs, fault.jitterMs); !read)
        return read;
    if (Result<void> read = optionalNumber("loss", 1.0, fault.loss); !read)
        return read;
    if (const Json* rate = find("bandwidth_mbps"); rate != nullptr) {
        const Result<double> read = readBandwidth(*rate, pathTo(path, "bandwidth_mbps"));
        if (!read)
            return read.error();
        fault.bandwidthMbps = *read;
    }
    if (!fault.latencyMs && !fault.jitterMs && !fault.bandwidthMbps && !fault.loss)
        return error(GOSSIP_TEXT("%1: a fault of kind %2 needs at least one of latency_ms, jitter_ms, bandwidth_mbps, loss"),
                     {path, nameOf(fault.kind)});
    return {};
}

Result<void> FaultReader::readOthers()
{
    if (Result<void> read = number("at_s", 0.0, kMaxSeconds, fault.atS); !read)
        return read;
    if (Result<void> read = optionalNumber("for_s", kMaxSeconds, fault.forS); !read)
        return read;
    if (Result<void> read = number("factor", 1.0, 1000.0, fault.factor); !read)
        return read;
    if (Result<void> read = number("probability", 0.0, 1.0, fault.probability); !read)
        return read;
    if (const Json* mode = find("mode"); mode != nullptr) {
        const std::optional<CorruptMode> known =
            mode->is_string() ? valueOf<CorruptMode>(mode->get<std::string>()) : std::nullopt;
        if (!known)
            return notAllowed(pathTo(path, "mode"), *mode, allNames<CorruptMode>());
        fault.mode = *known;
    }
    return {};
}

Result<Fault> FaultReader::read()
{
    if (Result<void> object = needObject(json, path); !object)
        return object.error();
    for (const auto part : {&FaultReader::keysFitKind, &FaultReader::readWorkers, &FaultReader::readGroups, &FaultReader::readOthers}) {
        if (Result<void> done = (this->*part)(); !done)
            return done.error();
    }
    if (fault.kind == FaultKind::link) {
        if (Result<void> done = readDirection(); !done)
            return done.error();
    }
    if (fault.kind == FaultKind::link || fault.kind == FaultKind::network) {
        if (Result<void> done = readLinkValues(); !done)
            return done.error();
    }
    return fault;
}

void writeIfGiven(Json& json, const char* key, const std::optional<double>& value)
{
    if (value)
        json[key] = *value;
}

Json nodeOf(int node)
{
    return node == kServerNode ? Json("server") : Json(node);
}

Json nodesOf(const std::vector<int>& nodes)
{
    Json json = Json::array();
    std::transform(nodes.begin(), nodes.end(), std::back_inserter(json), nodeOf);
    return json;
}

Json writeFault(const Fault& fault)
{
    const FaultShape shape = shapeOf(fault.kind);
    const auto takes = [&](const char* key) { return std::find(shape.keys.begin(), shape.keys.end(), key) != shape.keys.end(); };
    Json json{{"at_s", fault.atS}, {"kind", nameOf(fault.kind)}};
    // A list that the kind needs is written even when it is empty, and then refused by the reader.
    const bool needsWorkers = shape.needed > 0 && shape.keys.front() == "workers";
    if (takes("workers") && (needsWorkers || !fault.workers.empty()))
        json["workers"] = nodesOf(fault.workers);
    if (takes("from") && (fault.from != -2 || fault.to != -2)) {
        json["from"] = nodeOf(fault.from);
        json["to"] = nodeOf(fault.to);
    }
    if (takes("groups"))
        json["groups"] = fault.groups;
    if (takes("factor"))
        json["factor"] = fault.factor;
    if (takes("latency_ms")) {
        writeIfGiven(json, "latency_ms", fault.latencyMs);
        writeIfGiven(json, "jitter_ms", fault.jitterMs);
        writeIfGiven(json, "bandwidth_mbps", fault.bandwidthMbps);
        writeIfGiven(json, "loss", fault.loss);
    }
    if (takes("probability"))
        json["probability"] = fault.probability;
    if (takes("mode"))
        json["mode"] = nameOf(fault.mode);
    if (takes("for_s"))
        writeIfGiven(json, "for_s", fault.forS);
    return json;
}

}  // namespace

Json writeFaults(const std::vector<Fault>& faults)
{
    Json json = Json::array();
    for (const Fault& fault : faults)
        json.push_back(writeFault(fault));
    return json;
}

Result<std::vector<Fault>> readFaults(const Json& json, const std::string& path, const WorkersSpec& workers)
{
    if (Result<void> list = needList(json, path, kMaxFaults); !list)
        return list.error();
    std::vector<Fault> faults;
    for (std::size_t i = 0; i < json.size(); ++i) {
        FaultReader reader{json[i], pathTo(path, i), workers};
        const Result<Fault> fault = reader.read();
        if (!fault)
            return fault.error();
        faults.push_back(*fault);
    }
    return faults;
}

}  // namespace gossip::scenario
