// SPDX-License-Identifier: GPL-3.0-or-later
// Editing the plan on the timeline, by mouse, keys and menu.
#include "ui/window/timeline.h"

#include "ui/look/menu_heading.h"
#include "ui/models/fault_history.h"
#include "ui/models/words.h"
#include "ui/window/fault_editor.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>

#include <algorithm>
#include <cmath>

namespace gossip::ui {

namespace {

using gossip::Fault;
using gossip::FaultKind;

constexpr double kReach = 9.0;        // px around a sign or the end of a band
constexpr double kKeyStepS = 1.0;
constexpr double kSoonestS = 0.5;     // after now, in a run
constexpr double kAheadS = 5.0;
constexpr double kFirstDurationS = 10.0;
constexpr double kShortestS = 0.1;

Fault entry(FaultKind kind, double atS, std::vector<int> workers = {})
{
    Fault fault;
    fault.kind = kind;
    fault.atS = atS;
    fault.workers = std::move(workers);
    const bool lasts = kind != FaultKind::rejoin && kind != FaultKind::heal && kind != FaultKind::probability;
    if (lasts)
        fault.forS = kFirstDurationS;
    return fault;
}

}  // namespace

int Timeline::markAt(const QPointF& position) const
{
    if (position.y() > axisY() - 4.0)
        return -1;
    for (int i = int(m_marks.size()) - 1; i >= 0; --i)
        if (std::abs(xOf(m_marks[std::size_t(i)].fault.atS) - position.x()) <= kReach)
            return i;
    return -1;
}

/// The entry whose band ends here.
int Timeline::endAt(const QPointF& position) const
{
    if (std::abs(position.y() - axisY()) > kReach)
        return -1;
    for (int i = int(m_marks.size()) - 1; i >= 0; --i) {
        const Fault& fault = m_marks[std::size_t(i)].fault;
        if (fault.forS && std::abs(xOf(fault.atS + *fault.forS) - position.x()) <= kReach / 2.0)
            return i;
    }
    return -1;
}

void Timeline::setCurrent(int index)
{
    m_current = index;
    setAccessibleDescription(index >= 0 ? textOf(m_marks[std::size_t(index)]) : QString());
    update();
}

bool Timeline::canEdit(int index) const
{
    return m_editable == Editable::all || (m_editable == Editable::toCome && !m_marks[std::size_t(index)].past);
}

bool Timeline::canPlan(double timeS) const
{
    return m_editable == Editable::all || (m_editable == Editable::toCome && timeS > m_nowS);
}

/// Says so when an entry cannot be edited now.
bool Timeline::refuses(int index)
{
    const bool refused = !canEdit(index);
    if (refused)
        Q_EMIT hinted(m_editable == Editable::none ? tr("The plan cannot be edited just now.")
                                                   : tr("What has happened stays; undo plays the opposite.\nWhat is still to come can be edited."));
    return refused;
}

bool Timeline::refusesTime(double timeS)
{
    const bool refused = !canPlan(timeS);
    if (refused)
        Q_EMIT hinted(m_editable == Editable::none ? tr("The plan cannot be edited just now.") : tr("This time is over.\nFaults can be planned for times to come."));
    return refused;
}

void Timeline::tell(const QString& what)
{
    std::vector<Fault> plan;
    for (const Mark& mark : m_marks)
        if (m_editable == Editable::all || !mark.past)
            plan.push_back(mark.fault);
    std::stable_sort(plan.begin(), plan.end(), [](const Fault& a, const Fault& b) { return a.atS < b.atS; });
    Q_EMIT planEdited(plan, what);   // the scenario comes back with it, or not
}

void Timeline::add(const Fault& fault)
{
    if (refusesTime(fault.atS))
        return;
    m_marks.push_back({fault, false});
    setCurrent(int(m_marks.size()) - 1);
    tell(tr("Plan: %1").arg(faultText(fault, m_scenario)));
}

void Timeline::change(int index, const Fault& fault, const QString& what)
{
    m_marks[std::size_t(index)] = {fault, false};
    setCurrent(index);
    tell(what.arg(faultText(fault, m_scenario)));
}

void Timeline::remove(int index)
{
    if (index < 0 || refuses(index))
        return;
    const QString what = faultText(m_marks[std::size_t(index)].fault, m_scenario);
    m_marks.erase(m_marks.begin() + index);
    setCurrent(m_marks.empty() ? -1 : std::min(index, int(m_marks.size()) - 1));
    tell(tr("Delete: %1").arg(what));
}

void Timeline::editMark(int index)
{
    if (index < 0 || refuses(index))
        return;
    auto* editor = new FaultEditor(m_scenario, m_marks[std::size_t(index)].fault, window());
    editor->setAttribute(Qt::WA_DeleteOnClose);
    connect(editor, &QDialog::accepted, this, [this, editor, before = m_marks[std::size_t(index)].fault] {
        const auto still = std::find_if(m_marks.begin(), m_marks.end(), [&](const Mark& mark) { return mark.fault == before; });
        const int there = still == m_marks.end() ? -1 : int(still - m_marks.begin());
        if (there < 0)
            Q_EMIT hinted(tr("The time of this entry has come.\nWhat has happened stays."));
        else if (!refuses(there) && !refusesTime(editor->fault().atS))
            change(there, editor->fault(), tr("Edit: %1"));
    });
    editor->open();
}

void Timeline::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    const int end = endAt(event->position());
    const int mark = end >= 0 ? end : markAt(event->position());
    m_grip = end >= 0 ? Grip::end : mark >= 0 ? Grip::mark : Grip::empty;
    m_pressedX = event->position().x();
    setCurrent(mark);
    m_pressed = mark >= 0 ? std::optional(m_marks[std::size_t(mark)].fault) : std::nullopt;
}

void Timeline::mouseMoveEvent(QMouseEvent* event)
{
    const bool dragged = m_grip == Grip::mark || m_grip == Grip::end;
    if (!dragged) {
        const int end = endAt(event->position());
        const int mark = markAt(event->position());
        const bool overEnd = end >= 0 && canEdit(end);
        const bool overMark = mark >= 0 && canEdit(mark);
        return setCursor(overEnd ? Qt::SizeHorCursor : overMark ? Qt::PointingHandCursor : Qt::ArrowCursor);
    }
    const double by = event->position().x() - m_pressedX;
    if (!m_pressed || !canEdit(m_current) || (std::abs(by) < QApplication::startDragDistance() && m_marks[std::size_t(m_current)].fault.atS == m_pressed->atS))
        return;
    Fault& fault = m_marks[std::size_t(m_current)].fault;
    if (m_grip == Grip::mark)
        fault.atS = std::max(timeAt(xOf(m_pressed->atS) + by), m_editable == Editable::toCome ? m_nowS + kSoonestS : 0.0);
    else
        fault.forS = std::max(kShortestS, timeAt(event->position().x()) - fault.atS);
    setCurrent(m_current);
}

void Timeline::mouseReleaseEvent(QMouseEvent* event)
{
    const Grip grip = std::exchange(m_grip, Grip::none);
    if (grip == Grip::empty && m_editable != Editable::none && std::abs(event->position().x() - m_pressedX) < QApplication::startDragDistance())
        return showMenu(timeAt(event->position().x()), event->globalPosition().toPoint());
    const std::optional<Fault> before = std::exchange(m_pressed, std::nullopt);
    if (!before || m_current < 0)
        return;
    const Fault now = m_marks[std::size_t(m_current)].fault;
    if (!canEdit(m_current) && std::abs(event->position().x() - m_pressedX) >= QApplication::startDragDistance())
        (void)refuses(m_current);
    else if (now.atS != before->atS)
        change(m_current, now, tr("Move: %1"));
    else if (now.forS != before->forS)
        change(m_current, now, tr("Duration: %1"));
}

void Timeline::mouseDoubleClickEvent(QMouseEvent* event)
{
    letGo();
    editMark(markAt(event->position()));
}

void Timeline::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    if (!byKey)
        setCurrent(markAt(event->pos()));
    const double timeS = !byKey ? timeAt(event->pos().x()) : m_current >= 0 ? m_marks[std::size_t(m_current)].fault.atS : m_nowS;
    const QPoint at = byKey ? mapToGlobal(QPoint(int(xOf(timeS)), int(axisY()))) : event->globalPos();
    showMenu(timeS, at);
}

void Timeline::showMenu(double timeS, const QPoint& globalPosition)
{
    if (m_current >= 0 ? refuses(m_current) : refusesTime(timeS))
        return;
    QMenu* menu = makeMenu(timeS).release();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(globalPosition);
}

std::unique_ptr<QMenu> Timeline::makeMenu(double timeS)
{
    auto menu = std::make_unique<QMenu>(this);
    if (m_current >= 0) {
        addHeading(*menu, textOf(m_marks[std::size_t(m_current)]).section(u'\n', 0, 0));
        menu->addAction(tr("Edit…\tEnter"), this, [this] { editMark(m_current); });
        menu->addAction(tr("Delete\tDel"), this, [this] { remove(m_current); });
        menu->addSeparator();
    }
    addHeading(*menu, tr("Plan for %1").arg(timeText(timeS)));
    const QString who = workerText(m_scenario, m_worker);
    Fault cut = cutCommand(m_scenario);
    cut.atS = timeS;
    cut.forS = kFirstDurationS;
    Fault slow = entry(FaultKind::slow, timeS, {m_worker});
    slow.factor = 4.0;
    Fault link = entry(FaultKind::link, timeS, {m_worker});
    link.loss = 1.0;
    Fault network = entry(FaultKind::network, timeS);
    network.latencyMs = 200.0;
    Fault probability = entry(FaultKind::probability, timeS);
    const auto set = m_scenario.protocol.parameters.find("probability");
    const bool gossips = set != m_scenario.protocol.parameters.end();
    probability.probability = gossips ? set->second : 0.0;
    const auto offer = [&](const QString& text, const Fault& fault) { menu->addAction(text, this, [this, fault] { add(fault); }); };
    offer(tr("Crash %1").arg(who), entry(FaultKind::crash, timeS, {m_worker}));
    offer(tr("Bring %1 back").arg(who), entry(FaultKind::rejoin, timeS, {m_worker}));
    offer(tr("Slow %1 down").arg(who), slow);
    offer(tr("%1 sends broken data").arg(who), entry(FaultKind::corrupt, timeS, {m_worker}));
    offer(tr("Cut the line of %1").arg(who), link);
    offer(tr("Cut the line between the groups"), cut);
    offer(tr("Restore the line"), entry(FaultKind::heal, timeS));
    offer(tr("Change the network"), network);
    if (gossips)
        offer(tr("Change the exchange frequency"), probability);
    return menu;
}

void Timeline::keyPressEvent(QKeyEvent* event)
{
    const int by = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    if (by != 0 && control && m_current >= 0) {
        Fault fault = m_marks[std::size_t(m_current)].fault;
        fault.atS = std::clamp(fault.atS + by * kKeyStepS, 0.0, m_endS);
        if (refuses(m_current) || refusesTime(fault.atS))
            return;
        return change(m_current, fault, tr("Move: %1"));
    }
    if (by != 0 && !m_marks.empty())
        return setCurrent(std::clamp(m_current + by, 0, int(m_marks.size()) - 1));
    switch (event->key()) {
    case Qt::Key_Delete: return remove(m_current);
    case Qt::Key_Return:
    case Qt::Key_Enter: return editMark(m_current);
    case Qt::Key_Insert: {
        setCurrent(-1);
        const double timeS = m_editable == Editable::toCome ? m_nowS + kAheadS : m_nowS;
        return showMenu(timeS, mapToGlobal(QPoint(int(xOf(timeS)), int(axisY()))));
    }
    case Qt::Key_Escape: return setCurrent(-1);
    default: QWidget::keyPressEvent(event);
    }
}

}  // namespace gossip::ui
