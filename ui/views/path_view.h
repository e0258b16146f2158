// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/records.h>
#include <gossip/scenario.h>

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

namespace gossip::ui {

/// The workers' models as points that move on one plane: where they started, where they went, where they are. Both directions have the
/// same scale; the bar tells how long a distance between models is. Up to 16 workers are named, of more the selected one.
class PathView : public QWidget {
    Q_OBJECT
public:
    explicit PathView(QWidget* parent);

    void setScenario(const gossip::Scenario& scenario);
    /// \param workers  the compared ones, in the order of the plane's places; \p untilS  the moment that is shown
    void setPaths(const std::shared_ptr<const gossip::PathPlane>& plane, const std::vector<int>& workers, std::optional<double> untilS);
    void setSelected(int worker);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] std::size_t shownInstants() const;
    [[nodiscard]] QRectF extent() const;
    [[nodiscard]] QColor colorOf(int worker) const;
    /// Paints one worker's course. \return where it is now; empty: it does not live
    std::optional<QPointF> paintPath(QPainter& painter, std::size_t number, const QTransform& toScreen) const;
    void paintName(QPainter& painter, int worker, const QPointF& at, std::vector<QRectF>& taken) const;
    void paintAxes(QPainter& painter, const QRectF& plot, double pxPerUnit) const;
    void describe();

    gossip::Scenario m_scenario;
    std::vector<int> m_groups;
    std::shared_ptr<const gossip::PathPlane> m_plane;
    std::vector<int> m_workers;
    std::optional<double> m_untilS;
    int m_selected = -1;
};

}  // namespace gossip::ui
