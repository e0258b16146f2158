// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/export_panel.h"

#include "ui/bridge/lab.h"
#include "ui/bridge/messages.h"
#include "ui/charts/time_chart.h"
#include "ui/models/words.h"
#include "ui/look/role.h"

#include <QApplication>
#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

#include <memory>
#include <utility>

namespace gossip::ui {

namespace {

/// Copies every CSV file; the sentence of what went wrong, or nothing.
QString copyCsv(const QString& from, const QString& to)
{
    if (QDir(to).exists() && !QDir(to).isEmpty())
        return ExportPanel::tr("%1 already holds files. Choose another folder.").arg(QDir::toNativeSeparators(to));
    if (!QDir().mkpath(to))
        return ExportPanel::tr("The folder %1 cannot be made. Choose one that you may write to.").arg(QDir::toNativeSeparators(to));
    const QStringList files = QDir(from).entryList({QStringLiteral("*.csv")}, QDir::Files);
    if (files.isEmpty())
        return ExportPanel::tr("The run folder %1 holds no CSV files any more.").arg(QDir::toNativeSeparators(from));
    for (const QString& name : files) {
        QFile file(from + QLatin1Char('/') + name);
        if (!file.copy(to + QLatin1Char('/') + name))
            return ExportPanel::tr("%1 cannot be written: %2.").arg(name, file.errorString());
    }
    return {};
}

/// A name for a file from a chart's title.
QString fileName(const QString& title)
{
    QString name;
    for (const QChar sign : title)
        name += sign.isLetterOrNumber() ? sign : QLatin1Char(' ');
    return name.simplified().replace(QLatin1Char(' '), QLatin1Char('-'));
}

}  // namespace

ExportPanel::ExportPanel(Lab* lab, QWidget* parent)
    : QWidget(parent), m_lab(lab), m_modelLabel(new QLabel(this)), m_model(new QComboBox(this)),
      m_evaluate(new QPushButton(this)), m_onnx(new QPushButton(this)), m_csv(new QPushButton(this)),
      m_png(new QPushButton(this)), m_svg(new QPushButton(this)), m_folder(new QPushButton(this)),
      m_progress(new QProgressBar(this)), m_said(new QLabel(this))
{
    const std::pair<QWidget*, const char*> names[] = {{m_model, "exportModelChoice"}, {m_evaluate, "evaluateNow"}, {m_onnx, "exportOnnx"},
        {m_csv, "exportCsv"}, {m_png, "exportPng"}, {m_svg, "exportSvg"}, {m_folder, "openFolder"}};
    for (const auto& [widget, name] : names)
        widget->setObjectName(QLatin1String(name));
    makeLayout();
    connect(m_evaluate, &QPushButton::clicked, this, &ExportPanel::evaluateNow);
    connect(m_onnx, &QPushButton::clicked, this, &ExportPanel::askOnnx);
    connect(m_csv, &QPushButton::clicked, this, &ExportPanel::askCsv);
    connect(m_png, &QPushButton::clicked, this, [this] { askCharts(QStringLiteral("png")); });
    connect(m_svg, &QPushButton::clicked, this, [this] { askCharts(QStringLiteral("svg")); });
    connect(m_folder, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_lab->runFolder())); });
    connect(&m_job, &BackgroundJob::busyChanged, this, &ExportPanel::refresh);
    connect(m_lab, &Lab::runStarted, m_said, &QLabel::clear);   // it was about another run
    retranslate();
    refresh();
}

void ExportPanel::makeLayout()
{
    m_progress->setRange(0, 0);
    m_progress->setFixedWidth(120);
    m_progress->setTextVisible(false);
    m_said->setWordWrap(true);
    m_said->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_modelLabel->setBuddy(m_model);
    m_model->setMinimumWidth(130);
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    for (QWidget* part : std::initializer_list<QWidget*>{m_modelLabel, m_model, m_evaluate, m_onnx})
        row->addWidget(part);
    row->addSpacing(8);
    for (QWidget* part : std::initializer_list<QWidget*>{m_csv, m_png, m_svg, m_folder})
        row->addWidget(part);
    row->addStretch();
    auto* news = new QHBoxLayout;
    news->addWidget(m_progress);
    news->addWidget(m_said, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(row);
    column->addLayout(news);
}

void ExportPanel::setCharts(const QList<TimeChart*>& charts)
{
    m_charts = QList<QPointer<TimeChart>>(charts.begin(), charts.end());
    refresh();
}

void ExportPanel::refresh()
{
    // A button that is disabled while it works would hand the keyboard to whatever comes next, a price for instance.
    QWidget* const focused = QApplication::focusWidget();
    if (m_job.isBusy() && focused != nullptr && isAncestorOf(focused)) {
        m_focused = focused;
        setFocus();
    }
    const bool hasRun = m_lab->hasRun() && !m_job.isBusy();
    const bool hasModels = m_lab->run() != nullptr && !m_job.isBusy();
    const bool trains = m_lab->runScenario().workload == gossip::Workload::training;
    const bool hasFolder = hasRun && !m_lab->runFolder().isEmpty();
    for (QWidget* part : std::initializer_list<QWidget*>{m_model, m_evaluate, m_onnx}) {
        part->setEnabled(hasModels);
        part->setVisible(trains);
    }
    m_modelLabel->setVisible(trains);
    m_csv->setEnabled(hasFolder);
    m_folder->setEnabled(hasFolder);
    m_png->setEnabled(hasRun && !m_charts.isEmpty());
    m_svg->setEnabled(hasRun && !m_charts.isEmpty());
    m_progress->setVisible(m_job.isBusy());
    if (!m_job.isBusy() && m_focused && hasFocus())
        std::exchange(m_focused, nullptr)->setFocus();
    fillModels();
}

void ExportPanel::fillModels()
{
    const gossip::Scenario& scenario = m_lab->runScenario();
    const int workers = scenario.protocol.id == "pooled" ? 1 : scenario.workers.count;
    const int chosen = std::max(0, m_model->currentIndex());
    QStringList names{tr("Mean model")};
    for (int worker = 0; worker < workers; ++worker)
        names << workerText(scenario, worker);
    QStringList shown;
    for (int i = 0; i < m_model->count(); ++i)
        shown << m_model->itemText(i);
    if (names == shown)
        return;
    m_model->clear();
    m_model->addItems(names);
    m_model->setCurrentIndex(std::min(chosen, m_model->count() - 1));
}

QString ExportPanel::said() const
{
    return m_said->text();
}

void ExportPanel::say(const QString& sentence, bool wentWell)
{
    m_said->setText(sentence);
    setRole(m_said, wentWell ? QStringLiteral("muted") : QStringLiteral("error"));
}

void ExportPanel::run(const QString& sentence, BackgroundJob::Work work)
{
    say(sentence, true);
    if (!m_job.start(std::move(work)))
        say(tr("Something else is still being written. Try again in a moment."), false);
}

void ExportPanel::evaluateNow()
{
    const std::shared_ptr<gossip::Run> watched = m_lab->sharedRun();
    if (!watched)
        return;
    const gossip::ModelChoice choice{m_model->currentIndex() - 1};
    const QString name = m_model->currentText();
    run(tr("%1 is being tried on all test pictures …").arg(name), [this, watched, choice, name]() -> BackgroundJob::Outcome {
        auto evaluation = watched->evaluate(choice);
        return [this, evaluation = std::move(evaluation), choice, name] {
            if (!evaluation)
                return say(engineText(evaluation.error()), false);
            say(tr("%1 gets %2 of the test pictures right.").arg(name, percentText(evaluation->accuracy)), true);
            Q_EMIT evaluated(*evaluation, choice.worker);
        };
    });
}

void ExportPanel::exportOnnx(const QString& path)
{
    const std::shared_ptr<gossip::Run> watched = m_lab->sharedRun();
    if (!watched)
        return;
    const gossip::ModelChoice choice{m_model->currentIndex() - 1};
    const std::string target = QDir::toNativeSeparators(path).toStdString();
    run(tr("The model is being written …"), [this, watched, choice, target, path]() -> BackgroundJob::Outcome {
        const auto written = watched->exportOnnx(target, choice);
        return [this, written, path] {
            say(written ? tr("The model is in %1.").arg(QDir::toNativeSeparators(path)) : engineText(written.error()), bool(written));
        };
    });
}

void ExportPanel::exportCsv(const QString& folder)
{
    const QString from = m_lab->runFolder();
    run(tr("The figures are being copied …"), [this, from, folder]() -> BackgroundJob::Outcome {
        const QString why = copyCsv(from, folder);
        return [this, why, folder] {
            say(why.isEmpty() ? tr("The figures are in %1.").arg(QDir::toNativeSeparators(folder)) : why, why.isEmpty());
        };
    });
}

void ExportPanel::exportCharts(const QString& folder, const QString& suffix)
{
    if (!QDir().mkpath(folder))
        return say(tr("The folder %1 cannot be made. Choose one that you may write to.").arg(QDir::toNativeSeparators(folder)), false);
    // Charts are widgets: they can only be painted here. That takes tens of milliseconds each.
    for (const auto& chart : std::as_const(m_charts)) {
        if (!chart)
            continue;
        const QString path = QStringLiteral("%1/%2.%3").arg(folder, fileName(chart->name()), suffix);
        const bool written = suffix == QLatin1String("svg") ? chart->saveSvg(path) : chart->savePng(path);
        if (!written)
            return say(tr("%1 cannot be written. Choose a folder that you may write to.").arg(QDir::toNativeSeparators(path)), false);
    }
    say(tr("The charts are in %1.").arg(QDir::toNativeSeparators(folder)), true);
}

void ExportPanel::askOnnx()
{
    const QString name = QString::fromStdString(m_lab->runScenario().name) + QStringLiteral(".onnx");
    const QString path = QFileDialog::getSaveFileName(this, tr("Export the model"), QDir::home().filePath(name), tr("ONNX model (*.onnx)"));
    if (!path.isEmpty())
        exportOnnx(path);
}

void ExportPanel::askCsv()
{
    const QString parent = QFileDialog::getExistingDirectory(this, tr("Where to put the figures"), QDir::homePath());
    if (!parent.isEmpty())
        exportCsv(QDir(parent).filePath(QFileInfo(m_lab->runFolder()).fileName() + QStringLiteral("-csv")));
}

void ExportPanel::askCharts(const QString& suffix)
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Where to put the charts"), QDir::homePath());
    if (!folder.isEmpty())   // a folder of the run's own, so that no other run's charts are lost
        exportCharts(QDir(folder).filePath(QFileInfo(m_lab->runFolder()).fileName() + QStringLiteral("-charts")), suffix);
}

void ExportPanel::retranslate()
{
    m_modelLabel->setText(tr("Model:"));
    m_evaluate->setText(tr("Evaluate now"));
    m_evaluate->setToolTip(tr("Tries the model on all test pictures, while the run goes on too"));
    m_onnx->setText(tr("Export model (ONNX)…"));
    m_csv->setText(tr("Figures (CSV)…"));
    m_png->setText(tr("Charts (PNG)…"));
    m_svg->setText(tr("Charts (SVG)…"));
    m_folder->setText(tr("Open run folder"));
    m_said->clear();   // said in another language
    m_model->setAccessibleName(tr("Model to evaluate or export"));
    m_progress->setAccessibleName(tr("Work in progress"));
    fillModels();
}

void ExportPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

}  // namespace gossip::ui
