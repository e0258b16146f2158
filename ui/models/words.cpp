// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/words.h"

#include "ui/bridge/messages.h"

#include "datasets/catalogue.h"

#include <gossip/catalogue.h>

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

#include <cmath>
#include <map>
#include <set>

namespace gossip::ui {

namespace {

constexpr double kSmallestPercent = 0.001;  ///< shares below are told as powers of two
const QString kDash = QStringLiteral("–");

struct Words {
    Q_DECLARE_TR_FUNCTIONS(gossip::ui::Words)
};

QString partitionText(const std::string& value)
{
    static const QHash<QString, const char*> kTexts = {
        {QStringLiteral("iid"), QT_TRANSLATE_NOOP("gossip::ui::Words", "even (IID)")},
        {QStringLiteral("dirichlet"), QT_TRANSLATE_NOOP("gossip::ui::Words", "skewed (Dirichlet)")},
        {QStringLiteral("shards"), QT_TRANSLATE_NOOP("gossip::ui::Words", "in sorted slices (shards)")},
        {QStringLiteral("labels"), QT_TRANSLATE_NOOP("gossip::ui::Words", "a few classes each")},
        {QStringLiteral("quantity"), QT_TRANSLATE_NOOP("gossip::ui::Words", "different amounts")},
        {QStringLiteral("groups"), QT_TRANSLATE_NOOP("gossip::ui::Words", "classes by plant")},
    };
    const char* text = kTexts.value(QString::fromStdString(value));
    return text ? Words::tr(text) : QString::fromStdString(value);
}

QString otherChoiceText(const std::string& value)
{
    static const QHash<QString, const char*> kTexts = {
        {QStringLiteral("training"), QT_TRANSLATE_NOOP("gossip::ui::Words", "training a network")},
        {QStringLiteral("averaging"), QT_TRANSLATE_NOOP("gossip::ui::Words", "averaging only, no data")},
        {QStringLiteral("random-walk"), QT_TRANSLATE_NOOP("gossip::ui::Words", "random walk, no data")},
        {QStringLiteral("constant"), QT_TRANSLATE_NOOP("gossip::ui::Words", "constant")},
        {QStringLiteral("step"), QT_TRANSLATE_NOOP("gossip::ui::Words", "drops in steps")},
        {QStringLiteral("cosine"), QT_TRANSLATE_NOOP("gossip::ui::Words", "falls smoothly (cosine)")},
        {QStringLiteral("default"), QT_TRANSLATE_NOOP("gossip::ui::Words", "as the protocol needs")},
        {QStringLiteral("best-effort"), QT_TRANSLATE_NOOP("gossip::ui::Words", "send and forget (best-effort)")},
        {QStringLiteral("reliable"), QT_TRANSLATE_NOOP("gossip::ui::Words", "resend until delivered (reliable)")},
        {QStringLiteral("complete"), QT_TRANSLATE_NOOP("gossip::ui::Words", "everyone with everyone")},
        {QStringLiteral("ring"), QT_TRANSLATE_NOOP("gossip::ui::Words", "ring")},
        {QStringLiteral("torus"), QT_TRANSLATE_NOOP("gossip::ui::Words", "grid (torus)")},
        {QStringLiteral("exponential"), QT_TRANSLATE_NOOP("gossip::ui::Words", "1, 2, 4, … places ahead (exponential)")},
        {QStringLiteral("one-peer-exponential"), QT_TRANSLATE_NOOP("gossip::ui::Words", "exponential, one at a time")},
        {QStringLiteral("star"), QT_TRANSLATE_NOOP("gossip::ui::Words", "star")},
        {QStringLiteral("erdos-renyi"), QT_TRANSLATE_NOOP("gossip::ui::Words", "random links (Erdős–Rényi)")},
        {QStringLiteral("small-world"), QT_TRANSLATE_NOOP("gossip::ui::Words", "ring with shortcuts (small world)")},
        {QStringLiteral("edges"), QT_TRANSLATE_NOOP("gossip::ui::Words", "own list of links")},
        {QStringLiteral("none"), QT_TRANSLATE_NOOP("gossip::ui::Words", "none")},
        {QStringLiteral("f32"), QT_TRANSLATE_NOOP("gossip::ui::Words", "32 bits (f32)")},
        {QStringLiteral("bf16"), QT_TRANSLATE_NOOP("gossip::ui::Words", "16 bits (bf16)")},
        {QStringLiteral("int8"), QT_TRANSLATE_NOOP("gossip::ui::Words", "8 bits (int8)")},
        {QStringLiteral("top-k"), QT_TRANSLATE_NOOP("gossip::ui::Words", "the largest changes (top-k)")},
        {QStringLiteral("consensus"), QT_TRANSLATE_NOOP("gossip::ui::Words", "by distance (consensus)")},
        {QStringLiteral("network"), QT_TRANSLATE_NOOP("gossip::ui::Words", "by the line (network)")},
        {QStringLiteral("schedule"), QT_TRANSLATE_NOOP("gossip::ui::Words", "by schedule")},
        {QStringLiteral("live"), QT_TRANSLATE_NOOP("gossip::ui::Words", "real time of this PC")},
        {QStringLiteral("simulated"), QT_TRANSLATE_NOOP("gossip::ui::Words", "virtual time (simulation)")},
        {QStringLiteral("softmax"), QT_TRANSLATE_NOOP("gossip::ui::Words", "softmax (one layer)")},
        {QStringLiteral("mlp"), QT_TRANSLATE_NOOP("gossip::ui::Words", "MLP (256, 128)")},
        {QStringLiteral("lenet5"), QT_TRANSLATE_NOOP("gossip::ui::Words", "LeNet-5 (small picture network)")},
        {QStringLiteral("easgd-cnn"), QT_TRANSLATE_NOOP("gossip::ui::Words", "EASGD-CNN (7 layers, slower)")},
    };
    const char* text = kTexts.value(QString::fromStdString(value));
    return text ? Words::tr(text) : QString::fromStdString(value);
}

}  // namespace

QString byLanguage(const std::map<std::string, std::string>& texts)
{
    const std::string language = QLocale().name().section(QLatin1Char('_'), 0, 0).toStdString();
    for (const std::string& wanted : {language, std::string("en")}) {
        const auto found = texts.find(wanted);
        if (found != texts.end())
            return QString::fromStdString(found->second);
    }
    return {};
}

QString percentText(std::optional<double> share, int decimals)
{
    if (!share || !std::isfinite(*share))
        return kDash;
    return Words::tr("%1 %").arg(QLocale().toString(100.0 * *share, 'f', decimals));
}

QString numberText(std::optional<double> value, int digits)
{
    if (!value || !std::isfinite(*value))
        return kDash;
    return QLocale().toString(*value, 'g', digits);
}

QString dataText(std::uint64_t bytes)
{
    const double value = double(bytes);
    if (value < 1e3)
        return Words::tr("%1 B").arg(QLocale().toString(qulonglong(bytes)));
    if (value < 1e6)
        return Words::tr("%1 kB").arg(QLocale().toString(value / 1e3, 'f', 1));
    if (value < 1e8)
        return Words::tr("%1 MB").arg(QLocale().toString(value / 1e6, 'f', 1));
    return Words::tr("%1 GB").arg(QLocale().toString(value / 1e9, 'f', 2));
}

QString timeText(double seconds)
{
    const qlonglong whole = qlonglong(std::max(0.0, seconds));
    const auto two = [](qlonglong number) { return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0')); };
    if (whole < 3600)
        return QStringLiteral("%1:%2").arg(whole / 60).arg(two(whole % 60));
    return QStringLiteral("%1:%2:%3").arg(whole / 3600).arg(two(whole / 60 % 60), two(whole % 60));
}

QString weightText(double log2Weight)
{
    if (!std::isfinite(log2Weight))
        return kDash;
    const double share = std::exp2(log2Weight);
    if (share >= kSmallestPercent)
        return percentText(share, share >= 0.1 ? 1 : 2);
    QString exponent = QString::number(log2Weight, 'f', 0);
    for (QChar& sign : exponent)   // as superscripts
        sign = sign == QLatin1Char('-') ? QChar(0x207B) : QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹").at(sign.digitValue());
    return QLatin1Char('2') + exponent;
}

QString stateText(gossip::WorkerState state)
{
    switch (state) {
    case WorkerState::running: return Words::tr("running");
    case WorkerState::slow: return Words::tr("slow");
    case WorkerState::crashed: return Words::tr("down");
    case WorkerState::rejoining: return Words::tr("coming back");
    case WorkerState::diverged: return Words::tr("diverged");
    case WorkerState::waiting: return Words::tr("waiting");
    }
    return {};
}

QString outcomeText(gossip::RunState state)
{
    switch (state) {
    case RunState::running: return Words::tr("running");
    case RunState::paused: return Words::tr("paused");
    case RunState::stopping: return Words::tr("ending");
    case RunState::finished: return Words::tr("finished");
    case RunState::stopped: return Words::tr("ended by hand");
    case RunState::stalled: return Words::tr("stood still");
    case RunState::failed: return Words::tr("broke off");
    }
    return {};
}

QString protocolText(const std::string& id)
{
    const gossip::ProtocolInfo* info = gossip::findProtocol(id);
    return info ? engineText(info->label) : QString::fromStdString(id);
}

QString choiceText(std::string_view path, const std::string& value)
{
    if (path == "protocol.id")
        return protocolText(value);
    if (path == "dataset.partition.kind")
        return partitionText(value);
    if (path == "dataset.id")
        for (const auto& set : gossip::datasets::catalogue())
            if (set.id == value)
                return engineText(set.label);
    return otherChoiceText(value);
}

QString scenarioTitle(const gossip::Scenario& scenario)
{
    const QString title = byLanguage(scenario.title);
    return title.isEmpty() ? QString::fromStdString(scenario.name) : title;
}

QString sceneText(const gossip::Scene& scene)
{
    return byLanguage(scene.sentence);
}

QString scenarioDescription(const gossip::Scenario& scenario)
{
    return byLanguage(scenario.description);
}

QString workerText(const gossip::Scenario& scenario, int worker)
{
    if (worker == gossip::kServerNode)
        return Words::tr("the server");
    return QString::fromStdString(scenario.workerName(worker));
}

std::vector<std::string> islandNames(const std::vector<gossip::GroupRow>& islands, const gossip::Scenario& scenario)
{
    const std::vector<int> groups = scenario.groupOfWorker();
    std::vector<std::set<int>> groupsOf(islands.size());   // -1: a worker without a group
    std::map<int, int> parts;                              // into how many islands a group has fallen
    for (std::size_t i = 0; i < islands.size(); ++i) {
        for (const int worker : islands[i].workers)
            groupsOf[i].insert(std::size_t(worker) < groups.size() ? groups[std::size_t(worker)] : -1);
        for (const int group : groupsOf[i])
            ++parts[group];
    }
    std::vector<std::string> names;
    for (std::size_t i = 0; i < islands.size(); ++i) {
        const int group = groupsOf[i].size() == 1 ? *groupsOf[i].begin() : -1;
        const bool whole = group >= 0 && parts[group] == 1;
        names.push_back(whole ? scenario.workers.groups[std::size_t(group)].first : islands[i].group);
    }
    return names;
}

QString islandText(const std::string& name)
{
    const QStringList members = QString::fromStdString(name).split(u'+');
    if (members.size() <= 2)
        return members.join(u'+');
    //: %1 is a worker's name, %n how many others are with it
    return Words::tr("%1 and %n more", nullptr, int(members.size()) - 1).arg(members.front());
}

}  // namespace gossip::ui
