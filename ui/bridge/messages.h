// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gossip/result.h>

#include <QString>

#include <string>

namespace gossip::ui {

/// A text marked with GOSSIP_TEXT in engine or datasets, in the window's language (translation context "engine").
QString engineText(const std::string& text);

/// A sentence of the engine in the window's language, its gaps filled.
QString engineText(const gossip::Message& message);
QString engineText(const gossip::Error& error);

}  // namespace gossip::ui
