// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>

namespace gossip::ui {

namespace {
constexpr auto kSettingsKey = "look/language";
}

Language::Language() : m_choice(QSettings().value(QLatin1String(kSettingsKey), QStringLiteral("system")).toString())
{
    apply();
}

void Language::setChoice(const QString& choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    QSettings().setValue(QLatin1String(kSettingsKey), choice);
    apply();
}

QString Language::current()
{
    return QLocale().language() == QLocale::Japanese ? QStringLiteral("ja") : QStringLiteral("en");
}

void Language::apply()
{
    const bool japanese = m_choice == QLatin1String("ja") ||
                          (m_choice != QLatin1String("en") && QLocale::system().language() == QLocale::Japanese);
    // First the locale: widgets that hear of the new language format their numbers by it.
    QLocale::setDefault(japanese ? QLocale(QLocale::Japanese, QLocale::Japan) : QLocale(QLocale::English, QLocale::UnitedStates));
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_qt);
    if (m_own.load(japanese ? QStringLiteral(":/i18n/gossiplab_ja.qm") : QStringLiteral(":/i18n/gossiplab_en.qm")))
        QCoreApplication::installTranslator(&m_own);
    if (japanese && m_qt.load(QStringLiteral("qtbase_ja"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
}

}  // namespace gossip::ui
