// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/flight_book.h"
#include "ui/views/map_layout.h"

#include <gossip/run.h>
#include <gossip/topology.h>

#include <QElapsedTimer>
#include <QGraphicsView>
#include <QTimer>

#include <map>
#include <memory>

namespace gossip::ui {

class MapBackdrop;
class MessageLayer;
class WorkerItem;

/// The machines of a run, what state they are in, and the messages between them.
///
/// Every moving sign is a real message. Nothing else moves; the animation runs only while something does and the map is
/// visible. Keys: arrows select, K crashes, L slows four times, X cuts the line, R brings back.
class ClusterMap : public QGraphicsView {
    Q_OBJECT
    Q_PROPERTY(bool reduceMotion READ reducesMotion WRITE setReduceMotion)
public:
    explicit ClusterMap(QWidget* parent = nullptr);
    ~ClusterMap() override;

    /// Forgets the past and shows this scenario's machines, none started.
    void setScenario(const gossip::Scenario& scenario);
    void apply(const gossip::RunUpdate& update);
    /// Shows a moment of the past, or now again: \p moment has all that led to it. Messages on their way are gone.
    void showMoment(const gossip::RunUpdate& moment);
    /// Back to "not started".
    void clear();

    [[nodiscard]] int selectedWorker() const { return m_selected; }   ///< -1 only before the first scenario
    void selectWorker(int worker);
    [[nodiscard]] bool reducesMotion() const { return m_reduceMotion; }
    void setReduceMotion(bool reduce);   ///< counters on the links instead of travelling signs

    /// Size of everything; 1 in the window, more when shown to a room.
    void setScale(double scale);

    /// In px of scale 1.
    [[nodiscard]] const MapLayout& mapLayout() const { return m_layout; }
    [[nodiscard]] const FlightBook& flightBook() const { return m_book; }
    [[nodiscard]] const WorkerItem& workerItem(int worker) const { return *m_items[std::size_t(worker)]; }
    [[nodiscard]] int wallCount() const;
    [[nodiscard]] bool isAnimating() const { return m_animation.isActive(); }

Q_SIGNALS:
    void workerSelected(int worker);
    void commandRequested(const gossip::Fault& command);

protected:
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Cut {
        double sinceS = 0.0;
        double untilS = 0.0;
        std::vector<std::vector<int>> parts;
    };

    void layOut();
    void updateLooks();
    void updateLinks();
    void updateWalls();
    void restyle();
    void takeEvents(const gossip::RunUpdate& update);
    void takeMessages(const std::vector<gossip::MessageTrace>& traces);
    void animate();
    void updateAnimation();
    void request(gossip::FaultKind kind, int worker, double factor = 1.0);
    void requestCutOff(int worker);
    void bringBack(int worker);
    void selectTowards(const QPointF& direction);
    [[nodiscard]] int workerAt(const QPoint& position) const;
    [[nodiscard]] QString toolTipOf(int worker) const;
    [[nodiscard]] std::vector<int> partOfWorkers() const;   ///< side of the cut, per worker; all 0 without one
    [[nodiscard]] QString headNote() const;
    [[nodiscard]] gossip::WorkerState stateOf(int worker) const;

    gossip::Scenario m_scenario;
    std::optional<gossip::Topology> m_topology;   ///< whose links are drawn
    std::vector<gossip::WorkerStatus> m_status;
    std::vector<double> m_accuracy;
    std::optional<Cut> m_cut;
    std::map<std::pair<int, int>, std::uint64_t> m_counts;   // messages per pair, lower number first
    MapLayout m_layout;
    FlightBook m_book;
    QGraphicsScene m_scene;
    MapBackdrop* m_backdrop;
    MessageLayer* m_messages;
    std::vector<WorkerItem*> m_items;                        // owned by the scene
    std::vector<bool> m_cutOff;                              // where no wall shows it
    QTimer m_animation;
    QElapsedTimer m_sinceFrame;
    double m_animationS = 0.0;
    int m_selected = -1;
    bool m_started = false;
    bool m_paused = false;
    bool m_reduceMotion = false;
    double m_scale = 1.0;
};

}  // namespace gossip::ui
