// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/scenario_io.h"

#include "ui/bridge/lab.h"
#include "ui/bridge/messages.h"

#include "datasets/catalogue.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace gossip::ui {

namespace {

constexpr qint64 kLargestScenario = 1 << 20;   // bytes, as parseScenario allows

}  // namespace

std::optional<gossip::Scenario> readScenario(const QString& path, QString* why)
{
    const QFileInfo info(path);
    QFile file(info.isDir() ? path + QLatin1String("/scenario.json") : path);
    const QString shown = QDir::toNativeSeparators(path);
    if (info.isDir() && !file.exists()) {
        *why = Lab::tr("%1 is not a run folder: it holds no scenario.json. Choose a folder that a run has written, or a scenario file.").arg(shown);
        return std::nullopt;
    }
    if (file.exists() && !QFileInfo(file).isFile()) {   // a pipe would keep the window waiting for ever
        *why = Lab::tr("%1 is not an ordinary file. Choose a scenario file (JSON) or a run folder.").arg(QDir::toNativeSeparators(file.fileName()));
        return std::nullopt;
    }
    if (!file.open(QIODevice::ReadOnly)) {
        *why = Lab::tr("%1 cannot be read: %2.").arg(QDir::toNativeSeparators(file.fileName()), file.errorString());
        return std::nullopt;
    }
    const QByteArray json = file.read(kLargestScenario + 1);
    auto parsed = gossip::parseScenario({json.constData(), std::size_t(json.size())});
    if (!parsed) {
        *why = Lab::tr("%1 is not a scenario that can be opened. %2").arg(shown, engineText(parsed.error()));
        return std::nullopt;
    }
    gossip::datasets::makePathAbsolute(parsed->dataset, QFileInfo(file).absolutePath().toStdString());
    return *parsed;
}

bool writeScenario(const gossip::Scenario& scenario, const QString& path, QString* why)
{
    QSaveFile file(path);
    const std::string json = gossip::toJson(scenario);
    const qint64 size = qint64(json.size());
    if (file.open(QIODevice::WriteOnly) && file.write(json.data(), size) == size && file.commit())
        return true;
    *why = Lab::tr("%1 cannot be written: %2.").arg(QDir::toNativeSeparators(path), file.errorString());
    return false;
}

}  // namespace gossip::ui
