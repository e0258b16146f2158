// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/time_axis.h"

#include "ui/charts/axis_steps.h"

#include <algorithm>
#include <cmath>

namespace gossip::ui {
namespace {

constexpr double kShortestS = 10.0;     // range while little has happened
constexpr double kNarrowestS = 0.5;     // deepest zoom
constexpr double kStepsPerRange = 25.0; // growth step: at most so small a part of the range
constexpr double kLabelWidth = 96.0;    // px

double followEnd(double newestS)
{
    if (newestS <= kShortestS) return kShortestS;
    const double step = niceStep(newestS / kStepsPerRange);
    return std::ceil(newestS / step) * step;
}

}  // namespace

TimeAxis::TimeAxis(QObject* parent) : QObject(parent), m_toS(kShortestS) {}

void TimeAxis::setNewest(double timeS)
{
    m_newestS = timeS;
    if (m_following) setRange(0.0, followEnd(timeS), true);
}

void TimeAxis::zoom(double factor, double aroundS)
{
    const double whole = followEnd(m_newestS);
    const double width = std::clamp((m_toS - m_fromS) * factor, kNarrowestS, whole);
    const double share = (aroundS - m_fromS) / (m_toS - m_fromS);
    const double from = std::clamp(aroundS - share * width, 0.0, whole - width);
    setRange(from, from + width, false);
}

void TimeAxis::pan(double byS)
{
    const double width = m_toS - m_fromS;
    const double from = std::clamp(m_fromS + byS, 0.0, std::max(0.0, followEnd(m_newestS) - width));
    setRange(from, from + width, false);
}

void TimeAxis::follow()
{
    setRange(0.0, followEnd(m_newestS), true);
}

void TimeAxis::setHover(std::optional<double> timeS)
{
    if (m_hoverS == timeS) return;
    m_hoverS = timeS;
    Q_EMIT hoverChanged();
}

void TimeAxis::setMoment(std::optional<double> timeS)
{
    if (m_momentS == timeS) return;
    m_momentS = timeS;
    Q_EMIT hoverChanged();
}

double TimeAxis::labelWidth() const
{
    double widest = kLabelWidth;
    for (const auto& [who, width] : m_labelWidths) widest = std::max(widest, width);
    return widest;
}

void TimeAxis::requestLabelWidth(const QObject* who, double width)
{
    const double before = labelWidth();
    double& wish = m_labelWidths[who];
    wish = std::max(wish, width);
    if (labelWidth() != before) Q_EMIT changed();
}

void TimeAxis::dropLabelWidth(const QObject* who)
{
    const double before = labelWidth();
    m_labelWidths.erase(who);
    if (labelWidth() != before) Q_EMIT changed();
}

void TimeAxis::clear()
{
    m_newestS = 0.0;
    m_hoverS.reset();
    m_momentS.reset();
    follow();
}

void TimeAxis::setRange(double fromS, double toS, bool following)
{
    if (fromS == m_fromS && toS == m_toS && following == m_following) return;
    m_fromS = fromS;
    m_toS = toS;
    m_following = following;
    Q_EMIT changed();
}

}  // namespace gossip::ui
