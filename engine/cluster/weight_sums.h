// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocols/protocol.h"

#include <mutex>

namespace gossip {

/// The ledger of a run: how much sum-weight no living worker holds, and why.
class WeightSums : public WeightLedger {
public:
    void add(WeightLoss, const SumWeight& weight, std::span<const float>) override
    {
        const std::lock_guard lock(m_mutex);
        m_gone += weight.value();
    }
    void takeBack(const SumWeight& weight, std::span<const float>) override
    {
        const std::lock_guard lock(m_mutex);
        m_gone -= weight.value();
    }
    void save(StateWriter& out) const override { out.number(gone()); }
    void load(StateReader& in) override
    {
        const std::lock_guard lock(m_mutex);
        m_gone = in.number();
    }
    [[nodiscard]] double gone() const
    {
        const std::lock_guard lock(m_mutex);
        return m_gone;
    }

private:
    mutable std::mutex m_mutex;
    double m_gone = 0.0;
};

}  // namespace gossip
