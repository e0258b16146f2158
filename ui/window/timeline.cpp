// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/timeline.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/models/fault_history.h"
#include "ui/models/words.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace gossip::ui {

namespace {

constexpr double kMarkSize = 16.0;  // px
constexpr double kLateS = 1.0;      // within which a planned entry and its event are the same

Sign signOf(const gossip::Fault& fault)
{
    switch (fault.kind) {
    case gossip::FaultKind::crash:
    case gossip::FaultKind::corrupt: return Sign::crash;
    case gossip::FaultKind::slow: return fault.factor > 1.0 ? Sign::slow : Sign::restore;
    case gossip::FaultKind::partition: return Sign::cut;
    case gossip::FaultKind::rejoin:
    case gossip::FaultKind::heal: return Sign::restore;
    default: return Sign::prepare;
    }
}

QColor colorOf(const gossip::Fault& fault)
{
    const Theme& t = theme();
    switch (signOf(fault)) {
    case Sign::crash: return t.failed;
    case Sign::slow: return t.slow;
    case Sign::cut: return t.cut;
    case Sign::restore: return t.running;
    default: return t.muted;
    }
}

/// The next round length of the axis: 10 s steps, so that it grows seldom.
double roundedUp(double seconds)
{
    return std::max(60.0, 10.0 * std::ceil(seconds / 10.0));
}

bool sameFault(const gossip::Fault& a, const gossip::Fault& b)
{
    return a.kind == b.kind && a.workers == b.workers && a.groups == b.groups && a.from == b.from && a.to == b.to;
}

double tickStep(double endS)
{
    for (const double step : {10.0, 20.0, 60.0, 120.0, 300.0, 600.0})
        if (endS / step <= 12.0)
            return step;
    return endS / 10.0;
}

}  // namespace

Timeline::Timeline(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("timeline"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&ThemeStore::instance(), &ThemeStore::changed, this, QOverload<>::of(&QWidget::update));
    retranslate();
}

void Timeline::retranslate()
{
    setAccessibleName(tr("Timeline of the faults"));
}

QSize Timeline::sizeHint() const
{
    return {400, 52};
}

void Timeline::setScenario(const gossip::Scenario& scenario)
{
    const std::optional<gossip::Fault> chosen = m_current >= 0 ? std::optional(m_marks[std::size_t(m_current)].fault) : std::nullopt;
    const double lastEndS = scenario.name == m_scenario.name ? m_endS : 0.0;   // what a run showed still holds
    m_scenario = scenario;
    m_marks.clear();
    m_current = -1;
    letGo();
    m_nowS = 0.0;
    m_endS = std::max(lastEndS, roundedUp(scenario.stop.seconds));
    for (const gossip::Fault& fault : scenario.faults) {
        if (chosen && sameFault(*chosen, fault) && chosen->atS == fault.atS)
            m_current = int(m_marks.size());
        m_marks.push_back({fault, false});
        m_endS = std::max(m_endS, roundedUp(fault.atS * 1.1));
    }
    update();
}

void Timeline::showRecorded(const std::vector<gossip::Fault>& faults, double untilS)
{
    m_nowS = untilS;
    m_marks.clear();
    m_current = -1;
    letGo();
    for (const gossip::Fault& fault : faults)
        m_marks.push_back({fault, fault.atS <= m_nowS});
    update();
}

void Timeline::showPlan(const std::vector<gossip::Fault>& faults)
{
    const std::optional<gossip::Fault> chosen = m_current >= 0 ? std::optional(m_marks[std::size_t(m_current)].fault) : std::nullopt;
    letGo();
    std::erase_if(m_marks, [](const Mark& mark) { return !mark.past; });
    for (const gossip::Fault& fault : faults)
        if (fault.atS > m_nowS)
            m_marks.push_back({fault, false});
    const auto again = std::find_if(m_marks.begin(), m_marks.end(), [&](const Mark& mark) { return chosen && mark.fault == *chosen; });
    setCurrent(again == m_marks.end() ? -1 : int(again - m_marks.begin()));
}

void Timeline::setEditable(Editable editable)
{
    m_editable = editable;
    letGo();
    unsetCursor();
}

void Timeline::letGo()
{
    m_grip = Grip::none;
    m_pressed.reset();
}

double Timeline::expectedEndS(const gossip::RunUpdate& update) const
{
    if (m_scenario.stop.seconds > 0.0)
        return m_scenario.stop.seconds;
    const bool known = m_scenario.stop.epochs > 0.0 && update.epochs > 0.5;
    const double guess = known ? update.timeS * m_scenario.stop.epochs / update.epochs : 0.0;
    return std::max(guess, update.timeS * 1.05);
}

void Timeline::apply(const gossip::RunUpdate& update)
{
    for (const gossip::Event& event : update.events) {
        if (!event.fault)
            continue;
        gossip::Fault fault = *event.fault;
        fault.atS = event.timeS;
        happened(fault);
    }
    m_nowS = update.timeS;
    if (m_editable == Editable::toCome)
        forgetWhatNeverCame();
    const double wanted = roundedUp(expectedEndS(update));
    // Small changes of the guess must not make the marks tremble.
    if (wanted > m_endS || wanted < 0.7 * m_endS)
        m_endS = std::max(wanted, roundedUp(m_nowS));
    this->update();
}

void Timeline::happened(const gossip::Fault& fault)
{
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        const bool dragged = m_pressed && int(i) == m_current;
        const gossip::Fault& planned = dragged ? *m_pressed : m_marks[i].fault;
        if (m_marks[i].past || !sameFault(planned, fault) || std::abs(planned.atS - fault.atS) >= kLateS)
            continue;
        m_marks[i] = {fault, true};
        if (dragged)
            letGo();   // too late
        return;
    }
    m_marks.push_back({fault, true});
}

/// The engine leaves out what nobody is there for, and what was planned for a time just over.
void Timeline::forgetWhatNeverCame()
{
    for (int i = int(m_marks.size()) - 1; i >= 0; --i) {
        const Mark& mark = m_marks[std::size_t(i)];
        if (mark.past || mark.fault.atS > m_nowS - kLateS || (m_pressed && i == m_current))
            continue;
        m_marks.erase(m_marks.begin() + i);
        m_current = i < m_current ? m_current - 1 : i == m_current ? -1 : m_current;
    }
}

double Timeline::xOf(double timeS) const
{
    return kMargin + (width() - 2 * kMargin) * std::clamp(timeS / m_endS, 0.0, 1.0);
}

double Timeline::timeAt(double x) const
{
    const double share = (x - kMargin) / std::max(1.0, width() - 2 * kMargin);
    return std::round(10.0 * m_endS * std::clamp(share, 0.0, 1.0)) / 10.0;
}

double Timeline::axisY() const
{
    return height() - 20.5;
}

void Timeline::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintAxis(painter);
    for (std::size_t i = 0; i < m_marks.size(); ++i)
        if (int(i) != m_current)
            paintMark(painter, m_marks[i], false);
    if (m_current >= 0)
        paintMark(painter, m_marks[std::size_t(m_current)], true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().ink);
    painter.drawEllipse(QPointF(xOf(m_nowS), axisY()), 4, 4);
}

void Timeline::paintAxis(QPainter& painter) const
{
    const Theme& t = theme();
    const double y = axisY();
    painter.setPen(QPen(t.grid, 2));
    painter.drawLine(QPointF(kMargin, y), QPointF(width() - kMargin, y));
    painter.setPen(QPen(t.border, 2));
    painter.drawLine(QPointF(kMargin, y), QPointF(xOf(m_nowS), y));
    painter.setFont(uiFont(11));
    for (double s = 0.0; s <= m_endS + 1e-9; s += tickStep(m_endS)) {
        painter.setPen(QPen(t.border, 1));
        painter.drawLine(QPointF(xOf(s), y - 3), QPointF(xOf(s), y + 3));
        painter.setPen(t.muted);
        painter.drawText(QRectF(xOf(s) - 30, y + 4, 60, 16), Qt::AlignHCenter | Qt::AlignTop, timeText(s));
    }
    if (m_marks.empty() && m_nowS == 0.0 && m_editable == Editable::all) {
        painter.setFont(uiFont(12));
        painter.drawText(QRectF(kMargin, 0, width() - 2 * kMargin, y - 4), Qt::AlignCenter, tr("Click on the line to plan a fault for a time"));
    }
    if (hasFocus() && m_current < 0) {
        painter.setPen(QPen(t.ink, 1, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(4, y - 6, width() - 8, 12));
    }
}

void Timeline::paintMark(QPainter& painter, const Mark& mark, bool current) const
{
    const Theme& t = theme();
    const double x = xOf(mark.fault.atS);
    const double y = axisY();
    const QColor color = colorOf(mark.fault);
    if (mark.fault.forS) {
        const double end = xOf(mark.fault.atS + *mark.fault.forS);
        QColor band = color;
        band.setAlpha(mark.past ? 90 : 40);
        painter.fillRect(QRectF(x, y - 4, end - x, 8), band);
        painter.setPen(QPen(color, current ? 2.5 : 1.2));
        painter.drawLine(QPointF(end, y - 5), QPointF(end, y + 5));
    }
    painter.setPen(QPen(color, 1.2, mark.past ? Qt::SolidLine : Qt::DotLine));
    painter.drawLine(QPointF(x, y - 10), QPointF(x, y));
    const QRectF sign(x - kMarkSize / 2, y - 10 - kMarkSize, kMarkSize, kMarkSize);
    painter.setPen(QPen(color, 1.4, mark.past ? Qt::SolidLine : Qt::DotLine));
    painter.setBrush(mark.past ? color : t.panel);
    painter.drawEllipse(sign);
    if (current) {
        painter.setPen(QPen(t.ink, hasFocus() ? 2.0 : 1.2));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(sign.adjusted(-3, -3, 3, 3));
    }
    drawSign(painter, signOf(mark.fault), sign.adjusted(4, 4, -4, -4), mark.past ? t.panel : color);
}

QString Timeline::textOf(const Mark& mark) const
{
    const QString when = timeText(mark.fault.atS);
    const QString what = faultText(mark.fault, m_scenario);
    QString text = mark.past ? tr("%1  %2").arg(when, what) : tr("%1  %2 (planned)").arg(when, what);
    if (mark.fault.forS)
        text += u'\n' + tr("for %1 s").arg(numberText(*mark.fault.forS));
    return text;
}

bool Timeline::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int index = markAt(help->pos());
    if (index < 0)
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), textOf(m_marks[std::size_t(index)]) + u'\n'
                                                  + (canEdit(index) ? tr("Drag to move, double click to edit.") : tr("What has happened stays; undo plays the opposite.")), this);
    return true;
}

void Timeline::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

}  // namespace gossip::ui
