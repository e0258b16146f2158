// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/message_bar.h"

#include "ui/look/icons.h"
#include "ui/look/role.h"

#include <QEvent>
#include <QHBoxLayout>

namespace gossip::ui {

MessageBar::MessageBar(QWidget* parent) : QFrame(parent), m_text(new QLabel(this)), m_close(new QPushButton(this))
{
    setRole(this, "message");
    setRole(m_text, "error");
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setRole(m_close, "quiet");
    m_close->setObjectName(QStringLiteral("closeMessage"));
    m_close->setIcon(signIcon(Sign::close));
    m_close->setText(tr("Close"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 4, 6, 4);
    row->addWidget(m_text, 1);
    row->addWidget(m_close);
    connect(m_close, &QPushButton::clicked, this, &QWidget::hide);
    hide();
}

void MessageBar::say(const QString& sentence)
{
    show(sentence, "error");
}

void MessageBar::offer(const QString& sentence, const std::vector<Choice>& choices)
{
    show(sentence, {});
    auto* row = static_cast<QHBoxLayout*>(layout());
    for (const Choice& choice : choices) {
        auto* button = new QPushButton(choice.text, this);
        connect(button, &QPushButton::clicked, this, [this, act = choice.act] {
            hide();
            act();
        });
        row->insertWidget(row->count() - 1, button);
        m_choices.push_back(button);
    }
}

void MessageBar::show(const QString& sentence, QAnyStringView role)
{
    for (QPushButton* choice : m_choices)
        choice->deleteLater();   // one of them may be what was pressed
    m_choices.clear();
    m_text->setText(sentence);
    m_isError = role == QAnyStringView("error");
    setRole(m_text, role);
    setRole(this, m_isError ? "message" : "offer");
    QFrame::show();
}

QString MessageBar::sentence() const
{
    return m_text->text();
}

void MessageBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_close->setText(tr("Close"));
        if (m_choices.empty() && !m_isError)
            hide();   // a note in another language; what is still to be decided or mended stays
    }
    QFrame::changeEvent(event);
}

}  // namespace gossip::ui
