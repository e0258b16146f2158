// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/fault_bands.h"

#include <cstdlib>

namespace gossip::ui {
namespace {

bool same(const NetworkSpec& a, const NetworkSpec& b)
{
    return a.latencyMs == b.latencyMs && a.jitterMs == b.jitterMs && a.bandwidthMbps == b.bandwidthMbps && a.loss == b.loss;
}

}  // namespace

void FaultBands::reset(const NetworkSpec& network)
{
    *this = FaultBands();
    m_calm = network;
    m_now = network;
}

void FaultBands::apply(const Event& event)
{
    // A timed fault that is over is told once more, with "-end"; its band knows its end since it began.
    if (event.fault && !event.kind.ends_with("-end")) applyFault(*event.fault, event.timeS);
    if (event.kind == "diverged") m_marks.push_back({std::atoi(event.subject.c_str()), event.timeS});
}

void FaultBands::applyFault(const Fault& fault, double timeS)
{
    switch (fault.kind) {
    case FaultKind::crash:
    case FaultKind::corrupt:
        for (const int worker : fault.workers) open(fault.kind, worker, timeS, fault.forS);
        break;
    case FaultKind::rejoin:
        for (const int worker : fault.workers) close(FaultKind::crash, worker, timeS);
        break;
    case FaultKind::slow:
        for (const int worker : fault.workers) {
            close(FaultKind::slow, worker, timeS);
            if (fault.factor > 1.0) open(FaultKind::slow, worker, timeS, fault.forS);
        }
        break;
    case FaultKind::partition:
        close(FaultKind::partition, -1, timeS);
        open(FaultKind::partition, -1, timeS, fault.forS);
        break;
    case FaultKind::heal:
        close(FaultKind::partition, -1, timeS);
        break;
    case FaultKind::network:
        applyNetwork(fault, timeS);
        break;
    case FaultKind::link:
        open(FaultKind::link, fault.workers.empty() ? fault.from : fault.workers.front(), timeS, fault.forS);
        break;
    case FaultKind::probability:
        break;  // a setting, not a disturbance
    }
}

void FaultBands::applyNetwork(const Fault& fault, double timeS)
{
    NetworkSpec next = m_now;
    next.latencyMs = fault.latencyMs.value_or(next.latencyMs);
    next.jitterMs = fault.jitterMs.value_or(next.jitterMs);
    next.bandwidthMbps = fault.bandwidthMbps.value_or(next.bandwidthMbps);
    next.loss = fault.loss.value_or(next.loss);
    const bool wasCalm = same(m_now, m_calm);
    if (!fault.forS) m_now = next;
    if (same(next, m_calm)) close(FaultKind::network, -1, timeS);
    else if (wasCalm) open(FaultKind::network, -1, timeS, fault.forS);
}

void FaultBands::open(FaultKind kind, int worker, double timeS, const std::optional<double>& forS)
{
    for (const FaultBand& band : m_bands) {
        if (band.kind == kind && band.worker == worker && band.covers(timeS)) return;
    }
    FaultBand band{kind, worker, timeS};
    if (forS) band.endS = timeS + *forS;
    m_bands.push_back(band);
}

void FaultBands::close(FaultKind kind, int worker, double timeS)
{
    for (FaultBand& band : m_bands) {
        if (band.kind == kind && band.worker == worker && band.covers(timeS)) band.endS = timeS;
    }
}

}  // namespace gossip::ui
