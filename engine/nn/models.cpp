// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/shapes.h"

#include <gossip/catalogue.h>

#include <algorithm>

namespace gossip {
namespace {

LayerSpec linear(int units)
{
    LayerSpec layer;
    layer.units = units;
    return layer;
}

LayerSpec convolution(int filters, int kernel, int padding = 0)
{
    LayerSpec layer;
    layer.kind = LayerKind::convolution;
    layer.filters = filters;
    layer.kernel = kernel;
    layer.padding = padding;
    return layer;
}

LayerSpec maxPool(int kernel)
{
    LayerSpec layer;
    layer.kind = LayerKind::maxPool;
    layer.kernel = kernel;
    layer.stride = kernel;
    return layer;
}

LayerSpec plain(LayerKind kind)
{
    LayerSpec layer;
    layer.kind = kind;
    return layer;
}

std::vector<ModelInfo> makeModels()
{
    const LayerSpec relu = plain(LayerKind::relu);
    const LayerSpec flatten = plain(LayerKind::flatten);
    return {
        {"softmax", GOSSIP_TEXT("One linear layer: softmax regression. The fastest, and convex."), {flatten, linear(10)}},
        {"mlp", GOSSIP_TEXT("Two hidden layers of 256 and 128 units, no convolutions."),
         {flatten, linear(256), relu, linear(128), relu, linear(10)}},
        // LeCun et al., "Gradient-based learning applied to document recognition", 1998, with ReLU and max pooling.
        {"lenet5", GOSSIP_TEXT("Small convolutional network (LeNet-5) for pictures of about 28 × 28 pixels."),
         {convolution(6, 5, 2), relu, maxPool(2), convolution(16, 5), relu, maxPool(2), flatten, linear(120), relu, linear(84), relu, linear(10)}},
        // Zhang et al., arXiv 1412.6651, section 5.
        {"easgd-cnn", GOSSIP_TEXT("Seven-layer convolutional network of the EASGD paper, for colour pictures of about 28 × 28 pixels."),
         {convolution(64, 5), relu, maxPool(2), convolution(128, 5), relu, maxPool(2), convolution(64, 3), relu, flatten, linear(256), relu,
          plain(LayerKind::dropout), linear(10)}},
    };
}

std::string knownModels()
{
    std::string names;
    for (const ModelInfo& model : models()) {
        names += (names.empty() ? "" : ", ") + model.id;
    }
    return names;
}

/// Puts a flatten in front of the first linear layer where the list has none: what is meant is beyond doubt.
void insertFlatten(std::vector<LayerSpec>& layers)
{
    const auto isEither = [](const LayerSpec& layer) { return layer.kind == LayerKind::linear || layer.kind == LayerKind::flatten; };
    const auto first = std::find_if(layers.begin(), layers.end(), isEither);
    if (first != layers.end() && first->kind == LayerKind::linear) {
        layers.insert(first, plain(LayerKind::flatten));
    }
}

void spellOutStrides(std::vector<LayerSpec>& layers)
{
    for (LayerSpec& layer : layers) {
        if (layer.kind == LayerKind::maxPool || layer.kind == LayerKind::averagePool) {
            layer.stride = nn::poolingStride(layer);
        }
    }
}

}  // namespace

const std::vector<ModelInfo>& models()
{
    static const std::vector<ModelInfo> all = makeModels();
    return all;
}

Result<std::vector<LayerSpec>> resolveModel(const ModelSpec& model, const ImageShape& input, int classes)
{
    std::vector<LayerSpec> layers = model.layers;
    if (layers.empty()) {
        const auto named = std::find_if(models().begin(), models().end(), [&](const ModelInfo& info) { return info.id == model.id; });
        if (named == models().end()) {
            return error(GOSSIP_TEXT("model.id \"%1\" is unknown; known are %2, or give model.layers."), {model.id, knownModels()});
        }
        layers = named->layers;
    }
    if (classes < 2) {
        return error(GOSSIP_TEXT("The data set has %1 classes; at least 2 are needed to tell pictures apart."), {std::to_string(classes)});
    }
    if (layers.back().kind == LayerKind::linear) {
        layers.back().units = classes;
    }
    insertFlatten(layers);
    spellOutStrides(layers);
    if (const auto shapes = nn::layerShapes(layers, input); !shapes) {
        return shapes.error();
    }
    return layers;
}

Result<ImageShape> networkInput(const AugmentSpec& augment, const ImageShape& pictures)
{
    const int largest = std::min(pictures.height, pictures.width);
    if (augment.crop > largest) {
        return error(GOSSIP_TEXT("training.augment.crop: %1 is not possible with pictures of %2 × %3 pixels; allowed: 0 (whole pictures) to %4"),
                     {std::to_string(augment.crop), std::to_string(pictures.width), std::to_string(pictures.height), std::to_string(largest)});
    }
    return augment.crop == 0 ? pictures : ImageShape{pictures.channels, augment.crop, augment.crop};
}

std::size_t parameterCount(const std::vector<LayerSpec>& layers, const ImageShape& input)
{
    std::size_t count = 0;
    if (const auto shapes = nn::layerShapes(layers, input)) {
        for (const nn::LayerShape& shape : *shapes) {
            count += shape.weights + shape.biases;
        }
    }
    return count;
}

}  // namespace gossip
