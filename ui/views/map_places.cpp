// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/map_places.h"

#include <QCryptographicHash>
#include <QSettings>
#include <QStringList>
#include <QVariantList>

#include <algorithm>
#include <cmath>

namespace gossip::ui {
namespace {

constexpr auto kOrder = "map/order";   // keys, newest first

QString settingsKey(const QString& key)
{
    return QStringLiteral("map/places/") + key;
}

bool isShare(double value)
{
    return std::isfinite(value) && value >= 0.0 && value <= 1.0;
}

}  // namespace

void MapPlaces::open(const gossip::Scenario& scenario)
{
    const QByteArray what = QByteArray::fromStdString(scenario.name) + '\n' + QByteArray::number(scenario.workers.count);
    m_key = QString::fromLatin1(QCryptographicHash::hash(what, QCryptographicHash::Sha1).toHex());
    m_arrangement = MapArrangement::best;
    m_moved.clear();
    const QVariantList kept = QSettings().value(settingsKey(m_key)).toList();   // arrangement, then node, x, y of each moved one
    if (kept.isEmpty()) return;
    m_arrangement = MapArrangement(std::clamp(kept.front().toInt(), int(MapArrangement::best), int(MapArrangement::grid)));
    for (qsizetype i = 1; i + 2 < kept.size(); i += 3) {
        const int node = kept[i].toInt();
        const QPointF share(kept[i + 1].toDouble(), kept[i + 2].toDouble());
        if (node >= 0 && node <= scenario.workers.count && isShare(share.x()) && isShare(share.y())) m_moved[node] = share;
    }
}

void MapPlaces::arrange(MapArrangement arrangement)
{
    m_arrangement = arrangement;
    m_moved.clear();
    save();
}

void MapPlaces::move(int node, const QPointF& share)
{
    m_moved[node] = QPointF(std::clamp(share.x(), 0.0, 1.0), std::clamp(share.y(), 0.0, 1.0));
}

void MapPlaces::save() const
{
    QSettings settings;
    QVariantList kept{int(m_arrangement)};
    for (const auto& [node, share] : m_moved) kept << node << share.x() << share.y();
    settings.setValue(settingsKey(m_key), kept);
    QStringList order = settings.value(QLatin1String(kOrder)).toStringList();
    order.removeAll(m_key);
    order.prepend(m_key);
    while (order.size() > kMostKept) settings.remove(settingsKey(order.takeLast()));
    settings.setValue(QLatin1String(kOrder), order);
}

}  // namespace gossip::ui
