// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/theme.h"
#include "ui/window/language.h"

#include <QApplication>
#include <QTemporaryDir>

namespace gossip::ui {

/// A home of its own: neither settings nor run folders of the person who measures.
class OwnHome {
public:
    OwnHome()
    {
        qputenv("HOME", m_folder.path().toLocal8Bit());
        qputenv("XDG_CONFIG_HOME", m_folder.path().toLocal8Bit());
        QCoreApplication::setOrganizationName(QStringLiteral("gossiplab-bench"));   // before anybody reads settings
    }

private:
    QTemporaryDir m_folder;
};

/// What the window needs around it.
struct Stage {
    Stage(int& argc, char** argv) : application(argc, argv) {}

    OwnHome home;
    QApplication application;
    Language language;
    ThemeStore themes;
};

}  // namespace gossip::ui
