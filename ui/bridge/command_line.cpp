// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/command_line.h"

#include "datasets/catalogue.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStringList>

#include <optional>
#include <string>
#include <vector>

namespace gossip::ui {

namespace {

constexpr qint64 kLargestScenario = 1 << 20;   // bytes, as parseScenario allows

std::string contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(kLargestScenario + 1).toStdString() : std::string();
}

/// As the command line reads a file.
std::optional<gossip::Scenario> readAs(const QString& path, const std::vector<std::string>& settings)
{
    auto scenario = gossip::parseScenario(contentOf(path), settings);
    if (!scenario)
        return std::nullopt;
    gossip::datasets::makePathAbsolute(scenario->dataset, QFileInfo(path).absolutePath().toStdString());
    return *scenario;
}

/// "key=value" for every simple key in which the scenarios differ.
std::vector<std::string> differences(const gossip::Scenario& from, const gossip::Scenario& to)
{
    std::vector<std::string> settings;
    for (const gossip::FieldInfo& field : gossip::scenarioFields())
        if (const std::string value = gossip::fieldValue(to, field.path); value != gossip::fieldValue(from, field.path))
            settings.push_back(field.path + "=" + value);
    const auto parameters = [&settings](const std::string& section, const auto& before, const auto& after) {
        for (const auto& [key, value] : after)
            if (const auto found = before.find(key); found == before.end() || found->second != value)
                settings.push_back(section + "." + key + "=" + QString::number(value, 'g', 17).toStdString());
    };
    parameters("protocol", from.protocol.parameters, to.protocol.parameters);
    parameters("topology", from.topology.parameters, to.topology.parameters);
    return settings;
}

/// \param name  how the command line is told of the file
std::optional<QString> byFile(const gossip::Scenario& scenario, const QString& path, const QString& name, const QString& command)
{
    const std::optional<gossip::Scenario> base = readAs(path, {});
    if (!base)
        return std::nullopt;
    const std::vector<std::string> settings = differences(*base, scenario);
    const std::optional<gossip::Scenario> repeated = readAs(path, settings);
    if (!repeated || gossip::toJson(*repeated) != gossip::toJson(scenario))
        return std::nullopt;   // a list or an object differs, too
    QString line = QStringLiteral("gossiplab-cli %1 ").arg(command) + shellQuoted(name);
    for (const std::string& setting : settings)
        line += QStringLiteral(" --set ") + shellQuoted(QString::fromStdString(setting));
    return line;
}

}  // namespace

QString shellQuoted(const QString& text)
{
    static const QRegularExpression plain(QStringLiteral("\\A[A-Za-z0-9_./=:,@%+-]+\\z"));
    if (plain.match(text).hasMatch())
        return text;
    return QLatin1Char('\'') + QString(text).replace(QLatin1Char('\''), QLatin1String("'\\''")) + QLatin1Char('\'');
}

QString commandLine(const gossip::Scenario& scenario, const QString& path, const QString& command)
{
    if (!path.isEmpty())
        if (const auto line = byFile(scenario, path, path, command))
            return *line;
    const QString name = QString::fromStdString(scenario.name);
    const QString shipped = QStringLiteral(":/scenarios/%1.json").arg(name);
    if (QFile::exists(shipped))
        if (const auto line = byFile(scenario, shipped, name, command))
            return *line;
    QString json;
    for (const QString& each : QString::fromStdString(gossip::toJson(scenario)).split(QLatin1Char('\n')))
        json += each.trimmed();   // texts of scenarios hold no raw line feeds
    return QLatin1String("printf %s ") + shellQuoted(json) + QStringLiteral(" | gossiplab-cli %1 /dev/stdin").arg(command);
}

}  // namespace gossip::ui
