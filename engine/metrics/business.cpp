// SPDX-License-Identifier: GPL-3.0-or-later
#include <gossip/business.h>

#include <algorithm>

namespace gossip {

namespace {

constexpr double kSecondsOfAnHour = 3600.0;
constexpr double kBytesOfAGigabyte = 1e9;

}  // namespace

void BusinessMeter::add(const Record& record)
{
    const double passed = std::max(0.0, record.metrics.timeS - m_now.timeS);
    const int up = std::clamp(record.metrics.workersAlive, 0, m_workers);
    m_now.timeS += passed;
    m_now.machineS += passed * up;
    m_idleS += passed * (m_workers - up);
    if (up < m_workers || !record.groups.empty() || !record.meanModelCouldExist)
        m_outageS += passed;
    m_bytes = record.metrics.bytesSent;
    m_past.push_back(m_now);
}

Business BusinessMeter::result(const Prices& prices, const Summary* summary) const
{
    Business business;
    business.seconds = m_now.timeS;
    business.machineHours = m_now.machineS / kSecondsOfAnHour;
    business.gigabytes = double(m_bytes) / kBytesOfAGigabyte;
    business.machineCost = business.machineHours * prices.machineHour;
    business.trafficCost = business.gigabytes * prices.gigabyte;
    business.outageSeconds = m_outageS;
    business.idleMachineHours = m_idleS / kSecondsOfAnHour;
    business.idleCost = business.idleMachineHours * prices.machineHour;
    if (summary == nullptr || !summary->timeToTargetS || !summary->bytesToTarget)
        return business;
    business.secondsToTarget = summary->timeToTargetS;
    business.gigabytesToTarget = double(*summary->bytesToTarget) / kBytesOfAGigabyte;
    const auto there = std::find_if(m_past.begin(), m_past.end(), [&](const Sums& sums) { return sums.timeS >= *summary->timeToTargetS; });
    if (there != m_past.end())
        business.costToTarget = there->machineS / kSecondsOfAnHour * prices.machineHour + *business.gigabytesToTarget * prices.gigabyte;
    return business;
}

}  // namespace gossip
