// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/shapes.h"

#include <array>
#include <optional>
#include <string>

namespace gossip::nn {
namespace {

constexpr int kMaxChannels = 65'536;   // filters and units: with kMaxKernel no product below overflows 64 bits
constexpr int kMaxKernel = 255;        // max pooling notes a place in its window in 16 bits

const char* kindName(LayerKind kind)
{
    constexpr std::array names{"linear", "convolution", "relu", "max-pool", "average-pool", "flatten", "dropout"};
    return names.at(std::size_t(kind));
}

/// One layer under examination: where errors say they are.
struct Site {
    std::size_t index;
    const LayerSpec& layer;

    [[nodiscard]] std::string path(const std::string& key) const
    {
        return "model.layers[" + std::to_string(index) + "]" + (key.empty() ? "" : "." + key);
    }
    [[nodiscard]] std::optional<Error> outside(const char* key, int value, int least, int most) const
    {
        if (value >= least && value <= most) {
            return std::nullopt;
        }
        return error(GOSSIP_TEXT("%1 of the %2 layer is %3; allowed is %4 to %5."),
                     {path(key), kindName(layer.kind), std::to_string(value), std::to_string(least), std::to_string(most)});
    }
};

std::optional<Error> checkWindow(const Site& site, const LayerShape& before, int stride, int maxPadding)
{
    const LayerSpec& layer = site.layer;
    if (before.isFlat) {
        return error(GOSSIP_TEXT("%1: a %2 layer needs pictures, but the layers before it end in a flat vector. "
                                 "Put it before the flatten and linear layers."),
                     {site.path(""), kindName(layer.kind)});
    }
    if (auto bad = site.outside("kernel", layer.kernel, 1, kMaxKernel)) {
        return bad;
    }
    if (auto bad = site.outside("stride", stride, 1, kMaxKernel)) {
        return bad;
    }
    if (auto bad = site.outside("padding", layer.padding, 0, maxPadding)) {
        return bad;
    }
    if (layer.kernel > before.out.height + 2 * layer.padding || layer.kernel > before.out.width + 2 * layer.padding) {
        const std::string kernel = std::to_string(layer.kernel);
        return error(GOSSIP_TEXT("%1: the kernel of %2 × %2 pixels is larger than its input of %3 × %4 pixels. "
                                 "Use a smaller kernel, fewer layers before it, or larger pictures."),
                     {site.path("kernel"), kernel, std::to_string(before.out.height), std::to_string(before.out.width)});
    }
    return std::nullopt;
}

ImageShape windowed(const LayerSpec& layer, const ImageShape& in, int channels, int stride)
{
    const auto side = [&](int pixels) { return (pixels + 2 * layer.padding - layer.kernel) / stride + 1; };
    return {channels, side(in.height), side(in.width)};
}

Result<LayerShape> linearShape(const Site& site, LayerShape shape)
{
    if (auto bad = site.outside("units", site.layer.units, 1, kMaxChannels)) {
        return *bad;
    }
    shape.weights = shape.in.size() * std::size_t(site.layer.units);
    shape.biases = std::size_t(site.layer.units);
    shape.fanIn = int(shape.in.size());
    shape.out = {site.layer.units, 1, 1};
    shape.isFlat = true;
    return shape;
}

Result<LayerShape> convolutionShape(const Site& site, const LayerShape& before, LayerShape shape)
{
    const LayerSpec& layer = site.layer;
    if (auto bad = site.outside("filters", layer.filters, 1, kMaxChannels)) {
        return *bad;
    }
    if (auto bad = checkWindow(site, before, layer.stride, layer.kernel - 1)) {
        return *bad;
    }
    shape.out = windowed(layer, shape.in, layer.filters, layer.stride);
    shape.fanIn = shape.in.channels * layer.kernel * layer.kernel;
    shape.weights = std::size_t(shape.in.channels) * std::size_t(layer.kernel * layer.kernel) * std::size_t(layer.filters);
    shape.biases = std::size_t(layer.filters);
    return shape;
}

Result<LayerShape> poolingShape(const Site& site, const LayerShape& before, LayerShape shape)
{
    // More padding than half the kernel would make windows that see no pixel at all.
    if (auto bad = checkWindow(site, before, poolingStride(site.layer), site.layer.kernel / 2)) {
        return *bad;
    }
    shape.out = windowed(site.layer, shape.in, shape.in.channels, poolingStride(site.layer));
    return shape;
}

Result<LayerShape> shapeOf(const Site& site, const LayerShape& before)
{
    LayerShape shape;
    shape.in = before.out;
    shape.out = before.out;
    shape.isFlat = before.isFlat;
    switch (site.layer.kind) {
    case LayerKind::linear:
        return linearShape(site, shape);
    case LayerKind::convolution:
        return convolutionShape(site, before, shape);
    case LayerKind::maxPool:
    case LayerKind::averagePool:
        return poolingShape(site, before, shape);
    case LayerKind::flatten:
        shape.out = {int(shape.in.size()), 1, 1};
        shape.isFlat = true;
        return shape;
    case LayerKind::dropout:
        if (!(site.layer.rate >= 0.0 && site.layer.rate < 1.0)) {
            return error(GOSSIP_TEXT("%1 is %2; allowed is 0 to less than 1 (the share of values dropped)."),
                         {site.path("rate"), std::to_string(site.layer.rate)});
        }
        return shape;
    case LayerKind::relu:
        break;
    }
    return shape;
}

std::optional<Error> checkEnds(const std::vector<LayerSpec>& layers, const ImageShape& input)
{
    if (layers.empty() || layers.size() > kMaxLayers) {
        return error(GOSSIP_TEXT("model.layers has %1 entries; allowed is 1 to %2."),
                     {std::to_string(layers.size()), std::to_string(kMaxLayers)});
    }
    if (layers.back().kind != LayerKind::linear) {
        return error(GOSSIP_TEXT("model.layers ends with a %1 layer; the last layer must be linear: it gives one value per class."),
                     {kindName(layers.back().kind)});
    }
    if (input.channels < 1 || input.height < 1 || input.width < 1 || input.size() > kMaxActivations) {
        return error(GOSSIP_TEXT("Pictures of %1 × %2 pixels with %3 channels cannot be used: at least one pixel and at most %4 values."),
                     {std::to_string(input.width), std::to_string(input.height), std::to_string(input.channels), std::to_string(kMaxActivations)});
    }
    return std::nullopt;
}

}  // namespace

int poolingStride(const LayerSpec& layer)
{
    return layer.stride == 0 ? layer.kernel : layer.stride;
}

Result<std::vector<LayerShape>> layerShapes(const std::vector<LayerSpec>& layers, const ImageShape& input)
{
    if (auto bad = checkEnds(layers, input)) {
        return *bad;
    }
    std::vector<LayerShape> shapes;
    LayerShape before;
    before.out = input;
    std::size_t parameters = 0;
    std::size_t activations = input.size();
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const Result<LayerShape> shape = shapeOf({i, layers[i]}, before);
        if (!shape) {
            return shape.error();
        }
        parameters += shape->weights + shape->biases;
        activations += shape->out.size();
        if (parameters > kMaxParameters || activations > kMaxActivations) {
            return error(GOSSIP_TEXT("model.layers[%1] (%2) makes the network too large: %3 learnable values and %4 values for one picture; "
                                     "allowed are %5 and %6."),
                         {std::to_string(i), kindName(layers[i].kind), std::to_string(parameters), std::to_string(activations),
                          std::to_string(kMaxParameters), std::to_string(kMaxActivations)});
        }
        shapes.push_back(*shape);
        before = *shape;
    }
    return shapes;
}

}  // namespace gossip::nn
