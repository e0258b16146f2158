// SPDX-License-Identifier: GPL-3.0-or-later
#include <gossip/records.h>

namespace gossip {

std::optional<double> attainableAccuracy(const Record& record)
{
    if (record.meanModelCouldExist || record.groups.empty()) {
        return record.metrics.testAccuracy;
    }
    double sum = 0.0;
    std::size_t workers = 0;
    for (const GroupRow& group : record.groups) {
        sum += group.testAccuracy * double(group.workers.size());
        workers += group.workers.size();
    }
    return sum / double(workers);
}

}  // namespace gossip
