// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/path_view.h"

#include "ui/charts/axis_steps.h"
#include "ui/look/theme.h"
#include "ui/models/words.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>
#include <QTransform>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

namespace gossip::ui {

namespace {

constexpr double kMargin = 14.0;    // px around the points
constexpr double kFoot = 34.0;      // px: scale bar, beside it two lines of text
constexpr int kMostNamed = 16;

}  // namespace

PathView::PathView(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::MinimumExpanding);
    connect(&ThemeStore::instance(), &ThemeStore::changed, this, qOverload<>(&QWidget::update));
}

QSize PathView::sizeHint() const
{
    return {260, 240};
}

void PathView::setScenario(const gossip::Scenario& scenario)
{
    m_scenario = scenario;
    m_groups = scenario.groupOfWorker();
    m_plane.reset();
    describe();
    update();
}

void PathView::setPaths(const std::shared_ptr<const gossip::PathPlane>& plane, const std::vector<int>& workers, std::optional<double> untilS)
{
    m_plane = plane;
    m_workers = workers;
    m_untilS = untilS;
    describe();
    update();
}

void PathView::setSelected(int worker)
{
    m_selected = worker;
    update();
}

void PathView::describe()
{
    const bool known = m_plane && !m_plane->places.empty();
    setAccessibleDescription(known ? tr("The plane shows %1 of how the models move and differ.").arg(percentText(m_plane->shownShare, 0)) : QString());
}

std::size_t PathView::shownInstants() const
{
    if (!m_plane)
        return 0;
    const auto& times = m_plane->timesS;
    return m_untilS ? std::size_t(std::upper_bound(times.begin(), times.end(), *m_untilS) - times.begin()) : times.size();
}

QRectF PathView::extent() const
{
    double left = INFINITY;
    double right = -INFINITY;
    double top = -INFINITY;
    double bottom = INFINITY;
    for (const auto& place : m_plane->places) {
        if (std::isnan(place.x))
            continue;
        left = std::min(left, double(place.x));
        right = std::max(right, double(place.x));
        bottom = std::min(bottom, double(place.y));
        top = std::max(top, double(place.y));
    }
    return {left, bottom, std::max(1e-12, right - left), std::max(1e-12, top - bottom)};
}

QColor PathView::colorOf(int worker) const
{
    const std::array colors{theme().gossip, theme().allReduce, theme().server, theme().localSgd};
    const bool grouped = std::size_t(worker) < m_groups.size() && m_groups[std::size_t(worker)] >= 0;
    return grouped ? colors[std::size_t(m_groups[std::size_t(worker)]) % colors.size()] : theme().muted;
}

std::optional<QPointF> PathView::paintPath(QPainter& painter, std::size_t number, const QTransform& toScreen) const
{
    const int worker = m_workers[number];
    const bool selected = worker == m_selected;
    QPainterPath path;
    QPointF last;
    bool living = false;
    for (std::size_t instant = 0; instant < shownInstants(); ++instant) {
        const auto& place = m_plane->places[instant * m_workers.size() + number];
        if (std::isnan(place.x)) {
            living = false;
            continue;
        }
        const QPointF at = toScreen.map(QPointF(double(place.x), double(place.y)));
        living ? path.lineTo(at) : path.moveTo(at);
        living = true;
        last = at;
    }
    QColor color = selected ? theme().ink : colorOf(worker);
    color.setAlphaF(selected ? 1.0F : m_workers.size() > kMostNamed ? 0.4F : 0.7F);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, selected ? 2.2 : 1.2));
    painter.drawPath(path);
    if (!living)
        return std::nullopt;
    color.setAlphaF(1.0F);
    painter.setBrush(color);
    painter.drawEllipse(last, selected ? 5.0 : 3.0, selected ? 5.0 : 3.0);
    return last;
}

/// Beside its point, unless another name stands there.
void PathView::paintName(QPainter& painter, int worker, const QPointF& at, std::vector<QRectF>& taken) const
{
    const QString name = QString::fromStdString(m_scenario.workerName(worker));
    const double wide = painter.fontMetrics().horizontalAdvance(name);
    const bool fits = at.x() + 8 + wide < width();
    const QRectF place(fits ? at.x() + 7 : at.x() - 7 - wide, at.y() - 15, wide, 14);
    if (std::any_of(taken.begin(), taken.end(), [&place](const QRectF& other) { return other.intersects(place); }))
        return;
    taken.push_back(place);
    painter.setPen(worker == m_selected ? theme().ink : theme().muted);
    painter.drawText(place, int(Qt::AlignCenter), name);
}

void PathView::paintAxes(QPainter& painter, const QRectF& plot, double pxPerUnit) const
{
    painter.setPen(QPen(theme().grid, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(plot.adjusted(0.5, 0.5, -0.5, -0.5));
    const double unit = niceStepBelow(plot.width() / 3.0 / pxPerUnit);
    const double y = plot.bottom() + 11;
    painter.setPen(QPen(theme().ink, 2));
    painter.drawLine(QPointF(plot.left(), y), QPointF(plot.left() + unit * pxPerUnit, y));
    painter.setPen(theme().muted);
    painter.drawText(QRectF(QPointF(plot.left() + unit * pxPerUnit + 6, plot.bottom() + 2), rect().bottomRight()), int(Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap),
                     tr("distance %1; shows %2 of all movement").arg(numberText(unit), percentText(m_plane->shownShare, 0)));
}

void PathView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(uiFont(11));
    if (!m_plane || m_plane->places.empty() || m_workers.empty()) {
        painter.setPen(theme().muted);
        painter.drawText(rect().adjusted(8, 0, -8, 0), int(Qt::AlignCenter) | int(Qt::TextWordWrap), tr("The paths appear once the models have moved."));
        return;
    }
    const QRectF plot(0, 0, width(), height() - kFoot);
    const QRectF from = extent();
    const double scale = std::min((plot.width() - 2 * kMargin) / from.width(), (plot.height() - 2 * kMargin) / from.height());
    QTransform toScreen;
    toScreen.translate(plot.center().x(), plot.center().y());
    toScreen.scale(scale, -scale);
    toScreen.translate(-from.center().x(), -from.center().y());
    paintAxes(painter, plot, scale);
    std::vector<std::size_t> order(m_workers.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    // The selected one in front, and first when it comes to names.
    std::stable_partition(order.begin(), order.end(), [this](std::size_t number) { return m_workers[number] != m_selected; });
    std::vector<std::pair<int, QPointF>> ends;
    for (const std::size_t number : order)
        if (const auto end = paintPath(painter, number, toScreen))
            ends.emplace_back(m_workers[number], *end);
    std::vector<QRectF> taken;
    for (auto end = ends.rbegin(); end != ends.rend(); ++end)
        if (m_workers.size() <= kMostNamed || end->first == m_selected)
            paintName(painter, end->first, end->second, taken);
}

void PathView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        describe();
        update();
    }
}

}  // namespace gossip::ui
