// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/class_score_model.h"

#include "ui/bridge/messages.h"
#include "ui/models/words.h"

#include <QLocale>

#include <algorithm>

namespace gossip::ui {

void ClassScoreModel::setScores(const std::vector<gossip::ClassScore>& scores)
{
    const bool sameClasses = std::equal(scores.begin(), scores.end(), m_scores.begin(), m_scores.end(),
                                        [](const auto& a, const auto& b) { return a.name == b.name; });
    if (!sameClasses) {
        beginResetModel();
        m_scores = scores;
        endResetModel();
        return;
    }
    m_scores = scores;
    if (!m_scores.empty())
        Q_EMIT dataChanged(index(0, 0), index(int(m_scores.size()) - 1, ColumnCount - 1));
}

void ClassScoreModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    setScores(std::vector<gossip::ClassScore>(m_scores));
}

int ClassScoreModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_scores.size());
}

int ClassScoreModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ClassScoreModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || std::size_t(index.row()) >= m_scores.size())
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((index.column() == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const gossip::ClassScore& score = m_scores[std::size_t(index.row())];
    switch (index.column()) {
    case Name: return engineText(score.name);
    case Samples: return QLocale().toString(qulonglong(score.samples));
    case Precision: return percentText(score.precision);
    case Recall: return percentText(score.recall);
    case FalseAlarm: return percentText(score.falseAlarmRate, 2);
    case Miss: return percentText(score.missRate);
    default: return {};
    }
}

QVariant ClassScoreModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::DisplayRole) {
        const QString titles[ColumnCount] = {tr("Class"),  tr("Pictures"),    tr("Precision"),
                                             tr("Recall"), tr("False alarm"), tr("Miss")};
        return titles[section];
    }
    if (role == Qt::ToolTipRole) {
        const QString helps[ColumnCount] = {
            tr("What the pictures show"),
            tr("Test pictures of this class"),
            tr("Of the pictures called this class: the share that is right"),
            tr("Of this class's pictures: the share that was found"),
            tr("Of the other classes' pictures: the share wrongly called this class"),
            tr("Of this class's pictures: the share that was missed (1 − recall)")};
        return helps[section];
    }
    return {};
}

}  // namespace gossip::ui
