// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/results_page.h"

#include "ui/bridge/lab.h"
#include "ui/bridge/messages.h"
#include "ui/look/theme.h"
#include "ui/models/words.h"
#include "ui/panels/business_panel.h"
#include "ui/panels/export_panel.h"
#include "ui/panels/parts.h"
#include "ui/look/role.h"
#include "ui/panels/rotated_header.h"
#include "ui/window/figures.h"

#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace gossip::ui {

namespace {

constexpr int kShowEveryMs = 250;
constexpr std::size_t kMistakes = 5;
constexpr int kRowHeight = 20;           // px; ten classes fit into the smallest window

QTableView* table(QWidget* parent, QAbstractItemModel* model)
{
    auto* made = new QTableView(parent);
    made->setModel(model);
    made->setEditTriggers(QAbstractItemView::NoEditTriggers);
    made->setTabKeyNavigation(false);
    made->setShowGrid(false);
    made->setWordWrap(false);
    made->setCornerButtonEnabled(false);
    return made;
}

}  // namespace

ResultsPage::ResultsPage(Lab* lab, QWidget* parent)
    : QWidget(parent), m_lab(lab), m_scores(new ClassScoreModel(this)), m_confusion(new ConfusionModel(this))
{
    setObjectName(QStringLiteral("page"));
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(makeEmpty());
    m_stack->addWidget(makeFull());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(m_stack);
    connectLab();
    retranslate();
    if (m_lab->hasRun())
        begin();
}

QWidget* ResultsPage::makeEmpty()
{
    auto* page = new QWidget(this);
    m_emptyText = label(QStringLiteral("muted"), page);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyStart = new QPushButton(page);
    m_emptyStart->setObjectName(QStringLiteral("startFromResults"));
    m_emptyStart->setProperty("role", QStringLiteral("primary"));
    connect(m_emptyStart, &QPushButton::clicked, this, &ResultsPage::startRequested);
    auto* column = new QVBoxLayout(page);
    column->addStretch();
    column->addWidget(m_emptyText);
    column->addSpacing(12);
    column->addWidget(m_emptyStart, 0, Qt::AlignHCenter);
    column->addStretch();
    return page;
}

QWidget* ResultsPage::makeFull()
{
    auto* page = new QWidget(this);
    m_conditions = label(QStringLiteral("muted"), page);
    m_conditions->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_island = label(QStringLiteral("warning"), page);
    m_tables = new QWidget(page);
    auto* tables = new QHBoxLayout(m_tables);
    tables->setContentsMargins(0, 0, 0, 0);
    tables->setSpacing(8);
    tables->addWidget(makeScores(), 11);
    tables->addWidget(makeConfusions(), 12);
    auto* frame = panel(page);
    m_exports = new ExportPanel(m_lab, frame);
    auto* framed = new QVBoxLayout(frame);
    framed->setContentsMargins(12, 8, 12, 8);
    framed->addWidget(m_exports);

    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(makeFigures());
    column->addWidget(m_conditions);
    column->addWidget(m_island);
    column->addWidget(m_tables, 1);
    column->addStretch();
    column->addWidget(new BusinessPanel(m_lab, page));
    column->addWidget(frame);
    return page;
}

QWidget* ResultsPage::makeFigures()
{
    auto* box = new QWidget(this);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (FigureCard*& card : m_cards) {
        card = new FigureCard(box);
        row->addWidget(card, 1);
    }
    return box;
}

QFrame* ResultsPage::makeScores()
{
    QFrame* frame = panel(this);
    m_scoresTitle = label(QStringLiteral("title"), frame);
    m_scoreTable = table(frame, m_scores);
    m_scoreTable->setObjectName(QStringLiteral("scoreTable"));
    m_scoreTable->verticalHeader()->hide();
    m_scoreTable->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_scoreTable->verticalHeader()->setMinimumSectionSize(kRowHeight);
    m_scoreTable->verticalHeader()->setDefaultSectionSize(kRowHeight);
    m_scoreTable->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_scoreTable->horizontalHeader()->setHighlightSections(false);
    m_scoreTable->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_scoreTable->horizontalHeader()->setSectionResizeMode(ClassScoreModel::Name, QHeaderView::Stretch);
    m_mistakesTitle = label(QStringLiteral("title"), frame);
    m_mistakes = label(QString(), frame);
    m_mistakes->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_scoresEmpty = label(QStringLiteral("muted"), frame);
    m_scoresEmpty->setAlignment(Qt::AlignCenter);
    auto* column = new QVBoxLayout(frame);
    column->setContentsMargins(12, 8, 12, 8);
    column->addWidget(m_scoresTitle);
    column->addWidget(m_scoresEmpty, 1);
    column->addWidget(m_scoreTable, 1);
    column->addWidget(m_mistakesTitle);
    column->addWidget(m_mistakes);
    return frame;
}

QFrame* ResultsPage::makeConfusions()
{
    QFrame* frame = panel(this);
    m_confusionTitle = label(QStringLiteral("title"), frame);
    m_confusionNote = label(QStringLiteral("muted"), frame);
    m_confusionEmpty = label(QStringLiteral("muted"), frame);
    m_confusionEmpty->setAlignment(Qt::AlignCenter);
    m_confusionTable = table(frame, m_confusion);
    m_confusionTable->setObjectName(QStringLiteral("confusionTable"));
    m_confusionTable->setHorizontalHeader(new RotatedHeader(m_confusionTable));
    m_confusionTable->setSelectionMode(QAbstractItemView::NoSelection);
    for (QHeaderView* header : {m_confusionTable->horizontalHeader(), m_confusionTable->verticalHeader()}) {
        header->setMinimumSectionSize(kRowHeight);
        header->setSectionResizeMode(QHeaderView::Stretch);
    }
    auto* column = new QVBoxLayout(frame);
    column->setContentsMargins(12, 8, 12, 8);
    column->addWidget(m_confusionTitle);
    column->addWidget(m_confusionNote);
    column->addWidget(m_confusionEmpty, 1);
    column->addWidget(m_confusionTable, 1);
    return frame;
}

void ResultsPage::connectLab()
{
    connect(m_lab, &Lab::runStarted, this, &ResultsPage::begin);
    connect(m_lab, &Lab::updated, this, [this](const gossip::RunUpdate& update) {
        m_watch.apply(update);
        if (isVisible() && m_shown.hasExpired(kShowEveryMs))
            showFigures();
    });
    connect(m_lab, &Lab::runEnded, this, &ResultsPage::finish);
    connect(m_lab, &Lab::phaseChanged, m_exports, &ExportPanel::refresh);
    connect(m_lab, &Lab::phaseChanged, this, &ResultsPage::showFigures);
    connect(m_exports, &ExportPanel::evaluated, this, &ResultsPage::showEvaluation);
}

void ResultsPage::setCharts(const QList<TimeChart*>& charts)
{
    m_exports->setCharts(charts);
}

void ResultsPage::begin()
{
    m_watch.start(m_lab->runScenario(), m_lab->dataset());
    m_evaluation = {};
    m_evaluatedWorker = -1;
    m_scores->setScores({});
    m_confusion->setConfusion({}, {});
    m_tables->setVisible(m_lab->runScenario().workload == gossip::Workload::training);
    m_exports->refresh();
    m_stack->setCurrentIndex(1);
    showFigures();
    showMistakes();
    if (m_lab->summary() != nullptr)
        finish();
}

void ResultsPage::finish()
{
    if (const gossip::Summary* summary = m_lab->summary(); summary != nullptr && summary->evaluation)
        showEvaluation(*summary->evaluation, -1);
    m_exports->refresh();
    showFigures();
}

void ResultsPage::showFigures()
{
    m_shown.start();
    if (!m_lab->hasRun())
        return;
    const gossip::Scenario& scenario = m_lab->runScenario();
    if (scenario.workload == gossip::Workload::training)
        showTraining(scenario);
    else
        showNumbers();
    const RunFacts& facts = m_watch.facts();
    m_cards[3]->display(tr("Data sent"), dataText(facts.bytesSent),
                        tr("%1 messages").arg(QLocale().toString(qulonglong(facts.messagesSent))));
    m_island->setText(m_lab->isActive()
                          ? tr("Not all workers can reach each other now. Nobody can form the mean model: "
                               "its accuracy is that of all workers collected in one place.")
                          : tr("At the end not all workers could reach each other. Nobody could have formed the mean model: "
                               "its accuracy is that of all workers collected in one place."));
    m_island->setVisible(!facts.meanCouldExist && scenario.workload == gossip::Workload::training);
    showConditions();
}

void ResultsPage::showTraining(const gossip::Scenario& scenario)
{
    const RunFacts& facts = m_watch.facts();
    const gossip::Summary* summary = m_lab->summary();
    const QString title = facts.meanCouldExist ? tr("Mean model") : tr("If all were collected");
    m_cards[0]->display(title, percentText(facts.accuracy), tr("of the test pictures\nare right"), facts.meanCouldExist);
    const auto reached = summary != nullptr ? summary->timeToTargetS : facts.goalReachedS;
    const double goal = summary != nullptr && summary->target > 0.0 ? summary->target : scenario.goalInForce();
    const QString note = summary != nullptr && summary->bytesToTarget && reached
        ? tr("after %1 sent").arg(dataText(*summary->bytesToTarget)) : QString();
    m_cards[1]->display(tr("Time to %1").arg(percentText(goal, 0)),
                        reached ? tr("%1 s").arg(QLocale().toString(*reached, 'f', 1))
                                : summary != nullptr ? tr("not reached") : QStringLiteral("–"), note);
    m_cards[2]->display(tr("Workers' own models"), percentText(facts.workersMean),
                        tr("mean\nlowest %1").arg(percentText(facts.workersMin)));
}

void ResultsPage::showNumbers()
{
    const RunFacts& facts = m_watch.facts();
    m_cards[0]->display(tr("Model spread"), numberText(facts.distance), tr("consensus distance"));
    m_cards[1]->display(tr("Relative spread"), numberText(facts.relativeDistance), tr("part of the mean's length"));
    m_cards[2]->display(tr("Steps"), QLocale().toString(qulonglong(facts.steps)), tr("of all workers"));
}

void ResultsPage::showConditions()
{
    const gossip::Scenario& scenario = m_lab->runScenario();
    const gossip::Summary* summary = m_lab->summary();
    QStringList parts{scenarioTitle(scenario), protocolText(scenario.protocol.id),
                      tr("%n worker(s)", nullptr, scenario.workers.count),
                      (scenario.clock == gossip::Clock::simulated ? tr("virtual time (simulation), %1") : tr("real time of this PC, %1"))
                          .arg(timeText(m_watch.facts().timeS)),
                      tr("seed %1").arg(scenario.seed)};
    parts << outcomeText(summary != nullptr ? summary->outcome : m_watch.facts().state);
    if (summary != nullptr && !summary->reason.text.empty() && summary->outcome != gossip::RunState::stopped)
        parts << engineText(summary->reason);
    m_conditions->setText(parts.join(tr(" · ")));
}

void ResultsPage::showEvaluation(const gossip::Evaluation& evaluation, int worker)
{
    m_evaluation = evaluation;
    m_evaluatedWorker = worker;
    std::vector<std::string> names;
    if (const auto dataset = m_lab->dataset())
        names = dataset->classNames;
    else if (m_lab->summary() != nullptr)   // of an opened folder: the figures are there, the pictures are not
        for (const gossip::ClassScore& score : m_lab->summary()->classes)
            names.push_back(score.name);
    m_scores->setScores(gossip::classScores(evaluation.confusion, names));
    m_confusion->setConfusion(evaluation.confusion, names);
    showMistakes();
}

void ResultsPage::showMistakes()
{
    const bool known = !m_evaluation.confusion.empty();
    const QString model = m_evaluatedWorker < 0 ? tr("Mean model") : workerText(m_lab->runScenario(), m_evaluatedWorker);
    const QString about = known ? tr("%1, %2 right").arg(model, percentText(m_evaluation.accuracy)) : QString();
    m_scoresTitle->setText(known ? tr("Class by class (%1)").arg(about) : tr("Class by class"));
    m_confusionTitle->setText(tr("What it is taken for (confusion matrix)"));
    m_confusionNote->setText(tr("Rows: what the picture shows. Columns: what the model says."));
    m_confusionEmpty->setText(tr("Filled at the end of the run, or now by “Evaluate now”."));
    m_scoresEmpty->setText(tr("Every class's scores appear here when the run ends, or now by “Evaluate now”."));
    for (QWidget* part : std::initializer_list<QWidget*>{m_confusionNote, m_confusionTable, m_scoreTable, m_mistakesTitle, m_mistakes})
        part->setVisible(known);
    for (QWidget* part : {m_confusionEmpty, m_scoresEmpty})
        part->setVisible(!known);
    m_mistakesTitle->setText(tr("Most frequent mistakes"));
    QStringList lines;
    const auto name = [this](int label) { return m_confusion->headerData(label, Qt::Vertical).toString(); };
    for (const Confusion& mistake : worstConfusions(m_evaluation.confusion, kMistakes))
        lines << tr("%1 taken for %2: %3")
                     .arg(name(mistake.truth), name(mistake.taken), QLocale().toString(qulonglong(mistake.pictures)));
    m_mistakes->setText(lines.isEmpty() ? tr("None.") : lines.join(QLatin1Char('\n')));
}

void ResultsPage::retranslate()
{
    m_emptyText->setText(tr("Once a run has begun, the model's accuracy, its mistakes and everything to take away are here."));
    m_emptyStart->setText(tr("Start the run"));
    m_scoreTable->setAccessibleName(tr("Scores of every class"));
    m_confusionTable->setAccessibleName(tr("Confusion matrix"));
    m_scores->retranslate();
    m_confusion->retranslate();
    showFigures();
    showMistakes();
}

void ResultsPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ResultsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    showFigures();
}

}  // namespace gossip::ui
