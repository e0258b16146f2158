// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/event_log_model.h"

#include "ui/look/theme.h"
#include "ui/models/words.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace gossip::ui {

namespace {

struct Events {
    Q_DECLARE_TR_FUNCTIONS(gossip::ui::Events)
};

QString networkChange(const gossip::Fault& fault)
{
    QStringList changes;
    if (fault.latencyMs)
        changes << Events::tr("latency %1 ms").arg(numberText(fault.latencyMs));
    if (fault.jitterMs)
        changes << Events::tr("jitter %1 ms").arg(numberText(fault.jitterMs));
    if (fault.bandwidthMbps)
        changes << (*fault.bandwidthMbps > 0.0 ? Events::tr("bandwidth %1 Mbit/s").arg(numberText(fault.bandwidthMbps))
                                               : Events::tr("bandwidth unlimited"));
    if (fault.loss)
        changes << Events::tr("message loss %1").arg(percentText(fault.loss, 0));
    return changes.join(Events::tr(", "));
}

QString faultText(const gossip::Fault& fault)
{
    switch (fault.kind) {
    case FaultKind::crash: return Events::tr("Went down");
    case FaultKind::rejoin: return Events::tr("Told to come back");
    case FaultKind::slow:
        return fault.factor > 1.0 ? Events::tr("Slowed down to 1/%1").arg(numberText(fault.factor))
                                  : Events::tr("Back at normal speed");
    case FaultKind::partition: return Events::tr("The line was cut");
    case FaultKind::heal: return Events::tr("The line was repaired");
    case FaultKind::link: return Events::tr("Link changed: %1").arg(networkChange(fault));
    case FaultKind::network: return Events::tr("Network changed: %1").arg(networkChange(fault));
    case FaultKind::corrupt: return Events::tr("Sends damaged data");
    case FaultKind::probability:
        return Events::tr("Exchange frequency set to %1").arg(percentText(fault.probability, 0));
    }
    return {};
}

QString kindText(const QString& kind)
{
    static const QHash<QString, const char*> kTexts = {
        {QStringLiteral("started"), QT_TRANSLATE_NOOP("gossip::ui::Events", "The run started")},
        {QStringLiteral("rejoined"), QT_TRANSLATE_NOOP("gossip::ui::Events", "Is back and learns again")},
        {QStringLiteral("diverged"), QT_TRANSLATE_NOOP("gossip::ui::Events", "Diverged: its numbers left all bounds; the others go on")},
        {QStringLiteral("rejected"), QT_TRANSLATE_NOOP("gossip::ui::Events", "Refused a damaged model")},
        {QStringLiteral("paused"), QT_TRANSLATE_NOOP("gossip::ui::Events", "Paused")},
        {QStringLiteral("resumed"), QT_TRANSLATE_NOOP("gossip::ui::Events", "Went on")},
        {QStringLiteral("step"), QT_TRANSLATE_NOOP("gossip::ui::Events", "One step of every worker")},
        {QStringLiteral("replanned"), QT_TRANSLATE_NOOP("gossip::ui::Events", "The plan of faults was changed")},
        {QStringLiteral("finished"), QT_TRANSLATE_NOOP("gossip::ui::Events", "The run finished")},
        {QStringLiteral("stopped"), QT_TRANSLATE_NOOP("gossip::ui::Events", "The run ended")},
        {QStringLiteral("stalled"), QT_TRANSLATE_NOOP("gossip::ui::Events", "Nobody can go on")},
        {QStringLiteral("failed"), QT_TRANSLATE_NOOP("gossip::ui::Events", "The run broke off")},
    };
    const char* text = kTexts.value(kind);
    return text ? Events::tr(text) : kind;
}

QString names(const std::vector<int>& workers, const gossip::Scenario& scenario)
{
    QStringList list;
    for (int worker : workers)
        list << workerText(scenario, worker);
    return list.join(Events::tr(", "));
}

}  // namespace

QString eventText(const gossip::Event& event)
{
    const QString kind = QString::fromStdString(event.kind);
    if (!event.fault)
        return kindText(kind);
    // A disturbance with a duration ends by itself.
    return kind.endsWith(QLatin1String("-end")) ? Events::tr("Over: %1").arg(faultText(*event.fault)) : faultText(*event.fault);
}

QString eventSubject(const gossip::Event& event, const gossip::Scenario& scenario)
{
    if (event.fault && !event.fault->workers.empty())
        return names(event.fault->workers, scenario);
    const QString subject = QString::fromStdString(event.subject);
    if (subject == QLatin1String("network"))
        return Events::tr("network");
    if (subject == QLatin1String("run"))
        return Events::tr("run");
    bool isNumber = false;
    const int worker = subject.toInt(&isNumber);
    return isNumber ? workerText(scenario, worker) : subject;
}

void EventLogModel::begin(const gossip::Scenario& scenario)
{
    beginResetModel();
    m_scenario = scenario;
    m_events.clear();
    endResetModel();
}

void EventLogModel::append(const std::vector<gossip::Event>& events)
{
    if (events.empty())
        return;
    const int before = int(m_events.size());
    beginInsertRows({}, before, before + int(events.size()) - 1);
    m_events.insert(m_events.end(), events.begin(), events.end());
    endInsertRows();
    const int surplus = int(m_events.size()) - kMostEvents;
    if (surplus <= 0)
        return;
    beginRemoveRows({}, 0, surplus - 1);
    m_events.erase(m_events.begin(), m_events.begin() + surplus);
    endRemoveRows();
}

int EventLogModel::rowAt(double timeS) const
{
    const auto nearest = std::min_element(m_events.begin(), m_events.end(), [timeS](const gossip::Event& a, const gossip::Event& b) {
        return std::abs(a.timeS - timeS) < std::abs(b.timeS - timeS);
    });
    return nearest == m_events.end() ? -1 : int(nearest - m_events.begin());
}

void EventLogModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_events.empty())
        Q_EMIT dataChanged(index(0, 0), index(int(m_events.size()) - 1, ColumnCount - 1));
}

int EventLogModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_events.size());
}

int EventLogModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EventLogModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || std::size_t(index.row()) >= m_events.size())
        return {};
    const gossip::Event& event = m_events[std::size_t(index.row())];
    if (role == Qt::ToolTipRole)
        return QString::fromStdString(event.kind + (event.detail.empty() ? "" : ": " + event.detail));
    if (role == Qt::ForegroundRole && (event.kind == "diverged" || event.kind == "failed"))
        return theme().failedText;
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Time: return timeText(event.timeS);
    case What: return eventText(event);
    case Subject: return eventSubject(event, m_scenario);
    default: return {};
    }
}

QVariant EventLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    const QString titles[ColumnCount] = {tr("Time"), tr("What happened"), tr("Where")};
    return titles[section];
}

}  // namespace gossip::ui
