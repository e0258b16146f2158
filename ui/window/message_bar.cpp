// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/message_bar.h"

#include "ui/look/icons.h"

#include <QEvent>
#include <QHBoxLayout>

namespace gossip::ui {

MessageBar::MessageBar(QWidget* parent) : QFrame(parent), m_text(new QLabel(this)), m_close(new QPushButton(this))
{
    setProperty("role", "message");
    m_text->setProperty("role", "error");
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_close->setProperty("role", "quiet");
    m_close->setIcon(shapeIcon(Shape::close));
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
    m_text->setText(sentence);
    show();
}

QString MessageBar::sentence() const
{
    return m_text->text();
}

void MessageBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        m_close->setText(tr("Close"));
    QFrame::changeEvent(event);
}

}  // namespace gossip::ui
