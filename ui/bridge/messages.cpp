// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/messages.h"

#include <QCoreApplication>

namespace gossip::ui {

QString engineText(const std::string& text)
{
    return text.empty() ? QString() : QCoreApplication::translate("engine", text.c_str());
}

QString engineText(const gossip::Message& message)
{
    // Filled by the engine's own rule, so that an argument that holds "%2" stays what it is. Arguments may be texts of the
    // engine themselves, such as a protocol's label.
    gossip::Message translated{engineText(message.text).toStdString(), {}};
    for (const std::string& argument : message.arguments)
        translated.arguments.push_back(engineText(argument).toStdString());
    return QString::fromStdString(translated.str());
}

QString engineText(const gossip::Error& error)
{
    return engineText(error.message);
}

}  // namespace gossip::ui
