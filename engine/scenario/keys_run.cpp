// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/keys.h"
#include "scenario/overrides.h"
#include "scenario/structured.h"

#include <gossip/catalogue.h>

#include <algorithm>

namespace gossip::scenario {

namespace {

template <class Info>
std::vector<std::string> idsOf(const std::vector<Info>& infos)
{
    std::vector<std::string> ids;
    std::transform(infos.begin(), infos.end(), std::back_inserter(ids), [](const Info& info) { return info.id; });
    return ids;
}

/// The section itself: what it holds besides the keys before are the protocol's own parameters.
Key parametersKey()
{
    return structuredKey(
        "protocol",
        [](const Scenario& s) {
            Json json(s.protocol.parameters);   // with what does not belong here, for the reader to refuse
            for (const ParameterInfo& info : findProtocol(s.protocol.id)->parameters) {
                if (const auto set = s.protocol.parameters.find(info.key); set != s.protocol.parameters.end())
                    json[info.key] = writeParameter(set->second, info);
            }
            return json;
        },
        [](const Json& json, Scenario& s) -> Result<void> {
            if (Result<void> object = needObject(json, "protocol"); !object)
                return object;
            const Result<std::map<std::string, double>> parameters =
                readParameters(json, "protocol", {"id", "timeout_s"}, findProtocol(s.protocol.id)->parameters);
            if (!parameters)
                return parameters.error();
            s.protocol.parameters = *parameters;
            return {};
        });
}

/// What the topology's section holds besides its id: its own parameters, and the list of links.
Key linksKey()
{
    return structuredKey("topology", [](const Scenario& s) { return writeTopology(s.topology); },
        [](const Json& json, Scenario& s) -> Result<void> {
            const Result<TopologySpec> topology = readTopology(json, s.topology.id);
            if (!topology)
                return topology.error();
            s.topology = *topology;
            return {};
        });
}

Key bandwidthKey()
{
    Key key = valueKey("network.bandwidth_mbps", {0, 1e6},
        {GOSSIP_TEXT("Bandwidth"), GOSSIP_TEXT("Rate of each worker's line, up and down; 0: unlimited."), GOSSIP_TEXT("Mbit/s")},
        [](auto& s) -> auto& { return s.network.bandwidthMbps; });
    key.read = [](const Json& json, Scenario& s) -> Result<void> {
        const Result<double> rate = readBandwidth(json, "network.bandwidth_mbps");
        if (!rate)
            return rate.error();
        s.network.bandwidthMbps = *rate;
        return {};
    };
    return key;
}

/// What is as usual for the protocol is kept as such, so that choosing another protocol brings what is usual for that one.
Key deliveryKey()
{
    return wordKey("network.delivery", {"best-effort", "reliable"},
        {GOSSIP_TEXT("Delivery"), GOSSIP_TEXT("What becomes of a lost message: best-effort does not send it again, reliable does until it arrives.")},
        [](const Scenario& s) { return isReliable(s.network.delivery, s.protocol) ? "reliable" : "best-effort"; },
        [](Scenario& s, const std::string& word) {
            const Delivery wanted = word == "reliable" ? Delivery::reliable : Delivery::bestEffort;
            const bool usual = isReliable(wanted, s.protocol) == isReliable(Delivery::protocolDefault, s.protocol);
            s.network.delivery = usual ? Delivery::protocolDefault : wanted;
        });
}

/// Likewise.
Key timeoutKey()
{
    const std::string path = "protocol.timeout_s";
    Key key = structuredKey(
        path, [](const Scenario& s) { return Json(timeoutInForce(s.protocol)); },
        [path](const Json& json, Scenario& s) -> Result<void> {
            const Result<double> seconds = readNumber(json, path, 0, 3600);
            if (!seconds)
                return seconds.error();
            s.protocol.timeoutS.reset();
            if (*seconds != timeoutInForce(s.protocol))
                s.protocol.timeoutS = *seconds;
            return {};
        });
    key.simple = true;
    key.info = describe(path, FieldInfo::Type::number, {0, 3600},
        {GOSSIP_TEXT("Time-out"), GOSSIP_TEXT("How long a worker waits for others before it trains on; 0: for ever."), "s"});
    return key;
}

void addStopKeys(Keys& keys)
{
    keys.push_back(valueKey("stop.epochs", {0, 1e6},
        {GOSSIP_TEXT("Stop after"), GOSSIP_TEXT("Ends the run when all workers together have seen the training set so often; 0: not set."), GOSSIP_TEXT("epochs")},
        [](auto& s) -> auto& { return s.stop.epochs; }));
    keys.push_back(valueKey("stop.seconds", {0, 1e7},
        {GOSSIP_TEXT("Stop after time"), GOSSIP_TEXT("Ends the run after so many seconds, pauses excluded; 0: not set."), "s"},
        [](auto& s) -> auto& { return s.stop.seconds; }));
    keys.push_back(valueKey("stop.steps", {0, 1e12},
        {GOSSIP_TEXT("Stop after steps"), GOSSIP_TEXT("Ends the run after so many steps of all workers together; 0: not set."), GOSSIP_TEXT("steps")},
        [](auto& s) -> auto& { return s.stop.steps; }));
    keys.push_back(valueKey("stop.target_accuracy", {0, 1},
        {GOSSIP_TEXT("Stop at accuracy"), GOSSIP_TEXT("Ends the run when two evaluations in a row reach this accuracy; 0: not set.")},
        [](auto& s) -> auto& { return s.stop.targetAccuracy; }));
}

void addEvaluationKeys(Keys& keys)
{
    keys.push_back(valueKey("recording.every_s", {0.05, 3600},
        {GOSSIP_TEXT("Record every"), GOSSIP_TEXT("How often a row of figures is recorded."), "s"},
        [](auto& s) -> auto& { return s.recordingEveryS; }));
    keys.push_back(valueKey("recording.instruments", {0, 1},
        {GOSSIP_TEXT("Record how models lie to each other"),
         GOSSIP_TEXT("Distances by layer and by pair, exchanges beside expected ones and the models' paths, in CSV files of their own.")},
        [](auto& s) -> auto& { return s.recordInstruments; }));
    keys.push_back(valueKey("evaluation.every_s", {0.1, 3600},
        {GOSSIP_TEXT("Evaluate every"), GOSSIP_TEXT("How often the models are tried on the test set."), "s"},
        [](auto& s) -> auto& { return s.evaluation.everyS; }));
    keys.push_back(valueKey("evaluation.samples", {0, 1e8},
        {GOSSIP_TEXT("Test pictures, mean model"), GOSSIP_TEXT("So many test pictures judge the mean model; 0: all.")},
        [](auto& s) -> auto& { return s.evaluation.samples; }));
    keys.push_back(valueKey("evaluation.worker_samples", {0, 1e8},
        {GOSSIP_TEXT("Test pictures, each worker"), GOSSIP_TEXT("So many test pictures judge each single worker's model; 0: all.")},
        [](auto& s) -> auto& { return s.evaluation.workerSamples; }));
    keys.push_back(valueKey("evaluation.goal", {0, 1},
        {GOSSIP_TEXT("Goal"), GOSSIP_TEXT("Accuracy that is drawn as a line and timed, without ending the run.")},
        [](auto& s) -> auto& { return s.evaluation.goal; }));
    keys.push_back(valueKey("checkpoint.every_s", {0, 86400},
        {GOSSIP_TEXT("Save state every"), GOSSIP_TEXT("How much real time passes between two complete states in the run folder, from which an interrupted run goes on; 0: only at its end."), "s"},
        [](auto& s) -> auto& { return s.checkpointEveryS; }));
}

}  // namespace

void addExchangeKeys(Keys& keys)
{
    keys.push_back(wordKey("protocol.id", idsOf(protocols()),
        {GOSSIP_TEXT("Protocol"), GOSSIP_TEXT("Who sends its parameters to whom, and when.")},
        [](const Scenario& s) { return s.protocol.id; }, [](Scenario& s, const std::string& id) { s.protocol.id = id; }));
    keys.push_back(timeoutKey());
    keys.push_back(parametersKey());
    keys.push_back(structuredKey(
        "protocol_overrides", [](const Scenario& s) { return writeOverrides(s.protocolOverrides); },
        [](const Json& json, Scenario& s) -> Result<void> {
            const Result<ProtocolOverrides> overrides = readOverrides(json, "protocol_overrides");
            if (!overrides)
                return overrides.error();
            s.protocolOverrides = *overrides;
            return {};
        }));
    keys.push_back(wordKey("topology.id", idsOf(topologies()),
        {GOSSIP_TEXT("Topology"), GOSSIP_TEXT("Which workers may send to which.")},
        [](const Scenario& s) { return s.topology.id; }, [](Scenario& s, const std::string& id) { s.topology.id = id; }));
    keys.push_back(linksKey());
    keys.push_back(valueKey("network.latency_ms", {0, 60000},
        {GOSSIP_TEXT("Latency"), GOSSIP_TEXT("How long every message is on its way at least."), "ms"},
        [](auto& s) -> auto& { return s.network.latencyMs; }));
    keys.push_back(valueKey("network.jitter_ms", {0, 60000},
        {GOSSIP_TEXT("Jitter"), GOSSIP_TEXT("How much the latency varies: standard deviation of a random extra delay."), "ms"},
        [](auto& s) -> auto& { return s.network.jitterMs; }));
    keys.push_back(bandwidthKey());
    keys.push_back(valueKey("network.loss", {0, 1},
        {GOSSIP_TEXT("Message loss"), GOSSIP_TEXT("Share of the messages that never arrive.")},
        [](auto& s) -> auto& { return s.network.loss; }));
    keys.push_back(deliveryKey());
    keys.push_back(choiceKey("network.compression",
        {GOSSIP_TEXT("Compression"), GOSSIP_TEXT("How numbers travel: none sends 32 bits each, bf16 sends 16 and int8 about 8. Less traffic, but "
                                                 "what arrives is rounded.")},
        [](auto& s) -> auto& { return s.network.compression; }));
    keys.push_back(valueKey("network.server_ms", {0, 60000},
        {GOSSIP_TEXT("Server time"), GOSSIP_TEXT("How long the server of a centralised protocol takes for each message; it handles one at a time."), "ms"},
        [](auto& s) -> auto& { return s.network.serverMs; }));
}

void addTimeKeys(Keys& keys)
{
    keys.push_back(structuredKey(
        "faults", [](const Scenario& s) { return writeFaults(s.faults); },
        [](const Json& json, Scenario& s) -> Result<void> {
            const Result<std::vector<Fault>> faults = readFaults(json, "faults", s.workers);
            if (!faults)
                return faults.error();
            s.faults = *faults;
            return {};
        }));
    keys.push_back(structuredKey(
        "scenes", [](const Scenario& s) { return writeScenes(s.scenes); },
        [](const Json& json, Scenario& s) -> Result<void> {
            const Result<std::vector<Scene>> scenes = readScenes(json, "scenes");
            if (!scenes)
                return scenes.error();
            s.scenes = *scenes;
            return {};
        }));
    keys.push_back(choiceKey("clock",
        {GOSSIP_TEXT("Clock"), GOSSIP_TEXT("What the seconds of the run are: live is this computer's real time; simulated is virtual time, "
                                           "repeats exactly and shows more machines than there are.")},
        [](auto& s) -> auto& { return s.clock; }));
    addStopKeys(keys);
    addEvaluationKeys(keys);
}

}  // namespace gossip::scenario
