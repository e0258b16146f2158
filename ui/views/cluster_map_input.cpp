// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does with the map: choosing a machine and disturbing it.
#include "ui/views/cluster_map.h"

#include "ui/models/fault_history.h"
#include "ui/views/worker_item.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QToolTip>

#include <cmath>

namespace gossip::ui {
namespace {

using gossip::FaultKind;
using gossip::WorkerState;

constexpr double kSlowFactor = 4.0;

bool isDown(WorkerState state)
{
    return state == WorkerState::crashed || state == WorkerState::diverged;
}

}  // namespace

void ClusterMap::selectWorker(int worker)
{
    if (worker < 0 || std::size_t(worker) >= m_items.size() || worker == m_selected) return;
    m_selected = worker;
    updateLooks();
    updateLinks();
    setAccessibleDescription(toolTipOf(worker));
    Q_EMIT workerSelected(worker);
}

void ClusterMap::request(FaultKind kind, int worker, double factor)
{
    gossip::Fault fault;
    fault.kind = kind;
    if (worker >= 0) fault.workers = {worker};
    fault.factor = factor;
    Q_EMIT commandRequested(fault);
}

void ClusterMap::requestCutOff(int worker)
{
    gossip::Fault fault;
    fault.kind = FaultKind::partition;
    fault.groups.resize(2);
    fault.groups[0] = {worker};
    for (int i = 0; i < m_scenario.workers.count; ++i) {
        if (i != worker) fault.groups[1].push_back(i);
    }
    Q_EMIT commandRequested(fault);
}

void ClusterMap::bringBack(int worker)
{
    if (isDown(stateOf(worker))) request(FaultKind::rejoin, worker);
    else if (stateOf(worker) == WorkerState::slow) request(FaultKind::slow, worker, 1.0);
    else if (m_cut) request(FaultKind::heal, -1);
}

void ClusterMap::keyPressEvent(QKeyEvent* event)
{
    if (m_selected < 0 || (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier)) != 0)
        return QGraphicsView::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Left: return selectTowards({-1, 0});
    case Qt::Key_Right: return selectTowards({1, 0});
    case Qt::Key_Up: return selectTowards({0, -1});
    case Qt::Key_Down: return selectTowards({0, 1});
    case Qt::Key_K:
        if (!isDown(stateOf(m_selected))) request(FaultKind::crash, m_selected);
        return;
    case Qt::Key_L: return request(FaultKind::slow, m_selected, kSlowFactor);
    case Qt::Key_X: Q_EMIT commandRequested(cutCommand(m_scenario)); return;
    case Qt::Key_R: return bringBack(m_selected);
    default: QGraphicsView::keyPressEvent(event);
    }
}

void ClusterMap::selectTowards(const QPointF& direction)
{
    int best = -1;
    double least = 0.0;
    const QPointF from = m_layout.centres[std::size_t(m_selected)];
    for (int i = 0; i < int(m_layout.centres.size()); ++i) {
        const QPointF way = m_layout.centres[std::size_t(i)] - from;
        const double ahead = QPointF::dotProduct(way, direction);
        if (i == m_selected || ahead < 1.0) continue;
        const double aside = std::abs(way.x() * direction.y() - way.y() * direction.x());
        const double cost = ahead + 2.0 * aside;  // straight ahead before nearer but aside
        if (best >= 0 && cost >= least) continue;
        best = i;
        least = cost;
    }
    selectWorker(best);
}

int ClusterMap::workerAt(const QPoint& position) const
{
    const QPointF at = mapToScene(position);
    for (std::size_t i = 0; i < m_layout.centres.size(); ++i) {
        if (QLineF(at, m_layout.centres[i]).length() <= m_layout.radius + MapLayout::kRing / 2.0) return int(i);
    }
    return -1;
}

void ClusterMap::mousePressEvent(QMouseEvent* event)
{
    selectWorker(workerAt(event->pos()));
    QGraphicsView::mousePressEvent(event);
}

void ClusterMap::contextMenuEvent(QContextMenuEvent* event)
{
    const int worker = event->reason() == QContextMenuEvent::Keyboard ? m_selected : workerAt(event->pos());
    if (m_items.empty()) return;
    QMenu menu(this);
    if (worker >= 0) {
        selectWorker(worker);
        const WorkerState state = stateOf(worker);
        menu.addSection(QString::fromStdString(m_scenario.workerName(worker)));
        menu.addAction(tr("Crash\tK"), this, [this, worker] { request(FaultKind::crash, worker); })->setEnabled(!isDown(state));
        menu.addAction(tr("Bring back\tR"), this, [this, worker] { request(FaultKind::rejoin, worker); })->setEnabled(isDown(state));
        menu.addAction(tr("Slow down 4 times\tL"), this, [this, worker] { request(FaultKind::slow, worker, kSlowFactor); })
            ->setEnabled(!isDown(state) && state != WorkerState::slow);
        menu.addAction(tr("Back to full speed"), this, [this, worker] { request(FaultKind::slow, worker, 1.0); })
            ->setEnabled(state == WorkerState::slow);
        menu.addAction(tr("Cut off from the others"), this, [this, worker] { requestCutOff(worker); });
        menu.addSeparator();
    }
    menu.addAction(tr("Cut the line\tX"), this, [this] { Q_EMIT commandRequested(cutCommand(m_scenario)); })->setEnabled(!m_cut);
    menu.addAction(tr("Restore the line"), this, [this] { request(FaultKind::heal, -1); })->setEnabled(m_cut.has_value());
    menu.exec(event->globalPos());
}

QString ClusterMap::toolTipOf(int worker) const
{
    static const std::map<WorkerState, const char*> kNames{
        {WorkerState::running, QT_TR_NOOP("running")},     {WorkerState::slow, QT_TR_NOOP("slow")},
        {WorkerState::crashed, QT_TR_NOOP("down")},        {WorkerState::rejoining, QT_TR_NOOP("rejoining")},
        {WorkerState::diverged, QT_TR_NOOP("diverged")},   {WorkerState::waiting, QT_TR_NOOP("waiting")}};
    const gossip::WorkerStatus& status = m_status[std::size_t(worker)];
    const double accuracy = m_accuracy[std::size_t(worker)];
    const QString name = QString::fromStdString(m_scenario.workerName(worker));
    if (!m_started) return tr("%1: not started").arg(name);
    QString text = tr("%1: %2").arg(name, tr(kNames.at(status.state)));
    text += u'\n' + tr("%1 steps").arg(QLocale().toString(qulonglong(status.steps)));
    if (!std::isnan(accuracy)) text += u'\n' + tr("own model: accuracy %1 %").arg(QLocale().toString(100.0 * accuracy, 'f', 1));
    return text;
}

bool ClusterMap::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int worker = workerAt(help->pos());
        if (worker >= 0) QToolTip::showText(help->globalPos(), toolTipOf(worker), this);
        else QToolTip::hideText();
        return true;
    }
    return QGraphicsView::viewportEvent(event);
}

void ClusterMap::focusInEvent(QFocusEvent* event)
{
    QGraphicsView::focusInEvent(event);
    updateLooks();
}

void ClusterMap::focusOutEvent(QFocusEvent* event)
{
    QGraphicsView::focusOutEvent(event);
    updateLooks();
}

}  // namespace gossip::ui
