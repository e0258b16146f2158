// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/cluster_map.h"

#include "ui/look/theme.h"
#include "ui/views/map_backdrop.h"
#include "ui/views/message_layer.h"
#include "ui/views/worker_item.h"

#include <gossip/catalogue.h>

#include <QEvent>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <limits>

namespace gossip::ui {
namespace {

using gossip::WorkerState;

constexpr int kFrameMs = 33;
constexpr double kHead = 30.0;         // px: title and note
constexpr double kMargin = 12.0;
constexpr double kNameHeight = 24.0;   // below the outline, ring included

bool exchanges(const gossip::Scenario& scenario)
{
    const gossip::ProtocolInfo* info = gossip::findProtocol(scenario.protocol.id);
    return info == nullptr || info->exchanges;
}

}  // namespace

ClusterMap::ClusterMap(QWidget* parent)
    : QGraphicsView(parent), m_backdrop(new MapBackdrop), m_messages(new MessageLayer(m_book, m_layout))
{
    m_scene.setItemIndexMethod(QGraphicsScene::NoIndex);
    m_scene.addItem(m_backdrop);
    m_scene.addItem(m_messages);
    setScene(&m_scene);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(220, 220);
    m_animation.setInterval(kFrameMs);
    m_animation.setTimerType(Qt::PreciseTimer);
    connect(&m_animation, &QTimer::timeout, this, &ClusterMap::animate);
    connect(&ThemeStore::instance(), &ThemeStore::changed, this, &ClusterMap::restyle);
}

ClusterMap::~ClusterMap()
{
    // Leaving the scene moves focus, which must not reach a half-destroyed map.
    setScene(nullptr);
}

void ClusterMap::setScenario(const gossip::Scenario& scenario)
{
    const bool samePlaces = scenario.workers.count == m_scenario.workers.count && !m_items.empty();
    m_scenario = scenario;
    const auto topology = gossip::Topology::make(scenario.topology, scenario.workers.count, scenario.seed);
    m_topology = topology ? std::optional(*topology) : std::nullopt;
    if (!samePlaces) {
        for (WorkerItem* item : m_items) delete item;
        m_items.clear();
        for (int i = 0; i < scenario.workers.count; ++i) {
            m_items.push_back(new WorkerItem(i));
            m_scene.addItem(m_items.back());
        }
        // The second machine: in the first scenario it has neighbours and a plant to be cut off from.
        m_selected = std::min(1, scenario.workers.count - 1);
    }
    clear();
    layOut();
    if (!samePlaces && m_selected >= 0) Q_EMIT workerSelected(m_selected);
}

void ClusterMap::clear()
{
    const auto count = m_items.size();
    m_status.assign(count, {});
    m_accuracy.assign(count, std::numeric_limits<double>::quiet_NaN());
    m_cutOff.assign(count, false);
    m_cut.reset();
    m_counts.clear();
    m_book.clear();
    m_started = false;
    m_paused = false;
    updateWalls();
    updateLooks();
    updateLinks();
    updateAnimation();
    restyle();
}

void ClusterMap::apply(const gossip::RunUpdate& update)
{
    m_started = true;
    m_paused = update.state == gossip::RunState::paused;
    for (std::size_t i = 0; i < std::min(update.workers.size(), m_status.size()); ++i) m_status[i] = update.workers[i];
    for (const gossip::Record& record : update.records) {
        for (const gossip::WorkerRow& row : record.workers) {
            if (row.testAccuracy && row.worker >= 0 && std::size_t(row.worker) < m_accuracy.size())
                m_accuracy[std::size_t(row.worker)] = *row.testAccuracy;
        }
    }
    takeEvents(update);
    takeMessages(update.messages);
    updateLooks();
    updateAnimation();
}

void ClusterMap::showMoment(const gossip::RunUpdate& moment)
{
    std::fill(m_accuracy.begin(), m_accuracy.end(), std::numeric_limits<double>::quiet_NaN());
    m_cut.reset();
    m_book.clear();
    apply(moment);
    updateWalls();
    updateLooks();
    updateLinks();
    viewport()->update();
}

void ClusterMap::takeEvents(const gossip::RunUpdate& update)
{
    const bool wasCut = m_cut.has_value();
    bool changed = false;
    for (const gossip::Event& event : update.events) {
        if (!event.fault) continue;
        if (event.fault->kind == gossip::FaultKind::partition) {
            const double untilS = event.fault->forS ? event.timeS + *event.fault->forS : std::numeric_limits<double>::infinity();
            m_cut = Cut{event.timeS, untilS, event.fault->groups};
            changed = true;
        } else if (event.fault->kind == gossip::FaultKind::heal) {
            m_cut.reset();
        }
    }
    if (m_cut && update.timeS >= m_cut->untilS) m_cut.reset();
    if (changed || m_cut.has_value() != wasCut) {
        updateWalls();
        updateLinks();
    }
}

void ClusterMap::takeMessages(const std::vector<gossip::MessageTrace>& traces)
{
    std::vector<gossip::MessageTrace> shown;
    const auto isWorker = [&](int node) { return node >= 0 && std::size_t(node) < m_items.size(); };
    for (const gossip::MessageTrace& trace : traces) {
        if (!isWorker(trace.from) || !isWorker(trace.to) || trace.from == trace.to) continue;
        if (trace.fate == gossip::MessageFate::delivered) ++m_counts[std::minmax(trace.from, trace.to)];
        shown.push_back(trace);
    }
    if (m_reduceMotion) return updateLinks();
    if (isVisible()) m_book.add(shown, m_animationS);
}

WorkerState ClusterMap::stateOf(int worker) const
{
    return m_status[std::size_t(worker)].state;
}

void ClusterMap::updateLooks()
{
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        WorkerLook look;
        look.name = QString::fromStdString(m_scenario.workerName(int(i)));
        look.state = m_status[i].state;
        look.started = m_started;
        look.cut = m_cutOff[i];
        look.selected = int(i) == m_selected;
        look.focused = hasFocus();
        look.detailed = int(m_items.size()) <= MapLayout::kMostDetailed;
        look.named = m_layout.named;
        look.accuracy = m_accuracy[i];
        look.radius = std::max(1.0, m_layout.radius);
        m_items[i]->setLook(look);
    }
}

void ClusterMap::updateLinks()
{
    std::vector<MapBackdrop::Link> links;
    const int count = int(m_layout.centres.size());
    const bool all = count <= MapLayout::kMostDetailed;
    const std::vector<int> part = partOfWorkers();
    if (part.size() != m_layout.centres.size()) return;  // not laid out yet
    for (int i = 0; i < count && m_topology && exchanges(m_scenario); ++i) {
        for (int j = i + 1; j < count; ++j) {
            const bool own = i == m_selected || j == m_selected;
            if (!own && !all) continue;
            if (!m_topology->linked(i, j) && !m_topology->linked(j, i)) continue;
            if (part[std::size_t(i)] != part[std::size_t(j)]) continue;  // a link across the cut is no link now
            MapBackdrop::Link link;
            link.line = QLineF(m_layout.centres[std::size_t(i)], m_layout.centres[std::size_t(j)]);
            link.strong = own && all;
            const auto counted = m_counts.find({i, j});
            if (m_reduceMotion && own && counted != m_counts.end()) link.count = QLocale().toString(qulonglong(counted->second));
            links.push_back(link);
        }
    }
    m_backdrop->setLinks(std::move(links));
}

std::vector<int> ClusterMap::partOfWorkers() const
{
    std::vector<int> part(m_items.size(), 0);  // workers of no list form one more part
    for (std::size_t p = 0; m_cut && p < m_cut->parts.size(); ++p) {
        for (const int worker : m_cut->parts[p]) {
            if (worker >= 0 && std::size_t(worker) < part.size()) part[std::size_t(worker)] = int(p) + 1;
        }
    }
    return part;
}

void ClusterMap::updateWalls()
{
    std::vector<QLineF> walls;
    m_cutOff.assign(m_items.size(), false);
    const std::vector<int> part = partOfWorkers();
    std::map<int, std::size_t> sizes;
    for (const int one : part) ++sizes[one];
    if (m_cut && sizes.size() > 1 && m_layout.centres.size() == m_items.size()) {
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
    const int since = m_cut ? int(m_cut->sinceS) : 0;
    const QString clock = QStringLiteral("%1:%2").arg(since / 60).arg(since % 60, 2, 10, QLatin1Char('0'));
    m_messages->setWalls(walls);
    m_backdrop->setWalls(std::move(walls), tr("Line cut %1").arg(clock));
}

int ClusterMap::wallCount() const
{
    return int(m_backdrop->walls().size());
}

void ClusterMap::layOut()
{
    const QRectF all(QPointF(), QSizeF(viewport()->size()) / m_scale);
    m_scene.setSceneRect(all);
    const QRectF room = all.adjusted(kMargin, kHead, -kMargin, -kMargin);
    if (m_items.empty() || room.width() < 20 || room.height() < 20) return;
    m_backdrop->setRoom(all.adjusted(2, kHead, -2, -2));
    m_messages->setRoom(all);
    // The wall's label needs its line above the machines.
    const QRectF machines = room.adjusted(0, 18, 0, 0);
    m_layout = layOutMap(int(m_items.size()), m_scenario.groupOfWorker(), machines, kNameHeight);
    for (std::size_t i = 0; i < m_items.size(); ++i) m_items[i]->setPos(m_layout.centres[i]);
    updateWalls();
    updateLooks();
    updateLinks();
}

void ClusterMap::setScale(double scale)
{
    m_scale = scale;
    setTransform(QTransform::fromScale(scale, scale));
    layOut();
}

void ClusterMap::restyle()
{
    setAccessibleName(tr("Map of the machines"));
    m_messages->setColor(theme().protocolColor(m_scenario.protocol.id));
    for (WorkerItem* item : m_items) item->update();
    m_backdrop->update();
    viewport()->update();
}

void ClusterMap::setReduceMotion(bool reduce)
{
    m_reduceMotion = reduce;
    m_book.clear();
    updateLinks();
    updateAnimation();
    viewport()->update();
}

void ClusterMap::updateAnimation()
{
    const bool wanted = isVisible() && !m_paused && !m_reduceMotion && !m_book.isEmpty();
    if (wanted == m_animation.isActive()) return;
    if (!wanted) return m_animation.stop();
    m_sinceFrame.start();
    m_animation.start();
}

void ClusterMap::animate()
{
    m_animationS += double(m_sinceFrame.nsecsElapsed()) * 1e-9;
    m_sinceFrame.start();
    m_book.advance(m_animationS);
    m_messages->setNow(m_animationS);
    m_messages->update();
    updateAnimation();
}

QString ClusterMap::headNote() const
{
    if (m_reduceMotion) return tr("numbers: messages so far");
    if (!m_started || !exchanges(m_scenario)) return {};
    const QString slowed = tr("flights slowed");
    if (m_book.oneOf() <= 1) return slowed;
    const QString sampled = tr("1 of %n shown", nullptr, int(m_book.oneOf()));
    return sampled + QStringLiteral(" · ") + slowed;
}

void ClusterMap::drawBackground(QPainter* painter, const QRectF& rect)
{
    painter->fillRect(rect, theme().panel);
}

void ClusterMap::drawForeground(QPainter* painter, const QRectF&)
{
    const QRectF line(12, 6, viewport()->width() / m_scale - 24, 20);
    double left = 0.0;
    if (m_scale == 1.0) {   // larger there is room for the note only
        const QString title = tr("Exchanges between machines");
        painter->setFont(uiFont(13, true));
        painter->setPen(theme().ink);
        painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter, title);
        left = QFontMetricsF(painter->font()).horizontalAdvance(title) + 12;
    }
    painter->setFont(uiFont(12));
    painter->setPen(theme().muted);
    const QString note = QFontMetricsF(painter->font()).elidedText(headNote(), Qt::ElideRight, line.width() - left);
    painter->drawText(line.adjusted(left, 0, 0, 0), Qt::AlignRight | Qt::AlignVCenter, note);
}

void ClusterMap::resizeEvent(QResizeEvent* event)
{
    QGraphicsView::resizeEvent(event);
    layOut();
}

void ClusterMap::showEvent(QShowEvent* event)
{
    QGraphicsView::showEvent(event);
    updateAnimation();
}

void ClusterMap::hideEvent(QHideEvent* event)
{
    QGraphicsView::hideEvent(event);
    m_book.clear();  // what nobody saw start must not appear halfway
    updateAnimation();
}

void ClusterMap::changeEvent(QEvent* event)
{
    QGraphicsView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        updateWalls();
        restyle();
    }
}

}  // namespace gossip::ui
