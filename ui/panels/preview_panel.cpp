// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/preview_panel.h"

#include "ui/bridge/messages.h"
#include "ui/look/theme.h"
#include "ui/models/words.h"
#include "ui/panels/data_spread_view.h"

#include "datasets/catalogue.h"

#include <gossip/catalogue.h>
#include <gossip/partition.h>
#include <gossip/topology.h>

#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <optional>

namespace gossip::ui {

namespace {

constexpr std::uint64_t kHeaderBytes = 64;   // of every message (DESIGN.md, "Network")
constexpr int kMostShown = 256;              // workers whose spectral gap is computed between two key strokes

std::optional<gossip::datasets::DatasetInfo> datasetInfo(const std::string& id)
{
    for (const auto& info : gossip::datasets::catalogue())
        if (info.id == id)
            return info;
    return std::nullopt;
}

/// Labels of a training set with equally large classes, for a picture before the real one is loaded.
std::vector<std::uint16_t> equalClasses(const gossip::datasets::DatasetInfo& info, int limit)
{
    const int count = limit > 0 ? std::min(limit, info.trainCount) : info.trainCount;
    std::vector<std::uint16_t> labels(std::size_t(count), 0);
    for (std::size_t i = 0; i < labels.size(); ++i)
        labels[i] = std::uint16_t(i % info.classNames.size());
    return labels;
}

QStringList workerNames(const gossip::Scenario& scenario)
{
    QStringList names;
    for (int worker = 0; worker < scenario.workers.count; ++worker)
        names << workerText(scenario, worker);
    return names;
}

double exchangesPerStep(const gossip::Scenario& scenario)
{
    const gossip::ProtocolInfo* protocol = gossip::findProtocol(scenario.protocol.id);
    if (protocol == nullptr || !protocol->exchanges || scenario.workers.count < 2)
        return 0.0;
    const auto probability = scenario.protocol.parameters.find("probability");
    return probability == scenario.protocol.parameters.end() ? 1.0 : probability->second;
}

QLabel* label(QWidget* parent, const QString& role)
{
    auto* made = new QLabel(parent);
    made->setProperty("role", role);
    made->setWordWrap(true);
    return made;
}

}  // namespace

PreviewPanel::PreviewPanel(QWidget* parent)
    : QWidget(parent), m_spreadTitle(label(this, QStringLiteral("title"))), m_spreadNote(label(this, QStringLiteral("muted"))),
      m_spread(new DataSpreadView(this)), m_costTitle(label(this, QStringLiteral("title"))),
      m_costs(label(this, QString())), m_spreading(label(this, QString())), m_spreadingNote(label(this, QStringLiteral("muted")))
{
    m_costs->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(6);
    column->addWidget(m_spreadTitle);
    column->addWidget(m_spread);
    column->addWidget(m_spreadNote);
    column->addSpacing(10);
    column->addWidget(m_costTitle);
    column->addWidget(m_costs);
    column->addSpacing(10);
    column->addWidget(m_spreading);
    column->addWidget(m_spreadingNote);
    column->addStretch();
}

void PreviewPanel::present(const gossip::Scenario& scenario, const gossip::DatasetPtr& dataset)
{
    const bool trains = scenario.workload == gossip::Workload::training;
    m_spreadTitle->setText(tr("Who gets which pictures"));
    m_spreadTitle->setVisible(trains);
    m_spread->setVisible(trains);
    m_spreadNote->setFont(uiFont(12));
    m_costTitle->setText(tr("What follows"));
    if (trains)
        showSpread(scenario, dataset);
    else
        m_spreadNote->setText(tr("This scenario needs no pictures: every worker holds a row of numbers."));
    showCosts(scenario);
    showSpreading(scenario);
}

void PreviewPanel::showSpread(const gossip::Scenario& scenario, const gossip::DatasetPtr& dataset)
{
    m_spread->setCounts({}, {}, {});
    const auto info = datasetInfo(scenario.dataset.id);
    const bool real = dataset && dataset->id == scenario.dataset.id;
    if (!real && info && !info->available && scenario.dataset.path.empty()) {
        m_spreadNote->setText(tr("These pictures are not on this computer yet. %1").arg(engineText(info->whereToGet)));
        return;
    }
    if (!real && (!info || info->classNames.empty() || !scenario.dataset.path.empty())) {
        m_spreadNote->setText(tr("The picture appears once the data were loaded by a run."));
        return;
    }
    if (scenario.protocol.id == "pooled") {
        m_spreadNote->setText(tr("One machine holds all pictures."));
        return;
    }
    const std::vector<std::string>& classNames = real ? dataset->classNames : info->classNames;
    const std::vector<std::uint16_t> labels = real ? dataset->train.labels : equalClasses(*info, scenario.dataset.trainLimit);
    const auto counts = gossip::classCounts(scenario, labels, int(classNames.size()));
    if (!counts) {
        m_spreadNote->setText(engineText(counts.error()));
        return;
    }
    QStringList classes;
    for (const std::string& name : classNames)
        classes << engineText(name);
    m_spread->setCounts(*counts, workerNames(scenario), classes);
    QStringList numbered;
    for (int i = 0; i < classes.size(); ++i)
        numbered << QStringLiteral("%1 %2").arg(i).arg(classes[i]);
    const QString legend = tr("Classes: %1.").arg(numbered.join(tr(", ")));
    m_spreadNote->setText(real ? legend : tr("%1 Computed for equally large classes.").arg(legend));
}

void PreviewPanel::showCosts(const gossip::Scenario& scenario)
{
    const QLocale locale;
    const auto info = datasetInfo(scenario.dataset.id);
    std::size_t values = std::size_t(std::max(0, scenario.dimension));
    QStringList lines;
    if (scenario.workload == gossip::Workload::training && info) {
        const auto input = gossip::networkInput(scenario.training.augment, info->shape);
        const auto layers = input ? gossip::resolveModel(scenario.model, *input, int(info->classNames.size())) : input.error();
        if (!layers) {
            m_costs->setText(engineText(layers.error()));
            return;
        }
        values = gossip::parameterCount(*layers, *input);
        lines << tr("The model has %1 parameters.").arg(locale.toString(qulonglong(values)));
    }
    const std::uint64_t bytes = 4 * values + kHeaderBytes;
    const double share = exchangesPerStep(scenario);
    if (share <= 0.0) {
        lines << tr("Nobody sends anything.");
    } else {
        lines << tr("One exchange sends %1.").arg(dataText(bytes));
        lines << tr("Expected: %1 messages in one step of all %2 workers, that is %3 for each.")
                     .arg(numberText(share * scenario.workers.count))
                     .arg(scenario.workers.count)
                     .arg(numberText(share));
        lines << tr("In 1,000 steps of each worker: about %1.")
                     .arg(dataText(std::uint64_t(1000.0 * share * double(bytes) * scenario.workers.count)));
    }
    if (info && !info->available && scenario.workload == gossip::Workload::training)
        lines << engineText(info->whereToGet);
    m_costs->setText(lines.join(QStringLiteral("\n")));
}

void PreviewPanel::showSpreading(const gossip::Scenario& scenario)
{
    const auto topology = gossip::Topology::make(scenario.topology, scenario.workers.count, scenario.seed);
    const bool matters = topology && exchangesPerStep(scenario) > 0.0;
    m_spreading->setVisible(matters);
    m_spreadingNote->setVisible(matters);
    if (!matters)
        return;
    m_spreadingNote->setFont(uiFont(12));
    if (scenario.workers.count > kMostShown && !topology->isComplete() && !topology->isCirculant()) {
        m_spreading->setText(tr("Ease of spreading (spectral gap): after the run"));
        m_spreadingNote->setText(tr("With so many workers it takes a while to compute; summary.json has it."));
        return;
    }
    const double gap = gossip::spectralGap(*topology).gap;
    m_spreading->setText(tr("Ease of spreading (spectral gap): %1").arg(numberText(gap)));
    const double rounds = gap < 1.0 ? std::log(0.5) / std::log1p(-gap) : 0.0;   // until half the differences are left
    m_spreadingNote->setText(rounds < 1.0
        ? tr("From 0 to 1, given by the topology. 1: after one round in which everybody averages with all neighbours, all agree.")
        : tr("From 0 to 1, given by the topology. Differences halve in about %1 rounds in which everybody averages with all neighbours.")
              .arg(QLocale().toString(rounds, 'f', rounds < 10.0 ? 1 : 0)));
}

}  // namespace gossip::ui
