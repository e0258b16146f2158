// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/page_rail.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QObject>

#include <array>

namespace gossip::ui {

/// The window's actions with their keys, and the menus that list them. What they do is connected by the window.
class Actions : public QObject {
    Q_OBJECT
public:
    Actions(QMenuBar* bar, QWidget* window);
    void retranslate();
    void setUndoTexts(const QString& undone, const QString& redone);   ///< what would be; empty: nothing

    QAction *newScenario, *open, *openFolder, *save, *saveAs, *saveReplay, *exportModel, *copyCommand, *quit;
    QAction *undo, *redo;
    QAction *start, *pause, *step, *stop, *crash, *slow, *cut, *restore;
    QAction *earlier, *later, *toLive;   ///< looking back over the run
    QAction *simple, *detailed, *presenter;
    std::array<QAction*, kPages> pages;
    std::array<QAction*, 3> themes;      ///< system, light, dark
    std::array<QAction*, 3> languages;   ///< system, ja, en
    QAction *about, *shortcuts, *whatsThis;
    QMenu *examples, *recent;            ///< filled by the window

private:
    QAction* make(const char* name, const QKeySequence& keys = {}, bool checkable = false);
    void makeAll();
    void fillMenus(QMenuBar* bar);
    void retranslateView();

    QWidget* m_window;
    QMenu *m_file, *m_edit, *m_view, *m_run, *m_help, *m_theme, *m_language;
};

}  // namespace gossip::ui
