// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/cluster_map.h"

#include "ui/look/theme.h"
#include "ui/views/map_backdrop.h"
#include "ui/views/message_layer.h"
#include "ui/views/sign_legend.h"
#include "ui/views/worker_item.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <QToolButton>

#include <algorithm>
#include <limits>

namespace gossip::ui {
namespace {

using gossip::WorkerState;

constexpr int kFrameMs = 16;           // 60 frames a second
constexpr int kCrowd = 64;             // nodes beyond which half as many frames are as smooth
constexpr double kHead = 30.0;         // px: title and note
constexpr double kMargin = 12.0;
constexpr int kSignsButton = 24;
constexpr double kNameHeight = 24.0;   // below the outline, ring included

}  // namespace

ClusterMap::ClusterMap(QWidget* parent)
    : QGraphicsView(parent), m_backdrop(new MapBackdrop), m_messages(new MessageLayer(m_book, m_layout)), m_signs(new QToolButton(this))
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
    m_signs->setObjectName(QStringLiteral("mapSigns"));
    m_signs->setAutoRaise(true);
    m_signs->setFixedSize(kSignsButton, kSignsButton);
    connect(m_signs, &QToolButton::clicked, this, &ClusterMap::showSigns);
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
    const int shown = int(m_items.size());
    m_scenario = scenario;
    m_links.setScenario(scenario);
    const bool samePlaces = m_links.nodes() == shown && m_worker >= 0;
    m_gesture = {};
    m_places.open(scenario);
    m_book.setServer(m_links.server());
    if (!samePlaces) makeItems();
    clear();
    layOut();
    if (!samePlaces && m_worker >= 0) Q_EMIT workerSelected(m_worker);
}

void ClusterMap::setTopology(const gossip::TopologySpec& topology)
{
    m_scenario.topology = topology;
    m_links.setScenario(m_scenario);
    updateLinks();
}

void ClusterMap::makeItems()
{
    for (WorkerItem* item : m_items) delete item;
    m_items.clear();
    m_nameRooms.assign(std::size_t(m_links.nodes()), 0.0);
    for (int i = 0; i < m_links.nodes(); ++i) {
        m_items.push_back(new WorkerItem(i));
        m_scene.addItem(m_items.back());
    }
    m_animation.setInterval(m_links.nodes() <= kCrowd + 1 ? kFrameMs : 2 * kFrameMs);
    // The second machine: in the first scenario it has neighbours and a plant to be cut off from.
    m_worker = m_selected = std::min(1, m_scenario.workers.count - 1);
    m_chosen = m_selected < 0 ? std::set<int>() : std::set{m_selected};
}

void ClusterMap::clear()
{
    const auto count = m_items.size();
    m_status.assign(count, {});
    m_accuracy.assign(count, std::numeric_limits<double>::quiet_NaN());
    m_cutOff.assign(count, false);
    m_links.clear();
    m_serverQueue = 0;
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
        if (m_links.server() >= 0 && record.metrics.testAccuracy) m_accuracy.back() = *record.metrics.testAccuracy;   // its model's
    }
    if (update.server && m_links.server() >= 0) {
        m_status.back().state = update.server->alive ? WorkerState::running : WorkerState::crashed;
        m_serverQueue = update.server->waiting;
    }
    if (m_links.take(update)) {
        updateWalls();
        updateLinks();
    }
    m_book.setSteps(update.workers);
    takeMessages(update.messages);
    updateLooks();
    updateAnimation();
}

void ClusterMap::showMoment(const gossip::RunUpdate& moment)
{
    std::fill(m_accuracy.begin(), m_accuracy.end(), std::numeric_limits<double>::quiet_NaN());
    m_links.clear();
    m_book.clear();
    apply(moment);
    updateWalls();
    updateLooks();
    updateLinks();
    viewport()->update();
}

void ClusterMap::takeMessages(const std::vector<gossip::MessageTrace>& traces)
{
    std::vector<gossip::MessageTrace> shown;
    const auto isNode = [&](int node) { return node >= 0 && std::size_t(node) < m_items.size(); };
    for (const gossip::MessageTrace& trace : traces) {
        if (!isNode(trace.from) || !isNode(trace.to) || trace.from == trace.to) continue;
        if (trace.fate == gossip::MessageFate::delivered) m_links.count(trace.from, trace.to);
        shown.push_back(trace);
    }
    if (m_reduceMotion) return updateLinks();
    if (isVisible()) m_book.add(shown, m_animationS);
}

void ClusterMap::updateLooks()
{
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        WorkerLook look;
        look.name = nameOf(int(i));
        look.state = m_status[i].state;
        look.started = m_started;
        look.cut = m_cutOff[i];
        look.selected = int(i) == m_selected;
        look.chosen = m_chosen.size() > 1 && m_chosen.contains(int(i));
        look.focused = hasFocus();
        look.detailed = m_scenario.workers.count <= MapLayout::kMostDetailed;
        look.server = int(i) == m_links.server();
        look.corrupt = m_links.isCorrupt(int(i));
        look.waiting = look.server ? m_serverQueue : 0;
        look.named = m_layout.named;
        look.accuracy = m_accuracy[i];
        look.radius = std::max(1.0, m_layout.radius);
        look.nameRoom = m_nameRooms[i];
        m_items[i]->setLook(look);
    }
}

QRectF ClusterMap::nodeRoom() const
{
    // The wall's label needs its line above the machines.
    return QRectF(QPointF(), QSizeF(viewport()->size()) / m_scale).adjusted(kMargin, kHead + 18, -kMargin, -kMargin);
}

void ClusterMap::layOut()
{
    const QRectF all(QPointF(), QSizeF(viewport()->size()) / m_scale);
    const QRectF room = nodeRoom();
    m_scene.setSceneRect(all);
    if (m_items.empty() || room.width() < 20 || room.height() < 20) return;
    m_backdrop->setRoom(all.adjusted(2, kHead, -2, -2));
    m_messages->setRoom(all);
    const bool server = m_links.server() >= 0;
    m_layout = layOutMap({m_scenario.workers.count, server, m_scenario.groupOfWorker(), m_places.arrangement()}, room, kNameHeight);
    for (const auto& [node, share] : m_places.moved()) {
        if (std::size_t(node) >= m_layout.centres.size()) continue;
        m_layout.centres[std::size_t(node)] = room.topLeft() + QPointF(share.x() * room.width(), share.y() * room.height());
    }
    placeItems();
}

void ClusterMap::placeItems()
{
    const QRectF all(QPointF(), QSizeF(viewport()->size()) / m_scale);
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        m_items[i]->setPos(m_layout.centres[i]);
        m_nameRooms[i] = m_layout.nameRoom(int(i), all.adjusted(2, 0, -2, 0));
    }
    updateWalls();
    updateLooks();
    updateLinks();
}

void ClusterMap::setScale(double scale)
{
    m_scale = scale;
    m_signs->setVisible(scale == 1.0);
    setTransform(QTransform::fromScale(scale, scale));
    layOut();
}

void ClusterMap::restyle()
{
    setAccessibleName(tr("Map of the machines"));
    m_signs->setText(tr("?"));
    m_signs->setAccessibleName(tr("What the signs mean"));
    m_signs->setToolTip(tr("What the signs mean (?)"));
    m_messages->setColor(theme().protocolColor(m_scenario.protocol.id));
    setBackgroundBrush(theme().panel);
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

void ClusterMap::showSigns()
{
    auto* legend = new SignLegend(theme().protocolColor(m_scenario.protocol.id), this);
    const QPoint corner = m_signs->isVisible() ? m_signs->geometry().bottomRight() : rect().topRight();
    legend->move(mapToGlobal(corner) - QPoint(legend->width() - 1, -2));
    legend->show();
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
    if (m_gesture.kind == MapGesture::Kind::cutting)
        return tr("cuts %n link(s)", nullptr, int(m_links.crossedBy(m_gesture.line(), m_layout.centres).size()));
    if (m_linkMode) return tr("drag from one machine to another: link on or off");
    if (m_chosen.size() > 1) return tr("%n machines chosen", nullptr, int(m_chosen.size()));
    if (m_reduceMotion) return tr("numbers: messages so far");
    if (!m_started || !m_links.exchanges()) return {};
    const QString slowed = tr("flights slowed");
    if (m_book.oneOf() <= 1) return slowed;
    const QString sampled = tr("1 of %n shown", nullptr, int(m_book.oneOf()));
    return sampled + QStringLiteral(" · ") + slowed;
}

void ClusterMap::drawForeground(QPainter* painter, const QRectF&)
{
    drawGesture(*painter);
    QRectF line(12, 6, viewport()->width() / m_scale - 24, 20);
    double left = 0.0;
    if (m_scale == 1.0) {   // larger there is room for the note only
        line.setRight(m_signs->x() - 6);
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

void ClusterMap::drawGesture(QPainter& painter) const
{
    const Theme& t = theme();
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_gesture.kind == MapGesture::Kind::band) {
        QColor inside = t.ink;
        inside.setAlpha(24);
        painter.setPen(QPen(t.ink, 1.0, Qt::DashLine));
        painter.setBrush(inside);
        painter.drawRect(m_gesture.area());
    } else if (m_gesture.kind == MapGesture::Kind::cutting) {
        painter.setPen(QPen(t.cut, 3.0, Qt::DashLine, Qt::FlatCap));
        painter.drawLine(m_gesture.line());
    } else if (m_gesture.kind == MapGesture::Kind::linking) {
        painter.setPen(QPen(t.ink, 2.0));
        painter.drawLine(m_gesture.line());
    }
}

void ClusterMap::resizeEvent(QResizeEvent* event)
{
    QGraphicsView::resizeEvent(event);
    m_signs->move(width() - kSignsButton - 8, 4);
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
