// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/flight_book.h"
#include "ui/views/map_gesture.h"
#include "ui/views/map_layout.h"
#include "ui/views/map_links.h"
#include "ui/views/map_places.h"

#include <QElapsedTimer>
#include <QGraphicsView>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <set>

class QMenu;
class QToolButton;

namespace gossip::ui {

class MessageLayer;
class WorkerItem;

/// The machines of a run, what state they are in, and the messages between them.
///
/// Every moving sign is a real message. Nothing else moves by itself; the animation runs only while something does and the map is
/// visible. A person selects one or several nodes (click, Ctrl+click, rubber band, keys), moves them, draws a cut across links
/// (Shift+drag) or, before a run, links (Alt+drag, or in the mode for it).
class ClusterMap : public QGraphicsView {
    Q_OBJECT
public:
    explicit ClusterMap(QWidget* parent = nullptr);
    ~ClusterMap() override;

    /// Forgets the past and shows this scenario's machines, none started.
    void setScenario(const gossip::Scenario& scenario);
    void setTopology(const gossip::TopologySpec& topology);   ///< edited; all else stays
    void apply(const gossip::RunUpdate& update);
    /// Shows a moment of the past, or now again: \p moment has all that led to it. Messages on their way are gone.
    void showMoment(const gossip::RunUpdate& moment);
    void clear();   ///< back to "not started"

    [[nodiscard]] int selectedWorker() const { return m_worker; }   ///< -1 only before the first scenario
    void selectWorker(int worker);
    [[nodiscard]] const std::set<int>& chosen() const { return m_chosen; }   ///< the nodes that commands go to
    void choose(std::set<int> nodes);            ///< the last of them is selected; nothing: the selected one stays
    [[nodiscard]] MapArrangement arrangement() const { return m_places.arrangement(); }
    void arrange(MapArrangement arrangement);    ///< places everybody anew, moved ones too
    [[nodiscard]] bool reducesMotion() const { return m_reduceMotion; }
    void setReduceMotion(bool reduce);   ///< counters on the links instead of travelling signs
    void setLinksEditable(bool editable);        ///< there is no run: the topology may be changed
    [[nodiscard]] std::unique_ptr<QMenu> makeMenu();   ///< what can be done to the chosen nodes, the line and the arrangement

    void setScale(double scale);         ///< size of everything; 1 in the window, more when shown to a room

    [[nodiscard]] const MapLayout& mapLayout() const { return m_layout; }   ///< in px of scale 1
    [[nodiscard]] const MapLinks& links() const { return m_links; }
    [[nodiscard]] const FlightBook& flightBook() const { return m_book; }
    [[nodiscard]] const WorkerItem& workerItem(int node) const { return *m_items[std::size_t(node)]; }
    [[nodiscard]] const MapBackdrop& backdrop() const { return *m_backdrop; }
    [[nodiscard]] bool isAnimating() const { return m_animation.isActive(); }
    [[nodiscard]] QString headNote() const;      ///< what the line above the machines says of messages or the gesture

Q_SIGNALS:
    void workerSelected(int worker);
    void commandRequested(const gossip::Fault& command);
    void commandsRequested(const std::vector<gossip::Fault>& commands);   ///< several that are one act
    void topologyEdited(const gossip::TopologySpec& topology);
    void hinted(const QString& sentence);

protected:
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    enum class Act { crash, bringBack, slow, fullSpeed, isolate, corrupt, noise, cutOff, cutLine, heal };

    void makeItems();
    void layOut();
    void placeItems();
    void updateLooks();
    void updateLinks();
    void updateWalls();
    void restyle();
    void takeMessages(const std::vector<gossip::MessageTrace>& traces);
    void drawGesture(QPainter& painter) const;
    void animate();
    void updateAnimation();
    void showSigns();
    void perform(Act act);
    [[nodiscard]] bool can(Act act) const;
    [[nodiscard]] std::vector<int> targets(Act act) const;
    void addActs(QMenu& menu, std::initializer_list<std::pair<Act, QString>> acts);
    void addArrangements(QMenu& menu);
    void request(gossip::FaultKind kind, const std::vector<int>& nodes, double factor = 1.0,
                 gossip::CorruptMode mode = gossip::CorruptMode::nan);
    void select(int node);
    void selectTowards(const QPointF& direction, bool extend);
    void moveChosen(const QPointF& by);
    void setLinkMode(bool on);
    void linkChosen();
    void editLinks(const std::vector<NodePair>& toggled);
    void continueGesture(const QPointF& to);
    void finishGesture();
    void cutAlong(const QLineF& line);
    [[nodiscard]] int workerAt(const QPointF& scenePosition) const;
    [[nodiscard]] QRectF nodeRoom() const;                   // where centres may be
    [[nodiscard]] QString nameOf(int node) const;
    [[nodiscard]] QString toolTipOf(int node) const;
    [[nodiscard]] bool isDown(int node) const;

    gossip::Scenario m_scenario;
    MapLinks m_links;
    std::vector<gossip::WorkerStatus> m_status;
    int m_serverQueue = 0;
    std::vector<double> m_accuracy;
    MapPlaces m_places;
    MapLayout m_layout;
    FlightBook m_book;
    QGraphicsScene m_scene;
    MapBackdrop* m_backdrop;
    MessageLayer* m_messages;
    std::vector<WorkerItem*> m_items;             // owned by the scene
    std::vector<double> m_nameRooms;              // px
    QToolButton* m_signs;
    std::vector<bool> m_cutOff;                   // where no wall shows it
    QTimer m_animation;
    QElapsedTimer m_sinceFrame;
    double m_animationS = 0.0;
    MapGesture m_gesture;
    std::set<int> m_chosen;
    int m_selected = -1;                          // of the chosen: the one with the strong ring
    int m_worker = -1;                            // the last of the workers that was selected
    bool m_started = false;
    bool m_paused = false;
    bool m_reduceMotion = false;
    bool m_linksEditable = false;
    bool m_linkMode = false;
    double m_scale = 1.0;
};

}  // namespace gossip::ui
