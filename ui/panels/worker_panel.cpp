// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/worker_panel.h"

#include "ui/bridge/lab.h"
#include "ui/bridge/messages.h"
#include "ui/look/icons.h"
#include "ui/look/role.h"
#include "ui/look/theme.h"
#include "ui/models/words.h"
#include "ui/panels/answers_view.h"
#include "ui/panels/parts.h"
#include "ui/views/class_bars.h"
#include "ui/views/history_strip.h"

#include <gossip/partition.h>

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

namespace gossip::ui {

namespace {

constexpr double kSlowFactor = 4.0;   // as on the fault strip

bool isDown(gossip::WorkerState state)
{
    return state == WorkerState::crashed || state == WorkerState::diverged;
}

}  // namespace

WorkerPanel::WorkerPanel(Lab* lab, const WorkerTableModel* workers, QWidget* parent)
    : QWidget(parent), m_lab(lab), m_workers(workers), m_name(new QLabel), m_state(new QLabel), m_crash(new QPushButton),
      m_slow(new QPushButton), m_accuracy(new HistoryStrip([] { return theme().running; }, 0.0, 100.0, nullptr)),
      m_loss(new HistoryStrip([] { return theme().ink; }, 0.0, std::nullopt, nullptr)),
      m_probability(new HistoryStrip([] { return theme().gossip; }, 0.0, std::nullopt, nullptr)),
      m_dataTitle(label(QStringLiteral("title"), nullptr)), m_dataNote(label(QStringLiteral("muted"), nullptr)),
      m_classes(new ClassBars(nullptr)), m_answers(new AnswersView(lab, nullptr))
{
    auto* area = new QScrollArea(this);
    auto* content = new QWidget;
    content->setAttribute(Qt::WA_StyledBackground);
    setRole(content, "bar");
    setRole(m_name, "title");
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    makeContent(new QVBoxLayout(content));
    area->setWidget(content);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(area);
    connect(m_crash, &QPushButton::clicked, this, &WorkerPanel::toggleCrash);
    connect(m_slow, &QPushButton::clicked, this, &WorkerPanel::toggleSlow);
    retranslate();
}

void WorkerPanel::makeContent(QVBoxLayout* column)
{
    column->setContentsMargins(12, 10, 8, 10);
    column->setSpacing(10);
    auto* head = new QHBoxLayout;
    head->addWidget(m_name);
    head->addStretch();
    head->addWidget(m_state);
    auto* lines = new QGridLayout;
    lines->setVerticalSpacing(4);
    for (int number = WorkerTableModel::Steps; number < WorkerTableModel::ColumnCount; ++number) {
        Line& line = m_lines[number];
        line = {new QLabel, new QLabel};
        line.title->setProperty("role", QStringLiteral("muted"));
        line.value->setAlignment(Qt::AlignRight);
        line.value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        lines->addWidget(line.title, number, 0);
        lines->addWidget(line.value, number, 1);
    }
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_crash);
    buttons->addWidget(m_slow);
    m_crash->setObjectName(QStringLiteral("crashWorker"));
    m_slow->setObjectName(QStringLiteral("slowWorker"));
    m_crash->setIcon(signIcon(Sign::crash));
    m_slow->setIcon(signIcon(Sign::slow));
    column->addLayout(head);
    column->addLayout(buttons);
    column->addLayout(lines);
    for (QWidget* part : std::initializer_list<QWidget*>{m_accuracy, m_loss, m_probability})
        column->addWidget(part);
    column->addSpacing(4);
    for (QWidget* part : std::initializer_list<QWidget*>{m_dataTitle, m_dataNote, m_classes})
        column->addWidget(part);
    column->addSpacing(4);
    column->addWidget(m_answers);
    column->addStretch();
}

bool WorkerPanel::hasWorker() const
{
    return m_worker >= 0 && m_worker < m_workers->rowCount();
}

void WorkerPanel::setWorker(int worker)
{
    m_worker = worker;
    m_answers->setWorker(hasWorker() ? worker : -1);
    showClasses();
    refresh();
}

void WorkerPanel::begin()
{
    m_histories.begin(m_workers->rowCount());
    m_momentS.reset();
    m_counts.clear();
    const auto& scenario = m_lab->hasRun() ? m_lab->runScenario() : m_lab->scenario();
    for (QWidget* part : std::initializer_list<QWidget*>{m_accuracy, m_loss, m_dataTitle, m_dataNote, m_classes, m_answers})
        part->setVisible(scenario.workload == gossip::Workload::training);
    m_answers->begin();
    countClasses();
    refresh();
}

void WorkerPanel::apply(const gossip::RunUpdate& update)
{
    m_histories.apply(update);
}

void WorkerPanel::setMoment(std::optional<double> timeS)
{
    m_momentS = timeS;
    for (HistoryStrip* strip : {m_accuracy, m_loss, m_probability})
        strip->setMarker(timeS);
    m_answers->setMoment(timeS);
    refresh();
}

void WorkerPanel::countClasses()
{
    const gossip::DatasetPtr dataset = m_lab->dataset();
    showClasses();
    if (!dataset || m_lab->runScenario().protocol.id == "pooled")
        return;
    m_counting.start([this, dataset, scenario = m_lab->runScenario()]() -> BackgroundJob::Outcome {
        const auto counts = gossip::classCounts(scenario, dataset->train.labels, int(dataset->classNames.size()));
        return [this, dataset, counts] {
            if (!counts || dataset != m_lab->dataset())
                return;
            m_counts = *counts;
            showClasses();
        };
    });
}

void WorkerPanel::showClasses()
{
    const bool known = hasWorker() && std::size_t(m_worker) < m_counts.size();
    m_classes->setVisible(known);
    if (!known) {
        m_dataNote->setText(tr("Which pictures it learns from appears here once a run has loaded them."));
        return;
    }
    const auto& own = m_counts[std::size_t(m_worker)];
    std::uint32_t most = 1;
    for (const auto& counts : m_counts)
        most = std::max(most, *std::max_element(counts.begin(), counts.end()));
    QStringList names;
    for (const std::string& name : m_lab->dataset()->classNames)
        names << engineText(name);
    const auto pictures = std::accumulate(own.begin(), own.end(), std::uint64_t{0});
    const auto held = int(std::count_if(own.begin(), own.end(), [](std::uint32_t count) { return count > 0; }));
    m_dataNote->setText(tr("%1 pictures, %2 of %3 classes").arg(QLocale().toString(qulonglong(pictures))).arg(held).arg(own.size()));
    m_classes->setCounts(own, names, most);
}

void WorkerPanel::refresh()
{
    const bool flows = m_lab->phase() == Lab::Phase::running || m_lab->phase() == Lab::Phase::paused;
    const bool acts = flows && !m_momentS && hasWorker();
    m_crash->setEnabled(acts);
    m_slow->setEnabled(acts);
    refreshHistories();
    if (!hasWorker()) {
        m_name->setText(tr("No worker selected"));
        m_state->clear();
        for (const Line& line : m_lines)
            if (line.value != nullptr)
                line.value->setText(QStringLiteral("–"));
        return;
    }
    const WorkerTableRow& row = m_workers->row(m_worker);
    m_name->setText(row.name);
    m_state->setText(m_workers->index(m_worker, WorkerTableModel::State).data().toString());
    const bool isWell = row.state == WorkerState::running;
    setRole(m_state, isDown(row.state) ? QStringLiteral("error") : isWell ? QString() : QStringLiteral("warning"));
    for (int column = WorkerTableModel::Steps; column < WorkerTableModel::ColumnCount; ++column)
        m_lines[column].value->setText(m_workers->index(m_worker, column).data().toString());
    m_crash->setText(isDown(row.state) ? tr("Bring back") : tr("Take down"));
    m_slow->setText(row.state == WorkerState::slow ? tr("Normal speed") : tr("Slow down"));
    m_slow->setEnabled(acts && !isDown(row.state));
}

void WorkerPanel::refreshHistories()
{
    if (!isVisible())
        return;
    const double toS = m_histories.newestS();
    const auto percent = [](std::vector<QPointF> points) {
        for (QPointF& point : points)
            point.ry() *= 100.0;
        return points;
    };
    m_accuracy->setPoints(percent(m_histories.accuracy(m_worker)), toS);
    m_loss->setPoints(m_histories.loss(m_worker), toS);
    m_probability->setPoints(percent(m_histories.probability(m_worker)), toS);
}

void WorkerPanel::toggleCrash()
{
    if (!hasWorker())
        return;
    gossip::Fault fault;
    fault.kind = isDown(m_workers->row(m_worker).state) ? FaultKind::rejoin : FaultKind::crash;
    fault.workers = {m_worker};
    Q_EMIT command(fault);
}

void WorkerPanel::toggleSlow()
{
    if (!hasWorker())
        return;
    gossip::Fault fault;
    fault.kind = FaultKind::slow;
    fault.workers = {m_worker};
    fault.factor = m_workers->row(m_worker).state == WorkerState::slow ? 1.0 : kSlowFactor;
    Q_EMIT command(fault);
}

void WorkerPanel::retranslate()
{
    m_name->setFont(uiFont(16, true));
    for (int column = WorkerTableModel::Steps; column < WorkerTableModel::ColumnCount; ++column) {
        m_lines[column].title->setText(m_workers->headerData(column, Qt::Horizontal).toString());
        m_lines[column].title->setToolTip(m_workers->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString());
    }
    m_crash->setText(tr("Take down"));
    m_slow->setText(tr("Slow down"));
    m_crash->setWhatsThis(tr("Stops this worker at once, or brings it back. The others go on without it."));
    m_slow->setWhatsThis(tr("Makes this worker four times slower, or lets it run at its own speed again. Nobody waits for it unless the "
                            "protocol says so."));
    retranslateViews();
    m_answers->retranslate();
    showClasses();
    refresh();
}

void WorkerPanel::retranslateViews()
{
    const auto percent = [](double value) { return percentText(value / 100.0); };
    m_accuracy->setTexts(tr("Accuracy [%]"), tr("Share of test pictures that this worker's own model gets right, at each evaluation. "
                                                "Mixing in others' models lifts it above what its own data could teach it."), percent);
    m_loss->setTexts(tr("Mean training loss [nat]"), tr("Mean loss of this worker's own batches between two records. It falls as the model fits "
                                                   "the pictures that this worker holds."),
                     [](double value) { return numberText(value); });
    m_probability->setTexts(tr("Exchange frequency [%]"), tr("How often a step of this worker is followed by sending its model (exchange "
                                                             "probability p). The slider and the timeline change it while the run goes on."),
                            percent);
    m_dataTitle->setText(tr("What data it holds"));
    m_classes->setAccessibleName(tr("Training pictures of this worker by class"));
    m_classes->setWhatsThis(tr("How many training pictures of each class this worker learns from. All workers' bars have the same scale, so "
                               "that they compare."));
}

void WorkerPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void WorkerPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

}  // namespace gossip::ui
