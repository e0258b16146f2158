// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsItem>
#include <QLineF>
#include <QString>

#include <vector>

namespace gossip::ui {

/// What lies behind the machines: links as hairlines, cuts as walls.
class MapBackdrop : public QGraphicsItem {
public:
    enum class LinkState { calm, slow, cut };
    struct Link {
        QLineF line;
        bool strong = false;       ///< of the selected machine
        LinkState state = LinkState::calm;
        QString count;             ///< messages so far, shown instead of motion; empty: none
    };

    MapBackdrop();

    void setRoom(const QRectF& room);
    void setLinks(std::vector<Link> links);
    void setWalls(std::vector<QLineF> walls, const QString& label);
    [[nodiscard]] const std::vector<Link>& links() const { return m_links; }
    [[nodiscard]] const std::vector<QLineF>& walls() const { return m_walls; }

    [[nodiscard]] QRectF boundingRect() const override { return m_room; }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    void paintLinks(QPainter& painter) const;
    void paintWalls(QPainter& painter) const;

    QRectF m_room;
    std::vector<Link> m_links;
    std::vector<QLineF> m_walls;
    QString m_wallLabel;
};

}  // namespace gossip::ui
