// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/presenter_page.h"

#include "ui/bridge/lab.h"
#include "ui/charts/accuracy_chart.h"
#include "ui/look/role.h"
#include "ui/look/theme.h"
#include "ui/models/narrator.h"
#include "ui/views/cluster_map.h"
#include "ui/window/fault_strip.h"
#include "ui/window/figures.h"
#include "ui/window/run_page.h"

#include <QApplication>
#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QResizeEvent>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace gossip::ui {

namespace {

// px on a screen of 1920 × 1080: 36 px of a 50-inch screen are 21 mm.
constexpr int kText = 36;
constexpr int kSentence = 48;
constexpr int kDigits = 96;
constexpr int kSmallest = 20;          // on screens far smaller than that
constexpr double kLine = 5.0 / 3.0;    // of a chart's main line: 5 px
constexpr int kSmallestOnMap = 11;     // px at scale 1 of the map's smallest text
constexpr int kSmallestOnChart = 12;
constexpr int kButtonsMs = 4000;
constexpr int kButtonPadding = 11;     // px above and below a button's text
constexpr int kButtonMargin = 30;      // px beside it
constexpr QSize kFull(1920, 1080);
constexpr double kSmallestShare = 0.6;

QFont exactFont(int pixelSize, bool bold)
{
    QFont font = uiFont(pixelSize, bold);
    font.setPixelSize(pixelSize);
    return font;
}

/// How much larger a view has to be for its smallest text to be kText.
double scaleFor(int smallest)
{
    return double(kText) / uiFont(smallest).pixelSize();
}

/// A smaller screen is as wide on the wall: the same share of it.
double shareOfFull(QSize size)
{
    return std::clamp(std::min(double(size.width()) / kFull.width(), double(size.height()) / kFull.height()), kSmallestShare, 1.0);
}

QString oneLine(QString text)
{
    return text.replace(QLatin1String(":\n"), QLatin1String(": ")).replace(QLatin1Char('\n'), QStringLiteral(" · "));
}

/// Both lines where they fit, else the first when it says something by itself.
QString sentenceFor(const QString& lines, int width)
{
    const QString first = lines.section(QLatin1Char('\n'), 0, 0);
    const bool endsHere = first.endsWith(QLatin1Char('.')) || first.endsWith(QLatin1Char('?')) || first.endsWith(QStringLiteral("。"));
    const bool signs = !first.isEmpty() && first.back().unicode() > 0x2E7F;   // no blanks between Japanese sentences
    const QString both = QString(lines).replace(QLatin1Char('\n'), signs ? QString() : QStringLiteral(" "));
    return !endsHere || QFontMetrics(exactFont(kSentence, true)).horizontalAdvance(both) <= width ? both : first;
}

}  // namespace

FitLabel::FitLabel(int pixelSize, bool bold, QWidget* parent) : QLabel(parent), m_pixelSize(pixelSize), m_bold(bold)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    fit();
}

QSize FitLabel::sizeHint() const
{
    return {1, QFontMetrics(exactFont(m_pixelSize, m_bold)).height()};
}

QSize FitLabel::minimumSizeHint() const
{
    return sizeHint();
}

void FitLabel::display(const QString& text)
{
    if (text == this->text())
        return;
    setText(text);
    fit();
}

void FitLabel::resizeEvent(QResizeEvent* event)
{
    QLabel::resizeEvent(event);
    fit();
}

void FitLabel::fit()
{
    int size = m_pixelSize;
    while (size > kSmallest && QFontMetrics(exactFont(size, m_bold)).horizontalAdvance(text()) > width())
        --size;
    if (const QFont font = exactFont(size, m_bold); font != this->font())
        setFont(font);
}

PresenterPage::PresenterPage(Lab* lab, RunPage* page, QWidget* parent)
    : QWidget(parent), m_lab(lab), m_page(page), m_sentence(new FitLabel(kSentence, true, this)), m_body(new QHBoxLayout),
      m_buttons(new QWidget(this))
{
    setObjectName(QStringLiteral("page"));
    setAttribute(Qt::WA_StyledBackground);
    m_sentence->setObjectName(QStringLiteral("presenterSentence"));
    auto* figures = new QHBoxLayout;
    figures->setSpacing(16);
    for (Figure& figure : m_figures)
        figures->addWidget(makeFigure(figure), 1);
    m_body->setSpacing(16);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 12, 24, 16);
    column->setSpacing(12);
    column->addWidget(m_sentence);
    column->addLayout(figures);
    column->addLayout(m_body, 1);
    makeButtons();
    column->addWidget(m_buttons, 0, Qt::AlignHCenter);

    auto* escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &PresenterPage::leaveRequested);
    connect(m_lab, &Lab::updated, this, &PresenterPage::refresh);
    connect(m_lab, &Lab::phaseChanged, this, &PresenterPage::refresh);
    connect(m_lab, &Lab::scenarioChanged, this, &PresenterPage::refresh);
    connect(&ThemeStore::instance(), &ThemeStore::changed, this, [this] {
        if (m_shown)
            scaleViews();   // all texts may have grown with the window
        refresh();
    });
}

QWidget* PresenterPage::makeFigure(Figure& figure)
{
    auto* panel = new QFrame(this);
    setRole(panel, "panel");
    figure = {new FitLabel(kText, false, panel), new FitLabel(kDigits, true, panel), new FitLabel(kText, false, panel)};
    setRole(figure.title, "muted");
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(20, 6, 20, 8);
    column->setSpacing(0);
    for (FitLabel* label : {figure.title, figure.digits, figure.note})
        column->addWidget(label);
    return panel;
}

void PresenterPage::makeButtons()
{
    auto* row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    const char* names[] = {"presenterCrash", "presenterCut", "presenterRestore"};
    for (std::size_t i = 0; i < m_faults.size(); ++i) {
        m_faults[i] = new QPushButton(m_buttons);
        m_faults[i]->setObjectName(QLatin1String(names[i]));
        m_faults[i]->setStyleSheet(QStringLiteral("padding: 0;"));
        row->addWidget(m_faults[i]);
    }
    connect(m_faults[0], &QPushButton::clicked, m_page->strip(), &FaultStrip::crashOrRejoin);
    connect(m_faults[1], &QPushButton::clicked, m_page->strip(), &FaultStrip::cutOrJoin);
    connect(m_faults[2], &QPushButton::clicked, m_page, &RunPage::restoreEverything);
    for (QPushButton* button : m_faults)
        connect(button, &QPushButton::clicked, this, &PresenterPage::refresh);
    refreshButtons();
    QSizePolicy keepsItsPlace = m_buttons->sizePolicy();   // they cover nothing, and nothing moves when they come
    keepsItsPlace.setRetainSizeWhenHidden(true);
    m_buttons->setSizePolicy(keepsItsPlace);
    m_buttons->hide();
    m_hideButtons.setSingleShot(true);
    m_hideButtons.setInterval(kButtonsMs);
    connect(&m_hideButtons, &QTimer::timeout, m_buttons, &QWidget::hide);
}

void PresenterPage::enter()
{
    m_shown = true;
    m_body->addWidget(m_page->map(), 1);
    m_body->addWidget(m_page->accuracyChart(), 1);
    scaleViews();
    m_page->map()->show();
    m_page->accuracyChart()->show();
    m_page->map()->setFocus();
    qApp->installEventFilter(this);
    refresh();
}

void PresenterPage::scaleViews()
{
    const double share = shareOfFull(size());
    m_page->map()->setScale(share * scaleFor(kSmallestOnMap));
    m_page->accuracyChart()->setScale(share * scaleFor(kSmallestOnChart), share * kLine);
}

void PresenterPage::leave()
{
    m_shown = false;
    qApp->removeEventFilter(this);
    m_buttons->hide();
    m_page->map()->setScale(1.0);
    m_page->accuracyChart()->setScale(1.0, 1.0);
    m_page->takeBackViews();
}

bool PresenterPage::eventFilter(QObject* watched, QEvent* event)
{
    const auto* widget = qobject_cast<QWidget*>(watched);
    if (event->type() == QEvent::MouseMove && widget != nullptr && isAncestorOf(widget) && isVisible()) {
        m_buttons->setVisible(true);
        m_hideButtons.start();
    }
    return QWidget::eventFilter(watched, event);
}

void PresenterPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        QMetaObject::invokeMethod(this, [this] {   // after the run page's texts
            refreshButtons();
            refresh();
        }, Qt::QueuedConnection);
    QWidget::changeEvent(event);
}

void PresenterPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    refreshButtons();
    if (m_shown)
        scaleViews();
}

void PresenterPage::refresh()
{
    if (!m_shown)
        return;
    const bool ran = m_lab->run() != nullptr && m_lab->phase() != Lab::Phase::idle && m_lab->phase() != Lab::Phase::loading;
    const QString scene = ran ? Narrator::scene(m_lab->runScenario(), m_page->facts()) : QString();
    m_sentence->display(scene.isEmpty() ? sentenceFor(m_page->sentence(), m_sentence->width()) : scene);
    const Figures::Card cards[] = {Figures::accuracy, Figures::running, Figures::traffic};
    for (std::size_t i = 0; i < m_figures.size(); ++i) {
        const FigureCard& card = m_page->figures().card(cards[i]);
        m_figures[i].title->display(card.title());
        m_figures[i].digits->display(card.digits());
        m_figures[i].note->display(oneLine(card.note()));
        const QString color = QStringLiteral("color: %1").arg((card.isHealthy() ? theme().ink : theme().resting).name());
        if (m_figures[i].digits->styleSheet() != color)
            m_figures[i].digits->setStyleSheet(color);
    }
    refreshButtons();
}

void PresenterPage::refreshButtons()
{
    const FaultStrip& strip = *m_page->strip();
    const QString texts[] = {strip.crashText(), strip.cutText(), strip.restoreText()};
    const bool flows = m_lab->phase() == Lab::Phase::running || m_lab->phase() == Lab::Phase::paused;
    const QFont font = exactFont(int(std::lround(kText * shareOfFull(size()))), false);
    const QFontMetrics metrics(font);
    for (std::size_t i = 0; i < m_faults.size(); ++i) {
        m_faults[i]->setText(texts[i]);
        m_faults[i]->setFont(font);
        // The room that is kept is the room that they take; a hidden button does not know its own size yet.
        m_faults[i]->setFixedSize(metrics.horizontalAdvance(texts[i]) + 2 * kButtonMargin, metrics.height() + 2 * kButtonPadding);
        m_faults[i]->setEnabled(flows);
    }
    m_buttons->setFixedHeight(m_faults.front()->height());
}

}  // namespace gossip::ui
