// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/scenario_form.h"

#include "ui/panels/groups_text.h"

#include "datasets/catalogue.h"

#include <gossip/catalogue.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonValue>
#include <QStringList>

#include <algorithm>
#include <array>
#include <string_view>

namespace gossip::ui {

namespace {

using Type = gossip::FieldInfo::Type;
using Changed = gossip::Result<gossip::Scenario>;

constexpr int kMostPlants = 12;
constexpr double kLongestText = 4000;
constexpr auto kEdgesPath = "topology.edges";
constexpr auto kEpochsPath = "training.schedule.at_epochs";
constexpr double kUsualDrop = 0.8;  ///< share of the run after which a stepwise rate drops when nobody said when

/// Shares that people read as percent. (Momentum and factors are pure numbers.)
constexpr std::array<std::string_view, 5> kPercentPaths = {"network.loss", "dataset.label_noise", "stop.target_accuracy",
                                                           "evaluation.goal", "protocol.probability"};

bool startsWith(const std::string& path, std::string_view prefix)
{
    return path.compare(0, prefix.size(), prefix) == 0;
}

FormSection sectionOf(const std::string& path)
{
    static const std::array<std::pair<std::string_view, FormSection>, 12> kSections = {{
        {"dataset.", FormSection::data}, {"model.", FormSection::model}, {"training.", FormSection::model},
        {"workers.", FormSection::workers}, {"form.plants", FormSection::workers}, {"topology.", FormSection::workers},
        {"protocol.", FormSection::protocol}, {"network.", FormSection::network}, {"stop.", FormSection::stop},
        {"evaluation.", FormSection::evaluation}, {"recording.", FormSection::evaluation},
        {"checkpoint.", FormSection::evaluation}}};
    for (const auto& [prefix, section] : kSections)
        if (startsWith(path, prefix))
            return section;
    return FormSection::general;
}

FormField field(gossip::FieldInfo info)
{
    FormField made;
    made.section = sectionOf(info.path);
    if (info.path == "dataset.id") {
        info.type = Type::choice;
        for (const auto& set : gossip::datasets::catalogue())
            info.choices.push_back(set.id);
    }
    made.isPath = info.path == "dataset.path";
    made.percent = std::find(kPercentPaths.begin(), kPercentPaths.end(), info.path) != kPercentPaths.end();
    made.info = std::move(info);
    return made;
}

FormField textField(const char* path, const char* label, const char* help)
{
    gossip::FieldInfo info;
    info.path = path;
    info.type = Type::text;
    info.maximum = kLongestText;
    info.label = label;
    info.help = help;
    FormField made = field(std::move(info));
    made.shared = true;
    return made;
}

FormField plantsField()
{
    gossip::FieldInfo info;
    info.path = kPlantsPath;
    info.type = Type::integer;
    info.maximum = kMostPlants;
    info.label = QT_TRANSLATE_NOOP("engine", "Plants");
    info.help = QT_TRANSLATE_NOOP("engine", "Divides the workers evenly into so many plants and names them A-1, A-2, … 0: no plants.");
    FormField made = field(std::move(info));
    made.shared = true;
    return made;
}

void appendSharedFields(std::vector<FormField>& fields)
{
    fields.push_back(plantsField());
    fields.push_back(textField(kGroupsPath, QT_TRANSLATE_NOOP("engine", "Workers of each plant"),
                               QT_TRANSLATE_NOOP("engine", "Which workers, counted from 0, share a site: A: 0-3; B: 4-7.")));
    fields.push_back(textField(kNamesPath, QT_TRANSLATE_NOOP("engine", "Names"),
                               QT_TRANSLATE_NOOP("engine", "One for each worker, with commas between; empty: their numbers.")));
    fields.push_back(textField(kClassesPath, QT_TRANSLATE_NOOP("engine", "Classes of each plant"),
                               QT_TRANSLATE_NOOP("engine", "Which classes, counted from 0, each plant's pictures show: A: 0-4; B: 5-9.")));
    fields.push_back(textField(kEpochsPath, QT_TRANSLATE_NOOP("engine", "Rate drops after epochs"),
                               QT_TRANSLATE_NOOP("engine", "Rising numbers with commas between, e.g. 11, 13.")));
    fields.push_back(textField(kEdgesPath, QT_TRANSLATE_NOOP("engine", "Links"),
                               QT_TRANSLATE_NOOP("engine", "Who may send to whom, workers counted from 0: [0, 1], [1, 0] links two in both directions.")));
}

void appendParameters(const std::string& section, const std::vector<gossip::ParameterInfo>& parameters, std::vector<FormField>& fields)
{
    for (const gossip::ParameterInfo& parameter : parameters) {
        gossip::FieldInfo info;
        info.path = section + parameter.key;
        info.type = !parameter.choices.empty() ? Type::choice : parameter.integer ? Type::integer : Type::number;
        info.choices = parameter.choices;
        info.minimum = parameter.minimum;
        info.maximum = parameter.maximum;
        info.unit = parameter.unit;
        info.label = parameter.label;
        info.help = parameter.help;
        fields.push_back(field(std::move(info)));
    }
}

/// The protocol's, and those of all topologies: fieldCounts() tells which play a part.
void appendParameterFields(const gossip::Scenario& scenario, std::vector<FormField>& fields)
{
    if (const gossip::ProtocolInfo* protocol = gossip::findProtocol(scenario.protocol.id))
        appendParameters("protocol.", protocol->parameters, fields);
    for (const gossip::TopologyInfo& topology : gossip::topologies())
        appendParameters("topology.", topology.parameters, fields);
}

bool isTopologyField(const gossip::Scenario& scenario, const std::string& path)
{
    if (path == kEdgesPath)
        return gossip::findTopology(scenario.topology.id)->ownLinks;
    const auto& own = gossip::findTopology(scenario.topology.id)->parameters;
    return path == "topology.id" || std::any_of(own.begin(), own.end(), [&path](const auto& each) { return "topology." + each.key == path; });
}

/// Of a parameter of another topology than the scenario's.
std::string usualValue(const std::string& path)
{
    for (const gossip::TopologyInfo& topology : gossip::topologies())
        for (const gossip::ParameterInfo& parameter : topology.parameters)
            if ("topology." + parameter.key == path)
                return QString::number(parameter.defaultValue, 'g', QLocale::FloatingPointShortest).toStdString();
    return {};
}

bool isProtocolParameter(const gossip::Scenario& scenario, const std::string& path, std::string& key)
{
    const gossip::ProtocolInfo* protocol = gossip::findProtocol(scenario.protocol.id);
    if (protocol == nullptr || !startsWith(path, "protocol."))
        return false;
    key = path.substr(std::string_view("protocol.").size());
    return std::any_of(protocol->parameters.begin(), protocol->parameters.end(),
                       [&key](const auto& parameter) { return parameter.key == key; });
}

QString textOf(const std::string& json)
{
    return QJsonDocument::fromJson("[" + QByteArray::fromStdString(json) + "]").array().at(0).toString();
}

/// Whether a protocol's parameter plays a part with what its parameter with choices is set to.
bool parameterCounts(const gossip::Scenario& scenario, const std::string& key)
{
    const auto& all = gossip::findProtocol(scenario.protocol.id)->parameters;
    const auto info = std::find_if(all.begin(), all.end(), [&key](const auto& each) { return each.key == key; });
    const auto choice = std::find_if(all.begin(), all.end(), [](const auto& each) { return !each.choices.empty(); });
    if (info == all.end() || info->onlyFor.empty() || choice == all.end())
        return true;
    const std::string word = textOf(gossip::fieldValue(scenario, "protocol." + choice->key)).toStdString();
    return std::find(info->onlyFor.begin(), info->onlyFor.end(), word) != info->onlyFor.end();
}

std::string jsonOf(const QString& text)
{
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2).toStdString();
}

std::vector<std::string> plantNames(const gossip::Groups& groups, int workers)
{
    std::vector<std::string> names;
    names.resize(std::size_t(workers));
    for (const auto& [group, members] : groups)
        for (std::size_t i = 0; i < members.size(); ++i)
            names[std::size_t(members[i])] = group + "-" + std::to_string(i + 1);
    return names;
}

int classCount(const gossip::Scenario& scenario)
{
    for (const auto& info : gossip::datasets::catalogue())
        if (info.id == scenario.dataset.id)
            return int(info.classNames.size());
    return 10;
}

/// Divides workers, names and (where the data are spread by plant) classes anew.
void layOutPlants(gossip::Scenario& scenario, int plants)
{
    plants = std::min(plants, scenario.workers.count);
    scenario.workers.groups = plants > 0 ? evenGroups(plants, scenario.workers.count) : gossip::Groups{};
    scenario.workers.names = plants > 0 ? plantNames(scenario.workers.groups, scenario.workers.count) : std::vector<std::string>{};
    const bool byPlant = scenario.dataset.partition.kind == gossip::PartitionKind::groups;
    scenario.dataset.partition.classes = byPlant && plants > 0 ? evenGroups(plants, classCount(scenario)) : gossip::Groups{};
    if (byPlant && plants == 0)
        scenario.dataset.partition.kind = gossip::PartitionKind::iid;
}

Changed withCount(gossip::Scenario scenario, const std::string& json)
{
    const int plants = int(scenario.workers.groups.size());
    const bool named = !scenario.workers.names.empty();
    const gossip::Groups classes = scenario.dataset.partition.classes;
    const gossip::PartitionKind kind = scenario.dataset.partition.kind;
    // Without names, groups and speeds nothing else depends on the number while the engine checks it.
    layOutPlants(scenario, 0);
    scenario.workers.speed.clear();
    if (const auto set = gossip::setFieldValue(scenario, "workers.count", json); !set)
        return set.error();
    scenario.dataset.partition.kind = kind;
    layOutPlants(scenario, plants);
    if (scenario.workers.groups.size() == classes.size())
        scenario.dataset.partition.classes = classes;
    if (!named)
        scenario.workers.names.clear();
    return gossip::checkScenario(scenario);
}

Changed withGroupsText(gossip::Scenario scenario, const std::string& path, const QString& text)
{
    QString why;
    auto groups = groupsFromText(text, &why);
    if (!groups)
        return gossip::error("%1", {why.toStdString()});
    (path == kGroupsPath ? scenario.workers.groups : scenario.dataset.partition.classes) = std::move(*groups);
    return gossip::checkScenario(scenario);
}

Changed withNames(gossip::Scenario scenario, const QString& text)
{
    scenario.workers.names.clear();
    QString plain = text;
    plain.replace(QChar(0x3001), QLatin1Char(','));  // 、
    plain.replace(QChar(0xFF0C), QLatin1Char(','));  // ，
    for (const QString& name : plain.split(QLatin1Char(','), Qt::SkipEmptyParts))
        scenario.workers.names.push_back(name.trimmed().toStdString());
    return gossip::checkScenario(scenario);
}

Changed withPartition(gossip::Scenario scenario, const std::string& json)
{
    if (textOf(json) != QLatin1String("groups")) {
        scenario.dataset.partition.classes.clear();
        if (const auto set = gossip::setFieldValue(scenario, "dataset.partition.kind", json); !set)
            return set.error();
        return scenario;
    }
    scenario.dataset.partition.kind = gossip::PartitionKind::groups;
    auto& classes = scenario.dataset.partition.classes;
    const auto& groups = scenario.workers.groups;
    if (groups.empty())
        layOutPlants(scenario, 2);
    else
        classes = evenGroups(int(groups.size()), classCount(scenario));
    for (std::size_t i = 0; i < classes.size(); ++i)
        classes[i].first = groups[i].first;
    return gossip::checkScenario(scenario);
}

Changed withSchedule(gossip::Scenario scenario, const std::string& json)
{
    auto& epochs = scenario.training.schedule.atEpochs;
    const bool steps = textOf(json) == QLatin1String("step");
    if (steps && epochs.empty())
        epochs.push_back(std::max(1.0, kUsualDrop * scenario.stop.epochs));
    if (!steps)
        epochs.clear();
    if (const auto set = gossip::setFieldValue(scenario, "training.schedule.kind", json); !set)
        return set.error();
    return scenario;
}

Changed withTopology(gossip::Scenario scenario, const std::string& id)
{
    scenario.topology = {};
    scenario.topology.id = id;
    for (int i = 0, n = scenario.workers.count; id == "edges" && i < n && n > 1; ++i)
        scenario.topology.edges.emplace_back(i, (i + 1) % n);   // an own list of links begins with a ring, one way
    return gossip::checkScenario(scenario);
}

Changed withProtocol(gossip::Scenario scenario, const std::string& json)
{
    scenario.protocol.id = textOf(json).toStdString();
    scenario.protocol.parameters.clear();
    return gossip::checkScenario(scenario);
}

QString numbersText(const std::vector<double>& numbers)
{
    QStringList texts;
    for (double number : numbers)
        texts << QString::number(number);
    return texts.join(QStringLiteral(", "));
}

QString edgesText(const gossip::TopologySpec& topology)
{
    QStringList texts;
    for (const auto& [from, to] : topology.edges)
        texts << QStringLiteral("[%1, %2]").arg(from).arg(to);
    return texts.join(QStringLiteral(", "));
}

QString namesText(const std::vector<std::string>& names)
{
    QStringList texts;
    for (const std::string& name : names)
        texts << QString::fromStdString(name);
    return texts.join(QStringLiteral(", "));
}

}  // namespace

std::vector<FormField> formFields(const gossip::Scenario& scenario)
{
    std::vector<FormField> fields;
    for (const gossip::FieldInfo& info : gossip::scenarioFields())
        if (info.path != "schema_version")
            fields.push_back(field(info));
    appendParameterFields(scenario, fields);
    appendSharedFields(fields);
    std::stable_sort(fields.begin(), fields.end(), [](const auto& a, const auto& b) { return a.section < b.section; });
    return fields;
}

bool fieldCounts(const gossip::Scenario& scenario, const std::string& path)
{
    const auto& partition = scenario.dataset.partition.kind;
    const auto& schedule = scenario.training.schedule.kind;
    const bool trains = scenario.workload == gossip::Workload::training;
    if (!trains && (startsWith(path, "dataset.") || startsWith(path, "model.") || startsWith(path, "training.")
                    || startsWith(path, "evaluation.") || path == "stop.epochs" || path == "stop.target_accuracy"))
        return false;
    if (path == "workload_options.dimension") return !trains;
    if (path == "dataset.partition.alpha") return partition == PartitionKind::dirichlet;
    if (path == "dataset.partition.shards_per_worker") return partition == PartitionKind::shards;
    if (path == "dataset.partition.labels_per_worker") return partition == PartitionKind::labels;
    if (path == "dataset.partition.exponent") return partition == PartitionKind::quantity;
    if (path == kClassesPath) return partition == PartitionKind::groups;
    if (path == "training.schedule.factor" || path == kEpochsPath) return schedule == Schedule::step;
    if (path == "training.schedule.epochs") return schedule == Schedule::cosine;
    if (startsWith(path, "topology.")) return isTopologyField(scenario, path);
    if (std::string key; isProtocolParameter(scenario, path, key)) return parameterCounts(scenario, key);
    return true;
}

std::string formValue(const gossip::Scenario& scenario, const std::string& path)
{
    if (path == kPlantsPath)
        return std::to_string(scenario.workers.groups.size());
    if (path == kGroupsPath)
        return jsonOf(groupsToText(scenario.workers.groups));
    if (path == kClassesPath)
        return jsonOf(groupsToText(scenario.dataset.partition.classes));
    if (path == kNamesPath)
        return jsonOf(namesText(scenario.workers.names));
    if (path == kEpochsPath)
        return jsonOf(numbersText(scenario.training.schedule.atEpochs));
    if (path == kEdgesPath)
        return jsonOf(edgesText(scenario.topology));
    if (startsWith(path, "topology.") && !isTopologyField(scenario, path))
        return usualValue(path);
    return gossip::fieldValue(scenario, path);
}

Changed withField(const gossip::Scenario& scenario, const std::string& path, const std::string& json)
{
    gossip::Scenario changed = scenario;
    if (path == "workers.count")
        return withCount(changed, json);
    if (path == "dataset.partition.kind")
        return withPartition(changed, json);
    if (path == "training.schedule.kind")
        return withSchedule(changed, json);
    if (path == "protocol.id")
        return withProtocol(changed, json);
    if (path == "topology.id")
        return withTopology(changed, textOf(json).toStdString());
    if (path == kGroupsPath || path == kClassesPath)
        return withGroupsText(changed, path, textOf(json));
    if (path == kNamesPath)
        return withNames(changed, textOf(json));
    if (path == kPlantsPath) {
        layOutPlants(changed, QString::fromStdString(json).toInt());
        return gossip::checkScenario(changed);
    }
    if (path == kEdgesPath && textOf(json).isEmpty())
        return withTopology(changed, "edges");
    if (path == kEpochsPath || path == kEdgesPath)
        return gossip::parseScenario(gossip::toJson(scenario), {path + "=[" + textOf(json).toStdString() + "]"});
    if (const auto set = gossip::setFieldValue(changed, path, json); !set)
        return set.error();
    return changed;
}

}  // namespace gossip::ui
