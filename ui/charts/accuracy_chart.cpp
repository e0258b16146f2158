// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/accuracy_chart.h"

#include "ui/charts/computed_lines.h"
#include "ui/look/theme.h"
#include "ui/models/words.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace gossip::ui {
namespace {

constexpr std::array kIslandPens{Qt::DashLine, Qt::DotLine, Qt::DashDotLine, Qt::DashDotDotLine};

QColor inkColor() { return theme().ink; }
QColor ownColor() { return theme().running; }
QColor collectedColor() { return theme().resting; }

}  // namespace

AccuracyChart::AccuracyChart(TimeAxis* axis, QWidget* parent)
    : TimeChart(axis, parent), m_workerBand(addBand(ownColor, 0.13)),
      m_raw(addLine(QStringLiteral("test_accuracy_percent"), {[this] { return protocolColor(); }, 1.0, Qt::SolidLine, 0.35})),
      m_own(addLine(QStringLiteral("worker_accuracy_mean_percent"), {ownColor, 2.0})),
      m_collected(addLine(QString(), {collectedColor, 3.0})),
      m_mean(addLine(QString(), {[this] { return protocolColor(); }, 3.0}))
{
    m_mean.digits = m_collected.digits = &m_rawMean;
    m_raw.atEnd = false;
    m_raw.inHover = false;
    for (std::size_t i = 0; i < kIslandPens.size(); ++i) {
        m_islands.push_back(&addLine(QStringLiteral("island_%1_accuracy_percent").arg(i + 1), {inkColor, 2.0, kIslandPens[i]}));
    }
    setFixedRange(0.0, 100.0, {0.0, 25.0, 50.0, 75.0, 100.0});
}

void AccuracyChart::setDataset(const gossip::DatasetPtr& dataset)
{
    m_dataset = dataset;
    updateReferences();
}

void AccuracyChart::setReferencesShown(bool shown)
{
    m_referencesShown = shown;
    updateReferences();
}

void AccuracyChart::configure()
{
    m_mean.label = tr("Mean model");
    m_collected.label = tr("If all were collected");
    m_own.label = tr("Workers' models");
    for (std::size_t i = 0; i < m_islandGroups.size(); ++i) m_islands[i]->label = islandLabel(m_islandGroups[i]);
    setFixedRange(0.0, 100.0, {0.0, 25.0, 50.0, 75.0, 100.0});
    updateReferences();
}

void AccuracyChart::updateReferences()
{
    std::vector<ReferenceLine> lines;
    if (m_referencesShown && scenario().workload == gossip::Workload::training) {
        const double goal = 100.0 * scenario().goalInForce();
        if (goal > 0.0) lines.push_back({goal, tr("Goal %1 %").arg(QLocale().toString(goal, 'g', 3)), Qt::DashDotLine});
        if (const auto limit = onePlantLimit(scenario(), m_dataset)) lines.push_back({100.0 * *limit, tr("Limit of one plant"), Qt::DotLine});
    }
    setReferenceLines(std::move(lines));
}

void AccuracyChart::take(const gossip::RunUpdate& update)
{
    for (const gossip::Record& record : update.records) {
        takeMean(record);
        takeWorkers(record);
        takeIslands(record);
    }
}

void AccuracyChart::takeMean(const gossip::Record& record)
{
    if (!record.metrics.testAccuracy) return;
    m_rawMean.append(record.metrics.timeS, 100.0 * *record.metrics.testAccuracy);
    m_raw.buffer.append(record.metrics.timeS, 100.0 * *record.metrics.testAccuracy);
    m_medianMean.append(record.metrics.timeS, NAN);
    m_possible.push_back(record.meanModelCouldExist);

    // The newest two medians may still change; a stretch between a possible and an impossible mean is grey.
    const std::size_t count = m_rawMean.size();
    for (std::size_t i = count > 3 ? count - 3 : 0; i < count; ++i) m_medianMean.setValue(i, medianOfFive(m_rawMean, i));
    const double timeS = m_rawMean.at(count - 1).x();
    m_mean.buffer.append(timeS, NAN);
    m_collected.buffer.append(timeS, NAN);
    for (std::size_t i = count > 4 ? count - 4 : 0; i < count; ++i) {
        const bool greyHere = !m_possible[i];
        const bool greyBeside = (i > 0 && !m_possible[i - 1]) || (i + 1 < count && !m_possible[i + 1]);
        m_mean.buffer.setValue(i, greyHere ? NAN : m_medianMean.at(i).y());
        m_collected.buffer.setValue(i, greyHere || greyBeside ? m_medianMean.at(i).y() : NAN);
    }
    m_collected.atEnd = !record.meanModelCouldExist;
}

void AccuracyChart::takeWorkers(const gossip::Record& record)
{
    double lowest = NAN;
    double highest = NAN;
    double sum = 0.0;
    int count = 0;
    for (const gossip::WorkerRow& row : record.workers) {
        if (!row.testAccuracy) continue;
        const double value = 100.0 * *row.testAccuracy;
        lowest = count == 0 ? value : std::min(lowest, value);
        highest = count == 0 ? value : std::max(highest, value);
        sum += value;
        ++count;
    }
    const gossip::MetricsRow& metrics = record.metrics;
    if (count > 0) m_workerBand.append(metrics.timeS, lowest, highest);
    if (metrics.workerAccuracyMean) m_own.buffer.append(metrics.timeS, 100.0 * *metrics.workerAccuracyMean);
    else if (count > 0) m_own.buffer.append(metrics.timeS, sum / count);
}

void AccuracyChart::takeIslands(const gossip::Record& record)
{
    if (!record.metrics.testAccuracy && record.groups.empty()) return;
    // More islands than dashes can tell apart (`isolated`: every worker is one): the workers' band shows them.
    const bool drawable = record.groups.size() <= m_islands.size();
    std::vector<bool> present(m_islands.size(), false);
    const std::vector<std::string> names = islandNames(record.groups, scenario());
    for (std::size_t island = 0; drawable && island < names.size(); ++island) {
        const std::string& name = names[island];
        auto found = std::find(m_islandGroups.begin(), m_islandGroups.end(), name);
        if (found == m_islandGroups.end() && m_islandGroups.size() == m_islands.size()) {
            // A new cut along other lines takes over the oldest line that is not in use now.
            for (std::size_t i = 0; i < m_islands.size() && found == m_islandGroups.end(); ++i) {
                if (!present[i] && !m_islands[i]->buffer.newest()) found = m_islandGroups.begin() + std::ptrdiff_t(i);
            }
            if (found == m_islandGroups.end()) continue;
            *found = name;
        } else if (found == m_islandGroups.end()) {
            found = m_islandGroups.insert(found, name);
        }
        const auto index = std::size_t(found - m_islandGroups.begin());
        m_islands[index]->label = islandLabel(name);
        m_islands[index]->buffer.append(record.metrics.timeS, 100.0 * record.groups[island].testAccuracy);
        present[index] = true;
    }
    for (std::size_t i = 0; i < m_islands.size(); ++i) {
        if (!present[i] && m_islands[i]->buffer.newest()) m_islands[i]->buffer.append(record.metrics.timeS, NAN);
    }
}

QString AccuracyChart::islandLabel(const std::string& name) const
{
    const bool few = std::count(name.begin(), name.end(), '+') < 2;
    return few ? tr("%1 only").arg(QString::fromStdString(name)) : islandText(name);
}

void AccuracyChart::forget()
{
    m_rawMean.clear();
    m_medianMean.clear();
    m_possible.clear();
    m_islandGroups.clear();
    m_collected.atEnd = false;
    setFixedRange(0.0, 100.0, {0.0, 25.0, 50.0, 75.0, 100.0});
}

QString AccuracyChart::title() const { return tr("Accuracy [%]"); }

QString AccuracyChart::emptyText() const
{
    if (scenario().workload == gossip::Workload::training) return tr("Start the experiment and the accuracy appears here.");
    return tr("This workload has no pictures, so there is no accuracy. Watch the model divergence.");
}

QString AccuracyChart::tickText(double value) const { return QLocale().toString(value, 'f', 0); }
QString AccuracyChart::valueText(double value) const { return tr("%1 %").arg(QLocale().toString(value, 'f', 1)); }

QStringList AccuracyChart::labelsToReserve() const
{
    QStringList labels{m_mean.label, m_collected.label, m_own.label};
    for (const auto& [name, workers] : scenario().workers.groups) labels.append(islandLabel(name));
    return labels;
}

}  // namespace gossip::ui
