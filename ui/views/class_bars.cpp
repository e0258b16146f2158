// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/class_bars.h"

#include "ui/look/theme.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace gossip::ui {

namespace {

constexpr double kRow = 17.0;     // px
constexpr double kName = 88.0;
constexpr double kCount = 48.0;

}  // namespace

ClassBars::ClassBars(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&ThemeStore::instance(), &ThemeStore::changed, this, qOverload<>(&QWidget::update));
}

void ClassBars::setCounts(const std::vector<std::uint32_t>& counts, const QStringList& classes, std::uint32_t most)
{
    m_bars.clear();
    m_left = 0;
    m_leftPictures = 0;
    m_most = most;
    for (int label = 0; label < int(counts.size()); ++label)
        m_bars.push_back({classes.value(label, QString::number(label)), counts[std::size_t(label)]});
    if (m_bars.size() > kMostBars) {
        std::stable_sort(m_bars.begin(), m_bars.end(), [](const Bar& a, const Bar& b) { return a.count > b.count; });
        for (auto bar = m_bars.begin() + kMostBars; bar != m_bars.end(); ++bar)
            m_leftPictures += bar->count;
        m_left = int(m_bars.size()) - kMostBars;
        m_bars.resize(kMostBars);
    }
    setAccessibleDescription(text());
    updateGeometry();
    update();
}

QString ClassBars::text() const
{
    QStringList parts;
    for (const Bar& bar : m_bars)
        parts << tr("%1: %2").arg(bar.name, QLocale().toString(bar.count));
    return parts.join(tr(", "));
}

QSize ClassBars::sizeHint() const
{
    return {220, int(kRow * double(m_bars.size() + (m_left > 0 ? 1 : 0)))};
}

void ClassBars::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(uiFont(12));
    const QFontMetricsF metrics(painter.font());
    const double room = width() - kName - kCount - 6;
    double y = 0.0;
    for (const Bar& bar : m_bars) {
        painter.setPen(bar.count > 0 ? theme().ink : theme().muted);
        painter.drawText(QRectF(0, y, kName - 6, kRow), int(Qt::AlignRight | Qt::AlignVCenter),
                         metrics.elidedText(bar.name, Qt::ElideRight, kName - 6));
        const double length = m_most > 0 ? room * double(bar.count) / double(m_most) : 0.0;
        painter.fillRect(QRectF(kName, y + 3, room, kRow - 6), theme().background);
        painter.fillRect(QRectF(kName, y + 3, length, kRow - 6), theme().gauge);
        painter.fillRect(QRectF(kName, y + 3, 1, kRow - 6), theme().border);
        painter.drawText(QRectF(width() - kCount, y, kCount, kRow), int(Qt::AlignRight | Qt::AlignVCenter), QLocale().toString(bar.count));
        y += kRow;
    }
    painter.setPen(theme().muted);
    if (m_left > 0)
        painter.drawText(QRectF(0, y, width(), kRow), int(Qt::AlignRight | Qt::AlignVCenter),
                         tr("%n further classes", nullptr, m_left) + QStringLiteral("  ") + QLocale().toString(m_leftPictures));
}

}  // namespace gossip::ui
