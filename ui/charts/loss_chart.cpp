// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/loss_chart.h"

#include "ui/look/theme.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace gossip::ui {
namespace {

QColor inkColor() { return theme().ink; }
QColor mutedColor() { return theme().muted; }

// Sixteen thin lines together must not cost more than a few thick ones.
constexpr int kPointsOfSingle = 250;

}  // namespace

LossChart::LossChart(TimeAxis* axis, QWidget* parent)
    : TimeChart(axis, parent), m_range(addBand(mutedColor, 0.14)), m_quartiles(addBand(mutedColor, 0.22)),
      m_single([this] {
          std::vector<ChartLine*> lines;
          for (int i = 0; i < kMostLines; ++i) {
              lines.push_back(&addLine(QString(), {mutedColor, 1.0, Qt::SolidLine, 0.45}));
              lines.back()->maxPoints = kPointsOfSingle;
          }
          return lines;
      }()),
      m_mean(addLine(QStringLiteral("train_loss"), {[this] { return protocolColor(); }, 3.0})),
      m_chosen(addLine(QStringLiteral("selected_worker_train_loss"), {inkColor, 1.8}))
{
}

void LossChart::configure()
{
    m_mean.label = tr("Mean");
    m_chosen.label = m_selected < 0 ? QString() : QString::fromStdString(scenario().workerName(m_selected));
    m_histories.resize(std::size_t(std::max(0, scenario().workers.count)));
    for (int i = 0; i < kMostLines; ++i) {
        const bool used = i < scenario().workers.count && scenario().workers.count <= kMostLines;
        m_single[std::size_t(i)]->column = used ? QString::fromStdString(scenario().workerName(i)) : QString();
    }
}

void LossChart::selectWorker(int worker)
{
    m_selected = worker >= 0 && worker < scenario().workers.count ? worker : -1;
    m_chosen.buffer = m_selected < 0 ? SeriesBuffer() : m_histories[std::size_t(m_selected)];
    configure();
    linesChanged();
}

void LossChart::take(const gossip::RunUpdate& update)
{
    for (const gossip::Record& record : update.records) {
        const double timeS = record.metrics.timeS;
        if (record.metrics.trainLoss) m_mean.buffer.append(timeS, *record.metrics.trainLoss);
        std::vector<double> losses;
        for (const gossip::WorkerRow& row : record.workers) {
            if (row.worker < 0 || std::size_t(row.worker) >= m_histories.size()) continue;
            // A living worker without a step since the last row is no gap; one that is down is.
            if (!row.trainLoss && row.alive) continue;
            const double loss = row.trainLoss.value_or(NAN);
            m_histories[std::size_t(row.worker)].append(timeS, loss);
            if (row.worker == m_selected) m_chosen.buffer.append(timeS, loss);
            if (m_histories.size() <= kMostLines) m_single[std::size_t(row.worker)]->buffer.append(timeS, loss);
            if (std::isfinite(loss)) losses.push_back(loss);
        }
        if (m_histories.size() > kMostLines) takeBand(timeS, std::move(losses));
    }
}

void LossChart::takeBand(double timeS, std::vector<double> losses)
{
    if (losses.empty()) return;
    std::sort(losses.begin(), losses.end());
    const std::size_t last = losses.size() - 1;
    m_range.append(timeS, losses.front(), losses.back());
    m_quartiles.append(timeS, losses[last / 4], losses[last - last / 4]);
}

void LossChart::forget()
{
    m_histories.assign(std::size_t(std::max(0, scenario().workers.count)), SeriesBuffer());
    m_selected = m_selected < scenario().workers.count ? m_selected : -1;
}

QString LossChart::title() const { return tr("Training loss [nat]"); }
QString LossChart::emptyText() const { return tr("Start the experiment and the training loss appears here."); }
QString LossChart::tickText(double value) const { return QLocale().toString(value, 'g', 3); }
QString LossChart::valueText(double value) const { return QLocale().toString(value, 'f', 3); }

}  // namespace gossip::ui
