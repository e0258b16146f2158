// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTranslator>

namespace gossip::ui {

/// The window's language: installs the translations and remembers the choice. One per application.
class Language {
public:
    Language();

    /// "system", "en" or "ja"; takes effect at once (QEvent::LanguageChange reaches every widget).
    void setChoice(const QString& choice);
    [[nodiscard]] QString choice() const { return m_choice; }
    /// "en" or "ja": what is shown now.
    [[nodiscard]] static QString current();

private:
    void apply();

    QString m_choice;
    QTranslator m_own;
    QTranslator m_qt;
};

}  // namespace gossip::ui
