// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/scenario_file.h"

#include "cli/signals.h"
#include "datasets/catalogue.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QString>
#include <QStringList>

#include <algorithm>

namespace gossip::cli {
namespace {

constexpr qint64 kLargestScenario = 1 << 20;   // [bytes], as parseScenario's limit

/// The folder of the shipped scenarios: beside the installed program, else in the source tree.
QDir shippedFolder()
{
    const QDir installed(QCoreApplication::applicationDirPath() + QStringLiteral("/../share/gossiplab/scenarios"));
    return installed.exists() ? installed : QDir(QStringLiteral(GOSSIP_SOURCE_SCENARIOS));
}

Result<std::string> readFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return error(GOSSIP_TEXT("Cannot read the scenario %1: %2"), {path.toStdString(), file.errorString().toStdString()});
    }
    const QByteArray text = file.read(kLargestScenario + 1);   // one more, so that a longer file is noticed
    if (file.error() != QFileDevice::NoError) {
        return error(GOSSIP_TEXT("Cannot read the scenario %1: %2"), {path.toStdString(), file.errorString().toStdString()});
    }
    return text.toStdString();
}

}  // namespace

std::string shippedScenarios()
{
    QStringList names;
    for (const QFileInfo& file : shippedFolder().entryInfoList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        names << file.completeBaseName();
    }
    return names.join(QStringLiteral(", ")).toStdString();
}

Result<std::string> readScenarioText(const std::string& nameOrPath)
{
    const QString path = QString::fromStdString(nameOrPath);
    const QFileInfo file(path);
    if (file.exists() && !file.isDir()) {
        return readFile(path);
    }
    const QString shipped = shippedFolder().filePath(path + QStringLiteral(".json"));
    if (!path.contains(QLatin1Char('/')) && QFileInfo::exists(shipped)) {
        return readFile(shipped);
    }
    if (file.isDir()) {
        return error(GOSSIP_TEXT("%1 is a folder; give a scenario file (JSON), for a run folder its scenario.json"), {nameOrPath});
    }
    return error(GOSSIP_TEXT("There is no scenario file %1, and no shipped scenario of that name; shipped are: %2"),
                 {nameOrPath, shippedScenarios()});
}

Result<Scenario> readScenario(const std::string& nameOrPath, const std::vector<std::string>& settings)
{
    const Result<std::string> text = readScenarioText(nameOrPath);
    if (!text) {
        return text.error();
    }
    Result<Scenario> scenario = parseScenario(*text, settings);
    if (scenario) {
        // What a person types is relative to where they are; what stands in a file, to the file.
        const bool typed = std::any_of(settings.begin(), settings.end(), [](const std::string& each) { return each.starts_with("dataset.path="); });
        datasets::makePathAbsolute(scenario->dataset, typed ? "." : scenarioFolder(nameOrPath));
    }
    return scenario;
}

Result<DatasetPtr> loadData(const Scenario& scenario, const std::function<void(double)>& progress)
{
    if (scenario.workload != Workload::training) {
        return DatasetPtr{};
    }
    return datasets::load(scenario.dataset, [&](double share) {
        progress(share);
        return !stopRequested();
    });
}

std::string scenarioFolder(const std::string& nameOrPath)
{
    const QFileInfo file(QString::fromStdString(nameOrPath));
    return (file.exists() ? file.absolutePath() : shippedFolder().absolutePath()).toStdString();
}

}  // namespace gossip::cli
