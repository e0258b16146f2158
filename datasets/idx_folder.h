// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "datasets/catalogue.h"

#include <gossip/dataset.h>
#include <gossip/result.h>
#include <gossip/scenario.h>

#include <QString>

#include <string>
#include <vector>

namespace gossip::datasets {

/// Does this folder hold the four files of an MNIST-like data set, gzipped or not?
bool holdsIdx(const QString& folder);
/// Does it hold one of them? Reading then tells which one is missing.
bool holdsSomeIdx(const QString& folder);

/// Reads them, of the pictures no more than the limits of \p spec ask for.
/// \param classNames  empty: as many classes as the training labels have, named by their numbers
Result<Dataset> readIdxFolder(const QString& folder, const DatasetSpec& spec, std::vector<std::string> classNames, const LoadProgress& progress);

}  // namespace gossip::datasets
