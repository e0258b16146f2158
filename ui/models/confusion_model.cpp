// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/confusion_model.h"

#include "ui/bridge/messages.h"
#include "ui/look/theme.h"
#include "ui/models/words.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gossip::ui {

namespace {

/// WCAG 2 relative luminance.
double luminance(const QColor& color)
{
    const auto linear = [](double part) {
        return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

}  // namespace

QColor heatColor(double share)
{
    const auto& heat = theme().heat;
    const double place = std::clamp(share, 0.0, 1.0) * double(heat.size() - 1);
    const std::size_t low = std::min(std::size_t(place), heat.size() - 2);
    const double part = place - double(low);
    const auto mix = [part](double a, double b) { return float(a + part * (b - a)); };
    const QColor& a = heat[low];
    const QColor& b = heat[low + 1];
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

QColor heatTextColor(const QColor& ground)
{
    // Black and white have equal contrast on a ground of luminance √(1.05 · 0.05) − 0.05.
    constexpr double kEqualContrast = 0.179;
    return luminance(ground) > kEqualContrast ? QColor(Qt::black) : QColor(Qt::white);
}

std::vector<Confusion> worstConfusions(const std::vector<std::vector<std::uint64_t>>& confusion, std::size_t count)
{
    std::vector<Confusion> found;
    for (std::size_t truth = 0; truth < confusion.size(); ++truth)
        for (std::size_t taken = 0; taken < confusion[truth].size(); ++taken)
            if (truth != taken && confusion[truth][taken] > 0)
                found.push_back({int(truth), int(taken), confusion[truth][taken]});
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.pictures > b.pictures; });
    found.resize(std::min(found.size(), count));
    return found;
}

void ConfusionModel::setConfusion(const Matrix& confusion, const std::vector<std::string>& classNames)
{
    if (confusion.size() == m_matrix.size() && classNames == m_classNames) {
        m_matrix = confusion;
        if (!m_matrix.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    beginResetModel();
    m_matrix = confusion;
    m_classNames = classNames;
    endResetModel();
}

void ConfusionModel::retranslate()
{
    if (m_matrix.empty())
        return;
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    Q_EMIT headerDataChanged(Qt::Vertical, 0, rowCount() - 1);
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int ConfusionModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_matrix.size());
}

int ConfusionModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_matrix.size());
}

double ConfusionModel::shareOfRow(int row, int column) const
{
    const auto& counts = m_matrix[std::size_t(row)];
    const auto sum = std::accumulate(counts.begin(), counts.end(), std::uint64_t(0));
    return sum == 0 ? 0.0 : double(counts[std::size_t(column)]) / double(sum);
}

QString ConfusionModel::className(int number) const
{
    return std::size_t(number) < m_classNames.size() ? engineText(m_classNames[std::size_t(number)])
                                                     : QString::number(number);
}

QVariant ConfusionModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= columnCount())
        return {};
    const std::uint64_t count = m_matrix[std::size_t(index.row())][std::size_t(index.column())];
    switch (role) {
    case Qt::DisplayRole: return QLocale().toString(qulonglong(count));
    case Qt::TextAlignmentRole: return int(Qt::AlignCenter);
    case Qt::BackgroundRole: return heatColor(shareOfRow(index.row(), index.column()));
    case Qt::ForegroundRole: return heatTextColor(heatColor(shareOfRow(index.row(), index.column())));
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return tr("%1 taken for %2: %3 (%4 of the class)")
            .arg(className(index.row()), className(index.column()), QLocale().toString(qulonglong(count)),
                 percentText(shareOfRow(index.row(), index.column())));
    default: return {};
    }
}

QVariant ConfusionModel::headerData(int section, Qt::Orientation, int role) const
{
    if (section < 0 || section >= rowCount())
        return {};
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return className(section);
    return {};
}

}  // namespace gossip::ui
