// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocols/adaptation.h"

#include "core/vector_ops.h"

#include <algorithm>
#include <cmath>

namespace gossip {

namespace {

constexpr double kNewest = 0.1;   // of running means

void average(double& mean, double value)
{
    mean = mean > 0.0 ? mean + kNewest * (value - mean) : value;
}

}  // namespace

Adaptation::Adaptation(const Options& options) : m_options(options), m_commanded(options.probability), m_probability(options.probability)
{
    if (m_options.kind != Kind::none) {
        bound(m_probability);
    }
}

void Adaptation::command(double probability)
{
    if (probability != m_commanded) {
        m_commanded = m_probability = probability;
        m_steps = 0;
    }
}

void Adaptation::bound(double probability)
{
    m_probability = m_commanded > 0.0 ? std::clamp(probability, m_options.least, std::max(m_options.least, m_options.most)) : 0.0;
}

double Adaptation::stepped(const Peer& peer)
{
    if (m_options.kind == Kind::network) {
        measure(peer);
    } else if (m_options.kind == Kind::schedule && m_options.end > 0.0) {
        const double part = std::min(1.0, double(++m_steps) / m_options.steps);
        bound(m_commanded * std::pow(m_options.end / m_commanded, part));
    }
    return m_probability;
}

void Adaptation::measure(const Peer& peer)
{
    constexpr double kUse = 0.8;   // of the line
    const double nowS = peer.nowS();
    if (m_lastStepS >= 0.0) {
        average(m_stepS, nowS - m_lastStepS);
        if (m_pushed) {   // sent at the last step's end, behind what was in the queue then
            const double tookS = peer.uplinkBusyS() > 0.0 ? peer.uplinkBusyS() + (nowS - m_lastStepS) - m_queueS : 0.0;
            average(m_messageS, tookS);
        }
    }
    m_lastStepS = nowS;
    m_pushed = false;
    bound(m_messageS > 0.0 ? kUse * m_stepS / m_messageS : m_options.most);
}

void Adaptation::pushed(const Peer& peer)
{
    m_pushed = true;
    m_queueS = peer.uplinkBusyS();
}

void Adaptation::met(std::span<const float> x, std::span<const float> other)
{
    constexpr double kGain = 0.25;
    constexpr double kFarthest = 16.0;   // one exchange at most halves or doubles p
    if (m_options.kind != Kind::consensus) {
        return;
    }
    const double wanted = m_options.target * m_options.target * squaredNorm(x);
    if (wanted > 0.0) {
        const double ratio = squaredDistance(x, other) / (2.0 * wanted);
        bound(m_probability * std::pow(std::clamp(ratio, 1.0 / kFarthest, kFarthest), kGain));
    }
}

void Adaptation::save(StateWriter& out) const
{
    for (const double value : {m_commanded, m_probability, m_lastStepS, m_stepS, m_messageS, m_queueS}) {
        out.number(value);
    }
    out.integer(m_steps);
    out.flag(m_pushed);
}

void Adaptation::load(StateReader& in)
{
    m_commanded = in.number(0.0, 1.0);
    m_probability = in.number(0.0, 1.0);
    m_lastStepS = in.number(-1.0, kLongestS);
    for (double* value : {&m_stepS, &m_messageS, &m_queueS}) {
        *value = in.number(0.0, kLongestS);
    }
    m_steps = in.integer<std::uint64_t>();
    m_pushed = in.flag();
}

}  // namespace gossip
