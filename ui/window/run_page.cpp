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

#include <QEvent>
#include <QHBoxLayout>
#include <QScopedValueRollback>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace gossip::ui {

namespace {

constexpr int kHintMs = 5000;
constexpr int kFoldBelow = 640;  // px of this page: 760 of the window

}  // namespace

RunPage::RunPage(Lab* lab, QWidget* parent)
    : QWidget(parent), m_lab(lab), m_figures(new Figures(this)), m_map(new ClusterMap(this)), m_now(new QLabel(this)),
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
    connect(m_drawer, &DetailDrawer::command, this, &RunPage::command);
    connect(m_drawer, &DetailDrawer::openChanged, this, &RunPage::detailedChanged);
    connect(m_map, &ClusterMap::commandRequested, this, &RunPage::command);
    connect(m_strip, &FaultStrip::commandRequested, this, &RunPage::command);
    connect(m_strip, &FaultStrip::restoreRequested, this, &RunPage::restoreEverything);
    connect(m_strip, &FaultStrip::momentPicked, this, &RunPage::lookBack);
    connect(m_strip, &FaultStrip::livePicked, this, &RunPage::backToLive);
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
    // The charts use the axis until the end; as children they would go after it.
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
    auto* column = new QVBoxLayout(charts);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    int stretch = 58;
    for (QWidget* chart : std::initializer_list<QWidget*>{m_accuracy, m_divergence}) {
        auto* panel = new QFrame(charts);
        setRole(panel, "panel");
        if (chart == m_accuracy)
            m_accuracyPanel = panel;
        auto* inside = new QVBoxLayout(panel);
        inside->setContentsMargins(2, 2, 2, 2);
        inside->addWidget(chart);
        column->addWidget(panel, stretch);
        stretch = 100 - stretch;
    }
    return charts;
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
        if (m_ownEdit)
            m_strip->setScenario(m_lab->scenario());
        else
            showScenario();
    });
    connect(m_lab, &Lab::runStarted, this, &RunPage::beginRun);
    connect(m_lab, &Lab::updated, this, &RunPage::apply);
    connect(m_lab, &Lab::phaseChanged, this, &RunPage::refreshSentence);
}

void RunPage::showScenario()
{
    const gossip::Scenario& scenario = m_lab->scenario();
    m_history.clear();
    forgetRecording();
    m_watch.start(scenario, nullptr);
    m_figures->start(scenario, nullptr);
    m_map->setScenario(scenario);
    m_accuracy->setScenario(scenario);
    m_divergence->setScenario(scenario);
    m_strip->setScenario(scenario);
    showSelection();
    refreshSentence();
    Q_EMIT historyChanged();
}

void RunPage::beginRun()
{
    const gossip::Scenario& scenario = m_lab->runScenario();
    m_history.clear();
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
    Q_EMIT historyChanged();
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

void RunPage::command(const gossip::Fault& fault)
{
    const bool acts = m_lab->phase() == Lab::Phase::running || m_lab->phase() == Lab::Phase::paused;
    if (acts) {
        backToLive();  // what is done now shows now
        m_history.add(disturbance(fault, m_lab->latest()));
        m_lab->post(fault);
        Q_EMIT historyChanged();
    } else if (fault.kind == gossip::FaultKind::network || fault.kind == gossip::FaultKind::probability) {
        editScenario(fault);
    } else {
        m_hint.start();
        m_now->setText(tr("Nothing runs now.\nStart a run first; then this acts at once."));
    }
}

void RunPage::editScenario(const gossip::Fault& fault)
{
    if (m_lab->isActive())
        return;
    gossip::Scenario scenario = m_lab->scenario();
    if (fault.kind == gossip::FaultKind::probability)
        scenario.protocol.parameters["probability"] = fault.probability;
    scenario.network.latencyMs = fault.latencyMs.value_or(scenario.network.latencyMs);
    scenario.network.loss = fault.loss.value_or(scenario.network.loss);
    const QScopedValueRollback<bool> own(m_ownEdit, true);
    m_lab->setScenario(scenario);
}

void RunPage::restoreEverything()
{
    if (m_lab->phase() != Lab::Phase::running && m_lab->phase() != Lab::Phase::paused)
        return;
    const Disturbance all = restoreAll(m_lab->runScenario(), m_lab->latest());
    if (all.commands.empty())
        return;
    backToLive();
    for (const gossip::Fault& fault : all.commands)
        m_lab->post(fault);
    m_history.add(all);
    Q_EMIT historyChanged();
}

QList<TimeChart*> RunPage::charts() const
{
    return {m_accuracy, m_divergence, m_drawer->lossChart(), m_drawer->trafficChart()};
}

bool RunPage::canUndo() const
{
    return m_lab->isActive() && m_history.canUndo();
}

bool RunPage::canRedo() const
{
    return m_lab->isActive() && m_history.canRedo();
}

void RunPage::undo()
{
    for (const gossip::Fault& fault : m_history.undo())
        m_lab->post(fault);
    Q_EMIT historyChanged();
}

void RunPage::redo()
{
    for (const gossip::Fault& fault : m_history.redo())
        m_lab->post(fault);
    Q_EMIT historyChanged();
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
    QWidget::resizeEvent(event);
}

void RunPage::dress()
{
    m_now->setFont(uiFont(14));
    m_now->setFixedHeight(2 * m_now->fontMetrics().lineSpacing() + 4);
    m_mapPanel->setFixedWidth(m_large ? 620 : 420);
    m_strip->setExtent(height() < kFoldBelow, m_large);
}

}  // namespace gossip::ui
