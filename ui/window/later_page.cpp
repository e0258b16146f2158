// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/later_page.h"

#include "ui/look/role.h"
#include "ui/look/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace gossip::ui {

namespace {
constexpr int kTextWidth = 560;  // px
}

LaterPage::LaterPage(QWidget* parent)
    : QWidget(parent), m_icon(new QLabel(this)), m_title(new QLabel(this)), m_text(new QLabel(this))
{
    setRole(m_title, "title");
    setRole(m_text, "muted");
    m_text->setWordWrap(true);
    m_text->setFixedWidth(kTextWidth);
    m_icon->setAlignment(Qt::AlignHCenter);
    m_title->setAlignment(Qt::AlignHCenter);
    auto* column = new QVBoxLayout;
    column->setSpacing(10);
    column->addStretch(2);
    for (QLabel* label : {m_icon, m_title, m_text})
        column->addWidget(label);
    column->addStretch(3);
    auto* row = new QHBoxLayout(this);
    row->addStretch();
    row->addLayout(column);
    row->addStretch();
    connect(&ThemeStore::instance(), &ThemeStore::changed, this, &LaterPage::retranslate);
    retranslate();
}

void LaterPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void LaterPage::retranslate()
{
    m_icon->setPixmap(signIcon(Sign::learn).pixmap(48, 48));
    m_title->setFont(uiFont(20, true));
    m_text->setFont(uiFont(14));
    m_title->setText(tr("Learn by trying"));
    m_text->setText(tr("Here short lessons will stand: a question, a guess drawn onto the chart, the experiment, the reason why.\n\n"
                       "They are being built. Until then: start the first scenario under [Run], cut the line after 25 seconds, "
                       "and guess what the two plants will do."));
}

}  // namespace gossip::ui
