// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/worker_panel.h"

#include "ui/bridge/lab.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/models/words.h"
#include "ui/look/role.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace gossip::ui {

namespace {

constexpr double kSlowFactor = 4.0;   // as on the fault strip

bool isDown(gossip::WorkerState state)
{
    return state == WorkerState::crashed || state == WorkerState::diverged;
}

}  // namespace

WorkerPanel::WorkerPanel(Lab* lab, const WorkerTableModel* workers, QWidget* parent)
    : QWidget(parent), m_lab(lab), m_workers(workers), m_name(new QLabel(this)), m_state(new QLabel(this)),
      m_crash(new QPushButton(this)), m_slow(new QPushButton(this))
{
    auto* head = new QHBoxLayout;
    head->addWidget(m_name);
    head->addStretch();
    head->addWidget(m_state);
    auto* lines = new QGridLayout;
    lines->setVerticalSpacing(6);
    for (int column = WorkerTableModel::Steps; column < WorkerTableModel::ColumnCount; ++column) {
        Line& line = m_lines[column];
        line = {new QLabel(this), new QLabel(this)};
        line.title->setProperty("role", QStringLiteral("muted"));
        line.value->setAlignment(Qt::AlignRight);
        line.value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        lines->addWidget(line.title, column, 0);
        lines->addWidget(line.value, column, 1);
    }
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_crash);
    buttons->addWidget(m_slow);
    m_crash->setObjectName(QStringLiteral("crashWorker"));
    m_slow->setObjectName(QStringLiteral("slowWorker"));
    m_crash->setIcon(signIcon(Sign::crash));
    m_slow->setIcon(signIcon(Sign::slow));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(10);
    column->addLayout(head);
    column->addLayout(lines);
    column->addLayout(buttons);
    column->addStretch();
    connect(m_crash, &QPushButton::clicked, this, &WorkerPanel::toggleCrash);
    connect(m_slow, &QPushButton::clicked, this, &WorkerPanel::toggleSlow);
    retranslate();
}

bool WorkerPanel::hasWorker() const
{
    return m_worker >= 0 && m_worker < m_workers->rowCount();
}

void WorkerPanel::setWorker(int worker)
{
    m_worker = worker;
    refresh();
}

void WorkerPanel::refresh()
{
    const bool acts = m_lab->phase() == Lab::Phase::running || m_lab->phase() == Lab::Phase::paused;
    m_crash->setEnabled(hasWorker() && acts);
    m_slow->setEnabled(hasWorker() && acts);
    if (!hasWorker()) {
        m_name->setText(tr("No worker selected"));
        m_state->clear();
        for (const Line& line : m_lines)
            if (line.value != nullptr)
                line.value->setText(QStringLiteral("–"));
        return;
    }
    const WorkerTableRow& row = m_workers->row(m_worker);
    m_name->setText(row.name);
    m_state->setText(m_workers->index(m_worker, WorkerTableModel::State).data().toString());
    const bool isWell = row.state == WorkerState::running;
    setRole(m_state, isDown(row.state) ? QStringLiteral("error") : isWell ? QString() : QStringLiteral("warning"));
    for (int column = WorkerTableModel::Steps; column < WorkerTableModel::ColumnCount; ++column)
        m_lines[column].value->setText(m_workers->index(m_worker, column).data().toString());
    m_crash->setText(isDown(row.state) ? tr("Bring back") : tr("Take down"));
    m_slow->setText(row.state == WorkerState::slow ? tr("Normal speed") : tr("Slow down"));
    m_slow->setEnabled(acts && !isDown(row.state));
}

void WorkerPanel::toggleCrash()
{
    if (!hasWorker())
        return;
    gossip::Fault fault;
    fault.kind = isDown(m_workers->row(m_worker).state) ? FaultKind::rejoin : FaultKind::crash;
    fault.workers = {m_worker};
    Q_EMIT command(fault);
}

void WorkerPanel::toggleSlow()
{
    if (!hasWorker())
        return;
    gossip::Fault fault;
    fault.kind = FaultKind::slow;
    fault.workers = {m_worker};
    fault.factor = m_workers->row(m_worker).state == WorkerState::slow ? 1.0 : kSlowFactor;
    Q_EMIT command(fault);
}

void WorkerPanel::retranslate()
{
    m_name->setFont(uiFont(16, true));
    for (int column = WorkerTableModel::Steps; column < WorkerTableModel::ColumnCount; ++column) {
        m_lines[column].title->setText(m_workers->headerData(column, Qt::Horizontal).toString());
        m_lines[column].title->setToolTip(m_workers->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString());
    }
    m_crash->setText(tr("Take down"));
    m_slow->setText(tr("Slow down"));
    refresh();
}

void WorkerPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

}  // namespace gossip::ui
