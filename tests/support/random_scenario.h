// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <algorithm>
#include <numeric>
#include <random>
#include <string>
#include <vector>

/// Valid scenario documents, drawn at random: each key is there or not, each value within its range.
namespace gossip::tests {

using Json = nlohmann::ordered_json;

class RandomScenario {
public:
    explicit RandomScenario(std::uint64_t seed) : m_random(seed) {}

    Json next()
    {
        m_count = integer(2, 12);
        m_workload = pick({"training", "training", "averaging", "random-walk"});
        Json json = Json::object();
        json["workload"] = m_workload;
        m_clock = pick({"live", "simulated"});
        json["workers"] = workers();
        maybe(json, "schema_version", 1);
        maybe(json, "name", pick({"plain", "with space", "日本語の名前", "quote\"s"}));
        maybe(json, "seed", integer(0, 1000000));
        maybe(json, "title", Json{{"en", "Title"}, {"ja", "題"}});
        maybe(json, "description", Json{{"en", "Two\nlines"}});
        maybe(json, "workload_options", Json{{"dimension", integer(1, 200)}});
        maybe(json, "dataset", dataset());
        maybe(json, "model", model());
        maybe(json, "training", training());
        if (coin() && json.contains("dataset") && m_groups)
            json["dataset"]["partition"] = Json{{"kind", "groups"}, {"classes", Json{{"A", {0, 1, 2}}, {"B", {3, 4}}}}};
        maybe(json, "protocol", protocol());
        maybe(json, "protocol_overrides", overrides());
        maybe(json, "network", network());
        maybe(json, "topology", topology());
        maybe(json, "faults", faults());
        maybe(json, "scenes", scenes());
        json["clock"] = m_clock;
        maybe(json, "stop", stop());
        maybe(json, "recording", Json{{"every_s", real(0.05, 10)}, {"instruments", coin()}});
        maybe(json, "checkpoint", Json{{"every_s", real(0, 100)}});
        maybe(json, "evaluation", Json{{"every_s", real(0.1, 10)}, {"samples", integer(0, 5000)}, {"goal", real(0, 1)}});
        return json;
    }

    int integer(int from, int to) { return std::uniform_int_distribution<int>(from, to)(m_random); }
    double real(double from, double to) { return std::uniform_real_distribution<double>(from, to)(m_random); }
    bool coin() { return integer(0, 1) == 1; }
    std::mt19937_64& generator() { return m_random; }

    std::string pick(const std::vector<std::string>& words) { return words[std::size_t(integer(0, int(words.size()) - 1))]; }

private:
    /// Those that suit any number of workers.
    Json topology()
    {
        Json json{{"id", pick({"complete", "ring", "exponential", "one-peer-exponential", "star", "erdos-renyi"})}};
        if (json["id"] == "erdos-renyi")
            json["edge_probability"] = 0;
        return json;
    }

    void maybe(Json& json, const std::string& key, const Json& value)
    {
        if (coin())
            json[key] = value;
    }

    Json dataset()
    {
        Json partition = Json::object();
        maybe(partition, "kind", pick({"iid", "dirichlet", "shards", "labels", "quantity"}));
        maybe(partition, "alpha", real(0.01, 10));
        maybe(partition, "shards_per_worker", integer(1, 10));
        maybe(partition, "labels_per_worker", integer(1, 10));
        maybe(partition, "exponent", real(0, 3));
        Json json{{"partition", partition}};
        maybe(json, "id", "fashion-mnist");
        maybe(json, "train_limit", integer(0, 60000));
        maybe(json, "label_noise", real(0, 1));
        return json;
    }

    Json model()
    {
        if (coin())
            return {{"id", pick({"softmax", "mlp", "lenet5", "easgd-cnn"})}};
        return {{"layers", {{{"kind", "convolution"}, {"filters", integer(1, 8)}, {"kernel", 5}, {"padding", 2}},
                            {{"kind", "relu"}},
                            {{"kind", pick({"max-pool", "average-pool"})}, {"kernel", 2}},
                            {{"kind", "flatten"}},
                            {{"kind", "dropout"}, {"rate", real(0, 0.9)}},
                            {{"kind", "linear"}, {"units", 10}}}}};
    }

    Json training()
    {
        Json json{{"momentum", real(0.1, 0.99)}};
        maybe(json, "batch", integer(1, 64));
        maybe(json, "learning_rate", real(0, 1));
        maybe(json, "nesterov", coin());
        maybe(json, "weight_decay", real(0, 0.1));
        maybe(json, "precision", "f32");
        maybe(json, "augment", Json{{"crop", integer(0, 64)}, {"flip", coin()}});
        maybe(json, "schedule", Json{{"kind", pick({"constant", "step", "cosine"})}, {"at_epochs", {1.5, 3}}, {"epochs", integer(1, 9)}});
        return json;
    }

    Json workers()
    {
        Json json{{"count", m_count}};
        m_groups = coin();
        std::vector<int> all(static_cast<std::size_t>(m_count));
        std::iota(all.begin(), all.end(), 0);
        std::shuffle(all.begin(), all.end(), m_random);
        const auto half = all.begin() + m_count / 2;
        if (m_groups)
            json["groups"] = Json{{"A", std::vector<int>(all.begin(), half)}, {"B", std::vector<int>(half, all.end())}};
        maybe(json, "step_ms", real(0.001, 100));
        maybe(json, "step_jitter", real(0, 2));
        if (m_clock == "simulated" && coin())
            json["step_ms"] = "measure";
        if (coin()) {
            for (int i = 0; i < m_count; ++i)
                json["names"].push_back("機械" + std::to_string(i));
        }
        const int kind = integer(0, 3);
        if (kind == 1)
            json["speed"] = real(0.1, 4);
        else if (kind == 2)
            json["speed"] = std::vector<double>(static_cast<std::size_t>(m_count), real(0.1, 4));
        else if (kind == 3)
            json["speed"] = {{"kind", "lognormal"}, {"sigma", real(0, 1)}};
        return json;
    }

    Json protocol()
    {
        Json json{{"id", coin() || m_workload != "training" ? "gosgd" : "isolated"}};
        if (json["id"] == "gosgd")
            maybe(json, "probability", real(0, 1));
        maybe(json, "timeout_s", real(0.1, 10));
        return json;
    }

    Json overrides()
    {
        Json easgd = Json::object();
        maybe(easgd, "learning_rate", real(0, 1));
        maybe(easgd, "nesterov", coin());
        maybe(easgd, "timeout_s", real(0, 10));
        maybe(easgd, "tau", integer(1, 50));
        Json json = Json::object();
        maybe(json, "easgd", easgd);
        maybe(json, "gosgd", Json{{"probability", real(0, 1)}});
        return json;
    }

    Json network()
    {
        Json json = Json::object();
        maybe(json, "latency_ms", real(0, 500));
        maybe(json, "jitter_ms", real(0, 50));
        maybe(json, "bandwidth_mbps", coin() ? 0.0 : real(0.01, 1000));
        maybe(json, "loss", real(0, 1));
        maybe(json, "server_ms", real(0, 10));
        maybe(json, "delivery", pick({"best-effort", "reliable"}));
        return json;
    }

    Json stop()
    {
        Json json = Json::object();
        maybe(json, "seconds", real(0, 100));
        maybe(json, "steps", integer(0, 1000000));
        if (m_workload == "training") {
            maybe(json, "epochs", real(0, 20));
            maybe(json, "target_accuracy", real(0, 1));
        }
        return json;
    }

    Json faults()
    {
        Json list = Json::array();
        for (int i = integer(0, 5); i > 0; --i)
            list.push_back(fault());
        return list;
    }

    Json scenes()
    {
        Json list = Json::array();
        for (int i = 0, count = integer(1, 4); i < count; ++i) {
            list.push_back({{"at_s", 10 * i + real(0, 9)}, {"sentence", Json{{pick({"en", "ja", "de"}), pick({"cut", "回線"})}}}});
            maybe(list.back(), "for_s", real(0, 10));
        }
        return list;
    }

    Json fault()
    {
        const int worker = integer(0, m_count - 1);
        Json json{{"at_s", real(0, 100)}, {"kind", pick({"crash", "rejoin", "slow", "partition", "heal", "link", "network", "corrupt",
                                                         "probability"})}};
        const std::string kind = json["kind"];
        if (kind == "crash" || kind == "rejoin" || kind == "slow" || kind == "corrupt")
            json["workers"] = {worker};
        if (kind == "slow")
            json["factor"] = real(1, 10);
        if (kind == "corrupt")
            maybe(json, "mode", pick({"nan", "noise"}));
        if (kind == "probability")
            json["probability"] = real(0, 1);
        if (kind == "partition")
            json["groups"] = m_groups && coin() ? Json{"A", "B"} : Json{Json{worker}};
        if (kind == "link") {
            json["from"] = worker;
            json["to"] = (worker + 1) % m_count;
        }
        if (kind == "link" || kind == "network")
            json[pick({"latency_ms", "jitter_ms"})] = real(0, 100);
        if (kind != "rejoin" && kind != "heal")
            maybe(json, "for_s", real(0, 10));
        return json;
    }

    std::mt19937_64 m_random;
    int m_count = 8;
    bool m_groups = false;
    std::string m_workload = "training";
    std::string m_clock = "live";
};

}  // namespace gossip::tests
