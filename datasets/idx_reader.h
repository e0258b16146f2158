// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "datasets/catalogue.h"

#include <gossip/dataset.h>
#include <gossip/result.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// The IDX format of MNIST and its relatives (Y. LeCun, "The MNIST database"): big-endian magic 00 00 08 <dimensions>, one
/// 32-bit size a dimension, then bytes. Read gzipped or not. Input is not trusted: sizes are checked against the file before
/// anything is allocated, and every failure is one sentence with the file's name.
namespace gossip::datasets {

struct IdxPictures {
    ImageShape shape;                   ///< one channel
    std::size_t total = 0;              ///< pictures that the file holds
    std::vector<std::uint8_t> pixels;   ///< of the pictures read, N × H × W
};

/// Reads grey pictures (IDX3).
/// \param limit  read only the first so many; 0: all. Bytes behind the last picture are refused only when all are read.
Result<IdxPictures> readIdxPictures(const std::string& path, int limit = 0, const LoadProgress& progress = {});

/// Reads all labels (IDX1), each 0–255; checkLabels says whether they are a data set's.
Result<std::vector<std::uint16_t>> readIdxLabels(const std::string& path);

/// Fails when a label is not below \p classes.
Result<void> checkLabels(const std::vector<std::uint16_t>& labels, int classes, const std::string& path);

/// The failure of a load whose progress callback asked to stop.
Error loadCancelled();

}  // namespace gossip::datasets
