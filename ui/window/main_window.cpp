// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include "ui/bridge/command_line.h"
#include "ui/look/theme.h"
#include "ui/models/words.h"
#include "ui/panels/learn_page.h"
#include "ui/panels/prepare_page.h"
#include "ui/panels/race_page.h"
#include "ui/panels/results_page.h"
#include "ui/views/cluster_map.h"
#include "ui/window/actions.h"
#include "ui/window/explanations.h"
#include "ui/window/fault_strip.h"
#include "ui/window/help_dialogs.h"
#include "ui/window/lesson_bar.h"
#include "ui/window/message_bar.h"
#include "ui/window/presenter_page.h"
#include "ui/window/recovery.h"
#include "ui/window/run_bar.h"
#include "ui/window/run_edits.h"
#include "ui/window/run_page.h"
#include "ui/window/scenario_files.h"
#include "ui/window/status_line.h"

#include <QClipboard>
#include <QCloseEvent>
#include <QDir>
#include <QDropEvent>
#include <QGraphicsView>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenuBar>
#include <QMimeData>
#include <QResizeEvent>
#include <QScreen>
#include <QSettings>
#include <QVBoxLayout>
#include <QWhatsThis>

namespace gossip::ui {

namespace {

constexpr QSize kFirstSize(1280, 800);
constexpr QSize kSmallestSize(1180, 680);
constexpr QSize kLargeFrom(1680, 940);  // from here the layout of 1920×1080
constexpr int kLongestShown = 140;      // characters of a command in the message line
constexpr int kTitleBar = 32;           // px that a window manager may need above
constexpr auto kGeometryKey = "window/geometry";
constexpr auto kDetailedKeys = "Ctrl+D";
constexpr auto kDetailedKey = "window/detailed";
const QStringList kLanguages = {QStringLiteral("system"), QStringLiteral("ja"), QStringLiteral("en")};

}  // namespace

MainWindow::MainWindow(Language& language, QWidget* parent)
    : QMainWindow(parent), m_language(language), m_lab(new Lab(this)), m_files(new ScenarioFiles(m_lab, this)), m_recovery(new Recovery(m_lab, this)),
      m_runBar(new RunBar(m_lab)), m_messages(new MessageBar), m_rail(new PageRail), m_pages(new QStackedWidget), m_everything(new QStackedWidget),
      m_actions(new Actions(menuBar(), this))
{
    setMinimumSize(kSmallestSize);
    makePages();
    layOut();
    acceptFiles();
    connectFiles();
    connectRun();
    connectView();
    restoreState();
    setPage(Page::run);
    refreshActions();
    refreshTitle();
    explainAll(this);
}

MainWindow::~MainWindow()
{
    present(false);  // what the presenter has borrowed belongs to the pages
    // The pages go first: some of them hold on to the lab, which the base class would destroy before them.
    delete takeCentralWidget();
}

void MainWindow::openAtStart(const QString& path)
{
    m_files->openAtStart(path);
    if (!m_messages->isVisibleTo(this))   // what cannot be opened is said first
        offerWhatWasLeft();
}

void MainWindow::offerWhatWasLeft()
{
    const std::optional<LeftBehind> left = m_recovery->find();
    if (!left)
        return;
    const auto next = [this, left = *left] {
        m_recovery->forget(left);
        offerWhatWasLeft();
    };
    if (!left->runFolder.isEmpty())
        return offerToContinue(left->runFolder, next);
    m_messages->offer(tr("The window was closed before \"%1\" was saved. The changes are still there.").arg(scenarioTitle(*left->edited)),
        {{tr("Bring them back"), [this, left = *left] {
              m_files->restore(left);
              m_recovery->save();
              m_recovery->forget(left);
          }},
         {tr("Drop them"), next}});
}

void MainWindow::offerToContinue(const QString& folder, const std::function<void()>& decided)
{
    m_messages->offer(tr("The run in %1 broke off. It can go on from its last saved state.").arg(QDir::toNativeSeparators(folder)),
        {{tr("Go on with it"), [this, folder, decided] {
              decided();
              m_messages->hide();
              if (m_files->maySave())
                  m_lab->continueRun(folder);
          }},
         {tr("Leave it"), decided}});
}

void MainWindow::copyCommand()
{
    const bool ran = m_lab->run() != nullptr && (m_lab->isActive() || m_lab->phase() == Lab::Phase::ended);
    const gossip::Scenario scenario = !ran ? m_lab->scenario() : m_runPage->edits()->isDisturbed() ? m_lab->run()->recordedScenario() : m_lab->runScenario();
    const QString line = commandLine(scenario, m_lab->scenarioPath());
    QGuiApplication::clipboard()->setText(line);
    m_messages->offer(line.size() <= kLongestShown ? tr("Copied: %1").arg(line)
                                                   : tr("Copied: a command of %1 characters that repeats exactly this. Paste it into a terminal.").arg(QLocale().toString(line.size())),
                      {});
}

void MainWindow::acceptFiles()
{
    setAcceptDrops(true);
    for (QGraphicsView* view : findChildren<QGraphicsView*>())
        view->viewport()->setAcceptDrops(false);   // they would take everything and do nothing with it
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.front().isLocalFile() && !m_lab->isActive())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    m_files->openDropped(event->mimeData()->urls().front().toLocalFile());
}

Page MainWindow::page() const
{
    return Page(m_pages->currentIndex());
}

void MainWindow::makePages()
{
    auto* prepare = new PreparePage(m_lab);
    auto* results = new ResultsPage(m_lab);
    m_runPage = new RunPage(m_lab);
    results->setCharts(m_runPage->charts());
    m_pages->addWidget(prepare);
    m_pages->addWidget(m_runPage);
    m_race = new RacePage(m_lab);
    m_pages->addWidget(m_race);
    m_pages->addWidget(results);
    auto* learn = new LearnPage;
    m_pages->addWidget(learn);
    auto* lesson = new LessonBar(m_lab, m_files, m_runBar, m_runPage);
    connect(learn, &LearnPage::lessonPicked, lesson, &LessonBar::begin);
    connect(lesson, &LessonBar::pageWanted, this, &MainWindow::setPage);
    m_status = new StatusLine(m_lab, m_runPage->map()->viewport());
    connect(prepare, &PreparePage::startRequested, m_lab, &Lab::start);
    connect(results, &ResultsPage::startRequested, m_lab, &Lab::start);
    connect(prepare, &PreparePage::saveRequested, m_files, &ScenarioFiles::save);
}

void MainWindow::layOut()
{
    auto* usual = new QWidget;
    auto* column = new QVBoxLayout(usual);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addWidget(m_pages, 1);
    column->addWidget(m_runBar);
    column->addWidget(m_messages);
    column->addLayout(row, 1);
    column->addWidget(m_status);
    m_presenter = new PresenterPage(m_lab, m_runPage);
    m_everything->addWidget(usual);
    m_everything->addWidget(m_presenter);
    setCentralWidget(m_everything);
}

void MainWindow::present(bool on)
{
    if (on == (m_everything->currentWidget() == m_presenter))
        return;
    if (on) {
        setPage(Page::run);
        m_everything->setCurrentWidget(m_presenter);
        m_presenter->enter();
    } else {
        m_presenter->leave();
        m_everything->setCurrentIndex(0);
    }
    menuBar()->setVisible(!on);
    setWindowState(windowState().setFlag(Qt::WindowFullScreen, on));
    m_actions->presenter->setChecked(on);
}

void MainWindow::connectFiles()
{
    const Actions& a = *m_actions;
    connect(a.newScenario, &QAction::triggered, m_files, [this] {
        m_files->newScenario();
        setPage(Page::prepare);
    });
    connect(a.open, &QAction::triggered, m_files, &ScenarioFiles::askAndOpen);
    connect(a.openFolder, &QAction::triggered, m_files, &ScenarioFiles::askAndOpenFolder);
    connect(a.save, &QAction::triggered, m_files, &ScenarioFiles::save);
    connect(a.saveAs, &QAction::triggered, m_files, &ScenarioFiles::saveAs);
    connect(a.saveReplay, &QAction::triggered, m_files, &ScenarioFiles::saveReplay);
    connect(a.exportModel, &QAction::triggered, this, [this] { setPage(Page::results); });
    connect(a.copyCommand, &QAction::triggered, this, &MainWindow::copyCommand);
    connect(m_files, &ScenarioFiles::unfinishedRunOpened, this, [this](const QString& folder) { offerToContinue(folder, [] {}); });
    connect(a.quit, &QAction::triggered, this, &QWidget::close);
    connect(a.examples, &QMenu::aboutToShow, m_files, [this] { m_files->fillExamples(m_actions->examples); });
    connect(a.recent, &QMenu::aboutToShow, m_files, [this] { m_files->fillRecent(m_actions->recent); });
    connect(m_files, &ScenarioFiles::failed, m_messages, &MessageBar::say);
    connect(m_files, &ScenarioFiles::opened, m_messages, &QWidget::hide);
    connect(m_race, &RacePage::failed, m_messages, &MessageBar::say);
    connect(m_lab, &Lab::failed, m_messages, &MessageBar::say);
    connect(m_lab, &Lab::runStarted, m_messages, &QWidget::hide);
    connect(m_lab, &Lab::scenarioChanged, this, &MainWindow::refreshTitle);
    connect(m_lab, &Lab::scenarioSaved, this, &MainWindow::refreshTitle);
}

void MainWindow::connectRun()
{
    const Actions& a = *m_actions;
    connect(a.start, &QAction::triggered, m_runBar, &RunBar::startOrResume);
    connect(a.pause, &QAction::triggered, m_runBar, &RunBar::pauseOrResume);
    connect(a.step, &QAction::triggered, m_lab, &Lab::step);
    connect(a.stop, &QAction::triggered, m_lab, &Lab::stop);
    connect(a.crash, &QAction::triggered, m_runPage->strip(), &FaultStrip::crashOrRejoin);
    connect(a.slow, &QAction::triggered, m_runPage->strip(), &FaultStrip::slowOrNormal);
    connect(a.cut, &QAction::triggered, m_runPage->strip(), &FaultStrip::cutOrJoin);
    connect(a.restore, &QAction::triggered, m_runPage, &RunPage::restoreEverything);
    connect(a.earlier, &QAction::triggered, m_runPage, [this] { m_runPage->lookBackBy(1.0); });
    connect(a.later, &QAction::triggered, m_runPage, [this] { m_runPage->lookBackBy(-1.0); });
    connect(a.toLive, &QAction::triggered, m_runPage, &RunPage::backToLive);
    connect(m_runPage, &RunPage::momentChanged, this, &MainWindow::refreshActions);
    connect(a.undo, &QAction::triggered, m_runPage->edits(), &RunEdits::undo);
    connect(a.redo, &QAction::triggered, m_runPage->edits(), &RunEdits::redo);
    connect(m_runPage->edits(), &RunEdits::changed, this, &MainWindow::refreshActions);
    connect(m_runBar, &RunBar::resultsRequested, this, [this] { setPage(Page::results); });
    connect(m_lab, &Lab::phaseChanged, this, [this](Lab::Phase phase) {
        refreshActions();
        refreshTitle();
        if (phase == Lab::Phase::loading && page() != Page::run)
            setPage(Page::run);
        if (m_closing && !m_lab->isActive())
            close();
    });
}

void MainWindow::connectView()
{
    const Actions& a = *m_actions;
    connect(m_rail, &PageRail::pagePicked, this, &MainWindow::setPage);
    for (int i = 0; i < kPages; ++i)
        connect(a.pages[std::size_t(i)], &QAction::triggered, this, [this, i] { setPage(Page(i)); });
    connect(a.simple, &QAction::triggered, this, [this] { setDetailed(false); });
    connect(a.detailed, &QAction::triggered, this, [this] { setDetailed(true); });
    connect(m_runPage, &RunPage::detailedChanged, this, &MainWindow::setDetailed);
    connect(a.presenter, &QAction::toggled, this, &MainWindow::present);
    connect(m_presenter, &PresenterPage::leaveRequested, this, [this] { present(false); });
    for (int i = 0; i < 3; ++i) {
        connect(a.themes[std::size_t(i)], &QAction::triggered, this, [i] { ThemeStore::instance().setChoice(ThemeChoice(i)); });
        connect(a.languages[std::size_t(i)], &QAction::triggered, this, [this, i] { m_language.setChoice(kLanguages.at(i)); });
    }
    connect(a.shortcuts, &QAction::triggered, this, [this] { showShortcuts(this, *m_actions); });
    connect(a.whatsThis, &QAction::triggered, this, &QWhatsThis::enterWhatsThisMode);
    connect(a.about, &QAction::triggered, this, [this] { showAbout(this); });
    a.themes[std::size_t(ThemeStore::instance().choice())]->setChecked(true);
    a.languages[std::size_t(std::max<qsizetype>(0, kLanguages.indexOf(m_language.choice())))]->setChecked(true);
}

void MainWindow::restoreState()
{
    const QSettings settings;
    resize(kFirstSize);
    const QSize available = screen()->availableGeometry().size();
    if (available.width() <= kFirstSize.width() || available.height() <= kFirstSize.height() + kTitleBar)
        setWindowState(Qt::WindowMaximized);
    restoreGeometry(settings.value(QLatin1String(kGeometryKey)).toByteArray());
    showDetailed(settings.value(QLatin1String(kDetailedKey), false).toBool());
}

void MainWindow::setDetailed(bool detailed)
{
    QSettings().setValue(QLatin1String(kDetailedKey), detailed);
    showDetailed(detailed);
}

void MainWindow::showDetailed(bool detailed)
{
    QAction* const shown = detailed ? m_actions->detailed : m_actions->simple;
    QAction* const other = detailed ? m_actions->simple : m_actions->detailed;
    shown->setChecked(true);
    shown->setShortcut({});   // the key leads to and fro
    other->setShortcut(QKeySequence(QLatin1String(kDetailedKeys)));
    m_runPage->setDetailed(detailed);
}

void MainWindow::setPage(Page page)
{
    m_pages->setCurrentIndex(int(page));
    m_rail->setPage(page);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    QSettings().setValue(QLatin1String(kGeometryKey), saveGeometry());
    if (m_lab->isActive() && !m_closing) {
        // The run's last evaluation and files come first; a second wish to close does not wait for them.
        m_closing = true;
        m_lab->stop();
        event->ignore();
        return;
    }
    if (!m_closing && !m_files->maySave()) {
        event->ignore();
        return;
    }
    event->accept();
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    const bool large = event->size().width() >= kLargeFrom.width() && event->size().height() >= kLargeFrom.height();
    ThemeStore::instance().setLargeText(large);
    m_runPage->setLarge(large);
    // There is room for the details in a large window, unless somebody decided otherwise.
    if (const QSettings settings; !settings.contains(QLatin1String(kDetailedKey)))
        showDetailed(large);
    QMainWindow::resizeEvent(event);
}

void MainWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_actions->retranslate();
        explainAll(this);
        refreshActions();
        refreshTitle();
    }
    QMainWindow::changeEvent(event);
}

void MainWindow::refreshActions()
{
    const Actions& a = *m_actions;
    const Lab::Phase phase = m_lab->phase();
    const bool flows = phase == Lab::Phase::running || phase == Lab::Phase::paused;
    for (QAction* action : {a.newScenario, a.open, a.openFolder})
        action->setEnabled(!m_lab->isActive());
    a.examples->setEnabled(!m_lab->isActive());
    a.recent->setEnabled(!m_lab->isActive());
    a.saveReplay->setEnabled(m_lab->run() != nullptr);
    a.exportModel->setEnabled(m_lab->hasRun());
    a.start->setEnabled(!m_lab->isActive() || phase == Lab::Phase::paused);
    a.pause->setEnabled(flows);
    a.step->setEnabled(flows || !m_lab->isActive());
    a.stop->setEnabled(flows || phase == Lab::Phase::loading);
    for (QAction* action : {a.crash, a.slow, a.cut, a.restore})
        action->setEnabled(flows);
    a.earlier->setEnabled(m_runPage->canLookBack());
    for (QAction* action : {a.later, a.toLive})
        action->setEnabled(m_runPage->momentS().has_value());
    const RunEdits& edits = *m_runPage->edits();
    a.undo->setEnabled(edits.canUndo());
    a.redo->setEnabled(edits.canRedo());
    m_actions->setUndoTexts(edits.undoText(), edits.redoText());
}

void MainWindow::refreshTitle()
{
    const gossip::Scenario& scenario = m_lab->isActive() ? m_lab->runScenario() : m_lab->scenario();
    setWindowTitle(scenarioTitle(scenario) + QStringLiteral("[*]"));
    setWindowModified(m_lab->isModified());
}

}  // namespace gossip::ui
