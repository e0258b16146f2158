// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/records.h>

#include <QCoreApplication>
#include <QGraphicsItem>
#include <QString>

#include <cmath>

namespace gossip::ui {

/// What is to be seen of a machine.
struct WorkerLook {
    QString name;
    gossip::WorkerState state = gossip::WorkerState::running;
    bool started = false;      ///< false: no run yet, drawn as not there
    bool cut = false;          ///< cut off, where no wall shows it
    bool selected = false;
    bool focused = false;      ///< the map has the keyboard
    bool detailed = true;      ///< accuracy as a number inside
    bool named = true;
    bool chosen = false;       ///< one of several that commands go to
    bool corrupt = false;      ///< sends broken data
    bool server = false;       ///< square, with its queue
    int waiting = 0;           ///< messages in the server's queue
    double accuracy = NAN;     ///< 0–1; NaN: not measured
    double radius = 20.0;      ///< px
    double nameRoom = 1e4;     ///< px: how wide the name may be

    bool operator==(const WorkerLook& other) const;
};

/// A machine on the map: a gauge of its own accuracy, with outline and badge for its state.
class WorkerItem : public QGraphicsItem {
    Q_DECLARE_TR_FUNCTIONS(gossip::ui::WorkerItem)
public:
    explicit WorkerItem(int worker);

    [[nodiscard]] int worker() const { return m_worker; }
    [[nodiscard]] const WorkerLook& look() const { return m_look; }
    /// Repaints only when something changed.
    void setLook(const WorkerLook& look);

    [[nodiscard]] QRectF boundingRect() const override;
    [[nodiscard]] QPainterPath shape() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] QPen outline() const;
    [[nodiscard]] QPainterPath outlinePath(double radius) const;
    [[nodiscard]] QString caption() const;
    [[nodiscard]] double nameWidth() const;
    void paintQueue(QPainter& painter) const;
    void paintGauge(QPainter& painter) const;
    void paintBadge(QPainter& painter) const;
    void paintName(QPainter& painter) const;

    int m_worker;
    WorkerLook m_look;
};

}  // namespace gossip::ui
