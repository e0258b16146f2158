// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does with mouse and keys: choosing machines, moving them, drawing cuts and links.
// Keys: arrows select, with Shift several, with Ctrl they move; K crashes, L slows four times, X cuts the line, R brings back,
// I isolates, D breaks what they send, H restores the line, E is the mode for links, N links or unlinks the chosen, ? says what
// the signs mean.
#include "ui/views/cluster_map.h"

#include "ui/models/words.h"
#include "ui/views/worker_item.h"

#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace gossip::ui {
namespace {

using Kind = MapGesture::Kind;

constexpr double kKeyMove = 8.0;   // px

std::optional<QPointF> directionOf(int key)
{
    switch (key) {
    case Qt::Key_Left: return QPointF(-1, 0);
    case Qt::Key_Right: return QPointF(1, 0);
    case Qt::Key_Up: return QPointF(0, -1);
    case Qt::Key_Down: return QPointF(0, 1);
    default: return std::nullopt;
    }
}

}  // namespace

void ClusterMap::selectWorker(int worker)
{
    if (worker < 0 || worker >= m_scenario.workers.count || worker == m_selected) return;
    m_chosen = {worker};
    select(worker);
}

void ClusterMap::choose(std::set<int> nodes)
{
    std::erase_if(nodes, [this](int node) { return node < 0 || node >= m_links.nodes(); });
    if (nodes.empty() && m_selected >= 0) nodes.insert(m_selected);
    m_chosen = std::move(nodes);
    if (!m_chosen.empty()) select(m_chosen.contains(m_selected) ? m_selected : *m_chosen.rbegin());
}

void ClusterMap::select(int node)
{
    m_selected = node;
    updateLooks();
    updateLinks();
    viewport()->update();   // the head line counts them
    setAccessibleDescription(toolTipOf(node));
    if (node == m_worker || node == m_links.server()) return;
    m_worker = node;
    Q_EMIT workerSelected(node);
}

void ClusterMap::keyPressEvent(QKeyEvent* event)
{
    if (m_selected < 0 || event->modifiers().testFlag(Qt::AltModifier)) return QGraphicsView::keyPressEvent(event);
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    if (const auto direction = directionOf(event->key())) {
        if (control) moveChosen(kKeyMove * *direction);
        else selectTowards(*direction, event->modifiers().testFlag(Qt::ShiftModifier));
        return;
    }
    if (control && event->key() == Qt::Key_A) {
        std::set<int> all;
        for (int worker = 0; worker < m_scenario.workers.count; ++worker) all.insert(worker);
        return choose(std::move(all));
    }
    if (control) return QGraphicsView::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_K: return perform(Act::crash);
    case Qt::Key_L: return perform(Act::slow);
    case Qt::Key_X: return perform(m_chosen.size() > 1 ? Act::cutOff : Act::cutLine);
    case Qt::Key_R: return perform(Act::bringBack);
    case Qt::Key_I: return perform(Act::isolate);
    case Qt::Key_D: return perform(Act::corrupt);
    case Qt::Key_H: return perform(Act::heal);
    case Qt::Key_E: return setLinkMode(!m_linkMode);
    case Qt::Key_N: return linkChosen();
    case Qt::Key_Question: return showSigns();
    case Qt::Key_Escape:
        m_gesture = {};
        setLinkMode(false);
        return choose({m_selected});
    default: QGraphicsView::keyPressEvent(event);
    }
}

void ClusterMap::selectTowards(const QPointF& direction, bool extend)
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
    if (best < 0) return;
    if (!extend) m_chosen.clear();
    m_chosen.insert(best);
    select(best);
}

void ClusterMap::moveChosen(const QPointF& by)
{
    const QRectF room = nodeRoom();
    const double reach = m_layout.radius;
    const QRectF inside = room.adjusted(reach, reach, -reach, -reach - m_layout.nameHeight);
    if (inside.width() <= 0.0 || inside.height() <= 0.0) return;
    for (const int node : m_chosen) {
        QPointF& centre = m_layout.centres[std::size_t(node)];
        centre = QPointF(std::clamp(centre.x() + by.x(), inside.left(), inside.right()),
                         std::clamp(centre.y() + by.y(), inside.top(), inside.bottom()));
        m_places.move(node, QPointF((centre.x() - room.left()) / room.width(), (centre.y() - room.top()) / room.height()));
    }
    m_places.save();
    placeItems();
}

void ClusterMap::arrange(MapArrangement arrangement)
{
    m_places.arrange(arrangement);
    m_book.clear();
    layOut();
}

int ClusterMap::workerAt(const QPointF& at) const
{
    for (std::size_t i = 0; i < m_layout.centres.size(); ++i) {
        if (QLineF(at, m_layout.centres[i]).length() <= m_layout.radius + MapLayout::kRing / 2.0) return int(i);
    }
    return -1;
}

void ClusterMap::mousePressEvent(QMouseEvent* event)
{
    const QPointF at = mapToScene(event->pos());
    const int node = workerAt(at);
    if (event->button() != Qt::LeftButton || m_items.empty()) return QGraphicsView::mousePressEvent(event);
    m_gesture = {};
    m_gesture.kind = Kind::pressed;
    m_gesture.node = node;
    m_gesture.from = m_gesture.to = at;
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    if (node >= 0 && (m_linkMode || event->modifiers().testFlag(Qt::AltModifier))) {
        m_gesture.kind = Kind::linking;
    } else if (node >= 0 && control) {
        std::set<int> chosen = m_chosen;
        if (!chosen.insert(node).second && chosen.size() > 1) chosen.erase(node);
        else m_selected = node;
        choose(std::move(chosen));
    } else if (node >= 0 && m_chosen.contains(node)) {
        select(node);   // the others stay: they may be moved together
    } else if (node >= 0) {
        m_chosen = {node};
        select(node);
    } else if (event->modifiers().testFlag(Qt::ShiftModifier)) {
        m_gesture.kind = Kind::cutting;
    } else if (control) {
        m_gesture.before = m_chosen;
    }
    event->accept();
}

void ClusterMap::mouseMoveEvent(QMouseEvent* event)
{
    if (m_gesture.kind == Kind::none || !event->buttons().testFlag(Qt::LeftButton)) return QGraphicsView::mouseMoveEvent(event);
    const QPointF at = mapToScene(event->pos());
    if (m_gesture.kind == Kind::pressed) {
        if ((at - m_gesture.from).manhattanLength() < QApplication::startDragDistance()) return;
        m_gesture.kind = m_gesture.node >= 0 ? Kind::moving : Kind::band;
        for (const int node : m_chosen) m_gesture.places[node] = m_layout.centres[std::size_t(node)];
    }
    continueGesture(at);
}

void ClusterMap::continueGesture(const QPointF& to)
{
    if (m_gesture.kind == Kind::moving) {
        for (const auto& [node, place] : m_gesture.places) m_layout.centres[std::size_t(node)] = place + to - m_gesture.from;
        placeItems();
    } else if (m_gesture.kind == Kind::band) {
        std::set<int> inside = m_gesture.before;
        m_gesture.to = to;
        for (int node = 0; node < m_links.nodes(); ++node) {
            if (m_gesture.area().contains(m_layout.centres[std::size_t(node)])) inside.insert(node);
        }
        if (!inside.empty() && inside != m_chosen) choose(std::move(inside));
    }
    m_gesture.to = to;
    viewport()->update();
}

void ClusterMap::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || m_gesture.kind == Kind::none) return QGraphicsView::mouseReleaseEvent(event);
    m_gesture.to = mapToScene(event->pos());
    const bool onNode = m_gesture.kind == Kind::pressed && m_gesture.node >= 0;
    if (onNode && !event->modifiers().testFlag(Qt::ControlModifier)) choose({m_gesture.node});
    finishGesture();
    viewport()->update();
}

void ClusterMap::finishGesture()
{
    const MapGesture done = std::exchange(m_gesture, {});
    if (done.kind == Kind::moving) {
        moveChosen({});   // into the room, and kept
    } else if (done.kind == Kind::cutting) {
        cutAlong(done.line());
    } else if (done.kind == Kind::linking) {
        const int other = workerAt(done.to);
        const bool workers = other >= 0 && done.node != m_links.server() && other != m_links.server();
        if (workers && other != done.node) editLinks({NodePair(std::min(done.node, other), std::max(done.node, other))});
    }
}

QString ClusterMap::nameOf(int node) const
{
    return node == m_links.server() ? tr("Server") : QString::fromStdString(m_scenario.workerName(node));
}

QString ClusterMap::toolTipOf(int node) const
{
    const gossip::WorkerStatus& status = m_status[std::size_t(node)];
    const double accuracy = m_accuracy[std::size_t(node)];
    const QString name = nameOf(node);
    if (!m_started) return tr("%1: not started").arg(name);
    QString text = tr("%1: %2").arg(name, stateText(status.state));
    if (node == m_links.server()) text += u'\n' + tr("%n message(s) waiting", nullptr, m_serverQueue);
    else text += u'\n' + tr("%1 steps").arg(QLocale().toString(qulonglong(status.steps)));
    if (m_links.isCorrupt(node)) text += u'\n' + tr("sends broken data");
    if (!std::isnan(accuracy)) text += u'\n' + tr("own model: accuracy %1 %").arg(QLocale().toString(100.0 * accuracy, 'f', 1));
    return text;
}

bool ClusterMap::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int node = workerAt(mapToScene(help->pos()));
        if (node >= 0) QToolTip::showText(help->globalPos(), toolTipOf(node), this);
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
