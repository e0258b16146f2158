// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>
#include <QString>

#include <gossip/records.h>

#include <array>

namespace gossip::ui {

/// Colours and fonts of the window, read from resources/themes/theme.json, the one place that names them.
struct Theme {
    bool dark = false;
    QColor background, panel, ink, muted, grid, border;
    QColor primary, primaryText;
    QColor running, slow, slowText, failed, failedText, cut, resting;   ///< worker and link states; resting: rejoining, not started
    QColor gauge;                                                       ///< fill of a node
    std::array<QColor, 6> heat;                                         ///< heat maps, from nothing to most
    QColor gossip, allReduce, server, localSgd, isolated, pooled;       ///< protocols

    /// Colour and pen style of a protocol's line.
    [[nodiscard]] QColor protocolColor(const std::string& protocolId) const;
    [[nodiscard]] Qt::PenStyle protocolPen(const std::string& protocolId) const;
};

/// How the theme is chosen.
enum class ThemeChoice { system, light, dark };

/// Holds the theme in force and tells when it changes. One per application, created by the window's main().
class ThemeStore : public QObject {
    Q_OBJECT
public:
    explicit ThemeStore(QObject* parent = nullptr);
    ~ThemeStore() override;
    static ThemeStore& instance();            ///< set up by the first construction
    [[nodiscard]] const Theme& theme() const { return m_theme; }
    [[nodiscard]] ThemeChoice choice() const { return m_choice; }
    void setChoice(ThemeChoice choice);       ///< applies palette and style sheet to the application
    void setLargeText(bool large);            ///< every uiFont() grows by 15/13, for windows of 1920×1080 and more

Q_SIGNALS:
    void changed();

private:
    void apply();

    Theme m_theme;
    ThemeChoice m_choice = ThemeChoice::system;
};

/// Short for ThemeStore::instance().theme(), but see ExportColors.
const Theme& theme();

/// While it lives, theme() gives the colours of exported figures: transparent ground, readable on white and on dark.
class ExportColors {
public:
    ExportColors();
    ~ExportColors();
    Q_DISABLE_COPY_MOVE(ExportColors)
};

/// The family with Japanese glyphs ("Noto Sans CJK JP"), 13 px at 100 %; tabular figures.
QFont uiFont(int pixelSize = 13, bool bold = false);

}  // namespace gossip::ui
