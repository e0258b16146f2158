// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/layer_bars.h"

#include "ui/look/theme.h"
#include "ui/models/words.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace gossip::ui {

namespace {

constexpr double kRow = 18.0;     // px
constexpr double kName = 64.0;
constexpr double kValue = 56.0;

}  // namespace

LayerBars::LayerBars(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&ThemeStore::instance(), &ThemeStore::changed, this, qOverload<>(&QWidget::update));
}

void LayerBars::setLayers(const std::vector<gossip::LayerDistance>& layers)
{
    if (layers.size() != m_layers.size())
        updateGeometry();
    m_layers = layers;
    setAccessibleDescription(text());
    update();
}

QString LayerBars::nameOf(std::size_t number) const
{
    return m_layers.size() == 1 ? tr("All values") : tr("Layer %1").arg(number + 1);
}

QString LayerBars::text() const
{
    QStringList parts;
    for (std::size_t i = 0; i < m_layers.size(); ++i)
        parts << tr("%1: %2").arg(nameOf(i), numberText(m_layers[i].distance));
    return parts.join(tr(", "));
}

QSize LayerBars::sizeHint() const
{
    return {220, int(kRow * double(m_layers.size()))};
}

void LayerBars::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setFont(uiFont(12));
    double most = 0.0;
    for (const auto& layer : m_layers)
        most = std::max(most, layer.distance);
    const double room = width() - kName - kValue - 6;
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        const double y = kRow * double(i);
        painter.setPen(theme().muted);
        painter.drawText(QRectF(0, y, kName - 6, kRow), int(Qt::AlignRight | Qt::AlignVCenter), nameOf(i));
        painter.fillRect(QRectF(kName, y + 3, room, kRow - 6), theme().background);
        painter.fillRect(QRectF(kName, y + 3, most > 0.0 ? room * m_layers[i].distance / most : 0.0, kRow - 6), theme().gauge);
        painter.fillRect(QRectF(kName, y + 3, 1, kRow - 6), theme().border);
        painter.setPen(theme().ink);
        painter.drawText(QRectF(width() - kValue, y, kValue, kRow), int(Qt::AlignRight | Qt::AlignVCenter), numberText(m_layers[i].distance));
    }
}

bool LayerBars::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto row = std::size_t(std::max(0.0, help->pos().y() / kRow));
    QToolTip::showText(help->globalPos(),
                       row < m_layers.size() ? tr("%1: %2, %3 parameters").arg(nameOf(row), numberText(m_layers[row].distance),
                                                                               QLocale().toString(qulonglong(m_layers[row].parameters)))
                                             : QString(), this);
    return true;
}

}  // namespace gossip::ui
