// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/instrument_history.h"

namespace gossip::ui {

void InstrumentHistory::begin()
{
    *this = {};
}

void InstrumentHistory::add(const gossip::Record& record)
{
    if (!record.instruments)
        return;
    m_newest = record.instruments;
    if (!m_newest->paths)
        return;   // between evaluations only the newest is kept: they have no matrices
    m_newestEvaluated = m_newest;
    if (m_offered++ % m_every != 0)
        return;
    m_kept.push_back(m_newest);
    if (m_kept.size() <= kMostKept)
        return;
    std::vector<std::shared_ptr<const gossip::Instruments>> kept;
    for (std::size_t i = 0; i < m_kept.size(); i += 2)
        kept.push_back(std::move(m_kept[i]));
    m_kept = std::move(kept);
    m_every *= 2;
    m_offered = 1;
}

std::shared_ptr<const gossip::Instruments> InstrumentHistory::at(std::optional<double> timeS) const
{
    return !timeS || (m_newest && m_newest->timeS <= *timeS) ? m_newest : evaluatedAt(timeS);
}

std::shared_ptr<const gossip::Instruments> InstrumentHistory::evaluatedAt(std::optional<double> timeS) const
{
    if (!timeS || (m_newestEvaluated && m_newestEvaluated->timeS <= *timeS))
        return m_newestEvaluated;
    for (auto kept = m_kept.rbegin(); kept != m_kept.rend(); ++kept)
        if ((*kept)->timeS <= *timeS)
            return *kept;
    return nullptr;
}

}  // namespace gossip::ui
