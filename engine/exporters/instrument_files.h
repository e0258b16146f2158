// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exporters/csv.h"

#include <gossip/records.h>

namespace gossip::exporters {

/// A line of instruments.csv.
void addInstruments(CsvText& csv, const Instruments& taken);
/// Lines of layers.csv, one per layer.
void addLayers(CsvText& csv, const Instruments& taken);
/// All lines of pairs.csv: every pair of compared workers as last evaluated.
void addPairs(CsvText& csv, const Instruments& taken);
/// All lines of paths.csv: the whole course on its plane; workers that did not live are left out.
void addPaths(CsvText& csv, const Instruments& taken);

}  // namespace gossip::exporters
