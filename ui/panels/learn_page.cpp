// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/learn_page.h"

#include "ui/look/icons.h"
#include "ui/look/role.h"
#include "ui/look/theme.h"
#include "ui/models/lessons.h"
#include "ui/models/words.h"

#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace gossip::ui {

namespace {
constexpr int kWidth = 960;   // px; longer lines are hard to read
}

LearnPage::LearnPage(QWidget* parent) : QWidget(parent), m_title(new QLabel(this)), m_text(new QLabel(this))
{
    setRole(m_text, "muted");
    m_text->setWordWrap(true);
    auto* middle = new QWidget(this);
    middle->setMaximumWidth(kWidth);
    auto* column = new QVBoxLayout(middle);
    column->setSpacing(10);
    column->addStretch(1);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addSpacing(6);
    for (int lesson = 0; lesson < int(lessons().size()); ++lesson)
        column->addWidget(makeCard(lesson));
    column->addStretch(2);
    auto* row = new QHBoxLayout(this);
    row->addStretch(1);
    row->addWidget(middle, 20);
    row->addStretch(1);
    connect(&ThemeStore::instance(), &ThemeStore::changed, this, &LearnPage::retranslate);
    retranslate();
}

QWidget* LearnPage::makeCard(int lesson)
{
    auto* frame = new QFrame(this);
    setRole(frame, "panel");
    const Card card{new QLabel(frame), new QLabel(frame), new QLabel(frame), new QPushButton(signIcon(Sign::play), QString(), frame)};
    setRole(card.length, "muted");
    card.sentence->setWordWrap(true);
    card.begin->setObjectName(QStringLiteral("beginLesson"));
    connect(card.begin, &QPushButton::clicked, this, [this, lesson] { Q_EMIT lessonPicked(lesson); });
    auto* texts = new QVBoxLayout;
    texts->setSpacing(3);
    for (QLabel* label : {card.title, card.sentence, card.length})
        texts->addWidget(label);
    auto* row = new QHBoxLayout(frame);
    row->setContentsMargins(18, 12, 18, 12);
    row->setSpacing(24);
    row->addLayout(texts, 1);
    row->addWidget(card.begin);
    m_cards.push_back(card);
    return frame;
}

void LearnPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void LearnPage::retranslate()
{
    m_title->setFont(uiFont(20, true));
    m_text->setFont(uiFont(14));
    m_title->setText(tr("Learn by trying"));
    m_text->setText(tr("Each lesson asks one question. Drag a mark on the chart to where you think the line will end, run the experiment, and see why."));
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        const Card& card = m_cards[i];
        const Lesson& lesson = lessons()[i];
        const QString title = scenarioTitle(lesson.scenario);
        card.title->setFont(uiFont(15, true));
        card.sentence->setFont(uiFont(14));
        card.length->setFont(uiFont(12));
        card.title->setText(QStringLiteral("%1  %2").arg(i + 1).arg(title));
        card.sentence->setText(scenarioDescription(lesson.scenario));
        card.length->setText(tr("The run takes %1 s.").arg(QLocale().toString(lesson.lengthS(), 'f', 0)));
        card.begin->setText(tr("Begin"));
        card.begin->setAccessibleName(tr("Begin: %1").arg(title));
    }
}

}  // namespace gossip::ui
