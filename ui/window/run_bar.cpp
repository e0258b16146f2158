// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/run_bar.h"

#include "ui/look/icons.h"
#include "ui/look/role.h"
#include "ui/look/theme.h"
#include "ui/models/words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QThread>
#include <QVBoxLayout>

#include <algorithm>

namespace gossip::ui {

namespace {

constexpr double kUnlimited = 1e9;   // the slider's last value: as fast as possible
const std::vector<double> kPaces = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, kUnlimited};

QPushButton* quietButton(Sign sign, const char* name, QWidget* parent)
{
    auto* button = new QPushButton(signIcon(sign), QString(), parent);
    setRole(button, "quiet");
    button->setObjectName(QLatin1String(name));
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

}  // namespace

RunBar::RunBar(Lab* lab, QWidget* parent)
    : QWidget(parent), m_lab(lab), m_start(new QPushButton(this)), m_pause(quietButton(Sign::pause, "pause", this)),
      m_step(quietButton(Sign::step, "step", this)), m_stop(quietButton(Sign::stop, "stop", this)),
      m_results(quietButton(Sign::results, "toResults", this)), m_title(new QLabel(this)), m_pace(new ValueSlider(kPaces, this)), m_right(new QStackedWidget(this)),
      m_clock(new QLabel), m_clockNote(new QLabel), m_loading(new QLabel), m_progress(new QProgressBar),
      m_cancel(quietButton(Sign::close, "cancel", nullptr))
{
    setRole(this, "bar");
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(48);
    setRole(m_start, "primary");
    m_start->setObjectName(QStringLiteral("start"));
    m_start->setIcon(signIcon(Sign::play, true));
    setRole(m_title, "title");
    m_title->setTextFormat(Qt::PlainText);
    m_title->setMinimumWidth(60);
    m_title->installEventFilter(this);   // its text is as long as there is room
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    setRole(m_clockNote, "muted");
    m_pace->setObjectName(QStringLiteral("pace"));
    m_pace->setFixedWidth(170);
    m_pace->showValue(kUnlimited);
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 1000);
    m_progress->setFixedWidth(150);

    auto* clocks = new QWidget;
    auto* clockColumn = new QVBoxLayout(clocks);
    clockColumn->setContentsMargins(0, 3, 0, 3);
    clockColumn->setSpacing(0);
    clockColumn->addWidget(m_clock, 0, Qt::AlignRight);
    clockColumn->addWidget(m_clockNote, 0, Qt::AlignRight);
    auto* loading = new QWidget;
    auto* loadingRow = new QHBoxLayout(loading);
    loadingRow->setContentsMargins(0, 3, 0, 3);
    auto* loadingColumn = new QVBoxLayout;   // no wider than the clock, whose page it shares
    loadingColumn->setSpacing(0);
    loadingColumn->addWidget(m_loading);
    loadingColumn->addWidget(m_progress);
    loadingRow->addLayout(loadingColumn);
    loadingRow->addWidget(m_cancel);
    m_right->addWidget(clocks);
    m_right->addWidget(loading);
    m_right->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(84, 0, 14, 0);
    row->setSpacing(4);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_start, m_pause, m_step, m_stop, m_results})
        row->addWidget(widget);
    row->addSpacing(16);
    row->addWidget(m_title, 1);
    row->addWidget(m_pace);
    row->addSpacing(12);
    row->addWidget(m_right);

    connect(m_start, &QPushButton::clicked, this, &RunBar::startOrResume);
    connect(m_pause, &QPushButton::clicked, this, &RunBar::pauseOrResume);
    connect(m_step, &QPushButton::clicked, m_lab, &Lab::step);
    connect(m_stop, &QPushButton::clicked, m_lab, &Lab::stop);
    connect(m_cancel, &QPushButton::clicked, m_lab, &Lab::stop);
    connect(m_results, &QPushButton::clicked, this, &RunBar::resultsRequested);
    connect(m_pace, &ValueSlider::valuePicked, this, [this](double pace) { m_lab->setPace(pace >= kUnlimited ? 0.0 : pace); });
    connect(m_lab, &Lab::paceChanged, this, [this] { m_pace->showValue(m_lab->pace() > 0.0 ? m_lab->pace() : kUnlimited); });
    connect(m_lab, &Lab::phaseChanged, this, &RunBar::refresh);
    connect(m_lab, &Lab::scenarioChanged, this, &RunBar::refresh);
    connect(m_lab, &Lab::scenarioSaved, this, &RunBar::refresh);
    connect(m_lab, &Lab::updated, this, &RunBar::showClock);
    connect(m_lab, &Lab::loadProgress, this, [this](double share) { m_progress->setValue(int(1000 * share)); });
    connect(&ThemeStore::instance(), &ThemeStore::changed, this, &RunBar::refresh);
    refresh();
}

void RunBar::startOrResume()
{
    if (m_lab->phase() == Lab::Phase::paused)
        m_lab->resume();
    else
        m_lab->start();
}

void RunBar::pauseOrResume()
{
    if (m_lab->phase() == Lab::Phase::paused)
        m_lab->resume();
    else
        m_lab->pause();
}

bool RunBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_title && event->type() == QEvent::Resize)
        refreshTitle();
    return QWidget::eventFilter(watched, event);
}

void RunBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

void RunBar::refresh()
{
    const Lab::Phase phase = m_lab->phase();
    const bool resting = phase == Lab::Phase::idle || phase == Lab::Phase::ended;
    const bool paused = phase == Lab::Phase::paused;
    const bool running = phase == Lab::Phase::running;
    m_start->setText(paused ? tr("Go on  F5")
                     : phase == Lab::Phase::ended ? tr("Start again  F5")
                     : resting ? tr("Start the run  F5")
                     : phase == Lab::Phase::stopping ? tr("Ending…") : phase == Lab::Phase::loading ? tr("Reading data…") : tr("Running"));
    m_start->setEnabled(resting || paused);
    m_start->setMinimumWidth(std::max(m_start->minimumWidth(), m_start->sizeHint().width()));  // what is beside it stays
    m_pause->setText(paused ? tr("Go on") : tr("Pause"));
    m_pause->setIcon(signIcon(paused ? Sign::play : Sign::pause));
    m_pause->setToolTip(tr("Space"));
    m_pause->setEnabled(running || paused);
    m_step->setText(tr("1 step"));
    m_step->setToolTip(tr("One step of every worker (F10)"));
    m_step->setEnabled(resting || running || paused);
    m_stop->setText(tr("End"));
    m_stop->setToolTip(tr("Ends the run, evaluates and writes everything (Shift+F5)"));
    m_stop->setEnabled(running || paused || phase == Lab::Phase::loading);
    m_results->setText(tr("See the results"));
    m_results->setVisible(phase == Lab::Phase::ended);
    m_pace->setTexts(tr("Pace"), tr("How fast virtual time passes at most, beside real time."),
                     [](double pace) { return pace >= kUnlimited ? tr("as fast as possible") : tr("%1 × real time").arg(numberText(pace)); });
    m_loading->setText(tr("Reading the pictures"));
    m_cancel->setText(tr("Cancel"));
    m_cancel->setEnabled(phase == Lab::Phase::loading);
    if (phase == Lab::Phase::loading)
        m_progress->setValue(0);
    m_right->setCurrentIndex(phase == Lab::Phase::loading ? 1 : 0);
    m_title->setFont(uiFont(14, true));
    m_clock->setFont(uiFont(14, true));
    m_clockNote->setFont(uiFont(11));
    refreshTitle();
    showClock();
}

void RunBar::refreshTitle()
{
    const gossip::Scenario& scenario = m_lab->isActive() ? m_lab->runScenario() : m_lab->scenario();
    const QString title = scenarioTitle(scenario) + (!m_lab->isActive() && m_lab->isModified() ? QStringLiteral(" *") : QString());
    const QString shown = QFontMetrics(m_title->font()).elidedText(title, Qt::ElideRight, m_title->width());
    const QString description = scenarioDescription(scenario);
    m_title->setText(shown);
    m_title->setAccessibleName(title);
    m_title->setToolTip(shown == title ? description : title + u'\n' + description);
}

void RunBar::showClock()
{
    const bool ran = m_lab->hasRun() && m_lab->phase() != Lab::Phase::loading;
    const gossip::Scenario& scenario = m_lab->isActive() ? m_lab->runScenario() : m_lab->scenario();
    const bool simulated = scenario.clock == gossip::Clock::simulated;
    m_pace->setVisible(simulated);
    const QString name = simulated ? tr("Virtual time (simulation)  %1") : tr("Real time of this PC  %1");
    m_clock->setText(name.arg(ran ? timeText(m_lab->latest().timeS) : QStringLiteral("0:00")));
    const int workers = scenario.workers.count;
    const int cores = QThread::idealThreadCount();
    m_clockNote->setText(simulated ? tr("%1 ms a step, however fast this PC is").arg(numberText(scenario.workers.stepMs))
                         : workers > cores ? tr("%1 workers share %2 cores; speeds are compared in [Compare]").arg(workers).arg(cores)
                                         : tr("Speeds are compared in [Compare]"));
}

}  // namespace gossip::ui
