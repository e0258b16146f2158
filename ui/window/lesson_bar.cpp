// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/lesson_bar.h"

#include "ui/charts/accuracy_chart.h"
#include "ui/charts/guess_mark.h"
#include "ui/look/icons.h"
#include "ui/look/role.h"
#include "ui/look/spotlight.h"
#include "ui/look/theme.h"
#include "ui/models/lessons.h"
#include "ui/models/words.h"
#include "ui/window/fault_strip.h"
#include "ui/window/run_bar.h"
#include "ui/window/run_edits.h"
#include "ui/window/run_page.h"
#include "ui/window/scenario_files.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <cmath>

namespace gossip::ui {

namespace {

constexpr int kFirstGuess = 75;   // in the way of no answer

QPushButton* button(const char* name, Sign sign, QAnyStringView role, QWidget* parent)
{
    auto* made = new QPushButton(signIcon(sign, role == QAnyStringView("primary")), QString(), parent);
    made->setObjectName(QLatin1String(name));
    setRole(made, role);
    return made;
}

}  // namespace

LessonBar::LessonBar(Lab* lab, ScenarioFiles* files, RunBar* runBar, RunPage* page)
    : QFrame(page), m_lab(lab), m_files(files), m_runBar(runBar), m_page(page), m_mark(new GuessMark(page->accuracyChart())),
      m_light(new Spotlight(page)), m_heading(new QLabel(this)), m_text(new QLabel(this)), m_run(button("lessonRun", Sign::play, "primary", this)),
      m_next(button("lessonNext", Sign::play, "primary", this)), m_startAgain(button("lessonAgain", Sign::restore, "quiet", this)),
      m_leave(button("lessonClose", Sign::close, "quiet", this))
{
    setObjectName(QStringLiteral("lesson"));
    setRole(this, "offer");
    layOut();
    connectLab();
    connect(m_run, &QPushButton::clicked, m_lab, &Lab::start);
    connect(m_next, &QPushButton::clicked, this, &LessonBar::next);
    connect(m_startAgain, &QPushButton::clicked, this, &LessonBar::startAgain);
    connect(m_leave, &QPushButton::clicked, this, &LessonBar::leave);
    connect(&ThemeStore::instance(), &ThemeStore::changed, this, &LessonBar::refresh);
    page->showAbove(this);
    refresh();
    hide();
}

void LessonBar::layOut()
{
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_heading);
    texts->addWidget(m_text);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 6, 8, 6);
    row->setSpacing(8);
    row->addLayout(texts, 1);
    for (QPushButton* made : {m_run, m_next, m_startAgain, m_leave})
        row->addWidget(made);
}

void LessonBar::connectLab()
{
    connect(m_lab, &Lab::scenarioChanged, this, [this] {
        if (m_lesson && m_lab->scenario().name != lesson().scenario.name)
            leave();   // something else was opened
    });
    connect(m_lab, &Lab::phaseChanged, this, [this] {
        if (m_again && !m_lab->isActive())   // not at once: others still have to hear of the end
            QMetaObject::invokeMethod(this, &LessonBar::startAgain, Qt::QueuedConnection);
        refresh();
    });
    connect(m_lab, &Lab::runStarted, this, [this] {
        m_told = false;
        m_mark->setTruth(std::nullopt);
        refresh();
    });
    connect(m_lab, &Lab::runEnded, this, &LessonBar::tell);
}

const Lesson& LessonBar::lesson() const
{
    return lessons()[std::size_t(*m_lesson)];
}

void LessonBar::begin(int index)
{
    if (!m_files->openPath(lessons()[std::size_t(index)].path()))
        return;
    leave();
    m_lesson = index;
    m_paceBefore = m_lab->pace();
    m_lab->setPace(lesson().pace);
    m_mark->setValue(kFirstGuess);
    light();
    show();
    refresh();
    Q_EMIT pageWanted(Page::run);
    m_mark->show();
    m_mark->setFocus();
}

void LessonBar::light()
{
    QList<QWidget*> others;
    const auto add = [&others](const auto& found) {
        for (QWidget* widget : found)
            others << widget;
    };
    for (QWidget* place : std::initializer_list<QWidget*>{m_runBar, m_page->strip()}) {
        add(place->findChildren<QPushButton*>());
        add(place->findChildren<ValueSlider*>());
    }
    auto* lit = m_page->findChild<QWidget*>(lesson().control);
    others.removeOne(lit);
    m_light->turnOn(lit, others);
}

void LessonBar::startAgain()
{
    if (!m_lesson)
        return;
    m_again = m_lab->isActive();
    if (m_again)
        return m_lab->stop();
    QString why;
    m_lab->openScenario(lesson().path(), &why);
    m_told = false;
    m_mark->setTruth(std::nullopt);
    refresh();
    m_mark->setFocus();
}

void LessonBar::next()
{
    if (*m_lesson + 1 < int(lessons().size()))
        return begin(*m_lesson + 1);
    leave();
    Q_EMIT pageWanted(Page::learn);
}

void LessonBar::leave()
{
    if (!m_lesson)
        return;
    m_lesson.reset();
    m_told = m_again = false;
    m_mark->setTruth(std::nullopt);
    m_mark->hide();
    m_page->accuracyChart()->setReferencesShown(true);
    m_light->turnOff();
    m_lab->setPace(m_paceBefore);
    hide();
}

void LessonBar::tell()
{
    if (!m_lesson)
        return;
    m_told = true;
    m_touched = m_page->edits()->isDisturbed() || m_lab->isModified() || m_lab->summary()->outcome != gossip::RunState::finished;
    m_truth = lesson().truth(m_lab->summary()->final.metrics);
    m_mark->setTruth(m_truth ? std::optional(100.0 * *m_truth) : std::nullopt);
    refresh();
}

QString LessonBar::difference() const
{
    if (!m_truth)
        return tr("Nothing was measured this time. Start again.");
    const int points = int(std::lround(100.0 * *m_truth));
    const int off = points - m_mark->value();
    const QString measured = percentText(points / 100.0, 0);
    const QString guessed = percentText(m_mark->value() / 100.0, 0);
    if (off == 0)
        return tr("Just as you guessed: %1.").arg(measured);
    return off < 0 ? tr("%n point(s) lower than you guessed: %1, not %2.", nullptr, -off).arg(measured, guessed)
                   : tr("%n point(s) higher than you guessed: %1, not %2.", nullptr, off).arg(measured, guessed);
}

void LessonBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QFrame::changeEvent(event);
}

void LessonBar::refresh()
{
    const bool last = m_lesson && *m_lesson + 1 == int(lessons().size());
    m_run->setText(tr("Run"));
    m_next->setText(last ? tr("To all lessons") : tr("Next lesson"));
    m_startAgain->setText(tr("Start again"));
    m_leave->setText(tr("Close"));
    if (!m_lesson)
        return;
    const bool active = m_lab->isActive();
    const bool told = m_told && !active;
    m_heading->setFont(uiFont(15, true));
    m_text->setFont(uiFont(14));
    m_text->setFixedHeight(2 * m_text->fontMetrics().lineSpacing() + 2);   // nothing below moves, whatever is said
    const QString why = byLanguage(lesson().why);
    const QString question = byLanguage(lesson().question);
    m_heading->setText(told ? difference() : scenarioDescription(lesson().scenario));
    m_text->setText(told && m_touched ? tr("You had a hand in this run. Left alone: %1").arg(why)
                    : told            ? why
                    : active          ? question
                                      : tr("%1 Drag the blue mark to your guess, then press [Run].").arg(question));
    m_run->setVisible(!told);
    m_run->setEnabled(!active);
    m_next->setVisible(told);
    m_mark->setLocked(active || told);
    m_page->accuracyChart()->setReferencesShown(active || told);   // they would give the answer away
}

}  // namespace gossip::ui
