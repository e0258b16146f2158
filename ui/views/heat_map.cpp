// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/heat_map.h"

#include "ui/look/theme.h"
#include "ui/models/confusion_model.h"
#include "ui/models/words.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace gossip::ui {

namespace {

constexpr double kLine = 16.0;        // px: a line of text
constexpr double kMostNames = 72.0;   // px: room for the rows' names
constexpr double kMostSide = 26.0;    // px of a cell
constexpr double kGapFrom = 6.0;      // px of a cell from which cells are apart
constexpr double kScaleBox = 16.0;    // px, where there is room

/// Every n-th name is shown, so that there is a line of text for each.
int every(double side)
{
    return std::max(1, int(std::ceil(kLine * 0.8 / side)));
}

}  // namespace

HeatMap::HeatMap(QWidget* parent)
    : QWidget(parent), m_cellText([](int, int) { return QString(); }), m_valueText([](double value) { return numberText(value); })
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setFocusPolicy(Qt::TabFocus);
    connect(&ThemeStore::instance(), &ThemeStore::changed, this, qOverload<>(&QWidget::update));
}

void HeatMap::setValues(HeatValues values)
{
    const bool sameShape = values.rows.size() == m_values.rows.size() && values.columns.size() == m_values.columns.size();
    m_values = std::move(values);
    m_values.cells.resize(std::size_t(rows()) * std::size_t(columns()), NAN);
    choose(m_row, m_column);
    if (!sameShape)
        updateGeometry();
    update();
}

void HeatMap::setTexts(const QString& axes, CellText cellText, std::function<QString(double)> valueText)
{
    if (axes.isEmpty() != m_axes.isEmpty())
        updateGeometry();
    m_axes = axes;
    m_cellText = std::move(cellText);
    m_valueText = std::move(valueText);
    choose(m_row, m_column);
    update();
}

void HeatMap::setMarked(int index)
{
    m_marked = index;
    update();
}

QString HeatMap::cellText(int row, int column) const
{
    const bool inside = row >= 0 && row < rows() && column >= 0 && column < columns();
    return inside ? m_cellText(row, column) : QString();
}

double HeatMap::most() const
{
    double largest = m_values.most;
    for (const double cell : m_values.cells)
        largest = m_values.most > 0.0 || !std::isfinite(cell) ? largest : std::max(largest, cell);
    return largest;
}

double HeatMap::nameRoom() const
{
    const QFontMetricsF metrics(uiFont(11));
    double widest = 0.0;
    for (const QString& name : m_values.rows)
        widest = std::max(widest, metrics.horizontalAdvance(name));
    return std::min(kMostNames, widest) + 6;
}

double HeatMap::cellSide(double width) const
{
    return std::min(kMostSide, (width - nameRoom() - 2) / std::max(1, columns()));
}

/// Room for the columns' names, and for what the axes are.
double HeatMap::head() const
{
    return (m_axes.isEmpty() ? 1 : 2) * kLine + 2;
}

QRectF HeatMap::area() const
{
    const double side = cellSide(width());
    return {nameRoom(), head(), side * columns(), side * rows()};
}

int HeatMap::heightForWidth(int width) const
{
    return int(std::ceil(head() + cellSide(width) * rows() + 2 * kLine + 8));
}

QSize HeatMap::sizeHint() const
{
    return {260, heightForWidth(260)};
}

QSize HeatMap::minimumSizeHint() const
{
    return {100, heightForWidth(100)};
}

void HeatMap::paintCells(QPainter& painter) const
{
    const QRectF all = area();
    const double side = cellSide(width());
    const double gap = side >= kGapFrom ? 1.0 : 0.0;
    const double largest = most();
    for (int row = 0; row < rows(); ++row) {
        for (int column = 0; column < columns(); ++column) {
            const double value = m_values.cells[std::size_t(row) * std::size_t(columns()) + std::size_t(column)];
            const QRectF cell(all.left() + column * side, all.top() + row * side, side - gap, side - gap);
            // To whole pixels where cells touch, lest lines of the ground show between them.
            painter.fillRect(gap > 0.0 ? cell : QRectF(cell.toAlignedRect()),
                             std::isnan(value) ? theme().background : heatColor(largest > 0.0 ? value / largest : 0.0));
        }
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().ink, 1.4));
    if (m_marked >= 0 && m_marked < rows())
        painter.drawRect(QRectF(all.left() - 1, all.top() + m_marked * side - 1, all.width(), side));
    if (hasFocus()) {
        painter.setPen(QPen(theme().primary, 2));
        painter.drawRect(QRectF(all.left() + m_column * side - 1, all.top() + m_row * side - 1, side + 1, side + 1));
    }
}

void HeatMap::paintNames(QPainter& painter) const
{
    const QRectF all = area();
    const double side = cellSide(width());
    const int step = every(side);
    painter.setFont(uiFont(11));
    const QFontMetricsF metrics(painter.font());
    painter.setPen(theme().muted);
    painter.drawText(QRectF(0, 0, width(), kLine), int(Qt::AlignLeft | Qt::AlignVCenter), metrics.elidedText(m_axes, Qt::ElideRight, width()));
    for (int row = 0; row < rows(); row += step)
        painter.drawText(QRectF(0, all.top() + row * side + side / 2 - kLine / 2, all.left() - 6, kLine), int(Qt::AlignRight | Qt::AlignVCenter),
                         metrics.elidedText(m_values.rows[row], Qt::ElideRight, all.left() - 6));
    double freeFrom = 0.0;
    for (int column = 0; column < columns(); ++column) {
        const double wanted = metrics.horizontalAdvance(m_values.columns[column]);
        const double centre = all.left() + (column + 0.5) * side;
        if (centre - wanted / 2 < freeFrom || centre + wanted / 2 > width())
            continue;
        painter.drawText(QRectF(centre - wanted / 2 - 1, head() - kLine - 2, wanted + 2, kLine), int(Qt::AlignCenter), m_values.columns[column]);
        freeFrom = centre + wanted / 2 + 4;
    }
}

void HeatMap::paintScale(QPainter& painter) const
{
    const double top = area().bottom() + 5;
    painter.setPen(theme().muted);
    const QString low = m_valueText(0.0);
    const QString high = m_valueText(most());
    const double lowWidth = painter.fontMetrics().horizontalAdvance(low) + 6.0;
    const double highWidth = painter.fontMetrics().horizontalAdvance(high) + 8.0;
    const double box = std::clamp((width() - lowWidth - highWidth) / double(theme().heat.size()), 4.0, kScaleBox);
    double x = std::max(0.0, std::min(area().left(), width() - lowWidth - highWidth - box * double(theme().heat.size())));
    painter.drawText(QRectF(x, top, lowWidth, kLine), int(Qt::AlignLeft | Qt::AlignVCenter), low);
    x += lowWidth;
    for (const QColor& color : theme().heat) {
        painter.fillRect(QRectF(x, top + 3, box, 10), color);
        x += box;
    }
    painter.drawText(QRectF(x + 6, top, width() - x - 6, kLine), int(Qt::AlignLeft | Qt::AlignVCenter), high);
    if (hasFocus()) {
        painter.setPen(theme().ink);
        painter.drawText(QRectF(0, top + kLine, width(), kLine), int(Qt::AlignLeft | Qt::AlignVCenter),
                         QFontMetricsF(painter.font()).elidedText(cellText(m_row, m_column), Qt::ElideRight, width()));
    }
}

void HeatMap::paintEvent(QPaintEvent*)
{
    if (m_values.cells.empty())
        return;
    QPainter painter(this);
    paintNames(painter);
    paintCells(painter);
    paintScale(painter);
}

void HeatMap::choose(int row, int column)
{
    m_row = std::clamp(row, 0, std::max(0, rows() - 1));
    m_column = std::clamp(column, 0, std::max(0, columns() - 1));
    setAccessibleDescription(cellText(m_row, m_column));
    update();
}

void HeatMap::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left: return choose(m_row, m_column - 1);
    case Qt::Key_Right: return choose(m_row, m_column + 1);
    case Qt::Key_Up: return choose(m_row - 1, m_column);
    case Qt::Key_Down: return choose(m_row + 1, m_column);
    default: QWidget::keyPressEvent(event);
    }
}

void HeatMap::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void HeatMap::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

bool HeatMap::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QRectF all = area();
    const double side = cellSide(width());
    const bool inside = all.contains(help->pos());
    const auto at = [side](double px) { return int(px / side); };
    QToolTip::showText(help->globalPos(), inside ? cellText(at(help->pos().y() - all.top()), at(help->pos().x() - all.left())) : QString(), this);
    return true;
}

}  // namespace gossip::ui
