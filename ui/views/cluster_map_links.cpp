// SPDX-License-Identifier: GPL-3.0-or-later
// Links and cuts of the map, and how a person edits them.
#include "ui/views/cluster_map.h"

#include "ui/bridge/messages.h"
#include "ui/models/words.h"
#include "ui/views/message_layer.h"

#include <QLocale>

#include <algorithm>
#include <map>

namespace gossip::ui {
namespace {

constexpr std::size_t kMostSingleCuts = 64;   // links that are cut one by one: each costs a look-up for every message

}  // namespace

void ClusterMap::updateLinks()
{
    using LinkState = MapBackdrop::LinkState;
    std::vector<MapBackdrop::Link> links;
    if (m_layout.centres.size() != m_items.size()) return;  // not laid out yet
    const bool all = m_scenario.workers.count <= MapLayout::kMostDetailed;
    const std::vector<int> part = m_links.partOfNodes();
    for (int i = 0; i < m_links.nodes(); ++i) {
        for (int j = i + 1; j < m_links.nodes(); ++j) {
            const bool own = i == m_selected || j == m_selected;
            const bool shown = own || all || !m_links.faults().empty();
            if (!shown || part[std::size_t(i)] != part[std::size_t(j)]) continue;  // a link across the cut is no link now
            if (!m_links.linked(i, j)) continue;
            MapBackdrop::Link link;
            link.state = m_links.state(i, j);
            if (!own && !all && link.state == LinkState::calm) continue;
            link.line = QLineF(m_layout.centres[std::size_t(i)], m_layout.centres[std::size_t(j)]);
            link.strong = own && all;
            if (m_reduceMotion && own && m_links.counted(i, j) > 0) link.count = QLocale().toString(qulonglong(m_links.counted(i, j)));
            links.push_back(link);
        }
    }
    m_backdrop->setLinks(std::move(links));
}

void ClusterMap::updateWalls()
{
    std::vector<QLineF> walls;
    m_cutOff.assign(m_items.size(), false);
    const std::vector<int> part = m_links.partOfNodes();
    std::map<int, std::size_t> sizes;
    for (const int one : part) ++sizes[one];
    if (m_links.isCut() && sizes.size() > 1 && m_layout.centres.size() == m_items.size()) {
        const auto smaller = [](const auto& a, const auto& b) { return a.second < b.second; };
        const int largest = std::max_element(sizes.begin(), sizes.end(), smaller)->first;
        bool mixed = false;
        for (const auto& [one, size] : sizes) {
            if (sizes.size() == 2 && one == largest) continue;  // one wall for two parts
            std::vector<QPointF> inside;
            std::vector<QPointF> outside;
            for (std::size_t i = 0; i < part.size(); ++i) (part[i] == one ? inside : outside).push_back(m_layout.centres[i]);
            const auto wall = wallBetween(inside, outside, m_backdrop->boundingRect(), m_layout.radius + 2.0);
            if (wall) walls.push_back(*wall);
            mixed |= !wall;
        }
        // No straight wall shows who is cut off: all but the largest part get a dashed ring.
        for (std::size_t i = 0; mixed && i < part.size(); ++i) m_cutOff[i] = part[i] != largest;
    }
    m_messages->setWalls(walls);
    m_backdrop->setWalls(std::move(walls), tr("Line cut %1").arg(timeText(m_links.cutSinceS())));
}

void ClusterMap::cutAlong(const QLineF& line)
{
    const std::vector<NodePair> crossed = m_links.crossedBy(line, m_layout.centres);
    if (crossed.empty()) return Q_EMIT hinted(tr("The line crosses no link.\nDraw it across links with Shift held down."));
    const std::vector<gossip::Fault> cuts = cutLinksCommands(m_scenario, m_links.all(), crossed);
    if (cuts.size() > 2 * kMostSingleCuts)
        return Q_EMIT hinted(tr("These are too many links to cut one by one.\nDraw the line right across to part the machines."));
    if (cuts.size() == 1) Q_EMIT commandRequested(cuts.front());
    else Q_EMIT commandsRequested(cuts);
}

void ClusterMap::setLinksEditable(bool editable)
{
    m_linksEditable = editable;
    if (!editable) setLinkMode(false);
}

void ClusterMap::setLinkMode(bool on)
{
    if (on && !m_links.hasTopology()) return Q_EMIT hinted(tr("This way of learning has no links of its own.\nChoose one whose machines exchange directly."));
    if (on && !m_linksEditable) return Q_EMIT hinted(tr("Links can be changed before a run.\nEnd this one first; a cut acts at once."));
    m_linkMode = on;
    viewport()->setCursor(on ? Qt::CrossCursor : Qt::ArrowCursor);
    viewport()->update();
}

void ClusterMap::linkChosen()
{
    std::vector<NodePair> pairs;
    for (const int a : m_chosen)
        for (const int b : m_chosen)
            if (a < b) pairs.emplace_back(a, b);
    if (pairs.empty()) return Q_EMIT hinted(tr("Choose two machines or more first.\nCtrl+click, Shift+arrows or a frame does it."));
    editLinks(pairs);
}

void ClusterMap::editLinks(const std::vector<NodePair>& toggled)
{
    if (!m_linksEditable || !m_links.hasTopology()) return setLinkMode(true);   // says why not
    gossip::Scenario edited = m_scenario;
    edited.topology = editedLinks(m_links.directed(), toggled);
    const auto checked = gossip::Topology::make(edited.topology, edited.workers.count, edited.seed);
    if (!checked) return Q_EMIT hinted(engineText(checked.error()));
    Q_EMIT topologyEdited(edited.topology);
}

}  // namespace gossip::ui
