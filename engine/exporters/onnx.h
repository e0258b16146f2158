// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/dataset.h>
#include <gossip/result.h>
#include <gossip/scenario.h>

#include <string>
#include <vector>

namespace gossip::exporters {

/// All that an ONNX file needs to be used elsewhere without us.
struct TrainedModel {
    std::vector<LayerSpec> layers;              ///< resolved
    ImageShape pictures;                        ///< as they are handed in
    ImageShape input;                           ///< what the first layer sees of them: the centre
    std::vector<std::vector<int>> dims;         ///< of each parameter tensor, PyTorch layout (nn::ParameterView::dims)
    std::vector<float> parameters;              ///< plain tensors concatenated in that order
    std::vector<float> mean;                    ///< per channel, of 0–255 pixels
    std::vector<float> deviation;
    std::vector<std::string> classNames;
    std::string scenarioJson;
};

/// The model as ONNX bytes (opset 13): input "pictures" N×C×H×W of 0–255 floats with N free, the centre crop and scaling inside the graph,
/// output "logits" N×classes and "probabilities"; class names and scenario in the metadata. Passes ONNX's own checker.
Result<std::string> toOnnx(const TrainedModel& model);

}  // namespace gossip::exporters
