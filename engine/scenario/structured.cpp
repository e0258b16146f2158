// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/structured.h"

#include "core/philox.h"
#include "scenario/names.h"
#include "scenario/utf8.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace gossip::scenario {

namespace {

constexpr std::size_t kMaxEpochs = 100;

/// What the keys of a layer of some kind are, with their ranges.
struct LayerKey {
    const char* name;
    int LayerSpec::*member;
    double minimum;
    double maximum;
};

std::vector<LayerKey> layerKeys(LayerKind kind)
{
    const LayerKey kernel{"kernel", &LayerSpec::kernel, 1, 64};
    const LayerKey padding{"padding", &LayerSpec::padding, 0, 64};
    switch (kind) {
    case LayerKind::linear:
        return {{"units", &LayerSpec::units, 1, 65536}};
    case LayerKind::convolution:
        return {{"filters", &LayerSpec::filters, 1, 4096}, kernel, {"stride", &LayerSpec::stride, 1, 64}, padding};
    case LayerKind::maxPool:
    case LayerKind::averagePool:
        return {kernel, {"stride", &LayerSpec::stride, 0, 64}, padding};
    default:
        return {};
    }
}

bool isPooling(LayerKind kind)
{
    return kind == LayerKind::maxPool || kind == LayerKind::averagePool;
}

Json writeLayer(const LayerSpec& layer)
{
    Json json{{"kind", nameOf(layer.kind)}};
    for (const LayerKey& key : layerKeys(layer.kind))
        json[key.name] = layer.*key.member;
    if (layer.kind == LayerKind::dropout)
        json["rate"] = layer.rate;
    return json;
}

Result<void> readLayerValue(const Json& value, const std::string& path, const std::string& name, LayerSpec& layer)
{
    std::vector<std::string> allowed{"kind"};
    for (const LayerKey& key : layerKeys(layer.kind)) {
        allowed.emplace_back(key.name);
        if (name != key.name)
            continue;
        const Result<std::int64_t> number = readInteger(value, pathTo(path, name), key.minimum, key.maximum);
        if (!number)
            return number.error();
        layer.*key.member = static_cast<int>(*number);
        return {};
    }
    if (layer.kind != LayerKind::dropout || name != "rate") {
        if (layer.kind == LayerKind::dropout)
            allowed.emplace_back("rate");
        return unknownKey(pathTo(path, name), name, allowed);
    }
    const Result<double> rate = readNumber(value, pathTo(path, name), 0.0, 0.99);
    if (!rate)
        return rate.error();
    layer.rate = *rate;
    return {};
}

Result<LayerSpec> readLayer(const Json& json, const std::string& path)
{
    if (Result<void> object = needObject(json, path); !object)
        return object.error();
    const Json kindWord = json.value("kind", Json());
    const std::optional<LayerKind> kind = kindWord.is_string() ? valueOf<LayerKind>(kindWord.get<std::string>()) : std::nullopt;
    if (!kind)
        return notAllowed(pathTo(path, "kind"), kindWord, allNames<LayerKind>());
    LayerSpec layer;
    layer.kind = *kind;
    if (isPooling(*kind))
        layer.stride = 0;
    for (const auto& [name, value] : json.items()) {
        if (name == "kind")
            continue;
        if (const Result<void> read = readLayerValue(value, path, name, layer); !read)
            return read.error();
    }
    for (const LayerKey& key : layerKeys(*kind)) {
        if (layer.*key.member < key.minimum)
            return error(GOSSIP_TEXT("%1: a layer of kind %2 needs this key; allowed: %3 to %4"),
                         {pathTo(path, key.name), nameOf(*kind), shown(key.minimum), shown(key.maximum)});
    }
    // Zero and absent both mean "as the window": one form only, so that a scenario reads back as it was written.
    if (isPooling(*kind) && layer.stride == 0)
        layer.stride = layer.kernel;
    if (isPooling(*kind) && layer.padding >= layer.kernel)
        return outOfRange(pathTo(path, "padding"), layer.padding, 0, layer.kernel - 1);
    return layer;
}

}  // namespace

Json writeTexts(const Texts& texts)
{
    return texts.empty() ? Json(Json::value_t::discarded) : Json(texts);
}

Result<Texts> readTexts(const Json& json, const std::string& path, std::size_t longest, Lines lines)
{
    if (Result<void> object = needObject(json, path); !object)
        return object.error();
    Texts texts;
    for (const auto& [language, value] : json.items()) {
        const bool code = language.size() >= 2 && language.size() <= 8
            && std::all_of(language.begin(), language.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
        if (!code)
            return unknownKey(pathTo(path, language), language, {"en", "ja"});
        const Result<std::string> text = readText(value, pathTo(path, language), 1, longest, lines);
        if (!text)
            return text.error();
        texts[language] = *text;
    }
    return texts;
}

Json writeGroups(const Groups& groups)
{
    Json json = Json::object();
    for (const auto& [name, members] : groups)
        json[name] = members;
    return json;
}

Result<Groups> readGroups(const Json& json, const std::string& path, int maximum)
{
    if (Result<void> object = needObject(json, path); !object)
        return object.error();
    Groups groups;
    for (const auto& [name, members] : json.items()) {
        const std::string where = pathTo(path, shortened(name, 100));
        if (const Result<std::string> text = readText(name, where, 1, 100); !text)
            return text.error();
        if (Result<void> list = needList(members, where, std::size_t(kMaxLabel) + 1); !list)
            return list.error();
        if (members.empty())
            return error(GOSSIP_TEXT("%1: this list is empty; allowed: at least one number"), {where});
        const Result<std::vector<int>> numbers = readDistinct(members, where, maximum);
        if (!numbers)
            return numbers.error();
        groups.emplace_back(name, *numbers);
    }
    return groups;
}

Json writeLayers(const std::vector<LayerSpec>& layers)
{
    if (layers.empty())
        return Json(Json::value_t::discarded);
    Json json = Json::array();
    for (const LayerSpec& layer : layers)
        json.push_back(writeLayer(layer));
    return json;
}

Result<std::vector<LayerSpec>> readLayers(const Json& json, const std::string& path)
{
    if (Result<void> list = needList(json, path, kMaxLayers); !list)
        return list.error();
    if (json.empty())
        return error(GOSSIP_TEXT("%1: this list is empty; allowed: 1 to %2 layers, or a model's id instead"),
                     {path, std::to_string(kMaxLayers)});
    std::vector<LayerSpec> layers;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const Result<LayerSpec> layer = readLayer(json[i], pathTo(path, i));
        if (!layer)
            return layer.error();
        layers.push_back(*layer);
    }
    return layers;
}

Result<std::vector<double>> readEpochs(const Json& json, const std::string& path)
{
    if (Result<void> list = needList(json, path, kMaxEpochs); !list)
        return list.error();
    std::vector<double> epochs;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const Result<double> epoch = readNumber(json[i], pathTo(path, i), 0.0, 1e6);
        if (!epoch)
            return epoch.error();
        if (!epochs.empty() && *epoch <= epochs.back())
            return error(GOSSIP_TEXT("%1: %2 does not come after %3; allowed: rising epochs"),
                         {pathTo(path, i), shown(*epoch), shown(epochs.back())});
        epochs.push_back(*epoch);
    }
    return epochs;
}

Result<std::vector<std::string>> readNames(const Json& json, const std::string& path)
{
    if (Result<void> list = needList(json, path, kMaxWorkers); !list)
        return list.error();
    std::vector<std::string> names;
    std::set<std::string> seen;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const Result<std::string> name = readText(json[i], pathTo(path, i), 1, 100);
        if (!name)
            return name.error();
        if (!seen.insert(*name).second)
            return error(GOSSIP_TEXT("%1: %2 is listed twice; allowed: once"), {pathTo(path, i), shown(json[i])});
        names.push_back(*name);
    }
    return names;
}

Json writeSpeed(const std::vector<double>& speed)
{
    return speed.empty() ? Json(1.0) : Json(speed);
}

namespace {

Result<std::vector<double>> drawSpeeds(const Json& json, const std::string& path, int workers, std::uint64_t seed)
{
    for (const auto& [key, value] : json.items()) {
        if (key != "kind" && key != "sigma")
            return unknownKey(pathTo(path, key), key, {"kind", "sigma"});
    }
    if (json.value("kind", Json()) != Json("lognormal"))
        return notAllowed(pathTo(path, "kind"), json.value("kind", Json()), {"lognormal"});
    const Result<double> sigma = readNumber(json.value("sigma", Json()), pathTo(path, "sigma"), 0.0, 2.0);
    if (!sigma)
        return sigma.error();
    std::vector<double> speed;
    for (int worker = 0; worker < workers; ++worker) {
        RandomStream random(seed, Purpose::jitter, static_cast<std::uint32_t>(worker));
        speed.push_back(std::clamp(std::exp(*sigma * random.normal()), kMinSpeed, kMaxSpeed));
    }
    return speed;
}

}  // namespace

Result<std::vector<double>> readSpeed(const Json& json, const std::string& path, int workers, std::uint64_t seed)
{
    if (json.is_object())
        return drawSpeeds(json, path, workers, seed);
    if (!json.is_array()) {
        const Result<double> all = readNumber(json, path, kMinSpeed, kMaxSpeed);
        if (!all)
            return all.error();
        return *all == 1.0 ? std::vector<double>{} : std::vector<double>(std::size_t(workers), *all);
    }
    if (json.size() != std::size_t(workers))
        return error(GOSSIP_TEXT("%1: a list of %2 entries for %3 workers; allowed: one for each worker, or one number for all"),
                     {path, std::to_string(json.size()), std::to_string(workers)});
    std::vector<double> speed;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const Result<double> one = readNumber(json[i], pathTo(path, i), kMinSpeed, kMaxSpeed);
        if (!one)
            return one.error();
        speed.push_back(*one);
    }
    return speed;
}

Result<double> readParameter(const Json& value, const std::string& path, const ParameterInfo& info)
{
    if (!info.choices.empty()) {
        const auto word = value.is_string() ? std::find(info.choices.begin(), info.choices.end(), value.get_ref<const std::string&>()) : info.choices.end();
        if (word == info.choices.end())
            return notAllowed(path, value, info.choices);
        return double(word - info.choices.begin());
    }
    if (!info.integer)
        return readNumber(value, path, info.minimum, info.maximum);
    const Result<std::int64_t> number = readInteger(value, path, info.minimum, info.maximum);
    if (!number)
        return number.error();
    return static_cast<double>(*number);
}

Json writeParameter(double value, const ParameterInfo& info)
{
    const bool names = value >= 0.0 && value < double(info.choices.size());
    return names ? Json(info.choices[std::size_t(value)]) : Json(value);
}

Result<std::map<std::string, double>> readParameters(const Json& json, const std::string& section, std::vector<std::string> allowed,
                                                     const std::vector<ParameterInfo>& infos)
{
    std::map<std::string, double> parameters;
    for (const ParameterInfo& parameter : infos) {
        allowed.push_back(parameter.key);
        parameters[parameter.key] = parameter.defaultValue;
        if (!json.contains(parameter.key))
            continue;
        const Result<double> value = readParameter(json[parameter.key], pathTo(section, parameter.key), parameter);
        if (!value)
            return value.error();
        parameters[parameter.key] = *value;
    }
    for (const auto& [key, value] : json.items()) {
        if (std::find(allowed.begin(), allowed.end(), key) == allowed.end())
            return unknownKey(pathTo(section, key), key, allowed);
    }
    return parameters;
}

Result<double> readBandwidth(const Json& json, const std::string& path)
{
    constexpr double kLeast = 0.001;
    constexpr double kMost = 1e6;
    const Result<double> rate = readNumber(json, path, 0.0, kMost);
    if (rate && *rate > 0.0 && *rate < kLeast)
        return error(GOSSIP_TEXT("%1: %2 is not allowed; allowed: 0 (unlimited), or %3 to %4"),
                     {path, shown(json), shown(kLeast), shown(kMost)});
    return rate;
}

}  // namespace gossip::scenario
