// SPDX-License-Identifier: GPL-3.0-or-later
#include <gossip/partition.h>

#include "data/batches.h"

namespace gossip {

Result<std::vector<std::vector<std::uint32_t>>> classCounts(const Scenario& scenario, std::span<const std::uint16_t> labels,
                                                            int classes)
{
    const auto parts = data::partition(scenario, labels, classes, scenario.workers.count);
    if (!parts)
        return parts.error();
    std::vector<std::vector<std::uint32_t>> counts(parts->size(), std::vector<std::uint32_t>(std::size_t(classes), 0));
    for (std::size_t worker = 0; worker < parts->size(); ++worker)
        for (const std::uint32_t picture : (*parts)[worker])
            ++counts[worker][labels[picture]];
    return counts;
}

}  // namespace gossip
