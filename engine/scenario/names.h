// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/scenario.h>

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// The JSON words of every enumeration.
namespace gossip::scenario {

template <class E>
struct Names;

template <>
struct Names<Workload> {
    static constexpr std::array<std::pair<Workload, const char*>, 3> kAll{{
        {Workload::training, "training"}, {Workload::averaging, "averaging"}, {Workload::randomWalk, "random-walk"}}};
};

template <>
struct Names<PartitionKind> {
    static constexpr std::array<std::pair<PartitionKind, const char*>, 6> kAll{{
        {PartitionKind::iid, "iid"}, {PartitionKind::dirichlet, "dirichlet"}, {PartitionKind::shards, "shards"},
        {PartitionKind::labels, "labels"}, {PartitionKind::quantity, "quantity"}, {PartitionKind::groups, "groups"}}};
};

template <>
struct Names<Schedule> {
    static constexpr std::array<std::pair<Schedule, const char*>, 3> kAll{{
        {Schedule::constant, "constant"}, {Schedule::step, "step"}, {Schedule::cosine, "cosine"}}};
};

template <>
struct Names<Precision> {
    static constexpr std::array<std::pair<Precision, const char*>, 2> kAll{{{Precision::f32, "f32"}, {Precision::bf16, "bf16"}}};
};

template <>
struct Names<FaultKind> {
    static constexpr std::array<std::pair<FaultKind, const char*>, 9> kAll{{
        {FaultKind::crash, "crash"}, {FaultKind::rejoin, "rejoin"}, {FaultKind::slow, "slow"},
        {FaultKind::partition, "partition"}, {FaultKind::heal, "heal"}, {FaultKind::link, "link"},
        {FaultKind::network, "network"}, {FaultKind::corrupt, "corrupt"}, {FaultKind::probability, "probability"}}};
};

template <>
struct Names<CorruptMode> {
    static constexpr std::array<std::pair<CorruptMode, const char*>, 2> kAll{{
        {CorruptMode::nan, "nan"}, {CorruptMode::noise, "noise"}}};
};

template <>
struct Names<Compression> {
    static constexpr std::array<std::pair<Compression, const char*>, 3> kAll{{
        {Compression::none, "none"}, {Compression::bf16, "bf16"}, {Compression::int8, "int8"}}};
};

template <>
struct Names<Clock> {
    static constexpr std::array<std::pair<Clock, const char*>, 2> kAll{{{Clock::live, "live"}, {Clock::simulated, "simulated"}}};
};

template <>
struct Names<LayerKind> {
    static constexpr std::array<std::pair<LayerKind, const char*>, 7> kAll{{
        {LayerKind::linear, "linear"}, {LayerKind::convolution, "convolution"}, {LayerKind::relu, "relu"},
        {LayerKind::maxPool, "max-pool"}, {LayerKind::averagePool, "average-pool"}, {LayerKind::flatten, "flatten"},
        {LayerKind::dropout, "dropout"}}};
};

template <class E>
std::string nameOf(E value)
{
    for (const auto& [each, name] : Names<E>::kAll) {
        if (each == value)
            return name;
    }
    return {};
}

template <class E>
std::optional<E> valueOf(const std::string& name)
{
    for (const auto& [each, eachName] : Names<E>::kAll) {
        if (name == eachName)
            return each;
    }
    return std::nullopt;
}

template <class E>
std::vector<std::string> allNames()
{
    std::vector<std::string> names;
    for (const auto& [each, name] : Names<E>::kAll)
        names.emplace_back(name);
    return names;
}

}  // namespace gossip::scenario
