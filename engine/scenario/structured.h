// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/document.h"

#include <gossip/catalogue.h>
#include <gossip/scenario.h>

#include <map>
#include <string>
#include <vector>

/// Readers and writers of the keys that are lists or objects.
namespace gossip::scenario {

inline constexpr int kMaxWorkers = 10000;
inline constexpr int kMaxTrainingWorkers = 1024;
inline constexpr int kMaxLabel = 65534;          ///< labels are 16 bits
inline constexpr std::size_t kMaxLayers = 100;
inline constexpr std::size_t kMaxGroups = 1000;
inline constexpr double kMinSpeed = 0.01;
inline constexpr double kMaxSpeed = 100.0;

/// Texts by language: {"en": "…", "ja": "…"}.
using Texts = std::map<std::string, std::string>;
Json writeTexts(const Texts& texts);
Result<Texts> readTexts(const Json& json, const std::string& path, std::size_t longest, Lines lines);

/// Named lists of whole numbers 0 … maximum, none of them empty.
Json writeGroups(const Groups& groups);
Result<Groups> readGroups(const Json& json, const std::string& path, int maximum);

Json writeLayers(const std::vector<LayerSpec>& layers);
Result<std::vector<LayerSpec>> readLayers(const Json& json, const std::string& path);

/// Rising epochs.
Result<std::vector<double>> readEpochs(const Json& json, const std::string& path);

/// Names, each different.
Result<std::vector<std::string>> readNames(const Json& json, const std::string& path);

/// A number for all, a list with one for each of \p workers, or {"kind": "lognormal", "sigma"}, drawn by \p seed around median 1.
/// All at speed 1 is an empty list.
Json writeSpeed(const std::vector<double>& speed);
Result<std::vector<double>> readSpeed(const Json& json, const std::string& path, int workers, std::uint64_t seed);

/// The parameters \p infos that a section of the document holds beside the keys \p allowed, those absent at their defaults.
Result<std::map<std::string, double>> readParameters(const Json& json, const std::string& section, std::vector<std::string> allowed,
                                                     const std::vector<ParameterInfo>& infos);
/// One of them.
Result<double> readParameter(const Json& value, const std::string& path, const ParameterInfo& info);
Json writeParameter(double value, const ParameterInfo& info);

/// The topology's parameters and links; \p json is the document's whole section.
Json writeTopology(const TopologySpec& topology);
Result<TopologySpec> readTopology(const Json& json, const std::string& id);

Json writeFaults(const std::vector<Fault>& faults);
/// The entries may name \p workers by number and their groups by name.
Result<std::vector<Fault>> readFaults(const Json& json, const std::string& path, const WorkersSpec& workers);

Json writeScenes(const std::vector<Scene>& scenes);
/// Sentences at rising times.
Result<std::vector<Scene>> readScenes(const Json& json, const std::string& path);

/// 0 (unlimited) or a rate that ends every transfer in finite time.
Result<double> readBandwidth(const Json& json, const std::string& path);

}  // namespace gossip::scenario
