// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/why_panel.h"

#include "ui/look/role.h"

#include <QEvent>
#include <QScrollBar>
#include <QVBoxLayout>

namespace gossip::ui {

WhyPanel::WhyPanel(QWidget* parent)
    : QWidget(parent), m_notes(new WhyModel(this)), m_title(new QLabel(this)), m_body(new QStackedWidget(this)), m_empty(new QLabel),
      m_list(new QListView)
{
    setRole(m_title, "title");
    setRole(m_empty, "muted");
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_list->setObjectName(QStringLiteral("why"));
    m_list->setModel(m_notes);
    m_list->setWordWrap(true);
    m_list->setTextElideMode(Qt::ElideNone);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setSpacing(2);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_body->addWidget(m_empty);
    m_body->addWidget(m_list);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 4, 4);
    column->setSpacing(2);
    column->addWidget(m_title);
    column->addWidget(m_body, 1);
    connect(m_list, &QListView::activated, this, [this](const QModelIndex& note) { Q_EMIT momentPicked(note.data(Qt::UserRole).toDouble()); });
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& note) { Q_EMIT momentPicked(note.data(Qt::UserRole).toDouble()); });
    retranslate();
}

void WhyPanel::begin(const gossip::Scenario& scenario, const gossip::DatasetPtr& dataset)
{
    m_notes->begin(scenario, dataset);
    showNotes();
}

void WhyPanel::apply(const gossip::RunUpdate& update)
{
    const int before = m_notes->rowCount();
    const QScrollBar* bar = m_list->verticalScrollBar();
    const bool follows = bar->value() == bar->maximum();  // as long as nobody scrolled up
    m_notes->apply(update);
    if (m_notes->rowCount() == before)
        return;
    showNotes();
    if (follows)
        QMetaObject::invokeMethod(m_list, &QListView::scrollToBottom, Qt::QueuedConnection);
}

void WhyPanel::showNotes()
{
    m_body->setCurrentIndex(m_notes->rowCount() > 0 ? 1 : 0);
}

void WhyPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void WhyPanel::retranslate()
{
    m_title->setText(tr("Why?"));
    m_empty->setText(tr("Disturb the run. Five seconds later it says here what has changed, with the measured numbers."));
    m_list->setAccessibleName(tr("Why? What the numbers show"));
    m_notes->retranslate();
}

}  // namespace gossip::ui
