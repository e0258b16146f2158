// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/traffic_chart.h"

#include "ui/charts/computed_lines.h"
#include "ui/look/theme.h"

#include <QLocale>

namespace gossip::ui {
namespace {

constexpr double kMegabyte = 1e6;

}  // namespace

TrafficChart::TrafficChart(TimeAxis* axis, QWidget* parent)
    : TimeChart(axis, parent),
      m_allReduce(addLine(QStringLiteral("all_reduce_computed_mb"), {[] { return theme().allReduce; }, 2.0, Qt::DashLine})),
      m_sent(addLine(QStringLiteral("sent_mb"), {[this] { return protocolColor(); }, 2.5}))
{
}

void TrafficChart::configure()
{
    m_sent.label = tr("Sent");
    m_allReduce.label = tr("All-reduce (computed)");
}

void TrafficChart::take(const gossip::RunUpdate& update)
{
    for (const gossip::Record& record : update.records) {
        const gossip::MetricsRow& row = record.metrics;
        m_sent.buffer.append(row.timeS, double(row.bytesSent) / kMegabyte);
        const auto computed = allReduceBytes(scenario(), m_dataset, row.steps, row.bytesSent, row.messagesSent);
        if (computed) m_allReduce.buffer.append(row.timeS, *computed / kMegabyte);
    }
}

QString TrafficChart::title() const { return tr("Data sent [MB]"); }
QString TrafficChart::emptyText() const { return tr("Start the experiment and the data sent appear here."); }
QString TrafficChart::tickText(double value) const { return QLocale().toString(value, 'g', 6); }
QString TrafficChart::valueText(double value) const { return tr("%1 MB").arg(QLocale().toString(value, 'f', value < 10 ? 2 : 0)); }
QStringList TrafficChart::labelsToReserve() const { return {m_allReduce.label}; }

}  // namespace gossip::ui
