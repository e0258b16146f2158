// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done to the machines of the map: the acts behind its keys, and the menu that lists them.
#include "ui/views/cluster_map.h"

#include "ui/look/menu_heading.h"
#include "ui/models/fault_history.h"

#include <QActionGroup>
#include <QContextMenuEvent>
#include <QMenu>

#include <algorithm>

namespace gossip::ui {
namespace {

using gossip::FaultKind;
using gossip::WorkerState;

constexpr double kSlowFactor = 4.0;

}  // namespace

bool ClusterMap::isDown(int node) const
{
    const WorkerState state = m_status[std::size_t(node)].state;
    return state == WorkerState::crashed || state == WorkerState::diverged;
}

/// Of the chosen nodes those that an act would change.
std::vector<int> ClusterMap::targets(Act act) const
{
    const auto wanted = [&](int node) {
        const bool server = node == m_links.server();
        const bool slow = m_status[std::size_t(node)].state == WorkerState::slow;
        switch (act) {
        case Act::crash: return !isDown(node);
        case Act::bringBack: return isDown(node) || m_links.isCorrupt(node);
        case Act::slow: return !server && !isDown(node) && !slow;
        case Act::fullSpeed: return slow;
        case Act::corrupt:
        case Act::noise: return !isDown(node) && !m_links.isCorrupt(node);
        default: return true;
        }
    };
    std::vector<int> nodes;
    std::copy_if(m_chosen.begin(), m_chosen.end(), std::back_inserter(nodes), wanted);
    return nodes;
}

bool ClusterMap::can(Act act) const
{
    switch (act) {
    case Act::cutLine: return !m_links.isCut();
    case Act::heal: return m_links.isCut() || !m_links.faults().empty();
    case Act::cutOff:
    case Act::isolate: return int(m_chosen.size()) < m_links.nodes() || act == Act::isolate;
    default: return !targets(act).empty();
    }
}

void ClusterMap::perform(Act act)
{
    const std::vector<int> nodes = targets(act);
    switch (act) {
    case Act::crash: return request(FaultKind::crash, nodes);
    case Act::slow: return request(FaultKind::slow, nodes, kSlowFactor);
    case Act::fullSpeed: return request(FaultKind::slow, nodes, 1.0);
    case Act::corrupt: return request(FaultKind::corrupt, nodes);
    case Act::noise: return request(FaultKind::corrupt, nodes, 1.0, gossip::CorruptMode::noise);
    case Act::isolate: return Q_EMIT commandRequested(isolateCommand(m_scenario, nodes));
    case Act::cutOff:
        if (can(act)) Q_EMIT commandRequested(cutOffCommand(m_scenario, nodes));
        return;
    case Act::cutLine: return Q_EMIT commandRequested(cutCommand(m_scenario));
    case Act::bringBack:
        if (!nodes.empty()) return request(FaultKind::rejoin, nodes);
        return can(Act::fullSpeed) ? perform(Act::fullSpeed) : perform(Act::heal);
    case Act::heal: break;
    }
    std::vector<gossip::Fault> repairs;
    for (const gossip::Fault& link : m_links.faults()) repairs.push_back(repairOf(link, m_links.network()));
    if (m_links.isCut()) {
        gossip::Fault heal;
        heal.kind = FaultKind::heal;
        repairs.push_back(heal);
    }
    if (repairs.size() == 1) Q_EMIT commandRequested(repairs.front());
    else if (!repairs.empty()) Q_EMIT commandsRequested(repairs);
}

void ClusterMap::request(FaultKind kind, const std::vector<int>& nodes, double factor, gossip::CorruptMode mode)
{
    if (nodes.empty()) return;
    gossip::Fault fault;
    fault.kind = kind;
    for (const int node : nodes) fault.workers.push_back(node == m_links.server() ? gossip::kServerNode : node);
    fault.factor = factor;
    fault.mode = mode;
    Q_EMIT commandRequested(fault);
}

void ClusterMap::addActs(QMenu& menu, std::initializer_list<std::pair<Act, QString>> acts)
{
    for (const auto& [act, text] : acts)
        menu.addAction(text, this, [this, what = act] { perform(what); })->setEnabled(can(act));
}

std::unique_ptr<QMenu> ClusterMap::makeMenu()
{
    auto menu = std::make_unique<QMenu>(this);
    const int count = int(m_chosen.size());
    addHeading(*menu, count == 1 ? nameOf(*m_chosen.begin()) : tr("%n machines chosen", nullptr, count));
    addActs(*menu, {{Act::crash, tr("Crash\tK")},
                    {Act::bringBack, tr("Bring back\tR")},
                    {Act::slow, tr("Slow down 4 times\tL")},
                    {Act::fullSpeed, tr("Back to full speed")},
                    {Act::corrupt, tr("Send broken data\tD")},
                    {Act::noise, tr("Send noise instead of the model")},
                    {Act::isolate, count == 1 ? tr("Cut off from the others\tI") : tr("Cut off each alone\tI")}});
    if (count > 1) addActs(*menu, {{Act::cutOff, tr("Cut off together\tX")}});
    menu->addSeparator();
    addActs(*menu, {{Act::cutLine, count > 1 ? tr("Cut the line") : tr("Cut the line\tX")}, {Act::heal, tr("Restore the line\tH")}});
    menu->addSeparator();
    QAction* mode = menu->addAction(tr("Change links by dragging\tE"), this, [this] { setLinkMode(!m_linkMode); });
    mode->setCheckable(true);
    mode->setChecked(m_linkMode);
    mode->setEnabled(m_linksEditable && m_links.hasTopology());
    menu->addAction(tr("Link or unlink the chosen\tN"), this, &ClusterMap::linkChosen)->setEnabled(mode->isEnabled() && count > 1);
    menu->addAction(tr("What the signs mean\t?"), this, &ClusterMap::showSigns);
    addArrangements(*menu->addMenu(tr("Arrangement")));
    return menu;
}

void ClusterMap::addArrangements(QMenu& menu)
{
    const std::initializer_list<std::pair<MapArrangement, QString>> all{{MapArrangement::best, tr("As fits best")},
                                                                        {MapArrangement::groups, tr("By groups")},
                                                                        {MapArrangement::ring, tr("Ring")},
                                                                        {MapArrangement::circle, tr("Circles")},
                                                                        {MapArrangement::grid, tr("Grid")}};
    auto* choice = new QActionGroup(&menu);
    for (const auto& [arrangement, text] : all) {
        QAction* action = menu.addAction(text, this, [this, what = arrangement] { arrange(what); });
        action->setActionGroup(choice);
        action->setCheckable(true);
        action->setChecked(arrangement == m_places.arrangement());
    }
    menu.addSeparator();
    menu.addAction(tr("Arrange again"), this, [this] { arrange(m_places.arrangement()); })->setEnabled(!m_places.moved().empty());
}

void ClusterMap::contextMenuEvent(QContextMenuEvent* event)
{
    if (m_items.empty()) return;
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const int node = byKey ? -1 : workerAt(mapToScene(event->pos()));
    if (node >= 0 && !m_chosen.contains(node)) choose({node});
    const QPoint at = byKey ? viewport()->mapToGlobal(mapFromScene(m_layout.centres[std::size_t(m_selected)])) : event->globalPos();
    QMenu* menu = makeMenu().release();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(at);   // training and window go on meanwhile
}

}  // namespace gossip::ui
