// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/run_page.h"

#include "ui/charts/accuracy_chart.h"
#include "ui/charts/divergence_chart.h"
#include "ui/charts/loss_chart.h"
#include "ui/charts/time_axis.h"
#include "ui/charts/traffic_chart.h"
#include "ui/look/role.h"
#include "ui/look/theme.h"
#include "ui/models/narrator.h"
#include "ui/panels/detail_drawer.h"
#include "ui/views/cluster_map.h"
#include "ui/window/fault_strip.h"
#include "ui/window/figures.h"
#include "ui/window/run_edits.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace gossip::ui {

namespace {

constexpr int kHintMs = 5000;
constexpr int kFourCharts = 1160;  // px for all; of half of that half is left for the plot itself
constexpr int kFoldBelow = 640;  // px of this page: 760 of the window

}  // namespace

RunPage::RunPage(Lab* lab, QWidget* parent)
    : QWidget(parent), m_lab(lab), m_edits(new RunEdits(lab, this)), m_figures(new Figures(this)), m_map(new ClusterMap(this)), m_now(new QLabel(this)),
      m_axis(new TimeAxis(this)), m_accuracy(new AccuracyChart(m_axis, this)), m_divergence(new DivergenceChart(m_axis, this)),
      m_drawer(new DetailDrawer(lab, this)), m_strip(new FaultStrip(this))
{
    auto* middle = new QHBoxLayout;
    middle->setSpacing(8);
    middle->addWidget(makeMapPanel());
    middle->addWidget(makeCharts(), 1);
    middle->addWidget(m_drawer);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 8, 4);
    column->setSpacing(4);
    column->addWidget(m_figures);
    column->addLayout(middle, 1);
    column->addWidget(m_strip);

    connect(m_map, &ClusterMap::workerSelected, m_strip, &FaultStrip::setSelectedWorker);
    connect(m_map, &ClusterMap::workerSelected, m_drawer, &DetailDrawer::setSelectedWorker);
    connect(m_drawer, &DetailDrawer::workerSelected, m_map, &ClusterMap::selectWorker);
    connect(m_drawer, &DetailDrawer::command, m_edits, &RunEdits::command);
    connect(m_drawer, &DetailDrawer::openChanged, this, &RunPage::detailedChanged);
    connect(m_drawer, &DetailDrawer::openChanged, this, &RunPage::placeCharts);
    connect(m_drawer, &DetailDrawer::momentPicked, this, &RunPage::lookBack);
    connect(m_map, &ClusterMap::commandRequested, m_edits, &RunEdits::command);
    connect(m_map, &ClusterMap::commandsRequested, m_edits, [this](const auto& faults) { m_edits->commands(faults, m_map->links().faults()); });
    connect(m_map, &ClusterMap::topologyEdited, m_edits, &RunEdits::setTopology);
    connect(m_map, &ClusterMap::hinted, this, &RunPage::showHint);
    connect(m_edits, &RunEdits::hinted, this, &RunPage::showHint);
    connect(m_edits, &RunEdits::changed, this, &RunPage::backToLive);  // what is done now shows now
    connect(m_strip, &FaultStrip::commandRequested, m_edits, &RunEdits::command);
    connect(m_strip, &FaultStrip::restoreRequested, this, &RunPage::restoreEverything);
    connect(m_strip, &FaultStrip::momentPicked, this, &RunPage::lookBack);
    connect(m_strip, &FaultStrip::livePicked, this, &RunPage::backToLive);
    connect(m_strip->timeline(), &Timeline::hinted, this, &RunPage::showHint);
    connect(m_strip->timeline(), &Timeline::planEdited, m_edits, [this](const auto& faults, const QString& what) {
        if (m_edits->setPlan(faults, what))
            return;
        if (m_lab->isActive())
            m_strip->timeline()->showPlan(m_lab->runScenario().faults);
        else
            m_strip->setScenario(m_lab->scenario());
    });
    connect(&ThemeStore::instance(), &ThemeStore::changed, this, &RunPage::dress);
    m_map->setObjectName(QStringLiteral("map"));
    m_accuracy->setObjectName(QStringLiteral("accuracyChart"));
    m_divergence->setObjectName(QStringLiteral("divergenceChart"));
    m_hint.setSingleShot(true);
    m_hint.setInterval(kHintMs);
    connect(&m_hint, &QTimer::timeout, this, &RunPage::refreshSentence);
    connectLab();
    dress();
    showScenario();
}

RunPage::~RunPage()
{
    // The charts use their axes until the end; as children they would go after them.
    m_drawer->takeBackCharts();
    delete m_accuracy;
    delete m_divergence;
}

QWidget* RunPage::makeMapPanel()
{
    m_mapPanel = new QFrame(this);
    setRole(m_mapPanel, "panel");
    m_now->setObjectName(QStringLiteral("now"));
    m_now->setWordWrap(true);
    m_now->setTextFormat(Qt::PlainText);
    m_now->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto* column = new QVBoxLayout(m_mapPanel);
    column->setContentsMargins(2, 2, 2, 6);
    column->setSpacing(2);
    column->addWidget(m_map, 1);
    auto* indented = new QHBoxLayout;
    indented->setContentsMargins(12, 0, 12, 0);
    indented->addWidget(m_now);
    column->addLayout(indented);
    return m_mapPanel;
}

QWidget* RunPage::makeCharts()
{
    auto* charts = new QWidget(this);
    auto* grid = new QGridLayout(charts);
    m_chartGrid = grid;
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(4);
    m_accuracyPanel = makePanel(m_accuracy);
    m_lossPanel = makePanel(nullptr);
    m_trafficPanel = makePanel(nullptr);
    grid->addWidget(m_accuracyPanel, 0, 0);
    grid->addWidget(makePanel(m_divergence), 1, 0);
    grid->addWidget(m_lossPanel, 0, 1);
    grid->addWidget(m_trafficPanel, 1, 1);
    grid->setRowStretch(0, 58);
    grid->setRowStretch(1, 42);
    grid->setColumnStretch(0, 1);
    for (QFrame* panel : {m_lossPanel, m_trafficPanel})
        panel->hide();
    return charts;
}

QFrame* RunPage::makePanel(QWidget* chart)
{
    auto* panel = new QFrame(this);
    setRole(panel, "panel");
    auto* inside = new QVBoxLayout(panel);
    inside->setContentsMargins(2, 2, 2, 2);
    if (chart != nullptr)
        inside->addWidget(chart);
    return panel;
}

/// Four charts where each is still legible, else loss and traffic stay in the drawer.
void RunPage::placeCharts()
{
    const int room = width() - m_mapPanel->minimumWidth() - m_drawer->minimumWidth();
    const bool four = m_drawer->isOpen() && room >= kFourCharts;
    if (four == m_fourCharts)
        return;
    m_fourCharts = four;
    if (four)
        m_drawer->lendCharts(m_lossPanel->layout(), m_trafficPanel->layout());
    else
        m_drawer->takeBackCharts();
    m_lossPanel->setVisible(four);
    m_trafficPanel->setVisible(four);
    m_chartGrid->setColumnStretch(1, four ? 1 : 0);
}

void RunPage::showAbove(QWidget* bar)
{
    static_cast<QVBoxLayout*>(layout())->insertWidget(0, bar);
}

void RunPage::takeBackViews()
{
    static_cast<QVBoxLayout*>(m_mapPanel->layout())->insertWidget(0, m_map, 1);
    m_accuracyPanel->layout()->addWidget(m_accuracy);
}

void RunPage::connectLab()
{
    connect(m_lab, &Lab::scenarioChanged, this, [this] {
        if (m_lab->isActive())
            return;
        if (m_edits->isOwnEdit()) {
            m_strip->setScenario(m_lab->scenario());
            m_map->setTopology(m_lab->scenario().topology);
            if (gossip::toJson(m_lab->scenario()) == m_ranAs)   // every edit since was taken back
                showRecordedFaults();
        } else {
            showScenario();
        }
    });
    connect(m_lab, &Lab::runStarted, this, &RunPage::beginRun);
    connect(m_lab, &Lab::updated, this, &RunPage::apply);
    connect(m_lab, &Lab::timelineChanged, this, [this] { m_strip->timeline()->showPlan(m_lab->runScenario().faults); });
    connect(m_lab, &Lab::runEnded, this, [this] {
        m_ranAs = gossip::toJson(m_lab->scenario());
        showRecordedFaults();
    });
    connect(m_lab, &Lab::phaseChanged, this, [this](Lab::Phase phase) {
        m_map->setLinksEditable(!m_lab->isActive());
        const bool flows = phase == Lab::Phase::running || phase == Lab::Phase::paused;
        m_strip->timeline()->setEditable(flows ? Timeline::Editable::toCome : m_lab->isActive() ? Timeline::Editable::none : Timeline::Editable::all);
        refreshSentence();
    });
}

void RunPage::showRecordedFaults()
{
    m_strip->timeline()->showRecorded((m_lab->run() ? m_lab->run()->recordedScenario() : m_lab->runScenario()).faults, m_lab->latest().timeS);
}

void RunPage::showScenario()
{
    const gossip::Scenario& scenario = m_lab->scenario();
    m_ranAs.clear();
    forgetRecording();
    m_watch.start(scenario, nullptr);
    m_figures->start(scenario, nullptr);
    m_map->setScenario(scenario);
    m_accuracy->setScenario(scenario);
    m_divergence->setScenario(scenario);
    m_strip->setScenario(scenario);
    showSelection();
    refreshSentence();
}

void RunPage::beginRun()
{
    const gossip::Scenario& scenario = m_lab->runScenario();
    forgetRecording();
    m_watch.start(scenario, m_lab->dataset());
    m_figures->start(scenario, m_lab->dataset());
    m_map->setScenario(scenario);
    m_accuracy->setDataset(m_lab->dataset());
    m_accuracy->setScenario(scenario);
    m_divergence->setScenario(scenario);
    m_strip->setScenario(scenario);
    showSelection();
    m_map->setFocus();  // its keys act from now on
}

void RunPage::showSelection()
{
    m_strip->setSelectedWorker(m_map->selectedWorker());
    m_drawer->setSelectedWorker(m_map->selectedWorker());
}

void RunPage::apply(const gossip::RunUpdate& update)
{
    const bool first = m_recording.isEmpty();
    m_watch.apply(update);
    m_recording.add(update, m_watch.facts());
    m_accuracy->apply(update);
    m_divergence->apply(update);
    m_strip->apply(update);
    m_strip->setRecorded(m_recording.newestS());
    if (first)
        Q_EMIT momentChanged();
    if (m_momentS)
        return;
    m_figures->apply(m_watch.facts());
    m_map->apply(update);
    refreshSentence();
}

void RunPage::lookBack(double timeS)
{
    if (m_recording.isEmpty())
        return;
    if (timeS >= m_recording.newestS())
        return backToLive();
    m_momentS = std::max(0.0, timeS);
    const RunRecording::Moment moment = m_recording.at(*m_momentS);
    present(moment);
    m_drawer->lookAt(moment.update, *m_momentS);
}

void RunPage::lookBackBy(double seconds)
{
    lookBack(m_momentS.value_or(m_recording.newestS()) - seconds);
}

void RunPage::backToLive()
{
    if (!m_momentS)
        return;
    m_momentS.reset();
    const RunRecording::Moment now = m_recording.newest();
    present(now);
    m_drawer->backToLive(now.update);
}

void RunPage::present(const RunRecording::Moment& moment)
{
    m_shownFacts = moment.facts;
    m_figures->showAtOnce(moment.facts);
    m_map->showMoment(moment.update);
    m_axis->setMoment(m_momentS);
    m_strip->setMoment(m_momentS);
    m_hint.stop();
    refreshSentence();
    Q_EMIT momentChanged();
}

void RunPage::forgetRecording()
{
    m_recording.begin();
    m_momentS.reset();
    m_strip->setMoment(std::nullopt);
    m_strip->setRecorded(0.0);
    Q_EMIT momentChanged();
}

void RunPage::showHint(const QString& sentence)
{
    m_hint.start();
    m_now->setText(sentence);
}

void RunPage::restoreEverything()
{
    m_edits->restoreEverything(m_map->links().faults());
}

QList<TimeChart*> RunPage::charts() const
{
    return {m_accuracy, m_divergence, m_drawer->lossChart(), m_drawer->trafficChart()};
}

void RunPage::refreshSentence()
{
    if (m_hint.isActive())
        return;
    const Lab::Phase phase = m_lab->phase();
    const bool before = !m_momentS && (phase == Lab::Phase::idle || phase == Lab::Phase::loading);
    const QString text = before ? Narrator::beforeRun(m_lab->scenario(), phase == Lab::Phase::loading)
                                : Narrator::sentence(m_lab->runScenario(), m_momentS ? m_shownFacts : m_watch.facts());
    if (text != m_now->text())
        m_now->setText(text);
}

void RunPage::setDetailed(bool detailed)
{
    const QSignalBlocker quiet(this);  // only what a person does with the drawer is told
    m_drawer->setOpen(detailed);
    placeCharts();
}

void RunPage::setLarge(bool large)
{
    m_large = large;
    m_figures->setLarge(large);
    m_drawer->setLarge(large);
    dress();
}

void RunPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_hint.stop();
        refreshSentence();
    }
    QWidget::changeEvent(event);
}

void RunPage::resizeEvent(QResizeEvent* event)
{
    m_strip->setExtent(height() < kFoldBelow, m_large);
    placeCharts();
    QWidget::resizeEvent(event);
}

void RunPage::dress()
{
    m_now->setFont(uiFont(14));
    m_now->setFixedHeight(2 * m_now->fontMetrics().lineSpacing() + 4);
    m_mapPanel->setFixedWidth(m_large ? 620 : 420);
    placeCharts();
    m_strip->setExtent(height() < kFoldBelow, m_large);
}

}  // namespace gossip::ui
