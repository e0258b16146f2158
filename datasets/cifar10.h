// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "datasets/catalogue.h"

#include <gossip/dataset.h>
#include <gossip/result.h>
#include <gossip/scenario.h>

#include <QString>

#include <string>
#include <vector>

/// CIFAR-10's binary version (A. Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009): data_batch_1.bin …
/// data_batch_5.bin and test_batch.bin with records of one label byte and 3072 pixels (red, green, blue plane of 32 × 32), and
/// batches.meta.txt with the classes' names. Input is not trusted; every failure is one sentence with the file's name.
namespace gossip::datasets {

inline constexpr ImageShape kCifarShape{3, 32, 32};
inline constexpr const char* kCifarFolder = "cifar-10-batches-bin";
inline constexpr const char* kCifarArchive = "cifar-10-binary.tar.gz";

/// English names of the ten classes, GOSSIP_TEXT.
std::vector<std::string> cifarClassNames();

/// Does this folder hold one of the data files?
bool holdsCifar(const QString& folder);

/// Reads a folder that holds the files, or the archive that holds such a folder; of each part no more than the limits of \p spec ask for.
Result<Dataset> readCifarFolder(const QString& folder, const DatasetSpec& spec, const LoadProgress& progress);
Result<Dataset> readCifarArchive(const std::string& path, const DatasetSpec& spec, const LoadProgress& progress);

}  // namespace gossip::datasets
