// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/groups_text.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

namespace gossip::ui {

namespace {

constexpr int kLargestNumber = 100000;  // keeps "0-999999999" from filling the memory

struct GroupsText {
    Q_DECLARE_TR_FUNCTIONS(gossip::ui::GroupsText)
};

/// Appends "3" or "0-3"; false when it is neither.
bool appendRange(const QString& text, std::vector<int>& numbers)
{
    static const QRegularExpression kRange(QStringLiteral("^(\\d{1,6})(?:\\s*[-–~]\\s*(\\d{1,6}))?$"));
    const auto match = kRange.match(text);
    if (!match.hasMatch())
        return false;
    const int first = match.captured(1).toInt();
    const int last = match.captured(2).isEmpty() ? first : match.captured(2).toInt();
    if (last < first || last > kLargestNumber)
        return false;
    for (int number = first; number <= last; ++number)
        numbers.push_back(number);
    return true;
}

QString rangesText(const std::vector<int>& numbers)
{
    QStringList ranges;
    for (std::size_t begin = 0; begin < numbers.size();) {
        std::size_t end = begin + 1;
        while (end < numbers.size() && numbers[end] == numbers[end - 1] + 1)
            ++end;
        const QString first = QString::number(numbers[begin]);
        ranges << (end - begin == 1 ? first : QStringLiteral("%1-%2").arg(first).arg(numbers[end - 1]));
        begin = end;
    }
    return ranges.join(QStringLiteral(", "));
}

}  // namespace

QString groupsToText(const gossip::Groups& groups)
{
    QStringList parts;
    for (const auto& [name, numbers] : groups)
        parts << QStringLiteral("%1: %2").arg(QString::fromStdString(name), rangesText(numbers));
    return parts.join(QStringLiteral("; "));
}

std::optional<gossip::Groups> groupsFromText(const QString& text, QString* why)
{
    gossip::Groups groups;
    QString plain = text.normalized(QString::NormalizationForm_KC);
    plain.replace(QChar(0x3001), QLatin1Char(','));  // 、
    const auto parts = plain.split(QLatin1Char(';'), Qt::SkipEmptyParts);
    for (const QString& part : parts) {
        if (part.trimmed().isEmpty())
            continue;
        const auto colon = part.indexOf(QLatin1Char(':'));
        std::vector<int> numbers;
        bool readable = colon > 0;
        if (readable)
            for (const QString& range : part.mid(colon + 1).split(QLatin1Char(',')))
                readable = readable && appendRange(range.trimmed(), numbers);
        if (!readable) {
            *why = GroupsText::tr("“%1” cannot be read. Write a name, a colon and numbers, like A: 0-3; B: 4-7.").arg(part.trimmed());
            return std::nullopt;
        }
        groups.emplace_back(part.left(colon).trimmed().toStdString(), std::move(numbers));
    }
    return groups;
}

gossip::Groups evenGroups(int parts, int count)
{
    gossip::Groups groups;
    int next = 0;
    for (int part = 0; part < parts; ++part) {
        const int size = count / parts + (part < count % parts ? 1 : 0);
        std::vector<int> numbers;
        for (int i = 0; i < size; ++i)
            numbers.push_back(next++);
        // A … Z, then A2, B2, …
        std::string name(1, char('A' + part % 26));
        if (part >= 26)
            name += std::to_string(part / 26 + 1);
        groups.emplace_back(std::move(name), std::move(numbers));
    }
    return groups;
}

}  // namespace gossip::ui
