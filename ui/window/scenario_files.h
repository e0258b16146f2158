// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/lab.h"
#include "ui/window/recovery.h"

#include <QObject>
#include <QString>
#include <QWidget>

class QMenu;

namespace gossip::ui {

/// Opening and saving scenarios: dialogs, the lists of examples and recent files, the question about unsaved edits.
class ScenarioFiles : public QObject {
    Q_OBJECT
public:
    ScenarioFiles(Lab* lab, QWidget* window);

    void openAtStart(const QString& path);   ///< empty: the first example
    bool openPath(const QString& path);      ///< false: refused, or the person wants to stay
    /// A file or folder that was dropped on the window: a scenario, a run folder, or anything out of one.
    void openDropped(const QString& path);
    void restore(const LeftBehind& left);    ///< edits of a window that is gone
    void newScenario();
    void askAndOpen();
    void askAndOpenFolder();
    bool save();                             ///< false: not saved
    bool saveAs();
    void saveReplay();                       ///< the run's scenario with what was disturbed on its timeline
    /// Saves, discards or keeps edits as the person says. \return false: stay as it is
    bool maySave();
    void fillExamples(QMenu* menu);
    void fillRecent(QMenu* menu);

Q_SIGNALS:
    void opened();
    void failed(const QString& sentence);
    void unfinishedRunOpened(const QString& folder);

private:
    void showRun(const QString& path);       ///< if it is a run's folder
    void remember(const QString& path);
    QString askForTarget(const QString& title);

    Lab* m_lab;
    QWidget* m_window;
};

}  // namespace gossip::ui
