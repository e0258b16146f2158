// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/dataset.h>
#include <gossip/result.h>
#include <gossip/scenario.h>

#include <functional>
#include <string>
#include <vector>

namespace gossip::datasets {

struct DatasetInfo {
    std::string id;             ///< as in scenario `dataset.id`
    std::string label;          ///< GOSSIP_TEXT: "Fashion-MNIST (clothing, 10 classes)"
    std::string help;           ///< GOSSIP_TEXT
    std::vector<std::string> classNames;   ///< English, GOSSIP_TEXT
    int trainCount = 0;
    int testCount = 0;
    ImageShape shape;
    bool available = false;     ///< its files were found on this machine
    std::string whereToGet;     ///< GOSSIP_TEXT: what to install when it is not available
};

/// All data sets that this build knows, whether their files are here or not.
std::vector<DatasetInfo> catalogue();

/// Makes a relative `dataset.path` one of \p folder, where the scenario's file is: the scenario is then the same for every reader.
void makePathAbsolute(DatasetSpec& spec, const std::string& folder);

/// Called with 0–1 while loading; return false to cancel.
using LoadProgress = std::function<bool(double share)>;

/// Loads a scenario's data set (with train_limit and test_limit applied). Blocks; call it off the window's thread.
/// Everything read is bounded and checked; a failure is one sentence with the file's name.
Result<DatasetPtr> load(const DatasetSpec& spec, const LoadProgress& progress = {});

}  // namespace gossip::datasets
