// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/fault_editor.h"

#include "ui/bridge/messages.h"
#include "ui/models/words.h"

#include <gossip/catalogue.h>

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace gossip::ui {

namespace {

using gossip::Fault;
using gossip::FaultKind;

constexpr double kLongestS = 86400.0;
constexpr int kNodesHeight = 132;   // px; the list scrolls

bool ofNodes(FaultKind kind)
{
    return kind != FaultKind::heal && kind != FaultKind::network;
}

bool lasts(FaultKind kind)
{
    return kind != FaultKind::rejoin && kind != FaultKind::heal;
}

bool ofNetwork(FaultKind kind)
{
    return kind == FaultKind::link || kind == FaultKind::network;
}

}  // namespace

FaultEditor::FaultEditor(const gossip::Scenario& scenario, const Fault& fault, QWidget* parent)
    : QDialog(parent), m_scenario(scenario), m_before(fault), m_form(new QFormLayout), m_why(new QLabel(this))
{
    setObjectName(QStringLiteral("faultEditor"));
    setWindowTitle(tr("Fault on the timeline"));
    m_why->setObjectName(QStringLiteral("why"));
    m_why->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->addLayout(m_form);
    column->addWidget(m_why);
    makeWhat();
    makeStrength();
    makeNetwork();
    makeNodes();
    makeButtons();
    fillFields();
    m_ready = true;
    showRows();
}

void FaultEditor::makeButtons()
{
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_apply = buttons->addButton(tr("Apply"), QDialogButtonBox::AcceptRole);
    m_apply->setObjectName(QStringLiteral("apply"));
    buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout()->addWidget(buttons);
}

QDoubleSpinBox* FaultEditor::spin(const char* name, double least, double most, int decimals, const QString& unit)
{
    auto* made = new QDoubleSpinBox(this);
    made->setObjectName(QLatin1String(name));
    made->setRange(least, most);
    made->setDecimals(decimals);
    made->setSuffix(unit);
    connect(made, &QDoubleSpinBox::valueChanged, this, &FaultEditor::check);
    return made;
}

void FaultEditor::addRow(const char* name, const QString& label, QWidget* field, const QString& help)
{
    field->setObjectName(QLatin1String(name));
    field->setAccessibleName(label);
    field->setToolTip(help);
    field->setWhatsThis(help);
    m_form->addRow(label, field);
}

FaultEditor::Optional FaultEditor::addOptional(const char* name, const QString& label, double most, const QString& unit, const QString& help)
{
    Optional made{new QCheckBox(label, this), spin(name, 0.0, most, 1, unit)};
    made.changes->setObjectName(QLatin1String(name) + QLatin1String("Changes"));
    made.changes->setWhatsThis(help);
    made.value->setAccessibleName(label);
    made.value->setToolTip(help);
    made.value->setWhatsThis(help);
    connect(made.changes, &QCheckBox::toggled, made.value, &QWidget::setEnabled);
    connect(made.changes, &QCheckBox::toggled, this, &FaultEditor::check);
    m_form->addRow(made.changes, made.value);
    return made;
}

void FaultEditor::makeWhat()
{
    m_kind = new QComboBox(this);
    const std::initializer_list<std::pair<FaultKind, QString>> kinds{{FaultKind::crash, tr("Crash")},
                                                                     {FaultKind::rejoin, tr("Bring back")},
                                                                     {FaultKind::slow, tr("Slow down")},
                                                                     {FaultKind::corrupt, tr("Send broken data")},
                                                                     {FaultKind::partition, tr("Cut the line between parts")},
                                                                     {FaultKind::heal, tr("Restore the line")},
                                                                     {FaultKind::link, tr("Disturb lines")},
                                                                     {FaultKind::network, tr("Change the network")},
                                                                     {FaultKind::probability, tr("Change the exchange frequency")}};
    for (const auto& [kind, text] : kinds)
        m_kind->addItem(text, int(kind));
    connect(m_kind, &QComboBox::currentIndexChanged, this, &FaultEditor::showRows);
    addRow("kind", tr("What happens"), m_kind, tr("What this entry does to the run. The fields below follow it."));
    m_at = spin("at", 0.0, kLongestS, 3, tr(" s"));
    addRow("at", tr("At"), m_at, tr("When it acts, in seconds of the run's clock. Pauses do not count."));
    m_ends = new QCheckBox(tr("Ends by itself after"), this);
    m_ends->setObjectName(QStringLiteral("ends"));
    m_duration = spin("duration", 0.1, kLongestS, 3, tr(" s"));
    m_duration->setAccessibleName(m_ends->text());
    for (QWidget* each : std::initializer_list<QWidget*>{m_ends, m_duration})
        each->setWhatsThis(tr("How long it lasts. Without it, it lasts until another entry ends it."));
    connect(m_ends, &QCheckBox::toggled, m_duration, &QWidget::setEnabled);
    connect(m_ends, &QCheckBox::toggled, this, &FaultEditor::check);
    m_form->addRow(m_ends, m_duration);
}

void FaultEditor::makeStrength()
{
    m_factor = spin("factor", 0.1, 1000.0, 1, tr(" times"));
    addRow("factor", tr("Slower by"), m_factor, tr("How many times longer each step takes. 1 is the usual speed."));
    m_mode = new QComboBox(this);
    m_mode->addItem(tr("unreadable: receivers reject it"), int(gossip::CorruptMode::nan));
    m_mode->addItem(tr("noise: nobody notices"), int(gossip::CorruptMode::noise));
    connect(m_mode, &QComboBox::currentIndexChanged, this, &FaultEditor::check);
    addRow("mode", tr("Data sent"), m_mode, tr("What the machines send instead of their models. Noise spreads, unreadable data does not."));
    m_probability = spin("probability", 0.0, 100.0, 1, tr(" %"));
    addRow("probability", tr("Exchange frequency"), m_probability,
           tr("How often a machine sends its model after a step. 0 % stops all exchanges."));
}

void FaultEditor::makeNetwork()
{
    m_latency = addOptional("latency", tr("Latency"), 60000.0, tr(" ms"), tr("How long every message is on its way. Unticked, it stays as it is."));
    m_jitter = addOptional("jitter", tr("Jitter"), 60000.0, tr(" ms"), tr("How much the latency varies. Unticked, it stays as it is."));
    m_bandwidth = addOptional("bandwidth", tr("Bandwidth"), 1e6, tr(" Mbit/s"), tr("How much a line carries; 0 is unlimited. Unticked, it stays as it is."));
    m_loss = addOptional("loss", tr("Lost messages"), 100.0, tr(" %"), tr("Share of the messages that never arrive. Unticked, it stays as it is."));
}

void FaultEditor::makeNodes()
{
    m_nodes = new QListWidget(this);
    m_nodes->setFixedHeight(kNodesHeight);
    connect(m_nodes, &QListWidget::itemChanged, this, &FaultEditor::check);
    addRow("nodes", tr("Machines"), m_nodes, tr("Whom it concerns. For a cut: who stays together, apart from all others."));
}

void FaultEditor::fillFields()
{
    m_kind->setCurrentIndex(m_kind->findData(int(m_before.kind)));
    m_at->setValue(m_before.atS);
    m_ends->setChecked(m_before.forS.has_value());
    m_duration->setEnabled(m_ends->isChecked());
    m_duration->setValue(m_before.forS.value_or(10.0));
    m_factor->setValue(m_before.kind == FaultKind::slow ? m_before.factor : 4.0);
    m_mode->setCurrentIndex(m_mode->findData(int(m_before.mode)));
    m_probability->setValue(100.0 * m_before.probability);
    const auto fill = [](const Optional& field, const std::optional<double>& value, double usual) {
        field.changes->setChecked(value.has_value());
        field.value->setEnabled(value.has_value());
        field.value->setValue(value.value_or(usual));
    };
    fill(m_latency, m_before.latencyMs, m_scenario.network.latencyMs);
    fill(m_jitter, m_before.jitterMs, m_scenario.network.jitterMs);
    fill(m_bandwidth, m_before.bandwidthMbps, m_scenario.network.bandwidthMbps);
    fill(m_loss, m_before.loss ? std::optional(100.0 * *m_before.loss) : std::nullopt, 100.0 * m_scenario.network.loss);
    fillNodes();
}

void FaultEditor::fillNodes()
{
    std::vector<int> chosen = m_before.workers;
    if (m_before.kind == FaultKind::partition && !m_before.groups.empty())
        chosen = m_before.groups.front();
    else if (m_before.kind == FaultKind::link && chosen.empty())
        chosen = {m_before.from, m_before.to};
    const auto add = [&](int node) {
        auto* item = new QListWidgetItem(workerText(m_scenario, node), m_nodes);
        item->setData(Qt::UserRole, node);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(std::find(chosen.begin(), chosen.end(), node) != chosen.end() ? Qt::Checked : Qt::Unchecked);
    };
    for (int worker = 0; worker < m_scenario.workers.count; ++worker)
        add(worker);
    const gossip::ProtocolInfo* protocol = gossip::findProtocol(m_scenario.protocol.id);
    if (protocol != nullptr && protocol->hasServer)
        add(gossip::kServerNode);
    m_nodesBefore = checkedNodes();
}

FaultKind FaultEditor::kind() const
{
    return FaultKind(m_kind->currentData().toInt());
}

std::vector<int> FaultEditor::checkedNodes() const
{
    std::vector<int> nodes;
    for (int row = 0; row < m_nodes->count(); ++row)
        if (m_nodes->item(row)->checkState() == Qt::Checked)
            nodes.push_back(m_nodes->item(row)->data(Qt::UserRole).toInt());
    return nodes;
}

void FaultEditor::showRows()
{
    if (!m_ready)
        return;
    const auto show = [this](QWidget* field, bool shown) { m_form->setRowVisible(field, shown); };
    show(m_duration, lasts(kind()));
    show(m_factor, kind() == FaultKind::slow);
    show(m_mode, kind() == FaultKind::corrupt);
    show(m_probability, kind() == FaultKind::probability);
    for (const Optional& each : {m_latency, m_jitter, m_bandwidth, m_loss})
        show(each.value, ofNetwork(kind()));
    show(m_nodes, ofNodes(kind()));
    check();
    adjustSize();
}

Fault FaultEditor::fault() const
{
    Fault edited;
    edited.kind = kind();
    edited.atS = m_at->value();
    if (lasts(edited.kind) && m_ends->isChecked())
        edited.forS = m_duration->value();
    if (edited.kind == FaultKind::slow)
        edited.factor = m_factor->value();
    if (edited.kind == FaultKind::corrupt)
        edited.mode = gossip::CorruptMode(m_mode->currentData().toInt());
    if (edited.kind == FaultKind::probability)
        edited.probability = m_probability->value() / 100.0;
    if (ofNetwork(edited.kind))
        readNetwork(edited);
    if (ofNodes(edited.kind))
        readNodes(edited);
    return edited;
}

void FaultEditor::readNetwork(Fault& fault) const
{
    const auto read = [](const Optional& field) { return field.changes->isChecked() ? std::optional(field.value->value()) : std::nullopt; };
    fault.latencyMs = read(m_latency);
    fault.jitterMs = read(m_jitter);
    fault.bandwidthMbps = read(m_bandwidth);
    fault.loss = read(m_loss);
    if (fault.loss)
        *fault.loss /= 100.0;
}

/// A single link, and a cut into more than two parts, stay what they are as long as nobody is ticked or unticked.
void FaultEditor::readNodes(Fault& fault) const
{
    const std::vector<int> nodes = checkedNodes();
    const bool same = fault.kind == m_before.kind && nodes == m_nodesBefore;
    if (fault.kind == FaultKind::partition) {
        fault.groups = same ? m_before.groups : std::vector<std::vector<int>>{nodes};
    } else if (same && m_before.workers.empty()) {
        fault.from = m_before.from;
        fault.to = m_before.to;
    } else {
        fault.workers = nodes;
    }
}

void FaultEditor::check()
{
    if (!m_ready)
        return;
    gossip::Scenario with = m_scenario;
    with.faults = {fault()};
    const auto checked = gossip::checkScenario(with);
    m_why->setText(checked ? QString() : engineText(checked.error()));
    m_apply->setEnabled(bool(checked));
}

}  // namespace gossip::ui
