// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/theme.h"

#include <QApplication>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>
#include <QStyle>
#include <QStyleFactory>

#include <algorithm>

namespace gossip::ui {

namespace {

constexpr auto kSettingsKey = "look/theme";
constexpr double kLargeText = 15.0 / 13.0;  // text of 13 px grows to 15 px in a large window

ThemeStore* g_instance = nullptr;
double g_textScale = 1.0;
bool g_exporting = false;

QJsonObject themeFile()
{
    QFile file(QStringLiteral(":/themes/theme.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The theme is missing from the program's resources.");
    return QJsonDocument::fromJson(file.readAll()).object();
}

const QString& fontFamily()
{
    static const QString family = themeFile().value(QLatin1String("font")).toString();
    return family;
}

Theme readTheme(const QString& part)
{
    const QJsonObject all = themeFile().value(part).toObject();
    const auto color = [&all](const char* name) {
        const QColor found(all.value(QLatin1String(name)).toString());
        if (!found.isValid())
            qFatal("Color %s is missing from theme.json.", name);
        return found;
    };
    Theme t;
    t.dark = part == QLatin1String("dark");
    const std::pair<const char*, QColor*> names[] = {
        {"background", &t.background}, {"panel", &t.panel}, {"ink", &t.ink}, {"muted", &t.muted}, {"grid", &t.grid},
        {"border", &t.border}, {"primary", &t.primary}, {"primaryText", &t.primaryText}, {"running", &t.running},
        {"slow", &t.slow}, {"slowText", &t.slowText}, {"failed", &t.failed}, {"failedText", &t.failedText},
        {"cut", &t.cut}, {"resting", &t.resting}, {"gauge", &t.gauge}, {"gossip", &t.gossip},
        {"allReduce", &t.allReduce}, {"server", &t.server}, {"localSgd", &t.localSgd}, {"isolated", &t.isolated},
        {"pooled", &t.pooled}};
    for (const auto& [name, target] : names)
        *target = color(name);
    const QJsonArray heat = all.value(QLatin1String("heat")).toArray();
    Q_ASSERT_X(heat.size() == qsizetype(t.heat.size()), "theme.json", "six colours of heat maps");
    std::transform(heat.begin(), heat.end(), t.heat.begin(), [](const QJsonValue& value) { return QColor(value.toString()); });
    return t;
}

QColor mixed(const QColor& a, const QColor& b, double shareOfB)
{
    const auto part = [shareOfB](int x, int y) { return int(x + (y - x) * shareOfB + 0.5); };
    return {part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())};
}

QPalette paletteOf(const Theme& t)
{
    QPalette p;
    p.setColor(QPalette::Window, t.background);
    p.setColor(QPalette::WindowText, t.ink);
    p.setColor(QPalette::Base, t.panel);
    p.setColor(QPalette::AlternateBase, t.background);
    p.setColor(QPalette::Text, t.ink);
    p.setColor(QPalette::Button, t.background);
    p.setColor(QPalette::ButtonText, t.ink);
    p.setColor(QPalette::BrightText, t.failedText);
    p.setColor(QPalette::ToolTipBase, t.panel);
    p.setColor(QPalette::ToolTipText, t.ink);
    p.setColor(QPalette::PlaceholderText, t.muted);
    p.setColor(QPalette::Highlight, t.primary);
    p.setColor(QPalette::HighlightedText, t.primaryText);
    p.setColor(QPalette::Link, t.primary);
    p.setColor(QPalette::Light, t.panel);
    p.setColor(QPalette::Mid, t.grid);
    p.setColor(QPalette::Dark, t.border);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, mixed(t.muted, t.panel, 0.4));
    return p;
}

/// window.css with its @names replaced by the theme's colours.
QString styleSheetOf(const Theme& t)
{
    QFile file(QStringLiteral(":/themes/window.css"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The style sheet is missing from the program's resources.");
    QString css = QString::fromUtf8(file.readAll());
    // Longer names first: @primary is the beginning of @primaryText.
    const std::pair<const char*, QString> names[] = {
        {"@primaryText", t.primaryText.name()}, {"@primaryHover", mixed(t.primary, t.ink, 0.15).name()},
        {"@primary", t.primary.name()}, {"@background", t.background.name()}, {"@panel", t.panel.name()},
        {"@ink", t.ink.name()}, {"@muted", t.muted.name()}, {"@grid", t.grid.name()}, {"@border", t.border.name()},
        {"@hover", mixed(t.background, t.primary, t.dark ? 0.22 : 0.10).name()},
        {"@link", t.primary.name()}, {"@faint", mixed(t.muted, t.panel, 0.4).name()},
        {"@slowText", t.slowText.name()}, {"@failedText", t.failedText.name()},
        {"@mode", QLatin1String(t.dark ? "dark" : "light")}};
    for (const auto& [name, value] : names)
        css.replace(QLatin1String(name), value);
    return css;
}

ThemeChoice storedChoice()
{
    const QString stored = QSettings().value(QLatin1String(kSettingsKey)).toString();
    if (stored == QLatin1String("light"))
        return ThemeChoice::light;
    return stored == QLatin1String("dark") ? ThemeChoice::dark : ThemeChoice::system;
}

QString nameOf(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::light: return QStringLiteral("light");
    case ThemeChoice::dark: return QStringLiteral("dark");
    case ThemeChoice::system: break;
    }
    return QStringLiteral("system");
}

/// Qt 6.4 cannot be asked for the system's colour scheme; its palette before ours tells.
bool systemIsDark()
{
    static const bool dark = qApp->palette().color(QPalette::Window).lightness() < 128;
    return dark;
}

}  // namespace

QColor Theme::protocolColor(const std::string& protocolId) const
{
    static const QHash<QString, QColor Theme::*> colors = {
        {QStringLiteral("gosgd"), &Theme::gossip},        {QStringLiteral("allreduce"), &Theme::allReduce},
        {QStringLiteral("all-reduce"), &Theme::allReduce}, {QStringLiteral("easgd"), &Theme::server},
        {QStringLiteral("eamsgd"), &Theme::server},       {QStringLiteral("downpour"), &Theme::server},
        {QStringLiteral("local-sgd"), &Theme::localSgd},  {QStringLiteral("isolated"), &Theme::isolated},
        {QStringLiteral("pooled"), &Theme::pooled}};
    return this->*colors.value(QString::fromStdString(protocolId), &Theme::gossip);
}

Qt::PenStyle Theme::protocolPen(const std::string& protocolId) const
{
    static const QHash<QString, Qt::PenStyle> pens = {
        {QStringLiteral("allreduce"), Qt::DashLine},  {QStringLiteral("all-reduce"), Qt::DashLine},
        {QStringLiteral("easgd"), Qt::DashDotLine},   {QStringLiteral("eamsgd"), Qt::DashDotLine},
        {QStringLiteral("downpour"), Qt::DashDotLine}, {QStringLiteral("local-sgd"), Qt::DashLine},
        {QStringLiteral("isolated"), Qt::DotLine}};
    return pens.value(QString::fromStdString(protocolId), Qt::SolidLine);
}

ThemeStore::ThemeStore(QObject* parent) : QObject(parent), m_choice(storedChoice())
{
    Q_ASSERT_X(g_instance == nullptr, "ThemeStore", "one per application");
    g_instance = this;
    (void)systemIsDark();  // ask before our own palette hides the answer
    qApp->setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    apply();
}

ThemeStore::~ThemeStore()
{
    g_instance = nullptr;
}

ThemeStore& ThemeStore::instance()
{
    Q_ASSERT_X(g_instance != nullptr, "ThemeStore", "main() makes it first");
    return *g_instance;
}

void ThemeStore::setChoice(ThemeChoice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    QSettings().setValue(QLatin1String(kSettingsKey), nameOf(choice));
    apply();
}

void ThemeStore::setLargeText(bool large)
{
    const double scale = large ? kLargeText : 1.0;
    if (scale == g_textScale)
        return;
    g_textScale = scale;
    apply();
}

void ThemeStore::apply()
{
    const bool dark = m_choice == ThemeChoice::dark || (m_choice == ThemeChoice::system && systemIsDark());
    m_theme = readTheme(dark ? QStringLiteral("dark") : QStringLiteral("light"));
    qApp->setPalette(paletteOf(m_theme));
    qApp->setFont(uiFont());
    qApp->setStyleSheet(styleSheetOf(m_theme));
    Q_EMIT changed();
}

const Theme& theme()
{
    static const Theme exported = readTheme(QStringLiteral("export"));
    return g_exporting ? exported : ThemeStore::instance().theme();
}

ExportColors::ExportColors()
{
    g_exporting = true;
}

ExportColors::~ExportColors()
{
    g_exporting = false;
}

QFont uiFont(int pixelSize, bool bold)
{
    // Its figures all have one width by default, so that counting digits do not jump.
    QFont font(fontFamily());
    font.setPixelSize(int(pixelSize * g_textScale + 0.5));
    font.setBold(bold);
    return font;
}

}  // namespace gossip::ui
