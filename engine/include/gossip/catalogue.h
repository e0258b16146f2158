// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/dataset.h>
#include <gossip/result.h>
#include <gossip/scenario.h>

#include <cstddef>
#include <string>
#include <vector>

/// What the engine offers, described for forms, help and `gossiplab-cli list`.
namespace gossip {

struct ParameterInfo {
    std::string key;            ///< JSON key inside `protocol` or `topology`
    double minimum = 0.0;
    double maximum = 1.0;
    double defaultValue = 0.0;
    bool integer = false;
    std::string unit;
    std::string label;          ///< GOSSIP_TEXT
    std::string help;           ///< GOSSIP_TEXT
    std::vector<std::string> choices = {};   ///< not empty: one of these JSON words, whose number is the value
    std::vector<std::string> onlyFor = {};   ///< counts only with one of these words of the section's parameter that has choices; empty: always
};

struct ProtocolInfo {
    std::string id;
    std::string label;          ///< GOSSIP_TEXT
    std::string help;           ///< GOSSIP_TEXT
    std::string source;         ///< paper
    std::vector<ParameterInfo> parameters;
    bool exchanges = true;      ///< false: no worker ever sends (isolated, pooled)
    bool reliable = false;      ///< lost messages are sent again unless the scenario says otherwise
    bool barrier = false;       ///< workers wait for each other for ever unless the scenario sets a time-out
    bool hasServer = false;     ///< an extra node holds the output model
};

struct ModelInfo {
    std::string id;
    std::string help;           ///< GOSSIP_TEXT
    std::vector<LayerSpec> layers;  ///< for 10 classes; the last linear layer follows the data set
};

struct TopologyInfo {
    std::string id;
    std::string help;           ///< GOSSIP_TEXT
    std::vector<ParameterInfo> parameters = {};
    bool ownLinks = false;      ///< takes `edges`
};

const std::vector<ProtocolInfo>& protocols();
const std::vector<ModelInfo>& models();
const std::vector<TopologyInfo>& topologies();

const ProtocolInfo* findProtocol(const std::string& id);
const TopologyInfo* findTopology(const std::string& id);
/// What a scenario leaves to its protocol: how long waits last [s], 0: for ever; and whether lost messages are sent again.
double timeoutInForce(const ProtocolSpec& spec);
bool isReliable(Delivery delivery, const ProtocolSpec& spec);

/// Layers of the scenario's model fitted to the data: last linear layer = number of classes.
/// Fails with a sentence when they do not fit together (e.g. a kernel larger than its input).
Result<std::vector<LayerSpec>> resolveModel(const ModelSpec& model, const ImageShape& input, int classes);

/// What the network is given of pictures of this size: `training.augment.crop` cuts a window out of them.
/// Fails with a sentence when the window is larger than the pictures.
Result<ImageShape> networkInput(const AugmentSpec& augment, const ImageShape& pictures);

/// Number of learnable values of such a network.
std::size_t parameterCount(const std::vector<LayerSpec>& layers, const ImageShape& input);

/// Version of the engine and of the libraries that compute: "gossiplab 0.1.0, oneDNN 2.6.3, TBB 2021.8".
std::string versions();

}  // namespace gossip
