// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/status_line.h"

#include "ui/look/role.h"
#include "ui/look/theme.h"

#include <QDir>
#include <QEvent>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLocale>

namespace gossip::ui {

namespace {
constexpr int kRefreshMs = 500;
constexpr double kPaceHeld = 0.95;  // below this share the asked pace counts as not held
constexpr int kFolderWidth = 420;   // px; longer paths are shortened in the middle
}

StatusLine::StatusLine(Lab* lab, QWidget* painted, QWidget* parent)
    : QWidget(parent), m_lab(lab), m_painted(painted), m_privacy(new QLabel(this)), m_speed(new QLabel(this)), m_frames(new QLabel(this)),
      m_notes(new QLabel(this)), m_folder(new QLabel(this))
{
    setFixedHeight(24);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(18);
    for (QLabel* label : {m_privacy, m_speed, m_frames, m_folder, m_notes})
        row->addWidget(label);
    row->addStretch();
    for (QLabel* label : {m_privacy, m_speed, m_frames, m_folder})
        setRole(label, "muted");
    setRole(m_notes, "warning");
    m_folder->setTextInteractionFlags(Qt::TextSelectableByMouse);
    painted->installEventFilter(this);
    connect(m_lab, &Lab::updated, this, [this](const gossip::RunUpdate& update) {
        for (const gossip::Record& record : update.records)
            m_samplesPerSecond = record.metrics.samplesPerSecond.value_or(m_samplesPerSecond);
    });
    connect(m_lab, &Lab::runStarted, this, [this] { m_samplesPerSecond = 0.0; });
    connect(m_lab, &Lab::phaseChanged, this, &StatusLine::refresh);
    connect(&ThemeStore::instance(), &ThemeStore::changed, this, &StatusLine::refresh);
    connect(&m_timer, &QTimer::timeout, this, &StatusLine::refresh);
    m_timer.start(kRefreshMs);
    m_since.start();
    refresh();
}

bool StatusLine::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Paint)
        ++m_paints;
    return QWidget::eventFilter(watched, event);
}

void StatusLine::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

QString StatusLine::speedText() const
{
    return m_samplesPerSecond > 0.0 ? tr("%1 pictures/s").arg(QLocale().toString(m_samplesPerSecond, 'f', 0)) : QString();
}

QString StatusLine::folderText() const
{
    const QString folder = m_lab->runFolder();
    if (folder.isEmpty())
        return tr("Not recording");
    QString shown = QDir::toNativeSeparators(folder);
    if (shown.startsWith(QDir::homePath()))
        shown.replace(0, QDir::homePath().size(), QStringLiteral("~"));
    shown = QFontMetrics(uiFont(12)).elidedText(shown, Qt::ElideMiddle, kFolderWidth);
    return m_lab->isActive() ? tr("Recording: %1").arg(shown) : tr("Recorded in %1").arg(shown);
}

void StatusLine::refresh()
{
    for (QLabel* label : {m_privacy, m_speed, m_frames, m_folder, m_notes})
        label->setFont(uiFont(12));
    m_privacy->setText(tr("Pictures never leave this PC"));
    const bool running = m_lab->phase() == Lab::Phase::running;
    const qint64 elapsed = m_since.elapsed();
    if (elapsed >= kRefreshMs) {
        m_frames->setText(running && m_painted->isVisible() ? tr("%1 frames/s drawn").arg(qRound(1000.0 * m_paints / double(elapsed))) : QString());
        m_paints = 0;
        m_since.restart();
    }
    m_speed->setText(running ? speedText() : QString());
    m_folder->setText(folderText());
    m_folder->setToolTip(QDir::toNativeSeparators(m_lab->runFolder()));
    QStringList notes;
    const gossip::RunUpdate& now = m_lab->latest();
    if (running && m_lab->runScenario().workers.stepMs > 0.0 && now.timeS > 2.0 && now.paceShare < kPaceHeld)
        notes << tr("This PC reaches %1 % of the speed that was set").arg(qRound(100.0 * now.paceShare));
    if (now.lossesSkipped + now.messagesSkipped > 0)
        notes << tr("%1 samples not drawn").arg(QLocale().toString(qulonglong(now.lossesSkipped + now.messagesSkipped)));
    m_notes->setText(notes.join(QStringLiteral("   ")));
    for (QLabel* label : {m_speed, m_frames, m_notes})
        label->setVisible(!label->text().isEmpty());
}

}  // namespace gossip::ui
