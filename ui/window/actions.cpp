// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/actions.h"

#include <QActionGroup>

namespace gossip::ui {

Actions::Actions(QMenuBar* bar, QWidget* window) : QObject(window), m_window(window)
{
    makeAll();
    fillMenus(bar);
    retranslate();
}

QAction* Actions::make(const char* name, const QKeySequence& keys, bool checkable)
{
    auto* action = new QAction(m_window);
    action->setObjectName(QLatin1String(name));
    action->setShortcut(keys);
    action->setCheckable(checkable);
    m_window->addAction(action);  // keys work while the menu bar is hidden, too
    return action;
}

void Actions::makeAll()
{
    newScenario = make("newScenario", QKeySequence::New);
    open = make("open", QKeySequence::Open);
    openFolder = make("openFolder", QKeySequence(QStringLiteral("Ctrl+Shift+O")));
    save = make("save", QKeySequence::Save);
    saveAs = make("saveAs", QKeySequence(QStringLiteral("Ctrl+Shift+S")));
    saveReplay = make("saveReplay");
    exportModel = make("exportModel", QKeySequence(QStringLiteral("Ctrl+E")));
    copyCommand = make("copyCommand", QKeySequence(QStringLiteral("Ctrl+Shift+C")));
    quit = make("quit", QKeySequence(QStringLiteral("Ctrl+Q")));
    undo = make("undo", QKeySequence::Undo);
    redo = make("redo", QKeySequence(QStringLiteral("Ctrl+Shift+Z")));
    start = make("start", QKeySequence(Qt::Key_F5));
    pause = make("pause", QKeySequence(Qt::Key_Space));
    step = make("step", QKeySequence(Qt::Key_F10));
    stop = make("stop", QKeySequence(QStringLiteral("Shift+F5")));
    crash = make("crash");
    slow = make("slow");
    cut = make("cut");
    restore = make("restore", QKeySequence(QStringLiteral("Ctrl+R")));
    earlier = make("earlier", QKeySequence(QStringLiteral("Alt+Left")));
    later = make("later", QKeySequence(QStringLiteral("Alt+Right")));
    toLive = make("toLive", QKeySequence(Qt::Key_End));
    simple = make("simple", {}, true);
    detailed = make("detailed", {}, true);
    presenter = make("presenter", QKeySequence(Qt::Key_F11), true);
    for (int i = 0; i < kPages; ++i)
        pages[std::size_t(i)] = make("page", QKeySequence(QStringLiteral("Ctrl+%1").arg(i + 1)));
    for (QAction*& theme : themes)
        theme = make("theme", {}, true);
    for (QAction*& language : languages)
        language = make("language", {}, true);
    about = make("about");
    shortcuts = make("shortcuts", QKeySequence(Qt::Key_F1));
    whatsThis = make("whatsThis", QKeySequence::WhatsThis);
    quit->setMenuRole(QAction::QuitRole);
    about->setMenuRole(QAction::AboutRole);
}

void Actions::fillMenus(QMenuBar* bar)
{
    const auto exclusive = [this](const auto& actions) {
        auto* group = new QActionGroup(this);
        for (QAction* action : actions)
            group->addAction(action);
    };
    exclusive(std::array{simple, detailed});
    exclusive(themes);
    exclusive(languages);

    m_file = bar->addMenu(QString());
    m_file->addAction(newScenario);
    m_file->addActions({open, openFolder});
    examples = m_file->addMenu(QString());
    recent = m_file->addMenu(QString());
    m_file->addSeparator();
    m_file->addActions({save, saveAs, saveReplay});
    m_file->addSeparator();
    m_file->addActions({exportModel, copyCommand});
    m_file->addSeparator();
    m_file->addAction(quit);

    m_edit = bar->addMenu(QString());
    m_edit->addActions({undo, redo});

    m_view = bar->addMenu(QString());
    m_view->addActions({pages.begin(), pages.end()});
    m_view->addSeparator();
    m_view->addActions({simple, detailed});
    m_view->addSeparator();
    m_theme = m_view->addMenu(QString());
    m_theme->addActions({themes.begin(), themes.end()});
    m_language = m_view->addMenu(QString());
    m_language->addActions({languages.begin(), languages.end()});
    m_view->addAction(presenter);

    m_run = bar->addMenu(QString());
    m_run->addActions({start, pause, step, stop});
    m_run->addSeparator();
    m_run->addActions({crash, slow, cut, restore});
    m_run->addSeparator();
    m_run->addActions({earlier, later, toLive});

    m_help = bar->addMenu(QString());
    m_help->addActions({shortcuts, whatsThis, about});
}

void Actions::retranslate()
{
    m_file->setTitle(tr("&File"));
    m_edit->setTitle(tr("&Edit"));
    m_view->setTitle(tr("&View"));
    m_run->setTitle(tr("&Run"));
    m_help->setTitle(tr("&Help"));
    newScenario->setText(tr("&New scenario"));
    open->setText(tr("&Open scenario…"));
    openFolder->setText(tr("Open a &run folder…"));
    examples->setTitle(tr("&Examples"));
    recent->setTitle(tr("Re&cent"));
    save->setText(tr("&Save scenario"));
    saveAs->setText(tr("Save scenario &as…"));
    saveReplay->setText(tr("Save with what was &disturbed…"));
    exportModel->setText(tr("&Export model and figures…"));
    copyCommand->setText(tr("&Copy as command"));
    quit->setText(tr("&Quit"));
    setUndoTexts({}, {});
    start->setText(tr("&Start or go on"));
    pause->setText(tr("&Pause or go on"));
    step->setText(tr("One s&tep"));
    stop->setText(tr("&End the run"));
    crash->setText(tr("&Crash or bring back the selected worker"));
    slow->setText(tr("S&low the selected worker down or not"));
    cut->setText(tr("C&ut or join the line"));
    restore->setText(tr("&Restore all"));
    earlier->setText(tr("Look one second &back"));
    later->setText(tr("Look one second &ahead"));
    toLive->setText(tr("Back to l&ive"));
    shortcuts->setText(tr("&Keys"));
    whatsThis->setText(tr("&What's this?"));
    about->setText(tr("&About Gossip Lab"));
    retranslateView();
}

void Actions::setUndoTexts(const QString& undone, const QString& redone)
{
    undo->setText(undone.isEmpty() ? tr("&Undo") : tr("&Undo: %1").arg(undone));
    redo->setText(redone.isEmpty() ? tr("&Redo") : tr("&Redo: %1").arg(redone));
}

void Actions::retranslateView()
{
    for (int i = 0; i < kPages; ++i)
        pages[std::size_t(i)]->setText(PageRail::title(Page(i)));
    simple->setText(tr("&Simple"));
    detailed->setText(tr("&Detailed"));
    m_theme->setTitle(tr("&Colors"));
    themes[0]->setText(tr("As the &system"));
    themes[1]->setText(tr("&Light"));
    themes[2]->setText(tr("&Dark"));
    m_language->setTitle(tr("&Language"));
    languages[0]->setText(tr("As the &system"));
    languages[1]->setText(QStringLiteral("日本語"));
    languages[2]->setText(QStringLiteral("English"));
    presenter->setText(tr("&Presenter mode"));
}

}  // namespace gossip::ui
