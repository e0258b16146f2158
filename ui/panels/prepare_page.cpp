// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/prepare_page.h"

#include "ui/bridge/lab.h"
#include "ui/bridge/messages.h"
#include "ui/look/theme.h"
#include "ui/models/words.h"
#include "ui/panels/parts.h"
#include "ui/panels/preview_panel.h"
#include "ui/panels/scenario_list.h"

#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace gossip::ui {

namespace {

constexpr int kListWidth = 220;      // px
constexpr int kPreviewWidth = 264;   // px
constexpr int kPreviewDelayMs = 120;

}  // namespace

PreparePage::PreparePage(Lab* lab, QWidget* parent) : QWidget(parent), m_lab(lab)
{
    setObjectName(QStringLiteral("page"));
    auto* columns = new QHBoxLayout(this);
    columns->setContentsMargins(8, 8, 8, 8);
    columns->setSpacing(8);
    columns->addWidget(makeLeft());
    columns->addWidget(makeMiddle(), 1);
    columns->addWidget(makeRight());
    fillSections();

    m_previewSoon.setSingleShot(true);
    m_previewSoon.setInterval(kPreviewDelayMs);
    connect(&m_previewSoon, &QTimer::timeout, this, [this] {
        // A data set that was loaded with other limits is not this scenario's.
        const auto& then = m_lab->runScenario().dataset;
        const auto& now = m_lab->scenario().dataset;
        const bool same = then.id == now.id && then.path == now.path && then.trainLimit == now.trainLimit;
        m_preview->present(m_lab->scenario(), same ? m_lab->dataset() : nullptr);
    });
    m_revealSoon.setSingleShot(true);
    connect(&m_revealSoon, &QTimer::timeout, this, [this] {
        if (m_refused != nullptr)
            m_scroll->ensureWidgetVisible(m_refused);
    });
    connect(m_lab, &Lab::scenarioChanged, this, &PreparePage::follow);
    connect(m_lab, &Lab::scenarioSaved, this, &PreparePage::follow);
    connect(m_lab, &Lab::phaseChanged, this, &PreparePage::showNotes);
    connect(m_lab, &Lab::runStarted, &m_previewSoon, qOverload<>(&QTimer::start));
    connect(&ThemeStore::instance(), &ThemeStore::changed, this, &PreparePage::retranslate);
    retranslate();
    follow();
}

QWidget* PreparePage::makeLeft()
{
    auto* left = new QWidget(this);
    left->setFixedWidth(kListWidth);
    m_listTitle = label(QStringLiteral("title"), left);
    m_list = new ScenarioList(left);
    m_bringBack = new QPushButton(left);
    m_bringBack->setObjectName(QStringLiteral("bringBack"));
    m_bringBack->hide();
    m_why = label(QStringLiteral("error"), left);
    m_why->hide();
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 4, 0, 0);
    column->addWidget(m_listTitle);
    column->addWidget(m_list, 1);
    column->addWidget(m_why);
    column->addWidget(m_bringBack);
    connect(m_list, &ScenarioList::chosen, this, &PreparePage::choose);
    connect(m_bringBack, &QPushButton::clicked, this, &PreparePage::bringBack);
    return left;
}

QWidget* PreparePage::makeNavigation()
{
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    for (std::size_t section = 0; section < m_sections.size(); ++section) {
        auto* jump = new QPushButton(bar);
        jump->setObjectName(QStringLiteral("jump"));
        jump->setProperty("role", QStringLiteral("quiet"));
        jump->setStyleSheet(QStringLiteral("padding: 4px 5px;"));
        connect(jump, &QPushButton::clicked, this, [this, section] { jumpTo(section); });
        row->addWidget(jump);
        m_sections[section].jump = jump;
    }
    row->addStretch();
    return bar;
}

QWidget* PreparePage::makeMiddle()
{
    auto* middle = new QWidget(this);
    m_title = label(QStringLiteral("title"), middle);
    m_description = label(QStringLiteral("muted"), middle);
    m_runNote = label(QStringLiteral("warning"), middle);
    m_start = new QPushButton(middle);
    m_start->setProperty("role", QStringLiteral("primary"));
    m_save = new QPushButton(middle);
    m_start->setObjectName(QStringLiteral("startFromPrepare"));
    m_save->setObjectName(QStringLiteral("saveFromPrepare"));
    connect(m_start, &QPushButton::clicked, this, &PreparePage::startRequested);
    connect(m_save, &QPushButton::clicked, this, &PreparePage::saveRequested);

    auto* words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(m_title);
    words->addWidget(m_description);
    auto* head = new QHBoxLayout;
    head->addLayout(words, 1);
    head->addWidget(m_save, 0, Qt::AlignTop);
    head->addWidget(m_start, 0, Qt::AlignTop);

    m_scroll = new QScrollArea(middle);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(6);
    column->addLayout(head);
    column->addWidget(m_runNote);
    column->addWidget(makeNavigation());
    column->addWidget(m_scroll, 1);
    makeForm();
    return middle;
}

void PreparePage::makeForm()
{
    auto* form = new QWidget(m_scroll);
    form->setObjectName(QStringLiteral("page"));
    auto* column = new QVBoxLayout(form);
    column->setContentsMargins(0, 0, 6, 0);
    column->setSpacing(8);
    for (Section& section : m_sections) {
        section.frame = panel(form);
        section.title = label(QStringLiteral("title"), section.frame);
        auto* lines = new QVBoxLayout(section.frame);
        lines->setContentsMargins(14, 10, 8, 10);
        lines->setSpacing(2);
        lines->addWidget(section.title);
        column->addWidget(section.frame);
    }
    column->addStretch();
    m_scroll->setWidget(form);
}

QWidget* PreparePage::makeRight()
{
    auto* frame = panel(this);
    frame->setFixedWidth(kPreviewWidth);
    auto* scroll = new QScrollArea(frame);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_preview = new PreviewPanel(scroll);
    scroll->setWidget(m_preview);
    scroll->viewport()->setAutoFillBackground(false);
    m_preview->setAutoFillBackground(false);
    auto* column = new QVBoxLayout(frame);
    column->setContentsMargins(1, 1, 1, 1);
    column->addWidget(scroll);
    return frame;
}

/// Lines for the protocol in force; another protocol brings other parameters, so the lines are made anew.
void PreparePage::fillSections()
{
    const auto defaults = gossip::checkScenario(gossip::Scenario{});
    gossip::Scenario usual = defaults ? *defaults : gossip::Scenario{};
    usual.protocol = {m_lab->scenario().protocol.id, usual.protocol.timeoutS, {}};
    if (const auto resolved = gossip::checkScenario(usual))
        usual = *resolved;
    for (Section& section : m_sections) {
        for (FieldEditor* old : section.editors) {
            old->hide();
            old->deleteLater();  // it may be the one that is telling of the edit
        }
        section.editors.clear();
    }
    QWidget* before = m_sections.back().jump;
    for (const FormField& field : formFields(m_lab->scenario())) {
        Section& section = m_sections[std::size_t(field.section)];
        auto* made = new FieldEditor(field, formValue(usual, field.info.path), section.frame);
        connect(made, &FieldEditor::edited, this, &PreparePage::apply);
        section.frame->layout()->addWidget(made);
        setTabOrder(before, made->editor());
        before = made->editor();
        section.editors.push_back(made);
    }
    m_shownProtocol = m_lab->scenario().protocol.id;
}

FieldEditor* PreparePage::editor(const std::string& path) const
{
    for (const Section& section : m_sections)
        for (FieldEditor* editor : section.editors)
            if (editor->field().info.path == path && !editor->isHidden())
                return editor;
    return nullptr;
}

void PreparePage::follow()
{
    const gossip::Scenario& scenario = m_lab->scenario();
    if (scenario.protocol.id != m_shownProtocol)
        fillSections();
    for (Section& section : m_sections) {
        bool any = false;
        for (FieldEditor* editor : section.editors) {
            const bool counts = fieldCounts(scenario, editor->field().info.path);
            editor->setVisible(counts);
            editor->setValue(formValue(scenario, editor->field().info.path));
            any = any || counts;
        }
        section.frame->setVisible(any);
        section.jump->setVisible(any);
    }
    m_title->setText(m_lab->isModified() ? tr("%1 (changed)").arg(scenarioTitle(scenario)) : scenarioTitle(scenario));
    m_description->setText(scenarioDescription(scenario));
    m_list->mark(scenario.name);
    // A shipped scenario's card says it already.
    m_description->setVisible(m_list->currentRow() < 0 && !m_description->text().isEmpty());
    showNotes();
    m_previewSoon.start();
}

void PreparePage::showNotes()
{
    m_runNote->setVisible(m_lab->isActive());
    m_start->setEnabled(!m_lab->isActive());
    m_start->setToolTip(m_lab->isActive() ? tr("A run is going on. End it first.") : QString());
}

void PreparePage::apply(const std::string& path, const std::string& json)
{
    const auto changed = withField(m_lab->scenario(), path, json);
    FieldEditor* origin = editor(path);
    if (!changed) {
        if (origin != nullptr) {
            origin->refuse(engineText(changed.error()));
            m_refused = origin;
            m_revealSoon.start();
        }
        return;
    }
    if (origin != nullptr)
        origin->setValue(formValue(*changed, path));
    m_lab->setScenario(*changed);
}

void PreparePage::choose(const QString& path)
{
    const gossip::Scenario before = m_lab->scenario();
    const bool hadEdits = m_lab->isModified();
    QString why;
    const bool opened = m_lab->openScenario(path, &why);
    m_why->setText(why);
    m_why->setVisible(!opened);
    if (opened)
        m_putAway = hadEdits ? std::optional(before) : std::nullopt;
    m_bringBack->setVisible(m_putAway.has_value());
}

void PreparePage::bringBack()
{
    if (m_putAway)
        m_lab->setScenario(*std::exchange(m_putAway, std::nullopt));
    m_bringBack->hide();
}

void PreparePage::jumpTo(std::size_t section)
{
    m_scroll->verticalScrollBar()->setValue(m_sections[section].frame->y());
    for (FieldEditor* editor : m_sections[section].editors)
        if (editor->isVisible()) {
            editor->editor()->setFocus(Qt::OtherFocusReason);
            break;
        }
    // Focus may have scrolled to the line only; the section's title belongs on the screen too.
    m_scroll->verticalScrollBar()->setValue(m_sections[section].frame->y());
}

void PreparePage::retranslate()
{
    const QString titles[] = {tr("Data"),     tr("Model and training"), tr("Workers"),    tr("Protocol"),
                              tr("Network"), tr("End"),      tr("Evaluation"), tr("Scenario")};
    for (std::size_t section = 0; section < m_sections.size(); ++section) {
        m_sections[section].title->setText(titles[section]);
        m_sections[section].title->setFont(uiFont(15, true));
        m_sections[section].jump->setText(titles[section]);
        m_sections[section].jump->setAccessibleName(tr("Go to: %1").arg(titles[section]));
    }
    m_listTitle->setText(tr("Ready scenarios"));
    m_title->setFont(uiFont(16, true));
    m_bringBack->setText(tr("Bring back my changes"));
    m_runNote->setText(tr("A run is going on. What you change here counts for the next run."));
    m_start->setText(tr("Start the run"));
    m_save->setText(tr("Save scenario…"));
}

void PreparePage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    retranslate();
    follow();
}

void PreparePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_previewSoon.start();
}

}  // namespace gossip::ui
