// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/theme.h"
#include "ui/window/actions.h"
#include "ui/window/language.h"
#include "ui/window/main_window.h"

#include <gossip/scenario.h>

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

/// A whole window with settings, recovery files and runs of its own.
namespace gossip::ui {

class WindowRig {
public:
    WindowRig()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("gossiplab"));
        QCoreApplication::setApplicationName(QStringLiteral("test"));
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.filePath(QStringLiteral("settings")));
        m_themes = std::make_unique<ThemeStore>();
    }

    void open(const QString& language = QStringLiteral("en"), const QSize& size = {1280, 800})
    {
        close();
        QSettings().clear();
        QSettings().setValue(QStringLiteral("runs folder"), m_folder.filePath(QStringLiteral("runs")));
        QSettings().setValue(QStringLiteral("look/language"), language);
        m_language = std::make_unique<Language>();
        window = std::make_unique<MainWindow>(*m_language);
        window->openAtStart({});
        window->show();
        window->setWindowState(Qt::WindowNoState);
        window->resize(size);
        QTest::qWait(50);
    }
    void close()
    {
        window.reset();
        m_language.reset();
    }
    [[nodiscard]] Lab& lab() { return window->lab(); }
    [[nodiscard]] Language& language() { return *m_language; }
    [[nodiscard]] ThemeStore& themes() { return *m_themes; }

    std::unique_ptr<MainWindow> window;

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Language> m_language;
    std::unique_ptr<ThemeStore> m_themes;
};

/// Four workers in two groups on the generated stripes, slow enough to be disturbed, and never over.
inline gossip::Scenario endlessScenario()
{
    gossip::Scenario scenario;
    scenario.name = "small";
    scenario.dataset.id = "stripes";
    scenario.model.id = "softmax";
    scenario.workers.count = 4;
    scenario.workers.stepMs = 5.0;
    scenario.workers.groups = {{"A", {0, 1}}, {"B", {2, 3}}};
    scenario.protocol.parameters = {{"probability", 0.2}};
    scenario.recordingEveryS = 0.1;
    scenario.evaluation.everyS = 0.2;
    scenario.stop.seconds = 600.0;
    return *gossip::checkScenario(scenario);
}

}  // namespace gossip::ui
