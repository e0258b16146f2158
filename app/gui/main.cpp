// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/theme.h"
#include "ui/window/language.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("gossiplab"));
    QCoreApplication::setApplicationName(QStringLiteral("gossiplab"));
    QCoreApplication::setApplicationVersion(QStringLiteral("0.1.0"));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Gossip Lab"));
    QGuiApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/gossiplab.svg")));

    gossip::ui::Language language;
    gossip::ui::ThemeStore themes;

    QCommandLineParser arguments;
    arguments.addHelpOption();
    arguments.addVersionOption();
    arguments.addPositionalArgument(QStringLiteral("scenario"), QCoreApplication::translate("main", "Scenario file or run folder to open."),
                                    QStringLiteral("[SCENARIO.json | RUN_FOLDER]"));
    arguments.process(application);
    const QStringList given = arguments.positionalArguments();
    if (given.size() > 1)
        arguments.showHelp(2);

    gossip::ui::MainWindow window(language);
    window.openAtStart(given.value(0));
    window.show();
    return QApplication::exec();
}
