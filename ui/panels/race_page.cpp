// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/race_page.h"

#include "ui/bridge/command_line.h"
#include "ui/bridge/lab.h"
#include "ui/bridge/messages.h"
#include "ui/charts/race_bars.h"
#include "ui/look/icons.h"
#include "ui/look/role.h"
#include "ui/look/theme.h"
#include "ui/models/race_view.h"
#include "ui/models/words.h"

#include <gossip/catalogue.h>

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace gossip::ui {

namespace {

constexpr int kMostSeeds = 10;
constexpr double kMostEpochs = 1000.0;
enum Conditions { usual, asScenario };

}  // namespace

RacePage::RacePage(Lab* lab, QWidget* parent)
    : QWidget(parent), m_lab(lab), m_race(new RaceLab(this)), m_protocols(new QPushButton(this)), m_protocolMenu(new QMenu(this)),
      m_conditionsLabel(new QLabel(this)), m_conditions(new QComboBox(this)), m_clockLabel(new QLabel(this)), m_clock(new QComboBox(this)),
      m_seedsLabel(new QLabel(this)), m_seeds(new QSpinBox(this)), m_epochsLabel(new QLabel(this)), m_epochs(new QDoubleSpinBox(this)),
      m_start(new QPushButton(this)), m_cancel(new QPushButton(this)), m_export(new QPushButton(this)), m_progress(new QProgressBar(this)),
      m_left(new QLabel(this)), m_headline(new QLabel(this)), m_reasons(new QLabel(this)), m_grey(new QLabel(this)),
      m_tabs(new QTabWidget(this)), m_bars(new RaceBars), m_curves(new RaceCurves), m_axes(new QButtonGroup(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 8, 4);
    column->setSpacing(6);
    column->addWidget(makeControls());
    column->addWidget(makeSentences());
    auto* scroll = new QScrollArea;
    scroll->setWidget(m_bars);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_tabs->addTab(scroll, QString());
    m_tabs->addTab(makeCurves(), QString());
    m_tabs->setObjectName(QStringLiteral("raceTabs"));
    m_tabs->setDocumentMode(true);
    column->addWidget(m_tabs, 1);
    makeExports();
    fillProtocols();
    connectRace();
    retranslate();
}

RacePage::~RacePage()
{
    delete m_race;   // its race ends before what it reports to
}

QWidget* RacePage::makeControls()
{
    auto* panel = new QFrame(this);
    setRole(panel, "panel");
    setRole(m_start, "primary");
    setRole(m_cancel, "quiet");
    setRole(m_left, "muted");
    m_start->setObjectName(QStringLiteral("raceStart"));
    m_cancel->setObjectName(QStringLiteral("raceCancel"));
    m_protocols->setObjectName(QStringLiteral("raceProtocols"));
    m_conditions->setObjectName(QStringLiteral("raceConditions"));
    m_clock->setObjectName(QStringLiteral("raceClock"));
    m_seeds->setObjectName(QStringLiteral("raceSeeds"));
    m_epochs->setObjectName(QStringLiteral("raceEpochs"));
    m_export->setObjectName(QStringLiteral("raceExport"));
    m_protocols->setMenu(m_protocolMenu);
    setRole(m_protocols, "menu");
    setRole(m_export, "menu");
    m_conditions->addItems({QString(), QString()});
    m_clock->addItems({QString(), QString()});
    m_seeds->setRange(1, kMostSeeds);
    m_epochs->setRange(0.5, kMostEpochs);
    m_epochs->setDecimals(1);
    m_epochs->setValue(usualRaceConditions(m_lab->scenario()).stop.epochs);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(140);
    auto* row = new QHBoxLayout(panel);
    row->setContentsMargins(12, 6, 12, 6);
    row->setSpacing(8);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_start, m_cancel, m_protocols, m_conditionsLabel, m_conditions, m_clockLabel, m_clock,
                                                           m_epochsLabel, m_epochs, m_seedsLabel, m_seeds})
        row->addWidget(widget);
    row->addStretch();
    row->addWidget(m_export);
    m_conditionsLabel->setBuddy(m_conditions);
    m_clockLabel->setBuddy(m_clock);
    m_seedsLabel->setBuddy(m_seeds);
    m_epochsLabel->setBuddy(m_epochs);
    return panel;
}

QWidget* RacePage::makeSentences()
{
    auto* panel = new QFrame(this);
    setRole(panel, "panel");
    setRole(m_grey, "muted");
    for (QLabel* label : {m_headline, m_reasons, m_grey}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_headline->setObjectName(QStringLiteral("raceHeadline"));
    m_grey->setObjectName(QStringLiteral("raceGrey"));
    auto* progress = new QHBoxLayout;
    progress->addWidget(m_progress);
    progress->addWidget(m_left, 1);
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(14, 8, 14, 8);
    column->setSpacing(4);
    column->addWidget(m_headline);
    column->addLayout(progress);
    column->addWidget(m_reasons);
    column->addWidget(m_grey);
    return panel;
}

QWidget* RacePage::makeCurves()
{
    auto* page = new QWidget;
    auto* row = new QHBoxLayout;
    m_axes->setExclusive(true);
    for (int axis = 0; axis < 3; ++axis) {
        auto* button = new QPushButton(page);
        button->setObjectName(QStringLiteral("raceAxis%1").arg(axis));
        button->setCheckable(true);
        button->setChecked(axis == 0);
        m_axes->addButton(button, axis);
        row->addWidget(button);
    }
    row->addStretch();
    auto* column = new QVBoxLayout(page);
    column->addLayout(row);
    column->addWidget(m_curves, 1);
    connect(m_axes, &QButtonGroup::idClicked, this, &RacePage::showRace);
    return page;
}

void RacePage::fillProtocols()
{
    const std::vector<std::string> first = usualRacers();
    for (const gossip::ProtocolInfo& protocol : gossip::protocols()) {
        QAction* action = m_protocolMenu->addAction(QString());
        action->setCheckable(true);
        action->setData(QString::fromStdString(protocol.id));
        action->setChecked(std::find(first.begin(), first.end(), protocol.id) != first.end());
        connect(action, &QAction::toggled, this, &RacePage::pickChanged);
    }
}

std::vector<std::string> RacePage::picked() const
{
    std::vector<std::string> ids;
    for (const QAction* action : m_protocolMenu->actions())
        if (action->isChecked())
            ids.push_back(action->data().toString().toStdString());
    return ids;
}

void RacePage::connectRace()
{
    connect(m_start, &QPushButton::clicked, this, &RacePage::start);
    connect(m_cancel, &QPushButton::clicked, m_race, &RaceLab::stop);
    connect(m_race, &RaceLab::phaseChanged, this, &RacePage::refresh);
    connect(m_race, &RaceLab::loadProgress, this, [this](double share) { m_progress->setValue(int(1000 * share)); });
    connect(m_race, &RaceLab::updated, this, [this] {
        showRace();
        refreshProgress();
    });
    connect(m_race, &RaceLab::ended, this, [this] {
        showRace();
        refresh();
    });
    connect(m_race, &RaceLab::failed, this, &RacePage::failed);
    connect(m_conditions, &QComboBox::currentIndexChanged, this, &RacePage::pickChanged);
    connect(m_clock, &QComboBox::currentIndexChanged, this, &RacePage::pickChanged);
    connect(m_lab, &Lab::phaseChanged, this, &RacePage::pickChanged);
    connect(m_lab, &Lab::scenarioChanged, this, [this] {
        const gossip::Scenario usual = usualRaceConditions(m_lab->scenario());
        m_epochs->setValue(m_conditions->currentIndex() == Conditions::usual ? usual.stop.epochs : std::max(0.5, m_lab->scenario().stop.epochs));
        pickChanged();
    });
    connect(&ThemeStore::instance(), &ThemeStore::changed, this, &RacePage::retranslate);
}

gossip::Scenario RacePage::scenario() const
{
    gossip::Scenario race = m_conditions->currentIndex() == Conditions::usual ? usualRaceConditions(m_lab->scenario()) : m_lab->scenario();
    race = onClock(race, m_clock->currentIndex() == 0 ? gossip::Clock::simulated : gossip::Clock::live);
    race.stop.epochs = m_epochs->value();
    return race;
}

/// Of the race that is shown; before the first, of the one that would start.
gossip::Scenario RacePage::shownScenario() const
{
    return m_race->isActive() || m_race->result() != nullptr ? m_race->scenario() : scenario();
}

void RacePage::start()
{
    gossip::RaceOptions options;
    options.protocols = picked();
    const gossip::Scenario race = scenario();
    for (int i = 0; i < m_seeds->value(); ++i)
        options.seeds.push_back(race.seed + std::uint64_t(i));
    options.sideBySide = race.clock == gossip::Clock::simulated;
    m_race->start(race, options);
}

QString RacePage::command() const
{
    QStringList protocols;
    for (const std::string& id : picked())
        protocols << QString::fromStdString(id);
    const gossip::Scenario race = scenario();
    QStringList seeds;
    for (int i = 0; i < m_seeds->value(); ++i)
        seeds << QString::number(race.seed + std::uint64_t(i));
    return commandLine(race, m_lab->scenarioPath(), QStringLiteral("race")) + QLatin1String(" --protocols ") + protocols.join(QLatin1Char(',')) +
           QLatin1String(" --seeds ") + seeds.join(QLatin1Char(','));
}

void RacePage::pickChanged()
{
    refreshControls();
    if (!m_race->isActive())
        refresh();
}

void RacePage::refreshControls()
{
    const bool racing = m_race->isActive();
    const bool trains = m_lab->scenario().workload == gossip::Workload::training;
    const bool hadFocus = m_start->hasFocus() || m_cancel->hasFocus();
    m_cancel->setEnabled(m_race->phase() != RaceLab::Phase::stopping || hadFocus);   // a disabled button would pass the keyboard on
    m_start->setEnabled(!racing && !m_lab->isActive() && trains && !picked().empty());
    m_start->setVisible(!racing);
    m_cancel->setVisible(racing);
    if (hadFocus)
        (racing ? m_cancel : m_start)->setFocus();
    for (QWidget* control : std::initializer_list<QWidget*>{m_protocols, m_conditions, m_clock, m_seeds, m_epochs})
        control->setEnabled(!racing);
    m_protocols->setText(tr("%n protocols", nullptr, int(picked().size())));
    const bool shown = !m_race->lanes().empty();
    for (QAction* action : {m_png, m_svg})
        action->setEnabled(shown);
    m_csv->setEnabled(m_race->result() != nullptr);
    m_copy->setEnabled(!picked().empty());
}

void RacePage::refresh()
{
    refreshControls();
    refreshProgress();
    showVerdict();
}

void RacePage::refreshProgress()
{
    const bool racing = m_race->isActive();
    m_tabs->setTabEnabled(1, !m_race->lanes().empty());
    if (m_race->lanes().empty())
        showRace();   // who would start
    m_progress->setVisible(racing);
    m_left->setVisible(racing);
    if (m_race->phase() == RaceLab::Phase::loading)
        return m_left->setText(tr("Reading the pictures"));
    const double share = raceShare(m_race->lanes());
    m_progress->setValue(int(1000 * share));
    if (m_race->phase() == RaceLab::Phase::stopping)
        m_left->setText(tr("The race is ending"));
    else if (share < 0.02)
        m_left->setText(tr("Under way"));
    else
        m_left->setText(tr("about %1 left").arg(timeText(m_race->elapsedS() * (1.0 - share) / share)));
}

void RacePage::showRace()
{
    const gossip::Scenario race = shownScenario();
    const double goal = race.goalInForce();
    const auto axis = RaceAxis(m_axes->checkedId());
    m_bars->setGoal(goal);
    m_bars->setBars(raceBars(m_race->lanes().empty() ? picked() : m_race->options().protocols, m_race->lanes()));
    m_curves->setLines(axis, goal, raceLines(axis, m_race->lanes()));
}

void RacePage::showVerdict()
{
    const gossip::RaceResult* result = m_race->result();
    const bool racing = m_race->isActive();
    m_headline->setFont(uiFont(24, true));
    m_reasons->setFont(uiFont(15));
    QStringList reasons;
    if (racing) {
        m_headline->setText(tr("Who reaches the goal first?"));
    } else if (result == nullptr) {
        const bool trains = m_lab->scenario().workload == gossip::Workload::training;
        m_headline->setText(tr("Let protocols race"));
        reasons << (m_lab->isActive() ? tr("A run is going on. End it first; then the race has all cores.")
                    : trains ? tr("All learn from the same pictures with the same start and the same faults. Here it will say who was first, by how much, and at what price.")
                             : tr("This workload has no accuracy that could be raced for. Open a scenario that trains a network."));
    } else {
        m_headline->setText(raceText(result->verdict.headline));
        for (const auto* part : {&result->verdict.reasons, &result->verdict.costs, &result->verdict.others, &result->verdict.notes})
            for (const gossip::Message& sentence : *part)
                reasons << raceText(sentence);
    }
    m_reasons->setText(reasons.join(QLatin1Char(' ')));
    m_reasons->setVisible(!reasons.isEmpty());
    const bool simulated = shownScenario().clock == gossip::Clock::simulated;
    const QString clock = simulated ? tr("Seconds are virtual time (simulation).") : tr("Seconds are this PC's real time, one protocol after the other.");
    m_grey->setText(conditionsText() + QLatin1Char(' ') + clock);
}

void RacePage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void RacePage::retranslate()
{
    m_start->setText(tr("Start the race"));
    m_cancel->setText(tr("Cancel"));
    m_conditionsLabel->setText(tr("Conditions"));
    m_conditions->setItemText(0, tr("One slow, 100 Mbit/s, 20 ms"));
    m_conditions->setItemText(1, tr("As the scenario says"));
    m_clockLabel->setText(tr("Clock"));
    m_clock->setItemText(0, tr("Virtual time"));
    m_clock->setItemText(1, tr("Real time of this PC"));
    m_epochsLabel->setText(tr("At most"));
    m_epochs->setSuffix(tr(" epochs"));
    m_seedsLabel->setText(tr("Seeds"));
    m_export->setText(tr("Export"));
    m_png->setText(tr("Picture (PNG)…"));
    m_svg->setText(tr("Picture (SVG)…"));
    m_csv->setText(tr("Figures (CSV)…"));
    m_copy->setText(tr("Copy as command"));
    m_tabs->setTabText(0, tr("Who is first"));
    m_tabs->setTabText(1, tr("Curves"));
    const QString axes[] = {tr("Over time"), tr("Over data sent"), tr("Over steps")};
    for (int axis = 0; axis < 3; ++axis)
        m_axes->button(axis)->setText(axes[axis]);
    for (QAction* action : m_protocolMenu->actions())
        action->setText(protocolText(action->data().toString().toStdString()));
    showHelp();
    refresh();
}

}  // namespace gossip::ui
