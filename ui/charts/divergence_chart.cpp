// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/divergence_chart.h"

#include <QLocale>

namespace gossip::ui {

DivergenceChart::DivergenceChart(TimeAxis* axis, QWidget* parent)
    : TimeChart(axis, parent),
      m_distance(addLine(QStringLiteral("consensus_distance"), {[this] { return protocolColor(); }, 2.5}))
{
    setScaleKind(SteppedRange::Scale::logarithmic);
}

void DivergenceChart::configure()
{
    m_distance.label = tr("All workers");
}

void DivergenceChart::take(const gossip::RunUpdate& update)
{
    for (const gossip::Record& record : update.records) {
        if (record.metrics.consensusDistance) m_distance.buffer.append(record.metrics.timeS, *record.metrics.consensusDistance);
    }
}

QString DivergenceChart::title() const { return tr("Model divergence (consensus distance, log scale)"); }
QString DivergenceChart::emptyText() const { return tr("Start the experiment and it shows here how far the models are apart."); }
QString DivergenceChart::tickText(double value) const { return QLocale().toString(value, 'g', 3); }
QString DivergenceChart::valueText(double value) const { return QLocale().toString(value, 'g', 3); }

}  // namespace gossip::ui
