// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/why_notes.h"
#include "ui/models/words.h"

#include <QCoreApplication>
#include <QLocale>

namespace gossip::ui {

namespace {

struct Why {
    Q_DECLARE_TR_FUNCTIONS(gossip::ui::Why)
};

QString perSecond(double steps)
{
    return QLocale().toString(steps, 'f', steps < 10.0 ? 1 : 0);
}

/// Notes of accuracies.
QString accuracyText(const WhyNote& note)
{
    const QString at = timeText(note.atS);
    const bool part = note.kind == WhyNote::Kind::partFell || note.kind == WhyNote::Kind::partStood || note.kind == WhyNote::Kind::partRose;
    const QString name = part ? islandText(note.name) : QString::fromStdString(note.name);
    const QString before = percentText(note.before, 0);
    const QString after = percentText(note.after, 0);
    switch (note.kind) {
    case WhyNote::Kind::partFell:
        return Why::tr("Since the cut at %1 the own models of %2 have fallen from %3 to %4: they no longer hear of what only the others see.")
            .arg(at, name, before, after);
    case WhyNote::Kind::partStood:
        return Why::tr("Since the cut at %1 the own models of %2 have stood still: %3, then %4.").arg(at, name, before, after);
    case WhyNote::Kind::partRose:
        return Why::tr("The own models of %2 have gone on rising since the cut at %1: from %3 to %4.").arg(at, name, before, after);
    case WhyNote::Kind::cameTogether:
        return Why::tr("Since the repair at %1 the workers' own models have risen from %2 to %3: they learn together again.").arg(at, before, after);
    case WhyNote::Kind::keptLevel:
        return Why::tr("%2 went down at %1. The mean model kept its level: %3 before, %4 after.").arg(at, name, before, after);
    case WhyNote::Kind::fell:
        return Why::tr("%2 went down at %1. The mean model has fallen since, from %3 to %4.").arg(at, name, before, after);
    default:
        return Why::tr("Since the network changed at %1, %2 of the messages were lost. The mean model: %3 before, %4 after.")
            .arg(at, percentText(note.share, 0), before, after);
    }
}

/// Notes of distances and steps a second.
QString numbersText(const WhyNote& note)
{
    const QString at = timeText(note.atS);
    const QString name = QString::fromStdString(note.name);
    const QString before = numberText(note.before, 2);
    const QString after = numberText(note.after, 2);
    switch (note.kind) {
    case WhyNote::Kind::driftApart:
        return Why::tr("Since the cut at %1 the parts have drifted apart: the divergence rose from %2 to %3.").arg(at, before, after);
    case WhyNote::Kind::rateFell:
        return Why::tr("At %1 the learning rate fell. Smaller steps lead the workers less far apart: divergence %2, then %3.").arg(at, before, after);
    case WhyNote::Kind::frequencyChanged:
        return (note.after > note.before ? Why::tr("Since %1 exchange happens after %2 of the steps: the divergence rose from %3 to %4.")
                                         : Why::tr("Since %1 exchange happens after %2 of the steps: the divergence fell from %3 to %4."))
            .arg(at, percentText(note.share, 0), before, after);
    case WhyNote::Kind::othersKeptPace:
        return Why::tr("%2 became slow at %1, nobody waited: the others made %3 steps a second before, %4 after.")
            .arg(at, name, perSecond(note.before), perSecond(note.after));
    default:
        return Why::tr("%2 became slow at %1 and the others with it: %3 steps a second before, %4 after.")
            .arg(at, name, perSecond(note.before), perSecond(note.after));
    }
}

}  // namespace

QString whyText(const WhyNote& note)
{
    const QString at = timeText(note.atS);
    const QString name = QString::fromStdString(note.name);
    switch (note.kind) {
    case WhyNote::Kind::goalReached:
        return Why::tr("The mean model reached the goal of %1 at %2, after %3 of traffic.").arg(percentText(note.share, 0), at, dataText(note.bytes));
    case WhyNote::Kind::limitPassed:
        return Why::tr("At %2 the mean model passed %1, the most that one plant's kinds of pictures allow: knowledge of the others has arrived.")
            .arg(percentText(note.share, 0), at);
    case WhyNote::Kind::diverged:
        return Why::tr("The numbers of %1 left all bounds at %2. It stopped, sends nothing and counts no longer.").arg(name, at);
    case WhyNote::Kind::refused:
        return Why::tr("%1 refused damaged data of %3 at %2, so its own model is unharmed.").arg(name, at, QString::fromStdString(note.other));
    case WhyNote::Kind::driftApart:
    case WhyNote::Kind::rateFell:
    case WhyNote::Kind::frequencyChanged:
    case WhyNote::Kind::othersKeptPace:
    case WhyNote::Kind::othersSlowed:
        return numbersText(note);
    default:
        return accuracyText(note);
    }
}

void WhyModel::begin(const gossip::Scenario& scenario, const gossip::DatasetPtr& dataset)
{
    beginResetModel();
    m_notes.clear();
    m_finder.start(scenario, dataset);
    endResetModel();
}

void WhyModel::apply(const gossip::RunUpdate& update)
{
    const std::vector<WhyNote> found = m_finder.apply(update);
    if (found.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(found.size()) - 1);
    m_notes.insert(m_notes.end(), found.begin(), found.end());
    endInsertRows();
}

void WhyModel::retranslate()
{
    if (!m_notes.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int WhyModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_notes.size());
}

QVariant WhyModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const WhyNote& note = m_notes[std::size_t(index.row())];
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)
        return whyText(note);
    return role == Qt::UserRole ? QVariant(note.atS) : QVariant();
}

}  // namespace gossip::ui
