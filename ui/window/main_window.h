// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/lab.h"
#include "ui/window/language.h"
#include "ui/window/page_rail.h"

#include <QMainWindow>
#include <QStackedWidget>

#include <functional>

namespace gossip::ui {

class Actions;
class MessageBar;
class PresenterPage;
class RacePage;
class Recovery;
class RunBar;
class RunPage;
class ScenarioFiles;
class StatusLine;

/// The window: menu, run bar, page rail, pages, status line; and the state that outlives it (QSettings).
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// \param language  must outlive the window
    explicit MainWindow(Language& language, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// A scenario file or run folder; empty: the first example.
    void openAtStart(const QString& path);

    [[nodiscard]] Lab& lab() { return *m_lab; }
    [[nodiscard]] Actions& actions() { return *m_actions; }
    [[nodiscard]] RunPage& runPage() { return *m_runPage; }
    [[nodiscard]] MessageBar& messages() { return *m_messages; }
    [[nodiscard]] Page page() const;

public Q_SLOTS:
    void setPage(gossip::ui::Page page);
    void present(bool on);   ///< the presenter mode, on the whole screen

protected:
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makePages();
    void layOut();
    void connectFiles();
    void connectRun();
    void connectView();
    void restoreState();
    void acceptFiles();
    void offerWhatWasLeft();
    void offerToContinue(const QString& folder, const std::function<void()>& decided);
    void copyCommand();
    void setDetailed(bool detailed);    ///< a person's choice: kept
    void showDetailed(bool detailed);
    void refreshActions();
    void refreshTitle();

    Language& m_language;
    Lab* m_lab;
    ScenarioFiles* m_files;
    Recovery* m_recovery;
    RunBar* m_runBar;
    MessageBar* m_messages;
    PageRail* m_rail;
    QStackedWidget* m_pages;
    QStackedWidget* m_everything;   ///< the usual window, the presenter
    RunPage* m_runPage = nullptr;
    RacePage* m_race = nullptr;
    StatusLine* m_status = nullptr;
    PresenterPage* m_presenter = nullptr;
    Actions* m_actions;
    bool m_closing = false;
};

}  // namespace gossip::ui
