// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/data_spread_view.h"

#include "ui/look/theme.h"
#include "ui/models/confusion_model.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace gossip::ui {

namespace {

constexpr double kNameWidth = 48;    // px
constexpr double kHeadHeight = 18;   // px
constexpr double kLegendHeight = 30; // px
constexpr double kRowHeight = 20;    // px
constexpr int kNamedRows = 16;       // with more, rows are too low for their names
constexpr double kDigitsWidth = 16;  // px, for a class number

}  // namespace

DataSpreadView::DataSpreadView(QWidget* parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setSizePolicy(policy);
    setAccessibleName(tr("Picture of how the data are spread over the workers"));
}

void DataSpreadView::setCounts(const Counts& counts, const QStringList& workers, const QStringList& classes)
{
    m_counts = counts;
    m_workers = workers;
    m_classes = classes;
    m_most = 0;
    for (const auto& row : counts)
        for (const std::uint32_t count : row)
            m_most = std::max(m_most, count);
    updateGeometry();
    update();
}

bool DataSpreadView::namesRows() const
{
    return m_counts.size() <= std::size_t(kNamedRows);
}

double DataSpreadView::rowHeight() const
{
    return namesRows() ? kRowHeight : kRowHeight * kNamedRows / double(m_counts.size());
}

QSize DataSpreadView::sizeHint() const
{
    return {280, int(kHeadHeight + kLegendHeight + rowHeight() * double(m_counts.size()))};
}

QSize DataSpreadView::minimumSizeHint() const
{
    return {180, sizeHint().height()};
}

QRectF DataSpreadView::cells() const
{
    const double left = namesRows() ? kNameWidth : 0.0;
    return {left, kHeadHeight, width() - left, rowHeight() * double(m_counts.size())};
}

void DataSpreadView::paintCells(QPainter& painter) const
{
    const QRectF area = cells();
    const double columnWidth = area.width() / double(std::max<qsizetype>(1, m_classes.size()));
    const double gap = namesRows() ? 1.0 : 0.0;
    for (std::size_t worker = 0; worker < m_counts.size(); ++worker) {
        const double top = area.top() + double(worker) * rowHeight();
        for (std::size_t label = 0; label < m_counts[worker].size(); ++label) {
            const std::uint32_t count = m_counts[worker][label];
            const QRectF cell(area.left() + double(label) * columnWidth, top, columnWidth - gap, rowHeight() - gap);
            painter.fillRect(cell, count == 0 ? theme().background : heatColor(double(count) / double(m_most)));
        }
        if (namesRows() && int(worker) < m_workers.size()) {
            painter.setPen(theme().muted);
            const QString name = painter.fontMetrics().elidedText(m_workers[int(worker)], Qt::ElideRight, int(kNameWidth) - 6);
            painter.drawText(QRectF(0, top, kNameWidth - 6, rowHeight()), int(Qt::AlignRight | Qt::AlignVCenter), name);
        }
    }
}

void DataSpreadView::paintEvent(QPaintEvent*)
{
    if (m_counts.empty())
        return;
    QPainter painter(this);
    painter.setFont(uiFont(11));
    const QRectF area = cells();
    const double columnWidth = area.width() / double(std::max<qsizetype>(1, m_classes.size()));
    painter.setPen(theme().muted);
    // Numbers head the columns, names would not fit; the tool tip and the field's help say which is which.
    const int every = std::max(1, int(kDigitsWidth / std::max(1.0, columnWidth)) + 1);
    for (int label = 0; label < m_classes.size(); label += columnWidth < kDigitsWidth ? every : 1)
        painter.drawText(QRectF(area.left() + label * columnWidth - 10, 0, columnWidth + 20, kHeadHeight), int(Qt::AlignCenter),
                         QString::number(label));
    paintCells(painter);

    const double top = area.bottom() + 8;
    const double boxes = double(theme().heat.size());
    painter.drawText(QRectF(0, top, width(), 18), int(Qt::AlignLeft | Qt::AlignVCenter), tr("none"));
    const double left = painter.fontMetrics().horizontalAdvance(tr("none")) + 6.0;
    painter.fillRect(QRectF(left, top + 4, 14, 10), theme().background);
    for (int i = 0; i < int(boxes); ++i)
        painter.fillRect(QRectF(left + 16.0 + i * 14.0, top + 4, 14, 10), theme().heat[std::size_t(i)]);
    painter.drawText(QRectF(left + 22.0 + boxes * 14.0, top, width(), 18), int(Qt::AlignLeft | Qt::AlignVCenter),
                     tr("%1 pictures").arg(QLocale().toString(m_most)));
}

QString DataSpreadView::cellText(const QPoint& position) const
{
    const QRectF area = cells();
    if (m_counts.empty() || m_classes.isEmpty() || !area.contains(position))
        return {};
    const auto worker = std::size_t((position.y() - area.top()) / rowHeight());
    const auto label = std::size_t((position.x() - area.left()) / area.width() * double(m_classes.size()));
    if (worker >= m_counts.size() || label >= m_counts[worker].size())
        return {};
    return tr("%1: %2 pictures of %3 (class %4)")
        .arg(m_workers.value(int(worker)), QLocale().toString(m_counts[worker][label]), m_classes.value(int(label)))
        .arg(label);
}

bool DataSpreadView::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), cellText(help->pos()), this);
    return true;
}

}  // namespace gossip::ui
