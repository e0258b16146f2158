// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "datasets/catalogue.h"

#include <gossip/run.h>

#include <QByteArray>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace gossip::test {

inline Scenario scenarioFrom(const std::string& json, const std::vector<std::string>& settings = {})
{
    Result<Scenario> parsed = parseScenario(json, settings);
    if (!parsed) {
        qFatal("%s", parsed.error().str().c_str());
    }
    return *parsed;
}

inline DatasetPtr stripes()
{
    DatasetSpec spec;
    spec.id = "stripes";
    static const DatasetPtr data = *datasets::load(spec);
    return data;
}

inline std::unique_ptr<Run> startRun(const Scenario& scenario, const RunOptions& options = {})
{
    Result<std::unique_ptr<Run>> run = Run::start(scenario, scenario.workload == Workload::training ? stripes() : nullptr, options);
    if (!run) {
        qFatal("%s", run.error().str().c_str());
    }
    return std::move(*run);
}

inline QByteArray contentOf(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

using RunFiles = std::map<std::string, QByteArray>;

/// The CSV files of a run folder, by name.
inline RunFiles csvFiles(const std::string& folder)
{
    RunFiles files;
    for (const char* name : {"metrics.csv", "workers.csv", "exchanges.csv", "events.csv", "groups.csv"}) {
        files[name] = contentOf(folder + "/" + name);
    }
    return files;
}

/// Runs to the end and gives what was written.
inline RunFiles filesOf(const Scenario& scenario, int threads)
{
    const QTemporaryDir dir;
    const std::string folder = dir.filePath(QStringLiteral("run")).toStdString();
    startRun(scenario, {.folder = folder, .threads = threads})->wait();
    return csvFiles(folder);
}

}  // namespace gossip::test
