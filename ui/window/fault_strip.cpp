// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/fault_strip.h"

#include "ui/look/icons.h"
#include "ui/look/role.h"
#include "ui/look/theme.h"
#include "ui/models/fault_history.h"
#include "ui/models/words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace gossip::ui {

namespace {

constexpr double kSlowFactor = 4.0;

const std::vector<double> kProbabilities = {0.0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0};
const std::vector<double> kLatenciesMs = {0, 10, 20, 50, 100, 200, 300, 500, 1000, 2000};
const std::vector<double> kLosses = {0.0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0};

QPushButton* button(Sign sign, const char* name, QWidget* parent)
{
    auto* made = new QPushButton(signIcon(sign), QString(), parent);
    made->setObjectName(QLatin1String(name));
    made->setFocusPolicy(Qt::TabFocus);
    return made;
}

/// A width that both of a button's texts fit into, so that pressing moves nothing.
void setTexts(QPushButton* target, const QString& shown, const QString& other)
{
    target->setMinimumWidth(0);
    target->setText(other);
    const int otherWidth = target->sizeHint().width();
    target->setText(shown);
    target->setMinimumWidth(std::max(otherWidth, target->sizeHint().width()));
}

}  // namespace

FaultStrip::FaultStrip(QWidget* parent)
    : QFrame(parent), m_title(new QLabel(this)), m_crash(button(Sign::crash, "crash", this)),
      m_slow(button(Sign::slow, "slow", this)), m_cut(button(Sign::cut, "cut", this)),
      m_restore(button(Sign::restore, "restore", this)), m_probability(new ValueSlider(kProbabilities, this)),
      m_latency(new ValueSlider(kLatenciesMs, this)), m_loss(new ValueSlider(kLosses, this)), m_timeline(new Timeline(this)),
      m_scrub(new ScrubBar(this)), m_rows(new QStackedWidget(this)), m_past(new QLabel(this)), m_pastNote(new QLabel(this)),
      m_toLive(new QPushButton(signIcon(Sign::play, true), QString(), this))
{
    setRole(this, "panel");
    setRole(m_title, "title");
    for (QPushButton* toggle : {m_crash, m_slow, m_cut})
        toggle->setCheckable(true);
    m_probability->setObjectName(QStringLiteral("probability"));
    m_latency->setObjectName(QStringLiteral("latency"));
    m_loss->setObjectName(QStringLiteral("loss"));
    layOut();
    connectControls();
    retranslate();
    connect(&ThemeStore::instance(), &ThemeStore::changed, this, &FaultStrip::refreshButtons);
}

void FaultStrip::layOut()
{
    auto* controls = new QWidget;
    auto* row = new QHBoxLayout(controls);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_title);
    row->addSpacing(6);
    for (QPushButton* made : {m_crash, m_slow, m_cut, m_restore})
        row->addWidget(made);
    row->addSpacing(8);
    for (ValueSlider* slider : {m_probability, m_latency, m_loss})
        row->addWidget(slider, 1);
    row->setStretchFactor(m_probability, 3);
    row->setStretchFactor(m_latency, 2);
    row->setStretchFactor(m_loss, 2);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 4, 12, 2);
    column->setSpacing(0);
    m_rows->addWidget(controls);
    m_rows->addWidget(makePast());
    column->addWidget(m_rows);
    column->addWidget(m_timeline, 1);
    column->addWidget(m_scrub);
}

QWidget* FaultStrip::makePast()
{
    setRole(m_past, "title");
    setRole(m_pastNote, "muted");
    m_past->setObjectName(QStringLiteral("past"));
    m_toLive->setObjectName(QStringLiteral("toLive"));
    m_toLive->setFocusPolicy(Qt::TabFocus);
    setRole(m_toLive, "primary");
    auto* page = new QWidget;
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(m_past);
    row->addWidget(m_pastNote, 1);
    row->addWidget(m_toLive);
    return page;
}

void FaultStrip::connectControls()
{
    connect(m_crash, &QPushButton::clicked, this, &FaultStrip::crashOrRejoin);
    connect(m_slow, &QPushButton::clicked, this, &FaultStrip::slowOrNormal);
    connect(m_cut, &QPushButton::clicked, this, &FaultStrip::cutOrJoin);
    connect(m_restore, &QPushButton::clicked, this, &FaultStrip::restoreRequested);
    connect(m_toLive, &QPushButton::clicked, this, &FaultStrip::livePicked);
    connect(m_scrub, &ScrubBar::livePicked, this, &FaultStrip::livePicked);
    connect(m_scrub, &ScrubBar::momentPicked, this, &FaultStrip::momentPicked);
    connect(m_probability, &ValueSlider::valuePicked, this, [this](double value) {
        gossip::Fault command;
        command.kind = gossip::FaultKind::probability;
        command.probability = value;
        Q_EMIT commandRequested(command);
    });
    const auto network = [this](std::optional<double> gossip::Fault::* what, double value) {
        gossip::Fault command;
        command.kind = gossip::FaultKind::network;
        command.*what = value;
        Q_EMIT commandRequested(command);
    };
    connect(m_latency, &ValueSlider::valuePicked, this, [network](double value) { network(&gossip::Fault::latencyMs, value); });
    connect(m_loss, &ValueSlider::valuePicked, this, [network](double value) { network(&gossip::Fault::loss, value); });
}

void FaultStrip::setScenario(const gossip::Scenario& scenario)
{
    m_scenario = scenario;
    m_now = {};
    const auto probability = scenario.protocol.parameters.find("probability");
    m_probability->setEnabled(probability != scenario.protocol.parameters.end());
    m_probability->showValue(probability == scenario.protocol.parameters.end() ? 0.0 : probability->second);
    m_latency->showValue(scenario.network.latencyMs);
    m_loss->showValue(scenario.network.loss);
    m_timeline->setScenario(scenario);
    refreshButtons();
}

void FaultStrip::apply(const gossip::RunUpdate& update)
{
    m_now.workers = update.workers;
    m_now.islands = update.islands;
    m_now.network = update.network;
    m_now.probability = update.probability;
    m_runState = update.state;
    m_timeline->apply(update);
    if (m_probability->isEnabled())
        m_probability->showValue(update.probability);
    m_latency->showValue(update.network.latencyMs);
    m_loss->showValue(update.network.loss);
    refreshButtons();
}

void FaultStrip::setMoment(std::optional<double> timeS)
{
    m_momentS = timeS;
    m_scrub->setMoment(timeS);
    m_rows->setCurrentIndex(timeS ? 1 : 0);
    refreshPast();
}

void FaultStrip::setRecorded(double newestS)
{
    m_newestS = newestS;
    m_scrub->setRange(newestS, m_timeline->endS());
    refreshPast();
}

void FaultStrip::refreshPast()
{
    if (!m_momentS)
        return;
    const auto seconds = [](double timeS) { return QLocale().toString(timeS, 'f', 1); };
    const bool over = m_runState != gossip::RunState::running && m_runState != gossip::RunState::paused;
    m_past->setText(tr("Showing %1 s of %2 s").arg(seconds(*m_momentS), seconds(m_newestS)));
    m_pastNote->setText(over ? tr("The run is over; this is how it was then.")
                        : m_runState == gossip::RunState::paused ? tr("The run is paused; this is how it was then.")
                                                                  : tr("The run goes on meanwhile."));
    m_toLive->setText(over ? tr("To the end (End)") : tr("Back to live (End)"));
}

void FaultStrip::setSelectedWorker(int worker)
{
    m_selected = std::max(0, worker);
    m_timeline->setSelectedWorker(m_selected);
    refreshButtons();
}

void FaultStrip::setExtent(bool folded, bool large)
{
    m_timeline->setVisible(!folded);
    setFixedHeight(folded ? 66 : large ? 144 : 112);
}

gossip::WorkerState FaultStrip::selectedState() const
{
    const auto index = std::size_t(m_selected);
    return index < m_now.workers.size() ? m_now.workers[index].state : gossip::WorkerState::running;
}

void FaultStrip::crashOrRejoin()
{
    const gossip::WorkerState state = selectedState();
    const bool down = state == gossip::WorkerState::crashed || state == gossip::WorkerState::diverged;
    gossip::Fault command;
    command.kind = down ? gossip::FaultKind::rejoin : gossip::FaultKind::crash;
    command.workers = {m_selected};
    Q_EMIT commandRequested(command);
    refreshButtons();
}

void FaultStrip::slowOrNormal()
{
    gossip::Fault command;
    command.kind = gossip::FaultKind::slow;
    command.workers = {m_selected};
    command.factor = selectedState() == gossip::WorkerState::slow ? 1.0 : kSlowFactor;
    Q_EMIT commandRequested(command);
    refreshButtons();
}

void FaultStrip::cutOrJoin()
{
    gossip::Fault heal;
    heal.kind = gossip::FaultKind::heal;
    Q_EMIT commandRequested(m_isCut ? heal : cutCommand(m_scenario));
    refreshButtons();
}

void FaultStrip::refreshButtons()
{
    const gossip::WorkerState state = selectedState();
    const QString who = workerText(m_scenario, m_selected);
    const bool down = state == gossip::WorkerState::crashed || state == gossip::WorkerState::diverged;
    const bool slow = state == gossip::WorkerState::slow;
    const bool cut = m_now.islands.size() > 1 && m_probability->isEnabled() && m_now.probability > 0.0;
    m_crash->setChecked(down);
    m_slow->setChecked(slow);
    m_cut->setChecked(cut);
    m_isCut = cut;
    const QString look = who + QLatin1Char(down ? 'd' : '-') + QLatin1Char(slow ? 's' : '-') + QLatin1Char(cut ? 'c' : '-');
    if (m_shownLook == look)
        return;  // called 30 times a second
    m_shownLook = look;
    const QString crashText = tr("Crash one");
    const QString rejoinText = tr("Bring back %1").arg(who);
    setTexts(m_crash, down ? rejoinText : crashText, down ? crashText : rejoinText);
    m_crash->setToolTip(down ? tr("%1 takes a model from a peer and goes on.").arg(who)
                             : tr("Stops %1, the selected worker. Key K on the map.").arg(who));
    const QString slowText = tr("Slow one down");
    const QString normalText = tr("%1 to full speed").arg(who);
    setTexts(m_slow, slow ? normalText : slowText, slow ? slowText : normalText);
    m_slow->setToolTip(tr("Makes %1, the selected worker, four times slower. Key L on the map.").arg(who));
    setTexts(m_cut, cut ? tr("Join the line") : tr("Cut the line"), cut ? tr("Cut the line") : tr("Join the line"));
    m_cut->setToolTip(tr("Cuts between the groups; without groups, the first half from the second. Key X on the map."));
}

void FaultStrip::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void FaultStrip::retranslate()
{
    m_title->setText(tr("Try faults"));
    m_restore->setText(tr("Restore all"));
    m_restore->setToolTip(tr("Joins the line, brings everyone back, sets the sliders as the scenario says (Ctrl+R)."));
    m_probability->setTexts(tr("Exchange frequency"), tr("How often a worker sends its model after a step (exchange probability p)."),
                            [](double value) { return percentText(value, value > 0.0 && value < 0.01 ? 1 : 0); });
    m_latency->setTexts(tr("Latency"), tr("How long every message is on its way."),
                        [](double value) { return tr("%1 ms").arg(QLocale().toString(value, 'f', 0)); });
    m_loss->setTexts(tr("Lost messages"), tr("Share of the messages that never arrive."), [](double value) { return percentText(value, 0); });
    m_toLive->setAccessibleName(tr("Back to live (End)"));
    m_toLive->setWhatsThis(tr("Shows again what is happening now, or how the run ended. The key End does the same."));
    m_shownLook.clear();
    refreshButtons();
    refreshPast();
}

}  // namespace gossip::ui
