// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/fake_run.h"

#include "ui/look/theme.h"
#include "ui/views/cluster_map.h"

#include <QCoreApplication>
#include <QImage>
#include <QSettings>
#include <QTemporaryDir>

#include <cstdlib>
#include <memory>

/// What the tests of the map have in common.
namespace gossip::ui {

/// A theme, and settings of its own.
struct MapRig {
    MapRig()
    {
        qRegisterMetaType<gossip::Fault>();
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
        QCoreApplication::setOrganizationName(QStringLiteral("gossiplab-test"));
        themes = std::make_unique<ThemeStore>();
    }

    QTemporaryDir settings;
    std::unique_ptr<ThemeStore> themes;
};

/// A map of the size that it has in the smallest window.
struct SmallMap : ClusterMap {
    explicit SmallMap(const Scenario& scenario)
    {
        resize(420, 520);
        setScenario(scenario);
    }
};

inline MessageTrace trace(std::uint64_t id, int from, int to, MessageFate fate = MessageFate::delivered, double delayS = 0.0)
{
    MessageTrace message;
    message.id = id;
    message.from = from;
    message.to = to;
    message.fate = fate;
    message.arrivesS = delayS;
    return message;
}

/// How many pixels tell two grey pictures apart.
inline int differingPixels(const QImage& a, const QImage& b)
{
    int count = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) count += std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y))) > 48;
    return count;
}

}  // namespace gossip::ui
